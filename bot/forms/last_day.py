"""The last day of an absence: a date, the same day as the first, or not known yet as it goes on."""

import re
from contextlib import suppress
from datetime import date, timedelta

from bot.forms.asked import Asked
from bot.forms.dates import a_date, a_past_date
from bot.forms.event import OR_TYPE, RECENT
from bot.forms.form import Form, Question
from bot.forms.invalid import Invalid
from bot.forms.options import same_words
from bot.forms.words import tidy

SAME, OPEN = "same", "open"
FARTHEST = timedelta(days=366)
SOON = timedelta(days=60)
LONGEST = 100
ONE_DAY = {
    "same",
    "that day",
    "the same day",
    "one day",
    "only one day",
    "just one day",
    "1 day",
    "half a day",
}
GOES_ON = {"open", "ongoing", "it is ongoing", "not ended", "still off", "still out", "until further notice"}

_LENGTH = re.compile(
    "(?:(?:for|about|around) )*(?:[0-9]{1,3}|an?|(?:a )?few|(?:a )?couple(?: of)?|several|some)"
    "(?: school| whole| full)? (?:days?|weeks?|fortnights?|months?)"
)


def a_near_date(typed: str, today: date) -> str:
    """A day gone by, or one within a year from today."""
    day = a_date(typed, today)
    if date.fromisoformat(day) > today + FARTHEST:
        asked = Asked(today, "either", with_year=True)
        raise asked.again("That is more than a year away. Please check the year")
    return day


def a_first_day(typed: str, today: date) -> str:
    """A day gone by, or one soon to come: without a year, one far ahead is taken to be last year's."""
    day = a_near_date(typed, today)
    if date.fromisoformat(day) > today + SOON:
        with suppress(Invalid):
            return a_past_date(typed, today)
    return day


def the_last_day(typed: str, today: date) -> str:
    """A date, "same" or "open".

    A number of days is refused: only the school's dates could tell which day that ends on.
    """
    words = same_words(typed) if len(typed) <= LONGEST else ""
    if words in ONE_DAY or words in GOES_ON:
        return SAME if words in ONE_DAY else OPEN
    if words and _LENGTH.fullmatch(tidy(typed)):
        raise Asked(today, "either").again("Please type the last day itself")
    return a_near_date(typed, today)


# For an absence that goes on until the parent says that it ended.
END = Form(
    "ended",
    "The last day",
    (
        Question(
            "last",
            "What was the last day of it?",
            a_near_date,
            RECENT,
            why=f"The last school day missed. {OR_TYPE}",
            label="Last day",
        ),
    ),
    saves="ended",
)
