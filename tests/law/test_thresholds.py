"""The lines at 5, 15 and 45 days and the others: crossed where the law draws them, and never sooner."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from absences_told import (
    EVERY_SCHOOL_DAY,
    EVERY_WAY,
    KNOWN,
    NO_SCHOOL,
    NO_TRAINING_DAYS,
    ON_A_LIST,
    SCHOOL_DAYS,
    absences,
    logged,
    plainly,
    school_days,
    several,
    todays,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from schools import HILLSIDE
from what_happened import day

from bot.law.absence import bundled
from bot.law.missed import Count, missed
from bot.law.opendays import OpenDays
from bot.law.school import Break, SchoolCalendar
from bot.law.terms import long_term, school_year
from bot.law.thresholds import BELOW, CROSSED, MAY_HAVE, count_of, counts_for, crossing, crossings

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONDAY = "Mon 2026-11-23"
LINES = {each.id: each for each in bundled().thresholds}
any_way = st.sampled_from(sorted(EVERY_WAY))


def standing(line, *lines, calendars=KNOWN, today=MONDAY):
    """How one total stands to its line."""
    found = missed(logged(*lines), OpenDays(calendars), day(today))
    return crossing(LINES[line], [found], day(today))


def said(*args, **known):
    """The same in words: "crossed on Mon 2026-11-16", "may have", or "below"."""
    found = standing(*args, **known)
    return f"crossed on {found.on:%a %Y-%m-%d}" if found.on else found.state


def shown(*lines, calendars=(KNOWN,), today=MONDAY):
    """Every line that is crossed, or may be."""
    found = crossings(logged(*lines), calendars, day(today))
    return {each.threshold.id: each.state for each in found if each.state != BELOW}


# More than 5 days, and more than 15, in a long term

FIVE_DAYS = "suspended Mon 2026-11-09 to Fri 2026-11-13"
FIFTEEN_DAYS = "suspended Mon 2026-09-07 to Fri 2026-09-25"


@pytest.mark.parametrize(
    ("lines", "halves", "over_5"),
    [
        ([FIVE_DAYS], 10, "below"),
        ([FIVE_DAYS, "suspended Mon 2026-11-16 part=am"], 11, "crossed on Mon 2026-11-16"),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am"], 11, "crossed on Mon 2026-11-16"),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16 part=from_pm_to_am"], 10, "below"),
        ([FIVE_DAYS, "lunchtime Mon 2026-11-16"], 11, "crossed on Mon 2026-11-16"),
        (["lunchtime Mon 2026-11-02 to Fri 2026-11-13"], 10, "below"),
        (["lunchtime Mon 2026-11-02 to Mon 2026-11-16"], 11, "crossed on Mon 2026-11-16"),
        ([FIVE_DAYS, "suspended Wed 2026-11-11 to Fri 2026-11-13"], 10, "below"),  # told twice
        ([FIVE_DAYS, "lunchtime Mon 2026-11-09 to Fri 2026-11-13"], 10, "below"),  # gone already at lunch
        ([FIVE_DAYS, "sent_home Mon 2026-11-16"], 10, "below"),  # not called a suspension
        ([FIVE_DAYS, "excluded Mon 2026-11-16 on"], 10, "below"),  # that brings a meeting by itself
        ([FIVE_DAYS, "internal Mon 2026-11-16"], 10, "below"),
        ([FIVE_DAYS, "suspended Sat 2026-11-14"], 10, "below"),
        ([FIVE_DAYS, "suspended Wed 2026-10-28"], 10, "below"),  # half term
        (
            [FIVE_DAYS, "suspended Mon 2026-11-30 part=am"],
            11,
            "crossed on Mon 2026-11-30",
        ),  # certain, to come
        ([FIVE_DAYS, "suspended Tue 2027-01-05"], 10, "below"),  # of the next long term
    ],
)
def test_more_than_5_days_is_from_5_and_a_half_in_the_long_term(lines, halves, over_5):
    """Sources: https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx
    and, for lunchtimes, https://beaservice.org.uk/thehub/useful-information/exclusions/
    """
    assert standing("over-5", *lines).count == Count(halves, halves)
    assert said("over-5", *lines) == over_5


@pytest.mark.parametrize(
    ("lines", "over_15"),
    [
        ([FIFTEEN_DAYS], "below"),
        ([FIFTEEN_DAYS, "suspended Mon 2026-09-28 part=pm"], "crossed on Mon 2026-09-28"),
        ([FIFTEEN_DAYS, "lunchtime Thu 2026-10-01"], "crossed on Thu 2026-10-01"),
        ([FIFTEEN_DAYS, "suspended Fri 2026-09-25 part=pm"], "below"),
        (["suspended Fri 2026-09-04 part=am", FIFTEEN_DAYS], "crossed on Fri 2026-09-25"),
        ([FIFTEEN_DAYS, "suspended Tue 2027-01-05 to Fri 2027-01-08"], "below"),
    ],
)
def test_exactly_15_days_is_not_more_than_15_and_15_and_a_half_is(lines, over_15):
    """Source: https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx"""
    assert said("over-15", *lines) == over_15


def test_above_15_days_nothing_more_is_said_about_5():
    assert shown(FIFTEEN_DAYS) == {"over-5": CROSSED, "six-in-a-row": CROSSED}
    more = (FIFTEEN_DAYS, "suspended Mon 2026-09-28 part=pm")
    assert shown(*more) == {"over-15": CROSSED, "six-in-a-row": CROSSED}


def test_where_15_days_may_have_been_passed_both_lines_are_shown():
    line = "suspended Mon 2026-09-07 to Mon 2026-09-28 part=to_am"
    found = shown(line, calendars=(NO_SCHOOL,))
    assert (found["over-5"], found["over-15"]) == (CROSSED, MAY_HAVE)


def test_a_school_with_six_terms_a_year_adds_up_over_the_long_term():
    """Source: https://www.dentonprimary.net/diary-and-news/term-dates"""
    before, after = "suspended Wed 2026-10-21 to Fri 2026-10-23", "suspended Mon 2026-11-02 to Wed 2026-11-04"
    assert said("over-5", before, after) == "crossed on Wed 2026-11-04"


