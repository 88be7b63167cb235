"""Calls and meetings: who said what, what was promised and by when, and whether it was kept."""

from bot.actions import contacting
from bot.forms.contact import CONTACT, contact_of
from bot.forms.form import Answers
from bot.store import cases, contacts, families
from bot.store.absences import Details
from bot.store.contacts import Contact
from bot.store.families import Child
from handlers import children
from handlers.edge.screen import Button, Screen, leaf
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

MOST = 15  # on one page: each has a line of its own
_IN_A_ROW = 5
SETTLED = {"kept": "kept", "broken": "not kept", "dropped": "no longer needed"}


async def listed(visit: Visit) -> Screen:
    """What was said and promised, the newest page first."""
    child = await children.which(visit, "calls", "Which child is this about?")
    if isinstance(child, Screen):
        return child
    every = await contacts.of_child(visit.db, child.id)
    before, here, beside = leaf(every, visit.number(2), MOST, f"calls:{child.id}")
    details = await contacts.details_of(visit.db, [each.id for each in here])
    numbered = [(number, each, details[each.id]) for number, each in enumerate(here, before + 1)]
    buttons = [Button(str(number), f"call:{each.id}") for number, each, _ in numbered]
    rows = [tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW)]
    new = (Button("A call, meeting or message", f"newcall:{child.id}"),)
    last = (Button("Days out of school", f"out:{child.id}"), HOME)
    text = visit.says("calls", child=child, entries=numbered, shown=shown, today=visit.today, settled=SETTLED)
    return Screen(
        text,
        (new, *rows, *((beside,) if beside else ()), last),
        route=f"calls:{child.id}:{visit.number(2)}",
    )


def shown(question: str, stored: str) -> str:
    """An answer of the form in words."""
    return CONTACT.question(question).show(stored)


async def begin(visit: Visit) -> Screen:
    child = await visit.child()
    return await visit.forms.begin(visit, CONTACT, child.id, child.id)


async def save(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await visit.going(f"calls:{child_id}").child()
    told, details = contact_of(answers)
    number = await contacting.log(visit.db, visit.services, child, told, details, visit.now)
    return await one(visit.going(f"call:{number}"), new=True)


async def one(visit: Visit, *, new: bool = False) -> Screen:
    """One call or meeting; its promise can be settled here."""
    contact, child, details = await _contact(visit)
    rows: list[tuple[Button, ...]] = []
    if details.get("promise") and not contact.settled:
        rows.append(
            (Button("They kept it", f"kept:{contact.id}"), Button("They did not", f"broken:{contact.id}"))
        )
        rows.append((Button("No longer needed", f"promiseover:{contact.id}"),))
    if details.get("promise") and contact.settled in ("", "broken"):
        rows.append((Button("What to write", f"askpromise:{contact.id}"),))
    rows.append((Button("Remove it", f"removecall:{contact.id}"),))
    last = (Button("Calls and meetings", f"calls:{child.id}"), HOME)
    text = visit.says(
        "call",
        child=child,
        contact=contact,
        details=details,
        shown=shown,
        today=visit.today,
        settled=SETTLED,
        new=new,
        reminds=await _reminds(visit, contact),
    )
    return Screen(text, (*rows, last), route=f"call:{contact.id}")


async def _reminds(visit: Visit, contact: Contact) -> bool:
    """Whether a reminder of its promise would come."""
    case = await cases.case(visit.db, visit.parent.id, contact.case_id) if contact.case_id else None
    return case is not None and case.nudged and case.ended_on is None


async def kept(visit: Visit) -> Screen:
    return await _settle(visit, "kept")


async def broken(visit: Visit) -> Screen:
    return await _settle(visit, "broken")


async def over(visit: Visit) -> Screen:
    return await _settle(visit, "dropped")


async def _settle(visit: Visit, settled: str) -> Screen:
    contact, _, _ = await _contact(visit)
    await contacts.settle(visit.db, contact.id, settled)
    return await one(visit.going(f"call:{contact.id}"))


async def ask_promise(visit: Visit) -> Screen:
    """Words to send to who promised, ready to copy."""
    contact, child, details = await _contact(visit)
    if not details.get("promise"):
        raise NotTheirs
    name = await families.name_of(visit.db, visit.parent.id)
    text = visit.says(
        "askpromise", child=child, contact=contact, details=details, name=name or "", today=visit.today
    )
    rows = ((Button("Back", f"call:{contact.id}"), HOME),)
    return Screen(text, rows, route=f"askpromise:{contact.id}")


async def remove(visit: Visit) -> Screen:
    contact, _, _ = await _contact(visit)
    rows = (
        (Button("Yes, remove it", f"dropcall:{contact.id}"), Button("No, keep it", f"call:{contact.id}")),
    )
    return Screen(visit.says("removecall"), rows, route=f"call:{contact.id}")


async def drop(visit: Visit) -> Screen:
    contact, child, _ = await _contact(visit)
    await contacts.remove(visit.db, contact.id)
    return await listed(visit.going(f"calls:{child.id}"))


async def promises(visit: Visit) -> Screen:
    """From a nudge, by its case: the promises of that child that are still open."""
    child = await visit.child()
    found = (await contacts.promises_of(visit.db, [child.id]))[child.id]
    if len(found) == 1:
        return await one(visit.going(f"call:{found[0].id}"))
    return await listed(visit.going(f"calls:{child.id}"))


async def _contact(visit: Visit) -> tuple[Contact, Child, Details]:
    """The contact that the route names, if it is this parent's."""
    contact = await contacts.find(visit.db, visit.parent.id, visit.number())
    child = await families.child(visit.db, visit.parent.id, contact.child_id) if contact else None
    if contact is None or child is None:
        raise NotTheirs
    [details] = (await contacts.details_of(visit.db, [contact.id])).values()
    return contact, child, details
