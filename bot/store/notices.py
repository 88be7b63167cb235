"""Notices of a group: what is announced, and how far it has got."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import notices
from bot.store.groups import new_word

DRAFT, PLANNED, HELD, OUT, STOPPED, OFF, OVER = "draft", "planned", "held", "out", "stopped", "off", "over"
EVENT, PLAIN, ASK = "event", "plain", "ask"


@dataclass(frozen=True)
class Notice:
    id: int
    group_id: int
    author_id: int | None  # None: the author has erased everything
    word: str
    kind: str
    words: Mapping[str, str]
    starts_at: datetime | None
    ends_at: datetime | None
    capacity: int | None
    repeats: str
    state: str
    send_at: datetime | None
    version: int
    shown: str


COLUMNS: tuple[Any, ...] = (
    notices.c.id,
    notices.c.group_id,
    notices.c.author_id,
    notices.c.word,
    notices.c.kind,
    notices.c.words,
    notices.c.starts_at,
    notices.c.ends_at,
    notices.c.capacity,
    notices.c.repeats,
    notices.c.state,
    notices.c.send_at,
    notices.c.version,
    notices.c.shown,
)


async def add(
    db: AsyncConnection, group_id: int, author_id: int | None, kind: str, now: datetime, **given: Any
) -> int:
    """A new notice, a draft unless it says otherwise; `given` are its words, times, capacity and so on."""
    row = {"group_id": group_id, "author_id": author_id, "kind": kind, "word": new_word(), "touched_at": now}
    row |= {"shown": "0"}
    return int((await db.execute(insert(notices).returning(notices.c.id), row | given)).scalar_one())


async def notice(db: AsyncConnection, notice_id: int) -> Notice | None:
    return await _one(db, notices.c.id == notice_id)


async def by_word(db: AsyncConnection, word: str) -> Notice | None:
    return await _one(db, notices.c.word == word)


async def _one(db: AsyncConnection, condition: Any) -> Notice | None:
    row = (await db.execute(select(*COLUMNS).where(condition))).one_or_none()
    return None if row is None else Notice(*row)


async def of_group(db: AsyncConnection, group_id: int) -> list[Notice]:
    """Every notice of a group, the newest last."""
    mine = select(*COLUMNS).where(notices.c.group_id == group_id).order_by(notices.c.id)
    return [Notice(*row) for row in await db.execute(mine)]


async def of_author(db: AsyncConnection, author_id: int, *states: str) -> list[Notice]:
    """What a parent has written, in one of these states where some are named, the newest first."""
    mine = select(*COLUMNS).where(notices.c.author_id == author_id)
    if states:
        mine = mine.where(notices.c.state.in_(states))
    return [Notice(*row) for row in await db.execute(mine.order_by(notices.c.id.desc()))]


async def in_state(db: AsyncConnection, *states: str) -> list[Notice]:
    """The notices of every group that are in one of these states."""
    found = select(*COLUMNS).where(notices.c.state.in_(states)).order_by(notices.c.id)
    return [Notice(*row) for row in await db.execute(found)]


async def change(db: AsyncConnection, notice_id: int, now: datetime, **values: object) -> None:
    await db.execute(update(notices).where(notices.c.id == notice_id).values(**values, touched_at=now))


STALE = ""  # what the group's own copy shows of those coming has changed


async def stale(db: AsyncConnection) -> list[Notice]:
    """The notices that are out whose copy in the group shows an old count."""
    found = select(*COLUMNS).where(notices.c.state == OUT, notices.c.shown == STALE)
    return [Notice(*row) for row in await db.execute(found)]


async def shown(db: AsyncConnection, notice_id: int, count: str) -> None:
    """What the group's own copy shows of those coming; STALE where it is to be looked at."""
    await db.execute(update(notices).where(notices.c.id == notice_id).values(shown=count))


async def remove(db: AsyncConnection, notice_id: int) -> None:
    await db.execute(delete(notices).where(notices.c.id == notice_id))
