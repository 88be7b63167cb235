"""A day out of school: it goes on the log, finds the case that it belongs to, and the dates follow."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions import nudge
from bot.actions.history import several
from bot.actions.record import Change, change_between
from bot.actions.schooldays import LOGGED, calendars_of_child
from bot.actions.standing import Standing, look_at
from bot.law.absence import Absence, bundled
from bot.law.calendars import Calendars
from bot.law.derived import ATTENDANCE, BACK, EXCLUSION
from bot.law.exclusions import Totals, totals
from bot.law.opendays import OpenDays
from bot.law.terms import long_term
from bot.law.thresholds import Crossing, crossings
from bot.services import Services
from bot.store import absences, cases
from bot.store.absences import Details, Logged
from bot.store.cases import Case
from bot.store.families import Child

DAY = timedelta(days=1)
FRIDAY = 5
MOST_DAYS = 8000  # of all entries of a child together: more takes too long to add up while others wait
COMES_BACK = frozenset(kind for kind, _ in BACK.values())


class LogIsFull(Exception):
    """There would be more days in the log of a child than can be added up while a parent waits."""


@dataclass(frozen=True)
class DaysOut:
    """What was logged of a child: the entries, what they add up to, and the lines that the totals cross."""

    logged: tuple[Logged, ...]
    totals: Totals
    crossings: tuple[Crossing, ...]
    calendars: Calendars

    def entry(self, absence_id: int) -> Logged | None:
        """The entry with that number."""
        return next((each for each in self.logged if each.id == absence_id), None)

    @property
    def going_on(self) -> tuple[Logged, ...]:
        """What has not ended."""
        return tuple(each for each in self.logged if each.absence.last is None)


async def days_out(db: AsyncConnection, services: Services, child: Child, today: date) -> DaysOut:
    """Everything that was logged of a child, added up."""
    logged = (await absences.of_children(db, [child.id]))[child.id]
    calendars = await calendars_of_child(db, services, child)
    told = [each.absence for each in logged]
    crossed = crossings(told, several(calendars), today)
    return DaysOut(tuple(logged), totals(told, calendars, today), crossed, calendars)


async def log(
    db: AsyncConnection, services: Services, child: Child, absence: Absence, details: Details, now: datetime
) -> tuple[int, Change | None]:
    """Puts an absence on the log. Gives its number, and what it did to the dates of its case.

    What is there already is not put there twice: what is newly said of it is added. Raises LogIsFull.
    """
    logged = (await absences.of_children(db, [child.id]))[child.id]
    if twin := next((each for each in logged if _is_same(each.absence, absence)), None):
        [known] = (await absences.details_of(db, [twin.id])).values()
        code, told_on = absence.code or twin.absence.code, twin.absence.told_on
        right = replace(twin, absence=replace(absence, code=code, told_on=told_on))
        if twin.case_id:
            await cases.set_ended(db, twin.case_id, None)  # what is told again is not over
        return twin.id, await put_right(db, services, child, right, known | details, now)
    _check_room([*(each.absence for each in logged), absence], clock.london(now).date())
    before = await _standings(db, services, child, now)
    case_id = await _case_for(db, services, child, absence)
    number = await absences.log(db, child.id, case_id, absence, details)
    return number, await _changed(db, services, child, case_id, before, now)


def _check_room(some: Sequence[Absence], today: date) -> None:
    if sum(_days(each, today) for each in some) > MOST_DAYS:
        raise LogIsFull


def _days(absence: Absence, today: date) -> int:
    return ((absence.last or max(today, absence.first)) - absence.first).days + 1


def _is_same(one: Absence, other: Absence) -> bool:
    """The same kind, days and hours; what else is known of it may differ."""
    return _what_was_missed(one) == _what_was_missed(other)


def _what_was_missed(absence: Absence) -> Absence:
    return replace(absence, letter="", code="", exam=False, told_on=None)


async def put_right(
    db: AsyncConnection, services: Services, child: Child, entry: Logged, details: Details, now: datetime
) -> Change | None:
    """Saves an entry as it is now given. One that moves to another long term moves to another case.

    A case that was said to be over is opened again where the days or hours change, and not by a note.

    Raises LogIsFull.
    """
    logged = (await absences.of_children(db, [child.id]))[child.id]
    was = next(each for each in logged if each.id == entry.id)
    others = [each.absence for each in logged if each.id != entry.id]
    if _days(entry.absence, clock.london(now).date()) > _days(was.absence, clock.london(now).date()):
        _check_room([*others, entry.absence], clock.london(now).date())
    before = await _standings(db, services, child, now)
    case_id = was.case_id
    if _record_of(was.absence) != _record_of(entry.absence):
        case_id = await _case_for(db, services, child, entry.absence, entry.id)
    elif case_id and _what_was_missed(was.absence) != _what_was_missed(entry.absence):
        await cases.set_ended(db, case_id, None)  # it is not over after all; a mere note says nothing of that
    await absences.change(db, entry.id, entry.absence, case_id, details)
    return await _changed(db, services, child, case_id, before, now)


def _record_of(absence: Absence) -> tuple[str, date | None]:
    """What decides to which case an entry belongs: it stays there with what was told of it."""
    kind = bundled().kinds[absence.kind].case
    return kind, long_term(absence.first).first if kind == EXCLUSION else None


async def end(
    db: AsyncConnection, services: Services, child: Child, entry: Logged, last: date, now: datetime
) -> Change | None:
    """What went on has ended."""
    [details] = (await absences.details_of(db, [entry.id])).values()
    ended = replace(entry, absence=replace(entry.absence, last=max(last, entry.absence.first)))
    return await put_right(db, services, child, ended, details, now)


async def back(db: AsyncConnection, child: Child, case: Case, on: date) -> tuple[Logged, ...]:
    """The child is back: what went on in a case ended on the day before. Gives what was ended."""
    logged = (await absences.of_children(db, [child.id]))[child.id]
    going_on = [each for each in logged if each.case_id == case.id and each.absence.last is None]
    over = [each for each in going_on if each.absence.first <= on]
    details = await absences.details_of(db, [each.id for each in over])
    for each in over:
        ended = replace(each.absence, last=max(_weekday_before(on), each.absence.first))
        await absences.change(db, each.id, ended, case.id, details[each.id])
    return tuple(over)


def _weekday_before(day: date) -> date:
    before = day - DAY
    return before if before.isoweekday() <= FRIDAY else before - (before.isoweekday() - FRIDAY) * DAY


async def put_in_writing(db: AsyncConnection, child: Child, case: Case, group: str) -> None:
    """What has come in writing is about the last entry of its group in a case that had no letter."""
    logged = (await absences.of_children(db, [child.id]))[child.id]
    mine = [each for each in logged if each.case_id == case.id]
    bare = [
        each
        for each in mine
        if bundled().kinds[each.absence.kind].group == group and each.absence.letter != "yes"
    ]
    for each in bare[-1:]:
        [details] = (await absences.details_of(db, [each.id])).values()
        await absences.change(db, each.id, replace(each.absence, letter="yes"), case.id, details)


async def remove(db: AsyncConnection, services: Services, child: Child, entry: Logged, now: datetime) -> None:
    """Takes an entry off the log. Nudges that no longer hold are withdrawn when their time comes."""
    await absences.remove(db, entry.id)
    await nudge.plan(db, services, (await _standings(db, services, child, now)).values(), now)


async def _standings(
    db: AsyncConnection, services: Services, child: Child, now: datetime
) -> dict[int, Standing]:
    """How the open cases of a child stand that can follow from the log."""
    open_ones = [
        case for case in await cases.cases_of(db, child.id) if case.kind in LOGGED and not case.ended_on
    ]
    found = await look_at(db, services, open_ones, clock.london(now).date())
    return {each.case.id: each for each in found}


async def _changed(
    db: AsyncConnection,
    services: Services,
    child: Child,
    case_id: int | None,
    before: dict[int, Standing],
    now: datetime,
) -> Change | None:
    after = await _standings(db, services, child, now)
    await nudge.plan(db, services, after.values(), now)
    if case_id is None or case_id not in after:
        return None
    was = before.get(case_id) or replace(after[case_id], events=(), deadlines=())
    return change_between(was, after[case_id])


async def _case_for(
    db: AsyncConnection, services: Services, child: Child, absence: Absence, but: int = 0
) -> int | None:
    """The case that an absence belongs to; `but` is its own number, where it has one.

    Illness and missing places are one record. Suspensions are a record for each long term, for the law adds
    them up over it; one that follows straight on from another goes with that.
    """
    kind = bundled().kinds[absence.kind]
    if not kind.case:
        return None
    if kind.case == ATTENDANCE:
        return await cases.open_case(db, child.id, kind.case)
    every = await cases.cases_of(db, child.id)
    open_ones = {case.id for case in every if case.kind == kind.case and case.ended_on is None}
    logged = (await absences.of_children(db, [child.id]))[child.id]
    others = [each for each in logged if each.case_id in open_ones and each.id != but]
    school = OpenDays(await calendars_of_child(db, services, child))
    near = [each.case_id for each in others if _belong_together(each.absence, absence, school)]
    told = await _told_of(db, open_ones - {each.case_id for each in others}, absence)
    return next(iter([*near[-1:], *told[-1:]]), None) or await cases.new_case(db, child.id, kind.case)


async def _told_of(db: AsyncConnection, some: AbstractSet[int], absence: Absence) -> list[int]:
    """Those of these cases in which something of the same long term was told."""
    events = await cases.events_of(db, sorted(some))
    term = long_term(absence.first)
    return [number for number in sorted(some) if any(long_term(each.on) == term for each in events[number])]


def _belong_together(one: Absence, other: Absence, school: OpenDays) -> bool:
    if long_term(one.first) == long_term(other.first):
        return True
    first, second = sorted((one, other), key=lambda each: each.first)
    return first.last is None or second.first <= school.next_after(first.last)
