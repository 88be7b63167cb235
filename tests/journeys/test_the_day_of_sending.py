"""The day on which a letter was sent: what can be told, what is kept, and what comes next."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.record import whole
from tests.journeys.stage import asks, hears, meets, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
FINAL_PLAN = "Reminder: the final plan"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
SENT = ("I sent it", "E-mail")


def on(day, hour=9, minute=6):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def late(scene, parent):
    """The final plan is late, and its reminder is open, with the words of 5 November."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await asks(parent, "12 march")
    await tell(parent, ">/letters", FINAL_PLAN, *NAMES)
    return parent


@pytest.fixture
def letter(scene, parent):
    async def now():
        [row] = (await whole(scene.bot.services.db, parent.id))["letters"]
        return row

    return now


@pytest.mark.parametrize("day", ["1 march 2017", "4 november", "1 february 2026"])
async def test_a_letter_is_not_sent_before_it_was_begun(late, letter, day):
    await tell(late, *SENT, f">{day}", ">In my sent folder", "Save")
    assert "You began this letter on Thu 5 November 2026" in late.sees
    await tell(late, "Today")
    assert "In my sent folder" in late.sees
    await late.taps("Save")
    assert (await letter()).sent_on == NOW.date()


async def test_a_letter_begun_earlier_may_have_been_sent_on_any_day_since(scene, late, letter):
    scene.clock.move_to(on(9))
    await tell(late, ">/letters", short(f"Go on: {FINAL_PLAN}"), *SENT, ">6 november", "Skip", "Save")
    assert (await letter()).sent_on == on(6).date()


async def test_another_day_cannot_be_before_the_letter_was_begun_either(scene, late, letter):
    await tell(late, *SENT, "Today", "Skip", "Save", ">/letters", short(f"Sent 5 Nov: {FINAL_PLAN}"))
    await tell(late, "Another day", ">1 november", "Save")
    assert "You began this letter on Thu 5 November 2026" in late.sees
    await tell(late, "Today", "Save")
    assert (await letter()).sent_on == NOW.date()


async def test_the_words_of_the_day_of_sending_are_kept(scene, late, letter):
    """Copied on the 5th; opened again on the 9th, only to say so."""
    scene.clock.move_to(on(9))
    await tell(late, ">/letters", short(f"Go on: {FINAL_PLAN}"))
    assert "9 November 2026" in "\n".join(late.copyable)
    await tell(late, *SENT, ">5 november", "Skip", "Save")
    assert "by Thu 12 November 2026" in late.sees
    kept = await letter()
    assert "\n5 November 2026\n" in kept.words
    assert "9 November 2026" not in kept.words


async def test_the_answer_is_waited_for_by_the_day_that_the_letter_names(scene, late, move):
    scene.clock.move_to(on(16))
    await tell(late, *SENT, "Today", "Skip", "Save")
    assert "by Thu 12 November 2026" in late.sees


async def test_a_letter_sent_in_a_case_that_was_over_opens_it_again(scene, late, move):
    await tell(late, ">/dates", "This is over", "Yes, it is over", ">/letters")
    await tell(late, f"Go on: {FINAL_PLAN}", *SENT, "Today", "Skip", "Save")
    [case] = [row for row in (await whole(scene.bot.services.db, late.id))["cases"] if row.kind == "plan"]
    assert case.ended_on is None
    await hears(late, move, on(13), "a date to check")


async def test_after_sending_the_next_step_is_named(late):
    await tell(late, *SENT, "Today", "Skip", "Save")
    assert "come back here: the next step is “Complaint: the final plan is late”" in late.sees


async def test_after_a_complaint_the_next_stage_is_named(late):
    await tell(late, "Make it firmer", *SENT, "Today", "Skip", "Save")
    assert "the next step is “Complaint: please go to stage two”" in late.sees
