"""Times of day as people type them."""

from datetime import date

import pytest

from bot.forms.form import Invalid
from bot.forms.times import a_time, short_time

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("11", "11:00"),
        ("11am", "11:00"),
        ("11 AM", "11:00"),
        ("11 a.m.", "11:00"),
        ("11pm", "23:00"),
        ("half past 11", "11:30"),
        ("half past eleven", "11:30"),
        ("half 11", "11:30"),
        ("11:30", "11:30"),
        ("11.30", "11:30"),
        ("1130", "11:30"),
        ("11:30am", "11:30"),
        ("quarter to 3", "14:45"),
        ("a quarter to three", "14:45"),
        ("quarter past 9", "09:15"),
        ("quarter to 1", "12:45"),
        ("ten past 3", "15:10"),
        ("20 to 4", "15:40"),
        ("20 minutes to 4", "15:40"),
        ("3 o'clock", "15:00"),
        ("3", "15:00"),
        ("3:30", "15:30"),
        ("330", "15:30"),
        ("03:30", "03:30"),
        ("0330", "03:30"),
        ("7pm", "19:00"),
        ("7.30pm", "19:30"),
        ("7 in the evening", "19:00"),
        ("half past 7 in the morning", "07:30"),
        ("at 7 at night", "19:00"),
        ("12", "12:00"),
        ("12pm", "12:00"),
        ("12am", "00:00"),
        ("12:15", "12:15"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("midday", "12:00"),
        ("midnight", "00:00"),
        ("19:00", "19:00"),
        ("1900", "19:00"),
        ("19.00", "19:00"),
        ("19:00pm", "19:00"),
        ("about 3pm", "15:00"),
        ("at 10", "10:00"),
        ("00:00", "00:00"),
        ("23:59", "23:59"),
    ],
)
def test_a_time_is_read(typed: str, time: str):
    assert a_time(typed, TODAY) == time


@pytest.mark.parametrize("typed", ["7", "8", "7:30", "730", "half past 7", "quarter to 8", "eight o'clock"])
def test_seven_and_eight_could_be_morning_or_evening(typed: str):
    with pytest.raises(
        Invalid, match=r"^Is that morning or evening\? Please add am or pm, for example 7pm\.$"
    ):
        a_time(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "25:00", "2430", "11:60", "13am", "0", "0pm", "11:3", "11 30 12", "-3", "3-4", "3 to"),
        *("half past", "half past 13", "half past 3pm or 4pm", "99 past 3", "40 to 70", "11:30:15", "🕐"),
        *("\u0661\u0661", "3" * 4096, "quarter 3", "5 3"),
    ],
)
def test_what_is_not_a_time_is_asked_again(typed: str):
    with pytest.raises(Invalid, match=r"^Please type a time, for example 3pm or 10:30\.$"):
        a_time(typed, TODAY)


@pytest.mark.parametrize(
    ("stored", "said"), [("09:00", "9am"), ("15:30", "3:30pm"), ("12:00", "12pm"), ("00:00", "12am")]
)
def test_a_time_is_written_as_people_say_it(stored: str, said: str):
    assert short_time(stored) == said
