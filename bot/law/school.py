"""Counting school days at one school: to the day where its own dates are known, else between two days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.days import longdate
from bot.law.anyschool import Earliest, Latest
from bot.law.calendars import WorkingDays
from bot.law.schoolyear import BadSchoolYear, Break, SchoolYear
from bot.law.terms import AUGUST, school_year

__all__ = ["BadSchoolYear", "Break", "SchoolCalendar", "SchoolYear", "Span", "span", "told_by_another"]

DAY = timedelta(days=1)
TRAINING_DAYS = 5  # what a school has in a year, on which it is closed to children
LONGEST_CLOSURE = 366  # days; a calendar silent for longer is broken, and must not be searched for ever

WIDE = (
    "Of the two days given, one counts nearly every weekday as a school day, "
    "and the other leaves out every week in which a school may be closed."
)
NO_DATES = f"We do not have this school's own term dates. {WIDE}"
SOME_DATES = f"We have this school's own term dates for only some of these days. {WIDE}"
TRAINING = "We do not know all its training days: up to five days a year on which it is closed to children."
MAY_DIFFER = "Academies and some other schools set their own dates, so the real day may be earlier or later."


@dataclass(frozen=True)
class Span:
    """A day that lies between two, which are the same where it is known."""

    earliest: date
    latest: date
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchoolCalendar:
    """What one school, or the list of its council, says of one or more school years.

    `source` is the sentence for those of its years that have none of their own.
    """

    years: tuple[SchoolYear, ...]
    source: str = ""

    def __post_init__(self) -> None:
        if len({year.period for year in self.years}) < len(self.years):
            raise BadSchoolYear("A calendar has each school year once.")

    def is_school_day(self, day: date) -> bool:
        """Says whether there is a session. A day that is not covered is no school day here: ask `covers`."""
        year = self.year_of(day)
        return year is not None and year.is_school_day(day)

    def covers(self, day: date) -> bool:
        """Says whether this calendar knows if there is a session on that day."""
        return self.year_of(day) is not None

    def year_of(self, day: date) -> SchoolYear | None:
        """Finds the school year that a day is in, holidays included."""
        return next((year for year in self.years if year.period.first <= day <= year.period.last), None)

    def source_of(self, year: SchoolYear) -> str:
        """Gives the sentence to be shown with what rests on that year; "" where there is none."""
        return year.source or self.source


def told_by_another(told_on: date) -> str:
    """Gives the source of a school year that another parent has told us."""
    said = f"Another parent gave us this school's dates on {longdate(told_on)}."
    return f"{said} Please compare them with the school's website."


def span(
    start: date,
    n: int,
    known: SchoolCalendar | None,
    default: SchoolCalendar | None,
    england: WorkingDays,
    *,
    before: bool = False,
) -> Span:
    """SD: the n-th school day after an event; with `before`, SB: the n-th one before it. The event's own day
    is never counted.

    `known` are the school's own dates, and a count that they cover ends on one day. Where they say nothing,
    `default`, the list of the council, is counted as it stands, and once more without five training days.
    Where that says nothing either, nor can we: see `Earliest` and `Latest`. Before an event, the days that
    are surely school days lead further back, and so to the earlier day.
    Source: Education Act 1996, section 579(1), as every guide to exclusions reads it.
    """
    if n < 0:
        raise ValueError(f"A period must be 0 school days or more, not {n}.")
    schools = _Schools(known, default, england)
    step = -DAY if before else DAY
    near = _nth(start, n, step, schools.can_be_open)
    far = _nth(start, n, step, schools.surely_open())
    earliest, latest = sorted((near, far))
    return Span(earliest, latest, tuple(dict.fromkeys(schools.assumptions(start + step, far))) if n else ())


@dataclass(frozen=True)
class _Schools:
    """The best that we know of each day: the school's own dates, its council's list, or neither."""

    known: SchoolCalendar | None
    default: SchoolCalendar | None
    england: WorkingDays

    def year_of(self, day: date) -> SchoolYear | None:
        known = self.known.year_of(day) if self.known else None
        return known or (self.default.year_of(day) if self.default else None)

    def can_be_open(self, day: date) -> bool:
        return (self.year_of(day) or Earliest(self.england)).is_school_day(day)

    def surely_open(self) -> Callable[[date], bool]:
        """Whether a day is sure to be a school day, asked of one day after another on the way from an event.

        The first days of each school year could all be its training days, where those are not known.
        """
        left: dict[date, int] = {}

        def counts(day: date) -> bool:
            year = self.year_of(day)
            if not (year or Latest(self.england)).is_school_day(day):
                return False
            period = school_year(day).first
            unknown = left.setdefault(period, 0 if year and year.training is not None else TRAINING_DAYS)
            left[period] = max(unknown - 1, 0)
            return not unknown

        return counts

    def assumptions(self, one: date, other: date) -> Iterator[str]:
        """What is taken for granted about the days between these two, the surest first."""
        first, last = sorted((one, other))
        begins = (date(year, AUGUST, 1) for year in range(school_year(first).first.year, last.year + 1))
        days = [day for day in begins if day <= last]
        own = [year for day in days if self.known and (year := self.known.year_of(day))]
        if self.known:
            yield from filter(None, map(self.known.source_of, own))
        listed = [year for day in days if (year := self.year_of(day)) and year not in own]
        if self.default and listed:
            yield from filter(None, map(self.default.source_of, listed))
            yield MAY_DIFFER
        if len(own) + len(listed) < len(days):
            yield SOME_DATES if own else NO_DATES
        if len(own) < len(days) or any(year.training is None for year in own):
            yield TRAINING


def _nth(start: date, n: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    day, since = start, 0
    while n:
        day, since = day + step, since + 1
        if counts(day):
            n, since = n - 1, 0
        elif since > LONGEST_CLOSURE:
            raise LookupError(f"This calendar has no school day within {LONGEST_CLOSURE} days of {day}.")
    return day
