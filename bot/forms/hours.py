"""Part of a school day, as stored: "all", "am" or "pm" missed; "11:30", home then; or "in 10:30"."""

import re
from datetime import date

from bot.forms.hours_said import EARLY_START, IN_AT, LATE_END, the_part_missed, the_part_spent
from bot.forms.school_time import FIRST_HOUR, LAST_HOUR
from bot.forms.times import short_time
from bot.forms.words import tidy
from bot.law.absence import ALL_DAY, AM, PM

LONGEST = 80

# OUR RULE OF HALF DAYS. The law counts in half days and does not say how much of one makes a half day. We
# count each that was missed whole; and for a child who was sent home or came in late, at least the half
# that is nearest to it. So never more is counted than was missed by more than part of one half day. The
# time itself is kept as well.
RULE = (
    "Home by 9:30am, or in from 2:30pm, counts as the whole day. "
    "Home at any other time counts as the afternoon, and in at any other time as the morning."
)
HALVES = (ALL_DAY, AM, PM)

_TIME = re.compile(rf"(?:{IN_AT})?(?P<time>[0-2][0-9]:[0-5][0-9])")
_DASH = re.compile("(?<=[0-9m]) ?[\u2010-\u2015\u2212-] ?(?=[0-9])")


def part_of_day(typed: str, today: date) -> str:
    """The part of one day that a child missed: "morning" is the morning missed, "from 1" is home at 1."""
    return typed if _is_stored(typed) else the_part_missed(_tidied(typed))


def school_hours(typed: str, today: date) -> str:
    """What is missed by one who is in school for part of the day: "mornings only" misses the afternoon.

    "From 1" is in at 1, "9 to 12" is home at 12. It is stored as `part_of_day` stores it.
    """
    return typed if _is_stored(typed) else the_part_spent(_tidied(typed))


def halves(hours: str) -> str:
    """What a stored part of the day counts as, by our rule: "all", "am" or "pm"."""
    if hours in HALVES:
        return hours
    if hours.startswith(IN_AT):
        return ALL_DAY if hours.removeprefix(IN_AT) >= LATE_END else AM
    return ALL_DAY if hours <= EARLY_START else PM


def at_a_time(hours: str) -> bool:
    """Whether a stored part of the day says a time."""
    match = _TIME.fullmatch(hours)
    return bool(match and FIRST_HOUR <= match["time"] <= LAST_HOUR)


def say_hours(hours: str) -> str:
    """A stored time as people say it: "Home at 11:30am", "In at 10am"."""
    if hours.startswith(IN_AT):
        return f"In at {short_time(hours.removeprefix(IN_AT))}"
    return f"Home at {short_time(hours)}"


def _is_stored(typed: str) -> bool:
    return typed in HALVES or at_a_time(typed)


def _tidied(typed: str) -> str:
    return tidy(_DASH.sub(" to ", typed)) if len(typed) <= LONGEST else ""
