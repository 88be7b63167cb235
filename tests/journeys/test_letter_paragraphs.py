"""A parent's own paragraphs, and what can be left out: old buttons and double taps do what they say."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.store import letters
from tests.journeys.record import whole
from tests.journeys.stage import asks, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)
FINAL_PLAN = "Reminder: the final plan"
PLAN_NOT_KEPT = "Help in the plan is not given"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
FIRST, SECOND = "First of mine.", "Second of mine."
CHANGE = "Change or leave out"
CHOICES = (
    ("left_out", "Leave out: What happened", "Put back: What happened"),
    ("copies", "Copy to the director", "No copy to the director"),
    ("attachments", "Attach: a chronology", "Do not attach: a chronology"),
)


@pytest.fixture
async def late(scene, parent):
    """The final plan is late, and its reminder is open with two paragraphs of the parent's own."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await asks(parent, "12 march")
    await tell(parent, ">/letters", FINAL_PLAN, *NAMES)
    for words in (FIRST, SECOND):
        await adds(parent, words)
    return parent


@pytest.fixture
def given(scene, parent):
    async def now():
        [row] = (await whole(scene.bot.services.db, parent.id))["letters"]
        return row.given

    return now


async def adds(person, words):
    await tell(person, CHANGE, "Add a paragraph", f">{words}", "Save")


async def fills(person, *names):
    for words in names:
        await tell(person, ">/letters", f"Go on: {FINAL_PLAN}")
        await adds(person, f"{words} of mine.")


def mine(person):
    """The own paragraphs of the letter that is shown, in order."""
    lines = "\n".join(person.copyable).splitlines()
    return [line for line in lines if line.endswith("of mine.")]


async def twice(person, label):
    """The same button of the same message, tapped again before the answer is looked at."""
    message, button = person.button(label)
    await person.taps(label)
    await person.taps_forged(button["callback_data"], message_id=message)


async def test_a_paragraph_that_is_written_anew_stays_itself_when_another_moves(late):
    await tell(late, CHANGE, f"Paragraph 2: {SECOND}")
    _, up = late.button("Move it up")
    await tell(late, "Back", f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.")
    await late.taps_forged(up["callback_data"])
    await tell(late, ">/start", "Carry on where you left off", "Save")
    assert mine(late) == [SECOND, "Better of mine."]


async def test_two_taps_take_out_one_paragraph(late):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}")
    await twice(late, "Take it out")
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [SECOND]


async def test_two_taps_move_it_up_by_one(late):
    await adds(late, "Third of mine.")
    await tell(late, CHANGE, "Paragraph 3: Third of mine.")
    await twice(late, "Move it up")
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [FIRST, "Third of mine.", SECOND]


@pytest.mark.parametrize(("name", "label", "other"), CHOICES)
async def test_two_taps_choose_once(late, given, name, label, other):
    await late.taps(CHANGE)
    await twice(late, label)
    assert len((await given())[name]) == 1
    await twice(late, other)
    assert (await given())[name] == []


@pytest.mark.parametrize("end", ["", ":", ":2", ":on"])
async def test_a_choice_that_no_button_makes_is_none(late, given, end):
    await late.taps_forged(f"leave:1:story{end}")
    assert "out of date" in late.sees
    assert not (await given()).get("left_out")


async def test_a_paragraph_that_was_taken_out_while_it_was_written_anew_comes_last(late):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}")
    _, out = late.button("Take it out")
    await tell(late, "Write it anew", ">Better of mine.")
    await late.taps_forged(out["callback_data"])
    await tell(late, ">/start", "Carry on where you left off", "Save")
    assert mine(late) == [SECOND, "Better of mine."]


async def test_where_there_is_no_room_the_words_are_given_back(late, given):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}")
    _, out = late.button("Take it out")
    await tell(late, "Write it anew", ">Better of mine.")
    await late.taps_forged(out["callback_data"])
    await fills(late, "Third", "Fourth", "Fifth", "Sixth", "Seventh")
    await tell(late, ">/start", "Carry on where you left off", "Save")
    assert late.copyable[-1] == "Better of mine."
    assert "6 paragraphs of your own already, so I have not added the words above" in late.sees
    assert len((await given())["paragraphs"]) == 6
    assert "Better of mine." not in (await given())["paragraphs"]


async def test_a_letter_that_went_meanwhile_gives_back_what_was_written_anew(late, given):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.")
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}", "I sent it", "E-mail", "Today", "Skip", "Save")
    await tell(late, ">/start", "Carry on where you left off", "Save")
    assert late.copyable[-1] == "Better of mine."
    assert (await given())["paragraphs"] == [FIRST, SECOND]


