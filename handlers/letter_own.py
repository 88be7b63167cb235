"""A parent's own paragraphs in a letter: added, moved, written anew, taken out."""

from html import escape

from bot.actions.letter_facts import Sheet
from bot.forms.form import Answers
from bot.forms.letter import ANEW, PARAGRAPH
from bot.store import letters
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of, show
from handlers.letter_late import too_late
from handlers.letter_parts import LAST, MOST_PARAGRAPHS, Own, last_number, own, parts, unsent
from handlers.start import HOME

EDITING = "editing"  # the number of the one that is being written anew


async def paragraph(visit: Visit) -> Screen:
    """One more paragraph of the parent's own."""
    sheet = await unsent(visit)
    if len(own(sheet)) >= MOST_PARAGRAPHS:
        return _no_room(visit, sheet)
    return await visit.forms.begin(visit, PARAGRAPH, sheet.written.id, sheet.child.id)


async def save_paragraph(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    return await _save(visit.going(f"letter:{letter_id}"), answers)


async def save_anew(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    return await _save(visit.going(f"letter:{letter_id}"), answers, anew=True)


async def _save(visit: Visit, answers: Answers, *, anew: bool = False) -> Screen:
    """One more, or other words for one. One that was taken out meanwhile is one more: its words are new."""
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return too_late(visit, sheet.face, sheet.written, answers)
    mine, words = own(sheet), answers["paragraph"]
    which = sheet.written.given.get(EDITING) if anew else None
    if which not in mine and len(mine) >= MOST_PARAGRAPHS:
        return _no_room(visit, sheet, words)
    if which not in mine:
        which = last_number(sheet) + 1
    done = {EDITING: None} if anew else {}
    await _keep(visit, sheet, mine | {which: words}, **done)
    return await show(visit)


def _no_room(visit: Visit, sheet: Sheet, words: str = "") -> Screen:
    """They were filled meanwhile, by an older button: nothing that was typed is lost."""
    typed = (f"<pre>{escape(words, quote=False)}</pre>",) if words else ()
    back = (Button("Change or leave out", f"parts:{sheet.written.id}"), HOME)
    text = visit.says("fullletter", letter=sheet.face, most=MOST_PARAGRAPHS, words=words)
    return Screen(text, (back,), first=typed, route=f"parts:{sheet.written.id}")


async def edit(visit: Visit) -> Screen:
    """One of them in other words: the form remembers which by the letter, so it is begun anew for another."""
    sheet, which = await _mine(visit)
    number, child = sheet.written.id, sheet.child.id
    if sheet.written.given.get(EDITING) == which:
        return await visit.forms.begin(visit, ANEW, number, child)
    await _give(visit, sheet, **{EDITING: which})
    return await visit.forms.begin_with(visit, ANEW, {}, number, child)


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
    """To the place that the button names: tapped twice, it is there. An old one never moves it down."""
    sheet, which = await _mine(visit)
    mine = own(sheet)
    place = min(visit.number(3), list(mine).index(which))
    order = [each for each in mine if each != which]
    order.insert(place, which)
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
    last = max((last_number(sheet), *mine))
    given = {"paragraphs": list(mine.values()), "numbers": list(mine), LAST: last}
    await _give(visit, sheet, **given, **more)


async def _give(visit: Visit, sheet: Sheet, **given: object) -> None:
    await letters.revise(visit.db, sheet.written.id, given=sheet.written.given | given)
