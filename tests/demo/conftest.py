"""A stand-in with a held clock, and real Telegram clients to knock on it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.clock import HeldClock
from bot.demo.server import Standin

MORNING = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)

Handle = Callable[[Bot, Update], Awaitable[object]]


def a_client(standin: Standin, token: str | None = None) -> Bot:
    url = standin.url
    return Bot(token or standin.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    """Buttons whose data is their label in small letters."""
    return InlineKeyboardMarkup([
        [InlineKeyboardButton(label, callback_data=label.lower()) for label in row] for row in rows
    ])


@asynccontextmanager
async def listening(standin: Standin, handle: Handle) -> AsyncIterator[Bot]:
    """A bot that handles an update and only then acknowledges it, as ours does."""
    async with a_client(standin) as bot:

        async def run() -> None:
            offset = 0
            while True:
                for update in await bot.get_updates(offset=offset, timeout=10, allowed_updates=Update.ALL_TYPES):
                    await handle(bot, update)
                    offset = update.update_id + 1

        task = asyncio.create_task(run())
        try:
            yield bot
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
async def standin(clock: HeldClock) -> AsyncIterator[Standin]:
    async with Standin(clock=clock, first_update=1, webhook_pause=0.01) as standin:
        yield standin


@pytest.fixture
async def bot(standin: Standin) -> AsyncIterator[Bot]:
    async with a_client(standin) as bot:
        yield bot


@pytest.fixture
def parent(standin: Standin):
    """A parent who has pressed Start; nothing waits to be told of it."""
    person = standin.person("Parent")
    standin.world.private(person.human).started = True
    return person


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
