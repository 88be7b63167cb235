"""The letters that exist: each is a template in templates/letters with front matter, read strictly."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from bot.directory.contacts import ROLES
from bot.facts import HAPPENED, RUNNING, SAID, LetterFacts, any_of
from bot.law import rules
from bot.law.absence import bundled
from bot.law.absencefile import GROUPS as OF_ABSENCE
from bot.law.rules import Rulebook
from bot.letterfile import FORMAL, STRENGTHS, SUFFIX, Letter, read
from bot.offers import STATES, Offer, Situation
from bot.places import templates_folder
from bot.strict import NotUnderstood, known_only, nearest

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
        letters = tuple(read(path, frame) for path in every if not path.name.startswith("_"))
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

    def next_steps(
        self, letter_id: str, strength: str, happened: Collection[str] = (), *, watched: bool = False
    ) -> tuple[tuple[Letter, str], ...]:
        """What comes when a letter brought no answer: the letters, each with the strength to begin it at.

        After a polite one, its formal face where that is another letter. Else the same once more, firmer, but
        not where a date now runs (`watched`), which asking twice would move; then what follows it. `happened`
        are the kinds of event on the record of its case.
        """
        letter = self.letter(letter_id)
        face = letter.at(strength)
        firmer = ((letter, FORMAL),) if strength != FORMAL and letter.formal else ()
        if firmer and letter.is_another_when_formal:
            return firmer
        known = {face.records.partition(":")[0], *happened}
        after = [
            each for each in self.after(letter_id) if all(known & {*some} for some in each.events_needed)
        ]
        begun = [(each, each.begun_after(face)) for each in sorted(after, key=_hangs_on_the_record)]
        return (*(() if watched else firmer), *((each, at) for each, at in begun if at))

    def fitting(self, situation: Situation) -> tuple[tuple[Letter, str], ...]:
        """The letters worth offering now, each with its reason; first those about a missed date."""
        found = ((letter, letter.because(situation)) for letter in self.letters)
        fits = [(letter, reason) for letter, reason in found if reason]
        return tuple(sorted(fits, key=lambda fit: not fit[0].is_late(situation)))


def _hangs_on_the_record(letter: Letter) -> bool:
    return bool(letter.events_needed)


def _check(letter: Letter, rulebook: Rulebook, letter_ids: Collection[str]) -> None:
    """What one table cannot know: that every id, role and fact that it names exists."""
    where = f"letters/{letter.id}{SUFFIX}"
    known_only([letter.group], GROUPS, where, "subject at the start of the id")
    known_only((*letter.strengths, *letter.switches), STRENGTHS, where, "strength")
    known_only(letter.rules, {rule.id for rule in rulebook.all}, where, "rule")
    known_only([letter.case], {subject.kind for subject in rulebook.subjects if subject.kind}, where, "case")
    known_only(letter.chases, letter_ids, where, "letter")
    known_only(letter.about, (*bundled().kinds, *OF_ABSENCE), where, "kind of absence")
    for face in (letter.at(strength) for strength in letter.strengths):
        _check_face(face, letter, rulebook, where)
    for offer in letter.offers:
        _check_offer(offer, rulebook, letter_ids, f"{where}, offers")


def _check_face(face: Letter, letter: Letter, rulebook: Rulebook, where: str) -> None:
    """What the letter is and needs at one strength."""
    known_only((face.to, *face.copies), ROLES, where, "role")
    known_only([face.records.partition(":")[0]] if face.records else [], rulebook.kinds, where, "event")
    wanted = [each for need in (*face.needs, *face.likes) for each in any_of(need)]
    happened = [each.partition(".")[2] for each in wanted if each.startswith(f"{HAPPENED}.")]
    known_only([each.partition(":")[0] for each in happened], rulebook.kinds, where, "event")
    facts = [each for each in wanted if not each.startswith(f"{HAPPENED}.")]
    known_only(facts, _nameable(letter), where, "fact")


def _nameable(letter: Letter) -> list[str]:
    """The facts that a letter may need or like."""
    running = [f"{kind}.{rule}" for rule in letter.rules for kind in RUNNING]
    said = [f"{SAID}.{ask.id}" for ask in letter.asks]
    return [each.name for each in fields(LetterFacts)] + running + said


def _check_offer(offer: Offer, rulebook: Rulebook, letter_ids: Collection[str], where: str) -> None:
    known_only([offer.rule] if offer.rule else [], {rule.id for rule in rulebook.all}, where, "rule")
    known_only([offer.state] if offer.state else [], STATES, where, "state")
    happened = [each.partition(":")[0] for each in (*offer.present, *offer.missing, *offer.not_since)]
    known_only(happened, rulebook.kinds, where, "event")
    known_only(offer.crossed, [each.id for each in bundled().thresholds], where, "threshold")
    known_only(offer.logged, (*bundled().kinds, *OF_ABSENCE), where, "kind of absence")
    sent = [each.partition(":") for each in ([offer.sent] if offer.sent else []) + [*offer.not_sent]]
    known_only([letter_id for letter_id, _, _ in sent], letter_ids, where, "letter")
    known_only([strength for _, colon, strength in sent if colon], STRENGTHS, where, "strength")
    if bool(offer.rule) != bool(offer.state) or not (offer.rule or offer.because):
        raise NotUnderstood(f"{where}: an offer has a 'rule' and its 'state', or says 'because'.")
