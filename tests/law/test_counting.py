"""Each way of counting: its edges, and what must hold for every date (Hypothesis)."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.law.calendars import Calendars
from bot.law.counting import (
    CODES,
    COUNTS,
    days_after,
    days_beginning_with,
    fixed,
    months_after,
    months_before,
    months_beginning_with,
    school_days,
    weeks,
    weeks_before,
    working_days,
    working_days_beginning_with,
)
from bot.law.lastday import last_day
from bot.law.school import Span
from bot.law.workingdays import HolidaysUnknown, tribunal_is_closed

CALENDARS = Calendars.bundled()
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


class Weekdays:
    """A school that is open every weekday of the year."""

    def is_school_day(self, on: date) -> bool:
        return on.weekday() < 5


class Shut:
    def is_school_day(self, on: date) -> bool:
        return False


WAYS = {
    "W": weeks,
    "DX": days_after,
    "DI": days_beginning_with,
    "M": months_after,
    "MI": months_beginning_with,
    "WD": lambda start, n: working_days(start, n, CALENDARS.england),
    "WD of the tribunal": lambda start, n: working_days(start, n, CALENDARS.tribunal),
    "WD of the whole UK": lambda start, n: working_days(start, n, CALENDARS.uk),
    "WI": lambda start, n: working_days_beginning_with(start, n, CALENDARS.england),
    "SD": lambda start, n: school_days(start, n, Weekdays()),
}
BEFORE = {"WB": weeks_before, "MB": months_before}
LOWEST = {"DI": 1, "MI": 1, "WI": 1}
ways = pytest.mark.parametrize("code", WAYS)
starts = st.dates(date(2012, 1, 1), date(2027, 6, 30))
numbers = st.integers(1, 52)


@ways
@given(start=starts, n=numbers)
def test_the_last_day_is_never_before_the_event(code, start, n):
    limit = n if code not in ("M", "MI") else min(n, 12)
    assert WAYS[code](start, limit) >= start


@ways
@given(start=starts, n=st.integers(1, 12), later=st.integers(0, 200))
def test_a_later_event_never_gives_an_earlier_last_day(code, start, n, later):
    assert WAYS[code](start, n) <= WAYS[code](start + later * DAY, n)


@ways
@given(start=starts, n=st.integers(1, 11))
def test_a_longer_period_always_ends_later(code, start, n):
    assert WAYS[code](start, n) < WAYS[code](start, n + 1)


@pytest.mark.parametrize("code", BEFORE)
@given(start=starts, n=st.integers(0, 24), later=st.integers(0, 200))
def test_counting_back_is_never_after_the_event_and_keeps_the_order_of_events(code, start, n, later):
    back = BEFORE[code]
    assert back(start, n + 1) < back(start, n) <= start
    assert back(start, n) <= back(start + later * DAY, n)


@given(start=starts, n=st.integers(0, 60))
def test_months_before_lead_back_to_a_day_from_which_the_same_months_do_not_pass_the_event(start, n):
    assert months_after(months_before(start, n), n) <= start


@given(start=starts, n=numbers)
def test_working_days_beginning_with_a_day_are_those_after_the_day_before_it(start, n):
    assert working_days_beginning_with(start, n, CALENDARS.england) == working_days(
        start - DAY if start > date(2012, 1, 1) else start, n, CALENDARS.england
    ) or start == date(2012, 1, 1)


@given(start=starts, n=numbers)
def test_the_tribunal_never_counts_to_a_day_in_august_or_over_new_year(start, n):
    last = working_days(start, n, CALENDARS.tribunal)
    assert last.month != 8
    assert (last.month, last.day) not in {*((12, day) for day in range(25, 32)), (1, 1)}


@given(start=starts, n=st.integers(1, 12))
def test_a_last_day_rolls_on_to_a_working_day_and_never_back(start, n):
    plain = months_after(start, n)
    for rolls in ("england", "tribunal"):
        rolled = last_day("M", start, n, CALENDARS, rolls=rolls).latest
        assert rolled >= plain
        assert CALENDARS.england.is_working_day(rolled)
        assert rolled == plain or not getattr(CALENDARS, rolls).is_working_day(plain)
        if rolls == "tribunal" and tribunal_is_closed(plain):
            assert CALENDARS.tribunal.is_working_day(rolled)


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)])
@pytest.mark.parametrize("n", range(1, 8))
def test_a_change_of_the_clocks_moves_no_last_day(change, n):
    start = change - 3 * DAY
    midnight = datetime(start.year, start.month, start.day, tzinfo=LONDON)
    assert days_after(start, n) == (midnight + n * DAY).date()
    assert days_beginning_with(start, n) == days_after(start, n) - DAY
    assert weeks(start, n).weekday() == start.weekday()


@given(start=starts, n=st.integers(0, 60))
def test_weeks_keep_the_weekday(start, n):
    assert weeks(start, n).weekday() == start.weekday()
    assert (weeks(start, n) - start).days == 7 * n


@given(start=starts, n=numbers)
def test_beginning_with_a_day_is_one_day_less_than_after_it(start, n):
    assert days_beginning_with(start, n) == days_after(start, n) - DAY


@given(start=starts, n=st.integers(0, 60))
def test_months_after_keep_the_date_or_end_the_month(start, n):
    last = months_after(start, n)
    assert last.day == start.day or (last.day < start.day and (last + DAY).day == 1)


@given(start=starts, n=st.integers(1, 60))
def test_months_beginning_with_a_day_never_outlast_months_after_it(start, n):
    assert months_after(start, n) - DAY <= months_beginning_with(start, n) <= months_after(start, n)


@given(start=starts, n=numbers)
def test_the_last_working_day_is_a_working_day(start, n):
    assert CALENDARS.england.is_working_day(working_days(start, n, CALENDARS.england))


@given(start=starts, n=numbers)
def test_the_day_of_the_event_is_never_a_working_day_counted(start, n):
    assert working_days(start, n, CALENDARS.england) == working_days(start + DAY, n, CALENDARS.england) or (
        CALENDARS.england.is_working_day(start + DAY)
    )


@given(start=starts, n=numbers)
def test_counting_for_the_whole_uk_never_ends_sooner_than_for_england(start, n):
    assert working_days(start, n, CALENDARS.uk) >= working_days(start, n, CALENDARS.england)


@given(start=starts, day=st.integers(1, 28), month=st.integers(1, 12))
def test_a_fixed_date_is_the_first_one_from_the_start(start, day, month):
    found = fixed(day, month, start)
    assert (found.day, found.month) == (day, month)
    assert start <= found < start.replace(day=1).replace(year=start.year + 1) + 31 * DAY


@ways
def test_a_negative_period_is_refused_in_a_sentence(code):
    with pytest.raises(ValueError, match=r"A period must be \d [a-z ]+ or more, not -1\."):
        WAYS[code](date(2026, 11, 23), -1)


@pytest.mark.parametrize("code", sorted(LOWEST))
def test_no_days_or_months_beginning_with_a_day_is_refused(code):
    with pytest.raises(ValueError, match="must be 1 "):
        WAYS[code](date(2026, 11, 23), 0)


@pytest.mark.parametrize("code", sorted(WAYS.keys() - LOWEST.keys()))
def test_none_after_an_event_is_the_day_of_the_event(code):
    assert WAYS[code](date(2026, 11, 23), 0) == date(2026, 11, 23)


@pytest.mark.parametrize(("day", "month"), [(30, 2), (31, 4), (0, 1), (1, 13)])
def test_a_fixed_date_that_does_not_exist_is_refused(day, month):
    with pytest.raises(ValueError, match=f"There is no day {day} in month {month} of every year"):
        fixed(day, month, date(2026, 11, 23))


def test_the_29th_of_february_is_no_fixed_date_because_most_years_have_none():
    with pytest.raises(ValueError, match="of every year"):
        fixed(29, 2, date(2026, 11, 23))


def test_a_school_that_never_opens_is_an_error_and_not_an_endless_search():
    with pytest.raises(LookupError, match="no day to count in the 200 days"):
        school_days(date(2026, 11, 23), 1, Shut())


def test_a_working_day_beyond_the_known_holidays_is_an_error():
    with pytest.raises(HolidaysUnknown):
        working_days(date(2028, 12, 29), 1, CALENDARS.england)


@pytest.mark.parametrize("code", ["SD", "SB"])
def test_school_days_without_a_calendar_are_a_range_that_says_why(code):
    found = last_day(code, date(2026, 11, 23), 15, CALENDARS)
    assert found.earliest < found.latest
    assert found.assumptions[0].startswith("We do not have this school's own term dates.")


def test_an_unknown_way_of_counting_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=re.escape('called "XX". There are: ' + ", ".join(CODES))):
        last_day("XX", date(2026, 11, 23), 5, CALENDARS)


@pytest.mark.parametrize("code", COUNTS)
def test_a_rule_s_code_is_applied_by_the_function_that_it_names(code):
    due = (WAYS | BEFORE)[code](date(2026, 11, 23), 3)
    assert last_day(code, date(2026, 11, 23), 3, CALENDARS) == Span(due, due)


@pytest.mark.parametrize(
    "way",
    [*COUNTS.values(), working_days, working_days_beginning_with, school_days, fixed],
    ids=lambda way: way.__name__,
)
def test_every_way_of_counting_says_its_convention_an_example_with_weekdays_and_a_source(way):
    doc = way.__doc__
    assert re.match(r"[A-Z]{1,3}: ", doc)
    assert len(re.findall(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ [A-Z][a-z]+ \d{4}", doc)) >= 2
    assert "Source" in doc


@pytest.mark.parametrize(
    "way",
    [*COUNTS.values(), working_days, working_days_beginning_with, school_days, fixed],
    ids=lambda way: way.__name__,
)
def test_the_weekdays_in_a_docstring_are_true(way):
    for weekday, number, month, year in re.findall(
        r"\b([A-Z][a-z]{2}) (\d+) ([A-Z][a-z]+) (\d{4})", way.__doc__
    ):
        found = datetime.strptime(f"{number} {month} {year}", "%d %B %Y").replace(tzinfo=LONDON)
        assert f"{found:%a}" == weekday, f"{number} {month} {year}"
