"""What must hold of every letter, whatever is known and whatever the parent typed."""

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.letterfile import Letter, split
from bot.places import templates_folder
from bot.texts import NotReady
from tests.letters.examples import (
    ASKED,
    CATALOGUE,
    EVERYTHING,
    LAST_DAY,
    MOMENTS,
    NEXT_DAY,
    NINE_DAYS_LATE,
    RULEBOOK,
    TEXTS,
    facts,
    written,
)

UNFINISHED = re.compile(r"[\[\]{}<>_]|\(s\)|and/or|\bNone\b|&|\n{3,}|[ \t]\n|\.\.|,\.| ,| \.|  ")
TYPED_LAW = re.compile(
    r"\b(section|regulation|reg\.?|s\.)\s*\d|\b\d+[ -](week|working day|school day|month)", re.IGNORECASE
)
LATE = re.compile(r"\b(late|overdue|missed|complaint)\b", re.IGNORECASE)
TEMPLATES = sorted((templates_folder() / "letters").glob("*.j2"))
HOSTILE = [
    '<b>bold</b> & <script>alert("x")</script>',
    "{{ parent_name }} {% for x in y %} {# gone #} {{ 7 * 7 }}",
    "%s %(x)s {0} $HOME `ls` \\n",
    "Bee \U0001f41d\U0001f469\u200d\U0001f467 loves caf\u00e9s and na\u00efve \u201cquotes\u201d",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 and back",
    "word " * 799 + "last.",
]

every_moment = pytest.mark.parametrize(("letter_id", "strength", "case", "written_on"), MOMENTS)


def switches() -> list[dict[str, object]]:
    """Nothing known, everything known, and every one and two of the facts that may be missing."""
    names = sorted(EVERYTHING)
    some = [set(names), set(), *({name} for name in names), *(set(pair) for pair in combinations(names, 2))]
    some += [set(names) - {name} for name in names]
    return [{name: EVERYTHING[name] for name in chosen} for chosen in some]


@every_moment
def test_no_combination_of_known_facts_leaves_a_mark_of_the_template(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    needed = {"own_words": EVERYTHING["own_words"]} if letter_id == "A1" else {}
    for known in switches():
        text = written(letter_id, strength, written_on, **{**needed, **known})
        assert not UNFINISHED.search(text.removesuffix("\n")), (known.keys(), UNFINISHED.findall(text))
        assert text.endswith("\n\nSam Example\n")


@every_moment
def test_a_subject_is_one_line_that_names_the_child(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    letter = CATALOGUE.letter(letter_id)
    subject = TEXTS.letter(letter, strength, facts(letter.at(strength), written_on)).subject
    assert "Beatrice Example" in subject
    assert "\n" not in subject
    assert len(subject) < 80


@pytest.mark.parametrize("words", HOSTILE)
@every_moment
def test_a_parents_words_come_out_as_typed(
    letter_id: str, strength: str, case: str, written_on: date, words: str
) -> None:
    text = written(letter_id, strength, written_on, own_words=words, effect=f"Then: {words}")
    assert text.count(words) == 2


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_no_text_at_all_is_ever_read_as_a_template(words: str) -> None:
    text = written("A4", "formal", NINE_DAYS_LATE, effect=f"x{words}x")
    assert f"x{words}x" in text


def test_control_characters_and_runs_of_blank_lines_are_taken_out() -> None:
    text = written("A3", "polite", NINE_DAYS_LATE, effect="One.\r\n\r\n\r\n\r\nTwo.\x00\x07  \nThree.")
    assert "One.\n\nTwo.\nThree." in text


@pytest.mark.parametrize("strength", ["polite", "formal"])
def test_nothing_is_called_late_on_the_last_day(strength: str) -> None:
    assert not LATE.search(written("A3", strength, LAST_DAY))
    with pytest.raises(NotReady, match=r"A4 \(\w+\) still needs: missed.ehcna-decision-6w"):
        written("A4", strength, LAST_DAY)


@pytest.mark.parametrize("strength", ["polite", "formal"])
def test_lateness_is_claimed_from_the_day_after(strength: str) -> None:
    assert "late by 1 day." in written("A3", strength, NEXT_DAY)
    assert "late by 1 day." in written("A4", strength, NEXT_DAY)


def test_a_letter_that_lacks_what_it_needs_is_refused_by_name() -> None:
    with pytest.raises(NotReady, match=r"A1 \(polite\) still needs: own_words"):
        written("A1", "polite", ASKED, own_words="  \n ")
    with pytest.raises(NotReady, match=r"rules\.ehcna-decision-6w"):
        written("A1", "polite", ASKED, rules={})


@pytest.mark.parametrize("name", ["parent_name", "child_name", "child_called"])
def test_no_letter_goes_out_without_a_name(name: str) -> None:
    with pytest.raises(NotReady, match=f"still needs: {name}"):
        written("A3", "polite", NINE_DAYS_LATE, **{name: " "})


@every_moment
def test_no_step_is_claimed_that_the_record_does_not_hold(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    text = written(letter_id, strength, written_on)
    for claim in (
        "also wrote",
        "earlier letters",
        "attach",
        "Copy to",
        "rung",
        "telephoned",
        "no reply to my",
    ):
        assert claim not in text


@every_moment
def test_a_polite_letter_is_read_in_a_minute(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    longest = 300 if strength == "polite" else 500
    assert len(written(letter_id, strength, written_on).split()) < longest


@every_moment
def test_a_letter_speaks_to_the_council_and_never_to_the_parent(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    text = written(letter_id, strength, written_on).lower()
    assert "your council" not in text
    assert "your child" not in text


@every_moment
def test_a_letter_cites_each_rule_it_relies_on(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    first = RULEBOOK.rule(CATALOGUE.letter(letter_id).rules[0], written_on)
    text = written(letter_id, strength, written_on)
    assert first.cite in text
    assert first.period in text


@every_moment
def test_a_letter_asks_for_an_answer_by_a_real_date(
    letter_id: str, strength: str, case: str, written_on: date
) -> None:
    days = re.findall(r"(?:by|reach me) (\d+ \w+ 2026|today)", written(letter_id, strength, written_on))
    assert days
    assert len(set(days)) == 1 or letter_id == "A4"  # A4 also gives the date of the final plan


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_citation_and_no_period_is_typed_into_a_template(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    body = source if path.name.startswith("_") else split(source, path.name)[1]
    assert not TYPED_LAW.search(body)


@pytest.mark.parametrize("letter", CATALOGUE.letters, ids=lambda letter: letter.id)
def test_what_is_said_of_a_letter_is_plain(letter: Letter) -> None:
    said = (letter.summary, letter.when, letter.not_when)
    for words in said:
        assert words.endswith(".")
        assert len(words.split()) <= 30
        assert not re.search(r"&|\bLA\b|EHCP|statutory|section", words)
    assert letter.summary.count(".") == 1


@pytest.mark.parametrize("letter", CATALOGUE.letters, ids=lambda letter: letter.id)
def test_a_question_to_the_parent_is_short(letter: Letter) -> None:
    for ask in (letter.own_words_ask, letter.effect_ask):
        assert len(ask.split()) <= 40


def test_the_footer_gives_the_version_the_date_and_where_to_get_advice() -> None:
    footer = TEXTS.letter_footer(CATALOGUE.letter("A3"))
    assert "letter A3, version 1" in footer
    assert "22 November 2026" in footer
    assert "not legal advice" in footer
    assert "IPSEA" in footer
    assert footer not in written("A3", "polite", NINE_DAYS_LATE)
