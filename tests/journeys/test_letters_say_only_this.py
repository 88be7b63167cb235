"""A letter draws on the matter that it is about, and on nothing else of what the family has told."""

from datetime import datetime

import pytest

from bot.actions.letter_matter import OF_WHOEVER_HOLDS_IT
from bot.clock import LONDON
from bot.law.rules import bundled
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
IN_SCHOOL = "Help in school that is not given"
RECORDS = "Asking for records or information"
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


async def files(person, many):
    """The names of the letter's files."""
    before = len(person.files)
    await person.taps("Word")
    while len(person.files) < before + many or not person.buttons:
        await person.waits_past(person.acts)
    return [each.name for each in person.files[before:]]


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
    await writes(bee, IN_SCHOOL)
    await tell(bee, *NAMES)
    await answers_all(bee)
    await tell(bee, *SENT)
    await writes(bee, LATE_PLAN)
    assert "I sent it" in bee.buttons
    assert "Help in school" not in await firmer(bee)


@pytest.fixture
async def both_sides(bee):
    """A letter to the school was sent, and one to the council is open: both in the one case of the plan."""
    await asks(bee, "12 march")
    await writes(bee, IN_SCHOOL)
    await tell(bee, *NAMES)
    await answers_all(bee)
    await tell(bee, *SENT)
    await writes(bee, LATE_PLAN)
    return bee


async def test_a_letter_that_is_not_quoted_is_not_offered_to_be_attached(both_sides):
    await both_sides.taps("Change or leave out")
    assert "Attach: my earlier letters" not in both_sides.buttons


async def test_only_the_letters_that_are_quoted_go_with_it(scene, both_sides):
    await tell(both_sides, *SENT)
    scene.clock.move_to(NOW.replace(day=12))
    await writes(both_sides, LATE_PLAN)
    await tell(both_sides, "Change or leave out", "Attach: my earlier letters", "Back to the letter")
    assert "I attach my earlier letters." in letter(both_sides)
    await tell(both_sides, *SENT, ">/letters", short(f"Sent 12 Nov: {LATE_PLAN}"))
    assert await files(both_sides, 2) == ["A7-2026-11-12.docx", "A7-2026-11-05.docx"]


async def test_letters_that_were_not_sent_after_all_are_not_said_to_be_attached(scene, both_sides):
    await tell(both_sides, *SENT)
    scene.clock.move_to(NOW.replace(day=12))
    await writes(both_sides, LATE_PLAN)
    await tell(both_sides, "Change or leave out", "Attach: my earlier letters", "Back to the letter")
    await tell(both_sides, ">/letters", short(f"Sent 5 Nov: {LATE_PLAN}"))
    await tell(both_sides, "I did not send it", "Yes, I did not send it")
    await writes(both_sides, LATE_PLAN)
    assert "earlier letters" not in letter(both_sides)
    assert await files(both_sides, 1) == ["A7-2026-11-12.docx"]


async def test_a_letter_that_was_sent_keeps_its_earlier_ones_when_all_of_that_is_over(scene, bee):
    await asks(bee, "12 march")
    await writes(bee, LATE_PLAN)
    await tell(bee, *NAMES, "Make it firmer", *SENT)
    scene.clock.move_to(NOW.replace(day=30))
    await writes(bee, STAGE_TWO)
    await answers_all(bee)
    await tell(bee, "Change or leave out", "Attach: my earlier letters", "Back to the letter", *SENT)
    await tell(bee, ">/dates", "12 Mar 2026: You asked for an assessment", "This is over")
    await tell(bee, "Yes, it is over", ">/letters", short(f"Sent 30 Nov: {STAGE_TWO}"))
    assert await files(bee, 2) == ["G2-2026-11-30.docx", "A7-2026-11-05.docx"]


async def test_what_was_written_to_the_school_long_ago_in_another_case_is_not_quoted(scene, bee):
    """The case of a plan goes on for years."""
    scene.clock.move_to(OLD)
    await writes(bee, IN_SCHOOL)
    await tell(bee, *NAMES)
    await answers_all(bee)
    await tell(bee, *SENT)
    scene.clock.move_to(NOW)
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await writes(bee, TO_THE_SCHOOL)
    await answers_all(bee)
    assert "2024" not in letter(bee)
    assert "2024" not in await firmer(bee)


async def test_what_was_written_in_this_quarrel_is_quoted_however_long_it_goes_on(scene, bee):
    scene.clock.move_to(OLD)
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await writes(bee, MUST_STOP)
    await tell(bee, *NAMES)
    await answers_all(bee)
    await tell(bee, *SENT)
    scene.clock.move_to(OLD.replace(year=2025, month=5))
    await writes(bee, TO_THE_SCHOOL)
    await answers_all(bee)
    assert "22 April 2024" in await firmer(bee)


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


async def test_the_council_is_not_told_of_a_complaint_to_the_school(bee):
    """Both were put into one complaint."""
    await asks(bee, "12 march")
    await happens(bee, "A complaint", "I complained to the council", "E-mail", ">1 september")
    await tell(bee, ">/start", "Something happened", "A complaint")
    await bee.taps(bee.buttons[0])
    await tell(bee, "I complained to the school", "E-mail", ">4 november", "Save")
    await writes(bee, STAGE_TWO)
    await tell(bee, *NAMES)
    await answers_all(bee)
    words = await firmer(bee)
    assert "1 September 2026" in words
    assert "the school" not in words


async def test_the_council_is_not_blamed_for_records_that_the_school_may_hold(bee):
    await happens(bee, RECORDS, "I asked for my child's records", "E-mail", ">1 september")
    await bee.says("/letters")
    assert "Complaint to the council: stage one" not in bee.buttons
    await asks(bee, "12 march")
    await happens(bee, "A complaint", "I complained to the council", "E-mail", ">1 september")
    await writes(bee, STAGE_TWO)
    await tell(bee, *NAMES)
    await answers_all(bee)
    words = await firmer(bee)
    assert "final plan" in words
    assert "records" not in words
    assert "personal data" not in words


def test_each_date_that_anybody_may_owe_is_one_of_the_rules():
    known = {each.id for each in bundled().all if each.owed_by == "council"}
    assert known >= {*OF_WHOEVER_HOLDS_IT}


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
