"""The letters that exist: each is a template in templates/letters with front matter, read strictly."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.directory.contacts import ROLES
from bot.facts import HAPPENED, RUNNING, SAID, LetterFacts
from bot.law import rules
from bot.law.absence import bundled
from bot.law.absencefile import GROUPS as OF_ABSENCE
from bot.law.rules import Rulebook
from bot.offers import STATES, Offer, Situation
from bot.places import templates_folder
from bot.strict import NotUnderstood, fill, known_only, nearest, table

FENCE = "+++"
SUFFIX = ".txt.j2"
STRENGTHS = ("polite", "formal")
NAMES = ("parent_name", "child_name", "child_called")  # no letter can do without
MAY_DIFFER = ("title", "to", "copies", "needs", "when", "not_when", "reply_in_working_days", "records")


# The subjects of the set, by the letter that an id begins with.
GROUPS = {
    "A": "Asking for an assessment and a plan",
    "B": "What the plan says and gives",
    "C": "Reviews and changes",
    "D": "Suspension and exclusion",
    "E": "Education while out of school",
    "F": "Records and information",
    "G": "Complaints and next steps",
}


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
class Ask:
    """One question of a letter: what it cannot take from the record."""

    id: str
    ask: str
    why: str = ""
    label: str = ""
    optional: bool = False


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
    about: tuple[str, ...] = ()  # the kinds of days out of school, or their groups, that it lists
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
        return replace(self, **self.formal) if strength == "formal" else self

    @property
    def events_needed(self) -> tuple[tuple[str, ...], ...]:
        """The kinds of event of which it needs one each: `events.draft|final` is a choice of two."""
        named = (need.partition(".")[2] for need in self.needs if need.startswith(f"{HAPPENED}."))
        return tuple(tuple(each.partition(":")[0] for each in every.split("|")) for every in named)

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


@cache
def bundled_letters() -> "Catalogue":
    """The letters that come with the bot, read once."""
    return Catalogue.load(templates_folder(), rules.bundled())


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

    def before(self, letter: Letter) -> frozenset[str]:
        """The ids of the letters that this one can come after, however many steps back."""
        found: set[str] = set()
        ahead = list(letter.chases)
        while ahead:
            each = ahead.pop()
            if each not in found:
                found.add(each)
                ahead += self.letter(each).chases
        return frozenset(found)

    def after(self, letter_id: str) -> tuple[Letter, ...]:
        """The letters that are the next step after one."""
        return tuple(letter for letter in self.letters if letter_id in letter.chases)

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
        "samples": tuple(_sample(row, where) for row in front.pop("samples", [])),
        "asks": tuple(fill(Ask, row, f"{where}, asks") for row in front.pop("asks", [])),
        "offers": tuple(fill(Offer, row, f"{where}, offers") for row in front.pop("offers", [])),
        "cites": {row.get("key", ""): fill(Cite, row, f"{where}, cites") for row in front.pop("cites", [])},
        "switches": front.pop("switches", {}),
        "formal": _formal(front.pop("formal", {}), where),
        "sha256": hashlib.sha256(path.read_bytes() + frame).hexdigest(),
    }
    letter = fill(Letter, front, where, **given)
    known_only([letter.group], GROUPS, where, "subject at the start of the id")
    if path.name != f"{letter.id}{SUFFIX}":
        raise NotUnderstood(f"{where}: the id is '{letter.id}', so the file should be {letter.id}{SUFFIX}.")
    return letter


def _sample(row: dict[str, Any], where: str) -> Sample:
    return fill(Sample, row, f"{where}, samples", asks=row.pop("asks", {}))


def _formal(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    known_only(row, MAY_DIFFER, f"{where}, formal")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _check(letter: Letter, rulebook: Rulebook, letter_ids: Collection[str]) -> None:
    """What one table cannot know: that every id, role and fact that it names exists."""
    where = f"letters/{letter.id}{SUFFIX}"
    rules, kinds = {rule.id for rule in rulebook.all}, rulebook.kinds
    known_only((*letter.strengths, *letter.switches), STRENGTHS, where, "strength")
    known_only(letter.rules, rules, where, "rule")
    known_only([letter.case], {subject.kind for subject in rulebook.subjects if subject.kind}, where, "case")
    known_only(letter.chases, letter_ids, where, "letter")
    known_only(letter.about, (*bundled().kinds, *OF_ABSENCE), where, "kind of absence")
    for face in (letter.at(strength) for strength in letter.strengths):
        known_only((face.to, *face.copies), ROLES, where, "role")
        known_only([face.records.partition(":")[0]] if face.records else [], kinds, where, "event")
        wanted = [need for need in (*face.needs, *face.likes) if not need.startswith(f"{HAPPENED}.")]
        known_only(wanted, _nameable(letter), where, "fact")
        known_only(_events_wanted(face), kinds, where, "event")
    for offer in letter.offers:
        known_only([offer.rule] if offer.rule else [], rules, f"{where}, offers", "rule")
        known_only([offer.state] if offer.state else [], STATES, f"{where}, offers", "state")
        named = [each.partition(":")[0] for each in (*offer.present, *offer.missing)]
        known_only(named, kinds, f"{where}, offers", "event")
        known_only(offer.crossed, [each.id for each in bundled().thresholds], f"{where}, offers", "threshold")
        known_only(offer.logged, (*bundled().kinds, *OF_ABSENCE), f"{where}, offers", "kind of absence")
        sent = [offer.sent] if offer.sent else []
        known_only([*sent, *offer.not_sent], letter_ids, f"{where}, offers", "letter")
        if bool(offer.rule) != bool(offer.state) or not (offer.rule or offer.because):
            raise NotUnderstood(f"{where}, offers: an offer has a 'rule' and its 'state', or says 'because'.")


def _nameable(letter: Letter) -> list[str]:
    """The facts that a letter may need or like."""
    running = [f"{kind}.{rule}" for rule in letter.rules for kind in RUNNING]
    said = [f"{SAID}.{ask.id}" for ask in letter.asks]
    return [each.name for each in fields(LetterFacts)] + running + said


def _events_wanted(face: Letter) -> list[str]:
    """The kinds of event that the needs and likes name: `events.draft`, `events.plan_refused:no|draft`."""
    named = [need.partition(".")[2] for need in (*face.needs, *face.likes) if need.startswith(f"{HAPPENED}.")]
    return [each.partition(":")[0] for every in named for each in every.split("|")]
