"""How a date stands, in words under its title: what is plain, and what is late."""

from datetime import date

from bot.days import longdate
from bot.documents.picture import DeadlineMark
from bot.wording import ahead, lateness


def stands(mark: DeadlineMark, today: date) -> str:
    """Due Thu 23 April 2026. Done Mon 20 April 2026, in time."""
    if mark.state == "stopped":
        return "No longer needed."
    if mark.state == "passed":
        return f"{longdate(mark.latest or mark.due)}{_guess(mark)} has gone by."
    if mark.met_on:
        in_time = ", in time" if mark.state == "met" and mark.met_on <= mark.due else ""
        return f"Due {_when(mark)}. Done {longdate(mark.met_on)}{in_time}."
    known = mark.due >= today and not _between(mark)
    return f"Due {_when(mark)}{f', {ahead(mark.due, today)}' if known else ''}."


def late(mark: DeadlineMark, today: date) -> str:
    """Late by 81 days, over 11 weeks; nothing where nobody may be called late."""
    until = mark.late_until(today)
    return f"Late by {lateness((until - mark.due).days)}." if until else ""


def _when(mark: DeadlineMark) -> str:
    return _between(mark) or f"{longdate(mark.due)}{_guess(mark)}"


def _between(mark: DeadlineMark) -> str:
    if mark.earliest and mark.latest and mark.earliest < mark.latest:
        return f"between {longdate(mark.earliest)} and {longdate(mark.latest)}"
    return ""


def _guess(mark: DeadlineMark) -> str:
    return " (estimate)" if mark.estimated else ""
