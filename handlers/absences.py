"""Days out of school: what they add up to, what that means, and logging one in under a minute."""

from dataclasses import replace

from bot.actions import absent
from bot.actions.absent import LogIsFull
from bot.forms.form import Answers
from bot.forms.log import LOG, absence_of
from bot.law.absence import Absence, AbsenceKind, bundled
from bot.store import absences, contacts
from bot.store.absences import Details, Logged
from bot.store.families import Child
from handlers import children
from handlers.absence_saved import Line, Row, lines, saved, school_dates
from handlers.cases import case_and_child, standings
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

FIRST = ("sent_home", "suspended", "kept_home")  # one tap away; the others are two
HOURS = ("at", "separation", "called")  # of what is sealed beside an entry: what the absence itself is
MOST_ENDS = 4


async def out(visit: Visit) -> Screen:
    """The totals of a child and what they mean; and, one tap away, the kinds that are logged most."""
    child = await children.which(visit, "out", "Whose days out of school?")
    if isinstance(child, Screen):
        return child
    found = await absent.days_out(visit.db, visit.services, child, visit.today)
    rows: list[Row] = [(_log_button(child, bundled().kinds[each]),) for each in FIRST]
    rows.append((Button("Something else", f"outkinds:{child.id}"),))
    crossed = lines(visit, found, await standings(visit, child))
    rows += [(_end(each),) for each in found.going_on[-MOST_ENDS:]]
    if found.logged:
        rows.append((Button("See the term", f"term:{child.id}"), Button("See the year", f"year:{child.id}")))
        rows.append((Button("What I logged", f"outlist:{child.id}"), Button("Files", f"papers:{child.id}")))
        rows += [_about(child, line) for line in crossed]
    elif await contacts.of_child(visit.db, child.id):
        rows.append((Button("Files", f"papers:{child.id}"),))
    rows += school_dates(child, found)
    rows.append((Button("Calls and meetings", f"calls:{child.id}"), HOME))
    facts = {"found": found, "lines": crossed, "kinds": bundled().kinds}
    text = visit.says("out", child=child, **facts)
    return Screen(text, tuple(rows), route=f"out:{child.id}")


async def kinds(visit: Visit) -> Screen:
    """Every kind of day out."""
    child = await visit.child()
    rows = tuple((_log_button(child, kind),) for kind in bundled().kinds.values())
    back = (Button("Back", f"out:{child.id}"), HOME)
    return Screen(visit.says("outkinds", child=child), (*rows, back), route=f"outkinds:{child.id}")


def _end(entry: Logged) -> Button:
    return Button(f"It has ended: {bundled().kinds[entry.absence.kind].short}", f"ended:{entry.id}")


def _about(child: Child, line: Line) -> Row:
    """What a total gives, and the letter that uses it."""
    about = Button(short(f"About: {line.crossing.threshold.title}"), f"right:{line.rule.id}")
    write = [Button("Write", f"aboutletter:{child.id}:{each}") for each in line.rule.offers[:1]]
    return (about, *write)


def _log_button(child: Child, kind: AbsenceKind) -> Button:
    return Button(kind.button, f"log:{child.id}:{kind.id}")


async def begin(visit: Visit) -> Screen:
    """The log form, with the kind filled in that was tapped."""
    child, kind = await visit.child(), visit.word(2)
    if kind not in bundled().kinds:
        raise NotTheirs
    return await visit.forms.begin_with(visit, LOG, {"kind": kind}, child.id, child.id)


async def leads(visit: Visit, case_id: int, answers: Answers) -> Screen | None:
    """Told as something that happened, it is logged: so it counts in the totals too."""
    event = visit.services.rulebook.kinds.get(answers.get("kind", ""))
    if event is None or not event.logged:
        return None
    _, child = await case_and_child(visit, case_id)
    if event.logged not in bundled().kinds:
        return await kinds(visit.going(f"outkinds:{child.id}"))
    return await begin(visit.going(f"log:{child.id}:{event.logged}"))


async def save(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await visit.going(f"out:{child_id}").child()
    absence, details = absence_of(answers, visit.today)
    return await _log(visit, child, absence, details)


async def _log(visit: Visit, child: Child, absence: Absence, details: Details) -> Screen:
    try:
        number, change = await absent.log(visit.db, visit.services, child, absence, details, visit.now)
    except LogIsFull:
        return full(visit, child)
    return await saved(visit, child, number, change)


def full(visit: Visit, child: Child) -> Screen:
    """Nothing was lost that counted already; what to do to make room."""
    rows = ((Button("What I logged", f"outlist:{child.id}"),), (HOME,))
    return Screen(visit.says("outfull", child=child), rows, route=f"out:{child.id}")


async def same(visit: Visit) -> Screen:
    """The same for another child of the family, in one tap."""
    entry = await absences.find(visit.db, visit.parent.id, visit.number())
    child = await visit.child(2)
    if entry is None:
        raise NotTheirs
    [details] = (await absences.details_of(visit.db, [entry.id])).values()
    hours = {key: said for key, said in details.items() if key in HOURS}  # who rang, and why, is the other's
    absence = replace(entry.absence, code="", told_on=visit.today)
    return await _log(visit, child, absence, hours)
