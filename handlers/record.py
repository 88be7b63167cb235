"""What the parent has told us: every entry, each of which can be put right or taken back."""

from datetime import date

from bot.actions import in_step, record
from bot.forms.correct import CORRECT, CORRECT_AHEAD
from bot.forms.form import Answers
from bot.store import cases, drafts
from bot.store.cases import Case, Entry
from bot.store.families import Child
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen, leaf
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import saved
from handlers.letter_late import before_it_was_begun, noted
from handlers.start import HOME


async def told(visit: Visit) -> Screen:
    """What the parent has told us about a child, each entry with a button of its own."""
    child = await visit.child()
    every = await cases.entries_of(visit.db, child.id)
    before, entries, beside = leaf(every, visit.number(2), MOST_ENTRIES, f"record:{child.id}")
    numbered = list(enumerate(entries, before + 1))
    buttons = [Button(str(number), f"entry:{entry.id}") for number, entry in numbered]
    rows = (tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW))
    text = visit.says("record", child=child, entries=numbered, told=visit.services.rulebook.told)
    last = (Button("Something happened", f"happened:{child.id}"), HOME)
    ways = (*rows, *((beside,) if beside else ()), last)
    return Screen(text, ways, route=f"record:{child.id}:{visit.number(2)}")


async def one(visit: Visit) -> Screen:
    """One entry, and what can be done about it."""
    entry, _, child = await _entry(visit)
    rows = (
        (Button("Correct the date", f"correct:{entry.id}"), Button("Remove it", f"removeevent:{entry.id}")),
        (Button("Everything you told me", f"record:{child.id}"), HOME),
    )
    text = visit.says("entry", child=child, entry=entry, told=visit.services.rulebook.told)
    return Screen(text, rows, route=f"entry:{entry.id}")


async def correct(visit: Visit) -> Screen:
    entry, _, child = await _entry(visit)
    kind = visit.services.rulebook.kinds.get(entry.event.kind)
    form = CORRECT if kind is None or kind.when == "past" else CORRECT_AHEAD
    return await visit.forms.begin(visit, form, entry.id, child.id)


async def save_correction(visit: Visit, event_id: int, answers: Answers) -> Screen:
    entry, case, child = await _entry(visit.going(f"entry:{event_id}"))
    on = date.fromisoformat(answers["on"])
    sent = await in_step.letter_of(visit.db, entry)
    if sent and on < sent.made_on:
        return noted(await correct(visit.going(f"correct:{entry.id}")), before_it_was_begun(sent))
    change = await record.redate(visit.db, visit.services, case, entry.id, on, visit.now)
    return await saved(visit, child, change)


async def remove(visit: Visit) -> Screen:
    entry, _, child = await _entry(visit)
    yes = Button("Yes, remove it", f"dropevent:{entry.id}")
    text = visit.says("removeevent", entry=entry, told=visit.services.rulebook.told)
    return Screen(text, ((yes, Button("No, keep it", f"record:{child.id}")),), route=f"record:{child.id}")


async def drop(visit: Visit) -> Screen:
    entry, case, child = await _entry(visit)
    await record.remove_event(visit.db, visit.services, case, entry.id, visit.today)
    for form in (CORRECT, CORRECT_AHEAD):
        await drafts.forget(visit.db, visit.parent.id, form.id, entry.id)
    return await told(visit.going(f"record:{child.id}"))


async def name(visit: Visit, event_id: int) -> str:
    """What the child of an entry is called, for the heading of a form."""
    _, _, child = await _entry(visit.going(f"entry:{event_id}"))
    return child.called


async def _entry(visit: Visit) -> tuple[Entry, Case, Child]:
    """The entry that the route names, if it is this parent's."""
    entry = await cases.entry(visit.db, visit.parent.id, visit.number())
    if entry is None:
        raise NotTheirs
    case, child = await case_and_child(visit, entry.case_id)
    return entry, case, child


MOST_ENTRIES = 80  # on one page
_IN_A_ROW = 5
