"""Where a letter goes, as the parent gave it; and whether other families may use that address too."""

from dataclasses import replace

from bot.actions import sharing
from bot.actions.letter_facts import Sheet, address_key
from bot.actions.sharing import Offer
from bot.forms.form import Answers
from bot.forms.letter import ADDRESS
from bot.store import families
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import Visit
from handlers.letter import sheet_of, show
from handlers.letter_late import FOR_THE_NEXT, noted
from handlers.letter_parts import unsent
from handlers.start import HOME

THANKS = "Thank you. Admins of parents' groups look at it before anybody uses it."
ENOUGH = "You have shared many that wait for an admin. This one is for your letters only."


async def address(visit: Visit) -> Screen:
    """Where it goes, where the directory does not know or the parent knows better."""
    sheet = await unsent(visit)
    return await visit.forms.begin(visit, ADDRESS, sheet.written.id, sheet.child.id)


async def save_address(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    ways = {**sheet.ways, address_key(sheet): answers["address"]}
    await families.set_ways(visit.db, visit.parent.id, ways)
    if sheet.written.sent_on:
        return noted(await show(visit), FOR_THE_NEXT)
    return await _ask_once(visit, replace(sheet, ways=ways))


async def _ask_once(visit: Visit, sheet: Sheet) -> Screen:
    """May others use it? Asked when the address was given; what may be somebody's own is not asked for."""
    letter = visit.going(f"letter:{sheet.written.id}")
    found = sharing.offer(visit.services, sheet)
    if found is None or await sharing.is_told(visit.db, visit.parent.id, found):
        return await show(letter)
    if found.why:
        return replace(await show(letter), toast=_kept(found))
    rows = (
        (Button("Yes, share the address", f"shareaddress:{sheet.written.id}:yes"),),
        (Button("No, only for me", f"letter:{sheet.written.id}"), HOME),
    )
    text = visit.says("shareaddress", lines=found.lines, of_school=bool(found.place.school))
    return Screen(text, rows, route=f"shareaddress:{sheet.written.id}")


def _kept(found: Offer) -> str:
    return f"I keep this address for your letters only. {found.why}"


async def share(visit: Visit) -> Screen:
    """A yes makes the lines, as they are now, a suggestion: nothing else of the letter, and nobody's name."""
    sheet = await unsent(visit)
    if visit.word(2) != "yes":
        return await _ask_once(visit, sheet)
    letter = visit.going(f"letter:{sheet.written.id}")
    found = sharing.offer(visit.services, sheet)
    if found is None:
        return await show(letter)
    if found.why:
        return replace(await show(letter), toast=_kept(found))
    shared = await sharing.share(visit.db, visit.parent.id, found, visit.today)
    return replace(await show(letter), toast=THANKS if shared else ENOUGH)
