"""Deadlines follow from what happened, the rules and the calendars. Nothing of them is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.law.calendars import Calendars
from bot.law.counting import months_before
from bot.law.events import Event
from bot.law.receipt import received_on
from bot.law.rule import Rule, period
from bot.law.rules import Rulebook
from bot.law.school import Span
from bot.law.story import A_DAY, A_YEAR, Start, Story, stories
from bot.law.workingdays import HolidaysUnknown

__all__ = ["Deadline", "Event", "Part", "deadlines", "received_on"]

NOT_KNOWN = "You told us about a later step, so this was done by then. We do not know on which day."


@dataclass(frozen=True)
class Part:
    """One of the two counts that a date was taken from."""

    counted_from: str
    from_on: date
    period: str
    due: date


@dataclass(frozen=True)
class Deadline:
    """One rule's clock in one case, and how it stands today.

    `state` is one of: "due"; "met"; "met late"; "missed" (late, and may be called late); "passed" (the date
    has gone by, and nobody may be called late); "stopped" (no longer needed); "duty" (there is no date).
    Where the date is a range, `due` is the end of it that costs nobody a right; see Rule.safe.
    """

    rule: Rule
    from_on: date
    due: date | None
    state: str
    met_on: date | None = None
    assumptions: tuple[str, ...] = ()
    span: Span | None = None  # only where the earliest and the latest day differ
    parts: tuple[Part, ...] = ()  # both counts, where the date is the later or the earlier of two
    estimated: bool = False  # the day itself takes something for granted; the assumptions say what

    @property
    def waiting(self) -> bool:
        """Says whether it is still to be done: a nudge makes sense only then."""
        return self.state in ("due", "missed", "passed")

    def days_late(self, today: date) -> int:
        """Counts how many days late it was, or still is; 0 where nobody may be called late."""
        if self.due is None or self.state not in ("missed", "met late"):
            return 0
        return max(0, ((self.met_on or today) - self.due).days - self.rule.grace)

    @property
    def key(self) -> tuple[str, date]:
        """Names this clock among all of its case: a rule can have several."""
        return self.rule.id, self.from_on


def deadlines(
    kind: str,
    events: Sequence[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    today: date,
    council: str = "",
) -> tuple[Deadline, ...]:
    """Works out every clock of a case: by due date, then the duties that have no date.

    A rule is chosen by the day its clock started. Exceptions never move a date: they are for those who owe
    it to prove. An assessment asked for after a refusal starts everything about the assessment anew.
    `council` is its id in the directory: some promise figures of their own.
    """
    told = stories(events, rulebook, calendars)
    found = [
        deadline
        for rule in rulebook.started_by(kind, told.happened)
        if rule.applies_to(council)
        for deadline in _clocks(rule, told.of(rule.about), calendars, today)
    ]
    return tuple(sorted((each for each in found if not _is_history(each, today)), key=_by_date))


def _is_history(deadline: Deadline, today: date) -> bool:
    """Whether it went by more than a year ago without being met, and nobody may be called late for it."""
    return deadline.state == "passed" and deadline.due is not None and deadline.due < today - A_YEAR


def _by_date(deadline: Deadline) -> date:
    return deadline.due or date.max


def _clocks(rule: Rule, story: Story, calendars: Calendars, today: date) -> list[Deadline]:
    """The clocks of one rule. Of several, what is neither due nor late is history, but for the last.

    What nothing else can meet, such as a promise, is over only when its start is taken away.
    """
    found = [
        _deadline(rule, start, story, calendars, today)
        for start in story.starts(rule)
        if rule.holds_on(start.on)
    ]
    if not rule.each:
        return found
    owed = ("due", "missed") if rule.met_by else ("due", "missed", "passed")
    return [each for each in found[:-1] if each.state in owed] + found[-1:]


def _deadline(rule: Rule, start: Start, story: Story, calendars: Calendars, today: date) -> Deadline:
    limb_start = _limb_start(rule, story, start)
    try:
        began = months_before(start.on, rule.back) if rule.back else start.on
        span = rule.span(began, calendars, limb_start)
    except HolidaysUnknown as unknown:
        return Deadline(rule, start.on, None, "duty", None, (str(unknown),))
    due = rule.safe(span) if span else None
    state, met_on, proved = _outcome(rule, story, due, _since(rule, start, story), today)
    if state == "passed" and rule.owed_by == "parent" and span and today <= span.latest:
        state = "due"  # the safe day is over, and it may not be too late
    open_ended = _without(rule, limb_start)
    if open_ended and rule.limb and rule.limb.needed and state == "missed":
        state = "passed"
    doubts = (
        start.doubt if due else None,
        *rule.assumes,
        open_ended,
        *(span.assumptions if span else ()),
        NOT_KNOWN if proved else None,
    )
    return Deadline(
        rule,
        start.on,
        due,
        state,
        met_on,
        tuple(doubt for doubt in doubts if doubt),
        span if span and span.earliest != span.latest else None,
        _parts(rule, start.on, limb_start, calendars) if rule.limb else (),
        bool(start.doubt or open_ended or (span and span.assumptions) or rule.confidence == "low"),
    )


def _limb_start(rule: Rule, story: Story, start: Start) -> date | None:
    """The start of the second count. One that came after the rule's next start belongs to that."""
    limb = rule.limb
    if limb is None or not limb.starts:
        return None
    if limb.before:
        return story.last(limb.starts, start.on)
    found = story.first(limb.starts, start.on)
    return None if found and start.until and found >= start.until else found


