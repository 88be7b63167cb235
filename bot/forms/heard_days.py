"""The first and last day that plain words say; one that could be two days is left out: the form asks."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from bot.forms.dates import a_date, a_future_date, a_past_date
from bot.forms.heard_named import Named, days_named
from bot.forms.invalid import Invalid
from bot.forms.question import Parse
from bot.law.absence import AbsenceKind
from bot.law.absencefile import FORMAL

FURTHEST, AHEAD = timedelta(days=365), timedelta(days=60)
WEEK = 7
MONDAY, FRIDAY, SATURDAY = 0, 4, 5
PAIRED = ("to", "and")
RUN_ON = (*PAIRED, "until")
JUST_NOW = ("today", "this morning", "this afternoon", "yesterday")
Span = tuple[date | None, date | None]

_COMMAND = re.compile(" (?:to keep|to stay|not to|dont) ")
_PAST = re.compile(" (?:was|were|got (?:suspended|excluded)) ")


def span(kind: AbsenceKind, said: str, today: date) -> Span:
    """The first and the last day that are said; None for each that is not, or that could be another day."""
    named = _of_the_absence(days_named(said), kind)
    begins = [each for each in named if each.role in ("since", "start")]
    begins = begins or [each for each in named if not each.role or (each.role == "and" and not each.follows)]
    ends = [each for each in named if each.role in _LAST and (each.follows or each.role not in PAIRED)]
    first = _one({_first(each, _side(each, kind, said), today) for each in begins})
    last = _one({_LAST[each.role](each, first, today) for each in ends})
    paired = {each.role for each in ends if each.follows}
    if (begins and not first) or (kind.ends == "day" and paired) or ("and" in paired and not last):
        return None, None
    return first, None if last and first and last < first else last


def _of_the_absence(named: list[Named], kind: AbsenceKind) -> list[Named]:
    """Without the day on which a parent was told: "suspended today" may begin tomorrow.

    Where a last day follows straight on, as in "today and tomorrow", the first is said.
    """
    if kind.group != FORMAL:
        return named
    begins = {id(one) for one, other in pairwise(named) if other.follows and other.role in RUN_ON}
    return [each for each in named if each.role or each.words not in JUST_NOW or id(each) in begins]


def _side(named: Named, kind: AbsenceKind, said: str) -> Parse | None:
    """How to read a weekday alone; None where it could be the last or the next.

    A suspension, or "keep him home on Monday", is told of before and after it. In a timetable it is one of
    the days.
    """
    was = _PAST.search(said)
    if named.role == "start":
        return None if was else a_future_date
    if named.role == "since":
        return a_past_date
    ahead = kind.group == FORMAL or _COMMAND.search(said)
    return None if (ahead and not was) or kind.ends == "pattern" else a_past_date


def _first(named: Named, side: Parse | None, today: date) -> date | None:
    if named.weekday is None:
        near = _read(a_date, named.words, today)
        ahead = near and near > today + (timedelta() if named.role == "since" else AHEAD)
        return near if near and not ahead else _read(a_past_date, named.words, today)
    return _read(side, named.words, today) if side and named.weekday != today.weekday() else None


def _to(named: Named, first: date | None, today: date) -> date | None:
    if named.weekday is None:
        near = _read(a_date, named.words, today)
        after = _read(a_future_date, named.words, first) if first else None
        return min(near, after) if near and after and near > today + AHEAD else near
    if named.weekday == today.weekday() and first in (None, today):
        return None
    begin = first if first and today - first < timedelta(days=WEEK) else today
    return begin + timedelta(days=(named.weekday - begin.weekday()) % WEEK)


def _and(named: Named, first: date | None, today: date) -> date | None:
    """The end of two days running; "Monday and Thursday" is not one absence."""
    last = _to(named, first, today)
    return last if first and last and last == _school_day(first, 1) else None


def _until(named: Named, first: date | None, today: date) -> date | None:
    """Until Friday is that Friday, and until Monday the Friday before; until Wednesday could be either."""
    day = _to(named, first, today)
    if not day or named.follows or day.weekday() == FRIDAY:
        return day
    return _school_day(day, -1) if day.weekday() == MONDAY else None


def _back(named: Named, first: date | None, today: date) -> date | None:
    day = _to(named, first, today)
    return _school_day(day, -1) if day else None


_LAST: dict[str, Callable[[Named, date | None, date], date | None]] = {
    "to": _to,
    "end": _to,
    "and": _and,
    "until": _until,
    "back": _back,
}


def _school_day(day: date, step: int) -> date:
    """The next weekday, or the one before."""
    day += timedelta(days=step)
    return day if day.weekday() < SATURDAY else _school_day(day, step)


def _read(parse: Parse, words: str, today: date) -> date | None:
    """The day, where it is one day and near enough, and not at a weekend."""
    try:
        day = date.fromisoformat(parse(words, today))
    except Invalid:
        return None
    return day if abs(day - today) < FURTHEST and day.weekday() < SATURDAY else None


def _one(days: set[date | None]) -> date | None:
    return days.pop() if len(days) == 1 else None
