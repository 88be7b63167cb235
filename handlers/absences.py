"""Days out of school: what they add up to, what that means, and logging one in under a minute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.actions import absent, telling
from bot.actions.absent import DaysOut, LogIsFull
from bot.actions.record import Change
from bot.actions.standing import Standing
from bot.forms.form import Answers
from bot.forms.log import LOG, absence_of
from bot.forms.logged import SEPARATION
from bot.law.absence import Absence, AbsenceKind, bundled
from bot.law.derived import EXCLUDED, WRITTEN
from bot.law.rules import NoRuleInForce, Rule
from bot.law.thresholds import BELOW, Crossing, counts_for
from bot.store import absences, contacts, families
from bot.store.absences import Details, Logged
from bot.store.families import Child
from handlers import children
from handlers.cases import case_and_child, standings
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import news
from handlers.start import HOME

FIRST = ("sent_home", "suspended", "kept_home")  # one tap away; the others are two
ASKING = ("informal-exclusion", "informal-in-writing", "susp-in-writing")
FIRST_OF_ALL = ("susp-work-day1",)  # said of an exclusion before anything else
GOVERNORS = "gov-15"
HOURS = ("at", "separation", "called")  # of what is sealed beside an entry: what the absence itself is
MOST_ENDS = 4
MOST_CHILDREN = 4  # buttons to log the same for another
Row = tuple[Button, ...]


@dataclass(frozen=True)
class Line:
    """A line that a total has crossed, or may have, and the rule that it turns on."""

    crossing: Crossing
    rule: Rule


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
        rows += [(_about(line),) for line in crossed]
    elif await contacts.of_child(visit.db, child.id):
        rows.append((Button("Files", f"papers:{child.id}"),))
    rows += _school_dates(child, found)
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


def _school_dates(child: Child, found: DaysOut) -> list[Row]:
    """Where a total is a range, what makes it one number."""
    totals = found.totals
    exact = totals.term.out.exact and totals.year.out.exact and totals.ever.out.exact
    return [] if exact else [(Button("Tell me the school's dates", f"school:{child.id}"),)]


def _about(line: Line) -> Button:
    return Button(short(f"About: {line.crossing.threshold.title}"), f"right:{line.rule.id}")


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


async def saved(visit: Visit, child: Child, number: int, change: Change | None) -> Screen:
    """Thank you, the total that it makes, what that means, and the next thing to do."""
    found = await absent.days_out(visit.db, visit.services, child, visit.today)
    entry = found.entry(number)
    if entry is None:
        raise NotTheirs
    absence, missed, asks = entry.absence, found.totals.missed, asks_in_writing(entry)
    standing = (change.now,) if change else ()
    crossed = [line for line in lines(visit, found, standing) if _is_of(line, found, entry)]
    last = absence.last or max(visit.today, absence.first)
    [details] = (await absences.details_of(visit.db, [entry.id])).values()
    text = visit.says(
        "outsaved",
        child=child,
        absence=absence,
        kind=bundled().kinds[absence.kind],
        when=telling.when(absence, details.get("at", "")),
        asks=asks,
        found=found,
        lines=[line for line in crossed if not (asks and line.rule.id in ASKING)],
        news=news(_but_said(change, entry)) if change else None,
        advice=visit.services.directory.advice,
        twice=[day for day in missed.merged if absence.first <= day <= last],
        closed=absence.first in missed.closed,
        of_term=_is_of_term(found, entry),
        paused=change is not None and not change.now.case.nudged,
        today=visit.today,
    )
    rows = (
        *_next(entry, change),
        *_school_dates(child, found),
        *await _the_same_for(visit, child, entry),
        *_ways(child, entry),
    )
    return Screen(text, rows, route=f"absence:{entry.id}")


def _but_said(change: Change, entry: Logged) -> Change:
    """Without what the screen says in its own words; and without what does not hold for safeguarding."""
    asks = asks_in_writing(entry) or entry.absence.kind == SEPARATION
    said = (*(ASKING if asks else ()), *(FIRST_OF_ALL if entry.absence.kind == EXCLUDED else ()))
    return replace(change, started=tuple(each for each in change.started if each.rule.id not in said))


def _is_of(line: Line, found: DaysOut, entry: Logged) -> bool:
    """Whether this entry is in the total of that line: what it has nothing to do with is not said again."""
    per = {"term": found.totals.term.period, "year": found.totals.year.period}.get(
        line.crossing.threshold.per, found.totals.ever.period
    )
    mine = (half for half in found.totals.missed.halves if half.absence == entry.absence)
    return any(
        counts_for(line.crossing.threshold, half) and per.first <= half.on <= per.last for half in mine
    )


def _is_of_term(found: DaysOut, entry: Logged) -> bool:
    term = found.totals.term.period
    halves = (half for half in found.totals.missed.halves if half.absence == entry.absence)
    return any(term.first <= half.on <= term.last for half in halves)


def _next(entry: Logged, change: Change | None) -> list[Row]:
    """The one thing to do now."""
    rows: list[Row] = []
    if asks_in_writing(entry):
        rows.append((Button("What to write to the school", f"askwriting:{entry.id}"),))
    if change and change.started:
        case = change.now.case.id
        if not change.now.case.nudged:
            rows.append((Button("Turn reminders on again", f"resume:{case}"),))
        if entry.absence.kind == EXCLUDED:
            rows.append((Button("What to do before the meeting", f"right:{GOVERNORS}"),))
        rows.append((Button("Show all dates", f"case:{case}"), Button("Why these dates?", f"whys:{case}")))
        if any(each.state == "missed" for each in change.started):
            rows.append((Button("Some of it was done", f"tell:{case}"),))
    return rows


def asks_in_writing(entry: Logged) -> bool:
    """Whether the school should be asked to put it in writing."""
    return bundled().kinds[entry.absence.kind].group in WRITTEN and entry.absence.letter != "yes"


async def _the_same_for(visit: Visit, child: Child, entry: Logged) -> list[Row]:
    others = [each for each in await families.children_of(visit.db, visit.parent.id) if each.id != child.id]
    return [
        (Button(short(f"The same for {other.called}"), f"same:{entry.id}:{other.id}"),)
        for other in others[:MOST_CHILDREN]
    ]


def _ways(child: Child, entry: Logged) -> tuple[Row, ...]:
    return (
        (Button("Add who rang, or a note", f"addmore:{entry.id}"),),
        (Button("See the term", f"term:{child.id}"), Button("Days out of school", f"out:{child.id}")),
        (Button("Put this right", f"absence:{entry.id}"), HOME),
    )


def lines(visit: Visit, found: DaysOut, standing: Iterable[Standing]) -> list[Line]:
    """The lines that the totals have crossed, or may have, each with its rule; but not what was seen to."""
    clocks = [each for case in standing for each in case.deadlines]
    some = []
    for crossing in found.crossings:
        if crossing.state == BELOW:
            continue
        try:
            rule = visit.services.rulebook.rule(crossing.threshold.rule, visit.today)
        except NoRuleInForce:
            continue  # a line without its law is not drawn
        mine = [each for each in clocks if each.rule.id == rule.id]
        if not mine or any(each.waiting or each.state == "duty" for each in mine):
            some.append(Line(crossing, rule))
    return some
