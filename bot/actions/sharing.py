"""An address that a parent gave for a letter, for others too; and those that the parent's groups share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.letter_facts import Sheet, Shelf, address_key, council_of
from bot.actions.schooldays import known_as
from bot.directory.sharing import OF_ONE_SCHOOL, SHARED, lines_of, why_private
from bot.forms.child import OTHER
from bot.store import suggestions
from bot.store.families import Child
from bot.store.suggestions import Place, Suggestion


@dataclass(frozen=True)
class Offer:
    """The lines of an address that others could use. With `why` they stay with the parent."""

    place: Place
    lines: tuple[str, ...]
    why: str


def offer(shelf: Shelf, sheet: Sheet) -> Offer | None:
    """What the parent gave for this letter; None where we have an address, or it is nobody else's concern."""
    child, role = sheet.child, sheet.face.to
    lines = lines_of(sheet.ways.get(address_key(sheet), ""))
    school = (_school(child) if role in OF_ONE_SCHOOL else None) or ""
    if not lines or role not in SHARED or child.council == OTHER:
        return None
    if shelf.directory.has_address(council_of(shelf, child), role) or (role in OF_ONE_SCHOOL and not school):
        return None
    names = (sheet.parent_name, child.called, child.full_name or "", *sheet.ways.get("from", "").split("\n"))
    return Offer(suggestions.at(child.council, role, school), lines, why_private(role, lines, names))


async def is_told(db: AsyncConnection, parent_id: int, found: Offer) -> bool:
    """Whether this parent has shared these very lines before: then there is nothing to ask.

    Other lines that she shared for the same place were mistaken, and nobody needs to look at them any more.
    """
    mine = await suggestions.told_by(db, parent_id)
    if any((each.place, each.lines) == (found.place, found.lines) for each in mine):
        return True
    await suggestions.take_back(db, parent_id, found.place)
    return False


async def share(db: AsyncConnection, parent_id: int, found: Offer, today: date) -> bool:
    """Keeps it for the admins of groups to look at. False: this parent has told too many that wait."""
    return await suggestions.suggest(db, parent_id, found.place, found.lines, today)


async def contacts_of(db: AsyncConnection, child: Child) -> Mapping[str, Suggestion]:
    """The addresses that groups of the child's parent have confirmed, by role."""
    if child.council == OTHER:
        return {}
    return await suggestions.contacts_for(db, child.parent_id, child.council, _school(child) or "")


def _school(child: Child) -> str | None:
    return known_as(child.council, child.council_name, child.school)
