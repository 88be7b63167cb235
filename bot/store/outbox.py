"""What is to be said without being asked. A row is claimed, sent, then settled; its key is said once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import outbox

# A claimed row is out of reach for this long. A process that dies with it in hand gives it back by dying.
LEASE = timedelta(minutes=5)
_OPEN = ("waiting", "sending")


@dataclass(frozen=True)
class Waiting:
    """A nudge to be sent: about which rule and date of which case, and how far up its ladder."""

    key: str
    parent_id: int
    case_id: int
    rule: str
    due_on: date
    stage: str
    send_at: datetime


@dataclass(frozen=True)
class Claimed:
    id: int
    parent_id: int
    case_id: int
    rule: str
    due_on: date
    stage: str
    tries: int


async def put(db: AsyncConnection, rows: Sequence[Waiting]) -> None:
    """Adds what is not there yet; a key that was ever used stays as it is."""
    if rows:
        insert: Any = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        values = [vars(row) | {"state": "waiting", "tries": 0} for row in rows]
        await db.execute(insert(outbox).on_conflict_do_nothing(index_elements=["key"]), values)


async def claim(db: AsyncConnection, now: datetime, limit: int) -> list[Claimed]:
    """Takes the rows whose time has come, the longest waiting first, for the length of a lease."""
    ready = select(outbox.c.id).where(outbox.c.state.in_(_OPEN), outbox.c.send_at <= now)
    ready = ready.order_by(outbox.c.send_at, outbox.c.id).limit(limit).with_for_update(skip_locked=True)
    taken = update(outbox).where(outbox.c.id.in_(ready.scalar_subquery()))
    taken = taken.values(state="sending", send_at=now + LEASE, tries=outbox.c.tries + 1)
    rows = await db.execute(taken.returning(*_CLAIMED))
    return sorted((Claimed(*row) for row in rows), key=lambda row: row.id)


_CLAIMED = (
    outbox.c.id,
    outbox.c.parent_id,
    outbox.c.case_id,
    outbox.c.rule,
    outbox.c.due_on,
    outbox.c.stage,
    outbox.c.tries,
)


async def due_with(db: AsyncConnection, case_ids: Iterable[int], now: datetime) -> list[Claimed]:
    """The other nudges of these cases whose time has come: one message will do for all of a case."""
    waiting = outbox.c.state == "waiting"
    rows = select(*_CLAIMED).where(outbox.c.case_id.in_(list(case_ids)), waiting, outbox.c.send_at <= now)
    return [Claimed(*row) for row in await db.execute(rows)]


async def settle(db: AsyncConnection, ids: Sequence[int], state: str, now: datetime) -> None:
    """The end of these rows: sent, folded into another, withdrawn, or refused by Telegram."""
    if ids:
        await db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(state=state, settled_at=now))


async def put_off(db: AsyncConnection, row_id: int, until: datetime) -> None:
    await db.execute(update(outbox).where(outbox.c.id == row_id).values(state="waiting", send_at=until))


async def put_off_parent(db: AsyncConnection, parent_id: int, until: datetime) -> None:
    """Everything that waits for this parent waits longer."""
    rows = update(outbox).where(outbox.c.parent_id == parent_id, outbox.c.state.in_(_OPEN))
    await db.execute(rows.values(state="waiting", send_at=until))


async def all_of(db: AsyncConnection, parent_id: int) -> list[Any]:
    rows = select(outbox.c.rule, outbox.c.due_on, outbox.c.stage, outbox.c.state, outbox.c.send_at)
    return list(await db.execute(rows.where(outbox.c.parent_id == parent_id).order_by(outbox.c.id)))


async def find(db: AsyncConnection, parent_id: int, row_id: int) -> Claimed | None:
    mine = select(*_CLAIMED).where(outbox.c.id == row_id, outbox.c.parent_id == parent_id)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Claimed(*row)
