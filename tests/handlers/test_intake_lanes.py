import asyncio
import logging

import pytest
from botapi import a_message, an_update
from telegram import Update

from handlers.edge.lanes import Lanes, committed, lane_of

SAM, ALEX = 1, 2


@pytest.fixture
def seen():
    return []


def handler(seen, fail=None):
    """Notes each update as it begins and ends, and lets others run in between."""

    async def handle(update):
        seen.append(f"{update.update_id} begins")
        await asyncio.sleep(0.01)
        if fail:
            fail(update)
        seen.append(f"{update.update_id} ends")

    return handle


async def test_updates_of_one_chat_are_handled_in_order_and_never_two_at_once(seen):
    lanes = Lanes(handler(seen))
    for number in (1, 2, 3):
        await lanes.take(an_update(number, SAM))
    await lanes.idle()
    assert seen == [f"{number} {what}" for number in (1, 2, 3) for what in ("begins", "ends")]


async def test_updates_of_different_chats_are_handled_side_by_side(seen):
    lanes = Lanes(handler(seen))
    await lanes.take(an_update(1, SAM))
    await lanes.take(an_update(2, ALEX))
    await lanes.idle()
    assert seen == ["1 begins", "2 begins", "1 ends", "2 ends"]


async def test_an_update_settles_when_it_is_committed_and_the_next_waits_for_the_speaking():
    spoken = asyncio.Event()
    begun = []

    async def handle(update):
        begun.append(update.update_id)
        committed()
        await spoken.wait()

    lanes = Lanes(handle)
    first = await lanes.take(an_update(1, SAM))
    second = await lanes.take(an_update(2, SAM))
    assert await asyncio.wait_for(first, 1) is True
    await asyncio.sleep(0.01)
    assert begun == [1]
    assert not second.done()
    spoken.set()
    assert await asyncio.wait_for(second, 1) is True
    await lanes.idle()


async def test_a_handler_that_never_says_committed_settles_when_it_ends(seen):
    lanes = Lanes(handler(seen))
    assert await (await lanes.take(an_update(1, SAM))) is True
    await lanes.idle()


async def test_what_failed_before_its_commit_is_tried_again_in_its_place_in_the_lane(seen):
    locked = [True, True]

    def fail(update):
        if update.update_id == 1 and locked:
            locked.pop()
            raise OSError("locked")

    lanes = Lanes(handler(seen, fail), pauses=(0.01, 0.01, 0.01))
    first, second = [await lanes.take(an_update(number, SAM)) for number in (1, 2)]
    assert await first is True
    assert await second is True
    assert seen == ["1 begins", "1 begins", "1 begins", "1 ends", "2 begins", "2 ends"]
    await lanes.idle()


async def test_what_fails_every_time_is_given_up_and_only_numbers_and_kinds_are_logged(seen, caplog):
    def fail(update):
        raise ValueError(update.message.text)

    lanes = Lanes(handler(seen, fail), pauses=(0.01, 0.01, 0.01))
    assert await (await lanes.take(an_update(1, SAM, "about Jo"))) is False
    await lanes.idle()
    assert seen == ["1 begins"] * 4
    assert caplog.messages[-1] == "Update 1 failed each time (ValueError); given up."
    assert "Jo" not in caplog.text


async def test_what_failed_after_its_commit_is_not_done_again():
    done = []

    async def handle(update):
        done.append(update.update_id)
        committed()
        raise OSError

    lanes = Lanes(handle)
    assert await (await lanes.take(an_update(1, SAM))) is True
    await lanes.idle()
    assert done == [1]


async def test_no_more_are_in_flight_than_the_cap_allows():
    gate = asyncio.Event()
    running = []

    async def handle(update):
        running.append(update.update_id)
        await gate.wait()

    lanes = Lanes(handle, at_once=3)
    for number in (1, 2, 3):
        await lanes.take(an_update(number, chat=number))
    fourth = asyncio.create_task(lanes.take(an_update(4, chat=4)))
    await asyncio.sleep(0.02)
    assert running == [1, 2, 3]
    assert not fourth.done()
    gate.set()
    assert await (await fourth) is True
    await lanes.idle()


async def test_lanes_vanish_when_they_are_empty(seen):
    lanes = Lanes(handler(seen))
    for number in range(50):
        await lanes.take(an_update(number, chat=number))
    assert len(lanes._lanes) == 50
    await lanes.idle()
    assert not lanes._lanes
    assert not lanes._tasks


async def test_finishing_waits_for_what_is_in_flight(seen):
    lanes = Lanes(handler(seen))
    await lanes.take(an_update(1, SAM))
    await lanes.finish(1)
    assert seen == ["1 begins", "1 ends"]


async def test_finishing_stops_what_takes_too_long_and_leaves_it_unsettled():
    async def handle(update):
        await asyncio.sleep(60)

    lanes = Lanes(handle, at_once=2)
    first, second = [await lanes.take(an_update(number, SAM)) for number in (1, 2)]
    await lanes.finish(0.01)
    assert first.cancelled()
    assert second.cancelled()
    assert not lanes._lanes
    assert lanes._places._value == 2


async def test_saying_committed_outside_a_lane_does_no_harm(caplog):
    caplog.set_level(logging.DEBUG)
    committed()
    assert not caplog.messages


def tapped(message):
    return {
        "callback_query": {"id": "1", "chat_instance": "1", "from": a_message(1, 5, "")["from"], **message}
    }


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"message": a_message(1, 7, "hello")}, 7),
        ({"edited_message": a_message(1, 7, "hello")}, 7),
        (tapped({"message": a_message(1, 7, "hello")}), 7),
        (tapped({"message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}), 7),
        (tapped({"inline_message_id": "x"}), 5),
        (
            {
                "my_chat_member": {
                    "chat": {"id": -7, "type": "group", "title": "Parents"},
                    "from": a_message(1, 5, "")["from"],
                    "date": 0,
                    "old_chat_member": {"status": "left", "user": a_message(1, 5, "")["from"]},
                    "new_chat_member": {"status": "member", "user": a_message(1, 5, "")["from"]},
                }
            },
            -7,
        ),
        ({}, ("update", 1)),
    ],
)
def test_the_lane_of_an_update_is_its_chat_else_its_person_else_its_own(raw, lane):
    assert lane_of(Update.de_json({"update_id": 1, **raw}, None)) == lane
