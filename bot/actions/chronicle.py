"""Everything that happened to a child, in order: what was told, logged, written, said and promised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.absent import DaysOut
from bot.actions.standing import Standing
from bot.actions.telling import when
from bot.days import longdate
from bot.law.absence import bundled
from bot.services import Services
from bot.store import letters
from bot.store.absences import Details
from bot.store.contacts import Contact
from bot.wording import as_the_parent_says, lateness, sentence

CALLS = {
    "they_rang": "I was rung",
    "i_rang": "I rang",
    "meeting": "Meeting",
    "wrote": "Letter or e-mail",
}
RECORD, LOG, LETTER, CALL, LAW = "Event", "Log", "Letter", "Call or meeting", "Date in law"


@dataclass(frozen=True)
class Line:
    """One thing that happened; `source` says what part of the record it is from."""

    on: date
    words: str
    source: str


async def lines(
    db: AsyncConnection,
    services: Services,
    standings: Sequence[Standing],
    found: DaysOut,
    details: dict[int, Details],
    calls: Sequence[tuple[Contact, Details]],
) -> list[Line]:
    """The chronology, oldest first; of one day, in the order of the record."""
    every = [*_events(services, standings), *_logged(found, details), *_said(calls), *_passed(standings)]
    for standing in standings:
        for written in await letters.letters_of(db, standing.case.id):
            if written.sent_on:
                title = services.catalogue.letter(written.template).at(written.strength).title
                every.append(Line(written.sent_on, f"I sent a letter: {title}.", LETTER))
    return sorted(every, key=lambda line: line.on)


def _events(services: Services, standings: Iterable[Standing]) -> Iterator[Line]:
    for standing in standings:
        for event in standing.events:
            if event not in standing.follows and event.kind != "letter_sent":
                yield Line(event.on, sentence(_turned(services.rulebook.told(event))), RECORD)


def _turned(told: str) -> str:
    """The record speaks to the parent; in a paper the parent speaks."""
    words = as_the_parent_says(told)
    for theirs, ours in (("You ", "I "), (" you ", " me "), (" your ", " my ")):
        words = words.replace(theirs, ours)
    return words


def _logged(found: DaysOut, details: dict[int, Details]) -> Iterator[Line]:
    for each in found.logged:
        more = details[each.id]
        said = [f"{bundled().kinds[each.absence.kind].written}: {when(each.absence, more.get('at', ''))}."]
        if more.get("who"):
            said.append(f"Told by {more['who']}.")
        if more.get("reason"):
            said.append(f"Reason given: {more['reason']}")
        if more.get("note"):
            said.append(f"Note: {more['note']}")
        yield Line(each.absence.first, " ".join(said), LOG)


def _said(calls: Sequence[tuple[Contact, Details]]) -> Iterator[Line]:
    for contact, details in calls:
        words = [
            CALLS.get(contact.kind, contact.kind)
            + (f", {details['who']}" if details.get("who") else "")
            + "."
        ]
        if details.get("said"):
            words.append(details["said"])
        if details.get("promise"):
            by = f" by {longdate(contact.promised_by)}" if contact.promised_by else ""
            kept = {"kept": " It was kept.", "broken": " It was not kept."}.get(contact.settled, "")
            words.append(f"Promised{by}: {details['promise']}.{kept}")
        yield Line(contact.on, " ".join(words), CALL)


def _passed(standings: Iterable[Standing]) -> Iterator[Line]:
    """The days in law that were missed, with how late it came or still is."""
    for standing in standings:
        for deadline in standing.in_state("missed", "met late"):
            if deadline.due:
                late = lateness(max(1, deadline.days_late(standing.today)))
                words = f"{deadline.rule.title}: this was the last day ({deadline.rule.cite}). Late by {late}"
                yield Line(deadline.due, f"{words}{' so far' if deadline.state == 'missed' else ''}.", LAW)
