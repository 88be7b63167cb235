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

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True)
class Start:
    """The day on which a clock started, and what that day takes for granted."""

    on: date
    doubt: str | None
    opens: bool = False  # it is the receipt of a request
    until: date | None = None  # the next start of the same rule


@dataclass(frozen=True)
class Story:
    """Days by kind of event, and by kind and answer ("conceded:assess"), each list in order of time."""

    days: Mapping[str, list[date]]
    doubts: Mapping[str, str]
    openings: frozenset[str]  # the kinds that open a request

    def first(self, kinds: Sequence[str], since: date) -> date | None:
        """Finds the first day on or after `since` on which any of these happened."""
        found = None
        for kind in kinds:
            for day in self.days.get(kind, ()):
                if day >= since and (found is None or day < found):
                    found = day
        return found

    def last(self, kinds: Sequence[str], until: date = date.max) -> date | None:
        """Finds the last day on which any of these happened; with `until`, the last up to that day."""
        found = None
        for kind in kinds:
            for day in self.days.get(kind, ()):
                if day <= until and (found is None or day > found):
                    found = day
        return found

    def starts(self, rule: Rule) -> list[Start]:
        """Finds the days on which a rule's clock started: the last, or every one where each has its own."""
        found = self._after(rule) if rule.after else self._days_of(rule.starts, each=rule.each)
        if not found:
            known = self._days_of(rule.else_starts, each=rule.each)
            return [Start(day, rule.else_assumes) for day in known if not self._barred(rule, day)]
        pairs = zip(found, [*found[1:], None], strict=True)
        return [self._start(rule, day, until) for day, until in pairs if not self._barred(rule, day)]

    def _start(self, rule: Rule, day: date, until: date | None) -> Start:
        opens = bool(self.openings) and self._opens(rule.starts, day)
        return Start(day, self._doubt(rule.starts, day) if self.doubts else None, opens, until)

    def _opens(self, starts: Sequence[str], day: date) -> bool:
        return any(kind in self.openings and self.days[kind][-1] == day for kind in starts)

    def _after(self, rule: Rule) -> list[date]:
        """The first start since what must come before it, if that came."""
        before = self.last(rule.after)
        first = self.first(rule.starts, before) if before else None
        return [first] if first else []

    def _days_of(self, kinds: Sequence[str], *, each: bool) -> list[date]:
        if not each:
            last = self.last(kinds)
            return [last] if last else []
        return sorted({day for kind in kinds for day in self.days.get(kind, ())})

    def _barred(self, rule: Rule, day: date) -> bool:
        """Whether something since the request, or in the year before, keeps this clock from starting."""
        if not rule.unless:
            return False
        bar = self.first(rule.unless, self._opened(rule) or day - A_YEAR)
        return bar is not None and bar <= day

    def _opened(self, rule: Rule) -> date | None:
        """The day on which the request was received, for a rule that runs while one is open."""
        return self.last([kind for kind in rule.starts if kind in self.openings])

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
