"""After a day out of school is logged: the next thing to do, in words that a frightened parent can use."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys.families import SCHOOL_YEAR, TRAINING, logs, names_a_school
from tests.journeys.stage import hears, hears_not, meets, quiet, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
SENT_HOME = "Sent home, not called a suspension"
EXCLUDED = "Permanently excluded"
NO_LETTER = "Suspended, and nothing in writing"
ASK_GOVERNORS = "Ask the governors to meet"
SHORT = 1500  # characters: a screen and a half of a phone


def on(month, day, hour=9, minute=6):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    """A parent of one child, Bee, whose school has given its dates."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await names_a_school(parent, "Bee")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save", ">/start")
    return parent


async def tells_of_it(person, *acts):
    """Something happened in the exclusion that is on the record."""
    await tell(person, ">/start", "Something happened", "Suspension or exclusion")
    await tell(person, person.buttons[0], *acts)


async def test_a_permanent_exclusion_says_first_what_matters_first(bee):
    await logs(bee, EXCLUDED, "Today", "Not yet", "No")
    first, governors = bee.sees.index("What to know first"), bee.sees.index("What this means for Bee")
    assert first < governors
    assert "You do not have to ask. You may come, speak, and bring someone with you." in bee.sees
    assert "keep Bee out of public places" in bee.sees
    assert "IPSEA" in bee.sees
    assert len(bee.sees) < SHORT
    await bee.taps("What to do before the meeting")
    assert "Send what you want to say in writing before it" in bee.sees


async def test_what_dates_take_for_granted_is_a_tap_away_and_not_in_the_way(bee):
    await logs(bee, EXCLUDED, "Today", "Yes", "No")
    assert "“Why these dates?” says what else they take for granted" in bee.sees
    await tell(bee, "Why these dates?", "The governors must meet")
    assert "because the head must tell the governors without delay" in bee.sees


async def test_the_governors_meeting_is_nudged_before_its_last_day(bee, move):
    await logs(bee, EXCLUDED, "Today", "Yes", "No")
    # 15 school days after Thu 5 November: Thu 26 November
    await hears(bee, move, on(11, 21), "The governors must meet")


async def test_a_suspension_without_a_letter_is_asked_about_on_the_same_evening(bee, move):
    await logs(bee, "Suspended", "Today", ">6 november", "Whole days", "No", "No")
    assert "What to write to the school" in bee.buttons
    await hears(bee, move, on(11, 5, 18, 1), NO_LETTER)
    await bee.taps("What to write")
    assert "I was told that my child is suspended." in bee.sees
    assert "how to object, and to whom I write" in bee.sees
    await bee.taps("I asked for it")
    await hears_not(bee, move, on(11, 8), NO_LETTER)


async def test_nobody_asks_for_a_letter_that_has_come(bee, move):
    await logs(bee, "Suspended", "Today", ">6 november", "Whole days", "Yes", "No")
    assert "What to write to the school" not in bee.buttons
    await quiet(bee, move, on(11, 5, 18, 1))


@pytest.mark.parametrize("first", [SENT_HOME, "Suspended"])
async def test_who_asked_and_heard_nothing_is_asked_about_it_once(bee, move, first):
    days = ("Today", ">11") if first == SENT_HOME else ("Today", "Only that day", "All day")
    await logs(bee, first, *days, "No", "No")
    await tell(bee, "What to write to the school", "I asked for it")
    # 3 working days after Thu 5 November: Tue 10 November
    await quiet(bee, move, on(11, 10))
    await hears(bee, move, on(11, 11), "What you asked the school for")
    await hears_not(bee, move, on(11, 25), "What you asked the school for")


async def test_who_had_an_answer_is_not_asked(bee, move):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, "What to write to the school", "I asked for it")
    await tells_of_it(
        bee, "It has come in writing", "A day that was not called a suspension", "Today", "Save"
    )
    await quiet(bee, move, on(11, 11))


async def test_they_replied_offers_first_what_would_end_the_wait(bee, move):
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "No", "No")
    await hears(bee, move, on(11, 5, 18, 1), NO_LETTER)
    await bee.taps("They replied")
    assert bee.buttons == [
        "It has come in writing",
        "My child is back, or it was cancelled",
        "Something else",
        "Home",
    ]
    await tell(bee, "It has come in writing", "A suspension or exclusion", "Today", "Save")
    await bee.says("/dates")
    assert NO_LETTER not in bee.sees


async def test_something_else_they_said_is_told_as_before(bee, move):
    await logs(bee, "Suspended", "Today", "Only that day", "All day", "No", "No")
    await hears(bee, move, on(11, 5, 18, 1), NO_LETTER)
    await tell(bee, "They replied", "Something else")
    assert "The governors met" in bee.buttons


