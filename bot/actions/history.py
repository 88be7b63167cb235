"""What happened in cases: the events that parents told, and those that follow from what they logged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import schooldays
from bot.law.calendars import Calendars
from bot.law.derived import InCase, derived
from bot.law.events import Event
from bot.services import Services
from bot.store import absences, cases, contacts, letters
from bot.store.absences import Logged
from bot.store.cases import Case
from bot.store.letters import Begun

CONTACT = "contact"  # the kind of case that a child's calls, meetings and promises are
BEGUN = (
    "letter_begun"  # follows from a letter that was begun: it is for a reminder, and no part of the record
)


@dataclass(frozen=True)
class Histories:
    """Of some cases, by number: what was told, what follows from the log, and the calendars they count on."""

    told: dict[int, list[Event]]
    follows: dict[int, list[Event]]
    calendars: dict[int, Calendars]


async def histories(db: AsyncConnection, services: Services, some: Sequence[Case], today: date) -> Histories:
    """Everything that the dates of these cases follow from; many cases cost little more than one."""
    told = await cases.events_of(db, [case.id for case in some])
    calendars = await schooldays.calendars_of(db, services, some)
    follows: dict[int, list[Event]] = defaultdict(list)
    for case_id, events in (await _from_the_log(db, some, calendars, services, today)).items():
        follows[case_id] += events
    for case_id, events in (await _from_promises(db, some)).items():
        follows[case_id] += events
    for case_id, events in (await _from_letters(db, services, some)).items():
        follows[case_id] += events
    return Histories(told, follows, calendars)


async def _from_the_log(
    db: AsyncConnection,
    some: Sequence[Case],
    calendars: dict[int, Calendars],
    services: Services,
    today: date,
) -> dict[int, list[Event]]:
    on = {
        case.child_id: calendars.get(case.id, services.calendars)
        for case in some
        if case.kind in schooldays.LOGGED
    }
    found: dict[int, list[Event]] = {}
    if not on:
        return found
    for child_id, logged in (await absences.of_children(db, on)).items():
        found |= {number: list(events) for number, events in follows(logged, on[child_id], today).items()}
    return found


def follows(logged: Iterable[Logged], calendars: Calendars, today: date) -> dict[int, tuple[Event, ...]]:
    """The events that follow from what was logged of one child, by case."""
    mine = [InCase(each.case_id, each.absence) for each in logged if each.case_id is not None]
    return derived(mine, several(calendars), today) if mine else {}


def several(calendars: Calendars) -> tuple[Calendars, ...]:
    """The calendars that may be right: the best and, where another parent told of it, one without that."""
    careful = schooldays.untold(calendars)
    return (calendars, careful) if careful else (calendars,)


async def _from_letters(
    db: AsyncConnection, services: Services, some: Sequence[Case]
) -> dict[int, list[Event]]:
    """The letters that wait for an answer by the day that they name, and what was begun and not sent."""
    found: dict[int, list[Event]] = defaultdict(list)
    for each in await letters.waiting(db, [case.id for case in some]):
        if each.reply_by and each.sent_on:
            found[each.case_id].append(Event("answer_due", each.reply_by, "", each.sent_on))
    for begun in await _last_begun(db, services, {case.parent_id for case in some}):
        found[begun.case_id].append(Event(BEGUN, begun.made_on, "", begun.made_on))
    return found


async def _last_begun(
    db: AsyncConnection, services: Services, parent_ids: Collection[int]
) -> Iterable[Begun]:
    """The last letter that each parent began and did not send: one reminder is for all of them.

    A sheet of facts is never sent, so it is never unfinished.
    """
    sheets = [each.id for each in services.catalogue.letters if each.sheet]
    every = await letters.begun(db, parent_ids, sheets)
    in_order = sorted(every, key=lambda each: (each.made_on, each.id))
    return {each.parent_id: each for each in in_order}.values()


async def _from_promises(db: AsyncConnection, some: Sequence[Case]) -> dict[int, list[Event]]:
    """The days by which somebody promised something and has not been said to have kept it."""
    mine = {case.id for case in some if case.kind == CONTACT}
    if not mine:
        return {}
    open_ones = await contacts.promises_of(db, {case.child_id for case in some if case.id in mine})
    found: dict[int, list[Event]] = defaultdict(list)
    for each in (promise for several in open_ones.values() for promise in several):
        if each.promised_by and each.case_id in mine:
            found[each.case_id].append(Event("promised", each.promised_by, "", each.told_on))
    return found
