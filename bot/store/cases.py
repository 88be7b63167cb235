"""Cases and the dated events in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import Select, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.law.deadlines import Event
from bot.store.tables import absences, cases, children, events, letters, parents


@dataclass(frozen=True)
class Case:
    id: int
    child_id: int
    parent_id: int
    kind: str
    nudged: bool
    council: str  # the id of the child's council
    ended_on: date | None = None


@dataclass(frozen=True)
class Family:
    """A case with what a nudge must know of the people in it."""

    case: Case
    called: str
    chat_id: int
    nudged: bool
    reachable: bool

    @property
    def wants_nudges(self) -> bool:
        """Says whether anything may be said unasked: the case has not ended, and nothing is paused."""
        return self.case.nudged and self.case.ended_on is None and self.nudged and self.reachable


@dataclass(frozen=True)
class Entry:
    """An event as it stands in the record."""

    id: int
    case_id: int
    event: Event


_CASE = select(
    cases.c.id,
    cases.c.child_id,
    children.c.parent_id,
    cases.c.kind,
    cases.c.nudged,
    children.c.council,
    cases.c.ended_on,
).join(children, children.c.id == cases.c.child_id)
_OF_A_CASE = len(fields(Case))
_FAMILY = _CASE.add_columns(children.c.called, parents.c.chat_id, parents.c.nudged, parents.c.reachable).join(
    parents, parents.c.id == children.c.parent_id
)
_EVENT = select(
    events.c.id, events.c.case_id, events.c.kind, events.c.happened_on, events.c.how, events.c.told_on
).order_by(events.c.happened_on, events.c.id)


def _entry(row: Sequence[object]) -> Entry:
    number, case_id, kind, on, how, told_on = row
    return Entry(number, case_id, Event(kind, on, how, told_on))  # type: ignore[arg-type]


_BARE = [~exists().where(each.c.case_id == cases.c.id) for each in (events, absences, letters)]


async def open_case(db: AsyncConnection, child_id: int, kind: str) -> int:
    """The child's case of this kind that has not ended, begun if there is none."""
    number = (await db.execute(_open(child_id, kind))).scalar()
    return int(number) if number is not None else await _begin(db, child_id, kind)


async def new_case(db: AsyncConnection, child_id: int, kind: str) -> int:
    """A case of this kind in which nothing has happened yet, begun if there is none."""
    number = (await db.execute(_open(child_id, kind).where(*_BARE))).scalar()
    return int(number) if number is not None else await _begin(db, child_id, kind)


def _open(child_id: int, kind: str) -> Select[int]:
    mine = (cases.c.child_id == child_id, cases.c.kind == kind, cases.c.ended_on.is_(None))
    return select(cases.c.id).where(*mine).order_by(cases.c.id.desc()).limit(1)


async def _begin(db: AsyncConnection, child_id: int, kind: str) -> int:
    row = {"child_id": child_id, "kind": kind, "nudged": True}
    return int((await db.execute(insert(cases).returning(cases.c.id), row)).scalar_one())


async def drop(db: AsyncConnection, case_id: int) -> None:
    """Takes a case away in which nothing happened."""
    await db.execute(delete(cases).where(cases.c.id == case_id))


async def case(db: AsyncConnection, parent_id: int, case_id: int) -> Case | None:
    """This parent's case; None when there is none of that number, or it is somebody else's."""
    mine = _CASE.where(cases.c.id == case_id, children.c.parent_id == parent_id)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Case(*row)


async def cases_of(db: AsyncConnection, child_id: int) -> list[Case]:
    """A child's cases, the oldest first."""
    return [
        Case(*row) for row in await db.execute(_CASE.where(cases.c.child_id == child_id).order_by(cases.c.id))
    ]


