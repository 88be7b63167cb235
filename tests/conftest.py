"""What every test may use: a bot in front of the stand-in, a migrated database, a time the test holds."""

import asyncio
import gc
import shutil
from datetime import datetime

import pytest
from hypothesis.vendor.pretty import for_type_by_name

from bot import running
from bot.clock import LONDON, HeldClock
from bot.demo.run import settings_for, show
from bot.demo.server import Standin
from bot.store import schema

pytest_plugins = ["tests.golden_files", "tests.postgres"]

MORNING = datetime(2026, 3, 12, 10, 0, tzinfo=LONDON)  # a Thursday, in school hours
# A failing example is printed with its scene, which holds the whole law and every letter.
for_type_by_name("bot.demo.run", "Show", lambda scene, printer, cycle: printer.text("scene"))


def pytest_collection_finish():
    """The whole law and every letter live to the end: the garbage collector is not to go through them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def held():
    """A clock that stands still until the test moves it."""
    return HeldClock(MORNING)


@pytest.fixture(scope="session")
def new_bot(tmp_path_factory):
    """The folder of a bot that has just been set up: its key, and a database with every table.

    Made once by the migrations themselves, and copied: hundreds of tests begin with it.
    """
    folder = tmp_path_factory.mktemp("new") / "data"

    async def set_up():
        async with Standin(clock=HeldClock(MORNING)) as standin:
            database = running.assemble(settings_for(folder, standin), HeldClock(MORNING)).db
            await schema.migrate(database)
            await database.close()

    asyncio.run(set_up())
    return folder


@pytest.fixture
async def scene(tmp_path, held, new_bot):
    """The whole bot, answering: `scene.standin` is Telegram, `scene.bot` the bot, `scene.clock` the time."""
    shutil.copytree(new_bot, tmp_path / "data")
    async with show(tmp_path / "data", held) as found:
        yield found


@pytest.fixture
def parent(scene):
    return scene.standin.person("Amira")
