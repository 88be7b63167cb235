"""Letters: the record and a template become words; what was sent is kept as it was."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import sharing
from bot.actions.absent import DaysOut, days_out
from bot.actions.letter_facts import Sheet, last_days, letter_facts, quoted
from bot.actions.letter_matter import broken_by_council
from bot.actions.standing import Standing, look_at
from bot.documents.letter import letter_docx, letter_pdf
from bot.facts import SAID, any_of
from bot.law.absence import bundled
from bot.law.thresholds import CROSSED
from bot.letterfile import NAMES, Letter
from bot.offers import Situation
from bot.services import Services
from bot.store import absences, cases, families, letters
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.letters import Written
from bot.texts import LetterText

FILES: dict[str, Callable[[str, str, Iterable[str]], bytes]] = {"docx": letter_docx, "pdf": letter_pdf}
QUOTED = "quoted"  # of what is kept with a letter: the numbers of the earlier ones that it may quote


def situation(
    standing: Standing, written: Sequence[Written], found: DaysOut, beside: Sequence[Standing] = ()
) -> Situation:
    """What the catalogue must know to say which letters fit."""
    return Situation(
        standing.today,
        {each.rule.id: each for each in standing.deadlines},
        last_days(standing.events),
        _sent(written),
        {each.threshold.id: each.on for each in found.crossings if each.state == CROSSED and each.on},
        _logged(found, standing.today),
        standing.case.council,
        bool(broken_by_council((standing, *beside))),
    )


def _sent(written: Iterable[Written]) -> dict[str, date]:
    """The last day on which each letter was sent, at any strength and at each: "A7", "A7:formal"."""
    in_order = sorted((each.sent_on, each.template, each.strength) for each in written if each.sent_on)
    return {
        name: sent_on
        for sent_on, template, strength in in_order
        for name in (template, f"{template}:{strength}")
    }


def _logged(found: DaysOut, today: date) -> dict[str, date]:
    """The last day on which each kind, and each group of kinds, kept the child out."""
    days: dict[str, date] = {}
    for each in found.logged:
        last = min(each.absence.last or today, today)
        for name in (each.absence.kind, bundled().kinds[each.absence.kind].group):
            days[name] = max(last, days.get(name, last))
    return days


def fitting(
    services: Services,
    standing: Standing,
    written: Sequence[Written],
    found: DaysOut,
    beside: Sequence[Standing] = (),
) -> tuple[tuple[Letter, str], ...]:
    """The letters of a case worth offering today, each with its reason; `beside` are the child's others."""
    every = services.catalogue.fitting(situation(standing, written, found, beside))
    return tuple((letter, reason) for letter, reason in every if letter.case == standing.case.kind)


async def open_sheet(
    db: AsyncConnection, services: Services, child: Child, standing: Standing, written: Written
) -> Sheet:
    name = await families.name_of(db, child.parent_id)
    letter = services.catalogue.letter(written.template)
    found = await days_out(db, services, child, standing.today)
    details = await absences.details_of(db, [each.id for each in found.logged])
    ways = await families.ways_of(db, child.parent_id)
    every = [case for case in await cases.cases_of(db, child.id) if case.id != standing.case.id]
    open_ones = [case for case in every if case.ended_on is None]
    earlier = await _earlier(db, services, letter, written, [standing.case, *every])
    beside = tuple(await look_at(db, services, open_ones, standing.today))
    confirmed = await sharing.contacts_of(db, child)
    return Sheet(
        child, standing, letter, written, earlier, name or "", found, details, beside, ways, confirmed
    )


async def _earlier(
    db: AsyncConnection, services: Services, letter: Letter, written: Written, every: Sequence[Case]
) -> tuple[Written, ...]:
    """What was sent before in this case; in open ones of other kinds, the letters that this one comes after.

    A second case of the same kind is another matter: another suspension, another complaint.
    """
    before = services.catalogue.before(letter)
    found: list[Written] = []
    for case in every:
        own = case.id == written.case_id
        if own or (case.ended_on is None and case.kind != letter.case):
            sent_ones = [each for each in await letters.letters_of(db, case.id) if each.sent_on]
            found += [each for each in sent_ones if own or each.template in before]
    mine = (each for each in found if each.id != written.id)
    return tuple(sorted(mine, key=lambda each: (each.sent_on or written.made_on, each.id)))


def missing(services: Services, sheet: Sheet) -> tuple[str, ...]:
    """What the letter needs and the record lacks, but for what the parent is asked for."""
    asked = (*NAMES, "own_words")
    return tuple(
        need
        for need in sheet.face.lacks(letter_facts(services, sheet))
        if not any(each in asked or each.startswith(f"{SAID}.") for each in any_of(need))
    )


def compose(services: Services, sheet: Sheet) -> LetterText:
    """The letter's subject and words. Raises NotReady where the record lacks what it needs."""
    return services.texts.letter(sheet.letter, sheet.written.strength, letter_facts(services, sheet))


async def show(db: AsyncConnection, services: Services, sheet: Sheet) -> LetterText:
    """Composes the letter and keeps the words as they are shown: those are the words that will be sent."""
    text = compose(services, sheet)
    words = f"{text.subject}\n\n{text.body}"
    earlier = [each.id for each, _ in quoted(services, sheet)]
    given = sheet.written.given | {"headings": list(text.headings), QUOTED: earlier}
    await letters.revise(db, sheet.written.id, words=words, sha256=sheet.letter.sha256, given=given)
    return text


def file_of(written: Written, form: str) -> Callable[[], bytes]:
    """The work that makes the file of a letter, in the words that were last shown."""
    subject, _, body = (written.words or "").partition("\n\n")
    return partial(FILES[form], subject, body, tuple(written.given.get("headings", ())))


async def quoted_by(db: AsyncConnection, child_id: int, written: Written) -> list[Written]:
    """The earlier letters that a letter may quote, as it was last shown: those that go with it."""
    numbers, day = written.given.get(QUOTED, ()), written.sent_on or date.max
    every = [each for each in await letters.of_child(db, child_id) if each.id in numbers]
    dated = [(each.sent_on, each.id, each) for each in every if each.sent_on and each.sent_on <= day]
    return [each for _, _, each in sorted(dated)]