async def test_what_was_seen_to_is_no_longer_on_the_page(bee):
    await logs(bee, "Suspended", ">2 november", ">9 november", "Whole days", "Yes", "No")
    await bee.says("/out")
    assert "the governors must meet if you ask them" in bee.sees
    assert "If the total" not in bee.sees
    await tells_of_it(bee, "I asked the governors to meet", "E-mail", "Today", "Save")
    await bee.says("/out")
    assert "the governors must meet if you ask them" not in bee.sees


async def test_a_suggested_day_that_has_gone_by_is_not_too_late(bee):
    await logs(bee, "Suspended", ">12 october", ">20 october", "Whole days", "Yes", "No")
    assert f"{ASK_GOVERNORS}: we suggested doing it by" in bee.sees
    assert "You still can." in bee.sees


async def test_a_date_that_was_over_when_it_was_told_is_asked_about(bee):
    await logs(bee, EXCLUDED, ">5 october", "Yes", "No")
    assert "I know only what you have told me." in bee.sees
    await bee.taps("Some of it was done")
    assert "The governors met" in bee.buttons


async def test_what_is_just_begun_is_not_asked_about(bee):
    await logs(bee, EXCLUDED, "Today", "Yes", "No")
    assert "I know only what you have told me." not in bee.sees
    assert "Some of it was done" not in bee.buttons


async def test_a_child_kept_away_for_safeguarding_is_not_told_that_it_should_have_been_a_suspension(bee):
    await logs(bee, SENT_HOME, "Today", "All day", "Yes", "Yes")
    assert "Sent home for safeguarding" in bee.sees
    assert "Sent home: ask for it in writing" not in bee.sees


async def test_home_says_since_when_a_child_is_out_of_school(bee):
    await logs(bee, "Ill, or too anxious to go", ">7 september", "It has not ended yet")
    await bee.says("/start")
    assert "Out of school since Mon 7 September 2026." in bee.sees
    await tell(bee, "Days out of school", "It has ended: Ill or anxious", "Yesterday", "Save", ">/start")
    assert "Out of school since" not in bee.sees


@pytest.mark.parametrize("part_time", [True, False])
async def test_home_counts_only_who_is_not_in_school_at_all(bee, part_time):
    if part_time:
        await logs(bee, "Part-time timetable", ">7 september", "Every day", "Home at lunchtime", "No")
    else:
        await logs(bee, "In school, away from the class", ">7 september", "It has not ended yet")
    await bee.says("/start")
    assert "Out of school since" not in bee.sees
    assert "Nothing recorded yet" not in bee.sees


async def test_home_knows_of_calls_alone_and_they_can_be_had_as_files(bee):
    await tell(
        bee,
        ">/out",
        "Calls and meetings",
        "A call, meeting or message",
        "They rang me",
        "Today",
        "Skip",
        "Skip",
        ">He was sad",
        "Skip",
        "Save",
    )
    await bee.says("/start")
    assert "Nothing recorded yet" not in bee.sees
    await bee.says("/out")
    assert "Files" in bee.buttons


async def test_a_range_offers_to_be_told_the_schools_dates(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    await logs(
        parent, "Told to keep my child at home", ">12 october", ">30 october", "Whole days", "No", "No"
    )
    assert "Tell me the school's dates" in parent.buttons
    await parent.says("/out")
    await parent.taps("Tell me the school's dates")
    assert "Name the school" in parent.buttons


async def test_where_the_dates_are_known_nothing_is_asked(bee):
    await logs(bee, "Told to keep my child at home", ">12 october", ">30 october", "Whole days", "No", "No")
    assert "Tell me the school's dates" not in bee.buttons


async def test_news_typed_where_a_name_is_asked_is_not_taken_for_a_name(bee):
    await tell(bee, ">/letters", "Request for an assessment")
    assert "What is your name" in bee.sees
    await bee.says("sent home again")
    assert "Shall I log this?" in bee.sees
    await tell(bee, "Back to the question", ">Amira Khan")
    assert "full name" in bee.sees


async def test_the_list_of_entries_says_at_what_time(bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, ">/out", "What I logged")
    assert "home at 11am" in bee.sees


async def test_much_illness_is_not_said_to_be_suspensions(bee):
    await logs(bee, "Ill, or too anxious to go", ">14 september", ">9 october")
    await logs(bee, SENT_HOME, "Today", "All day", "No", "No")
    assert "21 days</b>" not in bee.sees
    assert "Of these, 1 day sent or kept home and not recorded as a suspension" in bee.sees
