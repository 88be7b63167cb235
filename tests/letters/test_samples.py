"""Every letter, read by its own samples: whole, in both strengths, with every switch on and off."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from bot.actions.sample import Books, sample_facts
from bot.facts import LetterFacts, any_of
from bot.law.rules import Rulebook
from bot.letterfile import Letter, Sample
from bot.texts import LetterText
from tests.letters.examples import CALENDARS, CATALOGUE, DIRECTORY, RULEBOOK, TEXTS
from tests.letters.reading import grade

BOOKS = Books(RULEBOOK, CALENDARS, CATALOGUE, DIRECTORY)
EVERY = [
    (letter, sample, strength)
    for letter in CATALOGUE.letters
    for sample in letter.samples
    for strength in letter.strengths
    if strength in sample.strengths
]
every_sample = pytest.mark.parametrize(
    ("letter", "sample", "strength"), EVERY, ids=[f"{a.id}-{b.name}-{c}" for a, b, c in EVERY]
)
UNFINISHED = re.compile(r"[\[\]{}<>_]|\(s\)|and/or|\bNone\b|&|\n{3,}|[ \t]\n|\n |\.\.|,\.| ,| \.|  ")
CLAIMS = (
    "also wrote",
    "earlier letters",
    "I attach",
    "Copy to",
    "no reply to my",
    "I telephoned",
    "as agreed",
)
TO_THE_PARENT = re.compile(r"\byour (council|child)\b|It is not law|\bwe think\b|\bWe\b")
HARDEST = {"polite": 10.5, "formal": 13.0}
LONGEST = {"polite": 420, "formal": 650}  # words
SWITCHES: dict[str, object] = {
    "from_lines": ("1 Example Street, Corby", "sam@example.org"),
    "copies": ("Chair of governors, Hill Street Primary",),
    "reference": None,
    "born_on": None,
    "school": "",
    "story": (),
    "effect": "She cries every morning, and has stopped eating.",
    "own_words": "The teacher told me that she sits alone.\nShe is behind in reading.",
    "earlier_letters": ((date(2026, 1, 12), "An earlier letter"),),
    "attachments": ("the school's report", "a letter from Dr Lee"),
    "reply_how": "",
    "adjustments": "I am dyslexic: short sentences help.",
    "paragraphs": ("This is a paragraph of mine.", "And one more."),
}

Golden = Callable[[str, str], None]


def facts_of(letter: Letter, sample: Sample, strength: str) -> LetterFacts:
    return sample_facts(BOOKS, letter, sample, strength)


def made(letter: Letter, strength: str, facts: LetterFacts) -> LetterText:
    return TEXTS.letter(letter, strength, facts)


def switched(letter: Letter, strength: str, facts: LetterFacts) -> Iterator[LetterFacts]:
    """Nothing switched, everything, and every one and two of the facts that can be there or not."""
    needs = letter.at(strength).needs
    free = {name: to for name, to in SWITCHES.items() if name not in needs or to}
    some = [(), tuple(free), *((name,) for name in free), *combinations(sorted(free), 2)]
    for names in some:
        yield replace(facts, **{name: free[name] for name in names})  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", CATALOGUE.letters, ids=lambda letter: letter.id)
def test_every_letter_has_a_sample_of_each_strength(letter: Letter) -> None:
    assert {each for sample in letter.samples for each in sample.strengths} >= set(letter.strengths)
    assert len({sample.name for sample in letter.samples}) == len(letter.samples)


@every_sample
def test_the_whole_letter(golden: Golden, letter: Letter, sample: Sample, strength: str) -> None:
    text = made(letter, strength, facts_of(letter, sample, strength))
    golden(f"letters/samples/{letter.id}-{sample.name}-{strength}.txt", f"{text.subject}\n\n{text.body}")


@every_sample
def test_no_combination_of_switches_leaves_a_mark_of_the_template(
    letter: Letter, sample: Sample, strength: str
) -> None:
    for facts in switched(letter, strength, facts_of(letter, sample, strength)):
        body = made(letter, strength, facts).body
        assert not UNFINISHED.search(body.removesuffix("\n")), UNFINISHED.findall(body)
        assert letter.sheet or body.endswith("\n\nSam Example\n")


@every_sample
def test_the_subject_is_one_short_line_that_names_the_child(
    letter: Letter, sample: Sample, strength: str
) -> None:
    subject = made(letter, strength, facts_of(letter, sample, strength)).subject
    assert "Beatrice Example" in subject
    assert len(subject) < 90


@every_sample
def test_it_is_read_in_a_minute_and_understood(letter: Letter, sample: Sample, strength: str) -> None:
    body = made(letter, strength, facts_of(letter, sample, strength)).body
    assert len(body.split()) < LONGEST[strength]
    assert grade(body) < HARDEST[strength], grade(body)


@every_sample
def test_it_claims_no_step_that_the_record_does_not_hold(
    letter: Letter, sample: Sample, strength: str
) -> None:
    body = made(letter, strength, facts_of(letter, sample, strength)).body
    for claim in CLAIMS:
        assert claim not in body
    assert not TO_THE_PARENT.search(body), TO_THE_PARENT.findall(body)


@every_sample
def test_it_asks_for_an_answer_by_a_real_day(letter: Letter, sample: Sample, strength: str) -> None:
    if letter.sheet:
        return
    facts = facts_of(letter, sample, strength)
    days = [facts.reply_by, *(each.due for each in facts.deadlines.values() if each.due)]
    body = made(letter, strength, facts).body
    assert any(f"{day.day} {day:%B %Y}" in body for day in days)


@every_sample
def test_own_words_paragraphs_and_every_answer_come_out_as_typed(
    letter: Letter, sample: Sample, strength: str
) -> None:
    odd = '<b>bold</b> & {{ 7 * 7 }} =SUM(A1) \U0001f41d "quoted"'
    facts = facts_of(letter, sample, strength)
    asks = {each.id: f"{odd} {each.id}" for each in letter.asks if each.id in facts.asks}
    body = made(letter, strength, replace(facts, asks={**facts.asks, **asks}, paragraphs=(odd,))).body
    assert odd in body
    for words in asks.values():
        assert words in body


@every_sample
def test_every_optional_answer_can_be_left_out(letter: Letter, sample: Sample, strength: str) -> None:
    facts = facts_of(letter, sample, strength)
    needed = {each for need in letter.at(strength).needs for each in any_of(need)}
    kept = {name: words for name, words in facts.asks.items() if f"asks.{name}" in needed}
    body = made(letter, strength, replace(facts, asks=kept)).body
    assert not UNFINISHED.search(body.removesuffix("\n")), UNFINISHED.findall(body)


def test_every_rule_that_offers_a_letter_names_one_that_is_there() -> None:
    rulebook: Rulebook = RULEBOOK
    ids = {letter.id for letter in CATALOGUE.letters}
    assert {each for rule in rulebook.all for each in rule.offers} <= ids
