"""Letters and the record say the same: what is put right in one is put right in the other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.days import dated
from bot.law.counting import working_days
from bot.letterfile import Letter
from bot.services import Services
from bot.store import cases, letters
from bot.store.cases import Case, Entry
from bot.store.letters import SHOWN, Given, Written

SENT = "letter_sent"  # the kind of event
# Of what is kept with a letter that was sent:
SAYS_SENT = "says_sent"  # the number of the event that says so
RECORDED = "recorded"  # other events that sending it put on the record, each with its case
ANSWERED_BY = "answered_by"  # the number of the event that was the answer
OVERTAKEN_BY = "overtaken_by"  # the number of the letter that took its place
_OF_SENDING = (SAYS_SENT, RECORDED, ANSWERED_BY, OVERTAKEN_BY)


async def entry_of(db: AsyncConnection, written: Written) -> Entry | None:
    """What says in the record that this letter was sent."""
    every = await cases.entries(db, written.case_id)
    return next((each for each in every if _says_sent(each, written)), None)


def _says_sent(entry: Entry, written: Written) -> bool:
    if SAYS_SENT in written.given:
        return bool(entry.id == written.given[SAYS_SENT])
    event = entry.event
    return (entry.case_id, event.kind, event.how, event.on) == (
        written.case_id,
        SENT,
        written.template,
        written.sent_on,
    )


async def letter_of(db: AsyncConnection, entry: Entry) -> Written | None:
    """The letter that an entry of the record says was sent."""
    every = await letters.letters_of(db, entry.case_id) if entry.event.kind == SENT else []
    return next((each for each in every if each.sent_on and _says_sent(entry, each)), None)


async def take_back(db: AsyncConnection, child_id: int, written: Written) -> None:
    """A letter was not sent after all: what sending it put on the record goes, and what it ended goes on."""
    if entry := await entry_of(db, written):
        await cases.remove_event(db, entry.case_id, entry.id)
    for case_id, event_id in written.given.get(RECORDED, ()):
        await cases.remove_event(db, case_id, event_id)
    for each in await letters.of_child(db, child_id):
        if each.given.get(OVERTAKEN_BY) == written.id:
            await waits_again(db, each)
    given = {name: value for name, value in written.given.items() if name not in _OF_SENDING}
    await letters.unsend(db, written.id, given)


async def waits_again(db: AsyncConnection, written: Written) -> None:
    """What was told as the answer to a letter was none."""
    ended = (ANSWERED_BY, OVERTAKEN_BY)
    given = {name: value for name, value in written.given.items() if name not in ended}
    await letters.note(db, written.id, answered_on=None, given=given)


async def removed(db: AsyncConnection, case: Case, entry: Entry) -> None:
    """An entry goes off the record: the letters that rest on it follow."""
    for each in await letters.of_child(db, case.child_id):
        if each.sent_on and _says_sent(entry, each):
            await take_back(db, case.child_id, each)
        elif each.given.get(ANSWERED_BY) == entry.id:
            await waits_again(db, each)


async def moved(
    db: AsyncConnection, services: Services, case: Case, entry: Entry, on: date, number: int
) -> None:
    """An entry is of another day now, and has this number: the letters that rest on it follow."""
    for each in await letters.of_child(db, case.child_id):
        if each.sent_on and _says_sent(entry, each):
            await _sent_on(db, services, each, on, number)
        elif each.given.get(ANSWERED_BY) == entry.id and each.sent_on and on < each.sent_on:
            await waits_again(db, each)
        elif each.given.get(ANSWERED_BY) == entry.id:
            await letters.note(db, each.id, given=each.given | {ANSWERED_BY: number})


async def _sent_on(db: AsyncConnection, services: Services, written: Written, on: date, number: int) -> None:
    """The letter was sent on another day: so are its words, and what it put on the record."""
    for case_id, event_id in written.given.get(RECORDED, ()):
        [old] = [each.event.on for each in await cases.entries(db, case_id) if each.id == event_id] or [on]
        if old == written.sent_on:  # a day that the parent put right by itself stays
            await cases.redate(db, case_id, event_id, on)
    now = as_shown(written, on, strengths=[written.strength])
    face = services.catalogue.letter(now.template).at(now.strength)
    reply_by = asks_by(services, face, now, on) if written.reply_by else None
    facts: Given = {"sent_on": on, "reply_by": reply_by, "words": now.words, "sha256": now.sha256}
    await letters.note(db, now.id, given=now.given | {SAYS_SENT: number}, **facts)


def asks_by(services: Services, face: Letter, written: Written, sent_on: date) -> date:
    """The day by which the letter asks for an answer, as its own words have it."""
    begins = dated(written.words or "") or sent_on
    return working_days(begins, face.reply_in_working_days, services.calendars.england)


def as_shown(written: Written, on: date, strengths: Iterable[str] = ()) -> Written:
    """The letter as the parent had it on a day: as it was last shown up to then, or else as first shown.

    With `strengths`, only as it was shown at one of these.
    """
    days = _days_shown(written)
    fits = [day for day, was in days.items() if not strengths or was["strength"] in strengths]
    if not fits:
        return written
    was = days[max([day for day in fits if day <= on], default=min(fits))]
    every = {day.isoformat(): each for day, each in days.items()}
    given = written.given | {"headings": was["headings"], SHOWN: every}
    return replace(written, words=was["words"], sha256=was["sha256"], strength=was["strength"], given=given)


def _days_shown(written: Written) -> dict[date, Given]:
    """How the letter was last shown on each of the last few days."""
    days = {date.fromisoformat(day): was for day, was in written.given.get(SHOWN, {}).items()}
    if now := dated(written.words or ""):
        headings = written.given.get("headings", [])
        days[now] = {"words": written.words, "sha256": written.sha256, "strength": written.strength}
        days[now] |= {"headings": headings}
    return days