@pytest.mark.parametrize("today", ["Thu 2026-12-31", "Fri 2027-01-01"])
def test_a_new_long_term_begins_with_nothing(today):
    lines = ("suspended Mon 2026-11-09 to Mon 2026-11-16",)
    state = CROSSED if day(today).year == 2026 else BELOW
    assert standing("over-5", *lines, today=today).state == state


# More than 45 days in a school year

FORTY_FIVE = (
    FIFTEEN_DAYS,
    "suspended Mon 2027-01-11 to Fri 2027-01-29",
    "suspended Mon 2027-04-19 to Mon 2027-05-10",  # Mon 3 May is a bank holiday
)


@pytest.mark.parametrize(
    ("more", "halves", "over_45"),
    [
        ((), 90, "below"),
        (("suspended Tue 2027-05-11 part=am",), 91, "crossed on Tue 2027-05-11"),
        (("lunchtime Tue 2027-05-11",), 91, "crossed on Tue 2027-05-11"),
        (("suspended Wed 2026-03-11",), 90, "below"),  # of the school year before
        (("suspended Tue 2027-09-07",), 90, "below"),
    ],
)
def test_more_than_45_days_is_counted_over_the_school_year(more, halves, over_45):
    """Source: https://www.blackburn.gov.uk/schools-and-education/school-exclusions/exclusion-limits"""
    found = standing("over-45", *FORTY_FIVE, *more, today="Wed 2027-05-12")
    assert found.count == Count(halves, halves)
    assert said("over-45", *FORTY_FIVE, *more, today="Wed 2027-05-12") == over_45


# Six days in a row


