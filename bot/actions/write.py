"""Letters: the record and a template become words; what was sent is kept as it was."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.standing import Standing
from bot.catalogue import Letter
from bot.directory.contacts import Council, Recipient, another
from bot.facts import LetterFacts
from bot.forms.child import OTHER
from bot.law.counting import working_days
from bot.law.deadlines import Deadline, Event
from bot.law.rules import NoRuleInForce, Rule
from bot.offers import Situation
from bot.services import Services
from bot.store import families, letters
from bot.store.families import Child
from bot.store.letters import Written
from bot.texts import LetterText

HOW_SENT = {"email": "By e-mail", "online": "By online form", "post": "By post", "hand": "By hand"}


@dataclass(frozen=True)
class Sheet:
    """Everything about one letter of one case, ready to be read or written."""

    child: Child
    standing: Standing
    letter: Letter
    written: Written
    earlier: tuple[Written, ...]  # sent before, in this case
    parent_name: str

    @property
    def face(self) -> Letter:
        """The letter at its strength."""
        return self.letter.at(self.written.strength)


def situation(standing: Standing, written: list[Written]) -> Situation:
    """What the catalogue must know to say which letters fit."""
    sent = {each.template: each.sent_on for each in written if each.sent_on}
    kinds = frozenset(event.kind for event in standing.events)
    return Situation(standing.today, {each.rule.id: each for each in standing.deadlines}, kinds, sent)


def fitting(services: Services, standing: Standing, written: list[Written]) -> tuple[tuple[Letter, str], ...]:
    """The letters worth offering today, each with its reason."""
    return services.catalogue.fitting(situation(standing, written))


async def open_sheet(
    db: AsyncConnection, services: Services, child: Child, standing: Standing, written: Written
) -> Sheet:
    others = await letters.letters_of(db, standing.case.id)
    earlier = tuple(each for each in others if each.sent_on and each.id != written.id)
    name = await families.name_of(db, child.parent_id)
    letter = services.catalogue.letter(written.template)
    return Sheet(child, standing, letter, written, earlier, name or "")


def facts(services: Services, sheet: Sheet) -> LetterFacts:
    """The record, as the letter is told it."""
    child, standing, today = sheet.child, sheet.standing, sheet.standing.today
    recipient = recipient_of(services, sheet)
    asked = [event for event in standing.events if event.kind == "asked"]
    return LetterFacts(
        written_on=today,
        reply_by=working_days(today, sheet.face.reply_in_working_days, services.calendars.england),
        parent_name=sheet.parent_name,
        child_name=child.full_name or "",
        child_called=_first_name(child),
        council_name=council_of(services, child).name,
        dear=recipient.dear,
        to=recipient.lines,
        rules=_rules(services, sheet.letter, standing),
        deadlines={each.rule.id: each for each in standing.deadlines if _runs(each)},
        born_on=date.fromisoformat(child.born_on) if child.born_on else None,
        reference=child.reference or None,
        asked_on=asked[-1].on if asked else None,
        receipt_confirmed=any(event.kind == "received" for event in standing.events),
        story=_story(services, standing),
        own_words=sheet.written.own_words,
        effect=sheet.written.effect,
        earlier_letters=tuple(
            (each.sent_on, _title(services, each)) for each in sheet.earlier if each.sent_on
        ),
    )


def compose(services: Services, sheet: Sheet) -> LetterText:
    """The letter's subject and words. Raises NotReady where the record lacks what it needs."""
    return services.texts.letter(sheet.letter, sheet.written.strength, facts(services, sheet))


async def show(db: AsyncConnection, services: Services, sheet: Sheet) -> LetterText:
    """Composes the letter and keeps the words as they are shown: those are the words that will be sent."""
    text = compose(services, sheet)
    words = f"{text.subject}\n\n{text.body}"
    await letters.revise(db, sheet.written.id, words=words, sha256=sheet.letter.sha256)
    return text


async def mark_sent(db: AsyncConnection, sheet: Sheet, how: str, sent_on: date) -> tuple[Event, ...]:
    """Freezes the letter; gives the events that follow from sending it, none if it was sent before."""
    if not await letters.freeze(db, sheet.written.id, sent_on):
        return ()
    today = sheet.standing.today
    follows: tuple[Event, ...] = (Event("letter_sent", sent_on, sheet.letter.id, today),)
    if sheet.letter.records:
        follows = (Event(sheet.letter.records, sent_on, how, today), *follows)
    return follows


def council_of(services: Services, child: Child) -> Council:
    """The child's council, with its contacts where the directory knows it."""
    return (
        another(child.council_name) if child.council == OTHER else services.directory.council(child.council)
    )


def recipient_of(services: Services, sheet: Sheet) -> Recipient:
    """Whom the letter is addressed to, and what to tell the parent about where to send it."""
    return services.directory.recipient(council_of(services, sheet.child), sheet.face.to)


def _first_name(child: Child) -> str:
    return (child.full_name or child.called).split()[0]


def _runs(deadline: Deadline) -> bool:
    return deadline.due is not None and deadline.state in ("due", "missed", "passed")


def _rules(services: Services, letter: Letter, standing: Standing) -> dict[str, Rule]:
    """What the letter cites: the rule that the clock started under, else the one in force today."""
    found: dict[str, Rule] = {}
    for rule_id in letter.rules:
        running = standing.of(rule_id)
        try:
            found[rule_id] = running.rule if running else services.rulebook.rule(rule_id, standing.today)
        except NoRuleInForce:
            continue  # the letter says that it is not ready
    return found


def _story(services: Services, standing: Standing) -> tuple[tuple[date, str], ...]:
    kinds = services.rulebook.kinds
    told = [(event, kinds[event.kind].letter) for event in standing.events if event.kind in kinds]
    return tuple((event.on, words.replace("{how}", _how(event))) for event, words in told if words)


def _how(event: Event) -> str:
    return f" {HOW_SENT[event.how].lower()}" if event.how in HOW_SENT else ""


def _title(services: Services, written: Written) -> str:
    return services.catalogue.letter(written.template).at(written.strength).title
