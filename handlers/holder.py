"""Who holds the rights: the parent, or from 16 the young person."""

from datetime import date

from bot.law.age import leaving_date
from bot.store import families
from bot.store.families import Child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

PARENT, YOUNG_PERSON = HOLDERS = ("parent", "young_person")


async def shown(visit: Visit) -> Screen:
    """Whose rights they are, why that changes at 16, and a button for each."""
    return _screen(visit, await visit.child())


async def choose(visit: Visit) -> Screen:
    child = await visit.child()
    if visit.word(2) not in HOLDERS:
        raise NotTheirs
    await families.correct_child(visit.db, child.id, holder=visit.word(2))
    return _screen(visit, await visit.child())


def _screen(visit: Visit, child: Child) -> Screen:
    leaves = leaving_date(date.fromisoformat(child.born_on)) if child.born_on else None
    text = visit.says("holder", child=child, leaves=leaves, today=visit.today)
    mine = Button("I do", f"setholder:{child.id}:{PARENT}")
    theirs = Button("The young person does", f"setholder:{child.id}:{YOUNG_PERSON}")
    return Screen(
        text, ((mine, theirs), (Button("Back", f"child:{child.id}"), HOME)), route=f"holder:{child.id}"
    )