@pytest.mark.parametrize(
    ("lines", "six"),
    [
        ([FIVE_DAYS], "below"),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16"], "crossed on Mon 2026-11-16"),
        ([FIVE_DAYS, "suspended Mon 2026-11-16"], "crossed on Mon 2026-11-16"),  # back to back
        ([FIVE_DAYS, "suspended Tue 2026-11-17 to Fri 2026-11-20"], "below"),  # a day in school between
        ([FIVE_DAYS, "suspended Thu 2026-11-12 to Mon 2026-11-16"], "crossed on Mon 2026-11-16"),
        (
            ["suspended Wed 2026-10-21 to Fri 2026-10-23", "suspended Mon 2026-11-02 to Wed 2026-11-04"],
            "crossed on Wed 2026-11-04",  # half term between
        ),
        (
            ["suspended Thu 2026-12-17 to Fri 2026-12-18", "suspended Tue 2027-01-05 to Fri 2027-01-08"],
            "crossed on Fri 2027-01-08",  # Christmas and a training day between
        ),
        ([FIVE_DAYS, "suspended Mon 2026-11-16 part=am"], "crossed on Mon 2026-11-16"),
        ([FIVE_DAYS, "lunchtime Mon 2026-11-16"], "below"),
        ([FIVE_DAYS, "sent_home Mon 2026-11-16"], "below"),
        (["lunchtime Mon 2026-11-02 to Fri 2026-11-20"], "below"),
        (["suspended Mon 2026-09-07 to Thu 2026-09-10", FIVE_DAYS], "below"),  # 9 days, never 6 in a row
        (
            ["suspended Mon 2026-09-07 to Fri 2026-09-11", "suspended Mon 2026-11-09 to Mon 2026-11-16"],
            "crossed on Mon 2026-11-16",
        ),
        (["suspended Mon 2026-11-16 on"], "crossed on Mon 2026-11-23"),
        (["suspended Tue 2026-11-17 on"], "below"),
    ],
)
def test_the_sixth_school_day_in_a_row_counts_over_suspensions_that_follow_straight_on(lines, six):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made"""
    assert said("six-in-a-row", *lines) == six


@pytest.mark.parametrize(
    ("lines", "listed", "guessed"),
    [
        # a half term that the list knows; without dates those five days may have been school days
        (
            ["suspended Wed 2026-10-21 to Fri 2026-10-23", "suspended Mon 2026-11-02 to Wed 2026-11-04"],
            (CROSSED, Count(12, 12)),
            (MAY_HAVE, Count(6, 12)),
        ),
        # two days between, in weeks in which some schools are shut
        (
            ["suspended Thu 2026-10-15 to Fri 2026-10-16", "suspended Wed 2026-10-21 to Fri 2026-10-23"],
            (BELOW, Count(6, 6)),
            (BELOW, Count(6, 10)),
        ),
        # of the week between two that she named, all five may be training days
        (
            ["suspended Fri 2026-11-13 to Mon 2026-11-23"],
            (MAY_HAVE, Count(4, 14)),
            (MAY_HAVE, Count(4, 14)),
        ),
        (["suspended Thu 2026-11-12 to Thu 2026-11-19"], (CROSSED, Count(12, 12)), (CROSSED, Count(12, 12))),
        (
            ["suspended Mon 2026-10-19 to Mon 2026-10-26"],
            (CROSSED, Count(12, 12)),
            (CROSSED, Count(12, 12)),
        ),
    ],
)
def test_a_row_in_which_a_day_may_have_been_a_holiday_is_counted_both_ways(lines, listed, guessed):
    for calendars, expected in ((ON_A_LIST, listed), (NO_SCHOOL, guessed)):
        found = standing("six-in-a-row", *lines, calendars=calendars)
        assert (found.state, found.count) == expected


# A missed exam


@pytest.mark.parametrize(
    ("lines", "exam"),
    [
        (["suspended Mon 2026-11-09 exam=yes"], "crossed on Mon 2026-11-09"),
        (["excluded Mon 2026-11-16 on exam=yes"], "crossed on Mon 2026-11-16"),
        (["suspended Mon 2026-11-09 part=pm exam=yes"], "crossed on Mon 2026-11-09"),
        ([FIVE_DAYS], "below"),
        (["suspended Wed 2026-03-11 exam=yes"], "below"),  # of a term that is over
        (["suspended Mon 2026-11-09 exam=yes", "excluded Mon 2026-11-09 on"], "crossed on Mon 2026-11-09"),
        (["suspended Mon 2026-11-09", "suspended Mon 2026-11-09 exam=yes"], "crossed on Mon 2026-11-09"),
    ],
)
def test_a_missed_exam_turns_on_a_meeting_however_short_the_suspension(lines, exam):
    """Source: https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx"""
    assert said("exam", *lines) == exam


# Fifteen days of illness


def odd_days(kind, number, *, part="all", since=0):
    """Every fourth school day of the year."""
    some = SCHOOL_DAYS[since::4][:number]
    return [f"{kind} {on:%a %Y-%m-%d} part={part}" for on in some]


@pytest.mark.parametrize(
    ("lines", "ill"),
    [
        (["ill Mon 2026-11-02 to Fri 2026-11-20"], "crossed on Fri 2026-11-20"),
        (["ill Mon 2026-11-02 to Fri 2026-11-20 part=to_am"], "below"),
        (odd_days("ill", 15), "crossed on Mon 2026-11-30"),
        (odd_days("ill", 14), "below"),
        ([*odd_days("ill", 14), "ill Tue 2027-02-02 part=am"], "below"),
        ([*odd_days("ill", 14), *odd_days("ill", 2, part="am", since=61)], "crossed on Fri 2026-12-11"),
        (odd_days("ill", 30, part="pm"), "crossed on Tue 2027-03-16"),
        (odd_days("no_place", 20), "below"),
        (["part_time Mon 2026-09-07 to Fri 2026-12-18"], "below"),
        (["kept_home Mon 2026-11-02 to Fri 2026-11-20", "ill Mon 2026-11-02 to Fri 2026-11-20"], "below"),
        (["part_time Mon 2026-09-07 on part=pm", *odd_days("ill", 15)], "crossed on Mon 2026-11-30"),
    ],
)
def test_fifteen_days_of_illness_are_in_a_row_or_spread_over_the_school_year(lines, ill):
    """Source: https://www.brownejacobson.com/insights/send-and-pupils-absent-due-to-health-needs-what-you-need-to-know"""
    assert said("ill-15", *lines, today="Fri 2027-03-19") == ill


