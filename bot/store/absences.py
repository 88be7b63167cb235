"""Days out of school, as parents logged them. Whoever counts them never opens what is sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.law.absence import Absence
from bot.store.tables import absences, children

Details = dict[str, str]  # what is sealed, by short keys: "at", "who", "role", "reason", "work", "note"


@dataclass(frozen=True)
class Logged:
    """An absence as it stands in the record. `case_id` is None where it belongs to no case."""

    id: int
    child_id: int
    case_id: int | None
    absence: Absence


_TABLE = absences.c
# Built once: to build one costs more than to run it.
_LOGGED = select(*(column for column in absences.c if column is not _TABLE.details))
_FIND = _LOGGED.join(children, children.c.id == _TABLE.child_id).where(
    _TABLE.id == bindparam("absence"), children.c.parent_id == bindparam("parent")
)
_OF_CHILDREN = _LOGGED.where(_TABLE.child_id.in_(bindparam("children", expanding=True))).order_by(
    _TABLE.child_id, _TABLE.first_on, _TABLE.id
)
_DETAILS = select(_TABLE.id, _TABLE.details).where(_TABLE.id.in_(bindparam("absences", expanding=True)))
_LOG = insert(absences).returning(_TABLE.id)
_CHANGE = update(absences).where(_TABLE.id == bindparam("absence"))
_REMOVE = delete(absences).where(_TABLE.id == bindparam("absence"))


async def log(
    db: AsyncConnection, child_id: int, case_id: int | None, absence: Absence, details: Details
) -> int:
    """Remembers an absence. One told without a day of telling was told on its first day."""
    row = {"child_id": child_id, "told_on": absence.first} | _row(absence, case_id, details)
    return int((await db.execute(_LOG, row)).scalar_one())


async def find(db: AsyncConnection, parent_id: int, absence_id: int) -> Logged | None:
    """This parent's absence; None when there is none of that number, or it is somebody else's."""
    row = (await db.execute(_FIND, {"absence": absence_id, "parent": parent_id})).one_or_none()
    return None if row is None else _logged(row)


async def of_children(db: AsyncConnection, child_ids: Iterable[int]) -> dict[int, list[Logged]]:
    """All that was logged of each of these children, the earliest first."""
    found: dict[int, list[Logged]] = {child_id: [] for child_id in child_ids}
    for row in await db.execute(_OF_CHILDREN, {"children": list(found)}):
        found[row[1]].append(_logged(row))
    return found


async def details_of(db: AsyncConnection, absence_ids: Sequence[int]) -> dict[int, Details]:
    """What is sealed of these absences, by number. Whose they are, `find` or `of_children` has said."""
    return {row.id: row.details for row in await db.execute(_DETAILS, {"absences": list(absence_ids)})}


async def change(
    db: AsyncConnection, absence_id: int, absence: Absence, case_id: int | None, details: Details
) -> None:
    """Puts an absence right, in every field. One without a day of telling keeps the day it had."""
    await db.execute(_CHANGE, {"absence": absence_id} | _row(absence, case_id, details))


async def remove(db: AsyncConnection, absence_id: int) -> None:
    await db.execute(_REMOVE, {"absence": absence_id})


def _logged(row: Sequence[Any]) -> Logged:
    number, child_id, case_id, *facts = row
    return Logged(number, child_id, case_id, Absence(*facts))


def _row(absence: Absence, case_id: int | None, details: Details) -> dict[str, Any]:
    row = {
        "case_id": case_id,
        "kind": absence.kind,
        "first_on": absence.first,
        "last_on": absence.last,
        "part": absence.part,
        "weekdays": absence.weekdays,
        "letter": absence.letter,
        "code": absence.code,
        "exam": absence.exam,
        "details": details,
    }
    return row if absence.told_on is None else row | {"told_on": absence.told_on}
