"""A nudge for the same evening, and nudges about promises: what follows from a log earns them too."""

import pytest

from bot.actions.nudge import planned
from bot.actions.standing import Standing
from bot.law.calendars import Calendars
from bot.law.deadlines import deadlines
from bot.law.rules import load
from bot.store.cases import Case
from tests.actions.happenings import QUIET_UNTIL, at, day, happened

RULES, CALENDARS = load(), Calendars.bundled()
SENT_HOME = ["sent_home Tue 2026-11-10", "no_letter:sent_home Tue 2026-11-10"]
TOLD_LATER = [f"{each} told Wed 2026-11-11" for each in SENT_HOME]
EVENING = at("Tue 2026-11-10", 18)


def earned(kind, rule_id, happenings, today):
    """The steps that a rule has earned by a day, each with the moment at which it is sent."""
    events = tuple(happened(each) for each in happenings)
    found = deadlines(kind, events, RULES, CALENDARS, day(today))
    standing = Standing(Case(5, 4, 3, kind, nudged=True, council="NNC"), events, found, day(today))
    return [(row.stage, row.send_at) for row in planned(standing, QUIET_UNTIL) if row.rule == rule_id]


def in_writing(happenings, today):
    return earned("exclusion", "informal-in-writing", happenings, today)


def test_who_was_sent_home_today_is_asked_about_it_at_6_in_the_evening():
    assert in_writing(SENT_HOME, "Tue 2026-11-10") == [("same_evening", EVENING)]


@pytest.mark.parametrize("today", ["Fri 2026-11-13", "Sat 2026-11-14"])
def test_the_second_nudge_comes_three_days_later_in_the_morning(today):
    assert in_writing(SENT_HOME, today) == [("two_days_on", at(today, 9, 5))]


@pytest.mark.parametrize("today", ["Wed 2026-11-11", "Thu 2026-11-12"])
def test_who_tells_it_on_another_day_has_no_evening_any_more(today):
    assert in_writing(TOLD_LATER, today) == []


def test_and_is_asked_once_all_the_same():
    assert in_writing(TOLD_LATER, "Fri 2026-11-13") == [("two_days_on", at("Fri 2026-11-13", 9, 5))]


@pytest.mark.parametrize("done", ["asked_in_writing:sent_home", "put_in_writing:sent_home"])
@pytest.mark.parametrize("today", ["Tue 2026-11-10", "Fri 2026-11-13"])
def test_who_has_asked_or_been_answered_is_not_nudged(done, today):
    assert in_writing([*SENT_HOME, f"{done} Tue 2026-11-10"], today) == []


# Promises


def promises(today, *happenings):
    return [send_at for _, send_at in earned("contact", "promise-kept", happenings, today)]


def test_a_promise_is_asked_about_on_the_day_after_it_was_due_and_not_before():
    said = "promised Fri 2026-11-13 told Mon 2026-11-02"
    assert promises("Fri 2026-11-13", said) == []
    assert promises("Sat 2026-11-14", said) == [at("Sat 2026-11-14", 9, 5)]


def test_a_promise_that_is_still_to_come_silences_none_that_has_gone_by():
    said = "promised Fri 2026-11-13 told Mon 2026-11-02", "promised Fri 2026-11-20 told Tue 2026-11-03"
    assert promises("Sat 2026-11-14", *said) == [at("Sat 2026-11-14", 9, 5)]
    assert len(promises("Sat 2026-11-21", *said)) == 2  # what was sent a week ago keeps its place


def test_a_promise_about_a_day_that_had_gone_by_when_it_was_told_is_asked_about_a_day_later():
    said = "promised Fri 2026-11-13 told Mon 2026-11-16"
    assert promises("Mon 2026-11-16", said) == []
    assert promises("Tue 2026-11-17", said) == [at("Tue 2026-11-17", 9, 5)]
