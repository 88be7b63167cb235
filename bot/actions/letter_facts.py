"""The record of a case, as a letter is told it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from bot.actions import letter_matter
from bot.actions.absent import DaysOut
from bot.actions.addressed import addressed
from bot.actions.letter_days import days_of, sums
from bot.actions.letter_story import story
from bot.actions.standing import Standing
from bot.catalogue import Catalogue
from bot.directory.contacts import OF_SCHOOL, ROLES, Council, Directory, Recipient, another
from bot.facts import LetterFacts
from bot.forms.child import OTHER
from bot.law.calendars import Calendars
from bot.law.counting import working_days
from bot.law.deadlines import Deadline, Event
from bot.law.rules import NoRuleInForce, Rule, Rulebook
from bot.letterfile import Letter
from bot.store.absences import Details
from bot.store.families import Child
from bot.store.letters import Written
from bot.store.school_calendars import compared
from bot.store.suggestions import Suggestion

DATA = "data"  # the role of those who answer for records
HOLDERS_OWN = "Please look for the address for such requests on their website."
MOST_DAYS = 10  # in a letter itself: the schedule has them all
STORY, EFFECT, EARLIER = "story", "effect", "earlier"
SCHEDULE, CHRONOLOGY, LETTERS = "schedule", "chronology", "letters"
ATTACHED = {  # papers that can go with a letter, as the letter names them
    SCHEDULE: "a schedule of sessions missed",
    CHRONOLOGY: "a chronology",
    LETTERS: "my earlier letters",
}
OPTIONAL = (STORY, EFFECT, EARLIER)  # parts that a parent can leave out


class Shelf(Protocol):
    """What a letter looks things up in."""

    @property
    def rulebook(self) -> Rulebook: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def directory(self) -> Directory: ...


@dataclass(frozen=True)
class Sheet:
    """Everything about one letter of one case, ready to be read or written."""

    child: Child
    standing: Standing
    letter: Letter
    written: Written
    earlier: tuple[Written, ...]  # sent before, in this case
    parent_name: str
    found: DaysOut
    details: Mapping[int, Details]
    beside: tuple[Standing, ...]  # the child's other open cases
    ways: Mapping[str, str]  # how the parent wants to be answered, and what makes that possible
    confirmed: Mapping[str, Suggestion] = field(default_factory=dict)  # by role, in groups of the parent's

    @property
    def face(self) -> Letter:
        """The letter at its strength."""
        return self.letter.at(self.written.strength)

    @property
    def left_out(self) -> frozenset[str]:
        """The optional parts that the parent does not want in this letter."""
        return frozenset(self.written.given.get("left_out", ()))


def letter_facts(shelf: Shelf, sheet: Sheet) -> LetterFacts:
    """The record, as the letter is told it."""
    child, standing, given = sheet.child, sheet.standing, sheet.written.given
    recipient = recipient_of(shelf, sheet)
    found = sheet.found
    days = days_of(sheet.letter, standing, found, sheet.details)
    asked_on = max((each.on for each in standing.events if each.kind == "asked"), default=None)
    return LetterFacts(
        written_on=standing.today,
        reply_by=working_days(standing.today, sheet.face.reply_in_working_days, shelf.calendars.england),
        parent_name=sheet.parent_name,
        child_name=child.full_name or "",
        child_called=_first_name(child),
        council_name=council_of(shelf, child).name,
        dear=recipient.dear,
        to=recipient.lines,
        rules=_rules(shelf, sheet.letter, standing),
        deadlines={each.rule.id: each for each in standing.deadlines if _runs(each)},
        from_lines=tuple(line for line in sheet.ways.get("from", "").split("\n") if line),
        copies=tuple(_copies(shelf, sheet)),
        born_on=date.fromisoformat(child.born_on) if child.born_on else None,
        school=child.school or "",
        reference=child.reference or None,
        asked_on=asked_on,
        receipt_confirmed=_confirmed(standing, asked_on),
        story=() if STORY in sheet.left_out else _story(shelf, sheet),
        own_words=sheet.written.own_words,
        effect="" if EFFECT in sheet.left_out else sheet.written.effect,
        earlier_letters=() if EARLIER in sheet.left_out else tuple(_earlier(shelf, sheet)),
        attachments=tuple(ATTACHED[each] for each in attached(shelf, sheet)),
        reply_how=sheet.ways.get("reply", ""),
        adjustments=sheet.ways.get("adjustments", ""),
        asks=dict(given.get("asks", {})),
        events=last_days(standing.events),
        broken=letter_matter.broken_by_council((standing, *sheet.beside)),
        days_out=days[-MOST_DAYS:],
        term=sums(found.totals.term),
        year=sums(found.totals.year),
        paragraphs=tuple(given.get("paragraphs", ())),
        earlier_days=max(0, len(days) - MOST_DAYS),
    )


def _confirmed(standing: Standing, asked_on: date | None) -> bool:
    """Whether they confirmed this request, and not one before it."""
    return any(each.kind == "received" and (not asked_on or each.on >= asked_on) for each in standing.events)


def council_of(shelf: Shelf, child: Child) -> Council:
    """The child's council, with its contacts where the directory knows it."""
    return another(child.council_name) if child.council == OTHER else shelf.directory.council(child.council)


