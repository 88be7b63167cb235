"""What happened, arranged for counting: days by kind of event, with the day that a thing sent arrived."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.calendars import Calendars
from bot.law.eventkind import EventKind
from bot.law.events import OPENS, Event, in_time, latest_request
from bot.law.receipt import arrivals
from bot.law.rule import Rule
from bot.law.rules import Rulebook

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Start:
    """The day on which a clock started, and what that day takes for granted."""

    on: date
    doubt: str | None
    opens: bool = False  # it is the receipt of a request


@dataclass(frozen=True)
class Story:
    """Days by kind of event, and by kind and answer ("conceded:assess"), each list in order of time."""

    days: Mapping[str, list[date]]
    doubts: Mapping[str, str]
    openings: frozenset[str]  # the kinds that open a request

    def first(self, kinds: Sequence[str], since: date) -> date | None:
        """Finds the first day on or after `since` on which any of these happened."""
        days = self.days
        return min(
            (day for kind in kinds if kind in days for day in days[kind] if day >= since), default=None
        )

    def last(self, kinds: Sequence[str], until: date | None = None) -> date | None:
        """Finds the last day on which any of these happened; with `until`, the last up to that day."""
        days = self.days
        if until is None:
            return max((days[kind][-1] for kind in kinds if kind in days), default=None)
        return max((day for kind in kinds for day in days.get(kind, ()) if day <= until), default=None)

    def start(self, rule: Rule) -> Start | None:
        """Finds the day on which a rule's clock started; None when it has not."""
        if rule.unless and self.last(rule.unless):
            return None
        if rule.after:
            first = self.days.get(rule.after)
            found = self.first(rule.starts, first[-1]) if first else None
        else:
            found = self.last(rule.starts)
        if found is not None:
            opens = any(kind in self.openings and self.days[kind][-1] == found for kind in rule.starts)
            return Start(found, self._doubt(rule.starts, found), opens)
        found = self.last(rule.else_starts)
        return Start(found, rule.else_assumes) if found is not None else None

    def _doubt(self, starts: Sequence[str], on: date) -> str | None:
        return next(
            (self.doubts[kind] for kind in starts if kind in self.doubts and self.days[kind][-1] == on), None
        )


@dataclass(frozen=True)
class Stories:
    """Everything that happened, and the part of it that belongs to the request that is running now."""

    whole: Story
    running: Story
    restarting: frozenset[str]

    def of(self, subject: str) -> Story:
        """Gives the part that counts for a subject: only some begin again with a new request."""
        return self.running if subject in self.restarting else self.whole

    @property
    def happened(self) -> frozenset[str]:
        """Names every kind of event that happened."""
        return frozenset(self.whole.days)


def stories(events: Sequence[Event], rulebook: Rulebook, calendars: Calendars) -> Stories:
    """Arranges the events of a case."""
    kinds = rulebook.kinds
    running = latest_request(events, kinds)
    now = _story(running, kinds, calendars)
    whole = now if len(running) == len(events) else _story(in_time(events, kinds), kinds, calendars)
    return Stories(whole, now, rulebook.restarting)


def _story(events: Sequence[Event], kinds: Mapping[str, EventKind], calendars: Calendars) -> Story:
    days: dict[str, list[date]] = {}
    for event in events:
        days.setdefault(event.kind, []).append(event.on)
        if event.how:
            days.setdefault(f"{event.kind}:{event.how}", []).append(event.on)
    doubts = {}
    for kind, (on, doubt) in arrivals(events, kinds, calendars).items():
        days[kind] = [on]
        if doubt:
            doubts[kind] = doubt
    return Story(days, doubts, _openings(days, kinds))


def _openings(days: Iterable[str], kinds: Mapping[str, EventKind]) -> frozenset[str]:
    return frozenset(kind for kind in days if kind in kinds and kinds[kind].does == OPENS)
