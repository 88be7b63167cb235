"""The law as the bot loads it."""

import pytest

from bot.law.calendars import Calendars
from bot.law.rules import Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def calendars() -> Calendars:
    return Calendars.bundled()
