"""The school days of some months as calendars: Monday to Friday across, a week on each row."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

YEAR = 12
WEEK, SCHOOL_DAYS = 7, 5


@dataclass(frozen=True)
class Month:
    """Its name, and the column and row of each of its days that is drawn."""

    name: str
    days: dict[date, tuple[int, int]]

    @property
    def rows(self) -> int:
        """How many weeks have a place in it."""
        return 1 + max((row for _, row in self.days.values()), default=0)


def months(first: date, last: date) -> list[Month]:
    """The months from one day to another, both within; the last twelve, if there are more."""
    first, last = sorted((first, last))
    numbers = range(first.year * YEAR + first.month - 1, last.year * YEAR + last.month)
    return [_month(number // YEAR, number % YEAR + 1, first, last) for number in numbers[-YEAR:]]


def _month(year: int, month: int, first: date, last: date) -> Month:
    start = date(year, month, 1)
    before = start.weekday() if start.weekday() < SCHOOL_DAYS else start.weekday() - WEEK
    days = {}
    for number in range(monthrange(year, month)[1]):
        row, column = divmod(before + number, WEEK)
        day = start.replace(day=number + 1)
        if column < SCHOOL_DAYS and first <= day <= last:
            days[day] = (column, row)
    return Month(f"{start:%B} {year}", days)
