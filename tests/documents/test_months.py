"""Months as calendars of school days: every weekday once, under its letter, a week on each row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.months import months

DAY = timedelta(days=1)
DATES = st.dates(date(2000, 1, 1), date(2050, 12, 31))
YEAR_DAYS = 330


def weekdays(first, last):
    return [day for n in range((last - first).days + 1) if (day := first + n * DAY).isoweekday() <= 5]


@given(DATES, st.integers(0, YEAR_DAYS))
def test_every_weekday_of_a_period_is_drawn_once_and_no_weekend_is(first, days):
    last = first + days * DAY
    drawn = [day for month in months(first, last) for day in month.days]
    assert drawn == weekdays(first, last)


@given(DATES, st.integers(0, YEAR_DAYS))
def test_a_day_stands_under_its_letter_and_a_week_on_one_row(first, days):
    for month in months(first, first + days * DAY):
        for day, (column, row) in month.days.items():
            assert column == day.weekday()
            monday = day - day.weekday() * DAY
            same_week = [month.days[each] for n in range(5) if (each := monday + n * DAY) in month.days]
            assert {there for _, there in same_week} == {row}
        rows = [row for _, row in month.days.values()]
        assert rows == sorted(rows)
        assert month.rows == max(rows, default=0) + 1


@given(DATES, DATES)
def test_the_order_of_the_two_days_does_not_matter_and_twelve_months_are_the_most(one, other):
    found = months(one, other)
    assert found == months(other, one)
    assert 1 <= len(found) <= 12
    assert found[-1].name == f"{max(one, other):%B %Y}"


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 9, 1), (1, 0)),  # a Tuesday
        (date(2026, 8, 3), (0, 0)),  # the month begins on a Saturday: its first row is the first school week
        (date(2026, 5, 1), (4, 0)),
        (date(2027, 2, 26), (4, 3)),
    ],
)
def test_the_first_row_is_the_first_week_with_a_school_day(day, place):
    [month] = months(day.replace(day=1), day)
    assert month.days[day] == place


def test_a_month_of_which_only_a_weekend_is_in_the_period_has_its_name_and_no_days():
    [month] = months(date(2026, 8, 1), date(2026, 8, 2))
    assert (month.name, month.days, month.rows) == ("August 2026", {}, 1)
