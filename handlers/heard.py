"""Plain words about days out of school, typed at any time: the offer to log them, or that they have ended."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.forms.form import Answers, Invalid
from bot.forms.heard import heard
from bot.forms.heard_back import says_back
from bot.forms.log import LOG
from bot.law.absence import bundled
from bot.store import absences, families
from bot.store.absences import Logged
from bot.store.families import Child
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit

# What a button carries of what was heard, in this order; nothing is stored until the parent says yes.
CARRIED = ("first", "last", "part", "days", "hours", "letter")
NOTHING = "-"
MOST_CHILDREN, MOST_ENDS = 6, 4


async def offer(visit: Visit) -> Screen | None:
    """Asks whether to log what was typed, or whether it has ended; None where it was about something else."""
    answers = heard(visit.text, visit.today)
    if not answers and not says_back(visit.text):
        return None
    children = await families.children_of(visit.db, visit.parent.id)
    if not answers:
        return await _over(visit, {child.id: child for child in children})
    if not children:
        return None
    kind = bundled().kinds[answers["kind"]]
    rows = [_yes(child, answers, one_of=len(children)) for child in children[:MOST_CHILDREN]]
    return _asked(visit, visit.says("heard", kind=kind, said=_said(answers)), rows)


async def _over(visit: Visit, children: Mapping[int, Child]) -> Screen | None:
    """A child is back: what goes on, to be ended."""
    logged = await absences.of_children(visit.db, children)
    going_on = [each for some in logged.values() for each in some if each.absence.last is None]
    if not going_on:
        return None
    newest = sorted(going_on, key=lambda each: each.absence.first)[-MOST_ENDS:]
    told = [(children[each.child_id], each.absence) for each in newest]
    rows = [_ended(each, children) for each in newest]
    return _asked(visit, visit.says("heardback", told=told, kinds=bundled().kinds), rows)


def _ended(entry: Logged, children: Mapping[int, Child]) -> Button:
    whose = f" for {children[entry.child_id].called}" if len(children) > 1 else ""
    return Button(
        short(f"It has ended{whose}: {bundled().kinds[entry.absence.kind].short}"), f"ended:{entry.id}"
    )


def _asked(visit: Visit, text: str, choices: Iterable[Button]) -> Screen:
    no = Button("Back to the question", "form") if visit.draft else Button("No, thank you", "home")
    return Screen(text, (*((each,) for each in choices), (no,)), route="form" if visit.draft else "home")


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
