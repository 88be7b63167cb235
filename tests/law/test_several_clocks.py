"""A rule whose every start has a clock of its own, and days of grace before anybody is called late."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schools import HILLSIDE
from what_happened import day, happenings

from bot.law.calendars import Calendars
from bot.law.deadlines import Event, deadlines
from bot.law.rules import load
from bot.law.school import SchoolCalendar

FINAL, AGAIN = "final Thu 2026-10-01", "reassess_refused Thu 2026-11-05"


def windows(rulebook, calendars, *happened, today="Sun 2026-11-22"):
    found = deadlines("plan", happenings(*happened), rulebook, calendars, day(today))
    return [each for each in found if each.rule.id == "appeal-2m-1m"]


def test_two_decisions_each_have_their_time_to_appeal(rulebook, calendars):
    first, second = windows(rulebook, calendars, FINAL, AGAIN)
    assert (first.due, second.due) == (day("Tue 2026-12-01"), day("Tue 2027-01-05"))
    assert first.key != second.key


def test_a_certificate_after_the_second_decision_lengthens_no_time_for_the_first(rulebook, calendars):
    first, second = windows(rulebook, calendars, FINAL, AGAIN, "certificate Fri 2026-11-20")
    assert first.due == day("Tue 2026-12-01")
    assert not first.parts
    assert second.due == day("Tue 2027-01-05")
    assert [part.due for part in second.parts] == [day("Tue 2027-01-05"), day("Mon 2026-12-21")]


def test_of_windows_that_are_over_only_the_last_is_shown(rulebook, calendars):
    [only] = windows(rulebook, calendars, FINAL, AGAIN, today="Mon 2027-02-01")
    assert only.due == day("Tue 2027-01-05")
    assert only.state == "passed"


def test_an_appeal_ends_the_time_for_all_that_came_before_it(rulebook, calendars):
    [only] = windows(rulebook, calendars, FINAL, AGAIN, "appealed:online Fri 2026-11-20")
    assert only.state == "met"


# Each suspension over the line has a meeting, by the fifteenth school day: Mon 5 October and Mon 30 November.

LATE, COMING = "suspended:over_15 Mon 2026-09-14", "suspended:over_15 Mon 2026-11-09"


def meetings(rulebook, calendars, *happened, today="Mon 2026-11-23"):
    known = replace(calendars, school=SchoolCalendar((HILLSIDE,)))
    found = deadlines("exclusion", happenings(*happened), rulebook, known, day(today))
    return [(f"{each.due:%a %Y-%m-%d}", each.state) for each in found if each.rule.id == "gov-15"]


def test_a_meeting_that_is_late_is_still_owed_when_the_clock_of_another_has_begun(rulebook, calendars):
    assert meetings(rulebook, calendars, LATE, COMING) == [
        ("Mon 2026-10-05", "missed"),
        ("Mon 2026-11-30", "due"),
    ]


def test_two_meetings_that_are_late_are_both_shown_as_late(rulebook, calendars):
    assert meetings(rulebook, calendars, LATE, COMING, today="Tue 2026-12-01") == [
        ("Mon 2026-10-05", "missed"),
        ("Mon 2026-11-30", "missed"),
    ]


def test_a_meeting_in_time_for_the_first_leaves_the_second_to_be_held(rulebook, calendars):
    met = "governors_met Fri 2026-10-02"
    assert meetings(rulebook, calendars, LATE, COMING, met) == [("Mon 2026-11-30", "due")]
    assert meetings(rulebook, calendars, LATE, met) == [("Mon 2026-10-05", "met")]


def test_one_meeting_about_both_is_shown_once_by_the_last(rulebook, calendars):
    met = "governors_met Wed 2026-11-18"
    assert meetings(rulebook, calendars, LATE, COMING, met) == [("Mon 2026-11-30", "met")]


def test_a_meeting_for_a_permanent_exclusion_does_not_hide_one_that_is_late_for_a_suspension(
    rulebook, calendars
):
    assert meetings(rulebook, calendars, LATE, "excluded Mon 2026-11-09") == [
        ("Mon 2026-10-05", "missed"),
        ("Mon 2026-11-30", "due"),
    ]


def test_every_suspension_over_the_line_has_six_months_of_its_own_for_a_claim(rulebook, calendars):
    happened = happenings("suspended:over_5 Mon 2026-10-05", "suspended:over_15 Mon 2026-11-09")

    def claims(on):
        found = deadlines("exclusion", happened, rulebook, calendars, day(on))
        return [(each.due, each.state) for each in found if each.rule.id == "susp-send-claim-6m"]

    first, second = day("Sun 2027-04-04"), day("Sat 2027-05-08")
    assert claims("Mon 2026-11-23") == [(first, "due"), (second, "due")]
    assert claims("Mon 2027-04-05") == [(second, "due")]
    assert claims("Sun 2027-05-09") == [(second, "passed")]


# Nothing that is told keeps a promise: it is no longer there once the parent has said how it ended.


@pytest.mark.parametrize(
    ("today", "states"),
    [
        ("Fri 2026-11-13", ["due", "due"]),
        ("Sat 2026-11-14", ["passed", "due"]),
        ("Sat 2026-11-21", ["passed", "passed"]),
    ],
)
def test_a_promise_that_has_gone_by_is_not_hidden_by_one_that_is_still_to_come(
    today, states, rulebook, calendars
):
    happened = happenings("promised Fri 2026-11-13", "promised Fri 2026-11-20")
    found = deadlines("contact", happened, rulebook, calendars, day(today))
    assert [each.due for each in found] == [day("Fri 2026-11-13"), day("Fri 2026-11-20")]
    assert [each.state for each in found] == states


# Whatever happened

RULEBOOK, CALENDARS = load(), Calendars.bundled()
KIND_OF = {subject.id: subject.kind or "contact" for subject in RULEBOOK.subjects}
EACH = [rule for rule in RULEBOOK.all if rule.each and not rule.limb]
NAMES = {name for rule in EACH for name in (*rule.starts, *rule.met_by, *rule.proved_by, *rule.stopped_by)}
events = st.builds(
    lambda name, on: Event(name.partition(":")[0], on, name.partition(":")[2]),
    st.sampled_from(sorted(NAMES)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


def owed(rule, happened, today):
    """The starts of those of a rule's clocks that are due or late."""
    found = deadlines(KIND_OF[rule.about], happened, RULEBOOK, CALENDARS, today)
    return {each.from_on for each in found if each.rule is rule and each.state in ("due", "missed")}


