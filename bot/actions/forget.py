"""A parent's rights over the record: a readable copy of everything, and its erasure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.letter_facts import addresses_of
from bot.actions.schooldays import known_as
from bot.actions.standing import Standing, look_at
from bot.services import Services
from bot.store import (
    absences,
    answers,
    cases,
    contacts,
    drafts,
    families,
    groups,
    letters,
    notices,
    outbox,
    school_calendars,
    suggestions,
)
from bot.store.absences import Details, Logged
from bot.store.cases import Entry
from bot.store.contacts import Contact
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


@dataclass(frozen=True)
class Log:
    """Everything that was logged of one child: days out of school; calls, meetings and promises."""

    child: Child
    absences: list[tuple[Logged, Details]]
    contacts: list[tuple[Contact, Details]]


async def everything(
    db: AsyncConnection, services: Services, parent: Parent, now: datetime
) -> dict[str, Any]:
    """All that is held about a parent, by name: what the export prints."""
    today = clock.london(now).date()
    held = []
    children = await families.children_of(db, parent.id)
    for child in children:
        for standing in await look_at(db, services, await cases.cases_of(db, child.id), today):
            recorded = await cases.entries(db, standing.case.id)
            held.append(Held(child, standing, recorded, await letters.letters_of(db, standing.case.id)))
    return {
        "parent": parent,
        "parent_name": await families.name_of(db, parent.id),
        "ways": await families.ways_of(db, parent.id),
        "consented_at": await families.consented_at(db, parent.id),
        "children": children,
        "held": held,
        "logs": [await _log(db, child) for child in children],
        "drafts": await _drafts(db, parent),
        "nudges": await outbox.all_of(db, parent.id),
        "schools": await school_calendars.told_by(db, parent.id),
        "addresses": await suggestions.told_by(db, parent.id),
        "groups": await groups.of_parent(db, parent.id),
        "answered": await answers.of_person(db, parent.chat_id),
        "ideas": await answers.suggested_by(db, parent.id),
        "posted": await notices.of_author(db, parent.id),
        "made_at": now,
    }


async def _log(db: AsyncConnection, child: Child) -> Log:
    logged = (await absences.of_children(db, [child.id]))[child.id]
    more = await absences.details_of(db, [each.id for each in logged])
    called = await contacts.of_child(db, child.id)
    said = await contacts.details_of(db, [each.id for each in called])
    return Log(child, [(each, more[each.id]) for each in logged], [(each, said[each.id]) for each in called])


async def _drafts(db: AsyncConnection, parent: Parent) -> list[Draft]:
    return await drafts.parked(db, parent.id)


async def remove_child(db: AsyncConnection, child: Child) -> None:
    """Erases a child and all that belongs to it. Nothing says any more at which school it was."""
    await families.remove_child(db, child.id)
    ways = await families.ways_of(db, child.parent_id)
    left = {key: said for key, said in ways.items() if not key.startswith(addresses_of(child))}
    await families.set_ways(db, child.parent_id, left)
    others = await families.children_of(db, child.parent_id)
    schools = [(each.council, known_as(each.council, each.council_name, each.school)) for each in others]
    staying = [(council, school or "") for council, school in schools]
    await school_calendars.leave(db, child.parent_id, staying)
    await suggestions.leave(db, child.parent_id, staying)


async def erase(db: AsyncConnection, parent: Parent) -> None:
    """Erases a parent: children, cases, events, letters, drafts and everything queued for them.

    The holidays of a school that they told stay for the others who count on them, without a name. So does an
    address that a group has confirmed.
    """
    await school_calendars.leave(db, parent.id)
    await suggestions.leave(db, parent.id)
    await answers.forget(db, parent.chat_id)
    await families.erase(db, parent.id)
