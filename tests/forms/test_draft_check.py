"""A draft plan is read section by section, and vague words in it are pointed at."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.draft_check import DRAFT_CHECK, in_quotes, points
from bot.forms.vague import vague_words

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bee will have access to a speech therapist.", ("access to",)),
        (
            "Opportunities for small group work, as required",
            ("opportunities for", "small group", "as required"),
        ),
        ("Regular sessions, up to 20 minutes", ("regular", "up to")),
        ("Staff will REGULARLY check", ("regularly",)),
        ("access\n  to", ("access to",)),
        ("access to this and access to that", ("access to",)),
        ("irregular, accessing, upto, suitability", ()),
        ("Speech therapy from a therapist, 30 minutes, once a week in term time.", ()),
        ("", ()),
    ],
)
def test_vague_words_are_found_whole_and_once(text, words):
    assert vague_words(text) == words


@given(st.text(max_size=300))
def test_whatever_is_pasted_the_words_found_stand_in_it(text):
    for word in vague_words(text):
        assert word in " ".join(text.split()).lower()


def test_words_are_named_as_a_sentence_names_them():
    assert in_quotes(("regular",)) == "“regular”"
    assert in_quotes(("access to", "regular", "up to")) == "“access to”, “regular” and “up to”"


def test_a_check_that_finds_nothing_is_short():
    answers = {}
    for name, reply in (
        ("needs", "yes"),
        ("help", "yes"),
        ("counted", "yes"),
        ("pasted", "skip"),
        ("school", "yes"),
    ):
        assert DRAFT_CHECK.current(answers).id == name
        answers = DRAFT_CHECK.answer(answers, name, reply, TODAY)
    assert DRAFT_CHECK.current(answers) is None
    assert points(answers) == []


def test_what_is_missing_is_asked_for_and_becomes_a_point_a_line():
    answers = DRAFT_CHECK.answer({}, "needs", "no", TODAY)
    assert DRAFT_CHECK.current(answers).id == "needs_missing"
    answers = DRAFT_CHECK.answer(answers, "needs_missing", "Sleep\n\nAnxiety in crowds", TODAY)
    for name, reply in (("help", "unsure"), ("counted", "no"), ("counted_missing", "Speech therapy")):
        answers = DRAFT_CHECK.answer(answers, name, reply, TODAY)
    answers = DRAFT_CHECK.answer(answers, "pasted", "access to a therapist, as required", TODAY)
    vague = "Section F: the words “access to” and “as required” cannot be counted. "
    vague = "Section F: the words “access to” and “as required” cannot be counted. "
    assert points(answers) == [
        "Section B: please put in, or put right: Sleep",
        "Section B: please put in, or put right: Anxiety in crowds",
        "Section F: please say who gives it, how often and for how long: Speech therapy",
        f"{vague}Please say instead who gives the help, how often and for how long.",
    ]


def test_the_school_is_asked_for_where_it_is_not_the_one_that_is_wanted():
    answers = {"needs": "yes", "help": "yes", "counted": "yes", "pasted": ""}
    assert DRAFT_CHECK.current({**answers, "school": "no"}).id == "school_wanted"
    assert DRAFT_CHECK.current({**answers, "school": "unsure"}).id == "school_wanted"
    assert DRAFT_CHECK.current({**answers, "school": "yes"}) is None
