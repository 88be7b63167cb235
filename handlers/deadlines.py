"""Dates and deadlines: what was met, what is late and by how much, what is coming, and why."""

from bot.actions.standing import Standing, look
from bot.law.deadlines import Deadline
from bot.store import cases
from bot.store.families import Child
from handlers import children
from handlers.cases import button, case_and_child, label, standings
from handlers.edge.screen import MOST_BUTTONS, MOST_CASES, Button, Screen, leaf, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import letter_button
from handlers.start import HOME

HEADINGS = (
    ("Late", ("missed",)),
    ("Coming", ("due",)),
    ("Gone by", ("passed",)),
    ("Done", ("met", "met late")),
    ("No longer needed", ("stopped",)),
)


async def dates(visit: Visit) -> Screen:
    """The dates of a child: of the one case, or a choice where there are several."""
    child = await children.which(visit, "dates", "Whose dates?")
    if isinstance(child, Screen):
        return child
    found = await standings(visit, child)
    if len(found) == 1:
        return await _dates_of(visit, found[0])
    ended = [
        row
        for row in ((Button("What is over", f"finished:{child.id}"),),)
        if await _has_ended(visit, child.id)
    ]
    _, here, beside = leaf(found, visit.number(2), MOST_CASES, f"dates:{child.id}")
    labels = [(label(visit, each), each) for each in here]
    rows: list[tuple[Button, ...]] = [(button(visit, each, f"case:{each.case.id}"),) for each in here]
    rows += [beside] if beside else []
    last = (Button("Something happened", f"happened:{child.id}"), HOME)
    text = visit.says("cases", child=child, cases=labels, today=visit.today)
    return Screen(text, (*rows, *ended, last), route=f"dates:{child.id}:{visit.number(2)}")


async def _has_ended(visit: Visit, child_id: int) -> bool:
    return any(case.ended_on for case in await cases.cases_of(visit.db, child_id))


async def case(visit: Visit) -> Screen:
    """The dates of one case."""
    mine, _ = await case_and_child(visit, visit.number())
    return await _dates_of(visit, await look(visit.db, visit.services, mine, visit.today))


async def _dates_of(visit: Visit, standing: Standing) -> Screen:
    mine, child = await case_and_child(visit, standing.case.id)
    facts = {"child": child, "standing": standing, "today": visit.today, "headings": HEADINGS}
    name = label(visit, standing) if standing.events else ""
    rows = await _ways(visit, standing, child)
    last = (Button("Something happened", f"happened:{child.id}"), HOME)
    return Screen(visit.says("dates", label=name, **facts), (*rows, last), route=f"case:{mine.id}")


async def _ways(visit: Visit, standing: Standing, child: Child) -> list[tuple[Button, ...]]:
    number = standing.case.id
    letter = await letter_button(visit, standing, child)
    rows: list[tuple[Button, ...]] = [(letter,)] if letter else []
    if not standing.events:
        return rows
    rows.append(
        (
            Button("Timeline", f"timeline:{standing.case.child_id}"),
            Button("Add to my calendar", f"calendar:{standing.case.child_id}"),
        )
    )
    if any(each.span for each in standing.deadlines):
        rows.append((Button("Tell me the school's dates", f"school:{standing.case.child_id}"),))
    if standing.deadlines:
        rows.append((Button("Why these dates?", f"whys:{number}"),))
    over = Button("This is over", f"over:{number}")
    if standing.case.ended_on:
        rows.append((Button("It is not over after all", f"reopen:{number}"),))
    elif not standing.case.nudged:
        rows.append((Button("Turn reminders on again", f"resume:{number}"), over))
    elif standing.next or standing.late:
        rows.append((Button("Pause reminders", f"pause:{number}"), over))
    else:
        rows.append((over,))
    return rows


async def whys(visit: Visit) -> Screen:
    """Every date and duty of a case, to ask why of one."""
    mine, child = await case_and_child(visit, visit.number())
    standing = await look(visit.db, visit.services, mine, visit.today)
    rows = tuple((_why(each, standing),) for each in standing.deadlines)
    back = (Button("All dates", f"case:{mine.id}"), HOME)
    return Screen(visit.says("whys", child=child), (*rows[:MOST_BUTTONS], back), route=f"whys:{mine.id}")


def _why(deadline: Deadline, standing: Standing) -> Button:
    route = f"why:{standing.case.id}:{deadline.rule.id}"
    one_of_several = standing.of(deadline.rule.id) is not deadline
    return Button(short(deadline.rule.title), f"{route}:{deadline.due}" if one_of_several else route)


async def why(visit: Visit) -> Screen:
    """The law behind one date: the words, the source, and what we take for granted."""
    mine, _ = await case_and_child(visit, visit.number())
    standing = await look(visit.db, visit.services, mine, visit.today)
    deadline = next((each for each in standing.deadlines if _is_it(each, visit)), None)
    if deadline is None:
        raise NotTheirs
    text = visit.says("why", deadline=deadline, today=visit.today)
    rows = (
        (Button("Read the source itself", opens=deadline.rule.url),),
        (Button("The other dates", f"whys:{mine.id}"), HOME),
    )
    return Screen(text, rows, route=f"why:{mine.id}:{deadline.rule.id}")


def _is_it(deadline: Deadline, visit: Visit) -> bool:
    """Whether the route names this clock: by its rule and, where a rule has several, by its date."""
    return deadline.rule.id == visit.word(2) and visit.word(3) in ("", str(deadline.due))
