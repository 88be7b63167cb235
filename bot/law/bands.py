"""How much a suspension comes to: the days of its long term with it, as an answer of the event."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.law.absence import Absence, bundled
from bot.law.missed import Count, HalfDay, Missed
from bot.law.terms import Term, long_term
from bot.law.thresholds import counts_for

NEVER = date.max
UP_TO_5, OVER_5, OVER_15, NOT_SURE = "up_to_5", "over_5", "over_15", "not_sure"


@dataclass(frozen=True)
class Suspended:
    """The half days of suspension on one calendar: by long term, and the days of each entry."""

    found: Missed
    by_term: dict[Term, list[HalfDay]]
    days: dict[Absence, list[date]]


def suspended(found: Missed) -> Suspended:
    """Sorts the half days once, so that each of many suspensions is added up by itself without delay."""
    line = bundled().threshold("over-5")
    by_term, days = defaultdict(list), defaultdict(list)
    for half in found.halves:
        days[half.absence].append(half.on)
        if counts_for(line, half):
            by_term[long_term(half.on)].append(half)
    return Suspended(found, by_term, days)


def band(absence: Absence, several: Sequence[Suspended]) -> str:
    """Names how many days of suspension there are in the long term with this one.

    What goes on with no end that we know is not over 15 by going on: the governors, whose time is counted
    from its first day, would be called late at once. Several are the calendars that may be right.
    """
    over_5, over_15 = (bundled().threshold(each).half_days for each in ("over-5", "over-15"))
    totals = [_total_with(absence, each, absence.last or NEVER) for each in several]
    began = [_total_with(absence, each, absence.last or absence.first) for each in several]
    least, most = min(each.least for each in totals), max(each.most for each in totals)
    if min(each.least for each in began) >= over_15:
        return OVER_15
    if least >= over_5:
        return OVER_5
    return UP_TO_5 if most < over_5 else NOT_SURE


def _total_with(absence: Absence, known: Suspended, most: date) -> Count:
    """The greatest total of any long term that it is in, up to its last half day or a day."""
    mine = known.days.get(absence, [absence.first])
    until = min(most, max(mine))
    terms = {long_term(day) for day in mine}
    counts = [
        known.found.add_up(half for half in known.by_term.get(term, ()) if half.on <= until) for term in terms
    ]
    return Count(max(count.least for count in counts), max(count.most for count in counts))