@given(happened=st.lists(events, max_size=8), today=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_clock_that_is_due_or_late_by_itself_is_so_among_the_others_of_its_rule(happened, today):
    for rule in EACH:
        starts = [each for each in happened if {each.kind, f"{each.kind}:{each.how}"} & set(rule.starts)]
        others = [each for each in happened if each not in starts]
        alone = {on for start in starts for on in owed(rule, [start, *others], today)}
        assert not starts or alone == owed(rule, happened, today)


def test_lateness_is_counted_from_the_end_of_the_days_of_grace(rulebook, calendars):
    rule = rulebook.rule("final-plan-20w", on=date(2026, 3, 12))
    kinder = replace(
        rulebook, all=tuple(replace(each, grace=3) if each is rule else each for each in rulebook.all)
    )

    def on(today, *more):
        found = deadlines("plan", happenings("received Thu 2026-03-12", *more), kinder, calendars, day(today))
        return next(each for each in found if each.rule.id == "final-plan-20w")

    assert on("Sun 2026-08-02").state == "passed"
    assert on("Mon 2026-08-03").state == "missed"
    assert on("Mon 2026-08-03").days_late(date(2026, 8, 3)) == 1
    assert on("Mon 2026-08-10", "final Sun 2026-08-02").state == "met"
    late = on("Mon 2026-08-10", "final Wed 2026-08-05")
    assert (late.state, late.days_late(date(2026, 8, 10))) == ("met late", 3)