async def test_what_was_written_anew_waits_when_the_same_button_is_tapped_again(late):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}")
    _, anew = late.button("Write it anew")
    await tell(late, "Write it anew", ">Better of mine.")
    await late.taps_forged(anew["callback_data"])
    await tell(late, "Carry on", "Save")
    assert mine(late) == ["Better of mine.", SECOND]


async def test_a_number_is_never_given_twice(late):
    await tell(late, CHANGE, f"Paragraph 2: {SECOND}")
    _, out = late.button("Take it out")
    await tell(late, "Take it out", "Back to the letter")
    await adds(late, "Another of mine.")
    await late.taps_forged(out["callback_data"])
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [FIRST, "Another of mine."]


@pytest.fixture
def of_an_older_bot(scene, given):
    """The letter as it was kept when paragraphs had no numbers, and buttons named their places from 0."""

    async def now(**more):
        [row] = (await whole(scene.bot.services.db, None))["letters"]
        kept = {name: each for name, each in row.given.items() if name not in ("numbers", "last_paragraph")}
        async with scene.bot.services.db.transaction() as db:
            await letters.revise(db, row.id, given=kept | more)
        return row.id

    return now


async def test_a_letter_without_numbers_is_as_it_was(late, of_an_older_bot):
    await of_an_older_bot()
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [FIRST, SECOND]
    await tell(late, CHANGE, f"Paragraph 2: {SECOND}", "Move it up", "Back to the letter")
    assert mine(late) == [SECOND, FIRST]
    await tell(late, CHANGE, f"Paragraph 2: {FIRST}", "Take it out", "Back to the letter")
    assert mine(late) == [SECOND]


@pytest.mark.parametrize("route", ["ownpart", "ownup", "ownedit", "owndrop"])
@pytest.mark.parametrize("place", [0, 1])
async def test_an_old_button_that_named_a_place_changes_no_other_paragraph(
    late, of_an_older_bot, route, place
):
    number = await of_an_older_bot()
    await late.taps_forged(f"{route}:{number}:{place}")
    assert "out of date" in late.sees
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [FIRST, SECOND]


async def test_a_place_that_was_being_written_anew_in_an_older_bot_overwrites_nothing(late, of_an_older_bot):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.")
    await of_an_older_bot(editing=1)
    await tell(late, ">/start", "Carry on where you left off", "Save")
    assert mine(late) == [FIRST, SECOND, "Better of mine."]


async def test_an_old_button_never_moves_a_paragraph_down(late):
    await adds(late, "Third of mine.")
    await tell(late, CHANGE, "Paragraph 3: Third of mine.")
    _, to_second = late.button("Move it up")
    await tell(late, "Move it up", "Paragraph 2: Third of mine.", "Move it up")
    await late.taps_forged(to_second["callback_data"])
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == ["Third of mine.", FIRST, SECOND]


async def test_a_new_paragraph_that_waits_is_not_lost_when_another_is_written_anew(late):
    await tell(late, CHANGE, "Add a paragraph", ">Third of mine.", ">/letters", f"Go on: {FINAL_PLAN}")
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.", "Save")
    await tell(late, CHANGE, "Add a paragraph", "Carry on", "Save")
    assert mine(late) == ["Better of mine.", SECOND, "Third of mine."]


async def test_one_that_is_being_written_anew_stays_itself_when_another_is_added(late):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.")
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    await adds(late, "Third of mine.")
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", "Carry on", "Save")
    assert mine(late) == ["Better of mine.", SECOND, "Third of mine."]


async def test_what_was_written_for_one_is_never_put_in_place_of_another(late):
    await tell(late, CHANGE, f"Paragraph 1: {FIRST}", "Write it anew", ">Better of mine.")
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}", CHANGE, f"Paragraph 2: {SECOND}", "Write it anew")
    await tell(late, ">Other of mine.", "Save")
    assert mine(late) == [FIRST, "Other of mine."]


async def test_that_there_is_no_room_is_said_before_anything_is_typed(late):
    await late.taps(CHANGE)
    _, add = late.button("Add a paragraph")
    await fills(late, "Third", "Fourth", "Fifth", "Sixth")
    await late.taps_forged(add["callback_data"])
    assert "6 paragraphs of your own already" in late.sees
    assert "words above" not in late.sees


async def test_the_heading_of_a_firmer_letter_names_that_letter_alone(late):
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, ">Plan: speech therapy. Given: none.", "Skip", "Save", "Make it firmer")
    await tell(late, CHANGE, "What this letter asked you", "Change plan says, child gets")
    assert "Complaint: help in the plan is not given, 1 of" in late.sees
    assert PLAN_NOT_KEPT not in late.sees
