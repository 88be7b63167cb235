"""Your rights by subject, each rule as a card with its source; and whether the law has changed."""

from bot.law.rules import Rule
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import subject_of
from handlers.start import HOME

A_PAGE = 20  # cards on one screen: more is a wall


async def rights(visit: Visit) -> Screen:
    """The subjects."""
    rows = tuple((Button(subject.title, f"rights:{subject.id}"),) for subject in visit.services.rulebook.menu)
    if visit.word(1):
        return _listed(visit)
    last = (Button("Has the law changed?", "changed"), HOME)
    return Screen(visit.says("rights"), (*rows, last), route="rights")


def _listed(visit: Visit) -> Screen:
    """The rules of one subject, a button each."""
    subject, page = subject_of(visit, visit.word(1)), visit.number(2)
    every = [rule for rule in visit.services.rulebook.on(visit.today) if rule.about == subject.id]
    here = every[page * A_PAGE : (page + 1) * A_PAGE]
    rows = tuple((Button(short(rule.title), f"right:{rule.id}"),) for rule in here)
    more = [Button("More", f"rights:{subject.id}:{page + 1}")] if len(every) > (page + 1) * A_PAGE else []
    text = visit.says("rightslist", subject=subject)
    last = (*more, Button("All subjects", "rights"), HOME)
    return Screen(text, (*rows, last), route=f"rights:{subject.id}:{page}")


async def right(visit: Visit) -> Screen:
    """One rule as a card."""
    rule = next((each for each in visit.services.rulebook.on(visit.today) if each.id == visit.word(1)), None)
    if rule is None:
        raise NotTheirs
    text = visit.says("right", rule=rule, others=_with(visit, rule))
    rows = (
        (Button("Read the source itself", opens=rule.url),),
        (Button("More of these", f"rights:{rule.about}"), HOME),
    )
    return Screen(text, rows, route=f"right:{rule.id}")


def _with(visit: Visit, rule: Rule) -> list[Rule]:
    return [each for each in visit.services.rulebook.on(visit.today) if each.id in rule.see]


async def changed(visit: Visit) -> Screen:
    """One dated screen: what is law now, and what is only proposed."""
    changes = visit.services.changes
    text = visit.says("changed", changes=changes)
    rows = tuple((Button(short(f"Read: {each.title}"), opens=each.url),) for each in changes.rows)
    return Screen(text, (*rows, (Button("Your rights", "rights"), HOME)), route="changed")
