"""Dates as a file for the parent's own calendar (.ics, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DateEntry:
    """A day in the calendar. The same `uid` in a later file replaces it; `alarms` are days before.

    A telephone shows the title while it is locked, so the title should tell nothing.
    """

    uid: str
    on: date
    title: str
    description: str = ""
    source: str = ""  # a web address
    alarms: tuple[int, ...] = ()


def dates_file(entries: Iterable[DateEntry], made_at: datetime) -> bytes:
    """A calendar of whole days that show nobody as busy, ready to be sent as a file."""
    from bot.documents.calendar import calendar  # noqa: PLC0415  # slow to load: only for those who ask

    content: bytes = calendar(entries, made_at).to_ical()
    return content
