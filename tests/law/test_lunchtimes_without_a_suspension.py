"""Lunchtimes for which a child was sent home, and which the school did not call a suspension.

The guidance counts each lunchtime of a suspension as half a day. So each of these is half a day as well,
among the days that were not recorded as suspensions, and never towards the lines for suspensions.
"""

import pytest
from absences_told import KNOWN, absences, logged, todays
from hypothesis import given, settings
from hypothesis import strategies as st
from what_happened import day
from what_was_logged import events_of_log

from bot.law.absence import LUNCH
from bot.law.exclusions import totals
from bot.law.missed import missed
from bot.law.opendays import OpenDays
from bot.law.thresholds import CROSSED, crossings

MONDAY = "Mon 2026-11-23"
TWO_WEEKS = "Mon 2026-11-09 to Fri 2026-11-20"
UNSAID, CALLED = f"sent_home {TWO_WEEKS} part=lunch", f"lunchtime {TWO_WEEKS}"


def summed(*lines):
    """Half days of this long term: out, formal, informal."""
    term = totals(logged(*lines), KNOWN, day(MONDAY)).term
    return term.out.most, term.formal.most, term.informal.most


def crossed(*lines):
    return {
        each.threshold.id for each in crossings(logged(*lines), [KNOWN], day(MONDAY)) if each.state == CROSSED
    }


def test_each_is_half_a_day_that_was_not_recorded_as_a_suspension():
    assert summed(UNSAID) == (10, 0, 10)
    assert summed(CALLED) == (10, 10, 0)


def test_one_that_goes_on_counts_up_to_today():
    assert summed("sent_home Mon 2026-11-16 on part=lunch") == (6, 0, 6)


def test_they_turn_on_what_a_day_without_a_suspension_does_and_no_line_for_suspensions():
    assert crossed(UNSAID) == {"informal"}
    assert crossed(UNSAID, "suspended Mon 2026-11-02 to Fri 2026-11-06") == {"informal"}
    assert crossed(CALLED, "suspended Mon 2026-11-02 to Fri 2026-11-06") == {"over-5"}


def test_they_count_towards_no_fine():
    assert "not-allowed-10" not in crossed(f"{UNSAID} code=O")


@pytest.mark.parametrize("lines", [(UNSAID, CALLED), (CALLED, UNSAID)], ids=["unsaid first", "called first"])
def test_a_lunchtime_told_both_ways_is_counted_once_as_the_suspension_that_it_was_called(lines):
    assert summed(*lines) == (10, 10, 0)
    assert summed(*lines, "ill Mon 2026-11-16 to Fri 2026-11-20") == (15, 5, 0)


def test_where_the_child_was_gone_by_lunch_there_was_no_lunchtime():
    assert summed(UNSAID, "sent_home Wed 2026-11-11 part=pm") == (10, 0, 10)
    found = missed(logged(UNSAID, "sent_home Wed 2026-11-11 part=pm"), OpenDays(KNOWN), day(MONDAY))
    assert [half.part for half in found.halves if half.on == day("Wed 2026-11-11")] == ["pm"]


def test_what_follows_is_what_follows_from_being_sent_home():
    told = events_of_log(f"{UNSAID} letter=no", calendars=KNOWN, today=MONDAY)
    assert [(event.kind, event.how) for event in told] == [("sent_home", ""), ("no_letter", "sent_home")]


lunches = absences(kinds=("lunchtime",))
unsaid = absences(kinds=("lunchtime",)).map(lambda each: type(each)(**vars(each) | {"kind": "sent_home"}))


@given(
    st.lists(st.one_of(lunches, unsaid, absences(kinds=("suspended", "ill"))), min_size=1, max_size=5), todays
)
@settings(max_examples=25)
def test_no_suspension_is_lost_by_lunchtimes_that_were_not_called_one(told, today):
    formal = [each for each in told if each.kind != "sent_home"]
    every, without = (totals(some, KNOWN, today).term for some in (told, formal))
    assert every.formal == without.formal
    assert every.out.most >= without.out.most


@given(unsaid, todays)
@settings(max_examples=25)
def test_it_makes_no_difference_to_the_days_whether_a_lunchtime_was_called_a_suspension(entry, today):
    called = type(entry)(**vars(entry) | {"kind": "lunchtime"})
    one, other = (missed([each], OpenDays(KNOWN), today).halves for each in (entry, called))
    assert [(half.on, half.part) for half in one] == [(half.on, half.part) for half in other]
    assert {half.part for half in one} <= {LUNCH}
