"""Every letter, whole. Read them as letters: would a parent send it, and would a case officer answer it?"""

from collections.abc import Callable
from datetime import date

import pytest

from bot.law.deadlines import Event
from tests.letters.examples import (
    ASKED,
    CATALOGUE,
    EVERYTHING,
    MOMENTS,
    NEAR,
    NINE_DAYS_LATE,
    PLAN_LATE,
    TEXTS,
    facts,
)

Golden = Callable[[str, str], None]


def whole(letter_id: str, strength: str, written_on: date, *events: Event, **more: object) -> str:
    letter = CATALOGUE.letter(letter_id)
    text = TEXTS.letter(letter, strength, facts(letter.at(strength), written_on, *events, **more))
    return f"Subject: {text.subject}\n\n{text.body}"


@pytest.mark.parametrize(("letter_id", "strength", "case", "written_on"), MOMENTS)
def test_a_letter_with_only_what_it_needs(
    golden: Golden, letter_id: str, strength: str, case: str, written_on: date
) -> None:
    golden(f"letters/{letter_id}-{strength}-{case}.txt", whole(letter_id, strength, written_on))


@pytest.mark.parametrize(
    ("letter_id", "strength", "case", "written_on"),
    [moment for moment in MOMENTS if moment[2] in ("asking", "late")],
)
def test_a_letter_with_everything_known(
    golden: Golden, letter_id: str, strength: str, case: str, written_on: date
) -> None:
    name = f"letters/{letter_id}-{strength}-{case}-everything.txt"
    golden(name, whole(letter_id, strength, written_on, **EVERYTHING))


def test_a_request_sent_by_post_says_the_day_that_the_count_starts(golden: Golden) -> None:
    posted = Event("asked", ASKED, "post")
    golden("letters/A3-polite-posted.txt", whole("A3", "polite", date(2026, 4, 25), posted))


def test_a_confirmed_receipt_is_stated_and_not_asked_about(golden: Golden) -> None:
    events = (Event("asked", ASKED, "email"), Event("received", date(2026, 3, 16)))
    text = whole("A3", "polite", date(2026, 4, 28), *events, receipt_confirmed=True)
    golden("letters/A3-polite-confirmed.txt", text)


def test_a_letter_to_a_council_without_a_checked_address_has_its_name_only(golden: Golden) -> None:
    letter = CATALOGUE.letter("A7")
    told = facts(
        letter, PLAN_LATE, council_name="Example County Council", to=("EHC team", "Example County Council")
    )
    golden("letters/A7-polite-another-council.txt", TEXTS.letter(letter, "polite", told).body)


def test_a_letter_to_the_north_goes_to_the_north(golden: Golden) -> None:
    text = whole("A4", "formal", NINE_DAYS_LATE, council="NNC")
    golden("letters/A4-formal-north.txt", text)
    assert "Angel" not in text + whole("A3", "polite", NEAR, council="NNC")
