"""What happened in a case: dated events, and which of them belong to the request that is running now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# In the order in which they can happen on one day. A rule file may name these and no others.
ORDER = {
    "asked": 0,  # the request was sent; `how` it was sent
    "received": 1,  # the council confirmed the day it got the request
    "replied": 2,  # the council wrote or rang, without a decision: moves no clock
    "letter_sent": 3,  # the parent sent one of our letters; `how` is its id
    "refused": 4,  # the council will not assess
    "agreed": 5,  # the council will assess
    "no_plan": 6,  # the council will not issue a plan
    "draft": 7,  # a draft plan was served
    "final": 8,  # the final plan was issued
}
KINDS = frozenset(ORDER)
OPENS = frozenset({"asked", "received"})
CLOSES = frozenset({"refused", "no_plan"})
REOPENS = frozenset({"agreed", "draft", "final"})


@dataclass(frozen=True)
class Event:
    """One thing that happened, and the day it happened."""

    kind: str
    on: date
    how: str = ""
    told_on: date | None = None


def latest_request(events: Iterable[Event]) -> tuple[Event, ...]:
    """Keeps, in order of time, the events of the request that is running now.

    A request made after a refusal starts a new clock; a second one while the first is open does not.
    """
    running: list[Event] = []
    closed = False
    for event in sorted(events, key=_in_time):
        if closed and event.kind in OPENS:
            running, closed = [], False
        closed = event.kind in CLOSES or (closed and event.kind not in REOPENS)
        running.append(event)
    return tuple(running)


def _in_time(event: Event) -> tuple[date, int, str]:
    return event.on, ORDER.get(event.kind, len(ORDER)), event.how