@pytest.mark.parametrize(
    ("lines", "ill"),
    [
        # 8 school days to Wed 21 July and 7 from Mon 6 September: consecutive, though of two school years
        (["ill Mon 2027-07-12 to Tue 2027-09-14"], "crossed on Tue 2027-09-14"),
        (["ill Mon 2027-07-12 to Wed 2027-07-21", "ill Mon 2027-09-06 on"], "crossed on Tue 2027-09-14"),
        (["ill Mon 2027-07-12 to Mon 2027-09-13"], "below"),
        (["ill Mon 2027-07-12 to Tue 2027-07-20", "ill Mon 2027-09-06 to Wed 2027-09-15"], "below"),
        (["ill Mon 2027-06-07 to Fri 2027-06-25", "ill Mon 2027-09-06 to Fri 2027-09-10"], "below"),
    ],
)
def test_days_of_illness_that_run_on_over_the_summer_are_one_row(lines, ill):
    """Source: https://www.brownejacobson.com/insights/send-and-pupils-absent-due-to-health-needs-what-you-need-to-know"""
    assert said("ill-15", *lines, today="Wed 2027-09-15") == ill


def test_where_the_end_of_the_summer_is_not_known_the_row_over_it_is_counted_both_ways():
    lines = ("ill Mon 2027-07-12 to Wed 2027-07-21", "ill Mon 2027-09-06 to Tue 2027-09-14")
    guessed = standing("ill-15", *lines, calendars=NO_SCHOOL, today="Wed 2027-09-15")
    assert (guessed.state, guessed.count) == (MAY_HAVE, Count(14, 30))
    listed = standing("ill-15", *lines, calendars=ON_A_LIST, today="Wed 2027-09-15")
    assert (listed.state, listed.count) == (CROSSED, Count(30, 30))


# Ten half days that were not allowed, in ten school weeks

# Ten Wednesdays of ten school weeks, from that of Mon 7 September to that of Mon 16 November.
WEDNESDAYS = [on for on in SCHOOL_DAYS if on.isoweekday() == 3 and on <= day("Wed 2026-11-18")]
MORNINGS = [f"other {on:%a %Y-%m-%d} part=am code=O" for on in WEDNESDAYS]


