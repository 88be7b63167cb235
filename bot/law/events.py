"""What happened in a case: dated events, and which of them belong to the request that is running now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.law.eventkind import EventKind

OPENS, CLOSES, REOPENS = DOES = ("opens", "closes", "reopens")


@dataclass(frozen=True)
class Event:
    """One thing that happened, and the day it happened."""

    kind: str
    on: date
    how: str = ""
    told_on: date | None = None


def in_time(events: Iterable[Event], kinds: Mapping[str, EventKind]) -> list[Event]:
    """Sorts events by day, and those of one day in the order in which they can happen."""
    last = len(kinds)

    def place(event: Event) -> tuple[date, int, str]:
        kind = kinds.get(event.kind)
        return event.on, kind.place if kind else last, event.how

    return sorted(events, key=place)


def latest_request(events: Iterable[Event], kinds: Mapping[str, EventKind]) -> tuple[Event, ...]:
    """Keeps, in order of time, the events of the request that is running now.

    A request made after a refusal starts a new clock; a second one while the first is open does not.
    """
    running: list[Event] = []
    closed = False
    for event in in_time(events, kinds):
        does = kinds[event.kind].does if event.kind in kinds else ""
        if closed and does == OPENS:
            running, closed = [], False
        closed = does == CLOSES or (closed and does != REOPENS)
        running.append(event)
    return tuple(running)
