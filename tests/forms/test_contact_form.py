"""A call, a meeting or a message: what is asked, and what of it is recorded and sealed."""

from datetime import date

import pytest

from bot.forms.contact import CONTACT, KINDS, contact_of
from bot.forms.form import Invalid, word_count
from bot.forms.more import MORE

TODAY = date(2026, 11, 20)  # a Friday
YESTERDAY = date(2026, 11, 19)


def answered(*replies):
    """The answers after these replies, each to the question that is asked then; None skips it."""
    answers = {}
    for reply in replies:
        question = CONTACT.current(answers)
        assert question, f"nothing is asked any more, and {reply} is left"
        if reply is None:
            answers = CONTACT.skip(answers, question.id)
        else:
            answers = CONTACT.answer(answers, question.id, reply, TODAY)
    assert CONTACT.current(answers) is None, CONTACT.current(answers)
    return CONTACT.submitted(answers)


def with_promise(*replies):
    return answered("They rang me", "Yesterday", None, None, None, *replies)


def test_a_call_with_a_promise_is_kept_whole():
    said = answered(
        "They rang me", "Today", "Mr Patel", "The council", "He will look.", "Send the plan", "27 November"
    )
    assert contact_of(said) == (
        {"kind": "they_rang", "on": TODAY, "promised_by": date(2026, 11, 27)},
        {"who": "Mr Patel", "role": "council", "said": "He will look.", "promise": "Send the plan"},
    )


def test_a_call_can_be_kept_in_two_taps_and_four_skips():
    said = answered("I rang them", "Today", None, None, None, None)
    assert contact_of(said) == ({"kind": "i_rang", "on": TODAY, "promised_by": None}, {})


@pytest.mark.parametrize(
    "typed", ["No", "no", "None", "nothing", "Nope", "no promises", "They didn't", "skip", None]
)
def test_where_nothing_was_promised_no_day_is_asked_for(typed):
    spoken, sealed = contact_of(with_promise(typed))
    assert spoken["promised_by"] is None
    assert sealed == {}


@pytest.mark.parametrize("typed", ["They gave no day", "they gave no day."])
def test_a_promise_for_no_day_is_kept_without_one(typed):
    spoken, sealed = contact_of(with_promise("Ring back", typed))
    assert spoken == {"kind": "they_rang", "on": YESTERDAY, "promised_by": None}
    assert sealed == {"promise": "Ring back"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27 November", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 21)),
        ("in 2 weeks", date(2026, 12, 4)),
        ("Wednesday", date(2026, 11, 25)),
        ("Friday", TODAY),
        ("8 January", date(2027, 1, 8)),
        ("today", TODAY),
        ("yesterday", YESTERDAY),
    ],
)
def test_the_day_of_a_promise_is_the_nearest_one(typed, day):
    assert contact_of(with_promise("Ring back", typed))[0]["promised_by"] == day


def test_a_promise_that_should_have_been_kept_by_now_can_still_be_told():
    said = answered("A meeting", "2 November", None, None, None, "Send the plan", "9 November")
    assert contact_of(said)[0] == {
        "kind": "meeting",
        "on": date(2026, 11, 2),
        "promised_by": date(2026, 11, 9),
    }
    assert CONTACT.slip(said) == ""


def test_nobody_promises_a_day_that_was_over_already():
    said = with_promise("Ring back", "18 November")
    assert CONTACT.slip(said) == (
        "They promised it by Wed 18 November 2026, which is before you were in touch. "
        "Please change one of the days."
    )
    assert CONTACT.slip(said | {"by": "none"}) == ""
    assert CONTACT.slip({}) == ""


def test_a_contact_has_happened():
    with pytest.raises(Invalid, match="That date has not come yet"):
        CONTACT.answer({}, "on", "tomorrow", TODAY)


@pytest.mark.parametrize("option", KINDS, ids=lambda option: option.value)
def test_every_kind_of_contact_is_recorded(option):
    assert contact_of(answered(option.label, "Today", None, None, None, "No"))[0]["kind"] == option.value


def test_whoever_speaks_for_a_school_can_be_named_and_others_too():
    of_school = [option.value for option in MORE.question("role").options]
    of_all = [option.value for option in CONTACT.question("role").options]
    assert [value for value in of_all if value in of_school] == of_school
    assert of_all[-3:] == ["council", "therapist", "other"]


@pytest.mark.parametrize(("question", "most"), [("said", 2000), ("promise", 300), ("who", 40)])
def test_what_is_too_long_is_not_cut_but_asked_again(question, most):
    assert CONTACT.answer({}, question, "x" * most, TODAY) == {question: "x" * most}
    with pytest.raises(Invalid, match=f"and {most:,} fit here"):
        CONTACT.answer({}, question, "x" * (most + 1), TODAY)


def test_every_question_about_a_contact_is_short():
    for question in CONTACT.questions:
        assert word_count(question.ask) + word_count(question.why) <= 40


def test_the_check_screen_says_what_was_skipped():
    said = answered("A meeting", "Today", None, "SENCO", None, "Ring back", "They gave no day")
    assert [shown for _, shown in CONTACT.shown(said)] == [
        *("A meeting", "Fri 20 November 2026", "Skipped", "SENCO", "Skipped", "Ring back", "They gave no day")
    ]
