"""The last day of an absence: a date, the same day as the first, or not known yet as it goes on."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.days import longdate
from bot.forms.asked import Asked
from bot.forms.dates import a_future_date, a_past_date
from bot.forms.event import OR_TYPE, RECENT
from bot.forms.first_day import DAY, SATURDAY, SOON, a_first_day, a_near_date, weekday_alone, weekend
from bot.forms.form import Answers, Form, Invalid, Option, Question
from bot.forms.options import same_words
from bot.forms.words import tidy

SAME, OPEN = "same", "open"
LONGEST = 100
FORTNIGHT = timedelta(days=14)
LONG_AGO = timedelta(days=180)
NEXT_DAYS = 3  # that have a button of their own
GOES_ON_LONG = ("no_place", "offsite")  # the days after the first are no likely end
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


def the_last_day(typed: str, today: date) -> str:
    """A school day, "same" or "open"."""
    last = _any_last_day(typed, today)
    return last if last in (SAME, OPEN) else _of_a_week(last)


def _any_last_day(typed: str, today: date) -> str:
    """A date, "same" or "open".

    A number of days is refused: only the school's dates could tell which day that ends on.
    """
    words = same_words(typed) if len(typed) <= LONGEST else ""
    if words in ONE_DAY or words in GOES_ON:
        return SAME if words in ONE_DAY else OPEN
    if words and _LENGTH.fullmatch(tidy(typed)):
        raise Asked(today, "either").again("Please tap the last day, or type it")
    return a_near_date(typed, today)


def the_last_day_after(first: date, typed: str, today: date) -> str:
    """The same, after a first day: Thursday is the next one, unless so long after it is another's week.

    A day without a year, which would be far ahead of today, is the next such day after the first.
    """
    weekday = weekday_alone(typed)
    if weekday and first >= today - FORTNIGHT:
        return _of_a_week(a_future_date(weekday, first))
    last = _any_last_day(typed, today)
    far = today + (SOON if first > today - LONG_AGO else DAY)
    if last in (SAME, OPEN):
        return last
    if date.fromisoformat(last) > far:
        with suppress(Invalid):
            last = min(last, a_future_date(typed, first))
    return _of_a_week(last)


def after_the_first(question: Question, earlier: Answers) -> Question:
    """The question about the last day, once the first is known: the next days of school have buttons."""
    kind = earlier.get("kind", "")
    stored = earlier.get(f"first_{kind}", "")
    if not stored:
        return question
    first = date.fromisoformat(stored)
    days = () if kind in GOES_ON_LONG else _next_days(first)
    only_that, goes_on = question.options
    return replace(question, parse=partial(the_last_day_after, first), options=(only_that, *days, goes_on))


def a_day_it_ended(typed: str, today: date) -> str:
    """The last day of what is asked about as over: "Friday" is the last Friday."""
    weekday = weekday_alone(typed)
    return _of_a_week(a_past_date(weekday, today) if weekday else a_first_day(typed, today))


def _next_days(first: date) -> tuple[Option, ...]:
    days = (first + n * DAY for n in range(1, NEXT_DAYS + 3))
    of_school = [day for day in days if day.weekday() < SATURDAY]
    return tuple(Option(day.isoformat(), _short(day)) for day in of_school[:NEXT_DAYS])


def _short(day: date) -> str:
    """Without its year, so that two stand side by side on a telephone."""
    return longdate(day).removesuffix(f" {day.year}")


def _of_a_week(stored: str) -> str:
    day = date.fromisoformat(stored)
    if day.weekday() >= SATURDAY:
        raise weekend(day, day - (day.weekday() - SATURDAY + 1) * DAY)
    return stored


# For an absence that goes on until the parent says that it ended.
END = Form(
    "ended",
    "The last day",
    (
        Question(
            "last",
            "What was the last day of it?",
            a_day_it_ended,
            RECENT,
            why=f"The last school day that was like that. {OR_TYPE}",
            label="Last day",
        ),
    ),
    saves="ended",
)
