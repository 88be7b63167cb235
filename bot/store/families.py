"""Parents and their children. Every question about a child names the parent who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import children, parents


@dataclass(frozen=True)
class Parent:
    id: int
    chat_id: int
    nudged: bool
    reachable: bool


@dataclass(frozen=True)
class Child:
    id: int
    parent_id: int
    called: str
    council: str
    council_name: str
    full_name: str | None
    born_on: str | None
    reference: str | None
    school: str | None
    holder: str  # who holds the rights: "parent", or "young_person" once over compulsory school age


_PARENT = (parents.c.id, parents.c.chat_id, parents.c.nudged, parents.c.reachable)
_CHILD = tuple(children.c)


async def welcome(db: AsyncConnection, chat_id: int, now: datetime) -> Parent:
    """Remembers a parent from the moment that they agree to it."""
    row = {"chat_id": chat_id, "consented_at": now, "nudged": True, "reachable": True}
    number = (await db.execute(insert(parents).returning(parents.c.id), row)).scalar_one()
    return Parent(number, chat_id, nudged=True, reachable=True)


async def parent(db: AsyncConnection, parent_id: int) -> Parent | None:
    row = (await db.execute(select(*_PARENT).where(parents.c.id == parent_id))).one_or_none()
    return None if row is None else Parent(*row)


async def by_chats(db: AsyncConnection, chat_ids: Iterable[int]) -> dict[int, int]:
    """Those of these chats who are parents that can be written to: the parent's number by the chat's."""
    found = select(parents.c.chat_id, parents.c.id).where(
        parents.c.chat_id.in_(list(chat_ids)), parents.c.reachable
    )
    return {row[0]: row[1] for row in await db.execute(found)}


async def name_of(db: AsyncConnection, parent_id: int) -> str | None:
    """How the parent signs: None when never asked, "" when they left it out."""
    name = await db.execute(select(parents.c.name).where(parents.c.id == parent_id))
    return cast("str | None", name.scalar_one())


async def ways_of(db: AsyncConnection, parent_id: int) -> dict[str, str]:
    """How a parent wants letters answered: "reply", "adjustments" and "from", those that were given."""
    found = (await db.execute(select(parents.c.ways).where(parents.c.id == parent_id))).scalar_one()
    return dict(found or {})


async def set_ways(db: AsyncConnection, parent_id: int, ways: dict[str, str]) -> None:
    await db.execute(update(parents).where(parents.c.id == parent_id).values(ways=ways))


async def consented_at(db: AsyncConnection, parent_id: int) -> datetime:
    moment = await db.execute(select(parents.c.consented_at).where(parents.c.id == parent_id))
    return cast("datetime", moment.scalar_one())


async def rename(db: AsyncConnection, parent_id: int, name: str) -> None:
    await db.execute(update(parents).where(parents.c.id == parent_id).values(name=name))


async def set_nudged(db: AsyncConnection, parent_id: int, *, nudged: bool) -> None:
    await db.execute(update(parents).where(parents.c.id == parent_id).values(nudged=nudged))


async def set_reachable(db: AsyncConnection, chat_id: int, *, reachable: bool) -> None:
    await db.execute(update(parents).where(parents.c.chat_id == chat_id).values(reachable=reachable))


async def add_child(db: AsyncConnection, parent_id: int, called: str, council: str, council_name: str) -> int:
    row = {"parent_id": parent_id, "called": called, "council": council, "council_name": council_name}
    return int((await db.execute(insert(children).returning(children.c.id), row)).scalar_one())


async def children_of(db: AsyncConnection, parent_id: int) -> list[Child]:
    mine = select(*_CHILD).where(children.c.parent_id == parent_id).order_by(children.c.id)
    return [Child(*row) for row in await db.execute(mine)]


async def child(db: AsyncConnection, parent_id: int, child_id: int) -> Child | None:
    """This parent's child; None when there is none of that number, or it is somebody else's."""
    mine = select(*_CHILD).where(children.c.id == child_id, children.c.parent_id == parent_id)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Child(*row)


async def schools_of(db: AsyncConnection, child_ids: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Council, its name and the school of these children, of those whose school is known."""
    named = (children.c.id.in_(list(child_ids)), children.c.school.is_not(None))
    found = select(children.c.id, children.c.council, children.c.council_name, children.c.school).where(
        *named
    )
    return {number: (council, name, school) for number, council, name, school in await db.execute(found)}


async def correct_child(db: AsyncConnection, child_id: int, **facts: str) -> None:
    await db.execute(update(children).where(children.c.id == child_id).values(**facts))


async def remove_child(db: AsyncConnection, child_id: int) -> None:
    await db.execute(delete(children).where(children.c.id == child_id))


async def erase(db: AsyncConnection, parent_id: int) -> None:
    """Erases a parent and, by the foreign keys, all that was ever kept about them."""
    await db.execute(delete(parents).where(parents.c.id == parent_id))
