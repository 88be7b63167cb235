"""A parent's rights over the record: a readable copy of everything, and its erasure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.standing import Standing, look
from bot.services import Services
from bot.store import cases, drafts, families, letters, outbox, school_calendars
from bot.store.cases import Entry
from bot.store.drafts import Draft
from bot.store.families import Child, Parent
from bot.store.letters import Written


@dataclass(frozen=True)
class Held:
    """Everything that is kept about one case."""

    child: Child
    standing: Standing
    entries: list[Entry]
    letters: list[Written]


async def everything(
    db: AsyncConnection, services: Services, parent: Parent, now: datetime
) -> dict[str, Any]:
    """All that is held about a parent, by name: what the export prints."""
    today = clock.london(now).date()
    held = []
    children = await families.children_of(db, parent.id)
    for child in children:
        for case in await cases.cases_of(db, child.id):
            standing = await look(db, services, case, today)
            recorded = await cases.entries(db, case.id)
            held.append(Held(child, standing, recorded, await letters.letters_of(db, case.id)))
    return {
        "parent": parent,
        "parent_name": await families.name_of(db, parent.id),
        "consented_at": await families.consented_at(db, parent.id),
        "children": children,
        "held": held,
        "drafts": await _drafts(db, parent),
        "nudges": await outbox.all_of(db, parent.id),
        "schools": await school_calendars.told_by(db, parent.id),
        "made_at": now,
    }


async def _drafts(db: AsyncConnection, parent: Parent) -> list[Draft]:
    return await drafts.parked(db, parent.id)


async def erase(db: AsyncConnection, parent: Parent) -> None:
    """Erases a parent: children, cases, events, letters, drafts and everything queued for them.

    The holidays of a school that they told stay for the others who count on them, without a name.
    """
    await school_calendars.leave(db, parent.id)
    await families.erase(db, parent.id)
