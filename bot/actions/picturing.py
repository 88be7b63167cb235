"""A child's days out of school as a calendar. It is drawn after the commit, in a thread."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from bot.actions.absent import DaysOut
from bot.documents.days_out import DayMark, Key, days_out
from bot.documents.days_out import DaysOut as Calendar
from bot.law.absence import AM, LUNCH, PM, bundled
from bot.law.exclusions import Total
from bot.law.missed import HalfDay
from bot.law.opendays import MAY_BE, SHUT
from bot.wording import counted

DAY = timedelta(days=1)
A_DAY = 2  # in half days


def picture(called: str, found: DaysOut, total: Total, today: date) -> Callable[[], bytes]:
    """The half days of one stretch of time as a PNG."""
    halves = [half for half in found.totals.missed.halves if _within(half, total)]
    drawn = Calendar(
        called,
        tuple(_summary(total)),
        total.period.first,
        total.period.last,
        today,
        tuple(_marks(halves)),
        frozenset(_days(found, total, SHUT)),
        tuple(_keys(found, total)),
        frozenset(_days(found, total, MAY_BE)),
    )
    return partial(days_out, drawn)


def _within(half: HalfDay, total: Total) -> bool:
    return total.period.first <= half.on <= total.period.last


def _summary(total: Total) -> Iterator[str]:
    year = "/" in total.period.name
    name = (
        f"School year {total.period.name}"
        if year
        else f"{total.period.name.capitalize()} term {total.period.last.year}"
    )
    yield f"{name}: {counted(total.out)} out of school"
    if total.informal.most:
        what = "a suspension" if total.informal.most <= A_DAY else "suspensions"
        yield f"{counted(total.informal)} not recorded as {what}"


def _marks(halves: list[HalfDay]) -> Iterator[DayMark]:
    for on, some in groupby(halves, key=lambda half: half.on):
        of_day = list(some)
        kinds = {half.part: half.kind.id for half in of_day}
        sure = all(half.sure for half in of_day)
        yield DayMark(on, kinds.get(AM, ""), kinds.get(PM, ""), kinds.get(LUNCH, ""), sure)


def _days(found: DaysOut, total: Total, state: str) -> Iterator[date]:
    day = total.period.first
    while day <= total.period.last:
        if found.totals.missed.school.on(day) == state:
            yield day
        day += DAY


def _keys(found: DaysOut, total: Total) -> Iterator[Key]:
    for kind in bundled().kinds.values():
        count = found.totals.missed.count(
            lambda half, kind=kind: half.kind is kind and _within(half, total)  # type: ignore[misc]
        )
        if count.most:
            yield Key(kind.id, f"{kind.short}: {counted(count)}")
