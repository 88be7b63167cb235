"""Calls, meetings and messages with a school or a council, and what was promised in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.absences import Details
from bot.store.tables import OPEN_PROMISE, children, contacts


@dataclass(frozen=True)
class Contact:
    """One contact. `promised_by` is the day by which something was to be done; None: nothing was promised."""

    id: int
    child_id: int
    case_id: int | None
    kind: str  # "they_rang", "i_rang", "meeting" or "wrote"
    on: date
    told_on: date
    promised_by: date | None
    settled: str  # what became of the promise: "kept", "broken" or "dropped"; "" while it is open


class Told(TypedDict):
    """A contact before it has a number."""

    child_id: int
    case_id: NotRequired[int | None]
    kind: str
    on: date
    told_on: date
    promised_by: NotRequired[date | None]
    settled: NotRequired[str]


_TABLE = contacts.c
# Built once: to build one costs more than to run it.
_CONTACT = select(*(column for column in contacts.c if column is not _TABLE.details))
_FIND = _CONTACT.join(children, children.c.id == _TABLE.child_id).where(
    _TABLE.id == bindparam("contact"), children.c.parent_id == bindparam("parent")
)
_OF_CHILD = _CONTACT.where(_TABLE.child_id == bindparam("child")).order_by(_TABLE.on_day, _TABLE.id)
_PROMISES = _CONTACT.where(_TABLE.child_id.in_(bindparam("children", expanding=True)), OPEN_PROMISE).order_by(
    _TABLE.child_id, _TABLE.promised_by, _TABLE.id
)
_DETAILS = select(_TABLE.id, _TABLE.details).where(_TABLE.id.in_(bindparam("contacts", expanding=True)))
_LOG = insert(contacts).returning(_TABLE.id)
_SETTLE = update(contacts).where(_TABLE.id == bindparam("contact"))
_REMOVE = delete(contacts).where(_TABLE.id == bindparam("contact"))


async def log(db: AsyncConnection, details: Details, **told: Unpack[Told]) -> int:
    """Remembers a contact; `details` are sealed: "who", "role", "said", "promise"."""
    row = {
        "child_id": told["child_id"],
        "case_id": told.get("case_id"),
        "kind": told["kind"],
        "on_day": told["on"],
        "told_on": told["told_on"],
        "promised_by": told.get("promised_by"),
        "settled": told.get("settled", ""),
        "details": details,
    }
    return int((await db.execute(_LOG, row)).scalar_one())


async def find(db: AsyncConnection, parent_id: int, contact_id: int) -> Contact | None:
    """This parent's contact; None when there is none of that number, or it is somebody else's."""
    row = (await db.execute(_FIND, {"contact": contact_id, "parent": parent_id})).one_or_none()
    return None if row is None else Contact(*row)


async def of_child(db: AsyncConnection, child_id: int) -> list[Contact]:
    """All contacts about a child, the oldest first."""
    return [Contact(*row) for row in await db.execute(_OF_CHILD, {"child": child_id})]


async def promises_of(db: AsyncConnection, child_ids: Iterable[int]) -> dict[int, list[Contact]]:
    """The promises to each of these children that are still open, the one that is due first in front."""
    found: dict[int, list[Contact]] = {child_id: [] for child_id in child_ids}
    for row in await db.execute(_PROMISES, {"children": list(found)}):
        contact = Contact(*row)
        found[contact.child_id].append(contact)
    return found


async def details_of(db: AsyncConnection, contact_ids: Sequence[int]) -> dict[int, Details]:
    """What is sealed of these contacts, by number. Whose they are, `find` or `of_child` has said."""
    return {row.id: row.details for row in await db.execute(_DETAILS, {"contacts": list(contact_ids)})}


async def settle(db: AsyncConnection, contact_id: int, settled: str) -> None:
    """Says what became of a promise; with "" it is open again."""
    await db.execute(_SETTLE, {"contact": contact_id, "settled": settled})


async def remove(db: AsyncConnection, contact_id: int) -> None:
    await db.execute(_REMOVE, {"contact": contact_id})
