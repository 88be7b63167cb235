"""An entry of the log was saved: the total that it makes, what that means, and the next thing to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.actions import absent, telling
from bot.actions.absent import DaysOut
from bot.actions.record import Change
from bot.actions.standing import Standing
from bot.forms.logged import SEPARATION
from bot.law.absence import bundled
from bot.law.derived import EXCLUDED, WRITTEN
from bot.law.rules import NoRuleInForce, Rule
from bot.law.thresholds import BELOW, Crossing, counts_for
from bot.store import absences, families
from bot.store.absences import Logged
from bot.store.families import Child
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import news
from handlers.start import HOME

ASKING = ("informal-exclusion", "informal-in-writing", "susp-in-writing")
FIRST_OF_ALL = ("susp-work-day1",)  # said of an exclusion before anything else
GOVERNORS = "gov-15"
MOST_CHILDREN = 4  # buttons to log the same for another
Row = tuple[Button, ...]


@dataclass(frozen=True)
class Line:
    """A line that a total has crossed, or may have, and the rule that it turns on."""

    crossing: Crossing
    rule: Rule


def school_dates(child: Child, found: DaysOut) -> list[Row]:
    """Where a total is a range, what makes it one number."""
    totals = found.totals
    exact = totals.term.out.exact and totals.year.out.exact and totals.ever.out.exact
    return [] if exact else [(Button("Tell me the school's dates", f"school:{child.id}"),)]


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
        *_letter(visit, child, entry, change),
        *school_dates(child, found),
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


def _letter(visit: Visit, child: Child, entry: Logged, change: Change | None) -> list[Row]:
    """The letter about days such as these, where a rule that now runs offers one."""
    offered = [name for each in change.started for name in each.rule.offers] if change else []
    kind = bundled().kinds[entry.absence.kind]
    for name in dict.fromkeys(offered):
        letter = visit.services.catalogue.letter(name)
        if {kind.id, kind.group} & {*letter.about} and not asks_in_writing(entry):
            return [(Button(short(f"Write: {letter.title}"), f"writefor:{child.id}:{name}"),)]
    return []


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
