"""The day on which a letter was sent: what can be told, what is kept, and what comes next."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.families import happens, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import asks, hears, meets, tell, writes

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


# What comes next


async def opens(person, title, *acts):
    """A letter of the set, with the names given, and answers to whatever it asks."""
    await writes(person, title)
    await tell(person, *acts)
    while "I sent it" not in person.buttons:
        way = next((each for each in ("Save", "Skip") if each in person.buttons), ">As before.")
        await tell(person, way)


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


async def test_who_asks_for_records_is_told_the_date_to_watch(bee):
    await opens(bee, "My child's records: subject access request", *NAMES)
    await tell(bee, *SENT, "Today", "Skip", "Save")
    assert "You asked to hear from them by Thu 12 November 2026." in bee.sees
    assert (
        "The date to watch is Mon 7 December 2026: if nothing has come by then, come back here." in bee.sees
    )


async def test_nobody_is_led_to_complain_before_the_date_in_law(bee):
    await names_a_school(bee, "Bee")
    await opens(bee, "The school's record of my child", *NAMES)
    await tell(bee, *SENT, "Today", "Skip", "Save")
    day = "Fri 4 December 2026"  # the last it can be, where the holidays are not known
    assert (
        f"The date to watch is {day}: if nothing has come by then, come back here: the next step" in bee.sees
    )
    assert "the next step is “Complaint to the school”" in bee.sees


async def test_a_complaint_about_a_late_plan_waits_until_it_is_late(bee):
    await asks(bee, "26 june")
    await tell(bee, ">/letters", "All letters", "Asking for an assessment and a plan", FINAL_PLAN)
    await tell(bee, "Write it", *NAMES, *SENT, "Today", "Skip", "Save")
    assert "You asked to hear from them by Thu 12 November 2026. The date to watch is" in bee.sees
    assert "Fri 13 November 2026: if nothing has come by then, come back here: the next step is" in bee.sees
    assert "“Complaint: the final plan is late”" in bee.sees


async def test_a_letter_that_is_sent_once_more_is_not_named_as_if_it_were_another(bee, move):
    await opens(bee, "Adjustments first, before a sanction", *NAMES)
    await tell(bee, *SENT, "Today", "Skip", "Save")
    assert (
        "by Thu 19 November 2026, come back here: the next step is to send it once more, firmer." in bee.sees
    )
    await hears(bee, move, on(20), "An answer to your letter")
    await bee.taps("What now?")
    await bee.taps(short("Firmer: Adjustments first, before a sanction"))
    assert "As before." in bee.copyable[-1]  # what she said in the first one
    assert "Make it gentler" in bee.buttons


async def test_a_day_that_has_gone_by_is_not_spoken_of_as_to_come(scene, late):
    scene.clock.move_to(on(16))
    await tell(late, *SENT, "Today", "Skip", "Save")
    assert (
        "Your letter asked for an answer by Thu 12 November 2026. If nothing comes in the next" in late.sees
    )


async def test_the_next_step_stays_in_the_case_of_the_letter(scene, bee, move):
    """A second quarrel with the school, told later, is another matter."""
    exclusion = ("Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", "Today")
    await happens(bee, *exclusion)
    await opens(bee, "No pressure to leave the school", *NAMES)
    await tell(bee, *SENT, "Today", "Skip", "Save")
    await happens(bee, exclusion[0], "Something new", *exclusion[1:])
    await hears(bee, move, on(13), "An answer to your letter")
    await tell(bee, "What now?", short("Write: Complaint: pressure to leave the school"))
    written = (await whole(scene.bot.services.db, bee.id))["letters"]
    assert len(written) == 2
    assert len({each.case_id for each in written}) == 1


async def test_the_chair_of_governors_comes_after_a_complaint_to_the_school(bee, move):
    await opens(bee, "Help in school that is not given", *NAMES)
    await tell(bee, "Make it firmer", *SENT, "Today", "Skip", "Save")
    assert "the next step is “Complaint to the chair of governors”" in bee.sees


async def test_who_has_no_letter_left_is_told_who_advises(bee, move):
    await opens(bee, "Complaint to the school", *NAMES)
    await tell(bee, "Make it firmer" if "Make it firmer" in bee.buttons else "Write to the chair")
    await tell(bee, *SENT, "Today", "Skip", "Save")
    assert "by Thu 26 November 2026, come back here. I keep" in bee.sees
    await hears(bee, move, on(27), "An answer to your letter")
    await bee.taps("What now?")
    assert "advise for free: IPSEA" in bee.sees
    assert "the next step" not in bee.sees
