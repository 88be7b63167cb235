"""Whatever is typed is heard at once, and nothing is heard that the form would not take."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.heard import LONGEST, heard
from bot.forms.log import LOG
from bot.law.absence import bundled

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
KINDS = bundled().kinds
WORDS = """
sent home suspended excluded permanently told to keep him until back since from on and not rang come get him
collect at by in off ill sick anxious school place no part time timetable lunchtimes isolation safeguarding
today yesterday tomorrow monday tuesday wednesday thursday friday mornings only every day 3rd 12 March 3/11
29th 31 february 99/99 11 11:30 half past 9 to 12 25:99 pm letter email yet writing got havent taxi , . ? -
"""
SAID = st.sampled_from(sorted(set(WORDS.split())))
BEGUN = ["sent home", "suspended", "off ill", "told to keep him home", "part time timetable", "in isolation"]
TYPED = st.one_of(
    st.text(max_size=LONGEST + 5),
    st.lists(SAID, max_size=14).map(" ".join),
    st.tuples(st.sampled_from(BEGUN), st.lists(SAID, max_size=8).map(" ".join)).map(" ".join),
)
HOSTILE = """
sent_ a_ a . ? - ' mon- mon, 1- 3/ 1.1. 1:1_ monday_to_ sent_home_ not_ too_anxious_ off_with_ every_lunch_
my_son_ home_at_ rang_._me_ told_to_keep_ had_to_a_b_c_ letter_a_ since_ back_until_ he_has_been_still_
susspended_ \ufdfa (
"""


def weekday_near(today):
    return today - timedelta(days=max(0, today.weekday() - 4))


def finished(answers, today):
    """The form carried on by a parent who taps what fits."""
    while question := LOG.current(answers):
        reply = question.options[-1].value if question.options else ""
        if question.id.startswith("first_"):
            last = answers.get("last", "")
            reply = last if last[:1].isdigit() else weekday_near(today).isoformat()
        answers = LOG.answer(answers, question.id, reply, today)
    return answers


@given(TYPED, DAYS)
@settings(max_examples=150, deadline=None)
def test_what_is_heard_is_what_the_form_takes(typed, today):
    answers = heard(typed, today)
    if answers is None:
        return
    assert answers["kind"] in KINDS
    for name, stored in answers.items():
        assert LOG.question(name).accepts(stored), (name, stored)
    complete = finished(answers, today)
    assert answers.items() <= LOG.submitted(complete).items()
    assert LOG.slip(complete) == ""


@given(TYPED, DAYS)
@settings(max_examples=50, deadline=None)
def test_a_day_that_has_happened_is_not_said_to_come(typed, today):
    answers = heard(typed, today) or {}
    assert answers.get("first_sent_home", "") <= today.isoformat()


@pytest.mark.parametrize("piece", sorted(HOSTILE.split()))
@pytest.mark.parametrize("length", [LONGEST, 4096])
def test_a_hostile_message_is_answered(piece, length):
    text = (piece.replace("_", " ") * length)[:length]
    assert heard(text, date(2026, 11, 18)) is None or length == LONGEST
