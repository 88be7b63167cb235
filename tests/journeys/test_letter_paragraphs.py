"""A parent's own paragraphs, and what can be left out: old buttons and double taps do what they say."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys.record import whole
from tests.journeys.stage import asks, meets, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)
FINAL_PLAN = "Reminder: the final plan"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
FIRST, SECOND = "First of mine.", "Second of mine."
CHANGE = "Change or leave out"


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


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Leave out: What happened", "left_out"),
        ("Copy to the director", "copies"),
        ("Attach: a chronology", "attachments"),
    ],
)
async def test_two_taps_choose_once(late, given, label, name):
    await late.taps(CHANGE)
    await twice(late, label)
    assert len((await given())[name]) == 1
    other = (
        label.replace("Leave out", "Put back").replace("Copy", "No copy").replace("Attach", "Do not attach")
    )
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
    await late.taps(CHANGE)
    _, add = late.button("Add a paragraph")
    for words in ("Third", "Fourth", "Fifth", "Sixth"):
        await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
        await adds(late, f"{words} of mine.")
    await late.taps_forged(add["callback_data"])
    await tell(late, ">Seventh of mine.", "Save")
    assert late.copyable[-1] == "Seventh of mine."
    assert "6 paragraphs of your own already" in late.sees
    assert "Seventh of mine." not in (await given())["paragraphs"]


async def test_a_number_is_never_given_twice(late):
    await tell(late, CHANGE, f"Paragraph 2: {SECOND}")
    _, out = late.button("Take it out")
    await tell(late, "Take it out", "Back to the letter")
    await adds(late, "Another of mine.")
    await late.taps_forged(out["callback_data"])
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert mine(late) == [FIRST, "Another of mine."]
