"""Dates, counts and lateness, as parents and councils read them."""

from datetime import date

import pytest

from bot.law.missed import Count
from bot.law.rules import load
from bot.wording import (
    as_the_parent_says,
    counted,
    date_name,
    half_days,
    lateness,
    longdate,
    lower_first,
    plaindate,
    plural,
    roughly,
)

RULEBOOK = load()


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "fewer than 5"),
        (4, "fewer than 5"),
        (5, "about 5"),
        (7, "about 5"),
        (8, "about 10"),
        (212, "about 210"),
        (313, "about 315"),
    ],
)
def test_a_number_of_people_is_told_in_fives(people, words) -> None:
    assert roughly(people) == words


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


@pytest.mark.parametrize(
    ("halves", "words"),
    [
        (0, "0 days"),
        (1, "½ day"),
        (2, "1 day"),
        (3, "1½ days"),
        (4, "2 days"),
        (15, "7½ days"),
        (380, "190 days"),
    ],
)
def test_half_days_are_said_in_days(halves: int, words: str) -> None:
    assert half_days(halves) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 0, "0 days"),
        (15, 15, "7½ days"),
        (12, 15, "between 6 and 7½ days"),
        (1, 2, "between ½ and 1 day"),
        (0, 6, "up to 3 days"),
    ],
)
def test_days_that_may_have_been_holidays_are_a_range(least: int, most: int, words: str) -> None:
    assert counted(Count(least, most)) == words


@pytest.mark.parametrize(
    ("words", "after_a_comma"),
    [
        ("They rang me", "they rang me"),
        ("I rang them", "I rang them"),
        ("SENCO", "SENCO"),
        ("A meeting", "a meeting"),
        ("", ""),
    ],
)
def test_words_after_a_comma_begin_small_unless_they_never_do(words: str, after_a_comma: str) -> None:
    assert lower_first(words) == after_a_comma


@pytest.mark.parametrize(
    ("rule", "called"),
    [
        ("ehcna-decision-6w", "the 6-week date"),
        ("draft-reps-15d", "the 15-day date"),
        ("gov-15", "the last day"),
        ("foi-20wd", "the last day"),
        ("phase-feb", "the legal date"),
    ],
)
def test_a_date_is_called_by_its_period(rule: str, called: str) -> None:
    assert date_name(RULEBOOK.rule(rule, date(2026, 9, 12))) == called


def test_a_rule_that_speaks_to_the_parent_is_turned_round_for_a_letter() -> None:
    assert as_the_parent_says("Your child or you were away.") == "My child or I were away."
    assert as_the_parent_says("Something happened to your child or to you.") == (
        "Something happened to my child or to me."
    )
    assert as_the_parent_says("Your council must show it.") == "The council must show it."
    assert as_the_parent_says("The school was closed.") == "The school was closed."
