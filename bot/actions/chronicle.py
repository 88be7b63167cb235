"""Everything that happened to a child, in order: what was told, logged, written, said and promised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.absent import DaysOut
from bot.actions.standing import Standing
from bot.actions.telling import IN_WRITING, beside, person
from bot.actions.voice import ended, first_person
from bot.days import longdate
from bot.law.absence import Absence, bundled
from bot.law.deadlines import Deadline
from bot.services import Services
from bot.store import letters
from bot.store.absences import Details
from bot.store.contacts import Contact
from bot.wording import lateness, lower_first, sentence

CALLS = {  # before a name, and alone
    "they_rang": ("I was rung by ", "I was rung"),
    "i_rang": ("I rang ", "I rang"),
    "meeting": ("Meeting with ", "Meeting"),
    "wrote": ("Letter or e-mail: ", "Letter or e-mail"),
}
SETTLED = {"kept": "It was kept.", "broken": "It was not kept.", "dropped": "It is no longer needed."}
WORK = {
    "yes": "Schoolwork was given.",
    "no": "No schoolwork was given.",
    "some": "Some schoolwork was given.",
}
UNSAID = {
    "called": "The school did not say if it was a suspension.",
    "separation": "The school did not say if it was for safeguarding.",
}
EXAM = "An exam or national test would be missed because of it."
NOTHING_RECORDED = "Nothing is recorded as done"
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
                every.append(Line(written.sent_on, ended(f"I sent a letter: {title}"), LETTER))
    return sorted(every, key=lambda line: line.on)


def _events(services: Services, standings: Iterable[Standing]) -> Iterator[Line]:
    for standing in standings:
        for event in standing.events:
            if event not in standing.follows and event.kind != "letter_sent":
                yield Line(event.on, sentence(first_person(services.rulebook.told(event))), RECORD)


def _logged(found: DaysOut, details: dict[int, Details]) -> Iterator[Line]:
    for each in found.logged:
        yield Line(each.absence.first, " ".join(told(each.absence, details[each.id])), LOG)


def told(absence: Absence, details: Details) -> Iterator[str]:
    """All that is known of an entry, as sentences. The first day is not among them: it stands beside."""
    words = (bundled().kinds[absence.kind].written, beside(absence, details.get("at", "")))
    yield ended(": ".join(filter(None, words)))
    if absence.last is None:
        yield "No end is recorded."
    if by := person(details):
        yield ended(f"Told by {by}")
    if details.get("reason"):
        yield ended(f"Reason given: {details['reason']}")
    yield from (words for key, words in UNSAID.items() if details.get(key) == "unsaid")
    if absence.letter in IN_WRITING:
        yield ended(IN_WRITING[absence.letter])
    if absence.exam:
        yield EXAM
    if absence.code:
        yield ended(f"Register code: {_code(absence.code)}")
    if details.get("work") in WORK:
        yield WORK[details["work"]]
    if details.get("note"):
        yield ended(f"Note: {details['note']}")


def _code(code: str) -> str:
    known = bundled().codes.get(code)
    return f"{code} ({lower_first(known.means)})" if known else code


def _said(calls: Sequence[tuple[Contact, Details]]) -> Iterator[Line]:
    for contact, details in calls:
        yield Line(contact.on, " ".join(spoken(contact, details)), CALL)


def spoken(contact: Contact, details: Details) -> Iterator[str]:
    """With whom it was, what was said, and what was promised, as sentences."""
    before, alone = CALLS[contact.kind]
    who = person(details)
    yield ended(f"{before}{who}" if who else alone)
    if details.get("said"):
        yield ended(details["said"])
    if details.get("promise"):
        yield ended(f"Promised{_by(contact)}: {details['promise']}")
        yield from filter(None, [SETTLED.get(contact.settled)])


def _by(contact: Contact) -> str:
    if contact.promised_by is None:
        return ""
    return (
        " for the same day" if contact.promised_by == contact.on else f" by {longdate(contact.promised_by)}"
    )


def _passed(standings: Iterable[Standing]) -> Iterator[Line]:
    """The days in law that were missed: how late it came, or that this record has nothing of it."""
    for standing in standings:
        for deadline in standing.in_state("missed", "met late"):
            if deadline.due:
                yield Line(deadline.due, missed(deadline, standing.today), LAW)


def missed(deadline: Deadline, today: date) -> str:
    """Nothing is called late for which nothing is recorded: it may have been done, and not told."""
    words = f"{first_person(deadline.rule.title)}: this was the last day ({deadline.rule.cite})."
    if deadline.state == "missed":
        return f"{words} {NOTHING_RECORDED} by {longdate(today)}."
    return f"{words} Late by {lateness(max(1, deadline.days_late(today)))}."