async def next_nudged(db: AsyncConnection, after: int, limit: int) -> list[Case]:
    """The next cases, in order of number, whose parents want nudges and can be reached."""
    wanted = (
        cases.c.id > after,
        cases.c.nudged,
        cases.c.ended_on.is_(None),
        parents.c.nudged,
        parents.c.reachable,
    )
    some = _CASE.join(parents, parents.c.id == children.c.parent_id).where(*wanted)
    return [Case(*row) for row in await db.execute(some.order_by(cases.c.id).limit(limit))]


async def with_families(db: AsyncConnection, case_ids: Iterable[int]) -> dict[int, Family]:
    """These cases by number, each with its family."""
    found = _FAMILY.where(cases.c.id.in_(list(case_ids)))
    return {row.id: Family(Case(*row[:_OF_A_CASE]), *row[_OF_A_CASE:]) for row in await db.execute(found)}


async def record(db: AsyncConnection, case_id: int, event: Event) -> int:
    row = {
        "case_id": case_id,
        "kind": event.kind,
        "happened_on": event.on,
        "how": event.how,
        "told_on": event.told_on or event.on,
    }
    return int((await db.execute(insert(events).returning(events.c.id), row)).scalar_one())


async def entry(db: AsyncConnection, parent_id: int, event_id: int) -> Entry | None:
    """One event of this parent's; None when there is none of that number, or it is somebody else's."""
    mine = (events.c.id == event_id, children.c.parent_id == parent_id)
    found = _EVENT.join(cases, cases.c.id == events.c.case_id).join(
        children, children.c.id == cases.c.child_id
    )
    row = (await db.execute(found.where(*mine))).one_or_none()
    return None if row is None else _entry(row)


async def entries(db: AsyncConnection, case_id: int) -> list[Entry]:
    """The events of a case, oldest first."""
    return [_entry(row) for row in await db.execute(_EVENT.where(events.c.case_id == case_id))]


async def entries_of(db: AsyncConnection, child_id: int) -> list[Entry]:
    """All the events of a child: case by case, the oldest case first, and in each the oldest event."""
    of_child = _EVENT.join(cases, cases.c.id == events.c.case_id).where(cases.c.child_id == child_id)
    every = of_child.order_by(None).order_by(events.c.case_id, events.c.happened_on, events.c.id)
    return [_entry(row) for row in await db.execute(every)]


async def events_of(db: AsyncConnection, case_ids: Sequence[int]) -> dict[int, list[Event]]:
    """The events of many cases at once, oldest first."""
    found: dict[int, list[Event]] = defaultdict(list)
    for row in await db.execute(_EVENT.where(events.c.case_id.in_(case_ids))):
        entry = _entry(row)
        found[entry.case_id].append(entry.event)
    return found


async def remove_event(db: AsyncConnection, case_id: int, event_id: int) -> bool:
    gone = await db.execute(delete(events).where(events.c.id == event_id, events.c.case_id == case_id))
    return gone.rowcount == 1


async def redate(db: AsyncConnection, case_id: int, event_id: int, on: date) -> None:
    """Puts a slip right: it happened on another day."""
    mine = (events.c.id == event_id, events.c.case_id == case_id)
    await db.execute(update(events).where(*mine).values(happened_on=on))


async def set_ended(db: AsyncConnection, case_id: int, ended_on: date | None) -> None:
    """A case that is over; with None, one that is not over after all: then none is needed in its place."""
    await db.execute(update(cases).where(cases.c.id == case_id).values(ended_on=ended_on))
    if ended_on is None:
        this = select(cases.c.child_id, cases.c.kind).where(cases.c.id == case_id)
        if found := (await db.execute(this)).one_or_none():
            others = (cases.c.child_id == found.child_id, cases.c.kind == found.kind, cases.c.id != case_id)
            await db.execute(delete(cases).where(*others, cases.c.ended_on.is_(None), *_BARE))


async def set_nudged(db: AsyncConnection, case_id: int, *, nudged: bool) -> None:
    await db.execute(update(cases).where(cases.c.id == case_id).values(nudged=nudged))
