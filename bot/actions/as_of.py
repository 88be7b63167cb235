"""The record of a child up to a day that is past, as far as it can be had: for what was sent on that day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.absent import DaysOut
from bot.actions.chronicle import Line, lines
from bot.actions.history import Histories, follows, histories, several
from bot.actions.rows import Record
from bot.actions.schooldays import calendars_of_child
from bot.actions.standing import Standing, standing_of
from bot.days import longdate
from bot.documents.paper import Paper
from bot.law.deadlines import Event
from bot.law.exclusions import totals
from bot.law.thresholds import crossings
from bot.services import Services
from bot.store import absences, cases, contacts
from bot.store.absences import Logged
from bot.store.cases import Case
from bot.store.contacts import Contact
from bot.store.families import Child

NO_END = "No end is recorded."  # of an entry: said of today, and not of a day that is past
NOT_OF_THE_LOG = ("promised", "answer_due")  # what follows from promises and from letters


async def record_of(db: AsyncConnection, services: Services, child: Child, day: date) -> Record:
    """What the record has of the time up to that day. What came after it, or because of it, is not there."""
    logged = [_until(each, day) for each in (await absences.of_children(db, [child.id]))[child.id]]
    entries = [each for each in logged if each.absence.first <= day]
    found = await _days_out(db, services, child, entries, day)
    details = await absences.details_of(db, [each.id for each in entries])
    called = [_known(each, day) for each in await contacts.of_child(db, child.id) if each.on <= day]
    said = await contacts.details_of(db, [each.id for each in called])
    calls = [(each, said[each.id]) for each in called]
    standings = await _standings(db, services, await cases.cases_of(db, child.id), entries, day)
    told = await lines(db, services, standings, found, details, calls)
    return Record(child, day, found, details, calls, [_of_then(each, day) for each in told if each.on <= day])


def said_so(paper: Paper, day: date, today: date) -> Paper:
    """The paper says up to which day it is, and that it was made later: it is not the one that was sent."""
    note = (
        f"This has what the record holds today of the time up to {longdate(day)}. "
        "What was put right or added since then, about that time, is in it too."
    )
    made = f"From the parent's own record up to {longdate(day)}, made on {longdate(today)} with Twenty Weeks."
    return replace(paper, notes=(note, *paper.notes), footer=made)


def _until(entry: Logged, day: date) -> Logged:
    """An entry that ended after the day went on then."""
    goes_on = entry.absence.last is None or entry.absence.last > day
    return replace(entry, absence=replace(entry.absence, last=None)) if goes_on else entry


def _known(contact: Contact, day: date) -> Contact:
    """Whether a promise was kept is known once its day has come."""
    return contact if contact.promised_by and contact.promised_by <= day else replace(contact, settled="")


def _of_then(line: Line, day: date) -> Line:
    return replace(line, words=line.words.replace(NO_END, f"It had not ended by {longdate(day)}."))


async def _days_out(
    db: AsyncConnection, services: Services, child: Child, entries: Sequence[Logged], day: date
) -> DaysOut:
    calendars = await calendars_of_child(db, services, child)
    told = [each.absence for each in entries]
    crossed = crossings(told, several(calendars), day)
    return DaysOut(tuple(entries), totals(told, calendars, day), crossed, calendars)


async def _standings(
    db: AsyncConnection, services: Services, some: Sequence[Case], entries: Sequence[Logged], day: date
) -> list[Standing]:
    """How the cases stood, by what had happened by then: what came later was missing on that day."""
    known = await histories(db, services, some, day)
    found: list[Standing] = []
    for case in some:
        on = known.calendars.get(case.id, services.calendars)
        logged = follows([each for each in entries if each.case_id == case.id], on, day).get(case.id, ())
        others = [each for each in known.follows.get(case.id, ()) if each.kind in NOT_OF_THE_LOG]
        told = _by(known.told.get(case.id, ()), day)
        after = [*_by(logged, day), *(each for each in others if (each.told_on or each.on) <= day)]
        then = Histories({case.id: told}, {case.id: after}, known.calendars)
        found.append(standing_of(services, case, then, day))
    return found


def _by(events: Iterable[Event], day: date) -> list[Event]:
    return [each for each in events if each.on <= day]
