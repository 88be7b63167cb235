"""What a council promised in public, as the admins of a group keep it for its members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import groups, pledges

DRAFT, OPEN, KEPT, BROKEN, DROPPED = "draft", "open", "kept", "broken", "dropped"
LISTED = (OPEN, KEPT, BROKEN)
INSTEAD_OF = "instead_of"  # among the words of a draft: the number of the one that it changes
MOST_DRAFTS = 5  # of a group: written, and not put on the list

_TABLE = pledges.c
_PLEDGE = (_TABLE.id, _TABLE.group_id, _TABLE.words, _TABLE.due_on, _TABLE.state, _TABLE.reminded_on)


@dataclass(frozen=True)
class Pledge:
    """`words` are "what", "who" and, where there is one, "link"."""

    id: int
    group_id: int
    words: Mapping[str, str]
    due_on: date
    state: str
    reminded_on: date | None  # the admins were told that it is due


async def draft(
    db: AsyncConnection, group_id: int, words: Mapping[str, str], due_on: date, instead_of: int = 0
) -> int:
    """Remembers a promise that is not on the group's list yet. A few are kept, the oldest go.

    `instead_of` is the one on the list whose place it takes, if it is put there.
    """
    known = {**words, **({INSTEAD_OF: str(instead_of)} if instead_of else {})}
    row = {"group_id": group_id, "words": known, "due_on": due_on, "state": DRAFT}
    number = int((await db.execute(insert(pledges).returning(_TABLE.id), row)).scalar_one())
    mine = select(_TABLE.id).where(_TABLE.group_id == group_id, _TABLE.state == DRAFT)
    old = list((await db.execute(mine.order_by(_TABLE.id.desc()).offset(MOST_DRAFTS))).scalars())
    await db.execute(delete(pledges).where(_TABLE.id.in_(old)))
    return number


async def find(db: AsyncConnection, group_id: int, pledge_id: int) -> Pledge | None:
    """The group's promise of that number; None when there is none, or it was taken off."""
    mine = select(*_PLEDGE).where(
        _TABLE.id == pledge_id, _TABLE.group_id == group_id, _TABLE.state != DROPPED
    )
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Pledge(*row)


async def of_group(db: AsyncConnection, group_id: int) -> list[Pledge]:
    """The group's list: what is open first, and of that what is due first."""
    settled = case((_TABLE.state == OPEN, 0), else_=1)
    listed = select(*_PLEDGE).where(_TABLE.group_id == group_id, _TABLE.state.in_(LISTED))
    return [Pledge(*row) for row in await db.execute(listed.order_by(settled, _TABLE.due_on, _TABLE.id))]


async def group_of(db: AsyncConnection, pledge_id: int) -> int | None:
    """The group of a promise that is on its list."""
    listed = select(_TABLE.group_id).where(_TABLE.id == pledge_id, _TABLE.state.in_(LISTED))
    return (await db.execute(listed)).scalar_one_or_none()


async def put(db: AsyncConnection, pledge: Pledge, today: date) -> None:
    """Puts it on the list, or in the place of the one that it changes.

    Of one that was due before, whoever put it there knows already.
    """
    already = today if pledge.due_on < today else None
    if instead_of := int(pledge.words.get(INSTEAD_OF, 0)):
        await _change(db, instead_of, pledge, already)
    else:
        fresh = update(pledges).where(_TABLE.id == pledge.id, _TABLE.state == DRAFT)
        await db.execute(fresh.values(state=OPEN, reminded_on=already))


async def _change(db: AsyncConnection, number: int, as_in: Pledge, reminded_on: date | None) -> None:
    words = {part: said for part, said in as_in.words.items() if part != INSTEAD_OF}
    facts = {"words": words, "due_on": as_in.due_on, "reminded_on": reminded_on}
    listed = (_TABLE.id == number, _TABLE.group_id == as_in.group_id, _TABLE.state.in_(LISTED))
    await db.execute(update(pledges).where(*listed).values(**facts))
    await throw_away(db, as_in.id)


async def settle(db: AsyncConnection, pledge_id: int, state: str) -> None:
    """Kept, broken, open again, or dropped: taken off. What was never put on the list stays off it."""
    listed = update(pledges).where(_TABLE.id == pledge_id, _TABLE.state.in_(LISTED))
    await db.execute(listed.values(state=state))


async def throw_away(db: AsyncConnection, pledge_id: int) -> None:
    """Forgets one that was never put on the list."""
    await db.execute(delete(pledges).where(_TABLE.id == pledge_id, _TABLE.state == DRAFT))


async def due(db: AsyncConnection, today: date) -> list[Pledge]:
    """What has fallen due and was told to nobody yet, in groups that the bot is in."""
    fallen = (
        select(*_PLEDGE)
        .join(groups, groups.c.id == _TABLE.group_id)
        .where(_TABLE.state == OPEN, _TABLE.due_on <= today, _TABLE.reminded_on.is_(None), groups.c.present)
        .order_by(_TABLE.group_id, _TABLE.due_on, _TABLE.id)
    )
    return [Pledge(*row) for row in await db.execute(fallen)]


async def reminded(db: AsyncConnection, pledge_ids: Iterable[int], today: date) -> None:
    """The admins were told, and are not told again."""
    rows = update(pledges).where(_TABLE.id.in_(list(pledge_ids)))
    await db.execute(rows.values(reminded_on=today))
