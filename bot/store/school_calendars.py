"""The holidays of schools, as parents have told us. They belong to no child, and nobody's name is with them.

To parents nothing here lists schools: what another parent has told is found only by typing the school's name.
Only the admins of a council's groups are shown what waits for them to confirm, without who told it. That is
sealed, for it says where somebody's child goes to school.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.forms.options import same_words
from bot.law.school import SchoolYear
from bot.store.tables import school_calendars

LONGEST_NAME = 160  # a school and, elsewhere in England, its council

_TABLE = school_calendars.c
_KEPT = (
    _TABLE.id,
    _TABLE.told_by,
    _TABLE.council,
    _TABLE.school,
    _TABLE.starts_on,
    _TABLE.days,
    _TABLE.told_on,
)


@dataclass(frozen=True)
class Kept:
    """One school year of one school. `told_by` is None where the parent who told it has left."""

    id: int
    told_by: int | None
    council: str
    school: str
    starts_on: date
    days: object
    told_on: date


async def keep(
    db: AsyncConnection, parent_id: int, council: str, school: str, year: SchoolYear, told_on: date
) -> None:
    """Remembers a school year, in place of what this parent had told of it before."""
    await drop(db, parent_id, council, school, year.period.first)
    row = {"told_by": str(parent_id), "council": council, "school": compared(school)}
    days = {"starts_on": year.period.first, "days": year.to_json(), "told_on": told_on}
    await db.execute(insert(school_calendars), row | days)


async def found(
    db: AsyncConnection, council: str, school: str, parent_id: int, without: Collection[int] = ()
) -> list[Kept]:
    """What is known of the school of that name, one row a school year: this parent's own, else the newest.

    `without` are rows that do not count for this parent, unless she told them herself.
    """
    by_year: dict[date, Kept] = {}
    for kept in sorted(await _told_of(db, council, school), key=lambda each: each.told_by == parent_id):
        if kept.told_by == parent_id or kept.id not in without:
            by_year[kept.starts_on] = kept
    return [by_year[starts_on] for starts_on in sorted(by_year)]


async def of_council(db: AsyncConnection, council: str) -> list[Kept]:
    """All that anybody has told of the schools of a council, the oldest first."""
    every = select(*_KEPT).where(_TABLE.council == council).order_by(_TABLE.told_on, _TABLE.id)
    return [_kept(row) for row in await db.execute(every)]


async def schools_told_of(db: AsyncConnection, council: str) -> set[str]:
    """The schools of a council of which anybody has told anything, by their names as they are compared."""
    told = select(_TABLE.school).where(_TABLE.council == council).distinct()
    return set((await db.execute(told)).scalars())


async def told_by(db: AsyncConnection, parent_id: int) -> list[Kept]:
    """Everything that this parent has told, for her to see and to take with her."""
    every = select(*_KEPT).order_by(_TABLE.school, _TABLE.starts_on, _TABLE.id)
    return [each for each in map(_kept, await db.execute(every)) if each.told_by == parent_id]


async def drop(db: AsyncConnection, parent_id: int, council: str, school: str, starts_on: date) -> bool:
    """Forgets what this parent has told of a school year; nobody else's is touched."""
    told = await _told_of(db, council, school)
    mine = [each.id for each in told if (each.told_by, each.starts_on) == (parent_id, starts_on)]
    await db.execute(delete(school_calendars).where(_TABLE.id.in_(mine)))
    return bool(mine)


async def leave(db: AsyncConnection, parent_id: int, staying: Iterable[tuple[str, str]] = ()) -> None:
    """A parent goes, or a child: what they told of schools stays for others, and says no more who told it.

    `staying` are the councils and names of the schools at which this parent still has a child.
    """
    still = {(council, compared(school)) for council, school in staying}
    left = [each.id for each in await told_by(db, parent_id) if (each.council, each.school) not in still]
    await db.execute(update(school_calendars).where(_TABLE.id.in_(left)).values(told_by=None))


async def _told_of(db: AsyncConnection, council: str, school: str) -> list[Kept]:
    """What anybody has told of a school, the oldest first."""
    same = select(*_KEPT).where(_TABLE.council == council, _TABLE.school == compared(school))
    return [_kept(row) for row in await db.execute(same.order_by(_TABLE.told_on, _TABLE.id))]


def _kept(row: Sequence[object]) -> Kept:
    number, who, council, school, starts_on, days, told_on = row
    return Kept(number, int(who) if who else None, council, school, starts_on, days, told_on)  # type: ignore[arg-type,call-overload]


def compared(school: str) -> str:
    """The name as it is compared: without case and punctuation."""
    return same_words(school)[:LONGEST_NAME]
