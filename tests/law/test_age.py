"""When the rights over a plan become the young person's own: after the last Friday in June.

Section 8(3) of the Education Act 1996: https://legislation.gov.uk/ukpga/1996/56/section/8/2009-01-01
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_happened import day

from bot.law.age import leaving_date, over_compulsory_school_age

WEEK = timedelta(weeks=1)
JUNE, AUGUST, FRIDAY = 6, 8, 4
births = st.dates(date(1996, 1, 1), date(2040, 12, 31))


def sixteenth_birthday(born: date) -> date:
    """For a child of 29 February in a year without one, 1 March: both are in the same school year."""
    leap = (born.month, born.day) == (2, 29)
    return date(born.year + 16, 3, 1) if leap else born.replace(year=born.year + 16)


def test_the_published_example_comes_out_to_the_day():
    """Source: https://www.ipsea.org.uk/faqs/compulsory-school-age"""
    assert leaving_date(day("Sun 2007-09-23")) == day("Fri 2024-06-28")


@pytest.mark.parametrize(
    ("born", "leaves"),
    [
        ("Mon 2008-09-01", "Fri 2025-06-27"),  # the oldest of a school year
        ("Sun 2009-02-01", "Fri 2025-06-27"),
        ("Sat 2009-06-27", "Fri 2025-06-27"),  # 16 on that very Friday
        ("Sun 2009-06-28", "Fri 2025-06-27"),  # 16 on the day after it
        ("Mon 2009-08-31", "Fri 2025-06-27"),  # the youngest: 16 on the last day of August
        ("Tue 2009-09-01", "Fri 2026-06-26"),
        ("Tue 2007-10-16", "Fri 2024-06-28"),
        ("Fri 2008-02-29", "Fri 2024-06-28"),
    ],
)
def test_a_birthday_in_the_summer_holidays_still_belongs_to_the_year_that_is_over(born, leaves):
    assert leaving_date(day(born)) == day(leaves)


def test_a_june_that_ends_on_a_friday_ends_on_that_friday():
    assert leaving_date(day("Sat 2006-10-14")) == day("Fri 2023-06-30")


@given(born=births)
def test_it_is_always_the_last_friday_in_june(born):
    leaves = leaving_date(born)
    assert (leaves.weekday(), leaves.month) == (FRIDAY, JUNE)
    assert (leaves + WEEK).month != JUNE


@given(born=births)
def test_the_sixteenth_birthday_is_in_the_school_year_of_that_june(born):
    leaves = leaving_date(born)
    assert date(leaves.year - 1, AUGUST, 31) < sixteenth_birthday(born) <= date(leaves.year, AUGUST, 31)


@given(born=births, younger=st.integers(0, 400))
def test_a_younger_child_never_leaves_sooner(born, younger):
    assert leaving_date(born) <= leaving_date(born + timedelta(days=younger))


@given(born=births)
def test_the_rights_are_the_parent_s_to_the_end_of_that_friday_and_then_the_young_person_s(born):
    leaves = leaving_date(born)
    assert not over_compulsory_school_age(born, born)
    assert not over_compulsory_school_age(born, leaves)
    assert over_compulsory_school_age(born, leaves + timedelta(days=1))
