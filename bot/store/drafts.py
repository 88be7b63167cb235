"""Forms that are not finished. The answers are the whole state; at most one draft of a parent is open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import drafts


@dataclass(frozen=True)
class Draft:
    id: int
    form: str
    about: int
    answers: dict[str, str]
    version: int


_COLUMNS = (drafts.c.id, drafts.c.form, drafts.c.about, drafts.c.answers, drafts.c.version)
# Built once: to build one costs four times as much as to run it.
_MINE = drafts.c.parent_id == bindparam("parent")
_PARKED = select(*_COLUMNS).where(_MINE).order_by(drafts.c.touched_at.desc(), drafts.c.id.desc())
_PARK = update(drafts).where(_MINE, drafts.c.is_open).values(is_open=False)
_CLEAR = delete(drafts).where(_MINE, drafts.c.form == bindparam("same"), drafts.c.about == bindparam("thing"))
_BEGIN = insert(drafts).returning(drafts.c.id)
_DROP = delete(drafts).where(drafts.c.id == bindparam("draft"))
_KEEP = (
    update(drafts)
    .where(drafts.c.id == bindparam("draft"))
    .values(answers=bindparam("answers"), version=bindparam("version"), touched_at=bindparam("now"))
)


async def begin(
    db: AsyncConnection, parent_id: int, form: str, about: int, now: datetime, child_id: int | None = None
) -> Draft:
    """An open draft of this form: a new one, in place of any older one about the same thing."""
    await park(db, parent_id)
    await db.execute(_CLEAR, {"parent": parent_id, "same": form, "thing": about})
    row = {"parent_id": parent_id, "form": form, "about": about, "child_id": child_id, "answers": {}}
    number = (await db.execute(_BEGIN, row | {"touched_at": now})).scalar_one()
    return Draft(number, form, about, {}, 0)


async def parked(db: AsyncConnection, parent_id: int) -> list[Draft]:
    """Every unfinished form of this parent, the newest first."""
    return [Draft(*row) for row in await db.execute(_PARKED, {"parent": parent_id})]


async def find(db: AsyncConnection, parent_id: int, draft_id: int) -> Draft | None:
    mine = select(*_COLUMNS).where(drafts.c.parent_id == parent_id, drafts.c.id == draft_id)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Draft(*row)


async def reopen(db: AsyncConnection, parent_id: int, draft_id: int) -> None:
    await park(db, parent_id)
    mine = update(drafts).where(drafts.c.parent_id == parent_id, drafts.c.id == draft_id)
    await db.execute(mine.values(is_open=True))


async def keep(db: AsyncConnection, draft: Draft, answers: dict[str, str], now: datetime) -> Draft:
    version = draft.version + 1
    await db.execute(_KEEP, {"draft": draft.id, "answers": answers, "version": version, "now": now})
    return Draft(draft.id, draft.form, draft.about, answers, version)


async def park(db: AsyncConnection, parent_id: int) -> None:
    await db.execute(_PARK, {"parent": parent_id})


async def forget(db: AsyncConnection, parent_id: int, form: str, about: int) -> None:
    """Forgets what was begun in this form about a thing that is gone, or is another thing now."""
    await db.execute(_CLEAR, {"parent": parent_id, "same": form, "thing": about})


async def drop(db: AsyncConnection, draft_id: int) -> None:
    await db.execute(_DROP, {"draft": draft_id})
