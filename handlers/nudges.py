"""What a nudge looks like, and what its buttons do."""

from datetime import date, timedelta

from bot.actions import nudge
from bot.actions.deliver import Due
from bot.actions.history import CONTACT
from bot.actions.standing import look
from bot.services import Services
from bot.store import cases, outbox
from handlers import deadlines
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

SNOOZE = timedelta(days=3)
UNANSWERED = "letter-answer"
# What follows from a log is answered there.
PAGES = {
    "promise-kept": ("What was promised", "promises"),
    "informal-in-writing": ("What to write", "writing"),
    "susp-in-writing": ("What to write", "writing"),
    "letter-unfinished": ("Go on with it", "letters"),
}


def nudge_screen(services: Services, due: Due) -> Screen:
    """The child, what was due, what it means, one ready action; then the ways to answer."""
    case = due.standing.case
    wrote_on = _wrote_on(due)
    facts = {"called": due.called, "deadline": due.deadline, "others": due.others, "wrote_on": wrote_on}
    text = services.texts.message("nudge", **facts, today=due.standing.today)
    rule = due.deadline.rule
    about = f"{rule.about}:{rule.id}" if services.rulebook.subject(rule.about).kind else ""
    reply = Button("They replied", f"replied:{case.id}:{about}".rstrip(":"))
    rows = (
        (_action(due, wrote_on),),
        (*(() if case.kind == CONTACT else (reply,)), Button("See the dates", f"case:{case.id}")),
        (Button("In 3 days", f"snooze:{due.row.id}"), Button("Pause reminders", f"pause:{case.id}")),
    )
    return Screen(text, rows)


def _action(due: Due, wrote_on: date | None) -> Button:
    """The one thing to do next."""
    case, rule = due.standing.case, due.deadline.rule
    if rule.id == UNANSWERED:
        return Button("What now?", f"unanswered:{case.id}")
    if rule.id in PAGES:
        label, page = PAGES[rule.id]
        return Button(label, f"{page}:{case.child_id}")
    if due.step.letter and not wrote_on:
        return Button("Write the letter", f"write:{case.id}:{due.step.letter}")
    if due.step.letter:
        return Button("Letters", f"letters:{case.child_id}")
    return Button("Something happened", f"tell:{case.id}:{rule.about}")


def _wrote_on(due: Due) -> date | None:
    """The last day on which the parent sent the letter that this nudge would offer."""
    sent = (
        each for each in due.standing.events if each.kind == "letter_sent" and each.how == due.step.letter
    )
    return max((each.on for each in sent), default=None)


async def snooze(visit: Visit) -> Screen:
    row = await outbox.find(visit.db, visit.parent.id, visit.number())
    if row is None:
        raise NotTheirs
    case, child = await case_and_child(visit, row.case_id)
    standing = await look(visit.db, visit.services, case, visit.today)
    until = visit.today + SNOOZE
    deadline = standing.of(row.rule, row.due_on) or standing.of(row.rule)
    holds = await nudge.snooze(visit.db, visit.services, standing, deadline, row.stage, until)
    text = visit.says("snoozed", called=child.called, until=until if holds else None)
    return Screen(text, ((Button("See the dates", f"case:{case.id}"), HOME),), route=f"case:{case.id}")


async def pause(visit: Visit) -> Screen:
    case, child = await case_and_child(visit, visit.number())
    await cases.set_nudged(visit.db, case.id, nudged=False)
    rows = ((Button("Turn reminders on again", f"resume:{case.id}"),), (HOME,))
    return Screen(visit.says("paused", called=child.called), rows, route=f"case:{case.id}")


async def resume(visit: Visit) -> Screen:
    case, _ = await case_and_child(visit, visit.number())
    await cases.set_nudged(visit.db, case.id, nudged=True)
    return await deadlines.case(visit.going(f"case:{case.id}"))
