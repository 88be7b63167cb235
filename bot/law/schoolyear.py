"""One school year of one school: when it is open, as the school itself says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from bot.law.terms import Term, school_year
from bot.law.workingdays import WorkingDays

KEYS = {"first", "last", "breaks", "training"}


class BadSchoolYear(ValueError):
    """A school year that cannot be one; the sentence says why."""


@dataclass(frozen=True)
class Break:
    """A half term or a holiday. Its first and its last day are both in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolYear:
    """A school's year, from its first session to its last.

    `training` are the days on which only the staff are in; None: nobody has told us which they are.
    `source` is the sentence shown with every date that rests on this year; "" when the parent who asks has
    told us herself.
    """

    first: date
    last: date
    breaks: tuple[Break, ...]
    training: tuple[date, ...] | None
    source: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadSchoolYear("The last day of a school year comes after its first day.")
        if self.last > self.period.last:
            raise BadSchoolYear("A school year begins after July, and it ends by the next 31 July.")
        if any(each.last < each.first for each in self.breaks):
            raise BadSchoolYear("The last day of a break comes after its first day.")

    @cached_property
    def period(self) -> Term:
        """The days on which this year gives an answer: from 1 August to 31 July."""
        return school_year(self.first)

    def is_school_day(self, day: date) -> bool:
        """Says whether the school has a session; never on a weekend or a bank holiday in England."""
        if not self.first <= day <= self.last or day in (self.training or ()):
            return False
        return WorkingDays.england().is_working_day(day) and not any(day in each for each in self.breaks)

    @cached_property
    def sessions(self) -> tuple[date, ...]:
        """Every day with a session, in order, as far as the bank holidays are known."""
        working = WorkingDays.england().between(self.first, self.last)
        return tuple(day for day in working if self.is_school_day(day))

    def sessions_on(self, working: WorkingDays) -> tuple[date, ...]:
        """Lists those of them that are also working days elsewhere."""
        return self.sessions if working is WorkingDays.england() else _shared(self, working)

    def to_json(self) -> dict[str, object]:
        """Gives the days as plain JSON, without the source."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "breaks": [[each.first.isoformat(), each.last.isoformat()] for each in self.breaks],
            "training": None if self.training is None else [day.isoformat() for day in self.training],
        }

    @classmethod
    def from_json(cls, kept: object, source: str = "") -> "SchoolYear":
        """Reads what `to_json` gave; raises BadSchoolYear for anything else."""
        if not isinstance(kept, Mapping) or set(kept) != KEYS:
            raise BadSchoolYear("A school year is kept as first, last, breaks and training.")
        breaks = tuple(_break(each) for each in _list(kept["breaks"]))
        training = None if kept["training"] is None else tuple(map(_day, _list(kept["training"])))
        return cls(_day(kept["first"]), _day(kept["last"]), breaks, training, source)


@lru_cache(maxsize=1000)
def _shared(year: SchoolYear, working: WorkingDays) -> tuple[date, ...]:
    return tuple(day for day in year.sessions if working.is_working_day(day))


def _list(kept: object) -> list[object]:
    if not isinstance(kept, list):
        raise BadSchoolYear("The breaks and the training days of a school year are kept as lists.")
    return kept


def _break(kept: object) -> Break:
    match kept:
        case [first, last]:
            return Break(_day(first), _day(last))
    raise BadSchoolYear("A break is kept as its first and its last day.")


def _day(kept: object) -> date:
    try:
        day = date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != kept:
        raise BadSchoolYear("A day of a school year is kept like 2026-09-01.")
    return day
