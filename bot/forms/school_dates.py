"""The dates of a school year: its name, a day in it typed without the year, and many days in one message."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types

from bot.days import longdate
from bot.forms.dates import a_date
from bot.forms.invalid import Invalid
from bot.forms.options import same_words
from bot.forms.words import MONTHS, WEEKDAYS, tidy
from bot.law.terms import Term, school_year

LONGEST_LIST = 1000
MOST_DAYS = 12
YEARS_TRIED = (0, 1, -1, 2, -2)  # five years running, in which no date falls twice on the same weekday
CENTURY = 2000
ANY_YEAR = 2026  # not a leap year: a 29 February says which year it is in
NONE = "none"
NO_DAYS = {"none", "no", "nil", "no training days", "there are none", "none at all"}
THIS_YEAR = {"this", "this year", "this school year", "now", "the current year"}
NEXT_YEAR = {"next", "next year", "next school year"}

_YEARS = re.compile(r"(?:20)?([0-9]{2}) ?(?:/|-|to|and| ) ?(?:20)?([0-9]{2})")
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STORED = re.compile(
    "(?P<weekday>[A-Z][a-z]{2} )?(?P<day>[1-9][0-9]?) (?P<month>[A-Z][a-z]+)(?: (?P<year>[0-9]{4}))?"
)
_LINES = re.compile("[\n\r;\u2028\u2029]+")
_BULLET = re.compile(r"^[\s*\u2022\u00b7\u2013\u2014-]+")
_PIECES = re.compile(r",|&|\band\b", re.IGNORECASE)


def a_school_year(typed: str, today: date) -> str:
    """A school year, stored as 2026/27."""
    words = tidy(typed) if len(typed) <= LONGEST_LIST else ""
    if words in THIS_YEAR:
        return school_year(today).name
    if words in NEXT_YEAR:
        return school_year(today + relativedelta(years=1)).name
    match = _YEARS.fullmatch(words)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise Invalid(f"Please type the two years of the school year, for example {school_year(today).name}.")
    return school_year(date(CENTURY + int(match[1]), 8, 1)).name


def the_school_year(name: str) -> Term:
    """The days of the school year that is stored as that name."""
    return school_year(date(int(name[:4]), 8, 1))


def a_school_date(typed: str, today: date) -> str:
    """A day of a school year: "2 September" where no year was typed, or 2026-09-02 where one was.

    A day of the week says the year as well.
    """
    if _is_stored(typed):
        return typed
    found, refusals = set(), []
    for years in YEARS_TRIED:
        try:
            found.add(date.fromisoformat(a_date(typed, today + relativedelta(years=years))))
        except Invalid as refused:
            refusals.append(refused)
    if not found:
        raise refusals[0]
    if len(found) == 1:
        return found.pop().isoformat()
    said = {f"{day.day} {MONTHS[day.month - 1].capitalize()}" for day in found}
    if len(said) > 1:
        raise Invalid("Please type the day and the month, for example 2 September.")
    return said.pop()


def placed(stored: str, year: Term) -> date:
    """The day that a stored answer, or one of a stored list, means in that school year."""
    match = _STORED.fullmatch(stored)
    try:
        if not match:
            return date.fromisoformat(stored)
        month = MONTHS.index(match["month"].lower()) + 1
        in_autumn = month >= year.first.month
        either = year.first.year if in_autumn else year.last.year
        return date(int(match["year"] or either), month, int(match["day"]))
    except ValueError as no_such_day:
        raise Invalid(
            f"There is no {stored} in the school year {year.name}. Could you check it?"
        ) from no_such_day


def dates_list(typed: str, today: date) -> str:
    """Any number of days, stored in one line; or none.

    Each is read, or all are asked for again: half a list would look like a whole one.
    """
    lines = _LINES.split(typed) if len(typed) <= LONGEST_LIST else []
    if lines and same_words(typed) in NO_DAYS:
        return NONE
    pieces = [piece for line in lines for piece in _days_of(line, today)]
    if not lines or len(pieces) > MOST_DAYS:
        raise Invalid(
            f"I can take up to {MOST_DAYS} dates. "
            "Could you send only the days when the school is closed for training?"
        )
    return ", ".join(dict.fromkeys(_each_read(pieces, today)))


def listed(stored: str, year: Term) -> list[date]:
    """The days of a stored list, in order."""
    return sorted(placed(piece, year) for piece in stored.split(", ") if piece and piece != NONE)


def _each_read(pieces: list[str], today: date) -> Iterator[str]:
    if not pieces:
        raise Invalid("Please type the dates with a comma between, for example 2 September, 4 January.")
    for place, piece in enumerate(pieces, start=1):
        try:
            day = a_school_date(piece, today)
        except Invalid as refused:
            if len(pieces) == 1:
                raise
            raise Invalid(
                f"I could not read date number {place} of those {len(pieces)}. "
                "Please copy your message, mend that one and send them all again."
            ) from refused
        yield day if _STORED.fullmatch(day) else longdate(date.fromisoformat(day))


def _days_of(line: str, today: date) -> list[str]:
    """The days in one line. A comma may also stand inside a date: "Tuesday, 12th March, 2027"."""
    line = _BULLET.sub("", line).strip(" \t,.")
    if not line or _is_a_day(line, today):
        return [line] if line else []
    pieces: list[str] = []
    weekday = ""
    for piece in filter(None, map(str.strip, _PIECES.split(line))):
        if tidy(piece) in WEEKDAYS:
            weekday = piece
        elif re.fullmatch("[0-9]{4}", piece) and pieces:
            pieces[-1] += f" {piece}"
        else:
            pieces.append(f"{weekday} {piece}".strip())
            weekday = ""
    return [*pieces, weekday] if weekday else pieces


def _is_a_day(line: str, today: date) -> bool:
    try:
        return bool(a_school_date(line, today))
    except Invalid:
        return False


def _is_stored(typed: str) -> bool:
    """Whether this is what we store: a form reads its answers back at each step, and quickly."""
    match = _STORED.fullmatch(typed)
    if match and not match["weekday"] and not match["year"] and match["month"].lower() in MONTHS:
        return 1 <= int(match["day"]) <= monthrange(ANY_YEAR, MONTHS.index(match["month"].lower()) + 1)[1]
    try:
        return bool(_ISO.fullmatch(typed) and date.fromisoformat(typed))
    except ValueError:
        return False
