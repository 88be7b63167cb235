"""Where on the line days, months and numbers stand."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.flags import flags
from bot.documents.scale import LABEL, Scale

ROOM = 1000
days = st.lists(st.dates(), min_size=1, max_size=9)


def names(first, last):
    return [(tick.name, tick.year) for tick in Scale.over([first, last], ROOM).ticks()]


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), [("Mar", "2026")]),
        (
            date(2025, 11, 12),
            date(2026, 4, 2),
            [("Dec", "2025"), ("Jan", "2026"), ("Feb", ""), ("Mar", ""), ("Apr", "")],
        ),
        (
            date(2025, 11, 12),
            date(2026, 12, 2),
            [("Jan", "2026"), ("Mar", ""), ("May", ""), ("Jul", ""), ("Sep", ""), ("Nov", "")],
        ),
        (
            date(2023, 9, 1),
            date(2025, 9, 1),
            [
                ("Oct", "2023"),
                ("Jan", "2024"),
                ("Apr", ""),
                ("Jul", ""),
                ("Oct", ""),
                ("Jan", "2025"),
                ("Apr", ""),
                ("Jul", ""),
            ],
        ),
        (date(2014, 9, 1), date(2025, 9, 1), [(str(year), "") for year in range(2015, 2026)]),
    ],
)
def test_as_many_months_are_named_as_there_is_room_for(first, last, ticks):
    assert names(first, last) == ticks


@given(days)
def test_every_day_has_its_place_and_later_days_stand_further_right(days):
    scale = Scale.over(days, ROOM)
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert 0 < places[0] <= places[-1] < ROOM


@given(days)
def test_months_never_run_into_each_other_and_one_at_least_says_its_year(days):
    ticks = Scale.over(days, ROOM).ticks()
    assert all(later.at - earlier.at > LABEL * 0.9 for earlier, later in pairwise(ticks))
    assert all(0 <= tick.at <= ROOM for tick in ticks)
    assert len(ticks) <= 13
    assert not ticks or ticks[0].year or ticks[0].name.isdigit()


def test_a_single_day_stands_in_the_middle_of_a_month():
    scale = Scale.over([date(2026, 3, 12)], ROOM)
    assert scale.at(date(2026, 3, 12)) == 500
    assert scale.at(date(2026, 3, 12) + timedelta(days=17)) > 900


def test_events_far_apart_have_a_flag_each_on_the_line():
    assert [(flag.label, flag.lane) for flag in flags([100, 300, 900], ROOM)] == [
        ("1", 0), ("2", 0), ("3", 0)
    ]  # fmt: skip


def test_near_events_stand_above_each_other_and_those_of_a_day_share_a_flag():
    assert [(flag.label, flag.lane) for flag in flags([100, 130, 500, 500, 510, 900], ROOM)] == [
        ("1", 0), ("2", 1), ("3\N{EN DASH}5", 0), ("6", 0)
    ]  # fmt: skip


def test_a_flag_at_the_end_of_the_line_stays_on_the_page():
    first, last = flags([2, 998, 999, 999.5], ROOM)
    assert (first.left, last.left + last.width) == (0, ROOM)


@given(st.lists(st.floats(0, ROOM), max_size=20).map(sorted))
def test_no_flag_covers_another_and_no_event_goes_without(places):
    stood = flags(places, ROOM)
    for one, other in combinations(stood, 2):
        assert one.lane != other.lane or one.left + one.width < other.left
    ends = [[int(number) for number in flag.label.split("\N{EN DASH}")] for flag in stood]
    assert [number for each in ends for number in range(each[0], each[-1] + 1)] == [
        *range(1, len(places) + 1)
    ]
    assert all(flag.lane < 8 for flag in stood)
