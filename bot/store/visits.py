"""Who an update comes from, what they were in the middle of, and whether it has been answered before.

This is read and written once for every update, so each is one statement, built once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.drafts import Draft
from bot.store.families import Parent
from bot.store.tables import drafts, parents, seen_updates

KEPT_FOR = timedelta(days=7)  # Telegram keeps an update for a day; it can never come again after that

_one = select(literal(1).label("one")).subquery()
_ARRIVE = select(
    parents.c.id,
    parents.c.chat_id,
    parents.c.nudged,
    parents.c.reachable,
    drafts.c.id.label("draft_id"),
    drafts.c.form,
    drafts.c.about,
    drafts.c.answers,
    drafts.c.version,
    seen_updates.c.route,
).select_from(
    _one.outerjoin(parents, parents.c.chat_id == bindparam("chat"))
    .outerjoin(drafts, and_(drafts.c.parent_id == parents.c.id, drafts.c.is_open))
    .outerjoin(seen_updates, seen_updates.c.update_id == bindparam("seen"))
)
_REMEMBER = insert(seen_updates)


@dataclass(frozen=True)
class Arrival:
    parent: Parent | None
    draft: Draft | None
    answered_with: str | None  # the route of the screen, when this very update was answered before


async def arrive(db: AsyncConnection, chat_id: int, update_id: int) -> Arrival:
    row = (await db.execute(_ARRIVE, {"chat": chat_id, "seen": update_id})).one()
    parent = None if row.id is None else Parent(row.id, row.chat_id, row.nudged, row.reachable)
    draft = None
    if row.draft_id is not None:
        draft = Draft(row.draft_id, row.form, row.about, row.answers, row.version)
    return Arrival(parent, draft, row.route)


async def remember(db: AsyncConnection, update_id: int, route: str, now: datetime) -> None:
    await db.execute(_REMEMBER, {"update_id": update_id, "route": route, "seen_at": now})


async def forget_old(db: AsyncConnection, now: datetime) -> None:
    await db.execute(delete(seen_updates).where(seen_updates.c.seen_at < now - KEPT_FOR))
