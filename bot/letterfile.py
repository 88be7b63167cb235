"""One letter's file: its words are a template, and its front matter says what it is for and what it needs."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.facts import HAPPENED, LetterFacts, any_of
from bot.offers import MISSED, Offer, Situation
from bot.strict import NotUnderstood, fill, known_only, table

FENCE = "+++"
SUFFIX = ".txt.j2"
POLITE, FORMAL = STRENGTHS = ("polite", "formal")
NAMES = ("parent_name", "child_name", "child_called")  # no letter can do without
MAY_DIFFER = ("title", "to", "copies", "needs", "when", "not_when", "reply_in_working_days", "records")


@dataclass(frozen=True)
class Cite:
    """A citation that no rule carries: a right without a clock."""

    key: str
    cite: str
    url: str
    read_on: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question of a letter: what it cannot take from the record."""

    id: str
    ask: str
    why: str = ""
    label: str = ""
    optional: bool = False
    most: int = 1500  # characters of the answer


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One invented family at one moment, to read the letter by: `happened` and `logged` are short lines."""

    name: str
    today: date
    happened: tuple[str, ...] = ()  # "asked:email 2026-03-12"
    elsewhere: tuple[str, ...] = ()  # in another case of the child: "plan asked:email 2026-03-12"
    logged: tuple[str, ...] = ()  # "suspended 2026-11-02 2026-11-06 letter=yes reason=He threw a chair."
    asks: Mapping[str, str] = field(default_factory=dict)
    own_words: str = ""
    effect: str = ""
    strengths: tuple[str, ...] = STRENGTHS


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter: what it is for, whom it is to, what it needs, and when to offer it."""

    id: str
    title: str
    summary: str
    subject: str  # a template
    to: str  # a role of the directory
    when: str
    not_when: str
    needs: tuple[str, ...]
    rules: tuple[str, ...]
    strengths: tuple[str, ...]
    reply_in_working_days: int
    law_checked_on: date
    version: int
    case: str = "plan"  # the kind of case whose record it draws on
    chases: tuple[str, ...] = ()  # the letters that it is the next step after
    sheet: bool = False  # facts to take to somebody, and no letter to send
    about: tuple[str, ...] = ()  # the kinds of days out of school, or their groups: it goes where those are
    asks: tuple[Ask, ...] = ()
    samples: tuple[Sample, ...] = ()
    councils: tuple[str, ...] = ()  # only theirs; none: for every family
    copies: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    switches: Mapping[str, str] = field(default_factory=dict)  # strength -> what the button to it says
    own_words_ask: str = ""
    effect_ask: str = ""
    records: str = ""  # the kind of event that sending it is, besides a letter sent
    offers: tuple[Offer, ...] = ()
    cites: Mapping[str, Cite] = field(default_factory=dict)
    formal: Mapping[str, Any] = field(default_factory=dict)  # what differs when it is formal
    sha256: str = ""  # of the file and of the frame that letters share

    def at(self, strength: str) -> "Letter":
        """The letter at that strength: a chase may become a complaint, to another team."""
        known_only([strength], self.strengths, f"letter {self.id}", "strength")
        return replace(self, **self.formal) if strength == FORMAL else self

    @property
    def events_needed(self) -> tuple[tuple[str, ...], ...]:
        """The kinds of event of which it needs one each: `events.draft|final` is a choice of two."""
        every = [[each.partition(".") for each in any_of(need)] for need in self.needs]
        of_events = [some for some in every if all(kind == HAPPENED for kind, _, _ in some)]
        return tuple(tuple(name.partition(":")[0] for _, _, name in some) for some in of_events)

    @property
    def is_another_when_formal(self) -> bool:
        """Whether the formal one is a letter of its own, as when a reminder becomes a complaint."""
        return not {"records", "to"}.isdisjoint(self.formal)

    def begun_after(self, sent: "Letter") -> str:
        """The strength at which it is begun after another that was sent; "" where it would only repeat that.

        The same complaint again is one step up only where it goes to somebody else.
        """
        same = sent.records and self.records == sent.records
        if not same:
            return self.strengths[0]
        return FORMAL if "to" in self.formal else ""

    @property
    def group(self) -> str:
        """The subject that it belongs to: a key of GROUPS."""
        return self.id[:1]

    def is_for(self, council: str) -> bool:
        """Whether families of that council can use it."""
        return not self.councils or council in self.councils

    def lacks(self, facts: LetterFacts) -> tuple[str, ...]:
        """The needs that these facts do not meet."""
        unread = (f"rules.{rule_id}" for rule_id in self.rules if rule_id not in facts.rules)
        return (*(need for need in (*NAMES, *self.needs) if not facts.has(need)), *unread)

    def because(self, situation: Situation) -> str | None:
        """Why to offer it now, in plain words; None when there is no reason to."""
        if not self.is_for(situation.council):
            return None
        reasons = (offer.reason(situation) for offer in self.offers)
        return next((reason for reason in reasons if reason), None)

    def is_late(self, situation: Situation) -> bool:
        """Whether one of the reasons to offer it is a date in law that was missed."""
        late = (offer for offer in self.offers if offer.state == MISSED)
        return self.is_for(situation.council) and any(offer.reason(situation) for offer in late)


def split(source: str, where: str) -> tuple[str, str]:
    """The front matter and the body of a letter's template. The body keeps its line numbers."""
    if not source.startswith(f"{FENCE}\n"):
        raise NotUnderstood(f"{where}: the first line of a letter should be {FENCE}.")
    front, fence, body = source.removeprefix(f"{FENCE}\n").partition(f"\n{FENCE}\n")
    if not fence:
        raise NotUnderstood(f"{where}: the front matter should end with a line of {FENCE}.")
    return front, "\n" * (front.count("\n") + 3) + body


def read(path: Path, frame: bytes) -> Letter:
    where = f"letters/{path.name}"
    front = table(split(path.read_text(encoding="utf-8"), where)[0], where)
    given = {
        "samples": tuple(_sample(row, where) for row in front.pop("samples", [])),
        "asks": tuple(fill(Ask, row, f"{where}, asks") for row in front.pop("asks", [])),
        "offers": tuple(fill(Offer, row, f"{where}, offers") for row in front.pop("offers", [])),
        "cites": {row.get("key", ""): fill(Cite, row, f"{where}, cites") for row in front.pop("cites", [])},
        "switches": front.pop("switches", {}),
        "formal": _formal(front.pop("formal", {}), where),
        "sha256": hashlib.sha256(path.read_bytes() + frame).hexdigest(),
    }
    letter = fill(Letter, front, where, **given)
    if path.name != f"{letter.id}{SUFFIX}":
        raise NotUnderstood(f"{where}: the id is '{letter.id}', so the file should be {letter.id}{SUFFIX}.")
    return letter


def _sample(row: dict[str, Any], where: str) -> Sample:
    return fill(Sample, row, f"{where}, samples", asks=row.pop("asks", {}))


def _formal(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    known_only(row, MAY_DIFFER, f"{where}, formal")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
