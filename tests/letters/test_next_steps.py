"""Which letter follows one that brought no answer."""

import pytest

from bot.letterfile import FORMAL, POLITE
from tests.letters.examples import CATALOGUE


def follows(letter: str, strength: str, *happened: str, watched: bool = False) -> list[tuple[str, str]]:
    steps = CATALOGUE.next_steps(letter, strength, happened, watched=watched)
    return [(each.id, at) for each, at in steps]


@pytest.mark.parametrize(
    "letter", ["A5", "A7", "B2", "B3", "B4", "B5", "C3", "C4", "C5", "C6", "D2", "D13", "E4"]
)
def test_a_polite_letter_is_followed_by_its_own_complaint(letter: str) -> None:
    assert follows(letter, POLITE) == [(letter, FORMAL)]


@pytest.mark.parametrize("letter", ["D3", "D4", "D6", "D11"])
def test_a_letter_that_only_asks_is_sent_once_more_and_then_complained_about(letter: str) -> None:
    assert follows(letter, POLITE) == [(letter, FORMAL), ("G4", POLITE)]
    assert follows(letter, FORMAL) == [("G4", POLITE)]


def test_what_started_a_date_is_not_asked_for_twice() -> None:
    assert follows("F1", POLITE, watched=True) == [("G4", POLITE)]
    assert follows("F3", POLITE, watched=True) == []
    assert follows("D1", POLITE, watched=True) == [("D2", POLITE)]


def test_nobody_complains_twice_of_the_same_to_the_same() -> None:
    assert follows("A5", FORMAL) == [("G2", POLITE)]


@pytest.mark.parametrize("letter", ["B3", "B5", "D2", "D13"])
def test_after_a_complaint_to_the_school_comes_the_chair_of_governors(letter: str) -> None:
    assert follows(letter, FORMAL) == [("G4", FORMAL)]


@pytest.mark.parametrize("strength", [POLITE, FORMAL])
def test_after_stage_two_comes_the_ombudsman(strength: str) -> None:
    assert follows("G2", strength, "complained", "stage2_asked", watched=True) == [("G3", POLITE)]


def test_what_is_on_the_record_opens_the_next_letter() -> None:
    assert follows("D7", FORMAL) == []
    assert follows("D7", FORMAL, "excluded") == [("D5", POLITE)]
    assert follows("D5", FORMAL, "suspended") == [("D8", POLITE)]


def test_what_can_always_be_written_comes_before_what_hangs_on_the_record() -> None:
    assert follows("B1", POLITE, "draft") == [("G1", POLITE), ("B2", POLITE)]
