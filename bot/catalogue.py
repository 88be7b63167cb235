"""The letters that exist: each is a template in templates/letters with front matter, read strictly."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.directory.contacts import ROLES
from bot.facts import RUNNING, LetterFacts
from bot.law.rules import Rulebook
from bot.offers import STATES, Offer, Situation
from bot.strict import NotUnderstood, fill, known_only, nearest, table

FENCE = "+++"
SUFFIX = ".txt.j2"
STRENGTHS = ("polite", "formal")
NAMES = ("parent_name", "child_name", "child_called")  # no letter can do without
MAY_DIFFER = ("title", "to", "copies", "needs", "when", "not_when", "reply_in_working_days")


class NoSuchLetter(LookupError):
    """No letter has that id."""


@dataclass(frozen=True)
class Cite:
    """A citation that no rule carries: a right without a clock."""

    key: str
    cite: str
    url: str
    read_on: date
    confidence: str


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
    copies: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
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
        return replace(self, **self.formal) if strength == "formal" else self

    def lacks(self, facts: LetterFacts) -> tuple[str, ...]:
        """The needs that these facts do not meet."""
        unread = (f"rules.{rule_id}" for rule_id in self.rules if rule_id not in facts.rules)
        return (*(need for need in (*NAMES, *self.needs) if not facts.has(need)), *unread)

    def because(self, situation: Situation) -> str | None:
        """Why to offer it now, in plain words; None when there is no reason to."""
        reasons = (offer.reason(situation) for offer in self.offers)
        return next((reason for reason in reasons if reason), None)


@dataclass(frozen=True)
class Catalogue:
    """Every letter, in order of id."""

    letters: tuple[Letter, ...]

    @classmethod
    def load(cls, folder: Path, rulebook: Rulebook) -> "Catalogue":
        """Reads a templates folder. Raises NotUnderstood, in a sentence, for anything unknown or missing."""
        every = sorted((folder / "letters").glob(f"*{SUFFIX}"))
        frame = b"".join(path.read_bytes() for path in every if path.name.startswith("_"))
        letters = tuple(_read(path, frame) for path in every if not path.name.startswith("_"))
        if not letters:
            raise NotUnderstood(f"There are no letters in {folder / 'letters'}.")
        for letter in letters:
            _check(letter, rulebook, [other.id for other in letters])
        return cls(letters)

    def letter(self, letter_id: str) -> Letter:
        """The letter with that id, or NoSuchLetter."""
        by_id = {letter.id: letter for letter in self.letters}
        if letter_id not in by_id:
            raise NoSuchLetter(f"There is no letter '{letter_id}'.{nearest(letter_id, by_id)}")
        return by_id[letter_id]

    def fitting(self, situation: Situation) -> tuple[tuple[Letter, str], ...]:
        """The letters worth offering now, each with its reason in plain words."""
        found = ((letter, letter.because(situation)) for letter in self.letters)
        return tuple((letter, reason) for letter, reason in found if reason)


def split(source: str, where: str) -> tuple[str, str]:
    """The front matter and the body of a letter's template. The body keeps its line numbers."""
    if not source.startswith(f"{FENCE}\n"):
        raise NotUnderstood(f"{where}: the first line of a letter should be {FENCE}.")
    front, fence, body = source.removeprefix(f"{FENCE}\n").partition(f"\n{FENCE}\n")
    if not fence:
        raise NotUnderstood(f"{where}: the front matter should end with a line of {FENCE}.")
    return front, "\n" * (front.count("\n") + 3) + body


def _read(path: Path, frame: bytes) -> Letter:
    where = f"letters/{path.name}"
    front = table(split(path.read_text(encoding="utf-8"), where)[0], where)
    given = {
        "offers": tuple(fill(Offer, row, f"{where}, offers") for row in front.pop("offers", [])),
        "cites": {row.get("key", ""): fill(Cite, row, f"{where}, cites") for row in front.pop("cites", [])},
        "formal": _formal(front.pop("formal", {}), where),
        "sha256": hashlib.sha256(path.read_bytes() + frame).hexdigest(),
    }
    letter = fill(Letter, front, where, **given)
    if path.name != f"{letter.id}{SUFFIX}":
        raise NotUnderstood(f"{where}: the id is '{letter.id}', so the file should be {letter.id}{SUFFIX}.")
    return letter


def _formal(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    known_only(row, MAY_DIFFER, f"{where}, formal")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _check(letter: Letter, rulebook: Rulebook, letter_ids: Collection[str]) -> None:
    """What one table cannot know: that every id, role and fact that it names exists."""
    where = f"letters/{letter.id}{SUFFIX}"
    rules, kinds = {rule.id for rule in rulebook.all}, rulebook.kinds
    known_only(letter.strengths, STRENGTHS, where, "strength")
    known_only(letter.rules, rules, where, "rule")
    known_only([letter.records] if letter.records else [], kinds, where, "event")
    for face in (letter.at(strength) for strength in letter.strengths):
        known_only((face.to, *face.copies), ROLES, where, "role")
        known_only((*face.needs, *face.likes), _nameable(letter), where, "fact")
    for offer in letter.offers:
        known_only([offer.rule] if offer.rule else [], rules, f"{where}, offers", "rule")
        known_only([offer.state] if offer.state else [], STATES, f"{where}, offers", "state")
        known_only((*offer.present, *offer.missing), kinds, f"{where}, offers", "event")
        sent = [offer.sent] if offer.sent else []
        known_only([*sent, *offer.not_sent], letter_ids, f"{where}, offers", "letter")
        if bool(offer.rule) != bool(offer.state) or not (offer.rule or offer.because):
            raise NotUnderstood(f"{where}, offers: an offer has a 'rule' and its 'state', or says 'because'.")


def _nameable(letter: Letter) -> list[str]:
    """The facts that a letter may need or like."""
    running = [f"{kind}.{rule}" for rule in letter.rules for kind in RUNNING]
    return [each.name for each in fields(LetterFacts)] + running