def test_ten_half_days_in_ten_school_weeks_leave_out_the_weeks_of_a_holiday():
    """Source: https://standrewsbennprimary.co.uk/page/penalty-notices/152020"""
    assert len(MORNINGS) == 10
    assert said("not-allowed-10", *MORNINGS, today="Wed 2026-11-18") == "crossed on Wed 2026-11-18"
    assert said("not-allowed-10", *MORNINGS, today="Sun 2026-11-22") == "crossed on Wed 2026-11-18"


def test_a_half_day_is_too_old_from_the_monday_of_the_eleventh_week():
    found = standing("not-allowed-10", *MORNINGS, today="Mon 2026-11-23")
    assert (found.state, found.count) == (BELOW, Count(9, 9))


def test_in_a_holiday_the_ten_weeks_are_those_before_it():
    last = "other {} part=pm code=U"
    lines = [last.format(f"{on:%a %Y-%m-%d}") for on in SCHOOL_DAYS if on.isoweekday() == 2 and on.month > 9]
    before_christmas = [line for line in lines if "2026" in line]
    assert len(before_christmas) == 10  # ten Tuesdays of October to December
    assert said("not-allowed-10", *before_christmas, today="Fri 2026-12-18") == "crossed on Tue 2026-12-15"
    assert said("not-allowed-10", *before_christmas, today="Sun 2027-01-03") == "crossed on Tue 2026-12-15"
    assert said("not-allowed-10", *before_christmas, today="Tue 2027-01-05") == "below"


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["other Mon 2026-11-09 to Fri 2026-11-13 code=G"], CROSSED),
        (["other Mon 2026-11-09 to Thu 2026-11-12 code=G", "ill Fri 2026-11-20 code=N"], CROSSED),
        (["other Mon 2026-11-09 to Thu 2026-11-12 code=G", "ill Fri 2026-11-20 part=am code=N"], BELOW),
        (["other Mon 2026-11-09 to Fri 2026-11-13 code=C"], BELOW),
        (["ill Mon 2026-11-02 to Fri 2026-11-20 code=I"], BELOW),
        (["other Mon 2026-11-09 to Fri 2026-11-13"], BELOW),  # nobody has said what the register has
        (["suspended Mon 2026-11-09 to Fri 2026-11-13 code=E"], BELOW),
        (["sent_home Mon 2026-11-09 code=O", "kept_home Tue 2026-11-10 to Fri 2026-11-13 code=U"], CROSSED),
        (["lunchtime Mon 2026-11-02 to Fri 2026-11-20 code=O"], BELOW),  # no session of the register
        (["other Thu 2026-11-19 to Fri 2026-11-27 code=G"], BELOW),  # days to come are not marked yet
        (["other Thu 2026-11-12 to Fri 2026-11-13", "ill Mon 2026-11-09 to Fri 2026-11-13 code=O"], CROSSED),
    ],
)
def test_only_half_days_with_a_letter_for_not_allowed_count_towards_a_fine(lines, state):
    """Source: https://manchester.gov.uk/info/500002/council_policies_and_strategies/8788/school_attendance_code_of_conduct/5"""
    assert standing("not-allowed-10", *lines).state == state


def test_the_ten_weeks_may_run_on_from_one_school_year_to_the_next():
    lines = ("other Mon 2027-07-19 to Wed 2027-07-21 code=G", "other Mon 2027-09-06 to Tue 2027-09-07 code=O")
    assert said("not-allowed-10", *lines, today="Fri 2027-09-10") == "crossed on Tue 2027-09-07"


def test_the_tenth_half_day_stays_the_day_on_which_the_line_was_crossed():
    """A week later the oldest morning is too old, and a new one makes it ten again."""
    lines = [*MORNINGS, "other Wed 2026-11-25 part=am code=O"]
    found = standing("not-allowed-10", *lines, today="Wed 2026-11-25")
    assert (found.count, found.on) == (Count(10, 10), day("Wed 2026-11-18"))


