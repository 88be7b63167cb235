"""Deadlines follow from what happened, the rules and the calendars. Nothing of them is stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.law.calendars import Calendars
from bot.law.events import OPENS, Event, latest_request
from bot.law.receipt import receipt, received_on
from bot.law.rules import Rule, Rulebook

__all__ = ["Deadline", "Event", "deadlines", "received_on"]

NOT_KNOWN = "You told us about a later step, so this was done by then. We do not know on which day."


@dataclass(frozen=True)
class Deadline:
    """One rule's clock in one case, and how it stands today.

    `state` is one of: "due"; "met"; "met late"; "missed" (late, and may be called late); "passed" (the date
    has gone by, and nobody may be called late); "stopped" (no longer needed); "duty" (there is no date).
    """

    rule: Rule
    from_on: date
    due: date | None
    state: str
    met_on: date | None = None
    assumptions: tuple[str, ...] = ()

    @property
    def waiting(self) -> bool:
        """Says whether it is still to be done: a nudge makes sense only then."""
        return self.state in ("due", "missed", "passed")

    @property
    def estimated(self) -> bool:
        """Says whether the date takes something for granted; the assumptions say what."""
        return bool(self.assumptions)

    def days_late(self, today: date) -> int:
        """Counts how many days late it was, or still is; 0 where nobody may be called late."""
        if self.due is None or self.state not in ("missed", "met late"):
            return 0
        return max(0, ((self.met_on or today) - self.due).days)


@dataclass(frozen=True)
class Story:
    """The running request as days by kind of event, with the day it was received worked out."""

    days: Mapping[str, list[date]]
    doubt: str | None

    def first(self, kinds: Sequence[str], since: date) -> date | None:
        """Finds the first day on or after `since` on which any of these happened."""
        return min((day for kind in kinds for day in self.days.get(kind, ()) if day >= since), default=None)

    def last(self, kinds: Sequence[str]) -> date | None:
        """Finds the last day on which any of these happened."""
        return max((day for kind in kinds for day in self.days.get(kind, ())), default=None)


def deadlines(
    kind: str, events: Sequence[Event], rulebook: Rulebook, calendars: Calendars, today: date
) -> tuple[Deadline, ...]:
    """Works out every clock of a case: by due date, then the duties that have no date.

    A rule is chosen by the day its clock started. The council's exceptions never move a date: they are the
    council's to prove. A request made after a refusal starts everything anew.
    """
    story = _story(events, calendars)
    found = [_deadline(rule, story, calendars, today) for rule in rulebook.about(kind)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.due or date.max))


def _story(events: Sequence[Event], calendars: Calendars) -> Story:
    running = latest_request(events)
    days: dict[str, list[date]] = defaultdict(list)
    for event in running:
        days[event.kind].append(event.on)
        if event.how:
            days[f"{event.kind}:{event.how}"].append(event.on)
    got = receipt(running, calendars)
    if got is None:
        return Story(days, None)
    days.update((kind, [got[0]]) for kind in OPENS)
    return Story(days, got[1])


def _deadline(rule: Rule, story: Story, calendars: Calendars, today: date) -> Deadline | None:
    start = _start(rule, story)
    if start is None or not rule.holds_on(start):
        return None
    from_receipt = not OPENS.isdisjoint(rule.starts)
    due = rule.due(start, calendars)
    # A clock that runs from the receipt is met by anything in the story; a later clock, by what came after.
    since = date.min if from_receipt else start
    state, met_on, proved = _outcome(rule, story, due, since, today)
    doubts = (story.doubt if from_receipt and due else None, *rule.assumes, NOT_KNOWN if proved else None)
    return Deadline(rule, start, due, state, met_on, tuple(doubt for doubt in doubts if doubt))


def _start(rule: Rule, story: Story) -> date | None:
    if not rule.after:
        return story.last(rule.starts)
    first = story.last([rule.after])
    return story.first(rule.starts, first) if first else None


def _outcome(
    rule: Rule, story: Story, due: date | None, since: date, today: date
) -> tuple[str, date | None, bool]:
    """Gives the state, the day it was met, and whether that day is only the latest that it can have been."""
    met, proof = story.first(rule.met_by, since), story.first(rule.proved_by, since)
    stop = story.first(rule.stopped_by, since)
    done = _earliest([met, proof])
    if stop and (done is None or stop < done):
        return "stopped", None, False
    if due is None:
        return "duty", None, False
    if done is None:
        return _waiting(rule, due, today), None, False
    if done <= due:
        return "met", done, False
    proved = done != met
    return ("met late" if rule.claims_lateness and not proved else "met"), done, proved


def _waiting(rule: Rule, due: date, today: date) -> str:
    if today <= due:
        return "due"
    return "missed" if rule.claims_silence else "passed"


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)
