"""Plain words about a day out of school, typed at any time: the offer to log them as they were said."""

from datetime import date

from bot.forms.form import Answers, Invalid
from bot.forms.heard import heard
from bot.forms.log import LOG
from bot.law.absence import bundled
from bot.store import families
from bot.store.families import Child
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit

# What a button carries of what was heard, in this order; nothing is stored until the parent says yes.
CARRIED = ("first", "last", "part", "days", "hours", "letter")
NOTHING = "-"
MOST_CHILDREN = 6


async def offer(visit: Visit) -> Screen | None:
    """Asks whether to log what was typed; None where it was about something else."""
    answers = heard(visit.text, visit.today)
    children = await families.children_of(visit.db, visit.parent.id) if answers else []
    if not answers or not children:
        return None
    kind = bundled().kinds[answers["kind"]]
    rows = tuple((_yes(child, answers, one_of=len(children)),) for child in children[:MOST_CHILDREN])
    no = Button("Back to the question", "form") if visit.draft else Button("No, thank you", "home")
    text = visit.says("heard", kind=kind, said=_said(answers))
    return Screen(text, (*rows, (no,)), route="form" if visit.draft else "home")


def _yes(child: Child, answers: Answers, one_of: int) -> Button:
    label = "Yes, log it" if one_of == 1 else short(f"Yes, for {child.called}")
    return Button(label, f"heard:{child.id}:{packed(answers)}")


def _said(answers: Answers) -> list[tuple[str, str]]:
    """What was understood, as the check screen of the form would say it."""
    known = [(LOG.question(name), stored) for name, stored in answers.items() if name != "kind"]
    return [(question.label, question.show(stored)) for question, stored in known]


async def accepted(visit: Visit) -> Screen:
    """Yes: the form, with those answers in it, at the first question that is left."""
    child = await visit.child()
    answers = unpacked(visit.route.split(":", 2)[2] if visit.word(2) else "", visit.today)
    return await visit.forms.begin_with(visit, LOG, answers, child.id, child.id)


def packed(answers: Answers) -> str:
    """The answers in the few letters that a button has room for."""
    kind = answers["kind"]
    given = [answers.get(f"first_{kind}" if name == "first" else name, NOTHING) for name in CARRIED]
    return ":".join([kind, *(each.replace(":", ".") for each in given)]).rstrip(f":{NOTHING}")


def unpacked(code: str, today: date) -> Answers:
    """What `packed` was given. Raises NotTheirs for anything that nobody could have typed today."""
    kind, *given = code.split(":")
    if kind not in bundled().kinds or len(given) > len(CARRIED):
        raise NotTheirs
    answers = {"kind": kind}
    for name, stored in zip(CARRIED, given, strict=False):
        if stored != NOTHING:
            answers[f"first_{kind}" if name == "first" else name] = stored.replace(".", ":")
    if not all(_could_be_typed(name, stored, today) for name, stored in answers.items()):
        raise NotTheirs
    return answers


def _could_be_typed(name: str, stored: str, today: date) -> bool:
    try:
        return LOG.question(name).read(stored, today) == stored
    except Invalid:
        return False