def test_ten_half_days_long_ago_are_not_taken_for_those_of_now():
    lines = ["other Mon 2026-09-07 to Thu 2026-09-10 code=G", "other Mon 2027-03-01 to Fri 2027-03-05 code=G"]
    assert said("not-allowed-10", *lines, today="Mon 2027-03-08") == "crossed on Fri 2027-03-05"
    assert said("not-allowed-10", lines[0], today="Mon 2027-03-08") == "below"


def test_weeks_that_may_have_been_holidays_are_counted_both_ways():
    """Without dates the week of Mon 26 October may be one of the ten, and then the oldest morning is not."""
    found = standing("not-allowed-10", *MORNINGS, calendars=NO_SCHOOL, today="Wed 2026-11-18")
    assert (found.state, found.count) == (MAY_HAVE, Count(9, 10))
    listed = standing("not-allowed-10", *MORNINGS, calendars=ON_A_LIST, today="Wed 2026-11-18")
    assert (listed.state, listed.count) == (CROSSED, Count(10, 10))


def test_a_week_in_which_she_told_of_a_school_day_is_a_school_week():
    """Of Wed 28 October her word stands against the list, so that week is one of the ten."""
    lines = [*MORNINGS[1:], "other Wed 2026-10-28 part=am code=O"]
    assert standing("not-allowed-10", *lines, calendars=ON_A_LIST, today="Wed 2026-11-18").count.least == 10
    older = [*MORNINGS, "ill Wed 2026-10-28"]
    assert standing("not-allowed-10", *older, calendars=ON_A_LIST, today="Wed 2026-11-18").count.least == 9


# Sent home without a suspension


@pytest.mark.parametrize(
    ("lines", "informal"),
    [
        (["sent_home Mon 2026-11-09 part=pm"], "crossed on Mon 2026-11-09"),
        (["kept_home Mon 2026-11-30"], "crossed on Mon 2026-11-30"),
        (["separation Mon 2026-11-09"], "below"),
        (["sent_home Mon 2026-11-09", "suspended Mon 2026-11-09"], "below"),  # it became a suspension
        (["sent_home Wed 2026-03-11"], "below"),
    ],
)
def test_one_half_day_sent_home_without_a_suspension_is_said(lines, informal):
    assert said("informal", *lines) == informal


# Ranges


@pytest.mark.parametrize(
    ("line", "lines", "count", "state"),
    [
        ("over-5", ["lunchtime Tue 2026-11-10 to Mon 2026-11-23"], Count(5, 10), BELOW),  # exactly 5 at most
        ("over-5", ["lunchtime Mon 2026-11-09 to Mon 2026-11-23"], Count(6, 11), MAY_HAVE),
        ("over-5", ["lunchtime Mon 2026-11-09 to Mon 2026-11-23", FIVE_DAYS], Count(11, 16), CROSSED),
        ("over-15", [FIFTEEN_DAYS], Count(20, 30), BELOW),  # exactly 15 at most
        ("over-15", ["suspended Mon 2026-09-07 to Mon 2026-09-28 part=to_am"], Count(21, 31), MAY_HAVE),
        ("over-15", [FIFTEEN_DAYS, "suspended Mon 2026-09-28 part=am"], Count(21, 31), MAY_HAVE),
        ("ill-15", ["ill Mon 2026-11-02 to Fri 2026-11-20"], Count(20, 30), MAY_HAVE),
        ("ill-15", ["ill Mon 2026-11-09 to Fri 2026-11-27"], Count(20, 30), MAY_HAVE),
    ],
)
def test_where_holidays_are_not_known_a_line_is_crossed_only_by_the_least(line, lines, count, state):
    found = standing(line, *lines, calendars=NO_SCHOOL)
    assert (found.count, found.state) == (count, state)


def test_weeks_that_are_logged_one_by_one_are_sure_without_any_calendar():
    weeks = (
        "Mon 2026-09-07 to Fri 2026-09-11",
        "Mon 2026-09-14 to Fri 2026-09-18",
        "Mon 2026-09-21 to Fri 2026-09-25",
    )
    lines = [f"suspended {week}" for week in weeks]
    exactly = standing("over-15", *lines, calendars=NO_SCHOOL)
    assert (exactly.count, exactly.state) == (Count(30, 30), BELOW)
    more = standing("over-15", *lines, "suspended Mon 2026-09-28 part=am", calendars=NO_SCHOOL)
    assert (more.count, more.state, more.on) == (Count(31, 31), CROSSED, day("Mon 2026-09-28"))


