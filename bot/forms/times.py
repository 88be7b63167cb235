"""A typed time of day -> a stored time, as 15:30."""

import re
from datetime import date

from bot.forms.invalid import Invalid
from bot.forms.words import tidy

LONGEST = 60
NOON, DAY = 12, 24
SMALL_HOURS = (12, 1, 2, 3, 4)
EITHER_HALF_OF_THE_DAY = (7, 8)  # groups meet at 7 in the evening, taxis come at 7 in the morning
LAST_OF_THE_AFTERNOON = 6  # "3" and "half past 5" are the afternoon: nobody means the small hours

_HALF = (
    r"(?: oclock)?(?: ?(?P<half>am|pm)| (?:in the )?(?P<part>morning|afternoon|evening)"
    r"| (?P<night>at night))?(?: please)?"
)
_START = r"(?:(?:at|about|around|from) )*"
_HOUR = r"(?P<hour>[0-9]{1,2})"
_PART = r"(?P<minute>half|quarter|[0-9]{1,2})(?: minutes?)?(?: (?P<way>past|to))?"
_FACE = re.compile(rf"{_START}{_HOUR}(?:[:. ]?(?P<minute>[0-5][0-9]))?{_HALF}")
_SAID = re.compile(rf"{_START}(?:a )?{_PART} {_HOUR}{_HALF}")
_NAMED = {"noon": "12:00", "12 noon": "12:00", "midday": "12:00", "midnight": "00:00"}


def a_time(typed: str, today: date) -> str:
    """A time of day as 15:30; an hour that could be morning or evening is asked about."""
    words = tidy(typed) if len(typed) <= LONGEST else ""
    if words in _NAMED:
        return _NAMED[words]
    if match := _FACE.fullmatch(words):
        return _from_face(match)
    if match := _SAID.fullmatch(words):
        return _from_words(match)
    raise _again()


def short_time(stored: str) -> str:
    """A stored time as people say it: "9am", "3:30pm"."""
    hour, minute = int(stored[:2]), stored[3:]
    minutes = "" if minute == "00" else f":{minute}"
    return f"{(hour - 1) % NOON + 1}{minutes}{'am' if hour < NOON else 'pm'}"


def _from_face(match: re.Match[str]) -> str:
    hour, minute = match["hour"], match["minute"] or "00"
    to_the_letter = match["minute"] is not None and hour.startswith("0") and len(hour) == len("07")
    if to_the_letter and not _half(match, int(hour)):
        return f"{hour}:{minute}"
    return f"{_hour(match):02}:{minute}"


def _from_words(match: re.Match[str]) -> str:
    minute = {"half": 30, "quarter": 15}.get(match["minute"]) or int(match["minute"])
    if (
        minute not in range(1, 60)
        or int(match["hour"]) > NOON
        or (match["way"] is None and match["minute"] != "half")
    ):
        raise _again()
    minutes = _hour(match) * 60 + (-minute if match["way"] == "to" else minute)
    return f"{minutes // 60 % DAY:02}:{minutes % 60:02}"


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    half = _half(match, hour)
    if hour >= DAY or (hour == 0) or (half == "am" and hour > NOON):
        raise _again()
    if hour > NOON:
        return hour
    if not half and hour in EITHER_HALF_OF_THE_DAY:
        raise Invalid("Is that morning or evening? Please add am or pm, for example 7pm.")
    afternoon = half == "pm" or (not half and (hour == NOON or hour <= LAST_OF_THE_AFTERNOON))
    return hour % NOON + (NOON if afternoon else 0)


def _half(match: re.Match[str], hour: int) -> str:
    if match["night"]:
        return "am" if hour in SMALL_HOURS else "pm"
    return match["half"] or {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(match["part"] or "", "")


def _again() -> Invalid:
    return Invalid("Please type a time, for example 3pm or 10:30.")
