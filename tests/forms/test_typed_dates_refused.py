"""Dates that are asked again: never guessed, never blamed, always with an example that works."""

import re
import time
from datetime import date

import pytest

from bot.forms.dates import a_birth_date, a_date, a_future_date, a_past_date
from bot.forms.form import Invalid

SUNDAY = date(2026, 11, 22)


def refusal(parse, typed: str, today: date = SUNDAY) -> str:
    with pytest.raises(Invalid) as refused:
        parse(typed, today)
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("03/25", "There are only 12 months. Could you write the month as a word, for example 12 November?"),
        (
            "12/13/2025",
            "There are only 12 months. Could you write the month as a word, for example 12 November?",
        ),
        (
            "2025-13-01",
            "There are only 12 months. Could you write the month as a word, for example 12 November?",
        ),
        (
            "31 April",
            "April has 30 days. Could you check the day and type it again, for example 12 November?",
        ),
        ("31/4", "April has 30 days. Could you check the day and type it again, for example 12 November?"),
        ("0 March", "March has 31 days. Could you check the day and type it again, for example 12 November?"),
        (
            "45 March",
            "March has 31 days. Could you check the day and type it again, for example 12 November?",
        ),
        (
            "29 February 2025",
            "February 2025 has 28 days. Could you check the day and type it again, for example 12 November?",
        ),
        (
            "29 February",
            "February 2026 has 28 days. Could you check the day and type it again, for example 12 November?",
        ),
        (
            "30/2/24",
            "February 2024 has 29 days. Could you check the day and type it again, for example 12 November?",
        ),
        (
            "Monday 12 March 2026",
            (
                "The date 12 March 2026 is a Thursday. "
                "Could you check it and type it again, for example 12 November?"
            ),
        ),
        (
            "Tuesday the 4th",
            (
                "The date 4 November 2026 is a Wednesday. "
                "Could you check it and type it again, for example 12 November?"
            ),
        ),
        (
            "tomorrow",
            "That date has not come yet. Please type the day it happened, for example 12 November.",
        ),
        (
            "12 March 2027",
            "That date has not come yet. Please type the day it happened, for example 12 November.",
        ),
        (
            "next Tuesday",
            "That date has not come yet. Please type the day it happened, for example 12 November.",
        ),
        (
            "in 3 days",
            "That date has not come yet. Please type the day it happened, for example 12 November.",
        ),
        (
            "12 March 1998",
            "That is more than 20 years ago. Could you check the year, for example 12 November 2026?",
        ),
        (
            "12/3/98",
            "That is more than 20 years ago. Could you check the year, for example 12 November 2026?",
        ),
        (
            "999 years ago",
            "That is more than 20 years ago. Could you check the year, for example 12 November 2026?",
        ),
        ("last week", "Please choose one exact day, for example 12 November."),
        ("last month", "Please choose one exact day, for example 12 November."),
        ("the other day", "Please choose one exact day, for example 12 November."),
        ("a few days ago", "Please choose one exact day, for example 12 November."),
        ("a couple of weeks ago", "Please choose one exact day, for example 12 November."),
        ("at the weekend", "Please choose one exact day, for example 12 November."),
        ("March", "Which day in March? Please type it with the month, for example 12 November."),
        ("March 2026", "Which day in March? Please type it with the month, for example 12 November."),
        ("in March", "Which day in March? Please type it with the month, for example 12 November."),
        ("3", "Which month is that? Please type the day and the month, for example 12 November."),
    ],
)
def test_a_date_that_cannot_be_is_explained(typed: str, sentence: str):
    assert refusal(a_past_date, typed) == sentence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "?",
        "🙂",
        "🗓️",
        "no idea",
        "hello",
        "مارس ١٢",
        "\u05d9\u05f4\u05d1 \u05d1\u05de\u05e8\u05e5",
        "12 mars",
        "12 March or 13 March",
        "12 or 13 March",
        "12-14 March",
        "12 March - 14 March",
        "12 March - 14",
        "between 3 and 5 June",
        "before 3 June",
        "after 3 June",
        "not 3 June",
        "by 3 June",
        "munday",
        "thuesday",
        "12 jully june",
        "1 2 March",
        "1️⃣2️⃣ March",
        "12/3/202",
        "12/3-25",
        "12/3/25/26",
        "120 March",
        "12 March 20255",
        "12 March 202",
        "2025",
        "1130",
        "-3 days ago",
        "3 days",
        "3 March ago",
        "12 March 2025 <b>",
        "'; DROP TABLE cases",
        "half term",
        "on",
        "th",
    ],
)
def test_words_that_are_not_one_plain_date_are_asked_again(typed: str):
    expected = "Please type just the date, for example 12 November or 12/11/2026."
    assert refusal(a_past_date, typed) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("yesterday", "That date has already gone. Please type one still to come, for example 2 December."),
        (
            "12 March 2025",
            "That date has already gone. Please type one still to come, for example 2 December.",
        ),
        (
            "last Tuesday",
            "That date has already gone. Please type one still to come, for example 2 December.",
        ),
        (
            "12 March 2046",
            "That is more than 10 years away. Could you check the year, for example 2 December 2026?",
        ),
        ("next Tuesday", "Which Tuesday do you mean? Please type the date, for example 2 December."),
        ("next week", "Please choose one exact day, for example 2 December."),
        ("soon", "Please choose one exact day, for example 2 December."),
    ],
)
def test_a_date_to_come_that_cannot_be_is_explained(typed: str, sentence: str):
    assert refusal(a_future_date, typed) == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3 June", "Please add the year, for example 12 November 2018."),
        ("3/6", "Please add the year, for example 12 November 2018."),
        ("the 3rd", "Please add the year, for example 12 November 2018."),
        ("yesterday", "Please type just the date, for example 12 November 2018 or 12/11/2018."),
        (
            "3 June 2027",
            "That date has not come yet. Please type the date of birth, for example 12 November 2018.",
        ),
        (
            "3 June 1985",
            "That is more than 26 years ago. Could you check the year, for example 12 November 2018?",
        ),
    ],
)
def test_a_date_of_birth_needs_its_year(typed: str, sentence: str):
    assert refusal(a_birth_date, typed) == sentence


