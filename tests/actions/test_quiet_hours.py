from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.deliver import is_quiet
from bot.clock import london
from tests.actions.happenings import at

EVENING, MORNING = time(20, 0), time(9, 0)
SECOND = timedelta(seconds=1)


def quiet(moment):
    return is_quiet(moment.astimezone(UTC), EVENING, MORNING)


@pytest.mark.parametrize(
    "day",
    [
        "Thu 2026-03-12",
        "Sat 2026-03-28",
        "Sun 2026-03-29",  # the clocks go forward at one in the morning
        "Mon 2026-03-30",
        "Sat 2026-10-24",
        "Sun 2026-10-25",  # and back at two
        "Mon 2026-10-26",
        "Thu 2026-12-24",
        "Sat 2026-12-26",
        "Thu 2026-12-31",
    ],
)
def test_nothing_is_said_from_eight_in_the_evening_to_nine_in_the_morning(day):
    assert quiet(at(day, 9) - SECOND)
    assert not quiet(at(day, 9))
    assert not quiet(at(day, 20) - SECOND)
    assert quiet(at(day, 20))
    assert quiet(at(day, 0))


@pytest.mark.parametrize(
    ("utc", "silent"),
    [
        (datetime(2026, 3, 28, 8, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 8, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 28, 19, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 29, 19, 30, tzinfo=UTC), True),
        (datetime(2026, 10, 24, 8, 30, tzinfo=UTC), False),
        (datetime(2026, 10, 25, 8, 30, tzinfo=UTC), True),
        (datetime(2026, 10, 24, 19, 30, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 19, 30, tzinfo=UTC), False),
    ],
)
def test_the_hours_are_those_of_england_in_summer_and_in_winter(utc, silent):
    assert quiet(utc) == silent


@pytest.mark.parametrize("hour", [0, 9, 12, 19, 23])
@pytest.mark.parametrize("day", ["Fri 2026-12-25", "Fri 2027-01-01"])
def test_christmas_day_and_new_years_day_are_quiet_from_midnight_to_midnight(day, hour):
    assert quiet(at(day, hour))


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "silent"),
    [
        (time(0), time(8), 7, True),
        (time(0), time(8), 8, False),
        (time(0), time(8), 23, False),
        (time(22), time(7), 23, True),
        (time(22), time(7), 21, False),
        (time(9), time(9), 9, False),
        (time(9), time(9), 3, False),
    ],
)
def test_other_hours_can_be_chosen_also_those_that_begin_at_midnight(begins, ends, hour, silent):
    assert is_quiet(at("Thu 2026-03-12", hour), begins, ends) == silent


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_it_is_quiet_by_the_clock_on_the_wall_whatever_the_day(moment):
    there = london(moment)
    at_night = there.hour >= 20 or there.hour < 9
    assert quiet(moment) == (at_night or (there.month, there.day) in ((12, 25), (1, 1)))
