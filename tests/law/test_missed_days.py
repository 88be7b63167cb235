"""The half days that a child missed: of school days alone, each counted once, never more than is known."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from absences_told import (
    BY_ANOTHER,
    EVERY_WAY,
    KINDS,
    KNOWN,
    NO_SCHOOL,
    NO_TRAINING_DAYS,
    ON_A_LIST,
    OUR_SCHOOL,
    SCHOOL_DAYS,
    SOURCE,
    STARTS,
    absences,
    logged,
    plainly,
    several,
    todays,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from schools import HILLSIDE, schools
from what_happened import day

from bot.law.absence import ALL_DAY, AM, LUNCH, PM, Absence
from bot.law.anyschool import Earliest, Latest
from bot.law.missed import Count, missed
from bot.law.opendays import MAY_BE, NO_DATES, NO_TRAINING, OPEN, SHUT, OpenDays
from bot.law.school import MAY_DIFFER, SchoolCalendar
from bot.law.schoolyear import Break

DAY = timedelta(days=1)
MONDAY = "Mon 2026-11-23"
ways = pytest.mark.parametrize("calendars", EVERY_WAY.values(), ids=list(EVERY_WAY))
any_way = st.sampled_from(sorted(EVERY_WAY))
days = st.dates(date(2026, 8, 1), date(2028, 7, 31))


def found(*lines, calendars=KNOWN, today=MONDAY):
    return missed(logged(*lines), OpenDays(calendars), day(today))


def counted(*lines, calendars=KNOWN, today=MONDAY):
    """The half days out of school: one number, or the least and the most."""
    count = found(*lines, calendars=calendars, today=today).count(lambda half: half.is_out)
    return count.most if count.exact else (count.least, count.most)


def in_words(result):
    return [f"{half.on:%a %Y-%m-%d} {half.part} {half.kind.id}" for half in result.halves]


# Whether a school was open


@pytest.mark.parametrize(
    ("on", "own", "listed", "guessed"),
    [
        ("Mon 2026-11-09", OPEN, OPEN, OPEN),
        ("Sat 2026-11-07", SHUT, SHUT, SHUT),
        ("Sun 2026-11-08", SHUT, SHUT, SHUT),
        ("Mon 2027-05-03", SHUT, SHUT, SHUT),  # a bank holiday
        ("Fri 2026-12-25", SHUT, SHUT, SHUT),
        ("Tue 2026-12-29", SHUT, SHUT, SHUT),  # no school is open
        ("Wed 2026-10-28", SHUT, SHUT, MAY_BE),  # half term
        ("Wed 2026-10-14", OPEN, OPEN, MAY_BE),  # half term somewhere else
        ("Mon 2027-01-04", SHUT, OPEN, MAY_BE),  # a training day
        ("Thu 2026-09-03", SHUT, OPEN, MAY_BE),
        ("Wed 2026-08-19", SHUT, SHUT, MAY_BE),
        ("Mon 2026-08-10", SHUT, SHUT, SHUT),
        ("Mon 2030-11-11", MAY_BE, MAY_BE, MAY_BE),  # its bank holidays are not known
        ("Sun 2030-11-10", SHUT, SHUT, SHUT),
    ],
)
def test_a_day_is_open_or_shut_or_nobody_knows(on, own, listed, guessed):
    answers = [OpenDays(each).on(day(on)) for each in (KNOWN, ON_A_LIST, NO_SCHOOL)]
    assert answers == [own, listed, guessed]


def test_the_school_s_own_dates_come_before_the_list_of_its_council():
    both = replace(ON_A_LIST, school=SchoolCalendar((HILLSIDE,)))
    assert OpenDays(both).on(day("Mon 2027-01-04")) == SHUT
    assert OpenDays(both).on(day("Mon 2027-09-06")) == OPEN  # of that year only the list speaks


@given(days)
def test_a_day_that_may_be_open_lies_between_what_every_school_and_what_any_school_does(on):
    england = NO_SCHOOL.england
    answer = OpenDays(NO_SCHOOL).on(on)
    assert (answer == OPEN) == Latest(england).is_school_day(on)
    assert (answer == SHUT) == (not Earliest(england).is_school_day(on))


@given(schools(2026, 2027), days)
@settings(max_examples=25)
def test_a_school_that_told_its_dates_is_open_on_its_school_days_and_on_no_others(school, on):
    answer = OpenDays(replace(NO_SCHOOL, school=school)).on(on)
    assert answer == (OPEN if school.is_school_day(on) else SHUT)


@pytest.mark.parametrize(
    ("on", "own", "listed", "told_by_another", "guessed"),
    [
        ("Mon 2026-11-09", True, True, True, True),
        ("Wed 2026-10-28", False, True, True, True),  # half term: her own dates stand against her word
        ("Mon 2027-01-04", False, True, True, True),
        ("Sat 2026-11-07", False, False, False, False),
        ("Mon 2027-05-03", False, False, False, False),
        ("Tue 2026-12-29", False, False, False, False),
    ],
)
def test_a_parent_s_word_that_there_was_school_gives_way_to_her_own_dates_alone(
    on, own, listed, told_by_another, guessed
):
    every = (KNOWN, ON_A_LIST, BY_ANOTHER, NO_SCHOOL)
    answers = [OpenDays(each).had_school(day(on)) for each in every]
    assert answers == [own, listed, told_by_another, guessed]


def test_dates_with_one_source_for_all_their_years_are_another_s_too():
    told = replace(NO_SCHOOL, school=SchoolCalendar((HILLSIDE,), "Another parent told us."))
    assert OpenDays(told).had_school(day("Wed 2026-10-28"))


@pytest.mark.parametrize(
    ("last", "back", "at_the_earliest"),
    [
        ("Wed 2026-11-11", "Thu 2026-11-12", "Thu 2026-11-12"),
        ("Fri 2026-11-13", "Mon 2026-11-16", "Mon 2026-11-16"),
        ("Fri 2026-10-23", "Mon 2026-11-02", "Mon 2026-10-26"),
        ("Fri 2026-12-18", "Tue 2027-01-05", "Mon 2026-12-21"),
        ("Wed 2027-07-21", "Mon 2027-09-06", "Thu 2027-07-22"),
    ],
)
def test_no_child_is_back_before_the_next_day_on_which_the_school_may_be_open(last, back, at_the_earliest):
    assert OpenDays(KNOWN).next_after(day(last)) == day(back)
    assert OpenDays(NO_SCHOOL).next_after(day(last)) == day(at_the_earliest)


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
def test_what_is_taken_for_granted_is_said_once(calendars, said):
    school = OpenDays(calendars)
    assert school.assumptions([day("Mon 2026-11-09"), day("Tue 2027-03-09"), day("Mon 2027-09-06")]) == said
    assert school.assumptions([]) == ()


@pytest.mark.parametrize("said", [NO_DATES, NO_TRAINING])
def test_what_a_parent_is_told_about_it_is_short_and_plain(said):
    assert len(said.split()) <= 30
    assert said.endswith(".")
    assert "INSET" not in said


# Whole numbers of half days


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        ("suspended Mon 2026-11-09", 2),
        ("sent_home Mon 2026-11-09 part=pm", 1),
        ("ill Mon 2026-11-09 part=am", 1),
        ("lunchtime Mon 2026-11-09 to Fri 2026-11-13", 5),
        ("suspended Mon 2026-11-09 to Fri 2026-11-13", 10),
        ("suspended Mon 2026-11-09 to Fri 2026-11-13 part=from_pm", 9),
        ("suspended Mon 2026-11-09 to Fri 2026-11-13 part=to_am", 9),
        ("suspended Mon 2026-11-09 to Fri 2026-11-13 part=from_pm_to_am", 8),
        ("suspended Thu 2026-11-12 to Tue 2026-11-17", 8),  # a weekend between
        ("kept_home Wed 2026-10-21 to Tue 2026-11-03", 10),  # half term between
        ("ill Fri 2026-12-18 to Tue 2027-01-05", 4),  # Christmas and a training day between
        ("ill Fri 2027-04-30 to Tue 2027-05-04", 4),  # a bank holiday between
        ("suspended Wed 2026-09-02 to Mon 2026-09-07", 4),  # two training days first
        ("suspended Sat 2026-11-07 to Sun 2026-11-08", 0),
        ("suspended Mon 2026-10-26 to Fri 2026-10-30", 0),
        ("no_place Mon 2026-11-16 on", 12),  # up to today
        ("no_place Thu 2026-11-26 on", 2),  # from a day to come: that day is certain
        ("suspended Fri 2026-11-20 to Wed 2026-11-25", 8),  # of days to come, what is certain
        ("part_time Mon 2026-11-09 on part=pm", 11),
        ("part_time Mon 2026-11-09 on part=pm days=15", 5),
        ("part_time Mon 2026-11-09 to Fri 2026-11-13 days=24", 4),
        ("part_time Mon 2026-11-30 on part=am", 1),
    ],
)
def test_school_days_are_counted_in_half_days_and_no_other_day_is(line, halves):
    assert counted(line) == halves


@ways
def test_counts_are_whole_numbers_and_never_fractions(calendars):
    lines = ("suspended Thu 2026-10-15 to Tue 2026-11-10 part=to_am", "lunchtime Mon 2026-09-28 on")
    count = found(*lines, calendars=calendars).count(lambda half: True)
    assert [type(number) for number in (count.least, count.most)] == [int, int]


@given(several, todays, any_way)
@settings(max_examples=25)
def test_nothing_missed_is_a_weekend_or_a_bank_holiday(told, today, way):
    result = missed(told, OpenDays(EVERY_WAY[way]), today)
    for half in result.halves:
        assert EVERY_WAY[way].england.is_working_day(half.on)
        assert half.told or result.school.on(half.on) != SHUT


@given(several, todays)
@settings(max_examples=25)
def test_where_the_school_is_known_nothing_missed_is_a_holiday_or_a_training_day(told, today):
    halves = missed(told, OpenDays(KNOWN), today).halves
    assert all(OUR_SCHOOL.is_school_day(half.on) for half in halves)
    assert all(half.sure for half in halves)


@given(several, todays)
@settings(max_examples=25)
def test_laying_entries_over_the_days_finds_what_asking_day_by_day_finds(told, today):
    plain = plainly(told, today)
    result = missed(told, OpenDays(KNOWN), today)
    assert {(half.on, half.part): half.kind.id for half in result.halves} == {
        half: plain.kind_of(half).id for half in plain.halves
    }
    twice = {on for (on, _), some in plain.halves.items() if len(some) > 1}
    assert twice <= set(result.merged)


def test_nothing_logged_is_nothing_missed():
    result = missed([], OpenDays(KNOWN), day(MONDAY))
    assert (result.halves, result.merged, result.closed) == ((), (), ())
    assert result.count(lambda half: True) == Count(0, 0)


# Each half day once


@pytest.mark.parametrize(
    ("lines", "words", "merged"),
    [
        (
            ("kept_home Mon 2026-11-09 to Tue 2026-11-10", "suspended Tue 2026-11-10 to Wed 2026-11-11"),
            "kept_home kept_home suspended suspended suspended suspended",
            ["Tue 2026-11-10"],
        ),
        (("sent_home Mon 2026-11-09 part=pm", "ill Mon 2026-11-09 part=am"), "ill sent_home", []),
        (("ill Mon 2026-11-09", "sent_home Mon 2026-11-09 part=pm"), "ill sent_home", ["Mon 2026-11-09"]),
        (("suspended Mon 2026-11-09", "excluded Mon 2026-11-09"), "excluded excluded", ["Mon 2026-11-09"]),
        (("part_time Mon 2026-11-09 part=pm", "ill Mon 2026-11-09"), "ill ill", ["Mon 2026-11-09"]),
        (
            ("internal Mon 2026-11-09", "suspended Mon 2026-11-09 part=pm"),
            "internal suspended",
            ["Mon 2026-11-09"],
        ),
        (
            ("ill Mon 2026-11-09 to Tue 2026-11-10",) * 2,
            "ill ill ill ill",
            ["Mon 2026-11-09", "Tue 2026-11-10"],
        ),
    ],
)
def test_a_half_day_that_two_entries_cover_is_the_kind_s_that_stands_higher_and_is_reported(
    lines, words, merged
):
    result = found(*lines)
    assert " ".join(half.kind.id for half in result.halves) == words
    assert list(result.merged) == [day(each) for each in merged]


@pytest.mark.parametrize(
    ("other", "out", "merged"),
    [
        ("ill Mon 2026-11-09 part=pm", [PM], True),  # gone already at lunchtime
        ("sent_home Mon 2026-11-09", [AM, PM], True),
        ("part_time Mon 2026-11-09 part=pm", [PM], True),
        ("ill Mon 2026-11-09 part=am", [AM, LUNCH], False),
        ("internal Mon 2026-11-09", [LUNCH], False),  # in school in the afternoon, and sent home between
        ("offsite Mon 2026-11-09 part=pm", [LUNCH], False),
    ],
)
def test_a_lunchtime_is_half_a_day_unless_the_child_was_out_of_school_that_afternoon(other, out, merged):
    result = found("lunchtime Mon 2026-11-09", other)
    assert [half.part for half in result.halves if half.is_out] == out
    assert bool(result.merged) == merged


@given(several, todays, any_way)
@settings(max_examples=25)
def test_no_day_is_more_than_two_half_days_out_of_school(told, today, way):
    halves = missed(told, OpenDays(EVERY_WAY[way]), today).halves
    assert len({(half.on, half.part) for half in halves}) == len(halves)
    out = Counter(half.on for half in halves if half.is_out)
    assert max(out.values(), default=0) <= 2


@given(several, todays, any_way, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_in_which_entries_were_logged_does_not_matter(told, today, way, random):
    mixed = random.sample(told, len(told))
    one, other = (missed(each, OpenDays(EVERY_WAY[way]), today) for each in (told, mixed))
    assert one.halves == other.halves
    assert (one.merged, one.closed) == (other.merged, other.closed)


@given(several, todays, any_way)
@settings(max_examples=25)
def test_logging_everything_again_changes_no_count_and_is_reported(told, today, way):
    once, twice = (missed(each, OpenDays(EVERY_WAY[way]), today) for each in (told, told * 2))
    assert twice.halves == once.halves
    assert {half.on for half in once.halves} <= set(twice.merged)


@given(several, absences(), todays, any_way)
@settings(max_examples=25)
def test_one_more_entry_never_lowers_the_days_out_of_school(told, more, today, way):
    before, after = (
        missed(each, OpenDays(EVERY_WAY[way]), today).count(lambda half: half.is_out)
        for each in (told, [*told, more])
    )
    assert before.least <= after.least
    assert before.most <= after.most


@given(
    st.sampled_from(["suspended", "kept_home", "ill", "part_time", "lunchtime", "internal"]),
    STARTS,
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from([ALL_DAY, AM, PM]),
)
@settings(max_examples=25)
def test_a_range_told_in_two_pieces_comes_to_the_same(kind, first, cut, rest, part):
    middle, last = first + cut * DAY, first + (cut + rest) * DAY
    whole = Absence(kind, first, last, LUNCH if kind == "lunchtime" else part)
    pieces = [replace(whole, last=middle - DAY), replace(whole, first=middle)]
    one, two = (missed(each, OpenDays(KNOWN), middle) for each in ([whole], pieces))
    assert in_words(one) == in_words(two)
    assert two.merged == ()


# What is known of a half day from another entry is not lost


def test_an_exam_and_a_register_code_of_a_covered_entry_are_kept():
    lines = ("excluded Mon 2026-11-09 on", "suspended Mon 2026-11-09 to Tue 2026-11-10 exam=yes code=O")
    halves = found(*lines, today="Wed 2026-11-11").halves
    assert [half.kind.id for half in halves] == ["excluded"] * 6
    assert [half.exam for half in halves] == [True] * 4 + [False] * 2
    assert [half.code for half in halves] == ["O"] * 4 + [""] * 2


def test_a_register_code_of_the_entry_that_counts_stands():
    halves = found("ill Mon 2026-11-09 code=O", "sent_home Mon 2026-11-09 part=pm code=C").halves
    assert [half.code for half in halves] == ["O", "C"]


def test_a_day_that_one_entry_makes_sure_is_sure_in_every_entry():
    """Nobody knows whether Tue 27 October was a holiday, but the parent logged that day by itself."""
    long = "suspended Mon 2026-10-12 to Fri 2026-11-06"
    alone, both = (
        {half.on: half.sure for half in found(*lines, calendars=NO_SCHOOL).halves}
        for lines in ((long,), (long, "kept_home Tue 2026-10-27"))
    )
    unsure = [on for on, sure in alone.items() if not sure]
    assert day("Tue 2026-10-27") in unsure
    assert [on for on, sure in both.items() if not sure] == [
        on for on in unsure if on != day("Tue 2026-10-27")
    ]


def test_a_day_that_an_entry_leaves_out_is_not_made_sure_by_it():
    lines = (
        "kept_home Mon 2026-10-26 to Fri 2026-10-30 days=24",
        "part_time Mon 2026-10-26 to Thu 2026-10-29 part=pm",
    )
    result = found(*lines, calendars=NO_SCHOOL)
    assert {half.on: half.sure for half in result.halves} == {
        day("Mon 2026-10-26"): False,
        day("Tue 2026-10-27"): True,
        day("Wed 2026-10-28"): False,
        day("Thu 2026-10-29"): True,
    }


def test_of_two_entries_of_one_kind_the_same_one_has_the_half_day_in_whatever_order_they_were_told():
    lines = ("ill Mon 2026-11-09 to Tue 2026-11-10 code=I", "ill Tue 2026-11-10 to Wed 2026-11-11 code=O")
    for order in (lines, lines[::-1]):
        assert [half.code for half in found(*order).halves] == ["I", "I", "I", "I", "O", "O"]


# Days on which the school was shut


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("sent_home Wed 2026-10-28", ["Wed 2026-10-28"]),
        ("suspended Sat 2026-11-07 to Mon 2026-11-09", ["Sat 2026-11-07"]),
        ("suspended Mon 2027-01-04 to Tue 2027-01-05", ["Mon 2027-01-04"]),
        ("suspended Fri 2026-10-23 to Mon 2026-11-02", []),  # the holiday between is nothing that she said
        ("part_time Mon 2026-10-26 on part=pm", []),
        ("part_time Sat 2026-11-07 on part=pm", []),
    ],
)
def test_a_first_day_on_which_the_school_was_shut_is_said_and_not_counted(line, closed):
    result = found(line)
    assert list(result.closed) == [day(each) for each in closed]
    assert not set(result.closed) & {half.on for half in result.halves}


def test_a_day_that_the_school_was_open_and_the_entry_leaves_out_is_neither_missed_nor_closed():
    [entry] = logged("kept_home Mon 2026-11-09 to Fri 2026-11-13 days=24")
    result = missed([entry], OpenDays(KNOWN), day(MONDAY))
    assert in_words(result) == [
        "Tue 2026-11-10 am kept_home",
        "Tue 2026-11-10 pm kept_home",
        "Thu 2026-11-12 am kept_home",
        "Thu 2026-11-12 pm kept_home",
    ]
    assert result.closed == ()


def test_half_days_are_listed_in_order_of_time():
    result = found("suspended Tue 2026-11-10 part=am", "lunchtime Mon 2026-11-09 to Tue 2026-11-10")
    assert in_words(result) == [
        "Mon 2026-11-09 lunch lunchtime",
        "Tue 2026-11-10 am suspended",
        "Tue 2026-11-10 lunch lunchtime",
    ]


# A timetable that fills itself


def test_a_part_time_timetable_grows_by_its_days_until_it_is_ended():
    line = "part_time Mon 2026-11-09 {} part=pm days=1234"
    on = [
        counted(line.format("on"), today=each)
        for each in ("Mon 2026-11-09", "Thu 2026-11-12", "Fri 2026-11-13", "Mon 2026-11-16")
    ]
    assert on == [1, 4, 4, 5]
    ended = [
        counted(line.format("to Wed 2026-11-11"), today=each) for each in ("Mon 2026-11-16", "Mon 2026-12-14")
    ]
    assert ended == [3, 3]


@given(absences(), todays, st.integers(0, 30), any_way)
@settings(max_examples=25)
def test_an_entry_that_goes_on_grows_and_one_that_has_ended_does_not(entry, today, later, way):
    now, then = (
        missed([entry], OpenDays(EVERY_WAY[way]), on).count(lambda half: True)
        for on in (today, today + later * DAY)
    )
    assert now.most <= then.most
    assert now.least <= then.least
    if entry.last:
        assert now == then


# Days that the calendar does not know


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        # one day, or both ends of a short range: the parent says that there was school
        ("suspended Wed 2026-10-28", [0, 0, 2, 2]),
        ("kept_home Thu 2026-10-15 to Tue 2026-10-20", [8, 8, 8, 8]),
        # the weeks between two that she named: up to five training days, or a holiday
        ("kept_home Mon 2026-11-09 to Fri 2026-11-27", [30, (20, 30), (20, 30), (20, 30)]),
        ("kept_home Mon 2026-10-12 to Fri 2026-11-06", [30, (20, 30), (20, 30), (20, 40)]),
        ("kept_home Mon 2026-11-02 to Fri 2026-12-18", [70, (60, 70), (60, 70), (60, 70)]),
        # hours that repeat themselves: she has named no day
        ("part_time Mon 2026-11-09 on part=pm", [11, (6, 11), (6, 11), (6, 11)]),
        ("part_time Mon 2026-10-12 to Fri 2026-11-13 part=pm", [20, (15, 20), (15, 20), (0, 25)]),
        ("no_place Mon 2026-10-12 on", [52, (42, 52), (42, 52), (22, 62)]),
    ],
)
def test_days_that_may_have_been_holidays_are_counted_both_ways(line, counts):
    every = (KNOWN, NO_TRAINING_DAYS, ON_A_LIST, NO_SCHOOL)
    assert [counted(line, calendars=each) for each in every] == counts


def test_up_to_five_training_days_are_left_out_of_each_school_year():
    lines = (
        "part_time Mon 2026-11-09 to Fri 2026-12-11 part=pm",
        "part_time Mon 2027-09-13 to Fri 2027-10-15",
    )
    assert counted(*lines, calendars=ON_A_LIST, today="Mon 2027-10-18") == (25 + 50 - 5 - 10, 75)


def test_the_days_that_are_surely_missed_are_never_less_than_those_that_the_parent_told():
    lines = [f"sent_home {on:%a %Y-%m-%d} part=pm" for on in SCHOOL_DAYS[:12]]
    assert [counted(*lines, calendars=each) for each in EVERY_WAY.values()] == [12] * len(EVERY_WAY)


@given(several, todays, any_way)
@settings(max_examples=25)
def test_the_least_is_never_more_than_the_most(told, today, way):
    result = missed(told, OpenDays(EVERY_WAY[way]), today)
    for kind in KINDS.values():
        count = result.count(lambda half, kind=kind: half.kind is kind)
        assert 0 <= count.least <= count.most
        assert count.exact == (count.least == count.most)


@given(
    st.lists(absences(firsts=st.sampled_from(SCHOOL_DAYS), longest=60), min_size=1, max_size=4),
    todays,
    any_way,
)
@settings(max_examples=25)
def test_the_truth_about_the_school_lies_between_the_least_and_the_most(told, today, way):
    """Of a parent whose ranges begin and end on school days, in weeks without a holiday."""
    assume(all(_is_plain(entry) for entry in told))
    true = missed(told, OpenDays(KNOWN), today).count(lambda half: half.is_out)
    said = missed(told, OpenDays(EVERY_WAY[way]), today).count(lambda half: half.is_out)
    assert true.exact
    assert said.least <= true.most <= said.most


def _is_plain(entry):
    last = entry.last or entry.first
    weeks = [entry.first + n * DAY for n in range(5 - entry.first.weekday())]
    weeks += [last - n * DAY for n in range(last.weekday() + 1)]
    return all(OUR_SCHOOL.is_school_day(on) for on in weeks if on <= last or entry.last is None)


def test_a_wrong_calendar_of_another_parent_hides_no_day_that_was_told():
    shut = Break(date(2026, 9, 1), date(2027, 7, 31))
    mischief = replace(HILLSIDE, breaks=(shut,), source="Another parent told us.")
    told = replace(NO_SCHOOL, school=SchoolCalendar((mischief,)))
    assert counted("suspended Mon 2026-11-09 to Fri 2026-11-20", calendars=told) == 20
    own = replace(told, school=SchoolCalendar((replace(mischief, source=""),)))
    assert counted("suspended Mon 2026-11-09 to Fri 2026-11-20", calendars=own) == 0


@pytest.mark.parametrize(
    ("one", "other", "either"),
    [
        (Count(3, 3), Count(5, 5), Count(3, 5)),
        (Count(2, 6), Count(3, 4), Count(2, 6)),
        (Count(4, 4), Count(4, 4), Count(4, 4)),
    ],
)
def test_of_two_counts_the_range_is_from_the_least_to_the_most_of_both(one, other, either):
    assert one.either(other) == other.either(one) == either
