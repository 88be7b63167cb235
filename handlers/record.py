"""Something happened: the parent tells it, and sees at once which dates it moved."""

from collections.abc import Sequence
from datetime import date

from bot.actions import record, write
from bot.actions.record import Change
from bot.actions.standing import ASSESSMENT, Standing, look
from bot.forms.event import EVENT, REPLY, day_of
from bot.forms.form import Answers
from bot.law.deadlines import Deadline, Event
from bot.store import cases, families, letters
from bot.store.cases import Case
from bot.store.families import Child
from handlers import children
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME


async def happened(visit: Visit) -> Screen:
    child = await children.which(visit, "happened", "Which child is this about?")
    return child if isinstance(child, Screen) else await visit.forms.begin(visit, EVENT, child.id, child.id)


async def replied(visit: Visit) -> Screen:
    """ "They replied", on a nudge: what they said moves the clock."""
    case, _ = await case_and_child(visit, visit.number())
    return await visit.forms.begin(visit, REPLY, case.child_id, case.child_id)


async def save(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await families.child(visit.db, visit.parent.id, child_id)
    if child is None:
        raise NotTheirs
    case_id = await cases.open_case(visit.db, child.id, ASSESSMENT)
    case, _ = await case_and_child(visit, case_id)
    event = Event(answers["kind"], date.fromisoformat(day_of(answers)), answers.get("how", ""), visit.today)
    change = await record.record_events(visit.db, visit.services, case, [event], visit.now)
    return await saved(visit, child, change, kind=event.kind)


async def saved(
    visit: Visit, child: Child, change: Change, *, reply_by: date | None = None, kind: str = ""
) -> Screen:
    """Thank you, and what it means: the dates met, the dates now running, the next thing to do."""
    standing = change.now
    letter = None if reply_by else await letter_button(visit, standing)
    text = visit.says(
        "saved",
        child=child,
        met=_that_matter(change.met),
        running=_that_matter(change.started),
        doubts=standing.doubts if change.started else (),
        reply_by=reply_by,
        advice=visit.services.directory.advice,
        letter=letter,
        today=visit.today,
        next_step=next_step(standing, kind),
    )
    rows = (
        *(((letter,),) if letter else ()),
        (Button("Show all dates", f"dates:{child.id}"), Button("Why these dates?", f"whys:{child.id}")),
        (Button("Something else happened", f"happened:{child.id}"), HOME),
    )
    return Screen(text, rows, route=f"dates:{child.id}")


def _that_matter(some: Sequence[Deadline]) -> Sequence[Deadline]:
    """The dates that the law sets; all where it sets none. The page of dates shows everything."""
    firm = [each for each in some if each.rule.is_firm and each.due]
    return firm or some


async def letter_button(visit: Visit, standing: Standing) -> Button | None:
    """The letter that fits the latest of the late dates, if it has not been sent."""
    written = await letters.letters_of(visit.db, standing.case.id)
    fits = {letter.id for letter, _ in write.fitting(visit.services, standing, written)}
    for late in standing.late:
        for letter_id in late.rule.offers:
            if letter_id in fits:
                return Button("Write the letter", f"write:{standing.case.id}:{letter_id}")
    return None


def next_step(standing: Standing, kind: str) -> str:
    """What the parent can do after an event of that kind, as a key of the template; the words are there."""
    if kind in ("refused", "no_plan", "final"):
        return kind
    if standing.late:
        return "late"
    mine = [each for each in standing.in_state("due") if each.rule.owed_by == "parent"]
    if mine:
        return "yours"
    return "wait" if standing.next else "none"


async def told(visit: Visit) -> Screen:
    """What the parent has told us about a child, each entry with a way to take it back."""
    child = await visit.child()
    entries = [
        e for case in await cases.cases_of(visit.db, child.id) for e in await cases.entries(visit.db, case.id)
    ]
    buttons = tuple(
        Button(f"Remove {number}", f"removeevent:{entry.case_id}:{entry.id}")
        for number, entry in enumerate(entries, 1)
    )[-_MOST:]
    rows = (buttons[first : first + _IN_A_ROW] for first in range(0, len(buttons), _IN_A_ROW))
    text = visit.says("record", child=child, entries=entries, titles=TITLES)
    last = (Button("Something happened", f"happened:{child.id}"), HOME)
    return Screen(text, (*rows, last), route=f"record:{child.id}")


async def remove(visit: Visit) -> Screen:
    case, child = await case_and_child(visit, visit.number())
    entries = await cases.entries(visit.db, case.id)
    entry = next((entry for entry in entries if entry.id == visit.number(2)), None)
    if entry is None:
        raise NotTheirs
    yes = Button("Yes, remove it", f"dropevent:{case.id}:{entry.id}")
    text = visit.says("removeevent", entry=entry, titles=TITLES)
    return Screen(text, ((yes, Button("No, keep it", f"record:{child.id}")),), route=f"record:{child.id}")


async def drop(visit: Visit) -> Screen:
    case, child = await case_and_child(visit, visit.number())
    await record.remove_event(visit.db, visit.services, case, visit.number(2), visit.today)
    return await told(visit.going(f"record:{child.id}"))


async def case_and_child(visit: Visit, case_id: int) -> tuple[Case, Child]:
    """A case of this parent's, and its child."""
    case = await cases.case(visit.db, visit.parent.id, case_id)
    child = await families.child(visit.db, visit.parent.id, case.child_id) if case else None
    if case is None or child is None:
        raise NotTheirs
    return case, child


async def standings(visit: Visit, child: Child) -> list[Standing]:
    found = await cases.cases_of(visit.db, child.id)
    return [await look(visit.db, visit.services, case, visit.today) for case in found]


_MOST = 90  # of the hundred buttons that Telegram shows under a message
_IN_A_ROW = 3
TITLES = {
    "asked": "You asked for an assessment",
    "received": "Your council got the request",
    "agreed": "Your council agreed to assess",
    "refused": "Your council refused to assess",
    "draft": "The draft plan came",
    "final": "The final plan came",
    "no_plan": "Your council said it will not make a plan",
    "replied": "Your council wrote, with no decision",
    "letter_sent": "You sent a letter",
}
