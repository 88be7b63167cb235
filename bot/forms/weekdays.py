"""Days of the week as people list them -> what is stored: "Monday to Thursday" is 1234, as 1 is Monday."""

import re
from datetime import date

from bot.forms.invalid import Invalid
from bot.forms.words import WEEKDAYS, tidy
from bot.law.absence import SCHOOL_WEEK

LONGEST = 100
SHORTEST_RUN = 3  # "Monday and Tuesday", and "Monday to Wednesday"
EVERY_DAY = "every day"

_STORED = re.compile("(?=[1-5])1?2?3?4?5?")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]")
_ALL = re.compile(
    "(?:on )?(?:(?:each|every)(?: school)? (?:day|weekday)"
    "|(?:the )?whole week|(?:all|all the|all of the) week"
    "|(?:all|all the|all of the|5|all 5)(?: school)? (?:days|weekdays))(?: (?:a|of the) week)?"
    "|all|all 5|all of them|everyday|daily|weekdays"
)
_BUT = re.compile("(?P<all>.+?) (?:except|except for|but|but not|apart from) (?P<but>.+)")
_NAMES = "|".join(WEEKDAYS)
_RUN = rf"(?:{_NAMES})(?: (?:to|until|till|thru|through) (?:{_NAMES}))?"
_LIST = re.compile(
    rf"(?:(?:on|every|each|just|only) )*(?:{_RUN})(?: (?:(?:and|on|every|each) )*(?:{_RUN}))*(?: only)?"
)
_ONE_RUN = re.compile(rf"({_NAMES})(?: (?:to|until|till|thru|through) ({_NAMES}))?")


def weekdays(typed: str, today: date) -> str:
    """The school days that are named, in order, as digits: "135" is Monday, Wednesday and Friday."""
    if _STORED.fullmatch(typed):
        return typed
    words = _tidied(typed) if len(typed) <= LONGEST else ""
    if match := _BUT.fullmatch(words):
        left_out = _named(match["but"])
        named = "".join(day for day in _named(match["all"]) if day not in left_out)
    else:
        named = _named(words)
    if not named:
        raise _again()
    return named


def say_weekdays(stored: str) -> str:
    """Stored days as people say them: "Monday to Thursday", "Monday, Wednesday and Friday", "every day"."""
    if stored == SCHOOL_WEEK:
        return EVERY_DAY
    names = [WEEKDAYS[int(digit) - 1].capitalize() for digit in stored]
    if len(stored) >= SHORTEST_RUN and stored in SCHOOL_WEEK:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _tidied(typed: str) -> str:
    words = tidy(_DASH.sub(" to ", typed)).split()
    return " ".join(_one_day(word) for word in words)


def _one_day(word: str) -> str:
    """A day in the plural, which tidying leaves: "fris", "wensdays"."""
    one = tidy(word.removesuffix("s"))
    return one if one in WEEKDAYS else word


def _named(words: str) -> str:
    if _ALL.fullmatch(words):
        return SCHOOL_WEEK
    if not _LIST.fullmatch(words):
        raise _again()
    days = {day for match in _ONE_RUN.finditer(words) for day in _between(match[1], match[2] or match[1])}
    if days - set(SCHOOL_WEEK):
        raise Invalid(
            "Schools are closed on Saturday and Sunday. "
            "Please type the school days, for example Monday to Thursday."
        )
    return "".join(sorted(days))


def _between(first: str, last: str) -> str:
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    if start > end:
        raise _again()
    return "1234567"[start : end + 1]


def _again() -> Invalid:
    return Invalid("Please type the days, for example Monday to Thursday, or Monday and Friday.")
