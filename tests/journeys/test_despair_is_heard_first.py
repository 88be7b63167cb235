"""Words of despair: the help screen comes before everything else, and whatever was open waits."""

import pytest

from tests.journeys.record import kept, whole
from tests.journeys.stage import meets, tell

DESPAIR = "I can't go on, I want to end my life"


@pytest.mark.parametrize("despair", [DESPAIR, "i cant cope anymore", "He says he wants to kill himself"])
async def test_words_of_despair_bring_help_at_once_and_the_form_waits(scene, parent, despair):
    await meets(parent)
    await tell(parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post")
    before = await whole(scene.bot.services.db)
    await parent.says(despair)
    assert "116 123" in parent.sees
    assert "999" in parent.sees
    assert await whole(scene.bot.services.db) == before
    await tell(parent, "Carry on", "Today", "Save")
    assert (await kept(scene.bot.services.db))["events"] == [("asked", "post", "2026-03-12")]


@pytest.mark.parametrize("begun", [False, True])
async def test_words_of_despair_are_heard_outside_a_form_and_before_hello(parent, begun):
    if begun:
        await meets(parent)
    await parent.says(DESPAIR)
    assert "116 123" in parent.sees
    assert parent.buttons


async def test_words_of_despair_under_a_picture_and_in_a_changed_message_are_heard(parent):
    await meets(parent)
    await parent.sends_photo(caption=DESPAIR)
    assert "116 123" in parent.sees
    await parent.says("hello")
    await parent.edits(DESPAIR)
    assert "116 123" in parent.sees


async def test_words_of_despair_are_not_kept_and_are_in_no_copy(parent):
    await meets(parent)
    await tell(parent, f">{DESPAIR}", "Carry on", ">/export")
    assert "end my life" not in parent.files[-1].content.decode()


async def test_the_child_whose_name_was_asked_for_is_not_called_by_words_of_despair(scene, parent):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire", ">i want to die", "Carry on", ">Bee", "Save")
    assert (await kept(scene.bot.services.db))["children"] == [("Bee", None, None, None)]
