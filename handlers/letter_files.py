"""A letter as a file, with the papers that go with it."""

from datetime import date
from functools import partial

from bot.actions import as_of, papers, write
from bot.actions.letter_facts import CHRONOLOGY, LETTERS, SCHEDULE, quoted
from bot.actions.papers import FORMATS, Record, chronology_paper, schedule_paper
from bot.actions.write import FILES, QUOTED, quoted_by
from bot.store import letters
from bot.store.families import Child
from bot.store.letters import Written
from handlers.cases import case_and_child
from handlers.edge.screen import Button, File, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of
from handlers.start import HOME

MOST_EARLIER = 5  # letters that go with a new one
PAPERS = {SCHEDULE: schedule_paper, CHRONOLOGY: chronology_paper}


async def file(visit: Visit) -> Screen:
    """The letter to print or to attach, in the words that were last shown: those that are sent."""
    written, form = await letters.letter(visit.db, visit.number()), visit.word(2)
    if written is None or not written.words or form not in FILES:
        raise NotTheirs
    _, child = await case_and_child(visit, written.case_id)
    letter = visit.services.catalogue.letter(written.template).at(written.strength)
    name = f"{letter.id}-{written.sent_on or visit.today}.{form}"
    files = (File(name, write.file_of(written, form)), *await _attached(visit, child, written, form))
    rows = ((Button("Back to the letter", f"letter:{written.id}"), HOME),)
    made = bool(written.sent_on and {*PAPERS} & {*_chosen(written)})
    text = visit.says("letterfile", letter=letter, sheet=letter.sheet, sent_on=written.sent_on, made=made)
    return Screen(text, rows, files=files, fresh=True, route=f"letter:{written.id}")


async def _attached(visit: Visit, child: Child, written: Written, form: str) -> list[File]:
    """The papers that the letter says go with it: with one that was sent, as of the day of sending."""
    chosen, found = _chosen(written), list[File]()
    day = written.sent_on or visit.today
    wanted = [what for what in PAPERS if what in chosen]
    if wanted:
        record = await _record(visit, child, written)
        made = [(what, PAPERS[what](record)) for what in wanted]
        if written.sent_on:
            made = [(what, as_of.said_so(paper, day, visit.today)) for what, paper in made]
        found += [File(f"{what}-{day}.{form}", partial(FORMATS[form], paper)) for what, paper in made]
    if LETTERS in chosen:
        earlier = await _earlier(visit, child, written, day)
        found += [_sent(each, form) for each in earlier[-MOST_EARLIER:]]
    return found


async def _earlier(visit: Visit, child: Child, written: Written, day: date) -> list[Written]:
    """The letters that it quoted, or can quote, when it was last shown."""
    if QUOTED in written.given:
        return await quoted_by(visit.db, child.id, written)
    sheet = await sheet_of(visit.going(f"letter:{written.id}"))  # kept by an older bot
    return [each for each, _ in quoted(visit.services, sheet) if each.sent_on and each.sent_on <= day]


def _chosen(written: Written) -> list[str]:
    return list(written.given.get("attachments", ()))


async def _record(visit: Visit, child: Child, written: Written) -> Record:
    if written.sent_on is None:
        return await papers.collect(visit.db, visit.services, child, visit.now)
    return await as_of.record_of(visit.db, visit.services, child, written.sent_on)


def _sent(written: Written, form: str) -> File:
    return File(f"{written.template}-{written.sent_on}.{form}", write.file_of(written, form))
