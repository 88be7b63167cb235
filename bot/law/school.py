"""Counting school days at one school: to the day where its own dates are known, else between two days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.days import longdate
from bot.law.anyschool import Earliest, Latest, open_days
from bot.law.schoolyear import BadSchoolYear, Break, SchoolYear
from bot.law.terms import AUGUST, begins
from bot.law.workingdays import WorkingDays

__all__ = [
    "BadSchoolYear",
    "Break",
    "SchoolCalendar",
    "SchoolYear",
    "Span",
    "span",
    "told_and_confirmed",
    "told_by_another",
]

DAY = timedelta(days=1)
TRAINING_DAYS = 5  # what a school has in a year, on which it is closed to children
LONGEST_CLOSURE = 366  # days; a calendar silent for a whole school year is broken

WIDE = (
    "Of the two days given, one counts nearly every weekday as a school day, "
    "and the other leaves out every week in which a school may be closed."
)
NO_DATES = f"We do not have this school's own term dates. {WIDE}"
SOME_DATES = f"We have this school's own term dates for only some of these days. {WIDE}"
TRAINING = "We do not know all its training days: up to five days a year on which it is closed to children."
COMPARE = "Please compare them with the school's website."
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
        return self._by_year.get(begins(day))

    @cached_property
    def _by_year(self) -> dict[int, SchoolYear]:
        return {year.period.first.year: year for year in self.years}

    def source_of(self, year: SchoolYear) -> str:
        """Gives the sentence to be shown with what rests on that year; "" where there is none."""
        return year.source or self.source


def told_by_another(told_on: date) -> str:
    """Gives the source of a school year that another parent has told us."""
    said = f"Another parent gave us this school's dates on {longdate(told_on)}."
    return f"{said} {COMPARE}"


def told_and_confirmed(told_on: date, confirmed_on: date) -> str:
    """Gives the source of one that an admin of a parents' group has looked at, and found right."""
    said = f"Another parent gave us this school's dates on {longdate(told_on)}, and they were confirmed"
    return f"{said} by an admin of a parents' group on {longdate(confirmed_on)}. {COMPARE}"


def span(
    start: date,
    n: int,
    known: SchoolCalendar | None,
    default: SchoolCalendar | None,
    working: WorkingDays,
    *,
    before: bool = False,
) -> Span:
    """SD: the n-th school day after an event; with `before`, SB: the n-th one before it. The event's own day
    is never counted.

    `known` are the school's own dates, and a count that they cover ends on one day. Where they say nothing,
    `default`, the list of the council, is counted as it stands, and once more without five training days.
    Where that says nothing either, nor can we: see `Earliest` and `Latest`. Before an event, the days that
    are surely school days lead further back, and so to the earlier day. `working` are England's working days,
    or those of the whole UK for a scheme that counts only school days that are also working days there.
    Source: Education Act 1996, section 579(1), as every guide to exclusions reads it.
    """
    if n < 0:
        raise ValueError(f"A period must be 0 school days or more, not {n}.")
    schools = _Schools(known, default, working, before)
    near, far = schools.nth(start, n, surely=False), schools.nth(start, n, surely=True)
    step = -DAY if before else DAY
    earliest, latest = sorted((near, far))
    return Span(earliest, latest, tuple(dict.fromkeys(schools.assumptions(start + step, far))) if n else ())


@dataclass(frozen=True)
class _Schools:
    """The best that we know of each day: the school's own dates, its council's list, or neither."""

    known: SchoolCalendar | None
    default: SchoolCalendar | None
    working: WorkingDays
    before: bool

    def year_of(self, day: date) -> SchoolYear | None:
        known = self.known.year_of(day) if self.known else None
        return known or (self.default.year_of(day) if self.default else None)

    def nth(self, start: date, n: int, *, surely: bool) -> date:
        """The n-th day from the event on which a school can be open; or, surely, on which it is."""
        year, left = begins(start), n
        while left:
            ahead = self._ahead(year, start, surely=surely)
            if left <= len(ahead):
                return ahead[left - 1]
            left -= len(ahead)
            year += -1 if self.before else 1
            self.working.is_working_day(date(year + self.before, AUGUST, 1))  # refuses an unknown year
        return start

    def _ahead(self, begins_in: int, start: date, *, surely: bool) -> Sequence[date]:
        """The school days of one school year that lie beyond the event, the nearest first.

        The first of them could all be its training days, where those are not known.
        """
        year = self.year_of(date(begins_in, AUGUST, 1))
        any_school = Latest(self.working) if surely else Earliest(self.working)
        days = year.sessions_on(self.working) if year else open_days(any_school, begins_in)
        if year and not days:
            self.working.is_working_day(year.last)
            raise LookupError(
                f"This calendar has no school day within {LONGEST_CLOSURE} days of {year.first}."
            )
        ahead = days[: bisect_left(days, start)][::-1] if self.before else days[bisect_right(days, start) :]
        return ahead[TRAINING_DAYS:] if surely and (year is None or year.training is None) else ahead

    def assumptions(self, one: date, other: date) -> Iterator[str]:
        """What is taken for granted about the days between these two, the surest first."""
        first, last = sorted((one, other))
        starts = (date(year, AUGUST, 1) for year in range(begins(first), last.year + 1))
        days = [day for day in starts if day <= last]
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
