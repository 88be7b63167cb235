"""Days as places on a line, and where on it the months begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

YEAR = 12
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 2400, 6000, 12000)  # months between two names
MONTH_DAYS = 30.4
LEAST_DAYS = 35
MARGIN = 0.02  # of the line, left free at both ends
LABEL = 84  # the room that a name needs


@dataclass(frozen=True)
class Tick:
    """Where a month begins; the year is named beneath the first and beneath every January."""

    at: float
    name: str
    year: str


@dataclass(frozen=True)
class Scale:
    """A line `width` wide, from one day's number to another's."""

    first: float
    last: float
    width: float

    @classmethod
    def over(cls, days: Sequence[date], width: float) -> "Scale":
        """A line with room for all these days."""
        first, last = min(days).toordinal(), max(days).toordinal()
        edge = max(0, LEAST_DAYS - (last - first)) / 2 + max(LEAST_DAYS, last - first) * MARGIN
        return cls(first - edge, last + edge, width)

    def at(self, day: date) -> float:
        """How far along the line a day is."""
        return round((day.toordinal() - self.first) * self._day, 1)

    def ticks(self) -> list[Tick]:
        """As many beginnings of months as there is room to name."""
        step = next((step for step in STEPS if step * MONTH_DAYS * self._day >= LABEL), STEPS[-1])
        return [self._tick(day, step, named=not place) for place, day in enumerate(self._firsts(step))]

    @property
    def _day(self) -> float:
        return self.width / (self.last - self.first)

    def _firsts(self, step: int) -> Iterator[date]:
        month = _months(self.first) // step * step
        while month <= _months(self.last):
            day = date(month // YEAR, month % YEAR + 1, 1) if month >= YEAR else date.min
            if day.toordinal() >= self.first:
                yield day
            month += step

    def _tick(self, day: date, step: int, *, named: bool) -> Tick:
        if step >= YEAR:
            return Tick(self.at(day), str(day.year), "")
        return Tick(self.at(day), f"{day:%b}", str(day.year) if named or day.month == 1 else "")


def _months(number: float) -> int:
    """How many months have begun before the day with this number."""
    day = date.fromordinal(min(max(int(number), 1), date.max.toordinal()))
    return day.year * YEAR + day.month - 1
