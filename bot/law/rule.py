"""A rule: one thing that the law, or guidance, says somebody must do, with its clock and its source."""

from dataclasses import dataclass
from datetime import date

from bot.law.calendars import Calendars
from bot.law.counting import last_day

UNITS = {
    "W": "week",
    "DX": "day",
    "DI": "day",
    "M": "month",
    "MI": "month",
    "WD": "working day",
    "SD": "school day",
}


@dataclass(frozen=True)
class Nudge:
    """When to remind a parent, and of which letter."""

    stage: str
    days: int  # from the due date; a minus is before it
    letter: str | None = None


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
    after: str = ""  # starts only if this kind of event came first
    proved_by: tuple[str, ...] = ()  # shows that it was met, though not on which day
    conditional: bool = False  # owed only if the council decides one way: silence breaks nothing
    assumes: tuple[str, ...] = ()  # what every date counted by this rule takes for granted
    see: tuple[str, ...] = ()  # rules to read with this one
    month: int | None = None  # FIX only: n is the day
    holidays: str = "england"  # WD only

    def due(self, start: date, calendars: Calendars) -> date | None:
        """Counts the last lawful day from a start; None where the law gives no period."""
        if self.count is None or self.n is None:
            return None
        return last_day(self.count, start, self.n, calendars, month=self.month or 0, holidays=self.holidays)

    def holds_on(self, day: date) -> bool:
        """Says whether this row of the law was in force on that day."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    @property
    def period(self) -> str:
        """Puts the period into words: "6 weeks", or "" where there is none."""
        if self.n is None or self.count not in UNITS:
            return ""
        return f"{self.n} {UNITS[self.count]}{'' if self.n == 1 else 's'}"

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
