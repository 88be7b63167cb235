"""getUpdates, as a real client and as our own poller meet it."""

import asyncio
import json
from contextlib import suppress

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.demo import people
from bot.demo.server import Standin
from tests.demo.clients import a_client


def say(parent, *texts: str) -> None:
    for text in texts:
        people.say(parent.world, parent.human, text)


def texts(updates) -> list[str]:
    return [update.message.text for update in updates]


async def test_updates_come_in_order_and_come_again_until_acknowledged(bot: Bot, parent) -> None:
    say(parent, "one", "two", "three")
    first = await bot.get_updates()
    assert texts(first) == ["one", "two", "three"]
    assert [update.update_id for update in first] == [1, 2, 3]
    assert texts(await bot.get_updates()) == ["one", "two", "three"]
    assert texts(await bot.get_updates(offset=first[1].update_id)) == ["two", "three"]
    assert texts(await bot.get_updates()) == ["two", "three"]
    assert await bot.get_updates(offset=first[2].update_id + 1) == ()


async def test_what_was_not_acknowledged_waits_for_a_bot_that_starts_again(standin: Standin, parent) -> None:
    say(parent, "one")
    async with a_client(standin) as first:
        assert texts(await first.get_updates()) == ["one"]
    async with a_client(standin) as second:
        assert texts(await second.get_updates()) == ["one"]


async def test_a_limit_gives_the_oldest(bot: Bot, parent) -> None:
    say(parent, "one", "two", "three")
    assert texts(await bot.get_updates(limit=2)) == ["one", "two"]


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(bot: Bot, parent) -> None:
    say(parent, "one", "two", "three")
    assert texts(await bot.get_updates(offset=-1)) == ["three"]
    assert texts(await bot.get_updates()) == ["three"]


async def test_a_hundred_at_most_come_at_once(bot: Bot, parent) -> None:
    say(parent, *map(str, range(101)))
    assert len(await bot.get_updates()) == 100


async def test_a_long_poll_answers_as_soon_as_something_happens(bot: Bot, parent) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    assert not poll.done()
    say(parent, "one", "two")
    async with asyncio.timeout(1):
        assert texts(await poll) == ["one", "two"]


async def test_a_long_poll_gives_up_when_its_time_is_over(bot: Bot, standin: Standin) -> None:
    assert await standin.world.updates.ask(0, 100, 0.05) == ""


async def test_a_poll_without_a_timeout_answers_at_once(bot: Bot) -> None:
    async with asyncio.timeout(1):
        assert await bot.get_updates() == ()


async def test_a_second_poll_ends_the_first_with_a_conflict(standin: Standin, parent) -> None:
    async with a_client(standin) as one, a_client(standin) as two:
        first = asyncio.create_task(one.get_updates(timeout=10))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(two.get_updates(timeout=10))
        with pytest.raises(
            Conflict, match="terminated by other getUpdates request; make sure that only one bot"
        ):
            await first
        say(parent, "hello")
        assert texts(await second) == ["hello"]


async def test_polling_is_refused_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.set_webhook("https://bot.example.com/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_setting_a_webhook_ends_a_poll_that_is_under_way(standin: Standin) -> None:
    async with a_client(standin) as one, a_client(standin) as two:
        poll = asyncio.create_task(one.get_updates(timeout=10))
        await asyncio.sleep(0.05)
        await two.set_webhook("https://bot.example.com/hook")
        with pytest.raises(Conflict, match="terminated by setWebhook request"):
            await poll


async def test_only_the_kinds_asked_for_are_kept(bot: Bot, parent) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    say(parent, "not wanted")
    await bot.get_updates(allowed_updates=[])
    say(parent, "wanted")
    assert texts(await bot.get_updates()) == ["wanted"]


async def test_an_update_shows_the_message_as_it_was_then(bot: Bot, parent) -> None:
    say(parent, "first words")
    people.edit(parent.world, parent.human, 1, "second words")
    first, second = await bot.get_updates()
    assert (first.message.text, second.edited_message.text) == ("first words", "second words")


async def test_a_timeout_that_is_no_number_counts_as_none(standin: Standin, http) -> None:
    async with http.get(f"{standin.url}/bot{standin.token}/getUpdates?timeout=soon&limit=many") as answer:
        assert await answer.json() == {"ok": True, "result": []}


async def test_a_bot_that_hangs_up_loses_nothing(standin: Standin, parent, http) -> None:
    address = f"{standin.url}/bot{standin.token}/getUpdates"
    poll = asyncio.create_task(http.get(address, params={"timeout": "10"}))
    await asyncio.sleep(0.05)
    poll.cancel()
    with suppress(asyncio.CancelledError):
        await poll
    say(parent, "still here")
    async with http.get(address) as answer:
        assert json.loads(await answer.text())["result"][0]["message"]["text"] == "still here"


async def test_without_a_first_number_updates_begin_at_the_clock(clock) -> None:
    async with Standin(clock=clock) as standin:
        say(standin.person(), "hello")
        assert next(iter(standin.world.updates.pending)) == int(clock.now().timestamp())
