"""A letter as a file, with the papers that go with it."""

from bot.actions import papers, write
from bot.actions.letter_facts import CHRONOLOGY, LETTERS, SCHEDULE
from bot.actions.write import FILES
from bot.store import letters
from bot.store.families import Child
from bot.store.letters import Written
from handlers.cases import case_and_child
from handlers.edge.screen import Button, File, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of
from handlers.start import HOME

MOST_EARLIER = 5  # letters that go with a new one


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
    text = visit.says("letterfile", letter=letter, sheet=letter.sheet)
    return Screen(text, rows, files=files, fresh=True, route=f"letter:{written.id}")


async def _attached(visit: Visit, child: Child, written: Written, form: str) -> list[File]:
    """The papers that the letter says go with it."""
    chosen = written.given.get("attachments", ())
    record = await papers.collect(visit.db, visit.services, child, visit.now) if chosen else None
    found: list[File] = []
    if record and SCHEDULE in chosen:
        found.append(File(f"{SCHEDULE}-{visit.today}.{form}", papers.schedule(record, form)))
    if record and CHRONOLOGY in chosen:
        found.append(File(f"{CHRONOLOGY}-{visit.today}.{form}", papers.chronology(record, form)))
    if LETTERS in chosen:
        sheet = await sheet_of(visit.going(f"letter:{written.id}"))
        found += [_sent(each, form) for each in sheet.earlier[-MOST_EARLIER:]]
    return found


def _sent(written: Written, form: str) -> File:
    return File(f"{written.template}-{written.sent_on}.{form}", write.file_of(written, form))
