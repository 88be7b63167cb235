"""Days out of school added up, over the stretches of time that the law adds them up over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.law.absence import Absence
from bot.law.absencefile import APART, FORMAL, INFORMAL, OTHER
from bot.law.calendars import Calendars
from bot.law.missed import Count, HalfDay, Missed, missed
from bot.law.opendays import OpenDays
from bot.law.terms import Term, long_term, school_year

__all__ = ["Count", "Total", "Totals", "totals"]


@dataclass(frozen=True)
class Total:
    """The half days of one stretch of time. What is apart, in school or taught elsewhere, is in no sum."""

    period: Term
    out: Count
    formal: Count
    informal: Count
    other: Count
    apart: Count


@dataclass(frozen=True)
class Totals:
    """The totals of this long term, of this school year, and of all that was ever logged.

    Days to come are in them where they are certain: a suspension until Friday counts whole on Monday.
    """

    term: Total
    year: Total
    ever: Total
    to_come: Count  # of this term's, after today
    missed: Missed
    assumptions: tuple[str, ...]


def totals(absences: Sequence[Absence], calendars: Calendars, today: date) -> Totals:
    """Adds up what a child missed, in half days: by the long term, by the school year, and in all.

    A long term is the stretch over which suspensions are added up: see bot.law.terms. A school year runs from
    1 August to 31 July.
    """
    found = missed(absences, OpenDays(calendars), today)
    term = total(found, long_term(today))
    first = min((absence.first for absence in absences), default=today)
    last = max((half.on for half in found.halves), default=today)
    coming = found.count(lambda half: half.is_out and half.on > today and _within(half, term.period))
    return Totals(
        term,
        total(found, school_year(today)),
        total(found, Term(first, max(first, last), "ever")),
        coming,
        found,
        found.school.assumptions(half.on for half in found.halves),
    )


def total(found: Missed, period: Term) -> Total:
    """Adds up the half days of one stretch of time, each group by itself."""

    def of(wanted: Callable[[HalfDay], bool]) -> Count:
        return found.count(lambda half: _within(half, period) and wanted(half))

    def group(name: str) -> Count:
        return of(lambda half: half.kind.group == name)

    return Total(
        period, of(lambda half: half.is_out), group(FORMAL), group(INFORMAL), group(OTHER), group(APART)
    )


def _within(half: HalfDay, period: Term) -> bool:
    return period.first <= half.on <= period.last
