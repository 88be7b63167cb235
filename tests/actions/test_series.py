"""When the next of a series is, and when people are reminded: at the same hour on a clock in England."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.announce import after, day_before
from bot.clock import LONDON, london


def there(*when):
    return datetime(*when, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("first", "repeats", "now", "following"),
    [
        (there(2026, 5, 5, 10), "monthly", there(2026, 5, 5, 14), there(2026, 6, 2, 10)),  # first Tuesdays
        (there(2026, 1, 30, 10), "monthly", there(2026, 1, 31), there(2026, 2, 27, 10)),  # a fifth: the last
        (there(2026, 12, 1, 10), "monthly", there(2026, 12, 2), there(2027, 1, 5, 10)),
        (there(2026, 3, 24, 19), "weekly", there(2026, 3, 25), there(2026, 3, 31, 19)),  # the clocks change
        (there(2026, 10, 20, 19), "weekly", there(2026, 11, 9), there(2026, 11, 10, 19)),  # after an outage
    ],
)
def test_the_next_of_a_series(first, repeats, now, following):
    assert after(first, repeats, now) == following


@given(
    first=st.datetimes(*(datetime(year, 1, 1) for year in (2026, 2029))),  # noqa: DTZ001  # put in England below
    repeats=st.sampled_from(["weekly", "monthly"]),
    gone=st.integers(0, 800),
)
def test_it_is_always_to_come_at_the_same_hour_on_the_same_weekday(first, repeats, gone):
    begins = first.replace(second=0, microsecond=0, tzinfo=LONDON).astimezone(UTC)
    now = begins + timedelta(days=gone)
    found = after(begins, repeats, now)
    assert found > now
    # an hour that does not exist when the clocks go forward is the one exception
    if (london(begins).hour, london(found).hour) != (1, 2):
        assert london(found).time() == london(begins).time() or london(begins).hour in (1, 2)
    assert london(found).weekday() == london(begins).weekday()


def test_the_evening_before_is_six_in_england_in_summer_and_in_winter():
    assert day_before(there(2026, 6, 4, 19)) == there(2026, 6, 3, 18)
    assert day_before(there(2026, 3, 29, 10)) == there(2026, 3, 28, 18)  # the clocks go forward that night
