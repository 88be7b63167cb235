""" "They replied", on a nudge: what they said, in as few taps as can be."""

from bot.law.eventkind import EventKind
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import form_of
from handlers.start import HOME

MOST_REPLIES = 4
NO_DECISION = "replied"


async def replied(visit: Visit) -> Screen:
    """What they said moves the clock. What would end the wait is offered first."""
    case, child = await case_and_child(visit, visit.number())
    fitting = _ends_the_wait(visit, visit.word(3))
    if not fitting:
        return await visit.forms.begin(visit, form_of(visit, case.kind, reply=True), case.id, child.id)
    here = f"{case.id}:{visit.word(2)}"
    rows = tuple((Button(each.button, f"theysaid:{here}:{each.kind}"),) for each in fitting)
    other = (Button("Something else", f"replied:{here}"),)
    text = visit.says("replied", child=child)
    return Screen(text, (*rows, other, (HOME,)), route=f"replied:{here}:{visit.word(3)}")


def _ends_the_wait(visit: Visit, rule_id: str) -> list[EventKind]:
    """What others can do that meets a rule or stops it, and that a parent tells by a button."""
    rulebook = visit.services.rulebook
    rule = next((each for each in rulebook.all if each.id == rule_id), None)
    named = (*rule.met_by, *rule.proved_by, *rule.stopped_by, *rule.starts) if rule else ()
    kinds = dict.fromkeys(each.partition(":")[0] for each in named)
    found = [rulebook.kinds[each] for each in kinds if each in rulebook.kinds]
    theirs = [each for each in found if each.by == "them" and each.button and not each.logged]
    return sorted(theirs, key=lambda each: each.kind != NO_DECISION)[:MOST_REPLIES]


async def they_said(visit: Visit) -> Screen:
    """One of those: the form, at the question after it."""
    case, child = await case_and_child(visit, visit.number())
    form = form_of(visit, case.kind, reply=True)
    if visit.word(3) not in {option.value for option in form.question("kind").options}:
        raise NotTheirs
    return await visit.forms.begin_with(visit, form, {"kind": visit.word(3)}, case.id, child.id)
