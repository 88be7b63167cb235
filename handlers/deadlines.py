"""Dates and deadlines: what was met, what is late and by how much, what is coming, and why."""

from bot.actions.standing import Standing
from bot.law.deadlines import Deadline
from handlers import children, record
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

HEADINGS = (
    ("Late", ("missed",)),
    ("Coming", ("due",)),
    ("Gone by", ("passed",)),
    ("Done", ("met", "met late")),
    ("A duty from now on, with no date", ("duty",)),
    ("No longer needed", ("stopped",)),
)


async def dates(visit: Visit) -> Screen:
    child = await children.which(visit, "dates", "Whose dates?")
    if isinstance(child, Screen):
        return child
    standings = await record.standings(visit, child)
    text = visit.says("dates", child=child, standings=standings, today=visit.today, headings=HEADINGS)
    rows = [row for standing in standings for row in await _ways(visit, standing)]
    last = (Button("Something happened", f"happened:{child.id}"), HOME)
    return Screen(text, (*rows, last), route=f"dates:{child.id}")


async def _ways(visit: Visit, standing: Standing) -> list[tuple[Button, ...]]:
    letter = await record.letter_button(visit, standing)
    rows: list[tuple[Button, ...]] = [(letter,)] if letter else []
    if standing.deadlines:
        rows.append((Button("Why these dates?", f"whys:{standing.case.child_id}"),))
    if standing.events and not standing.case.nudged:
        rows.append((Button("Turn reminders on again", f"resume:{standing.case.id}"),))
    elif standing.next or standing.late:
        rows.append((Button("Pause reminders", f"pause:{standing.case.id}"),))
    return rows


async def whys(visit: Visit) -> Screen:
    """Every date of a child, to ask why of one."""
    child = await visit.child()
    found = [
        (each, standing) for standing in await record.standings(visit, child) for each in standing.deadlines
    ]
    rows = tuple((_why(deadline, standing),) for deadline, standing in found)
    back = (Button("All dates", f"dates:{child.id}"), HOME)
    return Screen(visit.says("whys", child=child), (*rows, back), route=f"whys:{child.id}")


def _why(deadline: Deadline, standing: Standing) -> Button:
    return Button(short(deadline.rule.title), f"why:{standing.case.id}:{deadline.rule.id}")


async def why(visit: Visit) -> Screen:
    """The law behind one date: the words, the source, and what we take for granted."""
    case, child = await record.case_and_child(visit, visit.number())
    standing = next(each for each in await record.standings(visit, child) if each.case.id == case.id)
    deadline = standing.of(visit.word(2))
    if deadline is None:
        raise NotTheirs
    text = visit.says("why", deadline=deadline, today=visit.today)
    rows = (
        (Button("Read the law itself", opens=deadline.rule.url),),
        (Button("The other dates", f"whys:{child.id}"), HOME),
    )
    return Screen(text, rows, route=f"why:{case.id}:{deadline.rule.id}")
