"""The same update again: the screen is shown again, and nothing is recorded again."""

import asyncio
import socket

import aiohttp
import pytest
from pydantic import SecretStr

from bot.config import Telegram, Webhook
from bot.demo import people
from bot.demo.server import Standin
from bot.demo.webhooks import SECRET_HEADER
from tests.journeys.killing import reached
from tests.journeys.record import kept, whole
from tests.journeys.stage import answering, asks, joins, meets, tell

SECRET = "a-long-word-that-only-telegram-knows"


@pytest.fixture
async def standin(held):
    async with Standin(clock=held) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
async def hooked(standin, folder, held):
    """A bot that is told of updates by webhook; gives the bot and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = Webhook(public_url=f"http://127.0.0.1:{port}", port=port, secret=SecretStr(SECRET))
    telegram = Telegram(token=SecretStr(standin.token), api_url=standin.url, mode="webhook")
    async with answering(standin, folder, held, telegram=telegram, webhook=where) as bot:
        await reached(lambda: standin.courier.webhook is not None, "the webhook to be set")
        yield bot, f"http://127.0.0.1:{port}/telegram"


# An act of a parent's, and a word of the screen that it brings.
ACTS = {
    "a child saved": (("Start", "West Northamptonshire", ">Bee"), "Save", "Something happened"),
    "a tap on an answer": (("Start",), "West Northamptonshire", "Back"),
    "a word": (("Start", "West Northamptonshire"), ">Bee", "Save"),
}


@pytest.mark.parametrize(("before", "act", "label"), ACTS.values(), ids=ACTS.keys())
async def test_an_update_that_was_answered_and_not_acknowledged_is_shown_again_after_a_restart(
    standin, folder, held, before, act, label
):
    parent = joins(standin)
    async with answering(standin, folder, held) as bot:
        await parent.starts()
        await tell(parent, *before)
        await _goes_unacknowledged(standin, parent, act)
        record = await whole(bot.services.db)
    seen = parent.acts
    standin.faults.clear()
    async with answering(standin, folder, held) as bot:
        await parent.waits_past(seen)
        await reached(lambda: not standin.world.updates.pending, "the update to be acknowledged")
        assert label in parent.buttons
        assert await whole(bot.services.db) == record


async def test_an_update_that_a_webhook_brings_twice_is_recorded_once(standin, hooked):
    bot, address = hooked
    parent = joins(standin)
    await meets(parent)
    await tell(
        parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post", "Today"
    )
    number, button = parent.button("Save")
    update = _tap(standin, parent, number, button["callback_data"])
    assert [await _post(address, update) for _ in range(3)] == [200, 200, 200]
    await reached(lambda: not parent.chat.in_flight, "the answer")
    assert len((await kept(bot.services.db))["events"]) == 1
    await reached(
        lambda: "Show all dates" in parent.buttons or "Why these dates?" in parent.buttons, "the dates again"
    )


async def test_the_same_update_twice_at_the_same_moment_is_recorded_once(standin, hooked):
    bot, address = hooked
    parent = joins(standin)
    await meets(parent)
    await tell(
        parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post", "Today"
    )
    number, button = parent.button("Save")
    update = _tap(standin, parent, number, button["callback_data"])
    assert await asyncio.gather(*(_post(address, update) for _ in range(5))) == [200] * 5
    assert len((await kept(bot.services.db))["events"]) == 1


async def test_the_journey_works_by_webhook_from_end_to_end(standin, hooked):
    bot, _ = hooked
    parent = joins(standin)
    await meets(parent)
    await asks(parent)
    await parent.says("/dates")
    assert "Thu 23 April 2026" in parent.sees
    assert (await kept(bot.services.db))["events"] == [("asked", "email", "2026-03-12")]


async def test_a_post_without_the_right_secret_is_refused_and_changes_nothing(standin, hooked):
    bot, address = hooked
    parent = joins(standin)
    update = {"update_id": 7, "message": _words(parent, "/start")}
    for secret in ("", "wrong", SECRET.upper(), SECRET + "x", None):
        assert await _post(address, update, secret) == 401
    assert parent.acts == 0
    assert (await kept(bot.services.db))["parents"] == []


async def test_what_is_no_update_is_refused_and_the_bot_goes_on(standin, hooked):
    _, address = hooked
    for body in (b"", b"{", b"[]", b"null", b'{"update_id": "1"}', b"\xff\xfe", b"{}"):
        assert await _post_bytes(address, body, SECRET) == 400
    await meets(joins(standin))


async def test_health_is_answered_without_a_secret(hooked):
    _, address = hooked
    async with (
        aiohttp.ClientSession() as session,
        session.get(address.replace("/telegram", "/health")) as answer,
    ):
        assert answer.status == 200


async def _goes_unacknowledged(standin, parent, act):
    """The act is heard by the poll under way and answered; every later poll is lost."""
    await reached(lambda: standin.world.updates._poll, "a poll under way")
    standin.faults.drop("getUpdates", times=10**6, before=True)
    seen = parent.acts
    if act.startswith(">"):
        people.say(standin.world, parent.human, act[1:])
    else:
        number, button = parent.button(act)
        people.tap(standin.world, parent.human, number, button["callback_data"], label=act)
    await parent.waits_past(seen)


def _tap(standin, parent, number, data):
    query = standin.world.ask(parent.chat, parent.human, data)
    tap = {"id": query.id, "from": parent.human.card, "chat_instance": "1", "data": data}
    return {
        "update_id": standin.world.updates.next_id + 100,
        "callback_query": tap | {"message": parent.chat.posts[number]},
    }


def _words(parent, text):
    entity = {"type": "bot_command", "offset": 0, "length": len(text)}
    return {
        "message_id": 9,
        "date": 1,
        "chat": parent.chat.card,
        "from": parent.human.card,
        "text": text,
        "entities": [entity],
    }


async def _post(address, update, secret=SECRET):
    async with aiohttp.ClientSession() as session:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with session.post(address, json=update, headers=headers) as answer:
            return answer.status


async def _post_bytes(address, body, secret):
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers={SECRET_HEADER: secret}) as answer,
    ):
        return answer.status
