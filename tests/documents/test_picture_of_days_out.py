"""The picture of days out of school: what is painted where, kinds told apart without colour, its size."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pixels import grey, places, size

from bot.documents.days_out import DayMark, DaysOut, Key, days_out, notes
from bot.documents.marks import MARKS, PLAIN, mark_of
from bot.law.absence import bundled

MONDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 6)
THREE_WEEKS = [MONDAY + timedelta(days=n) for n in range(19) if n % 7 < 5]
BLUE, GREY, INK = "0064a4", "dde2e6", "1d2329"
KINDS = sorted(MARKS)
DIFFERENT = 12  # of 255: how much lighter or darker two marks are, on average over their tiles


def a_week(*marks, today=date(2026, 12, 1), closed=(), keys=(), last=FRIDAY):
    return DaysOut("Bee", ("1 day",), MONDAY, last, today, marks, frozenset(closed), keys)


def reach(picture, colour=BLUE):
    columns = [x for x, _ in places(days_out(picture), colour)]
    return min(columns), max(columns)


# Where a mark stands


def test_a_morning_is_on_the_left_an_afternoon_on_the_right_and_a_whole_day_is_one_mark():
    (left, middle), (from_middle, right) = (
        reach(a_week(DayMark(MONDAY, **{part: "suspended"}))) for part in ("am", "pm")
    )
    assert left < middle < from_middle < right
    assert abs((middle - left) - (right - from_middle)) <= 2  # a half is a half
    assert reach(a_week(DayMark(MONDAY, "suspended", "suspended"))) == (left, right)


def test_lunchtime_is_narrow_and_in_the_middle():
    whole = reach(a_week(DayMark(MONDAY, "suspended", "suspended")))
    lunch = reach(a_week(DayMark(MONDAY, lunch="lunchtime")))
    assert whole[0] < lunch[0] < lunch[1] < whole[1]
    assert abs(sum(lunch) - sum(whole)) <= 4


def test_the_days_of_a_week_stand_side_by_side():
    places_of = [reach(a_week(DayMark(day, "suspended", "suspended"))) for day in (MONDAY, FRIDAY)]
    assert places_of[0][1] < places_of[1][0]


def test_what_may_have_been_a_holiday_is_paler():
    sure, unsure = (a_week(DayMark(MONDAY, "suspended", "suspended", sure=each)) for each in (True, False))
    full, edge = (len(places(days_out(each), BLUE)) for each in (sure, unsure))
    assert 0 < edge < full / 5  # only its broken edge


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_seen_whether_it_is_sure_or_not(kind):
    nothing = days_out(a_week())
    for sure in (True, False):
        assert days_out(a_week(DayMark(MONDAY, kind, kind, sure=sure))) != nothing
    assert days_out(a_week(DayMark(MONDAY, kind, kind))) != days_out(
        a_week(DayMark(MONDAY, kind, kind, sure=False))
    )


def test_an_excluded_day_that_is_not_sure_is_not_white_on_white():
    unsure = a_week(DayMark(MONDAY, "excluded", "excluded", sure=False))
    assert len(places(days_out(unsure), INK)) > len(places(days_out(a_week()), INK)) + 100


def test_a_day_without_school_is_grey_unless_it_was_missed():
    assert not places(days_out(a_week()), GREY)
    assert places(days_out(a_week(closed=[MONDAY])), GREY)
    missed = a_week(DayMark(MONDAY, "suspended", "suspended"), closed=[MONDAY])
    assert days_out(missed) == days_out(a_week(DayMark(MONDAY, "suspended", "suspended")))


def test_today_has_a_black_edge():
    before, after = (len(places(days_out(a_week(today=day)), INK)) for day in (date(2026, 12, 1), MONDAY))
    assert after > before + 1000


# Kinds are told apart without colour


def _runs(numbers):
    found = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def test_the_twelve_kinds_differ_by_shape_on_a_print_without_colour():
    days = dict(zip(KINDS, THREE_WEEKS, strict=False))
    last = THREE_WEEKS[-1]
    where = a_week(*(DayMark(day, "suspended", "suspended") for day in THREE_WEEKS), last=last)
    blue = places(days_out(where), BLUE)
    columns, rows = _runs(x for x, _ in blue), _runs(y for _, y in blue)
    assert (len(columns), len(rows)) == (5, 3)
    picture = days_out(a_week(*(DayMark(day, kind, kind) for kind, day in days.items()), last=last))
    wide, high = (min(last - first for first, last in runs) for runs in (columns, rows))
    corners = [(left, top) for top, _ in rows for left, _ in columns]
    tiles = {
        kind: grey(picture, left, top, left + wide, top + high)
        for kind, (left, top) in zip(days, corners, strict=False)
    }
    for one, other in combinations(KINDS, 2):
        pairs = zip(tiles[one], tiles[other], strict=True)
        apart = sum(abs(light - dark) for light, dark in pairs) / len(tiles[one])
        assert apart > DIFFERENT, (one, other, apart)


def test_every_kind_that_is_logged_has_a_mark_of_its_own_and_a_new_one_a_plain_mark():
    assert {kind: mark_of(kind) for kind in bundled().kinds} == dict(MARKS)
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)
    assert mark_of("a kind of next year") == PLAIN
    assert days_out(a_week(DayMark(MONDAY, "a kind of next year"))) != days_out(a_week())


# What is left out


@pytest.mark.parametrize(
    "left_out",
    [
        DayMark(date(2026, 11, 7), "suspended", "suspended"),  # a Saturday
        DayMark(date(2026, 11, 9), "suspended", "suspended"),  # after the period
        DayMark(date(2026, 10, 30), "suspended", "suspended"),  # before it
        DayMark(MONDAY),  # nothing was missed
    ],
)
def test_weekends_other_times_and_empty_days_are_not_drawn(left_out):
    assert days_out(a_week(left_out)) == days_out(a_week())


def test_of_many_years_the_last_twelve_months_are_drawn():
    last, today = date(2026, 8, 31), date(2026, 9, 20)
    long, short = (
        days_out(DaysOut("Bee", ("x",), first, last, today)) for first in (date(2019, 1, 1), date(2025, 9, 1))
    )
    assert long == short


def test_a_key_is_there_only_for_what_is_drawn():
    mark = DayMark(MONDAY, "suspended")
    ours = Key("suspended", "Suspended: ½ day")
    assert days_out(a_week(mark, keys=(ours, Key("ill", "Ill: 3 days")))) == days_out(
        a_week(mark, keys=(ours,))
    )


# How to read it

MORNING = DayMark(MONDAY, am="ill")
WHOLE = DayMark(MONDAY, "ill", "ill")


@pytest.mark.parametrize(
    ("marks", "closed", "today", "said"),
    [
        ([], (), (), []),
        ([WHOLE], (), (), []),
        ([MORNING], (), (), ["Left half: morning. Right half: afternoon."]),
        ([DayMark(MONDAY, "ill", "suspended")], (), (), ["Left half: morning. Right half: afternoon."]),
        ([DayMark(MONDAY, lunch="lunchtime")], (), (), ["Narrow, in the middle: lunchtime."]),
        (
            [DayMark(MONDAY, "ill", "ill", sure=False)],
            (),
            (),
            ["Paler, with a broken edge: may have been a holiday."],
        ),
        ([], (MONDAY,), (), ["Grey: no school."]),
        ([], (), (MONDAY,), ["Black edge: today, Mon 2 November 2026."]),
    ],
)
def test_only_what_is_drawn_is_explained(marks, closed, today, said):
    assert list(notes(marks, frozenset(closed), frozenset(today))) == said


def test_where_the_schools_dates_are_not_known_the_picture_says_so():
    [said] = notes([WHOLE], frozenset(), frozenset(), {MONDAY})
    assert said == "The school's dates are not known: a day that is not grey may be a holiday."


def test_that_note_is_there_only_for_a_day_that_is_drawn_and_bare():
    mark = DayMark(MONDAY, "ill", "ill")
    known = a_week(mark)
    for guessed in ({MONDAY}, {date(2026, 12, 1)}, {date(2026, 11, 7)}):
        assert days_out(replace(known, guessed=frozenset(guessed))) == days_out(known)
    guessed = days_out(replace(known, guessed=frozenset({FRIDAY})))
    assert size(guessed)[1] > size(days_out(known))[1]


# It fits

TAKEN = 10_000  # Telegram: width and height together
YEAR = DaysOut(
    "Bartholomew",
    ("School year 2026/27: between 150 and 190 days out of school", "40 days not recorded as suspensions"),
    date(2026, 8, 1),
    date(2027, 7, 31),
    date(2027, 7, 1),
    tuple(
        DayMark(day, KINDS[n % 12], KINDS[n * 5 % 12], "lunchtime" if n % 7 == 0 else "", sure=n % 4 > 0)
        for n, day in enumerate(date(2026, 9, 1) + timedelta(days=m) for m in range(320))
    ),
    frozenset({date(2026, 10, 26), date(2026, 12, 25)}),
    tuple(Key(kind, f"{kind}: between 10½ and 14½ days") for kind in KINDS),
)
EMPTY = DaysOut("Bee", ("0 days",), date(2027, 1, 1), date(2027, 3, 29), date(2027, 2, 4))


@pytest.mark.parametrize("picture", [YEAR, EMPTY, a_week()])
def test_telegram_takes_it_as_a_photo_made_for_a_telephone(picture):
    width, height = size(days_out(picture))
    assert width == 1080
    assert width + height <= TAKEN
    assert height <= 3 * width


def test_equal_days_make_equal_pictures():
    assert days_out(YEAR) == days_out(YEAR)


ODD = [
    "<b>",
    "#set page(width: 1pt)",
    "*_`$",
    "\\u{202e}",
    "\u202eevil",
    "\U0001f600" * 200,
    "\x00\x07",
    "a" * 5000,
]


@pytest.mark.parametrize("words", [*ODD, "", " ", "\n" * 50, "\u0645\u0631\u062d\u0628\u0627", "W" * 300])
def test_odd_words_are_drawn_and_never_change_the_page_much(words):
    plain = size(days_out(a_week(DayMark(MONDAY, "ill"), keys=(Key("ill", "Ill: ½ day"),))))
    picture = DaysOut(
        words,
        (words,) * 9,
        MONDAY,
        FRIDAY,
        MONDAY,
        (DayMark(MONDAY, "ill"),),
        frozenset(),
        (Key("ill", words),),
    )
    width, height = size(days_out(picture))
    assert width == plain[0]
    assert height <= plain[1] + 1000


@settings(max_examples=15)
@given(st.text(max_size=80), st.text(max_size=200), st.lists(st.sampled_from(KINDS), max_size=5))
def test_any_words_and_marks_make_a_picture(heading, line, kinds):
    marks = tuple(DayMark(day, kind) for day, kind in zip(THREE_WEEKS, kinds, strict=False))
    keys = tuple(Key(kind, line) for kind in kinds)
    picture = DaysOut(heading, (line,), MONDAY, FRIDAY, FRIDAY, marks, frozenset(), keys)
    assert size(days_out(picture))[0] == 1080