def test_the_day_of_crossing_waits_until_it_is_sure():
    """Of the middle weeks five days may have been training days: surely over 5 days only in the last week."""
    line = "suspended Wed 2026-11-11 to Fri 2026-11-27"
    assert said("over-5", line) == "crossed on Wed 2026-11-18"
    assert said("over-5", line, calendars=NO_TRAINING_DAYS) == "crossed on Wed 2026-11-25"


# Several calendars that may be right


def shut_for(first, last):
    """What another parent may have told of this school: a break that the truth does not have."""
    breaks = (*HILLSIDE.breaks, Break(day(first), day(last)))
    told = replace(HILLSIDE, breaks=breaks, source="Another parent told us.")
    return replace(NO_SCHOOL, school=SchoolCalendar((told,)))


def test_a_line_counts_as_crossed_only_on_every_calendar_that_may_be_right():
    line = "suspended Fri 2026-11-06 to Mon 2026-11-23"
    shorter = shut_for("Mon 2026-11-09", "Fri 2026-11-20")
    assert shown(line)["over-5"] == CROSSED
    assert "over-5" not in shown(line, calendars=(shorter,))
    for order in ((KNOWN, shorter), (shorter, KNOWN)):
        both = crossings(logged(line), order, day(MONDAY))
        assert (both[0].state, both[0].count, both[0].on) == (MAY_HAVE, Count(4, 24), None)


def test_the_day_of_crossing_is_the_day_on_which_it_was_crossed_on_all_of_them():
    line = "suspended Mon 2026-11-02 to Fri 2026-11-27"
    later = shut_for("Mon 2026-11-09", "Fri 2026-11-13")
    for order in ((KNOWN, later), (later, KNOWN)):
        [found, *_] = crossings(logged(line), order, day(MONDAY))
        assert (found.state, found.on) == (CROSSED, day("Mon 2026-11-16"))


@given(several, todays, any_way, any_way)
@settings(max_examples=25)
def test_two_calendars_never_cross_what_one_of_them_does_not(told, today, one, other):
    calendars = EVERY_WAY[one], EVERY_WAY[other]
    alone = [{each.threshold.id: each for each in crossings(told, (way,), today)} for way in calendars]
    for each in crossings(told, calendars, today):
        both = [found[each.threshold.id] for found in alone if each.threshold.id in found]
        if each.state == CROSSED:
            assert all(found.state == CROSSED for found in both)
        if each.state == BELOW:
            assert all(found.state == BELOW for found in both)


# What holds for all of them


def test_without_entries_no_line_is_crossed_and_every_line_is_there_in_the_order_of_the_file():
    found = crossings([], (KNOWN,), day(MONDAY))
    assert [each.threshold for each in found] == list(bundled().thresholds)
    assert {(each.state, each.count, each.on) for each in found} == {(BELOW, Count(0, 0), None)}


@given(several, todays, any_way)
@settings(max_examples=25)
def test_a_line_is_crossed_by_the_least_and_may_be_by_the_most(told, today, way):
    found = missed(told, OpenDays(EVERY_WAY[way]), today)
    for line in LINES.values():
        each = crossing(line, [found], today)
        assert each.count.least <= each.count.most
        assert (each.state == CROSSED) == (each.count.least >= line.half_days)
        assert (each.state == BELOW) == (each.count.most < line.half_days)
        assert (each.on is not None) == (each.state == CROSSED)


@given(several, todays, any_way)
@settings(max_examples=25)
def test_the_day_of_crossing_is_a_day_that_was_missed_for_it(told, today, way):
    for each in crossings(told, (EVERY_WAY[way],), today):
        if each.state == CROSSED:
            halves = missed(told, OpenDays(EVERY_WAY[way]), today).halves
            assert each.on in {half.on for half in halves if counts_for(each.threshold, half)}


@given(several, todays)
@settings(max_examples=25)
def test_the_order_of_the_entries_crosses_no_line(told, today):
    assert crossings(told, (KNOWN,), today) == crossings(told[::-1], (KNOWN,), today)


