"""What a letter needs: facts, answers and events, of which a bar makes a choice."""

from datetime import date

import pytest

from bot.facts import any_of
from tests.letters.examples import CATALOGUE, NEAR, NINE_DAYS_LATE, facts

A3 = CATALOGUE.letter("A3")


@pytest.mark.parametrize(
    ("need", "each"),
    [
        ("broken", ("broken",)),
        ("broken|asks.more", ("broken", "asks.more")),
        ("missed.a|running.b", ("missed.a", "running.b")),
        ("events.draft|final:late", ("events.draft", "events.final:late")),
        ("events.draft|asks.more", ("events.draft", "asks.more")),
        ("broken|events.draft|final", ("broken", "events.draft", "events.final")),
    ],
)
def test_a_bar_is_a_choice_and_of_events_only_the_first_says_so(need: str, each: tuple[str, ...]) -> None:
    assert any_of(need) == each


def test_one_of_a_choice_is_enough() -> None:
    known = facts(A3, NINE_DAYS_LATE, asks={"more": "They did not ring."}, events={"final": NEAR})
    assert known.has("broken|asks.more")
    assert not known.has("broken|asks.less")
    assert known.has("events.draft|final")
    assert not known.has("events.draft|agreed")
    assert known.has("missed.final-plan-20w|missed.ehcna-decision-6w")
    assert not known.has("missed.final-plan-20w|broken")


def test_a_choice_with_something_else_in_it_needs_no_event() -> None:
    letter = CATALOGUE.letter("G1")
    assert "broken|asks.more" in letter.needs
    assert letter.events_needed == ()
    assert CATALOGUE.letter("E2").events_needed == (("out_of_school", "fifteen_days"),)


def test_a_complaint_can_be_made_of_what_no_date_was_set_for() -> None:
    letter = CATALOGUE.letter("G1")
    bare = facts(letter, date(2026, 11, 23), rules={}, deadlines={}, asks={"remedy": "An answer."})
    assert letter.lacks(bare) == ("broken|asks.more",)
    told = facts(
        letter, date(2026, 11, 23), rules={}, deadlines={}, asks={"remedy": "An answer.", "more": "x"}
    )
    assert letter.lacks(told) == ()