def _since(rule: Rule, start: Start, story: Story) -> date:
    """The first day on which what happened can have met the rule: before that it met an earlier clock."""
    if start.opens:
        return date.min  # a clock that runs from the receipt is met by anything in the story
    if not rule.counts_back:
        return start.on
    before = story.last(rule.starts, start.on - A_DAY)
    return max(start.on - A_YEAR, before + A_DAY if before else date.min)


def _without(rule: Rule, limb_start: date | None) -> str:
    """What holds while the start of the second count is not known; "" where it is, or there is none."""
    return rule.limb.without if rule.limb and rule.limb.starts and limb_start is None else ""


def _parts(rule: Rule, start: date, limb_start: date | None, calendars: Calendars) -> tuple[Part, ...]:
    limb = rule.limb
    second = rule.second(start, calendars, limb_start)
    first = rule.first(start, calendars)
    if limb is None or second is None or first is None:
        return ()
    return (
        Part(rule.counted_from, start, rule.period, rule.safe(first)),
        Part(limb.counted_from, limb_start or start, period(limb.count, limb.n), rule.safe(second)),
    )


def _outcome(
    rule: Rule, story: Story, due: date | None, since: date, today: date
) -> tuple[str, date | None, bool]:
    """Gives the state, the day it was met, and whether that day is only the latest that it can have been."""
    met = story.first(rule.met_by, since) if rule.met_by else None
    proof = story.first(rule.proved_by, since) if rule.proved_by else None
    stop = story.first(rule.stopped_by, since) if rule.stopped_by else None
    if stop and due and rule.stops_in_time and stop > due:
        stop = None
    done = min((day for day in (met, proof) if day), default=None)
    if stop and (done is None or stop < done):
        return "stopped", None, False
    if due is None:
        return ("met", done, False) if done else ("duty", None, False)
    if done is None:
        return _waiting(rule, due, today), None, False
    if done <= due:
        return "met", done, False
    proved = done != met
    late = rule.claims_lateness and not proved and (done - due).days > rule.grace
    return ("met late" if late else "met"), done, proved


def _waiting(rule: Rule, due: date, today: date) -> str:
    if today <= due:
        return "due"
    late = (today - due).days
    silent = rule.claims_silence and late > rule.grace and not (rule.fades and late > rule.fades)
    return "missed" if silent else "passed"