suspensions = st.lists(absences(kinds=("suspended", "lunchtime", "sent_home")), min_size=1, max_size=6)
after_christmas = st.dates(date(2027, 1, 5), date(2027, 8, 31))


@given(suspensions, absences(kinds=("suspended", "lunchtime")), todays)
@settings(max_examples=25)
def test_one_more_suspension_uncrosses_no_line_of_suspension(told, more, today):
    before, after = (missed(each, OpenDays(KNOWN), today) for each in (told, [*told, more]))
    for line in ("over-5", "over-15", "over-45", "six-in-a-row", "exam"):
        assert count_of(LINES[line], before, today).least <= count_of(LINES[line], after, today).least


@given(suspensions, todays)
@settings(max_examples=25)
def test_days_of_suspension_are_those_of_asking_day_by_day(told, today):
    plain = plainly(told, today)
    found = missed(told, OpenDays(KNOWN), today)
    for line, period in (
        ("over-5", long_term(today)),
        ("over-15", long_term(today)),
        ("over-45", school_year(today)),
    ):
        by_hand = sum(
            "suspension" in plain.kind_of(half).counts and period.first <= half[0] <= period.last
            for half in plain.halves
        )
        assert count_of(LINES[line], found, today) == Count(by_hand, by_hand)


@given(suspensions, todays)
@settings(max_examples=25)
def test_the_longest_row_is_the_one_found_by_walking_from_school_day_to_school_day(told, today):
    halves = plainly(told, today)
    latest = max((on for on in EVERY_SCHOOL_DAY if on <= today), default=today)
    since = min(latest, long_term(today).first)  # rows of a term that is over are no news
    longest = row = 0
    for on in EVERY_SCHOOL_DAY:
        here = [(on, part) for part in ("am", "pm") if (on, part) in halves.halves]
        row = row + 1 if any(halves.kind_of(half).id == "suspended" for half in here) else 0
        longest = max(longest, row if on >= since else 0)
    found = count_of(LINES["six-in-a-row"], missed(told, OpenDays(KNOWN), today), today)
    assert found == Count(2 * longest, 2 * longest)


@given(
    st.lists(absences(kinds=("ill", "other", "sent_home", "lunchtime")), min_size=1, max_size=6),
    after_christmas,
)
@settings(max_examples=25)
def test_the_last_ten_school_weeks_are_those_found_by_walking_back(told, today):
    told = [replace(each, code="O") for each in told]
    monday, weeks = today - today.weekday() * DAY, []
    while len(weeks) < 10:
        if school_days(monday, monday + 4 * DAY):
            weeks.append(monday)
        monday -= WEEK
    assume(weeks[-1] >= SCHOOL_DAYS[0] - WEEK)
    plain = plainly(told, today)
    by_hand = sum(weeks[-1] <= on <= today and part != "lunch" for on, part in plain.halves)
    found = count_of(LINES["not-allowed-10"], missed(told, OpenDays(KNOWN), today), today)
    assert found == Count(by_hand, by_hand)


@given(
    st.lists(absences(kinds=("ill", "kept_home", "part_time"), longest=90), min_size=1, max_size=4), todays
)
@settings(max_examples=25)
def test_days_of_illness_are_those_of_the_year_or_of_a_row_that_runs_into_it(told, today):
    plain = plainly(told, today)
    ill = {half for half in plain.halves if plain.kind_of(half).id == "ill"}
    year = school_year(today)
    of_year = sum(year.first <= on <= year.last for on, _ in ill)
    every = EVERY_SCHOOL_DAY
    before = [on for on in every if on < year.first][::-1]
    after = [on for on in every if on >= year.first]
    run = [_while_ill(some, ill) for some in (before, after)]
    of_row = sum(run) if all(run) else 0
    found = count_of(LINES["ill-15"], missed(told, OpenDays(KNOWN), today), today)
    assert found.least == found.most == max(of_year, of_row)


def _while_ill(some, ill):
    halves = 0
    for on in some:
        here = sum((on, part) in ill for part in ("am", "pm"))
        if not here:
            break
        halves += here
    return halves
