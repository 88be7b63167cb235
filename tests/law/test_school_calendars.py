"""School days: exact where a school's own dates are known, and otherwise never a day outside the truth."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schools import HILLSIDE, schools, without_training_days
from what_happened import day

from bot.law.counting import school_days
from bot.law.school import (
    MAY_DIFFER,
    NO_DATES,
    SOME_DATES,
    TRAINING,
    Break,
    SchoolCalendar,
    SchoolYear,
    Span,
    span,
    told_by_another,
)
from bot.law.terms import school_year
from bot.law.workingdays import HolidaysUnknown, WorkingDays

ENGLAND = WorkingDays.england()
DAY = timedelta(days=1)

SCHOOL = SchoolCalendar((HILLSIDE,))

starts = st.dates(date(2022, 9, 1), date(2026, 8, 31))
numbers = st.integers(0, 60)
truths = schools()
perhaps_known = st.one_of(st.none(), schools(2024, 2025))
perhaps_listed = st.one_of(st.none(), truths)


def between(start, n, known=None, default=None, *, before=False) -> Span:
    return span(start, n, known, default, ENGLAND, before=before)


def backwards(event: date, n: int, school: SchoolCalendar) -> date:
    """The plain meaning of "n school days before", walked one day at a time."""
    while n:
        event -= DAY
        n -= school.is_school_day(event)
    return event


# Counting where the school's own dates are known


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("Fri 2026-12-11", 6, "Tue 2027-01-05"),  # five days to the end of the term, and then the next one
        ("Fri 2026-10-23", 1, "Mon 2026-11-02"),
        ("Sat 2026-10-24", 1, "Mon 2026-11-02"),
        ("Mon 2026-11-23", 15, "Mon 2026-12-14"),
        ("Tue 2027-03-23", 2, "Mon 2027-04-12"),
        ("Mon 2026-11-23", 0, "Mon 2026-11-23"),
    ],
)
def test_a_count_at_a_school_that_we_know_ends_on_one_day(start, n, due):
    assert between(day(start), n, SCHOOL) == Span(day(due), day(due))


@pytest.mark.parametrize(
    ("event", "n", "by"),
    [
        ("Wed 2026-11-25", 2, "Mon 2026-11-23"),
        ("Mon 2026-11-02", 1, "Fri 2026-10-23"),
        ("Tue 2027-01-05", 2, "Thu 2026-12-17"),
    ],
)
def test_a_count_backwards_ends_on_the_last_day_with_so_many_school_days_to_go(event, n, by):
    assert between(day(event), n, SCHOOL, before=True) == Span(day(by), day(by))


@given(truths, starts, numbers)
def test_where_the_school_is_known_the_count_is_the_plain_one(school, start, n):
    due = school_days(start, n, school)
    assert between(start, n, school) == Span(due, due)
    event = start + DAY * 366
    by = backwards(event, n, school)
    assert between(event, n, school, before=True) == Span(by, by)


def test_dates_that_another_parent_gave_are_said_to_be_hers():
    said = told_by_another(day("Thu 2026-03-12"))
    assert said.startswith("Another parent gave us this school's dates on Thu 12 March 2026.")
    assert between(date(2026, 11, 23), 5, SchoolCalendar((HILLSIDE,), said)).assumptions == (said,)
    hers = SchoolYear(HILLSIDE.first, HILLSIDE.last, HILLSIDE.breaks, HILLSIDE.training, said)
    assert between(date(2026, 11, 23), 5, SchoolCalendar((hers,))).assumptions == (said,)


def test_a_school_whose_training_days_nobody_told_gives_two_days():
    found = between(date(2026, 11, 23), 10, SchoolCalendar((without_training_days(HILLSIDE),)))
    assert found == Span(day("Mon 2026-12-07"), day("Mon 2026-12-14"), (TRAINING,))


# Counting where they are not known


@given(truths, starts, numbers)
def test_no_school_ends_a_count_before_the_earliest_day_or_after_the_latest(school, start, n):
    true = school_days(start, n, school)
    found = between(start, n)
    assert start <= found.earliest <= true <= found.latest


@given(truths, starts, numbers)
def test_counting_backwards_the_truth_lies_between_the_two_days_as_well(school, event, n):
    event += DAY * 366
    true = backwards(event, n, school)
    found = between(event, n, before=True)
    assert found.earliest <= true <= found.latest <= event


@given(truths, starts, numbers, st.integers(2022, 2027), st.booleans())
def test_the_truth_lies_between_whatever_part_of_it_we_know(school, start, n, last, listed):
    """Some years are the school's own, perhaps others its council's list, and the rest nobody knows."""
    known = SchoolCalendar(tuple(year for year in school.years if year.first.year <= last))
    later = [without_training_days(year) for year in school.years if year.first.year == last + 1]
    true = school_days(start, n, school)
    found = between(start, n, known, SchoolCalendar(tuple(later)) if listed else None)
    assert start <= found.earliest <= true <= found.latest
    if known.covers(true) or not n:
        assert found.assumptions == () or found.latest > true
    if found.latest > found.earliest:
        assert found.assumptions


@given(truths, starts, numbers)
def test_with_a_list_of_its_council_a_school_that_keeps_to_it_is_at_most_its_training_days_later(
    school, start, n
):
    listed = SchoolCalendar(tuple(map(without_training_days, school.years)))
    found = between(start, n, None, listed)
    assert found.earliest == school_days(start, n, listed)
    assert found.earliest <= school_days(start, n, school) <= found.latest
    years = school_year(found.latest).first.year - school_year(start).first.year + 1
    assert found.latest <= school_days(start, n + 5 * years, listed)


@given(
    st.one_of(st.none(), schools(2024, 2025)), st.one_of(st.none(), truths), starts, numbers, st.booleans()
)
def test_a_longer_count_never_ends_sooner(known, default, start, n, before):
    shorter, longer = (between(start + DAY * 300, each, known, default, before=before) for each in (n, n + 1))
    if before:
        shorter, longer = longer, shorter
    assert shorter.earliest <= longer.earliest
    assert shorter.latest <= longer.latest


@given(
    st.one_of(st.none(), schools(2024, 2025)), st.one_of(st.none(), truths), starts, numbers, st.booleans()
)
def test_a_later_event_never_has_an_earlier_day(known, default, start, n, before):
    sooner, later = (
        between(start + DAY * 300 + each, n, known, default, before=before) for each in (0 * DAY, DAY)
    )
    assert sooner.earliest <= later.earliest
    assert sooner.latest <= later.latest


@given(starts, numbers, st.booleans())
def test_the_two_days_are_in_order_and_on_the_right_side_of_the_event(start, n, before):
    event = start + DAY * 300
    found = between(event, n, before=before)
    assert found.earliest <= found.latest
    assert (found.latest <= event) if before else (event <= found.earliest)
    assert bool(found.assumptions) == bool(n)


@pytest.mark.parametrize("changes", ["Sun 2026-03-29", "Sun 2026-10-25"])
def test_a_change_of_clocks_moves_no_day(changes):
    sunday = day(changes)
    for known in (None, SCHOOL):
        week = [between(sunday + DAY * n, 10, known) for n in range(-7, 7)]
        for one, next_one in pairwise(week):
            assert one.earliest <= next_one.earliest
            assert one.latest <= next_one.latest
        friday, saturday, same_sunday = (between(sunday - DAY * n, 10, known) for n in (2, 1, 0))
        assert friday == saturday == same_sunday


# What a parent is told with it


def test_without_any_dates_a_parent_is_told_what_was_counted():
    assert between(date(2026, 11, 23), 15).assumptions == (NO_DATES, TRAINING)
    assert NO_DATES.startswith("We do not have this school's own term dates.")


def test_with_dates_for_a_part_a_parent_is_told_that_they_are_not_all():
    assert between(date(2027, 7, 12), 15, SCHOOL).assumptions == (SOME_DATES, TRAINING)


def test_with_a_council_s_list_a_parent_is_told_whose_it_is_and_that_schools_differ():
    listed = SchoolCalendar((without_training_days(HILLSIDE, "We used a list."),))
    assert between(date(2026, 11, 23), 15, None, listed).assumptions == (
        "We used a list.",
        MAY_DIFFER,
        TRAINING,
    )


def test_a_list_that_the_count_never_reaches_is_not_spoken_of():
    listed = SchoolCalendar((without_training_days(HILLSIDE, "We used a list."),))
    assert between(date(2026, 1, 12), 15, None, listed).assumptions == (NO_DATES, TRAINING)
    assert between(date(2026, 11, 23), 15, SCHOOL, listed).assumptions == ()


def test_the_school_s_own_dates_come_before_the_list_of_its_council():
    other = SchoolYear(day("Mon 2026-09-07"), day("Fri 2027-07-16"), (), None, "We used a list.")
    found = between(date(2026, 10, 23), 1, SCHOOL, SchoolCalendar((other,)))
    assert found == Span(day("Mon 2026-11-02"), day("Mon 2026-11-02"))


@pytest.mark.parametrize(
    "said", [NO_DATES, SOME_DATES, TRAINING, MAY_DIFFER, told_by_another(date(2026, 3, 12))]
)
def test_what_a_parent_is_told_is_short_and_plain(said):
    assert len(said.split()) <= 50
    assert said.endswith(".")
    assert "INSET" not in said


# What cannot be counted


def test_a_negative_count_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="must be 0 school days or more, not -1"):
        between(date(2026, 11, 23), -1)


def test_a_count_into_years_without_bank_holidays_is_refused():
    with pytest.raises(HolidaysUnknown):
        between(date(ENGLAND.last, 12, 1), 30)


def test_a_calendar_that_never_opens_is_an_error_and_not_an_endless_search():
    shut = [Break(date(year, 8, 1), date(year + 1, 7, 31)) for year in range(2020, 2027)]
    closed = SchoolCalendar(tuple(SchoolYear(each.first, each.last, (each,), ()) for each in shut))
    with pytest.raises(LookupError, match="no school day within 366 days"):
        between(date(2022, 11, 23), 1, closed)
