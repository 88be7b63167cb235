"""Dates as a file for the parent's own calendar (.ics, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime

from bot.documents.entry import DateEntry

__all__ = ["DateEntry", "dates_file"]


def dates_file(entries: Iterable[DateEntry], made_at: datetime) -> bytes:
    """A calendar of whole days that show nobody as busy, ready to be sent as a file."""
    from bot.documents.calendar import calendar  # noqa: PLC0415  # slow to load: only for those who ask

    content: bytes = calendar(entries, made_at).to_ical()
    return content
