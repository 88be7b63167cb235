"""A parent's own paragraphs in a letter: added, moved, written anew, taken out."""

from html import escape

from bot.actions.letter_facts import Sheet
from bot.forms.form import Answers
from bot.forms.letter import PARAGRAPH
from bot.store import letters
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of, show
from handlers.letter_late import too_late
from handlers.letter_parts import MOST_PARAGRAPHS, Own, own, parts, unsent
from handlers.start import HOME

EDITING = "editing"  # the number of the one that is being written anew
LAST = "last_paragraph"  # the highest number that was ever given


async def paragraph(visit: Visit) -> Screen:
    """One more paragraph of the parent's own."""
    sheet = await unsent(visit)
    await _give(visit, sheet, editing=None)
    return await visit.forms.begin(visit, PARAGRAPH, sheet.written.id, sheet.child.id)


async def save_paragraph(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return too_late(visit, sheet.face, sheet.written, answers)
    mine, which = own(sheet), sheet.written.given.get(EDITING)
    if which not in mine and len(mine) >= MOST_PARAGRAPHS:
        return _no_room(visit, sheet, answers["paragraph"])
    if which not in mine:
        which = max((sheet.written.given.get(LAST, 0), *mine)) + 1
    await _keep(visit, sheet, mine | {which: answers["paragraph"]}, editing=None)
    return await show(visit)


def _no_room(visit: Visit, sheet: Sheet, words: str) -> Screen:
    """They were filled meanwhile, by an older button: nothing that was typed is lost."""
    typed = (f"<pre>{escape(words, quote=False)}</pre>",)
    back = (Button("Change or leave out", f"parts:{sheet.written.id}"), HOME)
    text = visit.says("fullletter", letter=sheet.face, most=MOST_PARAGRAPHS)
    return Screen(text, (back,), first=typed, route=f"parts:{sheet.written.id}")


async def edit(visit: Visit) -> Screen:
    """One of them in other words: the form remembers which by the letter."""
    sheet, which = await _mine(visit)
    await _give(visit, sheet, editing=which)
    return await visit.forms.begin_with(visit, PARAGRAPH, {}, sheet.written.id, sheet.child.id)


async def one(visit: Visit) -> Screen:
    """One of the parent's own paragraphs: to go up, or to go."""
    sheet, which = await _mine(visit)
    number, place = sheet.written.id, list(own(sheet)).index(which)
    above = ((Button("Move it up", f"ownup:{number}:{which}:{place - 1}"),),) if place else ()
    ways = (
        *above,
        (Button("Write it anew", f"ownedit:{number}:{which}"),),
        (Button("Take it out", f"owndrop:{number}:{which}"),),
        (Button("Back", f"parts:{number}"), HOME),
    )
    return Screen(visit.says("ownpart", words=own(sheet)[which]), ways, route=f"ownpart:{number}:{which}")


async def up(visit: Visit) -> Screen:
    """To the place that the button names: tapped twice, it is there."""
    sheet, which = await _mine(visit)
    mine = own(sheet)
    order = [each for each in mine if each != which]
    order.insert(visit.number(3), which)
    await _keep(visit, sheet, {each: mine[each] for each in order})
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def drop(visit: Visit) -> Screen:
    sheet, which = await _mine(visit)
    await _keep(visit, sheet, {each: words for each, words in own(sheet).items() if each != which})
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def _mine(visit: Visit) -> tuple[Sheet, int]:
    sheet, which = await unsent(visit), visit.number(2)
    if which not in own(sheet):
        raise NotTheirs
    return sheet, which


async def _keep(visit: Visit, sheet: Sheet, mine: Own, **more: object) -> None:
    last = max((sheet.written.given.get(LAST, 0), *own(sheet), *mine))
    given = {"paragraphs": list(mine.values()), "numbers": list(mine), LAST: last}
    await _give(visit, sheet, **given, **more)


async def _give(visit: Visit, sheet: Sheet, **given: object) -> None:
    await letters.revise(visit.db, sheet.written.id, given=sheet.written.given | given)
