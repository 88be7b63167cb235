"""Cases: whose one is, what it is called, and saying that it is over."""

from bot.actions.standing import PLAN, Standing, look, look_at
from bot.days import plaindate
from bot.store import cases, families
from bot.store.cases import Case
from bot.store.families import Child
from handlers.edge.screen import MOST_CASES, Button, Screen, leaf, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME


async def case_and_child(visit: Visit, case_id: int) -> tuple[Case, Child]:
    """A case of this parent's, and its child."""
    case = await cases.case(visit.db, visit.parent.id, case_id)
    child = await families.child(visit.db, visit.parent.id, case.child_id) if case else None
    if case is None or child is None:
        raise NotTheirs
    return case, child


async def standings(visit: Visit, child: Child, *, ended: bool = False) -> list[Standing]:
    """How the child's cases stand in which something happened: the open ones, or those that are over."""
    found = [case for case in await cases.cases_of(visit.db, child.id) if bool(case.ended_on) == ended]
    looked = await look_at(visit.db, visit.services, found, visit.today)
    return [standing for standing in looked if standing.events]


async def open_standings(visit: Visit, child: Child) -> list[Standing]:
    """How the child's open cases stand; a record of the plan is always among them."""
    await cases.open_case(visit.db, child.id, PLAN)
    found = [case for case in await cases.cases_of(visit.db, child.id) if case.ended_on is None]
    return await look_at(visit.db, visit.services, found, visit.today)


def label(visit: Visit, standing: Standing) -> str:
    """What a case is called: what happened first in it, and when."""
    first = standing.events[0]
    return f"{visit.services.rulebook.told(first)}, {plaindate(first.on)}"


def button(visit: Visit, standing: Standing, does: str) -> Button:
    """A button for a case; the day comes first, for a phone cuts the end."""
    first = standing.events[0]
    told = visit.services.rulebook.told(first)
    return Button(short(f"{first.on.day} {first.on:%b %Y}: {told}"), does)


async def child_called(visit: Visit, case_id: int) -> str:
    """What the child of a case is called, for the heading of a form."""
    _, child = await case_and_child(visit, case_id)
    return child.called


async def over(visit: Visit) -> Screen:
    """ "This is over": asked once more, for it ends the reminders."""
    case, _ = await case_and_child(visit, visit.number())
    standing = await look(visit.db, visit.services, case, visit.today)
    if not standing.events:
        raise NotTheirs
    rows = ((Button("Yes, it is over", f"end:{case.id}"), Button("No", f"case:{case.id}")),)
    text = visit.says("over", label=label(visit, standing))
    return Screen(text, rows, route=f"case:{case.id}")


async def end(visit: Visit) -> Screen:
    case, child = await case_and_child(visit, visit.number())
    if case.ended_on is None:
        await cases.set_ended(visit.db, case.id, visit.today)
    rows = ((Button("It is not over after all", f"reopen:{case.id}"),), (HOME,))
    return Screen(visit.says("ended", child=child), rows, route=f"finished:{child.id}")


async def reopen(visit: Visit) -> Screen:
    case, child = await case_and_child(visit, visit.number())
    await cases.set_ended(visit.db, case.id, None)
    rows = ((Button("See its dates", f"case:{case.id}"), HOME),)
    return Screen(visit.says("reopened"), rows, route=f"dates:{child.id}")


async def finished(visit: Visit) -> Screen:
    """What is over: kept, quiet, and ready to be opened again."""
    child = await visit.child()
    ended = await standings(visit, child, ended=True)
    before, here, beside = leaf(ended, visit.number(2), MOST_CASES, f"finished:{child.id}")
    numbered = list(enumerate(here, before + 1))
    rows: list[tuple[Button, ...]] = [
        (Button(f"Open again: {number}", f"reopen:{each.case.id}"),) for number, each in numbered
    ]
    rows += [beside] if beside else []
    labels = [(number, label(visit, each)) for number, each in numbered]
    text = visit.says("finished", child=child, labels=labels)
    last = (Button("Dates", f"dates:{child.id}"), HOME)
    return Screen(text, (*rows, last), route=f"finished:{child.id}:{visit.number(2)}")
