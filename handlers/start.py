"""The first meeting, and the home page that everything leads back to."""

from dataclasses import dataclass
from datetime import date

from bot.actions.standing import look_at
from bot.forms.child import CHILD
from bot.law.absence import ALL_DAY, FROM_PM, Absence, bundled
from bot.law.absencefile import APART
from bot.law.deadlines import Deadline
from bot.store import absences, cases, contacts, families
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import Visit

HOME = Button("Home", "home")
WHOLE = (ALL_DAY, FROM_PM)  # from the first afternoon: then whole days
SOMETHING = Button("Something happened", "happened")


@dataclass(frozen=True)
class Glance:
    """One child on the home page."""

    called: str
    late: tuple[Deadline, ...]
    next: Deadline | None
    begun: bool
    paused: bool
    since: date | None  # out of school, and nothing said that it ended


async def hello(visit: Visit) -> Screen:
    """Who we are, three promises, and the way in. Nothing is kept until Start is tapped."""
    rows = (
        (Button("Start", "agree"),),
        (Button("How is my information kept?", "privacy"), Button("Urgent help", "urgent")),
    )
    return Screen(visit.says("hello"), rows, route="hello")


async def start(visit: Visit) -> Screen:
    """/start: always a way out, and never a loss: an unfinished form is parked and offered again."""
    return await (home(visit) if visit.known else hello(visit))


async def agree(visit: Visit) -> Screen:
    """Start was tapped: from now on there is a record."""
    if visit.known is None:
        parent = await families.welcome(visit.db, visit.chat_id, visit.now)
        visit = visit.by(parent)
    if await families.children_of(visit.db, visit.parent.id):
        return await home(visit)
    return await visit.forms.begin(visit, CHILD)


async def home(visit: Visit, done: str = "") -> Screen:
    if visit.known is None:
        return await hello(visit)
    children = await families.children_of(visit.db, visit.parent.id)
    glances = [await _glance(visit, child.id, child.called) for child in children]
    unfinished = await visit.forms.unfinished(visit)
    title = unfinished[1].title if unfinished else ""
    text = visit.says("home", children=glances, unfinished=title, done=done, today=visit.today)
    carry = ((Button("Carry on where you left off", f"carry:{unfinished[0].id}"),),) if unfinished else ()
    return Screen(text, (*carry, *(_ways(len(children)))), route="home")


def _ways(children: int) -> tuple[tuple[Button, ...], ...]:
    if not children:
        return ((Button("Begin", "addchild"),), (Button("Urgent help", "urgent"), Button("More", "more")))
    return (
        (SOMETHING,),
        (Button("Days out of school", "out"),),
        (Button("Dates and deadlines", "dates"), Button("Letters", "letters")),
        (Button("Urgent help", "urgent"), Button("More", "more")),
    )


async def more(visit: Visit) -> Screen:
    rows = (
        (Button("Your rights", "rights"), Button("Has the law changed?", "changed")),
        (Button("Your children", "children"), Button("Add a child", "addchild")),
        (Button("Your groups", "groups"), Button("A school's holidays", "anyschool")),
        (Button("How I can help", "help"), Button("Privacy", "privacy")),
        (Button("A copy of everything", "export"), Button("Erase everything", "delete")),
        (HOME,),
    )
    return Screen(visit.says("more"), rows, route="more")


async def cancel(visit: Visit) -> Screen:
    """/cancel: leaves what was open. It is parked, so a slip of the thumb loses nothing."""
    return await home(visit, done="All right. We have stopped there.")


async def _glance(visit: Visit, child_id: int, called: str) -> Glance:
    open_ones = [case for case in await cases.cases_of(visit.db, child_id) if case.ended_on is None]
    standings = await look_at(visit.db, visit.services, open_ones, visit.today)
    calls = await contacts.of_child(visit.db, child_id)
    logged = (await absences.of_children(visit.db, [child_id]))[child_id]
    coming = [standing.next for standing in standings if standing.next]
    return Glance(
        called,
        tuple(late for standing in standings for late in standing.late),
        min(coming, key=lambda each: each.due or visit.today) if coming else None,
        bool(logged or calls) or any(standing.events for standing in standings),
        any(not standing.case.nudged for standing in standings),
        min((each.absence.first for each in logged if _keeps_out(each.absence, visit.today)), default=None),
    )


def _keeps_out(absence: Absence, today: date) -> bool:
    """Whether a child is out of school today because of it, as far as we were told."""
    kind = bundled().kinds[absence.kind]
    whole = kind.group != APART and kind.ends != "pattern" and absence.part in WHOLE
    return whole and absence.last is None and absence.first <= today
