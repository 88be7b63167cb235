"""Updates carried to an address: order, secret, trying again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.demo import people
from bot.demo.chats import Bell


class Door:
    """An address that takes updates, and answers with the statuses it was given, then 200."""

    def __init__(self) -> None:
        self.came: list[tuple[dict[str, Any], str]] = []
        self.statuses: list[int] = []
        self.delays: dict[str, float] = {}
        self.bell = Bell()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        status = self.statuses.pop(0) if self.statuses else 200
        await asyncio.sleep(self.delays.get(update.get("message", {}).get("text", ""), 0))
        self.came.append((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
        self.bell.ring()
        return web.Response(status=status)

    async def until(self, count: int) -> list[str]:
        """The texts that came, as soon as there are so many."""
        async with asyncio.timeout(3):
            while len(self.came) < count:
                await self.bell.wait()
        return [update["message"]["text"] for update, _ in self.came]


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    door = Door()
    app = web.Application()
    app.add_routes([web.post("/hook", door.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield door
    await runner.cleanup()


def say(parent, *texts: str) -> None:
    for text in texts:
        people.say(parent.world, parent.human, text)


async def settled(parent) -> None:
    async with asyncio.timeout(3):
        while parent.world.updates.pending:
            await parent.chat.bell.wait()


async def test_updates_are_delivered_in_order_with_the_secret(bot: Bot, parent, door: Door) -> None:
    await bot.set_webhook(door.url, secret_token="a-secret_1")
    say(parent, "one", "two", "three")
    assert await door.until(3) == ["one", "two", "three"]
    assert {secret for _, secret in door.came} == {"a-secret_1"}
    assert Update.de_json(door.came[0][0], bot).message.text == "one"
    await settled(parent)


async def test_what_happened_before_the_webhook_is_delivered_too(bot: Bot, parent, door: Door) -> None:
    say(parent, "before")
    await bot.set_webhook(door.url)
    assert await door.until(1) == ["before"]


async def test_pending_updates_can_be_dropped(bot: Bot, parent, door: Door) -> None:
    say(parent, "before")
    await bot.set_webhook(door.url, drop_pending_updates=True)
    say(parent, "after")
    assert await door.until(1) == ["after"]


async def test_an_update_that_was_not_taken_comes_again_before_the_next(bot: Bot, parent, door: Door) -> None:
    door.statuses = [500, 302, 404, 200]
    await bot.set_webhook(door.url)
    say(parent, "one", "two")
    assert await door.until(5) == ["one", "one", "one", "one", "two"]


async def test_one_chat_waits_for_itself_and_not_for_another(bot: Bot, standin, parent, door: Door) -> None:
    door.delays = {"slow": 0.2}
    await bot.set_webhook(door.url)
    other = standin.person("Other")
    say(parent, "slow", "after slow")
    say(other, "quick")
    assert await door.until(3) == ["quick", "slow", "after slow"]


async def test_one_connection_delivers_one_at_a_time(bot: Bot, standin, parent, door: Door) -> None:
    door.delays = {"slow": 0.1}
    await bot.set_webhook(door.url, max_connections=1)
    other = standin.person("Other")
    say(parent, "slow")
    say(other, "quick")
    assert await door.until(2) == ["slow", "quick"]


async def test_the_webhook_tells_of_itself_and_of_its_last_trouble(
    bot: Bot, parent, door: Door, clock
) -> None:
    door.statuses = [503] * 100
    await bot.set_webhook(door.url, max_connections=7, allowed_updates=["message"])
    say(parent, "one")
    await door.until(1)
    await asyncio.sleep(0.01)
    told = await bot.get_webhook_info()
    assert (told.url, told.pending_update_count, told.max_connections) == (door.url, 1, 7)
    assert told.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert told.last_error_date == clock.now()
    assert told.allowed_updates == ("message",)


async def test_a_webhook_where_nobody_listens_is_tried_until_it_is_taken_down(bot: Bot, parent) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    say(parent, "one")
    async with asyncio.timeout(3):
        while not (told := await bot.get_webhook_info()).last_error_message:
            continue
    assert told.last_error_message == "Connection refused"
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates()] == ["one"]


async def test_no_webhook_is_told_as_none(bot: Bot) -> None:
    told = await bot.get_webhook_info()
    assert (told.url, told.pending_update_count, told.last_error_message) == ("", 0, None)


async def test_an_empty_address_takes_the_webhook_down(bot: Bot, parent) -> None:
    await bot.set_webhook("https://bot.example.com/hook")
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


async def test_deleting_a_webhook_can_drop_what_waits(bot: Bot, parent) -> None:
    say(parent, "one")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("http://bot.example.com/hook", "", "Bad webhook: an HTTPS URL must be provided for webhook"),
        ("ftp://bot.example.com", "", "Invalid webhook URL specified"),
        ("https://bot.example.com", "not allowed!", "Secret token contains unallowed characters"),
        ("https://bot.example.com", "x" * 257, "Secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(bot: Bot, url: str, secret: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.set_webhook(url, secret_token=secret)
    assert refused.value.message.lower() == complaint.lower()
