"""A school whose own dates we do not have: the days on which it can be open, and those on which it must be.

The truth about any school of England lies between these two calendars, but for its training days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.law.terms import AUGUST, easter_monday, school_year
from bot.law.workingdays import WorkingDays

MonthDay = tuple[int, int]

# No school is open in these: both ends are inside. Kept short on purpose. Terms have ended on 24 December and
# begun on 2 January, and some areas, Leicestershire among them, begin the year in the last days of August.
CLOSED_EVERYWHERE: tuple[tuple[MonthDay, MonthDay], ...] = (
    ((12, 25), (12, 31)),
    ((1, 1), (1, 1)),
    ((8, 1), (8, 15)),
)
# In these some school may be closed: the usual weeks of its area, or another area's, and a week either side.
CLOSED_SOMEWHERE: tuple[tuple[MonthDay, MonthDay], ...] = (
    ((7, 8), (9, 10)),  # Leicestershire has broken up in the second week of July
    ((10, 12), (11, 8)),  # half terms of one week and of two
    ((12, 14), (12, 31)),
    ((1, 1), (1, 9)),
    ((2, 7), (3, 1)),
    ((4, 1), (4, 18)),  # a spring holiday that does not move with Easter
    ((5, 18), (6, 12)),
)
BEFORE_EASTER, AFTER_EASTER = timedelta(days=21), timedelta(days=18)  # from Easter Monday: whole weeks


@dataclass(frozen=True)
class Earliest:
    """Counts every weekday on which some school could be open: no count of days can end sooner."""

    england: WorkingDays

    def is_school_day(self, day: date) -> bool:
        """Says whether any school at all could have a session."""
        return self.england.is_working_day(day) and not _in(CLOSED_EVERYWHERE, day)


@dataclass(frozen=True)
class Latest:
    """Counts only the weekdays on which every school is open, if it has no training day."""

    england: WorkingDays

    def is_school_day(self, day: date) -> bool:
        """Says whether every school has a session, or a training day."""
        return (
            self.england.is_working_day(day)
            and not _in(CLOSED_SOMEWHERE, day)
            and not _around_easter(day.year)[0] <= day <= _around_easter(day.year)[1]
        )


@cache
def open_days(school: Earliest | Latest, begins: int) -> tuple[date, ...]:
    """Lists the school days of the school year that begins in that year, as far as they are known."""
    year = school_year(date(begins, AUGUST, 1))
    return tuple(day for day in school.england.between(year.first, year.last) if school.is_school_day(day))


def _in(closed: tuple[tuple[MonthDay, MonthDay], ...], day: date) -> bool:
    here = (day.month, day.day)
    return any(first <= here <= last for first, last in closed)


@cache
def _around_easter(year: int) -> tuple[date, date]:
    monday = easter_monday(year)
    return monday - BEFORE_EASTER, monday + AFTER_EASTER
