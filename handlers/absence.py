"""One entry of the log: to be read, put right, added to, ended, or taken off."""

from dataclasses import replace
from datetime import date

from bot.actions import absent, record, telling
from bot.actions.absent import LogIsFull
from bot.forms.form import Answers
from bot.forms.last_day import END
from bot.forms.log import LOG, answers_of, changed
from bot.forms.more import MORE, SEALED, more_answers, more_of
from bot.law.absence import bundled
from bot.law.derived import WRITTEN
from bot.law.events import Event
from bot.store import absences, cases, drafts, families
from bot.store.absences import Details, Logged
from bot.store.families import Child
from handlers import happened
from handlers.absence_saved import asks_in_writing, saved
from handlers.absences import full
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen, leaf
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

# The same form over an entry that is there: what it is about is the entry, not the child.
RELOG = replace(LOG, id="relog", title="Put it right")
MOST_ENTRIES = 60
_IN_A_ROW = 5
ASKED, ANSWER = "asked_in_writing", "in-writing-answer"


async def listed(visit: Visit) -> Screen:
    """Everything that was logged of a child, each with a button of its own."""
    child = await visit.child()
    every = (await absences.of_children(visit.db, [child.id]))[child.id]
    before, here, beside = leaf(every, visit.number(2), MOST_ENTRIES, f"outlist:{child.id}")
    details = await absences.details_of(visit.db, [each.id for each in here])
    numbered = [
        (number, each, _short(each, details[each.id])) for number, each in enumerate(here, before + 1)
    ]
    buttons = [Button(str(number), f"absence:{each.id}") for number, each, _ in numbered]
    rows = (tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW))
    last = (Button("Days out of school", f"out:{child.id}"), HOME)
    text = visit.says("outlist", child=child, entries=numbered)
    return Screen(
        text, (*rows, *((beside,) if beside else ()), last), route=f"outlist:{child.id}:{visit.number(2)}"
    )


def _short(entry: Logged, details: Details) -> str:
    when = telling.when(entry.absence, details.get("at", ""))
    return f"{when}: {bundled().kinds[entry.absence.kind].short}"


async def one(visit: Visit) -> Screen:
    """One entry, with what was added to it."""
    entry, child, details = await _entry(visit)
    kind = bundled().kinds[entry.absence.kind]
    text = visit.says(
        "absence",
        child=child,
        kind=kind,
        absence=entry.absence,
        when=telling.when(entry.absence, details.get("at", "")),
        details=details,
        role=MORE.question("role").show(details["role"]) if details.get("role") else "",
        code=bundled().codes.get(entry.absence.code),
    )
    rows: list[tuple[Button, ...]] = []
    if entry.absence.last is None:
        rows.append((Button("It has ended", f"ended:{entry.id}"),))
    if asks_in_writing(entry):
        rows.append((Button("What to write to the school", f"askwriting:{entry.id}"),))
    rows.append((Button("Change it", f"relog:{entry.id}"), Button("Add a note", f"addmore:{entry.id}")))
    rows.append((Button("Remove it", f"removeabsence:{entry.id}"),))
    last = (Button("Days out of school", f"out:{child.id}"), HOME)
    return Screen(text, (*rows, last), route=f"absence:{entry.id}")


async def change(visit: Visit) -> Screen:
    entry, child, details = await _entry(visit)
    answers = answers_of(entry.absence, details)
    return await visit.forms.begin_with(visit, RELOG, answers, entry.id, child.id)


async def save_change(visit: Visit, absence_id: int, answers: Answers) -> Screen:
    entry, child, before = await _entry(visit.going(f"absence:{absence_id}"))
    absence, details = changed(entry.absence, before, answers, visit.today)
    right = replace(entry, absence=absence)
    try:
        moved = await absent.put_right(visit.db, visit.services, child, right, details, visit.now)
    except LogIsFull:
        return full(visit, child)
    return await saved(visit, child, entry.id, moved)


async def more(visit: Visit) -> Screen:
    """Who rang, what they said, what the register has: all of it optional."""
    entry, child, details = await _entry(visit)
    known = entry.absence.code or any(key in details for key in SEALED)
    answers = more_answers(entry.absence.code, details) if known else {}
    return await visit.forms.begin_with(visit, MORE, answers, entry.id, child.id)


