"""What a council promised in public: what is asked, what is refused, and what is kept of it."""

from datetime import date

import pytest

from bot.forms.form import Invalid, word_count
from bot.forms.pledge import PLEDGE, pledge_of

TODAY = date(2026, 11, 23)  # a Monday


def answered(*replies):
    """The answers after these replies, each to the question that is asked then; None skips it."""
    answers = {}
    for reply in replies:
        question = PLEDGE.current(answers)
        assert question, f"nothing is asked any more, and {reply} is left"
        if reply is None:
            answers = PLEDGE.skip(answers, question.id)
        else:
            answers = PLEDGE.answer(answers, question.id, reply, TODAY)
    assert PLEDGE.current(answers) is None
    return PLEDGE.submitted(answers)


def test_a_promise_is_kept_with_what_who_where_and_when():
    said = answered("600 new places", "The director", "https://example.org/minutes", "30 November 2025")
    assert pledge_of(said) == {
        "words": {
            "what": "600 new places",
            "who": "The director",
            "link": "https://example.org/minutes",
        },
        "due_on": date(2025, 11, 30),
    }


def test_a_promise_that_was_only_spoken_has_no_link():
    assert "link" not in pledge_of(answered("600 new places", "The director", None, "30 June"))["words"]


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "tg://resolve?domain=x",
        "https://user:pw@example.org",
        "http://localhost",
        "https://exa mple.org",
        "file:///etc/passwd",
        "https://",
        "data:text/html,<b>",
        "https://example.org/\u202e",
        "https://example.org/" + "x" * 300,
    ],
)
def test_what_is_no_web_address_is_asked_again(typed):
    with pytest.raises(Invalid):
        PLEDGE.answer({}, "link", typed, TODAY)


def test_a_link_without_its_beginning_is_taken_as_https():
    assert PLEDGE.answer({}, "link", "www.example.org/a?b=c", TODAY) == {
        "link": "https://www.example.org/a?b=c"
    }


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 September 2025", date(2025, 9, 1)),
        ("1/9/2025", date(2025, 9, 1)),
        ("31 March", date(2027, 3, 31)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("Friday", date(2026, 11, 27)),
    ],
)
def test_its_day_may_be_to_come_or_gone_by(typed, day):
    assert pledge_of(answered("Places", "The leader", None, typed))["due_on"] == day


@pytest.mark.parametrize("typed", ["autumn 2025", "soon", "next year", "the end of term", "31 June 2027"])
def test_what_is_no_day_is_asked_again(typed):
    with pytest.raises(Invalid):
        PLEDGE.answer({}, "due", typed, TODAY)


@pytest.mark.parametrize(("question", "most"), [("what", 300), ("who", 100)])
def test_what_is_too_long_is_not_cut_but_asked_again(question, most):
    assert PLEDGE.answer({}, question, "x" * most, TODAY) == {question: "x" * most}
    with pytest.raises(Invalid, match=f"and {most:,} fit here"):
        PLEDGE.answer({}, question, "x" * (most + 1), TODAY)


def test_every_question_about_a_promise_is_short():
    for question in PLEDGE.questions:
        assert word_count(question.ask) + word_count(question.why) <= 40
