"""A letter goes out: it is kept as it was, and what sending it means goes on the record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.in_step import OVERTAKEN_BY, RECORDED, SAYS_SENT, SENT, as_shown, asks_by, entry_of
from bot.actions.letter_facts import Sheet
from bot.actions.record import Change, record_events
from bot.actions.standing import Standing
from bot.law.deadlines import Deadline, Event
from bot.services import Services
from bot.store import cases, letters
from bot.store.cases import Case, Entry


@dataclass(frozen=True)
class Sending:
    """What sending a letter did to the dates, and the day by which the letter asks for an answer."""

    change: Change
    reply_by: date
    strength: str  # of the words that were kept
    watched: bool  # a date runs since then, and is watched in place of the letter
    due: date | None  # that date, where the law sets it and it is later than the one that the letter names


async def sent(
    db: AsyncConnection, services: Services, sheet: Sheet, how: str, on: date, now: datetime
) -> Sending | None:
    """Freezes the letter and puts on the record what sending it is; None if it was sent before.

    It is kept as the parent had it on the day of sending. What it starts, such as a complaint, can be a case
    of its own: then that is the change that is given. A case that was over goes on.
    """
    sheet = replace(sheet, written=as_shown(sheet.written, on), standing=await _goes_on(db, sheet))
    written, face = sheet.written, sheet.face
    reply_by = asks_by(services, face, written, on)
    shown = {name: getattr(written, name) for name in ("words", "sha256", "strength", "given")}
    if not await letters.freeze(db, written.id, on, reply_by, **shown):
        return None
    await _take_the_place_of_others(db, services, sheet, on)
    change, new = await _record_all(db, services, sheet, how, on, now)
    await _keep_what_follows(db, sheet, new)
    clocks = _running_since(change, face.records.partition(":")[0])
    if clocks:
        await letters.note(db, written.id, reply_by=None)
    return Sending(change, reply_by, written.strength, bool(clocks), _later(clocks, reply_by))


async def _goes_on(db: AsyncConnection, sheet: Sheet) -> Standing:
    """The case of the letter, opened again where it was said to be over: a new letter says that it is not."""
    case = sheet.standing.case
    if case.ended_on:
        await cases.set_ended(db, case.id, None)
    return replace(sheet.standing, case=replace(case, ended_on=None))


async def _record_all(
    db: AsyncConnection, services: Services, sheet: Sheet, how: str, on: date, now: datetime
) -> tuple[Change, list[Entry]]:
    """That the letter was sent, and what sending it is: each in its case. Gives what is new on the record."""
    today, case = sheet.standing.today, sheet.standing.case
    mine = Event(SENT, on, sheet.letter.id, today)
    kind, _, which = sheet.face.records.partition(":")
    if not kind:
        return await _record(db, services, case, [mine], now)
    follows = Event(kind, on, which or how, today)
    where = await _case_of(db, services, sheet, kind)
    if where.id == case.id:
        return await _record(db, services, case, [follows, mine], now)
    _, first = await _record(db, services, case, [mine], now)
    change, then = await _record(db, services, where, [follows], now)
    return change, [*first, *then]


async def _record(
    db: AsyncConnection, services: Services, case: Case, events: list[Event], now: datetime
) -> tuple[Change, list[Entry]]:
    known = {entry.id for entry in await cases.entries(db, case.id)}
    change = await record_events(db, services, case, events, now)
    return change, [entry for entry in await cases.entries(db, case.id) if entry.id not in known]


async def _case_of(db: AsyncConnection, services: Services, sheet: Sheet, kind: str) -> Case:
    """The case that an event belongs to: that of the letter, or one of its own kind."""
    case, child = sheet.standing.case, sheet.child
    subject = services.rulebook.subject(services.rulebook.kinds[kind].subject)
    if subject.kind in ("", case.kind):
        return case
    number = await (cases.open_case if subject.one else cases.new_case)(db, child.id, subject.kind)
    return replace(case, id=number, kind=subject.kind)


async def _keep_what_follows(db: AsyncConnection, sheet: Sheet, new: list[Entry]) -> None:
    """The letter knows what it put on the record: with that it can be put right, or taken back."""
    written = await letters.letter(db, sheet.written.id)
    says_sent = await entry_of(db, written) if written else None
    if written and says_sent:
        recorded = [[each.case_id, each.id] for each in new if each.id != says_sent.id]
        given = written.given | {SAYS_SENT: says_sent.id, RECORDED: recorded}
        await letters.note(db, written.id, given=given)


def _running_since(change: Change, kind: str) -> list[Deadline]:
    """The dates that what was recorded started, if any: then those are watched, and not the letter."""
    clocks = [each for each in change.now.deadlines if each.due and each.waiting]
    return [each for each in clocks if any(start.partition(":")[0] == kind for start in each.rule.starts)]


def _later(clocks: Iterable[Deadline], reply_by: date) -> date | None:
    """The first day by which the law wants done what the letter asks, if that is after the letter's own."""
    by_law = [each for each in clocks if each.rule.standing == "law" and each.rule.owed_by != "parent"]
    days = [each.due for each in by_law if each.due and not each.rule.quiet]
    return min((day for day in days if day > reply_by), default=None)


async def _take_the_place_of_others(db: AsyncConnection, services: Services, sheet: Sheet, on: date) -> None:
    """A letter that is the next step after others: nobody waits for an answer to those now.

    Those of another case only where it is of another kind, as when a complaint follows a reminder: what was
    sent in a second case of the same kind is about another matter.
    """
    mine, chased = sheet.written, (*sheet.face.chases, sheet.letter.id)
    for each in await letters.of_child(db, sheet.child.id):
        elsewhere = services.catalogue.letter(each.template).case != sheet.letter.case
        of_the_matter = each.case_id == mine.case_id or elsewhere
        waits = each.sent_on and each.sent_on <= on and not each.answered_on and each.id != mine.id
        if each.template in chased and of_the_matter and waits:
            await letters.note(db, each.id, answered_on=on, given=each.given | {OVERTAKEN_BY: mine.id})
