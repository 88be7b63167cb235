"""A group's figures: the families of those who said yes, counted; then published as bot.figures allows.

Nothing leaves here but a publication. The true counts are in no row, in no log and on no screen.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.measures import FAMILIES, MEASURES, RULES, of_case, of_term
from bot.actions.schooldays import known_as, school_calendar, schools_known
from bot.actions.standing import PLAN
from bot.figures import Publication, publish
from bot.law.absence import Absence
from bot.law.calendars import Calendars
from bot.law.deadlines import Event, deadlines
from bot.law.exclusions import total
from bot.law.missed import missed
from bot.law.opendays import OpenDays
from bot.law.rules import Rulebook
from bot.law.school import SchoolCalendar
from bot.law.terms import Term, long_term
from bot.services import Services
from bot.store import absences, cases, families, publications, school_calendars
from bot.store.cases import Case
from bot.store.publications import Kept, Seen

MANY = 40  # families: what takes longer to count is counted in a thread, and nobody else waits for it


@dataclass(frozen=True)
class Records:
    """What the families are counted by. `children` are those counted, each with the number of the parent."""

    children: Mapping[int, int]
    told: Sequence[tuple[Case, Sequence[Event]]]
    out: Sequence[tuple[int, Sequence[Absence], Calendars]]


async def look(
    db: AsyncConnection, services: Services, group_id: int, council: str, today: date
) -> Publication:
    """A group's figures for one council: the publication that holds today, made now if it is time for it.

    Who is counted is looked at each time, what is on their records once a day.
    """
    children = await publications.children_counted(db, group_id, council)
    seen = Seen(sha256(repr(sorted(children)).encode()).hexdigest(), today)
    kept = await publications.kept(db, group_id, council)
    if kept and kept.seen == seen:
        return kept.publication
    counts = await _counts(db, services, children, council, today)
    found = publish(counts, kept.publication if kept else None, today)
    await publications.keep(db, group_id, council, Kept(found, seen))
    return found


async def _counts(
    db: AsyncConnection, services: Services, children: Mapping[int, int], council: str, today: date
) -> dict[str, int]:
    """How many families each measure is true of."""
    records = await _collect(db, services, children, council, long_term(today))
    if len(children) < MANY:
        return counted(records, services.rulebook, services.calendars, today)
    return await asyncio.to_thread(counted, records, services.rulebook, services.calendars, today)


async def _collect(
    db: AsyncConnection, services: Services, children: Mapping[int, int], council: str, term: Term
) -> Records:
    some = await publications.cases_of(db, children, PLAN)
    events = await cases.events_of(db, [case.id for case in some])
    out = {
        child: here
        for child, logged in (await absences.of_children(db, children)).items()
        if (here := [each.absence for each in logged if _touches(each.absence, term)])
    }
    usual = replace(services.calendars, usual=services.term_dates.get(council))
    schools = await _school_calendars(db, {child: children[child] for child in out}, council)
    return Records(
        children,
        [(case, events.get(case.id, ())) for case in some],
        [(child, here, replace(usual, school=schools.get(child))) for child, here in out.items()],
    )


async def _school_calendars(
    db: AsyncConnection, children: Mapping[int, int], council: str
) -> dict[int, SchoolCalendar | None]:
    """The calendars of the schools of which anything is known: it is asked for those few, one by one."""
    known = await schools_known(db, council)
    schools = await families.schools_of(db, children)
    names = {child: known_as(*school) or "" for child, school in schools.items()}
    return {
        child: await school_calendar(db, children[child], council, name)
        for child, name in names.items()
        if school_calendars.compared(name) in known
    }


def _touches(absence: Absence, term: Term) -> bool:
    return absence.first <= term.last and (absence.last is None or absence.last >= term.first)


def counted(records: Records, rulebook: Rulebook, calendars: Calendars, today: date) -> dict[str, int]:
    """The families that each measure is true of, a family once. It takes a processor and no database."""
    true_of: dict[str, set[int]] = defaultdict(set)
    true_of[FAMILIES] = set(records.children.values())
    for child, names in (*_of_cases(records, rulebook, calendars, today), *_of_terms(records, today)):
        for name in names:
            true_of[name].add(records.children[child])
    return {name: len(true_of[name]) for name in MEASURES}


def _of_cases(
    records: Records, rulebook: Rulebook, calendars: Calendars, today: date
) -> Iterable[tuple[int, Iterable[str]]]:
    few = Rulebook(tuple(rule for rule in rulebook.all if rule.id in RULES), rulebook.subjects)
    for case, events in records.told:
        found = deadlines(case.kind, events, few, calendars, today, case.council)
        yield case.child_id, of_case(found, today, is_over=case.ended_on is not None)


def _of_terms(records: Records, today: date) -> Iterable[tuple[int, Iterable[str]]]:
    for child, here, calendars in records.out:
        yield child, of_term(total(missed(here, OpenDays(calendars), today), long_term(today)))
