"""What else is kept about an absence: who spoke, why, the register's letter. All of it can be skipped."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.form import Invalid, word_count
from bot.forms.more import MORE, a_register_code, more_answers, more_of
from bot.law.absence import bundled

TODAY = date(2026, 11, 20)
CODES = bundled().codes


def skipped():
    answers = {}
    while question := MORE.current(answers):
        answers = MORE.skip(answers, question.id)
    return answers


def test_everything_is_kept_as_it_was_told():
    answers = {}
    for reply in [
        "Mrs Jones",
        "SENCO",
        "He was upset.\nHe cried.",
        "C: Leave that the school allowed",
        "Some",
        "Rang at 11",
    ]:
        answers = MORE.answer(answers, MORE.current(answers).id, reply, TODAY)
    assert MORE.current(answers) is None
    assert more_of(answers) == (
        "C",
        {
            "who": "Mrs Jones",
            "role": "senco",
            "reason": "He was upset.\nHe cried.",
            "work": "some",
            "note": "Rang at 11",
        },
    )


def test_everything_can_be_skipped_and_then_nothing_is_kept():
    answers = skipped()
    assert len(answers) == len(MORE.questions)
    assert more_of(answers) == ("", {})


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_every_letter_of_the_register_has_a_button_and_can_be_typed(code):
    option = next(option for option in MORE.question("code").options if option.value == code.id)
    assert option.label.startswith(f"{code.id}: {code.means[:20]}")
    for typed in (
        option.label,
        code.id,
        code.id.lower(),
        f" {code.id}. ",
        f"code {code.id}",
        f"It was a {code.id}",
    ):
        assert MORE.answer({}, "code", typed, TODAY) == {"code": code.id}
    assert MORE.question("code").show(code.id) == option.label


@pytest.mark.parametrize("typed", ["I do not know", "don't know", "I don\u2019t know", "Not sure", "skip"])
def test_who_does_not_know_the_letter_goes_on(typed):
    assert MORE.answer({}, "code", typed, TODAY) == {"code": ""}


@pytest.mark.parametrize(
    "typed",
    ["", "Z", "CC", "C3", "0", "/", "i have no idea", "E or C", "e" * 5000, "\N{CYRILLIC SMALL LETTER IE}"],
)
def test_what_is_no_letter_of_the_register_is_asked_again(typed):
    with pytest.raises(Invalid, match=r"^Please type the letter that the register has, for example E or C2"):
        MORE.answer({}, "code", typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "stored"), [("yes", "yes"), ("yeah", "yes"), ("Nope", "no"), ("no", "no"), ("some", "some")]
)
def test_work_is_given_or_not_or_some_of_it(typed, stored):
    assert MORE.answer({}, "work", typed, TODAY) == {"work": stored}


def test_a_story_that_is_too_long_says_how_much_fits():
    assert MORE.answer({}, "reason", "x" * 1000, TODAY)
    with pytest.raises(Invalid, match=r"1,001 characters and 1,000 fit"):
        MORE.answer({}, "note", "x" * 1001, TODAY)


def test_every_question_about_more_is_short_and_can_be_skipped():
    for question in MORE.questions:
        assert question.optional
        assert word_count(question.ask) + word_count(question.why) <= 40


DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "who": st.sampled_from(["Mrs Jones", "no", "skip it"]),
        "role": st.sampled_from([option.value for option in MORE.question("role").options]),
        "reason": st.sampled_from(["none", "11:30", "<b>upset</b>"]),
        "work": st.sampled_from(["yes", "no", "some"]),
        "note": st.sampled_from(["2026-11-20", "x\ny"]),
    },
)


@given(st.sampled_from(["", *sorted(CODES)]), DETAILS)
@settings(max_examples=60)
def test_what_is_kept_opens_in_the_form_again(code, details):
    opened = more_answers(code, details)
    assert MORE.current(opened) is None
    assert more_of(MORE.submitted(opened)) == (code, details)


def test_what_is_sealed_by_others_is_left_to_them():
    assert more_of(more_answers("E", {"at": "11:00", "separation": "unsaid", "who": "Bo"})) == (
        "E",
        {"who": "Bo"},
    )


@given(st.text(max_size=60))
@settings(deadline=None)
def test_anything_typed_for_the_letter_is_one_of_them_or_unknown_or_asked_again(typed):
    try:
        stored = a_register_code(typed, TODAY)
    except Invalid:
        return
    assert stored in ("", *CODES)
