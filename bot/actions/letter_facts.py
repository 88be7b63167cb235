"""The record of a case, as a letter is told it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from bot.actions.absent import DaysOut
from bot.actions.addressed import addressed
from bot.actions.letter_story import COMPLAINT, story
from bot.actions.standing import Standing
from bot.actions.telling import when
from bot.catalogue import Catalogue
from bot.directory.contacts import ROLES, Council, Directory, Recipient, another
from bot.facts import Broken, DayOut, LetterFacts, Sums
from bot.forms.child import OTHER
from bot.law.absence import bundled
from bot.law.calendars import Calendars
from bot.law.counting import working_days
from bot.law.deadlines import Deadline, Event
from bot.law.exclusions import Total
from bot.law.rules import NoRuleInForce, Rule, Rulebook
from bot.letterfile import Letter
from bot.store.absences import Details, Logged
from bot.store.families import Child
from bot.store.letters import Written
from bot.store.suggestions import Suggestion
from bot.wording import counted, lateness

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
    days = _days_out(sheet)
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
        copies=tuple(_copy(shelf, sheet, role) for role in given.get("copies", ()) if role in ROLES),
        born_on=date.fromisoformat(child.born_on) if child.born_on else None,
        school=child.school or "",
        reference=child.reference or None,
        asked_on=max((each.on for each in standing.events if each.kind == "asked"), default=None),
        receipt_confirmed=any(event.kind == "received" for event in standing.events),
        story=() if STORY in sheet.left_out else _story(shelf, sheet),
        own_words=sheet.written.own_words,
        effect="" if EFFECT in sheet.left_out else sheet.written.effect,
        earlier_letters=() if EARLIER in sheet.left_out else tuple(_earlier(shelf, sheet)),
        attachments=tuple(ATTACHED[each] for each in given.get("attachments", ()) if each in ATTACHED),
        reply_how=sheet.ways.get("reply", ""),
        adjustments=sheet.ways.get("adjustments", ""),
        asks=dict(given.get("asks", {})),
        events=last_days(standing.events),
        broken=broken_by_council((standing, *sheet.beside)),
        days_out=days[-MOST_DAYS:],
        term=_sums(sheet.found.totals.term),
        year=_sums(sheet.found.totals.year),
        paragraphs=tuple(given.get("paragraphs", ())),
        earlier_days=max(0, len(days) - MOST_DAYS),
    )


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
    """Where among a parent's ways the address is kept to which letters such as this go."""
    holder = _holder(sheet)
    return f"to:{sheet.child.id}:{sheet.face.to}{f':{holder}' if holder else ''}"


def _holder(sheet: Sheet) -> str:
    """Who holds the records that a request is for, where the parent has said: often not the school."""
    return (
        " ".join(sheet.written.given.get("asks", {}).get("holder", "").split())
        if sheet.face.to == DATA
        else ""
    )


def _copy(shelf: Shelf, sheet: Sheet, role: str) -> str:
    """Who gets a copy, in one line."""
    child = sheet.child
    return ", ".join(shelf.directory.recipient(council_of(shelf, child), role, child.school or "").lines[:2])


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
    beside = sheet.beside if sheet.letter.case == COMPLAINT else ()
    return story((*beside, sheet.standing), sheet.letter.rules, shelf.rulebook.kinds)


def _earlier(shelf: Shelf, sheet: Sheet) -> Iterable[tuple[date, str]]:
    for each in sheet.earlier:
        if each.sent_on:
            yield each.sent_on, shelf.catalogue.letter(each.template).at(each.strength).title


def last_days(events: Iterable[Event]) -> dict[str, date]:
    """The last day of each kind of event; with its answer too: "governors_decided:no"."""
    found: dict[str, date] = {}
    for event in events:
        for name in (event.kind, f"{event.kind}:{event.how}"):
            found[name] = max(event.on, found.get(name, event.on))
    return found


def broken_by_council(standings: Iterable[Standing]) -> tuple[Broken, ...]:
    """What the council owed by a day in law and did late, or not at all, oldest first."""
    late = [
        Broken(
            what=each.rule.title,
            cite=each.rule.cite,
            due=each.due,
            late=lateness(max(1, each.days_late(standing.today))),
            came=each.met_on,
            latest=each.span is not None,
        )
        for standing in standings
        for each in standing.in_state("missed", "met late")
        if each.due and each.rule.owed_by == "council"
    ]
    return tuple(sorted(late, key=lambda each: each.due))


def _days_out(sheet: Sheet) -> tuple[DayOut, ...]:
    """The entries of the log that the letter is about; of a case of their own, only those of the case."""
    about = sheet.letter.about
    mine = [each for each in sheet.found.logged if _is_about(each, about)]
    return tuple(_day_out(each, sheet.details.get(each.id, {})) for each in mine)


def _is_about(entry: Logged, about: tuple[str, ...]) -> bool:
    return entry.absence.kind in about or bundled().kinds[entry.absence.kind].group in about


def _day_out(entry: Logged, details: Details) -> DayOut:
    absence = entry.absence
    kind = bundled().kinds[absence.kind]
    return DayOut(
        first=absence.first,
        last=absence.last,
        when=when(absence, details.get("at", "")),
        kind=kind.id,
        group=kind.group,
        written=kind.written,
        letter=absence.letter,
        code=absence.code,
        reason=details.get("reason", ""),
    )


def _sums(total: Total) -> Sums | None:
    if not total.out.most:
        return None
    out, formal, informal, other = (
        counted(each) if each.most else "" for each in (total.out, total.formal, total.informal, total.other)
    )
    return Sums(out=out, formal=formal, informal=informal, other=other, since=total.period.first)
