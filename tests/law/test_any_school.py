"""The two calendars in between which every school of England lies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schools import schools, weekdays
from what_happened import day

from bot.law.anyschool import Earliest, Latest
from bot.law.workingdays import WorkingDays

ENGLAND = WorkingDays.england()
starts = st.dates(date(2022, 9, 1), date(2026, 8, 31))


@given(schools(), starts)
def test_a_day_on_which_any_school_is_open_is_one_on_which_a_school_can_be_open(school, start):
    if school.is_school_day(start):
        assert Earliest(ENGLAND).is_school_day(start)


def test_a_day_on_which_every_school_is_open_is_one_on_which_a_school_can_be_open():
    days = weekdays(date(ENGLAND.first, 1, 1), date(ENGLAND.last, 12, 31))
    always = [one for one in days if Latest(ENGLAND).is_school_day(one)]
    assert all(Earliest(ENGLAND).is_school_day(one) for one in always)
    assert all(ENGLAND.is_working_day(one) for one in always)


@pytest.mark.parametrize("year", range(2023, 2028))
def test_half_of_a_year_is_school_at_every_school_and_a_few_weeks_at_none(year):
    days = weekdays(date(year - 1, 8, 1), date(year, 7, 31))
    surely = sum(Latest(ENGLAND).is_school_day(one) for one in days)
    perhaps = sum(Earliest(ENGLAND).is_school_day(one) for one in days)
    assert 80 <= surely <= 190 - 60
    assert 230 <= perhaps <= 245


@pytest.mark.parametrize(
    "text",
    [
        "Mon 2026-08-03",
        "Fri 2026-08-14",
        "Fri 2026-12-25",
        "Tue 2026-12-29",
        "Thu 2026-12-31",
        "Fri 2027-01-01",
        "Fri 2027-03-26",
        "Mon 2027-05-31",
        "Sat 2027-06-12",
    ],
)
def test_no_school_is_open_in_the_first_half_of_august_or_after_christmas(text):
    assert not Earliest(ENGLAND).is_school_day(day(text))


@pytest.mark.parametrize(
    "text", ["Mon 2026-08-17", "Thu 2026-12-24", "Mon 2027-01-04", "Mon 2026-10-26", "Fri 2026-07-31"]
)
def test_a_week_in_which_most_schools_are_closed_still_counts_towards_the_earliest_day(text):
    assert Earliest(ENGLAND).is_school_day(day(text))
    assert not Latest(ENGLAND).is_school_day(day(text))
