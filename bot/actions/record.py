"""Something happened: it goes on the record, and the dates follow."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions import in_step, nudge
from bot.actions.standing import Standing, look
from bot.law.deadlines import Deadline, Event
from bot.services import Services
from bot.store import cases
from bot.store.cases import Case


@dataclass(frozen=True)
class Change:
    """What some events did to the dates of a case."""

    now: Standing
    met: tuple[Deadline, ...]  # done by them, in time or late
    started: tuple[Deadline, ...]  # running since then, or on another day than before
    stopped: tuple[Deadline, ...]  # no longer needed since then


async def record_events(
    db: AsyncConnection, services: Services, case: Case, events: Iterable[Event], now: datetime
) -> Change:
    """Puts events on the record and plans the nudges that follow from them.

    An event that is on the record already, of the same kind and day, is not put there again.
    """
    today = clock.london(now).date()
    before = await look(db, services, case, today)
    known = {(event.kind, event.on, event.how) for event in before.events}
    for event in events:
        if (event.kind, event.on, event.how) not in known:
            await cases.record(db, case.id, event)
    after = await look(db, services, case, today)
    await nudge.plan(db, services, [after], now)
    return change_between(before, after)


async def redate(
    db: AsyncConnection, services: Services, case: Case, event_id: int, on: date, now: datetime
) -> Change:
    """Puts right the day on which something happened; the dates and the nudges follow.

    Where the same is on the record of that day already, the two become one. What is kept of letters follows.
    """
    today = clock.london(now).date()
    before = await look(db, services, case, today)
    entries = {entry.id: entry for entry in await cases.entries(db, case.id)}
    entry = entries.pop(event_id)
    corrected = replace(entry.event, on=on, told_on=None)
    twins = [each.id for each in entries.values() if replace(each.event, told_on=None) == corrected]
    await in_step.moved(db, services, case, entry, on, *(twins[:1] or [event_id]))
    if twins:
        await cases.remove_event(db, case.id, event_id)  # it was told twice, once with the right day
    else:
        await cases.redate(db, case.id, event_id, on)
    after = await look(db, services, case, today)
    await nudge.plan(db, services, [after], now)
    return change_between(before, after)


async def remove_event(
    db: AsyncConnection, services: Services, case: Case, event_id: int, today: date
) -> Standing:
    """Takes a mistake off the record. Nudges that no longer hold are withdrawn when their time comes.

    A letter that it said was sent is unsent again; one that it said was answered waits again.
    """
    for entry in await cases.entries(db, case.id):
        if entry.id == event_id:
            await in_step.removed(db, case, entry)
    await cases.remove_event(db, case.id, event_id)
    return await look(db, services, case, today)


def change_between(before: Standing, after: Standing) -> Change:
    """What happened between two looks at a case."""
    was = {each.key: each for each in before.deadlines}
    changed = [each for each in after.deadlines if _outcome(each) != _outcome(was.get(each.key))]
    return Change(
        now=after,
        met=tuple(each for each in changed if each.state in ("met", "met late")),
        started=tuple(each for each in changed if each.state in ("due", "missed", "passed", "duty")),
        stopped=tuple(each for each in changed if each.state == "stopped"),
    )


def _outcome(deadline: Deadline | None) -> tuple[str, date | None] | None:
    return (deadline.state, deadline.due) if deadline else None
