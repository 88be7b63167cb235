"""The draft plan read together: what it lacks becomes the points of the answer to the council."""

from bot.actions.letter_facts import Sheet
from bot.forms.draft_check import DRAFT_CHECK, FOUND, RESPONSE, in_quotes, points, typed
from bot.forms.form import Answers
from bot.forms.vague import vague_words
from bot.store import letters
from bot.store.letters import Given
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of
from handlers.letter_late import too_late
from handlers.start import HOME

SCHOOL = "found_school"  # of what the letter was given: the school that the last check put into it


async def begin(visit: Visit) -> Screen:
    sheet = await sheet_of(visit)
    if sheet.letter.id != RESPONSE or sheet.written.sent_on:
        raise NotTheirs
    return await visit.forms.begin(visit, DRAFT_CHECK, sheet.written.id, sheet.child.id)


async def save(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    """What was found, and the way back to the letter that now says it."""
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    if sheet.letter.id != RESPONSE:
        raise NotTheirs
    if sheet.written.sent_on:
        return too_late(visit, sheet.face, sheet.written, typed(answers))
    given = _given(sheet.written.given, answers)
    await letters.revise(visit.db, sheet.written.id, given=given)
    return _found_screen(visit, sheet, answers, can_be_read=bool(given["asks"].get("points")))


def _given(given: Given, answers: Answers) -> Given:
    """What the letter is told: this check takes the place of the one before, what the parent typed stays."""
    asks, before = dict(given.get("asks", {})), given.get(FOUND, ())
    own = [line for line in asks.pop("points", "").splitlines() if line.strip() and line not in before]
    found = [line for line in points(answers) if line not in own]
    if lines := [*own, *found]:
        asks["points"] = "\n".join(lines)
    if asks.get("school_wanted") == given.get(SCHOOL):
        asks.pop("school_wanted", None)
    school = answers.get("school_wanted", "")
    if school == asks.get("school_wanted"):
        school = ""  # the parent has typed it herself
    if school:
        asks["school_wanted"] = school
    return given | {"asks": asks, FOUND: found, SCHOOL: school}


def _found_screen(visit: Visit, sheet: Sheet, answers: Answers, *, can_be_read: bool) -> Screen:
    found, words = points(answers), vague_words(answers.get("pasted", ""))
    text = visit.says("draftcheck", found=found, words=in_quotes(words) if words else "", child=sheet.child)
    number = sheet.written.id
    read = Button("Read the letter", f"letter:{number}")
    write = Button("Write it in my own words", f"asks:{number}")
    again = Button("Check again", f"checkdraft:{number}")
    rows = ((read if can_be_read else write,), (again, HOME))
    return Screen(text, rows, route=f"letter:{number}")
