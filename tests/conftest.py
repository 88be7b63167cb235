"""What every test may use: a bot in front of the stand-in, a migrated database, a time the test holds."""

from datetime import datetime

import pytest
from hypothesis.vendor.pretty import for_type_by_name

from bot.clock import LONDON, HeldClock
from bot.demo.run import show

pytest_plugins = ["tests.golden_files", "tests.postgres"]

MORNING = datetime(2026, 3, 12, 10, 0, tzinfo=LONDON)  # a Thursday, in school hours
# A failing example is printed with its scene, which holds the whole law and every letter.
for_type_by_name("bot.demo.run", "Show", lambda scene, printer, cycle: printer.text("scene"))


@pytest.fixture
def held():
    """A clock that stands still until the test moves it."""
    return HeldClock(MORNING)


@pytest.fixture
async def scene(tmp_path, held):
    """The whole bot, answering: `scene.standin` is Telegram, `scene.bot` the bot, `scene.clock` the time."""
    async with show(tmp_path / "data", held) as running:
        yield running


@pytest.fixture
def parent(scene):
    return scene.standin.person("Amira")
