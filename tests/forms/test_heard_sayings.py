"""The files of sayings: how they are written, and that a parent group can add to them."""

import re
import tomllib

import pytest

from bot.forms.heard_clauses import news
from bot.forms.heard_sayings import PLAIN_WORDS, QUESTIONS, SAYINGS, Language, bundled, load
from bot.forms.log import LOG
from bot.strict import NotUnderstood

ROWS, WORDS = SAYINGS.read_text(encoding="utf-8"), PLAIN_WORDS.read_text(encoding="utf-8")
ADDED = '\n[[kind]]\nmeans = "other"\nsaid = ["bunked off"]\n'


@pytest.mark.parametrize(
    ("saying", "said", "is_it"),
    [
        ("sent home", "he was sent home again", True),
        ("sent home", "he was sent homeward", False),
        ("rang/called me", "they called me", True),
        ("picked (him) up", "picked up", True),
        ("picked (him) up", "picked him up", True),
        ("picked (him) up", "picked them up", False),
        ("sent ? home", "sent mia home", True),
        ("sent ? home", "sent home", False),
        ("rang * collect", "rang me to please collect", True),
        ("rang * collect", "rang me to come and please collect", False),
        ("rang * collect", "rang . collect", False),
        ("rang . collect", "rang . collect", True),
        ("# days", "3 days", True),
        ("# days", "some days", False),
        ("AWAY today", "off today", True),
        ("AWAY today", "not in today", True),
        ("off_site/away", "off site", True),
        ("ill .", "he is ill", True),
        ("ill .", "he is ill again", False),
    ],
)
def test_a_saying_is_plain_words_and_a_few_signs(saying, said, is_it):
    language = Language({"AWAY": ["off", "not in"]})
    assert bool(language.any_of([saying]).search(f" . {said} . ")) == is_it


def test_no_sayings_are_never_said():
    assert not Language({}).any_of([]).search(" . sent home . ")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_row_is_an_answer_of_the_form(question):
    for row in tomllib.loads(ROWS)[question]:
        assert LOG.question(question).accepts(row["means"]), row["means"]


def test_every_kind_that_has_a_button_can_be_said():
    meant = {row["means"] for row in tomllib.loads(ROWS)["kind"]}
    assert meant == {option.value for option in LOG.question("kind").options}


def test_every_list_is_used_and_sayings_are_written_as_they_are_read():
    lists = tomllib.loads(WORDS)["lists"]
    used = set(re.findall(r"(?<![A-Z_])[A-Z]+(?:_[A-Z]+)*(?![A-Z_])", re.sub("#.*", "", ROWS + WORDS)))
    assert set(lists) <= used
    for row in (row for question in QUESTIONS for row in tomllib.loads(ROWS)[question]):
        for saying in (*row["said"], *row.get("needs", []), *row.get("unless", [])):
            assert re.fullmatch(r"[A-Za-z0-9_/()?*#.:]+(?: [A-Za-z0-9_/()?*#.:]+)*", saying), saying


def test_a_group_can_add_a_saying_of_its_own():
    said = news("He bunked off today")
    assert bundled().understood("kind", said) == ""
    assert load(ROWS + ADDED, WORDS).understood("kind", said) == "other"


@pytest.mark.parametrize(
    ("rows", "words", "sentence"),
    [
        (ROWS + ADDED.replace("bunked", "BUNKED"), WORDS, "there is no list BUNKED in plain_words.toml"),
        (ROWS + ADDED.replace("said", "says"), WORDS, "unknown key 'says'. Did you mean 'said'?"),
        (ROWS + ADDED.replace('["bunked off"]', '"bunked off"'), WORDS, "'said' should be a list"),
        (ROWS + ADDED.replace("kind", "kinds"), WORDS, "unknown table 'kinds'"),
        (ROWS, WORDS.replace("denials =", "denial ="), "unknown table 'denial'"),
        ("[[kind]]\nmeans = 'ill'\nsaid = ['ill']", WORDS, "sayings.toml: last is missing."),
        ("[[kind", WORDS, "sayings.toml is not good TOML"),
    ],
)
def test_a_slip_in_a_file_is_a_sentence(rows, words, sentence):
    with pytest.raises(NotUnderstood, match=re.escape(sentence)):
        load(rows, words)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("He's home! Is it legal?", " . hes home . "),
        ("They sent him home, can they do that", " . they sent him home . "),
        ("home at 11.30, p.m. too", " . home at 11.30 . pm too . "),
        ("mon-thurs 9-12", " . monday to thursday 9 to 12 . "),
        ("Mon, Tues & Weds", " . monday and tuesday and wednesday . "),
        ("3-3-2026", " . 3-3-2026 . "),
        ("I'll ring them. He could not go", " . i will ring them . he couldnt go . "),
        ("sent home but not suspended", " . sent home . not suspended . "),
        ("Hi so my little boy isn\u2019t well", " . him isnt well . "),
        ("suspnded, excluuded", " . suspended . excluded . "),
        ("I'm worried he will be sent home. He was sick", " . he was sick . "),
        ("?", " . "),
        ("", " . "),
    ],
)
def test_what_was_typed_is_heard_in_clauses_of_plain_words(typed, told):
    assert news(typed) == told
