"""What a nudge looks like, and what its buttons do."""

from collections.abc import Mapping
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
    sent = _sent(due)
    wrote_on = max(sent.values(), default=None)
    facts = {"called": due.called, "deadline": due.deadline, "others": due.others, "wrote_on": wrote_on}
    text = services.texts.message("nudge", **facts, today=due.standing.today)
    rule = due.deadline.rule
    about = f"{rule.about}:{rule.id}" if services.rulebook.subject(rule.about).kind else ""
    reply = Button("They replied", f"replied:{case.id}:{about}".rstrip(":"))
    later = (Button("In 3 days", f"snooze:{due.row.id}"), Button("Pause reminders", f"pause:{case.id}"))
    if rule.ours:
        return Screen(text, ((_action(due, sent),), later))
    rows = (
        (_action(due, sent),),
        (*(() if case.kind == CONTACT else (reply,)), Button("See the dates", f"case:{case.id}")),
        later,
    )
    return Screen(text, rows)


def _action(due: Due, sent: Mapping[str, date]) -> Button:
    """The one thing to do next."""
    case, rule = due.standing.case, due.deadline.rule
    if rule.id == UNANSWERED:
        return Button("What now?", f"unanswered:{case.id}")
    if rule.id in PAGES:
        label, page = PAGES[rule.id]
        return Button(label, f"{page}:{case.child_id}")
    if due.step.letter and due.step.letter not in sent:
        return Button("Write the letter", f"write:{case.id}:{due.step.letter}")
    if due.step.letter:
        return Button("Letters", f"letters:{case.child_id}")
    return Button("Something happened", f"tell:{case.id}:{rule.about}")


def _sent(due: Due) -> dict[str, date]:
    """The letters about this date that the parent has sent, each with the last day."""
    about = {step.letter for step in due.deadline.rule.nudges}
    told = [event for event in due.standing.events if event.kind == "letter_sent" and event.how in about]
    return {event.how: event.on for event in sorted(told, key=lambda event: event.on)}


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
