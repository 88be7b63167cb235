"""A stand-in with a held clock, and a real Telegram client to knock on it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from telegram import Bot

from bot.clock import HeldClock
from bot.demo.server import Standin
from tests.demo.clients import a_client

MORNING = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)


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
