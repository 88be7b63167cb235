"""The law as the bot loads it, and a short way to write down what happened."""

from datetime import date

import pytest
from what_happened import events

from bot.law.calendars import Calendars
from bot.law.deadlines import deadlines
from bot.law.rules import Rulebook, load
from bot.law.termdates import council_calendars, published


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def calendars() -> Calendars:
    return Calendars.bundled()


@pytest.fixture(scope="session")
def term_dates():
    return council_calendars(published())


@pytest.fixture(scope="session")
def standing(rulebook, calendars):
    """`standing(["asked email 2026-03-12", ...], "2026-08-01")`: every deadline that day, by rule id."""

    def stand(happened: list[str], today: str):
        found = deadlines("plan", events(*happened), rulebook, calendars, date.fromisoformat(today))
        return {each.rule.id: each for each in found}

    return stand
