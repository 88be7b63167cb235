"""A day in the calendar of a parent."""

from dataclasses import dataclass
from datetime import date


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
