"""Dates, counts and lateness, as parents and councils read them."""

from datetime import date

import pytest

from bot.law.rules import load
from bot.wording import as_the_parent_says, lateness, longdate, period_name, plaindate, plural

RULEBOOK = load()


def test_a_date_in_chat_has_its_weekday() -> None:
    assert longdate(date(2026, 4, 23)) == "Thu 23 April 2026"
    assert longdate(date(2026, 3, 1)) == "Sun 1 March 2026"


def test_a_date_in_a_letter_has_none() -> None:
    assert plaindate(date(2026, 4, 3)) == "3 April 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (2, "2 days"),
        (6, "6 days"),
        (7, "7 days, 1 week"),
        (8, "8 days, over 1 week"),
        (9, "9 days, over 1 week"),
        (13, "13 days, over 1 week"),
        (14, "14 days, 2 weeks"),
        (81, "81 days, over 11 weeks"),
        (700, "700 days, 100 weeks"),
    ],
)
def test_lateness_is_in_days_and_in_weeks(days: int, words: str) -> None:
    assert lateness(days) == words


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_is_late_by_less_than_a_day(days: int) -> None:
    with pytest.raises(ValueError, match="counted from 1 day"):
        lateness(days)


def test_one_is_singular_and_all_else_is_plural() -> None:
    assert [plural(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert plural(2, "child", "children") == "2 children"


def test_a_period_before_a_noun_is_hyphened() -> None:
    assert period_name(RULEBOOK.rule("ehcna-decision-6w", date(2026, 3, 12))) == "6-week"
    assert period_name(RULEBOOK.rule("draft-reps-15d", date(2026, 3, 12))) == "15-day"


def test_a_rule_that_speaks_to_the_parent_is_turned_round_for_a_letter() -> None:
    assert as_the_parent_says("Your child or you were away.") == "My child or I were away."
    assert as_the_parent_says("Something happened to your child or to you.") == (
        "Something happened to my child or to me."
    )
    assert as_the_parent_says("Your council must show it.") == "The council must show it."
    assert as_the_parent_says("The school was closed.") == "The school was closed."
