"""Groups, and who belongs to them. What a member's family is like is nowhere here."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import groups, memberships
from bot.store.tables import parents

WORD_BYTES = 12  # 96 bits: nobody guesses a link


@dataclass(frozen=True)
class Group:
    id: int
    chat_id: int
    word: str
    title: str
    council: str
    topic: int | None
    owner_only: bool
    anonymous: bool
    present: bool


@dataclass(frozen=True)
class Membership:
    group: Group
    notices: bool
    counted: bool | None  # None: never asked


_GROUP = (
    groups.c.id,
    groups.c.chat_id,
    groups.c.word,
    groups.c.title,
    groups.c.council,
    groups.c.topic,
    groups.c.owner_only,
    groups.c.anonymous,
    groups.c.present,
)


def new_word() -> str:
    """A word for a link, in characters that a link to a bot may carry."""
    return secrets.token_urlsafe(WORD_BYTES)


async def arrive(db: AsyncConnection, chat_id: int, title: str, today: date) -> tuple[Group, bool]:
    """The bot is in this group. Gives the group, and whether it was not known to be in it before."""
    known = await by_chat(db, chat_id)
    if known is None:
        row = {"chat_id": chat_id, "title": title, "word": new_word(), "joined_on": today}
        await db.execute(insert(groups), row)
    else:
        await change(db, known.id, title=title, present=True)
    found = await by_chat(db, chat_id)
    assert found
    return found, known is None or not known.present


async def depart(db: AsyncConnection, chat_id: int) -> None:
    """The bot was removed: nothing more is said there. What members chose stays, should it come back."""
    await db.execute(update(groups).where(groups.c.chat_id == chat_id).values(present=False))


async def move(db: AsyncConnection, old: int, new: int) -> None:
    """The group became a supergroup: all that was kept of it goes with it, under its new number."""
    if old == new or await by_chat(db, old) is None:
        return
    if (already := await by_chat(db, new)) is not None:  # told of its arrival there first
        await db.execute(delete(groups).where(groups.c.id == already.id))
    await db.execute(update(groups).where(groups.c.chat_id == old).values(chat_id=new, present=True))


async def by_id(db: AsyncConnection, group_id: int) -> Group | None:
    return await _one(db, groups.c.id == group_id)


async def by_chat(db: AsyncConnection, chat_id: int) -> Group | None:
    return await _one(db, groups.c.chat_id == chat_id)


async def by_word(db: AsyncConnection, word: str) -> Group | None:
    return await _one(db, groups.c.word == word)


async def of_chat(db: AsyncConnection, chat_id: int, group_id: int) -> Group | None:
    """The group of that number, if whoever has this private chat belongs to it."""
    mine = (
        select(*_GROUP)
        .join(memberships, memberships.c.group_id == groups.c.id)
        .join(parents, parents.c.id == memberships.c.parent_id)
        .where(groups.c.id == group_id, parents.c.chat_id == chat_id)
    )
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Group(*row)


async def _one(db: AsyncConnection, condition: Any) -> Group | None:
    row = (await db.execute(select(*_GROUP).where(condition))).one_or_none()
    return None if row is None else Group(*row)


async def change(db: AsyncConnection, group_id: int, **values: object) -> None:
    await db.execute(update(groups).where(groups.c.id == group_id).values(**values))


async def join(db: AsyncConnection, parent_id: int, group_id: int, today: date, **choices: bool) -> None:
    """A parent belongs to a group from now on; `choices` are those made: `notices`, `counted`."""
    mine = (memberships.c.parent_id == parent_id) & (memberships.c.group_id == group_id)
    if await db.scalar(select(memberships.c.id).where(mine)) is None:
        row = {"parent_id": parent_id, "group_id": group_id, "joined_on": today}
        await db.execute(insert(memberships), row)
    if choices:
        await db.execute(update(memberships).where(mine).values(**choices))


async def leave(db: AsyncConnection, parent_id: int, group_id: int) -> None:
    mine = (memberships.c.parent_id == parent_id) & (memberships.c.group_id == group_id)
    await db.execute(delete(memberships).where(mine))


async def leave_chat(db: AsyncConnection, person: int, chat_id: int) -> None:
    """Somebody is in the group's chat no more."""
    who = select(parents.c.id).where(parents.c.chat_id == person)
    where = select(groups.c.id).where(groups.c.chat_id == chat_id)
    mine = memberships.c.parent_id.in_(who) & memberships.c.group_id.in_(where)
    await db.execute(delete(memberships).where(mine))


async def of_parent(db: AsyncConnection, parent_id: int) -> list[Membership]:
    """The groups that a parent belongs to, those first that were joined first."""
    mine = (
        select(*_GROUP, memberships.c.notices, memberships.c.counted)
        .join(memberships, memberships.c.group_id == groups.c.id)
        .where(memberships.c.parent_id == parent_id)
        .order_by(memberships.c.id)
    )
    return [Membership(Group(*row[:-2]), row[-2], row[-1]) for row in await db.execute(mine)]


async def membership(db: AsyncConnection, parent_id: int, group_id: int) -> Membership | None:
    """How this parent belongs to a group; None when they do not, or there is no such group."""
    every = await of_parent(db, parent_id)
    return next((each for each in every if each.group.id == group_id), None)


async def told_in_private(db: AsyncConnection, group_id: int) -> list[int]:
    """The members who want notices in private and can be reached, by their parents' numbers."""
    wanting = (
        select(memberships.c.parent_id)
        .join(parents, parents.c.id == memberships.c.parent_id)
        .where(memberships.c.group_id == group_id, memberships.c.notices, parents.c.reachable)
        .order_by(memberships.c.id)
    )
    return list((await db.execute(wanting)).scalars())


async def counted_in(db: AsyncConnection, group_id: int) -> list[int]:
    """The members whose families are in the group's figures, by their parents' numbers."""
    saying_yes = select(memberships.c.parent_id).where(
        memberships.c.group_id == group_id, memberships.c.counted.is_(True)
    )
    return list((await db.execute(saying_yes)).scalars())


async def reachable_among(db: AsyncConnection, group_id: int, people: Iterable[int]) -> list[int]:
    """Those of these people, by Telegram numbers, who belong to the group here and can be written to."""
    mine = (
        select(parents.c.chat_id)
        .join(memberships, memberships.c.parent_id == parents.c.id)
        .where(memberships.c.group_id == group_id, parents.c.reachable, parents.c.chat_id.in_(list(people)))
        .order_by(memberships.c.id)
    )
    return list((await db.execute(mine)).scalars())
