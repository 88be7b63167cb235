"""The check of a draft plan, done again: what it finds takes the place of what it found before."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.forms.draft_check import MOST_LINES, MOST_PASTED, MOST_SAID
from tests.journeys.families import happens
from tests.journeys.stage import asks, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)
TITLE = "Comments on the draft plan"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
CHANGE = "Change or leave out"
CHECK = "Check the draft with me"
NOTHING = ("Yes", "Yes", "Yes", "Skip", "Yes", "Save")
HEARING = ("No", ">Hearing", "Yes", "Yes", "Skip", "Yes", "Save")


@pytest.fixture
async def bee(scene, parent):
    """A draft plan has come, and the answer to it is begun."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await asks(parent, "12 march")
    await happens(parent, "Assessment or plan", "The draft plan came", ">2 november")
    await writes(parent, TITLE)
    return parent


def letter(person):
    return "\n\n".join(person.copyable)


async def reads(person):
    await person.taps("Read the letter")
    if "Is this right?" not in person.sees and "sign a letter" in person.sees:
        await tell(person, *NAMES)


async def test_what_is_found_no_more_is_in_the_letter_no_more(bee):
    await tell(bee, CHECK, "No", ">Hearing\nSight", "Yes", "Yes", "Skip", "Yes", "Save")
    await reads(bee)
    assert "Hearing" in letter(bee)
    await tell(bee, CHANGE, CHECK, *HEARING)
    await reads(bee)
    assert "Hearing" in letter(bee)
    assert "Sight" not in letter(bee)


async def test_what_the_parent_typed_herself_stays(bee):
    await tell(bee, "I know what I want to change", ">Please add music.", "Skip", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, *HEARING, "Read the letter")
    assert "Please add music." in letter(bee)
    assert "Hearing" in letter(bee)
    await tell(bee, CHANGE, CHECK, *NOTHING, "Read the letter")
    assert "Please add music." in letter(bee)
    assert "Hearing" not in letter(bee)


async def test_a_school_that_is_right_after_all_is_not_asked_for(bee):
    await tell(bee, CHECK, "No", ">Hearing", "Yes", "Yes", "Skip", "No", ">Zoffany Academy", "Save")
    await reads(bee)
    assert "Zoffany Academy" in letter(bee)
    await tell(bee, CHANGE, CHECK, *HEARING)
    await reads(bee)
    assert "Zoffany" not in letter(bee)


async def test_where_nothing_was_found_the_way_leads_on_and_not_round(bee):
    await tell(bee, CHECK, *NOTHING)
    assert "You found nothing that is missing" in bee.sees
    assert "Read the letter" not in bee.buttons
    await bee.taps("Write it in my own words")
    assert "What should change" in bee.sees


async def test_the_most_that_can_be_found_can_be_put_right_afterwards(bee):
    lines = "\n".join("a" * (MOST_SAID // MOST_LINES - 1) for _ in range(MOST_LINES))
    pasted = ("access to opportunities for as required regular up to " * 100)[:MOST_PASTED].strip()
    said = ("No", f">{lines}") * 3
    await tell(bee, CHECK, *said, f">{pasted}", "Yes", "Save")
    await reads(bee)
    found = letter(bee)
    await tell(bee, CHANGE, "What this letter asked you", "Save")
    assert letter(bee) == found


async def test_a_great_many_lines_are_one_point(bee):
    many = "\n".join(["x"] * (MOST_SAID // 2))
    await tell(bee, CHECK, "No", f">{many}", "No", f">{many}", "No", f">{many}", "Skip", "Yes", "Save")
    await reads(bee)
    assert letter(bee).count("please put in, or put right: x; x; x") == 1


async def test_the_heading_says_the_title_once(bee):
    await bee.taps("I know what I want to change")
    assert bee.sees.count(TITLE) == 1
