"""What is to be said without being asked. A row is claimed, sent, then settled; its key is said once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import outbox

# A claimed row is out of reach for this long. A process that dies with it in hand gives it back by dying.
LEASE = timedelta(minutes=5)
_OUTBOX_LOCK = (20, 1)  # two numbers: one alone would be a chat's lock


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
    """Adds what is not there yet. What waits or was sent stays as it is; what was withdrawn waits again."""
    if not rows:
        return
    insert: Any = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    values = [vars(row) | {"state": "waiting", "tries": 0} for row in rows]
    await db.execute(insert(outbox).on_conflict_do_nothing(index_elements=["key"]), values)
    again = update(outbox).where(outbox.c.key.in_([row.key for row in rows]), outbox.c.state == "withdrawn")
    await db.execute(again.values(state="waiting", tries=0, settled_at=None))


async def claim(db: AsyncConnection, now: datetime, limit: int) -> list[Claimed]:
    """Takes the rows whose time has come, the longest waiting first, for the length of a lease."""
    await _take_turns(db)
    lapsed = update(outbox).where(outbox.c.state == "sending", outbox.c.send_at <= now)
    await db.execute(lapsed.values(state="waiting"))
    longest_waiting = _WAITING.where(outbox.c.send_at <= now).order_by(outbox.c.send_at)
    return await _take(db, longest_waiting.limit(limit), now)


async def claim_with(db: AsyncConnection, case_ids: Iterable[int], now: datetime) -> list[Claimed]:
    """Takes the other rows of these cases whose time has come: one message will do for all of a case."""
    return await _take(db, _WAITING.where(outbox.c.case_id.in_(list(case_ids))), now)


async def _take_turns(db: AsyncConnection) -> None:
    # Two processes that each hold a row of the same case would tell the parent twice, or lock each other out.
    if db.dialect.name == "postgresql":
        await db.execute(select(func.pg_advisory_xact_lock(*_OUTBOX_LOCK)))


async def _take(db: AsyncConnection, rows: Select[tuple[int]], now: datetime) -> list[Claimed]:
    # A WITH, not a plain subquery: PostgreSQL may run that more than once, and so take more than the limit.
    found = rows.with_for_update(skip_locked=True).cte("found")
    taken = update(outbox).where(outbox.c.id.in_(select(found.c.id)), outbox.c.send_at <= now)
    taken = taken.values(state="sending", send_at=now + LEASE, tries=outbox.c.tries + 1)
    claimed = [Claimed(*row) for row in await db.execute(taken.returning(*_CLAIMED))]
    return sorted(claimed, key=lambda row: row.id)


_WAITING = select(outbox.c.id).where(outbox.c.state == "waiting")
_CLAIMED = (
    outbox.c.id,
    outbox.c.parent_id,
    outbox.c.case_id,
    outbox.c.rule,
    outbox.c.due_on,
    outbox.c.stage,
    outbox.c.tries,
)


async def settle(db: AsyncConnection, ids: Sequence[int], state: str, now: datetime) -> None:
    """The end of these rows: sent, folded into another, withdrawn, or refused by Telegram."""
    if ids:
        ended = {"state": state, "settled_at": now, "send_at": now}  # the lease is over
        await db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(ended))


async def put_off(db: AsyncConnection, ids: Sequence[int], until: datetime, *, tried: bool = True) -> None:
    """These rows wait until then. `tried`: it counts as one of the times that they were tried."""
    tries = outbox.c.tries if tried else outbox.c.tries - 1
    rows = update(outbox).where(outbox.c.id.in_(ids))
    await db.execute(rows.values(state="waiting", send_at=until, tries=tries))


async def told_since(db: AsyncConnection, parent_ids: Iterable[int], since: datetime) -> Counter[int]:
    """How many messages each of these parents has been sent since then."""
    sent = (outbox.c.parent_id.in_(list(parent_ids)), outbox.c.state == "sent", outbox.c.settled_at >= since)
    counted = select(outbox.c.parent_id, func.count()).where(*sent).group_by(outbox.c.parent_id)
    return Counter({row[0]: row[1] for row in await db.execute(counted)})


async def all_of(db: AsyncConnection, parent_id: int) -> list[Any]:
    rows = select(outbox.c.rule, outbox.c.due_on, outbox.c.stage, outbox.c.state, outbox.c.send_at)
    return list(await db.execute(rows.where(outbox.c.parent_id == parent_id).order_by(outbox.c.id)))


async def find(db: AsyncConnection, parent_id: int, row_id: int) -> Claimed | None:
    mine = select(*_CLAIMED).where(outbox.c.id == row_id, outbox.c.parent_id == parent_id)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Claimed(*row)
