"""The draft plan read together: what it lacks becomes the points of the answer to the council."""

from bot.forms.draft_check import DRAFT_CHECK, RESPONSE, in_quotes, points
from bot.forms.form import Answers
from bot.forms.vague import vague_words
from bot.store import letters
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of
from handlers.start import HOME


async def begin(visit: Visit) -> Screen:
    sheet = await sheet_of(visit)
    if sheet.letter.id != RESPONSE or sheet.written.sent_on:
        raise NotTheirs
    return await visit.forms.begin(visit, DRAFT_CHECK, sheet.written.id, sheet.child.id)


async def save(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    """What was found, and the way back to the letter that now says it."""
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    if sheet.letter.id != RESPONSE or sheet.written.sent_on:
        raise NotTheirs
    found, words = points(answers), vague_words(answers.get("pasted", ""))
    asks = dict(sheet.written.given.get("asks", {}))
    earlier = sheet.written.given.get("found", ())
    own = [line for line in asks.pop("points", "").splitlines() if line.strip() and line not in earlier]
    if lines := [*own, *found]:
        asks["points"] = "\n".join(lines)
    if answers["school"] == "yes":
        asks.pop("school_wanted", None)
    elif answers.get("school_wanted"):
        asks["school_wanted"] = answers["school_wanted"]
    await letters.revise(
        visit.db, sheet.written.id, given=sheet.written.given | {"asks": asks, "found": found}
    )
    text = visit.says("draftcheck", found=found, words=in_quotes(words) if words else "", child=sheet.child)
    number = sheet.written.id
    on = (
        Button("Read the letter", f"letter:{number}")
        if lines
        else Button("Write it in my own words", f"asks:{number}")
    )
    rows = ((on,), (Button("Check again", f"checkdraft:{number}"), HOME))
    return Screen(text, rows, route=f"letter:{sheet.written.id}")
