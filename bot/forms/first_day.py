"""The first day of an absence: a day of school, gone by or soon to come."""

import re
from contextlib import suppress
from datetime import date, timedelta

from bot.days import longdate
from bot.forms.asked import Asked
from bot.forms.dates import a_date, a_past_date
from bot.forms.invalid import Invalid, Refused
from bot.forms.question import Parse
from bot.forms.words import WEEKDAYS, tidy

DAY = timedelta(days=1)
FARTHEST = timedelta(days=366)
SOON = timedelta(days=60)
SATURDAY, WEEK = 5, 7
LONGEST = 40

_WEEKDAY_ALONE = re.compile(f"(?:(?:on|since|from) )?({'|'.join(WEEKDAYS)})")


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


def a_day_of_late(typed: str, today: date) -> str:
    """As `a_first_day`, of what is asked about as having happened: "Monday" is the last Monday."""
    if weekday := weekday_alone(typed):
        return a_past_date(weekday, today)
    return a_first_day(typed, today)


def weekday_alone(typed: str) -> str:
    """The day of the week, where nothing says which week: "on Mon." is "monday"; "" for other words."""
    match = _WEEKDAY_ALONE.fullmatch(tidy(typed)) if len(typed) <= LONGEST else None
    return match[1] if match else ""


def of_a_week(read: Parse) -> Parse:
    """Reads the same, and refuses a day at a weekend."""

    def a_school_day(typed: str, today: date) -> str:
        stored = read(typed, today)
        day = date.fromisoformat(stored)
        monday = day + (WEEK - day.weekday()) * DAY
        if day.weekday() >= SATURDAY:
            raise weekend(day, monday if monday <= today else None)
        return stored

    return a_school_day


def weekend(day: date, instead: date | None) -> Refused:
    """The sentence that asks for another day, with one that would do where we know it."""
    such_as = f", such as {longdate(instead)}" if instead else ""
    return Refused(
        f"{longdate(day)} is at a weekend, when there is no school. Please give a school day{such_as}."
    )
