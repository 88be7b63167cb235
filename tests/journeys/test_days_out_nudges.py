"""What the log brings by itself: a nudge on the same evening, at day 6, at day 15, in time to ask."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys.families import SCHOOL_YEAR, TRAINING, logs, names_a_school
from tests.journeys.stage import hears, hears_not, meets, quiet, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
SENT_HOME = "Sent home, not called a suspension"
DAY_6 = "Teaching from day 6 of a suspension"


def on(month, day, hour=9, minute=6, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    """A parent of one child, Bee, whose school has given its dates."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await names_a_school(parent, "Bee")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save", ">/start")
    return parent


async def test_a_send_home_without_a_letter_is_asked_about_on_the_same_evening(bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await quiet(bee, move, on(11, 5, 17, 55))
    await hears(bee, move, on(11, 5, 18, 1), "Sent home, and nothing in writing")
    await bee.taps("What to write")
    assert "Please tell me in writing" in bee.sees


async def test_nothing_is_said_in_the_evening_to_who_has_asked_already(bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, "What to write to the school", "I asked for it")
    await quiet(bee, move, on(11, 5, 18, 1))
    await quiet(bee, move, on(11, 10))


@pytest.mark.parametrize("said", ["Yes"])
async def test_nothing_is_said_in_the_evening_where_it_came_in_writing(bee, move, said):
    await logs(bee, SENT_HOME, "Today", ">11", said, "No")
    await quiet(bee, move, on(11, 5, 18, 1))


async def test_who_logs_it_late_in_the_evening_has_just_read_it_and_hears_once_more_later(scene, bee, move):
    scene.clock.move_to(on(11, 5, 21, 30))
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await quiet(bee, move, on(11, 6))
    await hears(bee, move, on(11, 8), "Sent home, and nothing in writing")


async def test_a_removed_entry_is_never_nudged_about(bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, "Put this right", "Remove it", "Yes, remove it")
    await quiet(bee, move, on(11, 5, 18, 1))
    await quiet(bee, move, on(11, 20))


async def test_the_sixth_day_is_counted_across_suspensions_that_follow_straight_on(bee, move):
    await logs(bee, "Suspended", ">2 november", ">4 november", "Whole days", "Yes", "No")
    await logs(bee, "Suspended", ">5 november", ">11 november", "Whole days", "Yes", "No")
    # Mon 2 November is day 1, so Mon 9 November is day 6
    await hears_not(bee, move, on(11, 9), DAY_6)
    await hears(bee, move, on(11, 10), DAY_6)


async def test_a_suspension_of_five_days_brings_no_day_6(bee, move):
    await logs(bee, "Suspended", ">2 november", ">6 november", "Whole days", "Yes", "No")
    for day in range(9, 20):
        await hears_not(bee, move, on(11, day), DAY_6)


async def test_between_5_and_15_days_the_parent_is_told_in_time_to_ask_the_governors(bee, move):
    await logs(bee, "Suspended", ">14 september", ">18 september", "Whole days", "Yes", "No")
    await logs(bee, "Suspended", "Today", "Only that day", "After lunch", "Yes", "No")
    assert "Ask the governors to meet" in bee.sees
    await hears(bee, move, on(11, 8), "Ask the governors to meet")


async def test_over_15_days_the_governors_must_meet_and_are_chased_after_15_school_days(bee, move):
    await logs(bee, "Suspended", ">14 september", ">2 october", "Whole days", "Yes", "No")  # exactly 15
    assert "More than 15 days" not in bee.sees
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "Yes", "No")
    assert "More than 15 days of suspension this long term" in bee.sees
    await hears_not(bee, move, on(11, 26), "The governors must meet")  # the 15th school day after it
    await hears(bee, move, on(11, 27), "The governors must meet")


async def test_a_missed_exam_makes_the_governors_meet(bee, move):
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "Yes", "Yes")
    await quiet(bee, move, on(11, 26))
    await hears(bee, move, on(11, 27), "A missed exam: the governors must meet")


async def test_who_was_refused_by_the_governors_is_told_while_a_panel_can_be_asked_for(scene, bee, move):
    await logs(bee, "Permanently excluded", ">5 october", "Yes", "No")
    await tell(bee, ">/start", "Something happened", "Suspension or exclusion")
    await tell(bee, bee.buttons[0], "The governors decided")
    await tell(bee, "No, to a permanent exclusion", "Today", "Save")
    heard = []
    for day in range(6, 29):
        before = bee.acts
        await move(on(11, day))
        if bee.acts > before:
            heard.append(bee.sees)
    assert [words for words in heard if "Asking for an independent review" in words]


async def test_six_months_for_a_claim_are_counted_down_after_more_than_5_days(scene, bee, move):
    await logs(bee, "Suspended", ">14 september", ">21 september", "Whole days", "Yes", "No")
    await tell(bee, ">/dates")
    assert "Sat 13 March 2027" in bee.sees  # the day of the decision is the first day
    await hears(bee, move, on(2, 13, year=2027), "A claim, if a disability was the reason")


async def test_an_illness_that_reaches_15_days_while_nothing_new_is_logged_is_spoken_of_that_day(bee, move):
    await logs(bee, "Ill, or too anxious to go", ">2 november", "It has not ended yet")
    # Mon 2 November is day 1, so Fri 20 November is day 15
    await quiet(bee, move, on(11, 19))
    await hears(bee, move, on(11, 20), "Asking your council for teaching")
    await tell(bee, ">/out")
    assert "15 school days out for health this school year" in bee.sees


async def test_a_broken_promise_is_asked_about_on_the_day_after(bee, move):
    await tell(bee, ">/out", "Calls and meetings", "A call, meeting or message", "I rang them", "Today")
    await tell(bee, ">Mrs Zoffany", "SENCO", "Skip", ">she will send the plan", ">10 november", "Save")
    await quiet(bee, move, on(11, 10))
    await hears(bee, move, on(11, 11), "What was promised to you")
    await bee.taps("What was promised")
    assert "she will send the plan" in bee.sees
    await tell(bee, "They did not", "What to write")
    assert "Dear Mrs Zoffany," in bee.sees
    assert "It has not been done." in bee.sees
    await quiet(bee, move, on(11, 30))


async def test_a_promise_that_was_kept_is_not_asked_about(bee, move):
    await tell(bee, ">/out", "Calls and meetings", "A call, meeting or message", "They rang me", "Today")
    await tell(bee, "Skip", "Skip", "Skip", ">ring back", ">10 november", "Save", "They kept it")
    await quiet(bee, move, on(11, 12))