def recipient_of(shelf: Shelf, sheet: Sheet) -> Recipient:
    """Whom the letter is addressed to, and what to tell the parent about where to send it."""
    child, role, council = sheet.child, sheet.face.to, council_of(shelf, sheet.child)
    known = shelf.directory.recipient(council, role, child.school or "")
    if holder := _holder(sheet):
        known = replace(known, lines=(known.lines[0], holder), caution=HOLDERS_OWN)
    shared = None if shelf.directory.has_address(council, role) else sheet.confirmed.get(role)
    return addressed(known, sheet.ways.get(address_key(sheet), ""), shared)


def address_key(sheet: Sheet) -> str:
    """Where among a parent's ways the address is kept to which letters such as this go.

    What is kept of one school is of no use at the next: its own name is in the key.
    """
    role = sheet.face.to
    at = _holder(sheet) or (compared(sheet.child.school or "") if role in OF_SCHOOL else "")
    return f"{addresses_of(sheet.child)}{role}{f':{at}' if at else ''}"


def addresses_of(child: Child) -> str:
    """What the keys of the addresses begin with that were given for letters about a child."""
    return f"to:{child.id}:"


def _holder(sheet: Sheet) -> str:
    """Who holds the records that a request is for, where the parent has said: often not the school."""
    return (
        " ".join(sheet.written.given.get("asks", {}).get("holder", "").split())
        if sheet.face.to == DATA
        else ""
    )


def _copies(shelf: Shelf, sheet: Sheet) -> Iterable[str]:
    """Who gets a copy, each in one line: not those whom the letter itself goes to at this strength."""
    child = sheet.child
    for role in sheet.written.given.get("copies", ()):
        if role in ROLES and role != sheet.face.to:
            known = shelf.directory.recipient(council_of(shelf, child), role, child.school or "")
            yield ", ".join(known.lines[:2])


def _first_name(child: Child) -> str:
    return (child.full_name or child.called).split()[0]


def _runs(deadline: Deadline) -> bool:
    return deadline.due is not None and deadline.state in ("due", "missed", "passed")


def _rules(shelf: Shelf, letter: Letter, standing: Standing) -> dict[str, Rule]:
    """What the letter cites: the rule that the clock started under, else the one in force today."""
    found: dict[str, Rule] = {}
    for rule_id in letter.rules:
        running = standing.of(rule_id)
        try:
            found[rule_id] = running.rule if running else shelf.rulebook.rule(rule_id, standing.today)
        except NoRuleInForce:
            continue  # the letter says that it is not ready
    return found


def _story(shelf: Shelf, sheet: Sheet) -> tuple[tuple[date, str], ...]:
    """Before a complaint, what it is about happened in the child's other cases."""
    beside = letter_matter.told_beside(sheet.letter, sheet.beside)
    every = (*beside, sheet.standing)
    return story(every, sheet.letter.rules, shelf.rulebook.kinds, letter_matter.untold(sheet.letter))


def quoted(shelf: Shelf, sheet: Sheet) -> list[tuple[Written, Letter]]:
    """The earlier letters of the same matter, each with its face."""
    earlier = ((each, shelf.catalogue.letter(each.template).at(each.strength)) for each in sheet.earlier)
    return letter_matter.wrote_before(sheet.face, sheet.standing, sheet.beside, earlier)


def _earlier(shelf: Shelf, sheet: Sheet) -> Iterable[tuple[date, str]]:
    return ((each.sent_on, face.title) for each, face in quoted(shelf, sheet) if each.sent_on)


def may_attach(shelf: Shelf, sheet: Sheet) -> list[str]:
    """The papers that there are: of the earlier letters, only those that the letter may quote."""
    there = {SCHEDULE: bool(sheet.found.logged), CHRONOLOGY: True, LETTERS: bool(quoted(shelf, sheet))}
    return [what for what in ATTACHED if there[what]]


def attached(shelf: Shelf, sheet: Sheet) -> list[str]:
    """The papers that go with the letter: chosen by the parent, and there."""
    chosen = sheet.written.given.get("attachments", ())
    return [what for what in may_attach(shelf, sheet) if what in chosen] if chosen else []


def last_days(events: Iterable[Event]) -> dict[str, date]:
    """The last day of each kind of event; with its answer too: "governors_decided:no"."""
    found: dict[str, date] = {}
    for event in events:
        for name in (event.kind, f"{event.kind}:{event.how}"):
            found[name] = max(event.on, found.get(name, event.on))
    return found
