"""What a letter is told: everything it may print, and nothing that it must look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.law.deadlines import Deadline
from bot.law.rules import Rule

RUNNING = {"running": ("due", "missed"), "missed": ("missed",), "gone": ("missed", "passed")}
SAID, HAPPENED = "asks", "events"  # needs that name an answer of the parent's, or something that happened


def any_of(need: str) -> tuple[str, ...]:
    """What each is enough for a need: `broken|asks.more`; of events, only the first says that it is one."""
    found: list[str] = []
    for each in need.split("|"):
        of_events = bool(found) and found[-1].startswith(f"{HAPPENED}.") and "." not in each
        found.append(f"{HAPPENED}.{each}" if of_events else each)
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class DayOut:
    """One entry of the log of days out of school, in words for a letter."""

    first: date
    last: date | None  # None: it goes on
    when: str  # "Thu 12 November 2026, home at 11am"
    kind: str  # the id in absences.toml
    group: str  # formal, informal, other or apart
    written: str  # "Sent home; not recorded as a suspension"
    letter: str  # yes, no, not_yet, or "" where it was not asked
    code: str  # of the register, as the parent was told; "" if not known
    reason: str  # that the school gave; "" if none is known


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A day in law by which something was owed, and did not come, or came late."""

    what: str  # the title of the rule
    cite: str
    due: date
    late: str  # "9 days", "over 10 weeks"
    came: date | None  # None: nothing has come
    latest: bool = False  # the day is the latest that it can have been: holidays are not known


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What the days out add up to, in words: "7½ days", or "between 10 and 20 days". Empty where none."""

    out: str
    formal: str
    informal: str
    other: str
    since: date  # the first day of the stretch


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """One letter's facts, from the record. What is not known is empty, and the letter leaves it out."""

    written_on: date  # lateness is counted to this day
    reply_by: date  # from Letter.reply_in_working_days and the working-day calendar
    parent_name: str
    child_name: str  # in full, once
    child_called: str  # in the text
    council_name: str
    dear: str  # "EHC team"
    to: tuple[str, ...]  # name and address lines; Directory.recipient gives both
    rules: Mapping[str, Rule]  # every rule that the letter cites, in force on written_on
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)  # by rule id, those that are running
    from_lines: tuple[str, ...] = ()  # the parent's address or e-mail address
    copies: tuple[str, ...] = ()  # only people a copy really goes to
    sent_how: str = ""  # "By e-mail"
    born_on: date | None = None
    school: str = ""
    reference: str | None = None
    asked_on: date | None = None  # the day the request was sent
    receipt_confirmed: bool = False  # the council has said on which day it received the request
    story: tuple[tuple[date, str], ...] = ()
    own_words: str = ""
    effect: str = ""
    earlier_letters: tuple[tuple[date, str], ...] = ()
    attachments: tuple[str, ...] = ()
    reply_how: str = ""  # "by e-mail"
    adjustments: str = ""
    asks: Mapping[str, str] = field(default_factory=dict)  # what this letter alone asks the parent, by id
    events: Mapping[str, date] = field(
        default_factory=dict
    )  # the last day of each: "draft", "plan_refused:no"
    broken: tuple[Broken, ...] = ()  # by the council, in any case of this child, oldest first
    days_out: tuple[DayOut, ...] = ()  # that this letter is about, oldest first
    term: Sums | None = None  # this long term
    year: Sums | None = None  # this school year
    paragraphs: tuple[str, ...] = ()  # the parent's own, in their order
    earlier_days: int = 0  # how many entries of the log came before those

    def has(self, need: str) -> bool:
        """Whether a need is met: a fact by name, or one of these with an id after the dot.

        `running.<rule id>`, `missed.<rule id>`, `gone.<rule id>` (by then, late or not), `asks.<id>` or
        `events.<kind>`; of several, divided by a bar, one is enough.
        """
        return any(self._has(each) for each in any_of(need))

    def _has(self, need: str) -> bool:
        kind, _, name = need.partition(".")
        if not name:
            value = getattr(self, need)
            return bool(value.strip() if isinstance(value, str) else value)
        if kind == SAID:
            return bool(self.asks.get(name, "").strip())
        if kind == HAPPENED:
            return name in self.events
        deadline = self.deadlines.get(name)
        return deadline is not None and deadline.state in RUNNING[kind]