async def save_more(visit: Visit, absence_id: int, answers: Answers) -> Screen:
    entry, child, before = await _entry(visit.going(f"absence:{absence_id}"))
    code, added = more_of(answers)
    kept = {key: before[key] for key in ("at", "separation") if key in before}
    right = replace(entry, absence=replace(entry.absence, code=code))
    await absent.put_right(visit.db, visit.services, child, right, kept | added, visit.now)
    return await one(visit.going(f"absence:{entry.id}"))


async def ended(visit: Visit) -> Screen:
    entry, child, _ = await _entry(visit)
    return await visit.forms.begin(visit, END, entry.id, child.id)


async def save_end(visit: Visit, absence_id: int, answers: Answers) -> Screen:
    entry, child, _ = await _entry(visit.going(f"absence:{absence_id}"))
    last = date.fromisoformat(answers["last"])
    moved = await absent.end(visit.db, visit.services, child, entry, last, visit.now)
    return await saved(visit, child, entry.id, moved)


async def remove(visit: Visit) -> Screen:
    entry, _, details = await _entry(visit)
    yes = Button("Yes, remove it", f"dropabsence:{entry.id}")
    kind = bundled().kinds[entry.absence.kind]
    when = telling.when(entry.absence, details.get("at", ""))
    text = visit.says("removeabsence", kind=kind, when=when)
    return Screen(text, ((yes, Button("No, keep it", f"absence:{entry.id}")),), route=f"absence:{entry.id}")


async def drop(visit: Visit) -> Screen:
    entry, child, _ = await _entry(visit)
    await absent.remove(visit.db, visit.services, child, entry, visit.now)
    for form in (RELOG, MORE, END):
        await drafts.forget(visit.db, visit.parent.id, form.id, entry.id)
    return await listed(visit.going(f"outlist:{child.id}"))


async def ask_in_writing(visit: Visit) -> Screen:
    """Words to send to the school on the same day, ready to copy."""
    entry, child, details = await _entry(visit)
    when = telling.when(entry.absence, details.get("at", ""))
    name = await families.name_of(visit.db, visit.parent.id)
    answer = visit.services.rulebook.rule(ANSWER, visit.today)
    text = visit.says(
        "askwriting",
        child=child,
        when=when,
        kind=bundled().kinds[entry.absence.kind],
        name=name or "",
        reply_by=answer.due(visit.today, visit.services.calendars),
    )
    rows = (
        *(((Button("I asked for it", f"askedwriting:{entry.id}"),),) if entry.case_id else ()),
        (Button("Back", f"absence:{entry.id}"), HOME),
    )
    return Screen(text, rows, route=f"askwriting:{entry.id}")


async def writing(visit: Visit) -> Screen:
    """From a nudge, by its child: what to write about the last time that nothing came in writing."""
    child = await visit.child()
    every = (await absences.of_children(visit.db, [child.id]))[child.id]
    unwritten = [each for each in every if asks_in_writing(each)]
    if not unwritten:
        return await listed(visit.going(f"outlist:{child.id}"))
    return await ask_in_writing(visit.going(f"askwriting:{unwritten[-1].id}"))


async def asked_in_writing(visit: Visit) -> Screen:
    """The parent has written: that is an event of the case, and the reminder goes."""
    entry, child, _ = await _entry(visit)
    if entry.case_id is None or bundled().kinds[entry.absence.kind].group not in WRITTEN:
        raise NotTheirs
    case, _ = await case_and_child(visit, entry.case_id)
    if case.ended_on:
        await cases.set_ended(visit.db, case.id, None)
        case = replace(case, ended_on=None)
    event = Event(ASKED, visit.today, WRITTEN[bundled().kinds[entry.absence.kind].group], visit.today)
    return await happened.saved(
        visit, child, await record.record_events(visit.db, visit.services, case, [event], visit.now)
    )


async def name(visit: Visit, absence_id: int) -> str:
    """What the child of an entry is called, for the heading of a form."""
    _, child, _ = await _entry(visit.going(f"absence:{absence_id}"))
    return child.called


async def _entry(visit: Visit) -> tuple[Logged, Child, Details]:
    """The entry that the route names, if it is this parent's."""
    entry = await absences.find(visit.db, visit.parent.id, visit.number())
    child = await families.child(visit.db, visit.parent.id, entry.child_id) if entry else None
    if entry is None or child is None:
        raise NotTheirs
    [details] = (await absences.details_of(visit.db, [entry.id])).values()
    return entry, child, details
