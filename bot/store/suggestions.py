"""What a group holds in common: addresses and schools' dates that parents told and its admins confirmed.

A row is "open" while it is only what a parent told. What the admins of one group say of it, right or wrong,
is a row of its own, with that group's number in its words and without who told it. So it counts for members
of that group and for nobody else, it stays as it was when it was looked at, and a stranger's group can
neither put words into the letters of other families nor take them out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import groups, memberships, suggestions
from bot.store.school_calendars import compared

OPEN, CONFIRMED, REFUSED = "open", "confirmed", "refused"
DATES = "school-dates"  # in the place of a role: the dates of one school year, from school_calendars
MOST_OPEN = 10  # of one parent

_TABLE = suggestions.c
_ROW = (
    _TABLE.id,
    _TABLE.council,
    _TABLE.role,
    _TABLE.school,
    _TABLE.words,
    _TABLE.told_by,
    _TABLE.told_on,
    _TABLE.state,
    _TABLE.confirmed_on,
)


@dataclass(frozen=True)
class Place:
    """What an address is for: a role at a council, or at a school by the name that dates are kept under."""

    council: str
    role: str
    school: str = ""


@dataclass(frozen=True)
class Suggestion:
    id: int
    place: Place
    words: Mapping[str, Any]  # "lines"; of what a group's admins said also "group", "of", "starts_on", "days"
    told_by: int | None
    told_on: date
    state: str
    confirmed_on: date | None

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.words.get("lines", ()))


def at(council: str, role: str, school: str = "") -> Place:
    """The place, with the school's name as names are compared."""
    return Place(council, role, compared(school))


async def suggest(
    db: AsyncConnection, parent_id: int, place: Place, lines: Sequence[str], today: date
) -> bool:
    """Remembers an address, in place of what this parent told of that place before. False: too many."""
    await take_back(db, parent_id, place)
    if len(await told_by(db, parent_id)) >= MOST_OPEN:
        return False
    row = {**vars(place), "words": {"lines": list(lines)}, "told_by": str(parent_id), "told_on": today}
    await db.execute(insert(suggestions), row)
    return True


async def take_back(db: AsyncConnection, parent_id: int, place: Place) -> None:
    """Forgets what this parent has told of a place; what a group has confirmed stays."""
    before = [each.id for each in await told_by(db, parent_id) if each.place == place]
    await db.execute(delete(suggestions).where(_TABLE.id.in_(before)))


async def told_by(db: AsyncConnection, parent_id: int) -> list[Suggestion]:
    """What this parent has told, for her to take with her."""
    every = select(*_ROW).where(_TABLE.state == OPEN).order_by(_TABLE.id)
    return [each for each in map(_row, await db.execute(every)) if each.told_by == parent_id]


async def leave(db: AsyncConnection, parent_id: int, staying: Iterable[tuple[str, str]] = ()) -> None:
    """A parent goes, or a child, and what only they have said goes too. What a group confirmed stays: it
    names nobody.

    `staying` are the councils and schools of the children that this parent still has; "" where there is none.
    """
    still = {(council, compared(school)) for council, school in staying}
    still |= {(council, "") for council, _ in still}
    left = [
        each.id
        for each in await told_by(db, parent_id)
        if (each.place.council, each.place.school) not in still
    ]
    await db.execute(delete(suggestions).where(_TABLE.id.in_(left)))


async def open_of(db: AsyncConnection, council: str) -> list[Suggestion]:
    """What parents have told of a council and its schools, the oldest first."""
    return await _found(db, _TABLE.council == council, _TABLE.state == OPEN)


async def judged(db: AsyncConnection, group_id: int, council: str) -> list[Suggestion]:
    """What the admins of a group have said, right or wrong, the oldest first."""
    found = await _found(db, _TABLE.council == council, _TABLE.state != OPEN)
    return [each for each in found if each.words.get("group") == group_id]


async def judge(
    db: AsyncConnection, place: Place, words: Mapping[str, Any], told_on: date, today: date, *, right: bool
) -> None:
    """Remembers what the admins of a group say of what a parent told: one answer of a group for one thing."""
    mine = await judged(db, words["group"], place.council)
    about = (place, words.get("starts_on"))
    before = [
        each.id
        for each in mine
        if (each.place.role, each.words.get("of")) == (place.role, words["of"])
        or (right and each.state == CONFIRMED and (each.place, each.words.get("starts_on")) == about)
    ]
    await db.execute(delete(suggestions).where(_TABLE.id.in_(before)))
    state = CONFIRMED if right else REFUSED
    row = {**vars(place), "words": dict(words), "told_on": told_on, "state": state, "confirmed_on": today}
    await db.execute(insert(suggestions), row)


async def stop(db: AsyncConnection, suggestion_id: int) -> None:
    """The group uses it no more."""
    await db.execute(update(suggestions).where(_TABLE.id == suggestion_id).values(state=REFUSED))


async def contacts_for(
    db: AsyncConnection, parent_id: int, council: str, school: str
) -> dict[str, Suggestion]:
    """The addresses that a parent's own groups have confirmed, by role; of several the newest."""
    here = (_TABLE.council == council, _TABLE.school.in_({"", compared(school)}))
    found = await _found(db, *here, _TABLE.state == CONFIRMED, _TABLE.role != DATES)
    return {each.place.role: each for each in await _of_groups_of(db, parent_id, found)}


async def dates_for(db: AsyncConnection, parent_id: int, council: str, school: str) -> list[Suggestion]:
    """What a parent's own groups say of the dates of a school, right or wrong, the oldest first."""
    here = (_TABLE.council == council, _TABLE.role == DATES, _TABLE.school == compared(school))
    found = await _found(db, *here)
    return await _of_groups_of(db, parent_id, found)


async def schools_with_dates(db: AsyncConnection, council: str) -> set[str]:
    """The schools of a council of whose dates any group has said anything, by their names as compared."""
    said = select(_TABLE.school).where(_TABLE.council == council, _TABLE.role == DATES).distinct()
    return set((await db.execute(said)).scalars())


async def _of_groups_of(db: AsyncConnection, parent_id: int, some: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that groups said to which this parent belongs, while they are groups of that council."""
    if not some:
        return []
    mine = (
        select(groups.c.id, groups.c.council)
        .join(memberships, memberships.c.group_id == groups.c.id)
        .where(memberships.c.parent_id == parent_id, groups.c.present)
    )
    belongs = {(number, council) for number, council in await db.execute(mine)}
    return [each for each in some if (each.words.get("group"), each.place.council) in belongs]


async def _found(db: AsyncConnection, *conditions: Any) -> list[Suggestion]:
    every = select(*_ROW).where(*conditions).order_by(_TABLE.confirmed_on, _TABLE.told_on, _TABLE.id)
    return [_row(row) for row in await db.execute(every)]


def _row(row: Sequence[Any]) -> Suggestion:
    number, council, role, school, words, who, told_on, state, confirmed_on = row
    place = Place(council, role, school)
    return Suggestion(number, place, words, int(who) if who else None, told_on, state, confirmed_on)
