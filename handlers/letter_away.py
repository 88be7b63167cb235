"""A letter that was begun and is not wanted: thrown away, once the parent has said so twice."""

from bot.store import drafts, letters
from bot.store.families import Child
from bot.store.letters import Written
from handlers import letter
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letters import listed


async def ask(visit: Visit) -> Screen:
    written, _ = await _unsent(visit)
    face = visit.services.catalogue.letter(written.template).at(written.strength)
    rows = (
        (Button("Yes, throw it away", f"dropletter:{written.id}"),),
        (Button("No, keep it", f"letter:{written.id}"),),
    )
    return Screen(visit.says("throwaway", letter=face), rows, route=f"letter:{written.id}")


async def drop(visit: Visit) -> Screen:
    written, child = await _unsent(visit)
    for each in await drafts.parked(visit.db, visit.parent.id):
        kept = visit.forms.kept.get(each.form)
        if each.about == written.id and kept and kept.about == letter.name:  # half a page of it
            await drafts.drop(visit.db, each.id)
    await letters.discard(visit.db, written.id)
    return await listed(visit.going(f"letters:{child.id}"))


async def _unsent(visit: Visit) -> tuple[Written, Child]:
    """The letter that the route names, if it is this parent's and was not sent: what was sent is proof."""
    written = await letters.letter(visit.db, visit.number())
    if written is None or written.sent_on:
        raise NotTheirs
    _, child = await case_and_child(visit, written.case_id)
    return written, child
