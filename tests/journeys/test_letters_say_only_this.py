"""A letter draws on the matter that it is about, and on nothing else of what the family has told."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.families import happens, logs, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import asks, meets, tell, writes

OLD = datetime(2024, 4, 22, 11, 20, tzinfo=LONDON)  # a Monday
NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
SENT = ("I sent it", "E-mail", "Today", "Skip", "Save")
LATE = "Reminder: yes or no to an assessment"
LATE_PLAN = "Reminder: the final plan"
PLAN_NOT_KEPT = "Help in the plan is not given"
IN_WRITING = "Put it in writing: what was that day?"
MUST_STOP = "Being sent home must stop, or be recorded"
SENT_HOME = "Sent home, not called a suspension"
TO_THE_SCHOOL = "Complaint to the school"
STAGE_TWO = "Complaint: please go to stage two"


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


def letter(person):
    return "\n\n".join(person.copyable)


async def firmer(person):
    await person.taps("Make it firmer")
    return letter(person)


async def answers_all(person):
    """Says something to whatever the letter asks, until it is there."""
    while "I sent it" not in person.buttons:
        await tell(person, next((each for each in ("Save", "Skip") if each in person.buttons), ">Some help"))


async def receipt(person):
    await happens(person, "Assessment or plan", "They confirmed they got my request", "Today")


async def test_a_receipt_of_the_first_request_is_none_of_the_second(scene, bee):
    scene.clock.move_to(OLD)
    await asks(bee, "today")
    await receipt(bee)
    await happens(bee, "Assessment or plan", "The council will not assess", "Today")
    scene.clock.move_to(NOW)
    await asks(bee, "1 september")
    await writes(bee, LATE)
    await tell(bee, *NAMES)
    assert "take it that you received it" in letter(bee)
    assert "You received my request" not in letter(bee)
    await receipt(bee)
    await tell(bee, ">/letters", short(f"Go on: {LATE}"))
    assert "take it that you received it" not in letter(bee)


async def test_a_letter_about_the_request_of_two_years_ago_is_not_quoted(scene, bee):
    scene.clock.move_to(OLD)
    await asks(bee, "1 march")
    await writes(bee, LATE)
    await tell(bee, *NAMES, *SENT)
    await happens(bee, "Assessment or plan", "The council will not assess", "Today")
    scene.clock.move_to(NOW)
    await asks(bee, "1 september")
    await writes(bee, LATE)
    assert "2024" not in letter(bee)
    assert "2024" not in await firmer(bee)


async def test_a_letter_of_this_matter_is_quoted(scene, bee):
    await asks(bee, "1 september")
    await writes(bee, LATE)
    await tell(bee, *NAMES, *SENT)
    scene.clock.move_to(NOW.replace(day=12))
    await writes(bee, LATE)
    assert "I also wrote on 5 November 2026" in letter(bee)


async def test_a_letter_to_the_school_is_not_quoted_to_the_council(bee):
    """Both stand in the one case of the plan."""
    await asks(bee, "12 march")
    await writes(bee, "Help in school that is not given")
    await tell(bee, *NAMES)
    await answers_all(bee)
    await tell(bee, *SENT)
    await writes(bee, LATE_PLAN)
    assert "I sent it" in bee.buttons
    assert "Help in school" not in await firmer(bee)


async def test_days_out_of_a_case_that_is_over_are_not_in_the_letter(scene, bee):
    scene.clock.move_to(OLD)
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    scene.clock.move_to(NOW)
    await logs(bee, SENT_HOME, "Yesterday", ">11", "No", "No")
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await writes(bee, MUST_STOP)
    await tell(bee, *NAMES)
    await answers_all(bee)
    assert "4 November 2026" in letter(bee)
    assert "5 November 2026" in letter(bee)
    assert "2024" not in letter(bee)


async def test_the_ombudsman_is_not_told_of_a_childs_health_or_of_the_school(bee):
    await asks(bee, "12 march")
    await happens(bee, "The health service", "My child was referred to a specialist", "Today")
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "Yes", "No")
    await happens(bee, "A complaint", "I complained to the council", "E-mail", ">1 september")
    await writes(bee, STAGE_TWO)
    await tell(bee, *NAMES)
    await answers_all(bee)
    words = await firmer(bee)
    assert "12 March 2026: I asked" in words
    assert "1 September 2026" in words
    for private in ("referred", "suspend", "Suspend"):
        assert private not in words


async def gives_an_address(person, *lines):
    await tell(person, "Change or leave out", "Where it goes", ">" + "\n".join(lines), "Save")


async def test_the_address_of_the_old_school_does_not_go_to_the_new_one(scene, bee):
    await names_a_school(bee, "Bee", "Old School")
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await writes(bee, IN_WRITING)
    await tell(bee, *NAMES[:2], "Skip", "Skip", "Save")
    await gives_an_address(bee, "Mr Oldhead", "Old School")
    assert "Mr Oldhead" in letter(bee)
    await names_a_school(bee, "Bee", "New School")
    await tell(bee, ">/letters", short(f"Go on: {IN_WRITING}"))
    assert "Oldhead" not in letter(bee)
    assert "New School" in letter(bee)


async def test_with_the_child_goes_every_address_that_was_given_for_it(scene, bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await writes(bee, IN_WRITING)
    await tell(bee, *NAMES)
    await gives_an_address(bee, "Mr Oldhead", "Old School")
    await tell(bee, ">/children", "Bee", "Remove Bee", "Yes, erase")
    [row] = (await whole(scene.bot.services.db, bee.id))["parents"]
    assert "Oldhead" not in str(row.ways)
