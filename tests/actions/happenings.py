"""What happened in a case, as a test writes it, and how the case stands then."""

from datetime import date, datetime, time

from bot.actions.standing import Standing
from bot.clock import LONDON
from bot.law.deadlines import Event, deadlines
from bot.store.cases import Case

QUIET_UNTIL = time(9, 0)


def day(text) -> date:
    """Reads "Fri 2026-04-24", and refuses a weekday that is not that date's."""
    weekday, iso = text.split()
    found = date.fromisoformat(iso)
    assert f"{found:%a}" == weekday, f"{iso} is a {found:%a}, not a {weekday}"
    return found


def happened(text) -> Event:
    """Reads "asked email Thu 2026-03-12", or "draft Mon 2026-06-01 told Fri 2026-06-12"."""
    what, _, told = text.partition(" told ")
    kind, *how, weekday, iso = what.split()
    on = day(f"{weekday} {iso}")
    return Event(kind, on, "".join(how), day(told) if told else on)


def at(text, hour=10, minute=0) -> datetime:
    """That day on a clock on a wall in England."""
    return datetime.combine(day(text), time(hour, minute), LONDON)


def a_standing(rulebook, calendars, events, today, *, nudged=True) -> Standing:
    """A case on a day, without any database."""
    case = Case(id=5, child_id=4, parent_id=3, kind="plan", nudged=nudged, council="NNC")
    found = deadlines(case.kind, events, rulebook, calendars, today)
    return Standing(case, tuple(events), found, today)
