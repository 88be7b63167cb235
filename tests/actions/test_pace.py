"""Places in time: the limit is used to the full and never passed; one chat is written to more slowly."""

import asyncio

from bot.actions.pace import Pace


async def times(acts):
    """When each of these acts was done, in seconds from now."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    found = []

    async def one(act):
        await act()
        found.append(loop.time() - began)

    await asyncio.gather(*(one(act) for act in acts))
    return sorted(found)


async def test_places_are_given_one_after_the_other():
    pace = Pace(100)
    found = await times([pace.turn] * 31)
    assert found[-1] >= 0.29
    assert sum(moment < 0.1 for moment in found) <= 11


async def test_a_place_that_was_free_is_not_made_up_for_later():
    pace = Pace(50)
    await asyncio.sleep(0.2)
    found = await times([pace.turn] * 6)
    assert found[-1] >= 0.09


async def test_a_person_waits_and_a_group_waits_three_times_as_long():
    pace = Pace(1000, group_seconds=0.3)
    person = await times([lambda: pace.chat(7)] * 3)
    group = await times([lambda: pace.chat(-7)] * 2)
    assert person[-1] >= 0.19
    assert group[-1] >= 0.29


async def test_others_do_not_wait_for_a_chat_that_is_busy():
    pace = Pace(1000, group_seconds=3)
    await pace.chat(7)
    assert (await times([lambda: pace.chat(8)]))[0] < 1


async def test_a_flood_holds_everybody():
    pace = Pace(1000)
    pace.hold(0.2)
    assert (await times([pace.turn]))[0] >= 0.19
