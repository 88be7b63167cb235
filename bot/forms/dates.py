"""A typed date -> a stored date. What our small strict grammar does not know is asked again."""

import re
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types

from bot.forms.asked import Asked
from bot.forms.calendar_dates import CALENDAR
from bot.forms.invalid import Invalid
from bot.forms.relative_dates import RELATIVE
from bot.forms.words import tidy

LONGEST = 100
YEARS_BACK = 20
YEARS_AHEAD = 10
YEARS_OF_A_PLAN = 26  # a plan can last until 25


def a_past_date(typed: str, today: date) -> str:
    """Today or a day gone by, as 2026-03-12; without a year, the most recent one."""
    asked = Asked(today, "past")
    day = _read(typed, asked)
    if day > today:
        raise asked.again("That date has not come yet. Please type the day it happened")
    return _within_reach(day, asked)


def a_future_date(typed: str, today: date) -> str:
    """Today or a day to come, as 2026-03-12; without a year, the next one."""
    asked = Asked(today, "future")
    day = _read(typed, asked)
    if day < today:
        raise asked.again("That date has already gone. Please type one still to come")
    return _within_reach(day, asked)


def a_birth_date(typed: str, today: date) -> str:
    """The day a child or young person was born, as 2017-06-03; the year has to be there."""
    asked = Asked(today, "past", with_year=True, example_years=8)
    day = _read(typed, asked)
    if day > today:
        raise asked.again("That date has not come yet. Please type the date of birth")
    return _within_reach(day, asked, YEARS_OF_A_PLAN)


def a_date(typed: str, today: date) -> str:
    """A day on either side of today, as 2026-03-12; without a year, the nearest one."""
    asked = Asked(today, "either")
    return _within_reach(_read(typed, asked), asked)


def _read(typed: str, asked: Asked) -> date:
    words = _WITHOUT_START.sub("", _WITHOUT_END.sub("", tidy(typed) if len(typed) <= LONGEST else ""))
    for pattern, meaning in CALENDAR if asked.with_year else (*CALENDAR, *RELATIVE):
        if match := pattern.fullmatch(words):
            return meaning({name: said for name, said in match.groupdict().items() if said}, asked)
    numbers = f"{asked.example.day}/{asked.example.month}/{asked.example.year}"
    raise asked.again("Please type just the date", f" or {numbers}.")


def _within_reach(day: date, asked: Asked, years_back: int = YEARS_BACK) -> str:
    if day < asked.today - relativedelta(years=years_back):
        raise Invalid(f"That is more than {years_back} years ago. {_check_the_year(asked)}")
    if day > asked.today + relativedelta(years=YEARS_AHEAD):
        raise Invalid(f"That is more than {YEARS_AHEAD} years away. {_check_the_year(asked)}")
    return day.isoformat()


def _check_the_year(asked: Asked) -> str:
    return f"Could you check the year, for example {replace(asked, with_year=True).example_said}?"


# Words around a date that do not change which day it is. "Before", "until", "or" and "not" do: not here.
_CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2})? (?:am|pm)"
_ABOUT = r"(?:at|about|around|roughly)"
_START = (
    r"i|we|he|she|they|them|it|its|that|the|on|at|was|is|think|about|around|earlier|early|back|date|dated|"
    r"my|our|form|letter|request|sent|posted|emailed|asked|got|received|handed|gave|wrote|rang|called|phoned|"
    rf"came|arrived|to the council|to the school|{_CLOCK}"
)
_END = (
    rf"(?: {_ABOUT})* (?:{_CLOCK}|[0-9]{{1,2}}:[0-9]{{2}}|noon|midday|lunchtime)"
    rf"|(?: {_ABOUT})* (?:half past|quarter past|quarter to) [0-9]{{1,2}}(?: (?:am|pm))?"
    r"| at (?:about |around )?[0-9]{1,2}(?:[:.][0-9]{2})?(?: oclock)?"
    r"|(?<!this)(?: in the)? (?:morning|afternoon|evening)|(?<!last)(?: at)? night"
    r"| (?:by|in the) (?:email|e mail|post|hand)| online| i think| please| thanks| thank you"
)
_WITHOUT_START = re.compile(rf"^(?:(?:{_START}) )+")
_WITHOUT_END = re.compile(rf"(?:{_END})+$")
