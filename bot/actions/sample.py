"""A letter about an invented family, made by the same steps as a real one: to be read before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.actions.absent import DaysOut
from bot.actions.history import Histories, follows, several
from bot.actions.letter_facts import Sheet, letter_facts
from bot.actions.standing import Standing, standing_of
from bot.catalogue import Catalogue
from bot.directory.contacts import Directory
from bot.facts import LetterFacts
from bot.law.absence import ALL_DAY, LUNCH, Absence, bundled
from bot.law.calendars import Calendars
from bot.law.deadlines import Event
from bot.law.exclusions import totals
from bot.law.rules import Rulebook
from bot.law.thresholds import crossings
from bot.letterfile import Letter, Sample
from bot.store.absences import Details, Logged
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.letters import Written
from bot.strict import NotUnderstood

CASE = 1
GOES_ON = "on"
BEE = Child(
    id=1,
    parent_id=1,
    called="Bee",
    council="WNC",
    council_name="West Northamptonshire Council",
    full_name="Beatrice Example",
    born_on="2017-05-03",
    reference="EX/12345",
    school="Hill Street Primary",
    holder="parent",
)
PARENT = "Sam Example"


@dataclass(frozen=True)
class Books:
    """What a letter looks things up in, without a bot."""

    rulebook: Rulebook
    calendars: Calendars
    catalogue: Catalogue
    directory: Directory


def sample_facts(books: Books, letter: Letter, sample: Sample, strength: str) -> LetterFacts:
    """The facts of one of a letter's samples. Raises NotUnderstood for a line that it cannot read."""
    return letter_facts(books, sample_sheet(books, letter, sample, strength))


def sample_sheet(books: Books, letter: Letter, sample: Sample, strength: str) -> Sheet:
    """The letter of the sample's family on the sample's day."""
    logged, details = _log(letter, sample)
    told = [each.absence for each in logged]
    found = DaysOut(
        tuple(logged),
        totals(told, books.calendars, sample.today),
        crossings(told, several(books.calendars), sample.today),
        books.calendars,
    )
    standing = _standing(books, letter, letter.case, sample, found)
    others = dict.fromkeys(line.partition(" ")[0] for line in sample.elsewhere)
    beside = tuple(_standing(books, letter, kind, sample, found) for kind in others)
    written = _written(letter, sample, strength)
    return Sheet(BEE, standing, letter, written, (), PARENT, found, details, beside, {"reply": "by e-mail"})


def _standing(books: Books, letter: Letter, kind: str, sample: Sample, found: DaysOut) -> Standing:
    """How the letter's own case stands, or another of the child's."""
    case = Case(CASE, BEE.id, BEE.parent_id, kind, nudged=True, ended_on=None, council=BEE.council)
    if kind == letter.case:
        lines = sample.happened
    else:
        lines = tuple(line.partition(" ")[2] for line in sample.elsewhere if line.startswith(f"{kind} "))
    events = [_event(line, letter) for line in lines]
    mine = [each for each in found.logged if bundled().kinds[each.absence.kind].case == kind]
    from_log = follows(mine, books.calendars, sample.today).get(CASE, ())
    known = Histories({CASE: events}, {CASE: list(from_log)}, {CASE: books.calendars})
    return standing_of(books, case, known, sample.today)


def _written(letter: Letter, sample: Sample, strength: str) -> Written:
    return Written(
        id=1,
        case_id=CASE,
        template=letter.id,
        version=letter.version,
        strength=strength,
        own_words=sample.own_words,
        effect=sample.effect,
        made_on=sample.today,
        sent_on=None,
        words=None,
        sha256=None,
        given={"asks": dict(sample.asks)},
        reply_by=None,
        answered_on=None,
    )


def _event(line: str, letter: Letter) -> Event:
    name, _, day = line.partition(" ")
    kind, _, how = name.partition(":")
    on = _day(day, line, letter)
    return Event(kind, on, how, on)


def _log(letter: Letter, sample: Sample) -> tuple[list[Logged], Mapping[int, Details]]:
    logged, details = [], {}
    for number, line in enumerate(sample.logged, start=1):
        absence, details[number] = _absence(line, letter)
        logged.append(Logged(number, BEE.id, CASE, absence))
    return logged, details


def _absence(line: str, letter: Letter) -> tuple[Absence, Details]:
    """`suspended 2026-11-02 2026-11-06 letter=yes reason=He threw a chair.`"""
    words, _, reason = line.partition(" reason=")
    said = dict(word.split("=", 1) for word in words.split() if "=" in word)
    kind, first, *end = (word for word in words.split() if "=" not in word)
    if kind not in bundled().kinds:
        raise NotUnderstood(f"letters/{letter.id}: in '{line}' the kind '{kind}' is not known.")
    last = None if end == [GOES_ON] else _day(end[0] if end else first, line, letter)
    absence = Absence(
        kind=kind,
        first=_day(first, line, letter),
        last=last,
        part=LUNCH if kind == "lunchtime" else said.get("part", ALL_DAY),
        letter=said.get("letter", ""),
        code=said.get("code", ""),
        exam=said.get("exam") == "yes",
        told_on=_day(first, line, letter),
    )
    kept = {"at": said.get("at", ""), "reason": reason}
    return absence, {key: words for key, words in kept.items() if words}


def _day(words: str, line: str, letter: Letter) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise NotUnderstood(
            f"letters/{letter.id}: in '{line}' the day '{words}' is not like 2026-11-02."
        ) from None
