"""What an open page hears, and what it does not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
from telegram import Bot

from bot.demo import groups, people
from bot.demo.server import Standin
from tests.demo.clients import keyboard


class Ear:
    """One page's line."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self) -> dict[str, Any]:
        """The next event."""
        async with asyncio.timeout(2):
            while line := (await self.answer.content.readline()).decode():
                if line.startswith("data: "):
                    told: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return told
        raise EOFError


@asynccontextmanager
async def hearing(standin: Standin, http: aiohttp.ClientSession, person) -> AsyncIterator[Ear]:
    async with http.get(f"{standin.url}/_/events", params={"person": str(person.id)}) as answer:
        assert answer.content_type == "text/event-stream"
        assert await answer.content.readline() == b": hello\n"
        yield Ear(answer)


async def test_a_page_hears_everything_in_its_chat_in_order(bot: Bot, standin, parent, http, clock) -> None:
    async with hearing(standin, http, parent) as ear:
        await bot.send_chat_action(parent.id, "typing")
        sent = await bot.send_message(parent.id, "one", reply_markup=keyboard(["Yes"]))
        await bot.edit_message_text("two", parent.id, sent.message_id)
        query, _ = people.tap(standin.world, parent.human, sent.message_id, "yes")
        await bot.answer_callback_query(query, "Saved", show_alert=True)
        await bot.delete_message(parent.id, sent.message_id)
        await bot.set_my_commands([("help", "Help")])
        await standin.world.move(timedelta(days=1))
        heard = [await ear.next() for _ in range(7)]
    assert [event["type"] for event in heard] == [
        "typing", "message", "edit", "alert", "delete", "commands", "clock"
    ]  # fmt: skip
    assert (heard[1]["message"]["text"], heard[2]["message"]["text"]) == ("one", "two")
    assert (heard[3]["query"], heard[3]["text"], heard[3]["alert"]) == (query, "Saved", True)
    assert {event["chat"] for event in heard[:5]} == {parent.id}


async def test_of_anothers_chat_a_page_hears_only_that_something_stirred(
    bot: Bot, standin, parent, http
) -> None:
    other = standin.person("Other")
    async with hearing(standin, http, other) as ear:
        sent = await bot.send_message(parent.id, "a secret")
        await bot.edit_message_text("another secret", parent.id, sent.message_id)
        people.start(standin.world, other.human)
        stirred, own = await ear.next(), await ear.next()
    assert stirred == {"type": "stir", "chat": parent.id}
    assert own["message"]["text"] == "/start"


async def test_in_a_group_only_the_one_who_tapped_hears_the_answer(bot: Bot, standin, parent, http) -> None:
    other = standin.person("Other")
    group = standin.world.open_group("Both", parent.human)
    groups.enter(standin.world, group, other.human)
    groups.add_bot(standin.world, group, parent.human)
    async with hearing(standin, http, parent) as mine, hearing(standin, http, other) as theirs:
        sent = await bot.send_message(group.id, "Coming?", reply_markup=keyboard(["Going"]))
        query, _ = people.tap(standin.world, other.human, sent.message_id, "going", group)
        await bot.answer_callback_query(query, "See you there")
        await bot.send_message(group.id, "Done")
        heard = {
            name: [(await ear.next())["type"] for _ in range(2)]
            for name, ear in (("me", mine), ("them", theirs))
        }
    assert heard == {"me": ["message", "message"], "them": ["message", "alert"]}


async def test_a_page_that_goes_away_is_forgotten(standin, parent, http) -> None:
    async with hearing(standin, http, parent):
        assert len(standin.world.watchers) == 1
    for number in range(20):
        people.say(standin.world, parent.human, str(number))
        await asyncio.sleep(0.01)
    assert standin.world.watchers == set()


async def test_closing_the_server_ends_every_line(clock, http) -> None:
    async with Standin(clock=clock) as standin:
        line = await http.get(f"{standin.url}/_/events", params={"person": str(standin.person().id)})
    async with asyncio.timeout(2):
        assert await line.read() == b": hello\n\n"
    line.close()
