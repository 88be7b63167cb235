"""A case that is over stays over, and what is new or put right in it is never lost."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys.families import SCHOOL_YEAR, TRAINING, logs, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import hears, hears_not, meets, quiet, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
SENT_HOME = "Sent home, not called a suspension"
DAY_6 = "Teaching from day 6 of a suspension"


def on(month, day, year=2026):
    return datetime(year, month, day, 9, 6, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    """A parent of one child, Bee, whose school has given its dates."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await names_a_school(parent, "Bee")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save", ">/start")
    return parent


async def its_over(person):
    await tell(person, ">/dates", "This is over", "Yes, it is over")


async def cases_in(scene, person):
    """The number and the end of each case."""
    return [(row[0], row[-1]) for row in (await whole(scene.bot.services.db, person.id))["cases"]]


async def test_the_sixth_day_is_counted_on_from_a_suspension_that_was_said_to_be_over(bee, move):
    await logs(bee, "Suspended", ">2 november", ">4 november", "Whole days", "Yes", "No")
    await its_over(bee)
    await logs(bee, "Suspended", ">5 november", ">12 november", "Whole days", "Yes", "No")
    assert f"{DAY_6}: by Mon 9 November 2026" in bee.sees
    await hears(bee, move, on(11, 10), "1 other date has passed too")
    await bee.says("/dates")
    assert f"{DAY_6}: the last day was Mon 9 November 2026" in bee.sees


async def test_a_note_on_what_is_over_starts_nothing_again(scene, bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await its_over(bee)
    before = await cases_in(scene, bee)
    await tell(bee, ">/out", "What I logged", "1", "Add a note", ">Mrs Zoffany", "Office", ">A chair")
    await tell(bee, "Skip", "Skip", "Skip", "Save")
    assert await cases_in(scene, bee) == before
    await quiet(bee, move, on(11, 9))


async def test_a_day_put_right_in_what_is_over_is_watched_again(scene, bee):
    await logs(bee, SENT_HOME, ">3 november", "All day", "No", "No")
    await its_over(bee)
    await tell(bee, ">/out", "What I logged", "1", "Change it", "Change day", ">4 november", "Save")
    [(_, ended)] = await cases_in(scene, bee)
    assert ended is None


async def test_what_was_asked_for_in_a_case_that_was_over_is_watched_again(bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await its_over(bee)
    await tell(bee, ">/out", "What I logged", "1", "What to write to the school", "I asked for it")
    await hears(bee, move, on(11, 11), "What you asked the school for")


async def test_promises_that_were_ended_stay_ended_when_another_is_made(bee, move):
    promise = ("Calls and meetings", "A call, meeting or message", "They rang me", "Today", "Skip", "Skip")
    await tell(bee, ">/out", *promise, "Skip", ">Ring back", ">13 november", "Save")
    await its_over(bee)
    await tell(bee, ">/out", *promise, "Skip", ">Write", ">20 november", "Save")
    await hears_not(bee, move, on(11, 14), "What was promised")
    await hears(bee, move, on(11, 21), "What was promised")


async def test_a_note_moves_no_entry_away_from_what_was_told_of_it(scene, bee, move):
    await logs(bee, "Permanently excluded", ">2 november", "Yes", "No")
    scene.clock.move_to(on(1, 12, 2027))
    await tell(bee, ">/start", "Something happened", "Suspension or exclusion", bee_case(bee))
    await tell(bee, "The governors met", "Today", "Save")
    await tell(bee, ">/out", "What I logged", "1", "Add a note", ">Mrs Zoffany", "Office", ">A chair")
    await tell(bee, "Skip", "Skip", "Skip", "Save")
    assert len(await cases_in(scene, bee)) == 1
    await hears_not(bee, move, on(1, 14, 2027), "The governors must meet")


def bee_case(person):
    return "2 Nov 2026: Your child was permanently…"


async def test_each_long_term_has_a_record_of_its_own(scene, bee):
    await logs(bee, "Suspended", ">16 march", ">18 march", "Whole days", "Yes", "No")
    await logs(bee, "Suspended", ">2 november", ">3 november", "Whole days", "Yes", "No")
    assert len(await cases_in(scene, bee)) == 2


async def test_where_reminders_are_paused_the_bot_promises_none_and_offers_to_turn_them_on(bee, move):
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "No", "No")
    await tell(bee, ">/dates", "Pause reminders")
    await logs(bee, "Permanently excluded", ">9 november", "Yes", "No")
    assert "Reminders about this are paused" in bee.sees
    await bee.taps("Turn reminders on again")
    await hears(bee, move, on(11, 25), "The governors must meet")


async def test_the_fifteenth_day_of_illness_is_asked_about_though_an_earlier_record_is_over(bee, move):
    await logs(bee, "Ill, or too anxious to go", ">14 september", ">18 september")
    await its_over(bee)
    await logs(bee, "Ill, or too anxious to go", ">28 september", ">9 october")
    assert "Asking your council for teaching" in bee.sees


async def test_the_same_for_another_child_takes_the_days_and_not_what_was_noted(scene, bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(
        bee, "Add who rang, or a note", ">Mrs Zoffany", "Office", ">A chair", "Skip", "Skip", "Skip", "Save"
    )
    await tell(bee, ">/children", "Add a child", "West Northamptonshire", ">Cam", "Save")
    await tell(bee, ">/out", "Bee", "What I logged", "1", "Change it", "Save", "The same for Cam")
    assert "home at 11am" in bee.sees
    await tell(bee, ">/out", "Cam", "What I logged", "1")
    assert "Zoffany" not in bee.sees
    assert "chair" not in bee.sees


async def test_days_of_last_spring_bring_no_total_of_this_autumn(bee):
    await logs(bee, "Suspended", ">2 november", ">9 november", "Whole days", "Yes", "No")
    await logs(bee, "Suspended", ">16 march", "Only that day", "All day", "Yes", "No")
    assert "this long term" not in bee.sees
