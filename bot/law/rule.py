"""A rule: one thing that the law, or guidance, says somebody must do, with its clock and its source."""

from dataclasses import dataclass
from datetime import date

from bot.law.calendars import Calendars
from bot.law.counting import BACKWARDS
from bot.law.lastday import last_day
from bot.law.school import Span

UNITS = {
    "W": "week",
    "WB": "week",
    "DX": "day",
    "DI": "day",
    "M": "month",
    "MI": "month",
    "MB": "month",
    "WD": "working day",
    "WI": "working day",
    "SD": "school day",
    "SB": "school day",
}


def period(count: str | None, n: int | None) -> str:
    """Puts a count into words: "6 weeks"; "" where there is none, or it is a fixed date."""
    if n is None or count not in UNITS:
        return ""
    return f"{n} {UNITS[count]}{'' if n == 1 else 's'}"


@dataclass(frozen=True)
class Nudge:
    """When to remind a parent, and of which letter."""

    stage: str
    days: int  # from the due date; a minus is before it
    letter: str | None = None
    evening: bool = False  # on the evening of that day, not in the morning


@dataclass(frozen=True, kw_only=True)
class Limb:
    """A second count of the same rule: the date is the later, or the earlier, of the two."""

    takes: str  # "later" or "earlier"
    count: str
    n: int
    counted_from: str
    starts: tuple[str, ...] = ()  # none: it starts with the first; else the first of these since then
    before: bool = False  # or the last of them up to then
    without: str = ""  # to the parent: what holds while its own start is not known
    needed: bool = False  # nobody is called late while its own start is not known
    rolls: str = ""
    holidays: str = "england"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of a rule file. The words are the file's own; nothing in code repeats them."""

    id: str
    title: str
    says: str  # to the parent: who must do what, and by when
    means: str  # to the parent: what it means now that the date has passed
    starts: tuple[str, ...]  # kinds of event; none means that it is only looked up, never counted for a case
    met_by: tuple[str, ...]  # "letter_sent:B1" is that letter
    stopped_by: tuple[str, ...]
    owed_by: str
    owed_to: str
    standing: str
    cite: str
    url: str
    quote: str  # empty where the words themselves were not seen
    read_on: date
    confidence: str
    exceptions: tuple[str, ...]
    in_force: date
    until: date | None = None  # the last day
    count: str | None = None  # a code of counting.py; none for a duty without a period
    n: int | None = None
    nudges: tuple[Nudge, ...] = ()
    offers: tuple[str, ...] = ()
    about: str = ""  # the kind of case: the name of its file
    counted_from: str = ""  # the day that the clock starts, in plain words
    after: tuple[str, ...] = ()  # starts only if one of these came first
    unless: tuple[str, ...] = ()  # does not start if one of these happened in the year before
    each: bool = False  # every start has a clock of its own, not only the last
    stops_in_time: bool = False  # what stops it does so only up to the last day
    fades: int = 0  # days: silence longer than that says more about our record than about them
    grace: int = 0  # days by which another reading of the law is later: nobody is called late before
    proved_by: tuple[str, ...] = ()  # shows that it was met, though not on which day
    quiet: bool = False  # shown among all dates, but not at once when its clock starts
    ours: bool = False  # our own suggestion, which nobody owes: it is reminded of, and is no date of the case
    conditional: bool = False  # owed only if the council decides one way: silence breaks nothing
    assumes: tuple[str, ...] = ()  # what every date counted by this rule takes for granted
    see: tuple[str, ...] = ()  # rules to read with this one
    month: int | None = None  # FIX only: n is the day
    back: int = 0  # months: in a case, the clock starts this long before the event
    holidays: str = "england"  # WD and WI only
    rolls: str = ""  # the working days to which a last day moves on
    limb: Limb | None = None
    else_starts: tuple[str, ...] = ()  # the next best, when none of `starts` is known
    else_assumes: str = ""  # to the parent: what counting from that takes for granted
    councils: tuple[str, ...] = ()  # only theirs
    not_councils: tuple[str, ...] = ()

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Counts the last lawful day from a start; None where the law gives no period.

        Where it can only be given as a range, this is the safe end of it: see `safe`.
        """
        found = self.span(start, calendars)
        return self.safe(found) if found else None

    def span(self, start: date, calendars: Calendars, limb_start: date | None = None) -> Span | None:
        """Counts the last lawful day, as the earliest and the latest that it can be.

        `limb_start` is the day on which the second count started, if it has one of its own and has started.
        """
        first = self.first(start, calendars)
        second = self.second(start, calendars, limb_start) if self.limb else None
        return self._joined(first, second) if first and second else first

    def first(self, start: date, calendars: Calendars) -> Span | None:
        """Counts the first count alone; None where the law gives no period."""
        if self.count is None or self.n is None:
            return None
        return last_day(
            self.count,
            start,
            self.n,
            calendars,
            month=self.month or 0,
            holidays=self.holidays,
            rolls=self.rolls,
        )

    def second(self, start: date, calendars: Calendars, limb_start: date | None) -> Span | None:
        """Counts the second count alone; None where there is none, or it has not started."""
        limb = self.limb
        if limb is None or (limb.starts and limb_start is None):
            return None
        began = limb_start if limb.starts and limb_start else start
        return last_day(limb.count, began, limb.n, calendars, rolls=limb.rolls, holidays=limb.holidays)

    def _joined(self, first: Span, second: Span) -> Span:
        assert self.limb
        takes = max if self.limb.takes == "later" else min
        said = dict.fromkeys((*first.assumptions, *second.assumptions))
        return Span(takes(first.earliest, second.earliest), takes(first.latest, second.latest), tuple(said))

    def safe(self, span: Span) -> date:
        """Picks the end of a range that costs nobody a right: the first day for what a parent must do.

        What others must do is never called late before the last day on which it could be due.
        """
        return span.earliest if self.owed_by == "parent" else span.latest

    def applies_to(self, council: str) -> bool:
        """Says whether it is for families of that council."""
        return council not in self.not_councils and (not self.councils or council in self.councils)

    @property
    def counts_back(self) -> bool:
        """Says whether the date lies before the event that starts the clock."""
        return self.count in BACKWARDS or self.back > 0

    def holds_on(self, day: date) -> bool:
        """Says whether this row of the law was in force on that day."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    @property
    def period(self) -> str:
        """Puts the period into words: "6 weeks", or "" where there is none."""
        return period(self.count, self.n)

    @property
    def claims_lateness(self) -> bool:
        """Says whether an answer after the date may be called late: never under guidance or a guess."""
        return self.standing == "law" and self.confidence != "low" and self.owed_by != "parent"

    @property
    def is_firm(self) -> bool:
        """Says whether the law sets the date, whatever is decided: no target, nothing conditional."""
        return self.standing == "law" and not self.conditional

    @property
    def claims_silence(self) -> bool:
        """Says whether hearing nothing by the date may itself be called late."""
        return self.claims_lateness and not self.conditional
