"""A group's figures as they were last published, and whose families they count. Only the newest are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures import Figure, Publication
from bot.store.cases import Case
from bot.store.group_tables import memberships, publications
from bot.store.tables import cases, children

_TABLE = publications.c


@dataclass(frozen=True)
class Seen:
    """For whom and when the true counts were last taken. `who` is a digest: it names nobody."""

    who: str
    on: date


@dataclass(frozen=True)
class Kept:
    publication: Publication
    seen: Seen


async def kept(db: AsyncConnection, group_id: int, council: str) -> Kept | None:
    """The newest publication of a group for a council, if there was one."""
    mine = (_TABLE.group_id == group_id, _TABLE.council == council)
    row = (await db.execute(select(_TABLE.published_on, _TABLE.figures).where(*mine))).one_or_none()
    if row is None:
        return None
    figures = {name: Figure(*limits) for name, limits in row.figures["figures"].items()}
    seen = Seen(row.figures["who"], date.fromisoformat(row.figures["on"]))
    return Kept(Publication(row.published_on, figures), seen)


async def keep(db: AsyncConnection, group_id: int, council: str, found: Kept) -> None:
    """In place of the one before."""
    row = {"published_on": found.publication.published_on, "figures": _json(found)}
    mine = (_TABLE.group_id == group_id, _TABLE.council == council)
    changed = await db.execute(update(publications).where(*mine).values(**row))
    if not changed.rowcount:
        await db.execute(insert(publications), {"group_id": group_id, "council": council, **row})


def _json(found: Kept) -> dict[str, Any]:
    figures = found.publication.figures
    limits = {name: [each.value, each.low, each.high] for name, each in figures.items()}
    return {"figures": limits, "who": found.seen.who, "on": found.seen.on.isoformat()}


async def children_counted(db: AsyncConnection, group_id: int, council: str) -> dict[int, int]:
    """The children of a council whose parents said yes in a group, each with the number of the parent."""
    yes = (memberships.c.group_id == group_id, memberships.c.counted.is_(True))
    found = select(children.c.id, children.c.parent_id).join(
        memberships, memberships.c.parent_id == children.c.parent_id
    )
    rows = await db.execute(found.where(*yes, children.c.council == council).order_by(children.c.id))
    return {child: parent for child, parent in rows}  # noqa: C416  # rows are not pairs to a type checker


async def cases_of(db: AsyncConnection, child_ids: Iterable[int], kind: str) -> list[Case]:
    """The cases of one kind that these children have."""
    found = (
        select(
            cases.c.id,
            cases.c.child_id,
            children.c.parent_id,
            cases.c.kind,
            cases.c.nudged,
            children.c.council,
            cases.c.ended_on,
        )
        .join(children, children.c.id == cases.c.child_id)
        .where(cases.c.child_id.in_(list(child_ids)), cases.c.kind == kind)
    )
    return [Case(*row) for row in await db.execute(found)]
