"""The long terms and the school year: every day is in exactly one, and the days named by the law are ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_happened import day

from bot.law.terms import Term, easter_monday, long_term, school_year
from bot.law.workingdays import WorkingDays

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("Tue 2026-09-01", "autumn", "Sat 2026-08-01", "Thu 2026-12-31"),
        ("Fri 2026-12-18", "autumn", "Sat 2026-08-01", "Thu 2026-12-31"),
        ("Mon 2027-01-04", "spring", "Fri 2027-01-01", "Mon 2027-03-29"),
        ("Wed 2027-03-24", "spring", "Fri 2027-01-01", "Mon 2027-03-29"),
        ("Mon 2027-04-12", "summer", "Tue 2027-03-30", "Sat 2027-07-31"),
        ("Wed 2027-07-21", "summer", "Tue 2027-03-30", "Sat 2027-07-31"),
        # Easter is late: schools have broken up before it, or not yet
        ("Thu 2025-04-03", "spring", "Wed 2025-01-01", "Mon 2025-04-21"),
        ("Tue 2025-04-22", "summer", "Tue 2025-04-22", "Thu 2025-07-31"),
    ],
)
def test_a_school_day_is_in_the_long_term_of_its_season(text, name, first, last):
    assert long_term(day(text)) == Term(day(first), day(last), name)


@pytest.mark.parametrize(
    ("text", "ends", "begins"),
    [
        ("Thu 2026-12-31", "autumn", "spring"),
        ("Mon 2027-03-29", "spring", "summer"),
        ("Sat 2027-07-31", "summer", "autumn"),
    ],
)
def test_a_reference_date_ends_a_term_and_the_next_day_begins_one(text, ends, begins):
    reference = day(text)
    assert (long_term(reference).name, long_term(reference).last) == (ends, reference)
    assert (long_term(reference + DAY).name, long_term(reference + DAY).first) == (begins, reference + DAY)


@given(days)
def test_every_day_is_in_one_long_term_whose_days_all_agree(one):
    term = long_term(one)
    assert term.first <= one <= term.last
    assert long_term(term.first) == long_term(term.last) == term
    assert long_term(term.last + DAY).first == term.last + DAY


@given(days)
def test_a_school_year_is_three_long_terms_end_to_end(one):
    year = school_year(one)
    autumn = long_term(year.first)
    spring = long_term(autumn.last + DAY)
    summer = long_term(spring.last + DAY)
    assert [term.name for term in (autumn, spring, summer)] == ["autumn", "spring", "summer"]
    assert (autumn.first, summer.last) == (year.first, year.last)


@given(days)
def test_a_school_year_is_a_year_from_the_first_of_august(one):
    year = school_year(one)
    assert year.first <= one <= year.last
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (8, 1, 7, 31)
    assert year.last.year == year.first.year + 1
    assert school_year(year.last + DAY).first == year.last + DAY


@pytest.mark.parametrize(
    ("text", "name"),
    [("Sat 2026-08-01", "2026/27"), ("Fri 2026-07-31", "2025/26"), ("Tue 1999-11-23", "1999/00")],
)
def test_a_school_year_is_named_as_schools_name_it(text, name):
    assert school_year(day(text)).name == name


@pytest.mark.parametrize("year", range(2012, 2029))
def test_easter_monday_is_a_bank_holiday_after_a_good_friday(year):
    holidays = WorkingDays.england().holidays
    assert easter_monday(year) in holidays
    assert easter_monday(year) - DAY * 3 in holidays
    assert f"{easter_monday(year):%a}" == "Mon"


@pytest.mark.parametrize("year", range(2013, 2028))
def test_no_school_is_open_on_a_day_that_ends_a_term(year):
    england = WorkingDays.england()
    for one in (date(year, 12, 31), easter_monday(year), date(year, 7, 31)):
        assert one in england.holidays or (one.month, one.day) in {(12, 31), (7, 31)}


@pytest.mark.parametrize("changes", ["Sun 2026-03-29", "Sun 2026-10-25"])
def test_a_change_of_clocks_begins_no_term_and_no_year(changes):
    sunday = day(changes)
    assert long_term(sunday - DAY) == long_term(sunday) == long_term(sunday + DAY)
    assert school_year(sunday - DAY) == school_year(sunday) == school_year(sunday + DAY)