def test_a_day_of_the_week_alone_is_asked_again_when_it_could_be_either_side():
    expected = "Which Tuesday do you mean? Please type the date, for example 12 November."
    assert refusal(a_date, "Tuesday") == expected


REFUSED = [
    "",
    "03/25",
    "31 April",
    "Monday 12 March 2026",
    "1 May 1950",
    "1 May 2050",
    "last week",
    "May",
    "3",
    "mon",
]


@pytest.mark.parametrize("parse", [a_past_date, a_future_date, a_date, a_birth_date])
@pytest.mark.parametrize("typed", REFUSED)
def test_the_example_in_a_refusal_would_itself_be_accepted(parse, typed: str):
    for today in (SUNDAY, date(2026, 1, 3), date(2028, 2, 29), date(2026, 12, 31)):
        try:
            parse(typed, today)
        except Invalid as refused:
            for example in re.split(" or ", str(refused).split("for example ")[1].rstrip(".?")):
                assert date.fromisoformat(parse(example, today))


@pytest.mark.parametrize("typed", ["", "03/25", "31 April", "Monday 12 March 2026", "tomorrow", "last week"])
def test_a_refusal_never_blames(typed: str):
    said = refusal(a_past_date, typed).lower()
    for word in ("invalid", "error", "wrong", "incorrect", "failed", "must", "sorry"):
        assert word not in said


@pytest.mark.parametrize(
    "typed",
    [
        "1" * 4096,
        "a " * 2048,
        "the " * 1024,
        "12 March " * 455,
        "/" * 4096,
        "1-" * 2048,
        "\ufdfa" * 4096,
        "e\u0301" * 2048,
        " " * 4000 + "12 x",
        "on the " * 14 + "x",
        "at about " * 11 + "x",
    ],
)
def test_a_very_long_message_is_refused_at_once(typed: str):
    before = time.perf_counter()
    refusal(a_past_date, typed)
    assert time.perf_counter() - before < 0.5
