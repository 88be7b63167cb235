"""A rule whose every start has a clock of its own, and days of grace before anybody is called late."""

from dataclasses import replace
from datetime import date

from what_happened import day, happenings

from bot.law.deadlines import deadlines

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
