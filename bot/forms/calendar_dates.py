"""Days named by the calendar: "12 March", "the 3rd", "12/03/25". Always day first, as in England."""

import re
from calendar import monthrange
from datetime import date

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types

from bot.forms.asked import Asked, Found, Meaning
from bot.forms.words import MONTHS, WEEKDAYS

FEBRUARY = 2
NEARBY = {"last": -1, "this": 0, "next": 1}
FURTHEST_YEARS_AHEAD = 20
MONTHS_EITHER_WAY = 2  # no two months running lack a 30th or a 31st


def _day_month(found: Found, asked: Asked) -> date:
    day, month = int(found["day"]), _month(found["month"], asked)
    year = _year(found, asked) or _nearest_year(day, month, asked)
    return _checked(day, date(year, month, 1), found, asked)


def _day_of_a_month(found: Found, asked: Asked) -> date:
    day, first = int(found["day"]), asked.today.replace(day=1)
    if "which" in found:
        months = NEARBY[found["which"]]
        return _checked(day, first + relativedelta(months=months), found, asked)
    near = [first + relativedelta(months=n) for n in range(-MONTHS_EITHER_WAY, MONTHS_EITHER_WAY + 1)]
    days = [month.replace(day=day) for month in near if day <= _length(month)]
    return _checked(day, asked.nearest(days).replace(day=1), found, asked)


def _which_day(found: Found, asked: Asked) -> date:
    raise asked.again(f"Which day in {found['month'].capitalize()}? Please type it with the month")


def _which_month(found: Found, asked: Asked) -> date:
    raise asked.again("Which month is that? Please type the day and the month")


def _month(said: str, asked: Asked) -> int:
    month = MONTHS.index(said) + 1 if said in MONTHS else int(said)
    if not 1 <= month <= len(MONTHS):
        raise asked.again("There are only 12 months. Could you write the month as a word", "?")
    return month


def _year(found: Found, asked: Asked) -> int | None:
    if "which_year" in found:
        return asked.today.year + NEARBY[found["which_year"]]
    said = found.get("year", "")
    if len(said) != len("25"):
        return max(int(said), 1) if said else None
    year = asked.today.year // 100 * 100 + int(said)
    return year if year <= asked.today.year + FURTHEST_YEARS_AHEAD else year - 100


def _nearest_year(day: int, month: int, asked: Asked) -> int:
    years = (asked.today.year + n for n in (-1, 0, 1))
    firsts = [date(year, month, 1) for year in years]
    return asked.nearest([first.replace(day=min(max(day, 1), _length(first))) for first in firsts]).year


def _checked(day: int, first: date, found: Found, asked: Asked) -> date:
    month = MONTHS[first.month - 1].capitalize()
    if not 1 <= day <= _length(first):
        said = f"{month} {first.year}" if first.month == FEBRUARY else month
        raise asked.again(f"{said} has {_length(first)} days. Could you check the day and type it again", "?")
    named = first.replace(day=day)
    weekday = WEEKDAYS[named.weekday()]
    if found.get("weekday", weekday) != weekday or found.get("weekday_after", weekday) != weekday:
        said = f"The date {day} {month} {first.year} is a {weekday.capitalize()}"
        raise asked.again(f"{said}. Could you check it and type it again", "?")
    return named


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


_WEEKDAY = "|".join(WEEKDAYS)
_DAY = "(?P<day>[0-9]{1,2})(?:th)?"
_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"
_PART_OF = "(?:in|mid|late|beginning of|start of|middle of|end of)"
_GRAMMAR: list[tuple[str, Meaning]] = [
    (f"{_DAY} (?:of )?{_MONTH}(?: (?:in )?{_YEAR})?", _day_month),
    (f"{_DAY} (?:of )?{_MONTH} (?P<which_year>last|this|next) year", _day_month),
    (f"{_MONTH} (?:the )?{_DAY}(?: {_YEAR})?", _day_month),
    (f"{_DAY}(?P<sep>[/.-])(?P<month>[0-9]{{1,2}})(?:(?P=sep){_YEAR})?", _day_month),
    (f"{_DAY} (?P<month>[0-9]{{1,2}}) (?P<year>[0-9]{{4}})", _day_month),
    (f"(?P<year>[0-9]{{4}})(?P<sep>[/.-])(?P<month>[0-9]{{1,2}})(?P=sep){_DAY}", _day_month),
    (r"(?P<day>[1-9]|[12][0-9]|3[01])th(?: of (?P<which>last|this|next) month)?", _day_of_a_month),
    (f"(?:{_PART_OF} )?{_MONTH}(?: [0-9]{{4}})?", _which_day),
    ("[0-9]{1,2}", _which_month),
]
CALENDAR = [
    (
        re.compile(rf"(?:(?P<weekday>{_WEEKDAY}) )?(?:the )?{pattern}(?: (?P<weekday_after>{_WEEKDAY}))?"),
        meaning,
    )
    for pattern, meaning in _GRAMMAR
]
