"""Days named from where we stand: "yesterday", "last Tuesday", "two weeks ago"."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types

from bot.forms.asked import Asked, Found, Meaning
from bot.forms.words import WEEKDAYS

WEEK = 7
NEAR = {
    **dict.fromkeys(("today", "now", "just now", "tonight"), 0),
    **dict.fromkeys(("this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("yesterday", "last night"), -1),
    "day before yesterday": -2,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
STEPS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}


def _near(found: Found, asked: Asked) -> date:
    return asked.today + timedelta(days=NEAR[found["near"]])


def _so_long(found: Found, asked: Asked) -> date:
    n = int(found["n"]) if found["n"].isdecimal() else 1
    step = STEPS[found["unit"]] * (-n if "ago" in found else n)
    moved: date = asked.today + step
    return moved


def _weekday(found: Found, asked: Asked) -> date:
    which, weekday = found.get("which", ""), WEEKDAYS.index(found["weekday"])
    since = (asked.today.weekday() - weekday) % WEEK
    if which in ("last", "past", "this past", "just gone", "gone"):
        return asked.today - timedelta(days=since or WEEK)
    if which in ("coming", "this coming") or (which == "next" and asked.side == "past"):
        return asked.today + timedelta(days=WEEK - since)
    if asked.side == "either" or which == "next":
        raise asked.again(f"Which {found['weekday'].capitalize()} do you mean? Please type the date")
    if asked.side == "future":
        return asked.today + timedelta(days=-since % WEEK)
    return _in_week(0, weekday, asked) if which == "this" else asked.today - timedelta(days=since)


def _weekday_of_week(found: Found, asked: Asked) -> date:
    week = {"last": -1, "this": 0, "next": 1}[found["week"]]
    return _in_week(week, WEEKDAYS.index(found["weekday"]), asked)


def _a_week_on(found: Found, asked: Asked) -> date:
    until = (WEEKDAYS.index(found["weekday"]) - asked.today.weekday()) % WEEK
    return asked.today + timedelta(days=until + WEEK)


def _in_week(week: int, weekday: int, asked: Asked) -> date:
    return asked.today + timedelta(days=WEEK * week + weekday - asked.today.weekday())


def _vague(found: Found, asked: Asked) -> date:
    raise asked.again("Please choose one exact day")


_N = rf"(?P<n>[0-9]{{1,3}}|an?) (?P<unit>{'|'.join(STEPS)})s?"
_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_SOME = r"(?:a )?(?:few|couple|couple of|several|some)"
_GRAMMAR: list[tuple[str, Meaning]] = [
    (f"(?P<near>{'|'.join(NEAR)})", _near),
    (f"{_N} (?P<ago>ago)(?: today)?", _so_long),
    (f"in (?:about )?{_N}(?: time)?", _so_long),
    (f"{_N} (?:from now|from today|today|time)", _so_long),
    (f"(?:(?P<which>last|past|this past|this|this coming|coming|next) )?{_WEEKDAY}", _weekday),
    (f"{_WEEKDAY} (?P<which>just gone|gone)", _weekday),
    (f"{_WEEKDAY} (?:of |in )?(?P<week>last|this|next) week", _weekday_of_week),
    (f"(?P<week>last|this|next) week (?:on )?{_WEEKDAY}", _weekday_of_week),
    (f"{_WEEKDAY} week", _a_week_on),
    (f"an? week on {_WEEKDAY}", _a_week_on),
    (r"(?:(?:last|this|next|over the) )?(?:week|weekend|month|year|term)", _vague),
    (r"other day|recently|lately|soon|ages ago|(?:a )?while ago|some ?time ago|week before last", _vague),
    (rf"(?:in )?{_SOME} (?:{'|'.join(STEPS)})s?(?: ago)?", _vague),
]
RELATIVE = [(re.compile(pattern), meaning) for pattern, meaning in _GRAMMAR]
