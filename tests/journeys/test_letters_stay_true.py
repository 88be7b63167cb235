"""What the bot says of letters is true: which were sent, on which day, which wait, and which were begun."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.record import whole
from tests.journeys.stage import asks, hears, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
PLAN_NOT_KEPT = "Help in the plan is not given"
FINAL_PLAN = "Reminder: the final plan"
FINAL_COMPLAINT = "Complaint: the final plan is late"
IN_WRITING = "Put it in writing: what was that day?"
RECORDS = "The school's record of my child"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
LINES = "Plan: speech therapy, 30 minutes a week. Given: none. Since: 7 September."
TODAY = ("I sent it", "E-mail", "Today", "Skip", "Save")


def on(month, day, hour=9, minute=6):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


@pytest.fixture
async def late(bee):
    """The final plan is late, and its reminder is open."""
    await asks(bee, "12 march")
    await tell(bee, ">/letters", FINAL_PLAN, *NAMES)
    return bee


@pytest.fixture
async def alone(bee):
    """A letter is open in a record in which nothing else is waited for."""
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save")
    return bee


@pytest.fixture
def rows(scene, parent):
    """What is on the record of the parent now, table by table."""

    async def now(table):
        return (await whole(scene.bot.services.db, parent.id))[table]

    return now


async def opens_sent(person, title, day="5 Nov"):
    await tell(person, ">/letters", short(f"Sent {day}: {title}"))


async def kinds_told(rows):
    return sorted(row.kind for row in await rows("events"))


# A letter that was sent, or was not


async def test_a_letter_that_was_not_sent_after_all_is_an_unsent_letter_again(alone, rows, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await alone.taps("I did not send it")
    assert "Thu 5 November 2026" in alone.sees
    await alone.taps("Yes, I did not send it")
    assert "speech therapy" in alone.copyable[-1]
    assert "I sent it" in alone.buttons
    [letter] = await rows("letters")
    assert (letter.sent_on, letter.reply_by) == (None, None)
    assert await rows("events") == []
    await move(on(11, 13))
    assert "An answer to your letter" not in "\n".join(alone.said)


async def test_what_sending_it_put_on_the_record_goes_with_it(late, rows):
    await tell(late, "Make it firmer", *TODAY)
    assert await kinds_told(rows) == ["asked", "complained", "letter_sent"]
    await opens_sent(late, FINAL_COMPLAINT)
    await tell(late, "I did not send it", "Yes, I did not send it")
    assert await kinds_told(rows) == ["asked"]


async def test_what_the_parent_told_by_herself_stays_when_a_letter_was_not_sent(bee, rows):
    await asks(bee, "today")
    await writes(bee, "Request for an assessment")
    await tell(bee, *NAMES, ">She cannot follow lessons.", "Save", *TODAY)
    await opens_sent(bee, "Request for an assessment")
    await tell(bee, "I did not send it", "Yes, I did not send it")
    assert await kinds_told(rows) == ["asked"]


async def test_a_sent_letter_stays_sent_when_the_parent_says_so(alone, rows):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "I did not send it", "No, I sent it")
    assert "You sent this letter on Thu 5 November 2026" in alone.sees
    assert await kinds_told(rows) == ["letter_sent"]


async def test_the_letter_that_was_chased_waits_again_when_the_next_was_not_sent(late, rows):
    await tell(late, *TODAY, ">/letters", "All letters", "Asking for an assessment and a plan", FINAL_PLAN)
    await tell(late, "Write it", "Make it firmer", *TODAY)
    await opens_sent(late, FINAL_PLAN)
    assert "Your next letter took its place on Thu 5 November 2026" in late.sees
    await opens_sent(late, FINAL_COMPLAINT)
    await tell(late, "I did not send it", "Yes, I did not send it")
    await opens_sent(late, FINAL_PLAN)
    assert "It asked for an answer by Thu 12 November 2026" in late.sees
    assert "They answered" in late.buttons


async def test_another_day_of_sending_holds_in_the_record_and_in_the_next_letter(late, rows, move):
    await move(on(11, 9))
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    await tell(late, "I sent it", "E-mail", ">6 november", "Skip", "Save")
    await opens_sent(late, FINAL_PLAN, "6 Nov")
    await tell(late, "Another day", "Today", "Save")
    [letter] = await rows("letters")
    assert letter.sent_on.isoformat() == "2026-11-09"
    [told] = [row.happened_on for row in await rows("events") if row.kind == "letter_sent"]
    assert told == letter.sent_on
    await writes(late, FINAL_PLAN)
    await late.taps("Make it firmer")
    assert "9 November 2026: Reminder" in late.copyable[-1]
    assert "6 November 2026" not in late.copyable[-1]


async def test_what_a_letter_recorded_moves_with_its_day(late, rows, move):
    await late.taps("Make it firmer")
    await move(on(11, 9))
    await tell(late, ">/letters", f"Go on: {FINAL_COMPLAINT}")
    await tell(late, "I sent it", "E-mail", ">6 november", "Skip", "Save")
    await opens_sent(late, FINAL_COMPLAINT, "6 Nov")
    await tell(late, "Another day", "Today", "Save")
    [told] = [row.happened_on for row in await rows("events") if row.kind == "complained"]
    assert told.isoformat() == "2026-11-09"


async def test_who_takes_the_sending_off_the_record_has_not_sent_the_letter(late, rows):
    await tell(late, *TODAY, ">/children", "Bee", "What you told me", "2", "Remove it")
    assert "The letter is kept as not sent" in late.sees
    await late.taps("Yes, remove it")
    [letter] = await rows("letters")
    assert letter.sent_on is None
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}", "Make it firmer")
    assert "My earlier letters" not in late.copyable[-1]


async def test_who_removes_something_else_has_still_sent_the_letter(late, rows):
    await tell(late, *TODAY)
    await tell(late, ">/start", "Something happened", "Assessment or plan")
    await tell(late, "They wrote or rang, with no decision", "Today", "Save")
    await tell(late, ">/children", "Bee", "What you told me", "3", "Remove it", "Yes, remove it")
    [letter] = await rows("letters")
    assert letter.sent_on.isoformat() == "2026-11-05"


# An answer


async def test_an_answer_that_was_not_told_to_the_end_ends_no_wait(alone, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Stop")
    await hears(alone, move, on(11, 13), "An answer to your letter")


async def test_what_came_before_a_letter_is_no_answer_to_it(alone, move):
    await tell(alone, *TODAY, ">/start", "Something happened", "Assessment or plan")
    await tell(alone, "The council will assess", ">20 april", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    assert "They answered" in alone.buttons


async def test_what_the_council_does_is_no_answer_of_the_school(bee):
    await writes(bee, "Help in school that is not given")
    await tell(bee, *NAMES)
    while "I sent it" not in bee.buttons:
        way = next((each for each in ("Save", "Skip") if each in bee.buttons), ">A teaching assistant")
        await tell(bee, way)
    await tell(bee, *TODAY, ">/start", "Something happened", "Assessment or plan")
    await tell(bee, "They confirmed they got my request", "Today", "Save")
    await opens_sent(bee, "Help in school that is not given")
    assert "They answered" in bee.buttons


async def test_an_answer_to_one_letter_is_not_an_answer_to_another(late, rows):
    await tell(late, *TODAY)
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save", *TODAY)
    await opens_sent(late, FINAL_PLAN)
    await tell(late, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    answered = {row.template: row.answered_on for row in await rows("letters")}
    assert answered["A7"] is not None
    assert answered["B4"] is None


async def test_an_answer_that_is_taken_off_the_record_was_none(alone, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    assert "You told me of an answer on Thu 5 November 2026" in alone.sees
    await tell(alone, ">/children", "Bee", "What you told me", "2", "Remove it", "Yes, remove it")
    await hears(alone, move, on(11, 13), "An answer to your letter")


async def test_an_answer_of_a_day_before_the_letter_is_put_right_to_none(alone, move):
    await move(on(11, 6))
    await tell(alone, ">/letters", f"Go on: {PLAN_NOT_KEPT}", *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT, "6 Nov")
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await tell(alone, ">/children", "Bee", "What you told me", "2", "Correct the date", ">4 november", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT, "6 Nov")
    assert "They answered" in alone.buttons


async def test_they_did_not_answer_after_all(alone, rows, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    await alone.taps("They did not answer after all")
    assert "It asked for an answer by Thu 12 November 2026" in alone.sees
    assert await kinds_told(rows) == ["letter_sent", "replied"]
    await hears(alone, move, on(11, 13), "An answer to your letter")
