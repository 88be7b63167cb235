"""A child's record as a picture, and its dates as a calendar file.

Each is given as work still to be done: it takes a processor for some time, so it is done after the commit and
in a thread, and nobody else waits for it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from bot.actions.standing import Standing
from bot.documents.dates_file import DateEntry, dates_file
from bot.documents.timeline import DeadlineMark, EventMark, Picture, timeline
from bot.law.deadlines import Deadline
from bot.services import Services

ALARMS = (14, 2)  # days before a date of the parent's own; of the others a nudge tells the day after


def picture(services: Services, called: str, standings: Sequence[Standing]) -> Callable[[], bytes]:
    """The timeline of a child's cases as a PNG."""
    drawn = Picture(
        called,
        standings[0].today,
        tuple(_events(services, standings)),
        tuple(_mark(each) for standing in standings for each in standing.deadlines if _is_drawn(each)),
    )
    return partial(timeline, drawn)


def _is_drawn(deadline: Deadline) -> bool:
    return deadline.due is not None and deadline.state != "stopped"


def _events(services: Services, standings: Iterable[Standing]) -> Iterable[EventMark]:
    every = (event for standing in standings for event in standing.story)
    for order, event in enumerate(every):
        yield EventMark(event.on, services.rulebook.told(event), order)


def _mark(deadline: Deadline) -> DeadlineMark:
    assert deadline.due
    return DeadlineMark(
        deadline.rule.title,
        deadline.due,
        deadline.state,
        deadline.from_on,
        deadline.met_on,
        deadline.estimated,
        deadline.span.earliest if deadline.span else None,
        deadline.span.latest if deadline.span else None,
    )


def calendar(called: str, standings: Sequence[Standing], now: datetime) -> Callable[[], bytes]:
    """Every date that is still open, as an .ics file. What a locked screen shows says nothing private."""
    entries = [
        _entry(called, standing, each)
        for standing in standings
        for each in standing.deadlines
        if each.waiting
    ]
    return partial(dates_file, entries, now)


def _entry(called: str, standing: Standing, deadline: Deadline) -> DateEntry:
    assert deadline.due
    rule = deadline.rule
    mine = rule.owed_by == "parent"
    doubts = ["", *deadline.assumptions] if deadline.assumptions else []
    return DateEntry(
        uid=f"case-{standing.case.id}-{rule.id}@twentyweeks",
        on=deadline.due,
        title=f"{called}: a date of yours" if mine else f"{called}: a date to check",
        description="\n".join([rule.title, rule.says, *doubts, "", f"{rule.cite}. {rule.url}"]),
        source=rule.url,
        alarms=ALARMS if mine else (),
    )
