"""Days out of school added up: by the long term, by the school year, in all, and each sort by itself."""

from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import pytest
from absences_told import (
    BY_ANOTHER,
    EVERY_WAY,
    KNOWN,
    NO_SCHOOL,
    NO_TRAINING_DAYS,
    ON_A_LIST,
    OUR_SCHOOL,
    SOURCE,
    absences,
    logged,
    plainly,
    several,
    todays,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from what_happened import day

from bot.law.exclusions import Count, Term, Totals, total, totals
from bot.law.missed import missed
from bot.law.opendays import NO_DATES, NO_TRAINING, OpenDays
from bot.law.school import MAY_DIFFER
from bot.law.terms import long_term, school_year

DAY = timedelta(days=1)
MONDAY = "Mon 2026-11-23"
GROUPS = ("out", "formal", "informal", "other", "apart")
any_way = st.sampled_from(sorted(EVERY_WAY))


def added(*lines, calendars=KNOWN, today=MONDAY) -> Totals:
    return totals(logged(*lines), calendars, day(today))


def numbers(one):
    """Half days: out, formal, informal, other, apart; one number each, for all is known."""
    counts = [getattr(one, group) for group in GROUPS]
    assert all(count.exact for count in counts)
    return [count.most for count in counts]


# What is added to what


def test_each_sort_of_day_has_a_sum_of_its_own_and_what_is_apart_is_in_no_other():
    found = added(
        "suspended Mon 2026-09-14 to Wed 2026-09-16",
        "lunchtime Thu 2026-09-17",
        "kept_home Mon 2026-10-05 to Wed 2026-10-07",
        "sent_home Thu 2026-10-08 part=pm",
        "ill Tue 2026-11-10 part=am",
        "separation Thu 2026-11-12",
        "offsite Mon 2026-11-16 to Tue 2026-11-17",
        "internal Wed 2026-11-18",
    )
    assert numbers(found.term) == [17, 7, 7, 3, 6]
    assert found.term == total(found.missed, found.term.period)


def test_without_entries_every_sum_is_nothing():
    found = added()
    for one in (found.term, found.year, found.ever):
        assert numbers(one) == [0, 0, 0, 0, 0]
    assert (found.to_come, found.assumptions) == (Count(0, 0), ())


@given(several, todays)
@settings(max_examples=25)
def test_formal_informal_and_other_days_are_all_the_days_out(told, today):
    found = totals(told, KNOWN, today)
    for one in (found.term, found.year, found.ever):
        out, formal, informal, other, _ = numbers(one)
        assert formal + informal + other == out


@given(several, todays, any_way)
@settings(max_examples=25)
def test_in_a_range_too_the_sorts_are_never_more_than_the_whole(told, today, way):
    """Of the least, some may be missing: training days that nobody told fall where they take away most."""
    found = totals(told, EVERY_WAY[way], today)
    for one in (found.term, found.year, found.ever):
        parts = (one.formal, one.informal, one.other)
        assert sum(part.most for part in parts) == one.out.most
        assert sum(part.least for part in parts) <= one.out.least <= one.out.most


@given(several, todays)
@settings(max_examples=25)
def test_the_sums_are_those_of_going_from_one_half_day_to_the_next(told, today):
    found, plain = totals(told, KNOWN, today), plainly(told, today)
    for one in (found.term, found.year, found.ever):
        by_hand = plain.add_up(one.period.first, one.period.last)
        assert numbers(one) == [by_hand[group] for group in GROUPS]
    everything = plain.add_up(date.min, date.max)
    assert numbers(found.ever) == [everything[group] for group in GROUPS]


@given(several, todays, any_way)
@settings(max_examples=25)
def test_every_number_is_a_whole_number_of_half_days(told, today, way):
    found = totals(told, EVERY_WAY[way], today)
    counts = [getattr(one, group) for one in (found.term, found.year, found.ever) for group in GROUPS]
    for count in (*counts, found.to_come):
        assert {type(getattr(count, field.name)) for field in fields(count)} == {int}


# Terms and years


@pytest.mark.parametrize(
    ("today", "period"),
    [
        ("Mon 2026-11-23", ("Sat 2026-08-01", "Thu 2026-12-31")),
        ("Thu 2026-12-31", ("Sat 2026-08-01", "Thu 2026-12-31")),
        ("Fri 2027-01-01", ("Fri 2027-01-01", "Mon 2027-03-29")),  # Easter Monday
        ("Tue 2027-03-30", ("Tue 2027-03-30", "Sat 2027-07-31")),
        ("Sun 2027-08-01", ("Sun 2027-08-01", "Fri 2027-12-31")),
    ],
)
def test_the_term_is_the_long_term_that_today_is_in(today, period):
    """A school with six terms a year adds up over the long term.
    Source: https://legislation.vlex.co.uk/vid/the-school-discipline-pupil-812332081
    """
    term = added("suspended Mon 2026-11-09", today=today).term.period
    assert (term.first, term.last) == (day(period[0]), day(period[1]))


@pytest.mark.parametrize(
    ("line", "autumn", "spring", "summer"),
    [
        ("suspended Mon 2026-12-14 to Fri 2027-01-08", 10, 8, 0),
        ("kept_home Mon 2026-12-14 to Fri 2027-01-08 part=to_am", 10, 7, 0),
        ("ill Mon 2027-03-22 to Wed 2027-04-14", 0, 6, 6),
        ("no_place Mon 2026-12-07 to Wed 2027-04-14", 20, 104, 6),
        ("lunchtime Thu 2026-12-17 to Wed 2027-01-06", 2, 2, 0),
        ("part_time Thu 2026-12-10 to Wed 2027-04-14 part=pm days=34", 3, 21, 1),
    ],
)
def test_a_range_over_the_end_of_a_term_is_in_each_term_with_its_own_days(line, autumn, spring, summer):
    ends = ("Mon 2026-12-14", "Thu 2027-03-25", "Fri 2027-07-30")
    by_term = [added(line, today=today).term.out for today in ends]
    assert by_term == [Count(each, each) for each in (autumn, spring, summer)]
    whole = added(line, today="Fri 2027-07-30")
    assert whole.year.out.most == whole.ever.out.most == autumn + spring + summer


@given(several, todays)
@settings(max_examples=25)
def test_the_long_terms_of_a_year_add_up_to_the_year(told, today):
    found = missed(told, OpenDays(KNOWN), today)
    year = school_year(today)
    terms = {long_term(year.first + n * DAY) for n in range(365)}
    assert len(terms) == 3
    by_term = [numbers(total(found, term)) for term in terms]
    assert [sum(each) for each in zip(*by_term, strict=True)] == numbers(total(found, year))


@given(several, todays, any_way)
@settings(max_examples=25)
def test_the_terms_of_a_year_never_claim_more_than_the_year(told, today, way):
    found = missed(told, OpenDays(EVERY_WAY[way]), today)
    year = school_year(today)
    every = [total(found, term).out for term in {long_term(year.first + n * DAY) for n in range(365)}]
    whole = total(found, year).out
    assert sum(count.most for count in every) == whole.most
    assert sum(count.least for count in every) <= whole.least


@given(several, todays, st.lists(st.dates(date(2026, 8, 2), date(2028, 7, 30)), max_size=4, unique=True))
@settings(max_examples=25)
def test_any_stretch_of_time_cut_in_pieces_adds_up(told, today, cuts):
    found = missed(told, OpenDays(KNOWN), today)
    first, last = date(2026, 8, 1), date(2028, 7, 31)
    edges = [first, *sorted(cuts), last + DAY]
    pieces = [Term(start, end - DAY, "piece") for start, end in pairwise(edges)]
    sums = [numbers(total(found, piece)) for piece in pieces]
    assert [sum(each) for each in zip(*sums, strict=True)] == numbers(total(found, Term(first, last, "")))


def test_a_new_school_year_begins_with_nothing_and_what_was_is_still_in_all():
    line = "ill Mon 2027-07-19 to Wed 2027-09-08"
    july, september = (added(line, today=today) for today in ("Fri 2027-07-30", "Mon 2027-09-13"))
    assert (july.year.out.most, september.year.out.most) == (6, 6)
    assert july.ever.out == september.ever.out == Count(12, 12)
    assert september.term.period.name == "autumn"
    assert september.ever.period.first == day("Mon 2027-07-19")


# Days to come


@pytest.mark.parametrize(
    ("line", "out", "to_come"),
    [
        ("suspended Fri 2026-11-20 to Fri 2026-11-27", 12, 8),
        ("suspended Thu 2026-11-26 to Fri 2026-11-27", 4, 4),
        ("excluded Thu 2026-11-19 on", 6, 0),  # nobody knows how long
        ("excluded Thu 2026-11-26 on", 2, 2),
        ("suspended Fri 2026-11-20 to Mon 2026-11-23", 4, 0),
        ("offsite Thu 2026-11-26 to Fri 2026-11-27", 0, 0),
        ("suspended Thu 2026-12-17 to Wed 2027-01-06", 4, 4),  # of this term
    ],
)
def test_days_to_come_that_are_certain_are_in_the_sum_and_said(line, out, to_come):
    found = added(line)
    assert found.term.out == Count(out, out)
    assert found.to_come == Count(to_come, to_come)


@given(several, todays, any_way)
@settings(max_examples=25)
def test_what_is_to_come_is_never_more_than_the_whole_of_the_term(told, today, way):
    found = totals(told, EVERY_WAY[way], today)
    assert 0 <= found.to_come.least <= found.to_come.most <= found.term.out.most


# All that was ever logged


@given(several, todays, any_way)
@settings(max_examples=25)
def test_all_that_was_ever_logged_has_every_half_day_in_it(told, today, way):
    found = totals(told, EVERY_WAY[way], today)
    assert found.ever.period.first == min(entry.first for entry in told)
    assert found.ever.out.most + found.ever.apart.most == len(found.missed.halves)
    for one in (found.term, found.year):
        assert one.out.most <= found.ever.out.most
        assert one.out.least <= found.ever.out.least


@given(several, absences(), todays, any_way)
@settings(max_examples=25)
def test_one_more_entry_lowers_no_sum_of_days_out(told, more, today, way):
    before, after = totals(told, EVERY_WAY[way], today), totals([*told, more], EVERY_WAY[way], today)
    for name in ("term", "year", "ever"):
        was, now = getattr(before, name).out, getattr(after, name).out
        assert was.least <= now.least
        assert was.most <= now.most


@given(several, todays, any_way)
@settings(max_examples=25)
def test_the_order_of_the_entries_changes_no_sum(told, today, way):
    one, other = totals(told, EVERY_WAY[way], today), totals(told[::-1], EVERY_WAY[way], today)
    assert (one.term, one.year, one.ever) == (other.term, other.year, other.ever)
    assert (one.to_come, one.assumptions) == (other.to_come, other.assumptions)


# What is taken for granted


@pytest.mark.parametrize(
    ("calendars", "said"),
    [
        (KNOWN, ()),
        (NO_TRAINING_DAYS, (NO_TRAINING,)),
        (ON_A_LIST, (SOURCE, MAY_DIFFER, NO_TRAINING)),
        (BY_ANOTHER, ("Told.",)),
        (NO_SCHOOL, (NO_DATES, NO_TRAINING)),
    ],
    ids=list(EVERY_WAY),
)
def test_what_a_sum_takes_for_granted_is_said_with_it(calendars, said):
    assert added("kept_home Mon 2026-11-09 to Fri 2026-11-27", calendars=calendars).assumptions == said


def test_of_the_years_in_a_sum_only_those_that_are_not_known_are_spoken_of():
    line = "suspended Tue 2026-{}-10 to Thu 2026-{}-12"
    assert added(line.format("11", "11"), calendars=KNOWN).assumptions == ()
    earlier = ("suspended Tue 2026-03-10 to Thu 2026-03-12", line.format("11", "11"))
    assert added(*earlier, calendars=KNOWN).assumptions == (NO_DATES, NO_TRAINING)


@given(several, todays, any_way)
@settings(max_examples=25)
def test_a_sum_that_is_a_range_always_says_why(told, today, way):
    found = totals(told, EVERY_WAY[way], today)
    if not (found.term.out.exact and found.year.out.exact and found.ever.out.exact):
        assert set(found.assumptions) & {NO_DATES, NO_TRAINING}


def test_a_range_is_from_the_least_to_the_most_that_it_can_be():
    line = "kept_home Mon 2026-10-12 to Fri 2026-11-06"
    assert added(line).term.informal == Count(30, 30)
    assert added(line, calendars=NO_TRAINING_DAYS).term.informal == Count(20, 30)
    assert added(line, calendars=NO_SCHOOL).term.informal == Count(20, 40)


def test_a_full_school_year_without_a_place_is_every_school_day_of_it():
    found = added("no_place Wed 2026-09-02 to Wed 2027-07-21", today="Wed 2027-07-21")
    assert found.year.out.most == 2 * len(OUR_SCHOOL.years[0].sessions)
