"""Years of a family's record: everything in it can still be reached."""

from datetime import timedelta

import pytest

from bot.law.deadlines import Event
from bot.store import cases, letters
from tests.conftest import MORNING
from tests.journeys.stage import asks, meets

TODAY = MORNING.date()


@pytest.fixture
async def case(scene, parent):
    """The number of a case with one event in it, an assessment asked for."""
    await meets(parent)
    await asks(parent, "5 january")
    async with scene.bot.services.db.transaction() as db:
        (only,) = await cases.next_nudged(db, 0, 10)
    return only.id


async def test_the_first_of_many_entries_can_be_taken_back(scene, parent, case):
    async with scene.bot.services.db.transaction() as db:
        for days in range(40):
            await cases.record(db, case, Event("replied", TODAY - timedelta(days=days), told_on=TODAY))
    await parent.says("/children")
    await parent.taps("Bee")
    await parent.taps("What you told me")
    await parent.taps("1")
    await parent.taps("Remove it")
    assert "You asked for an assessment" in parent.sees
    await parent.taps("Yes, remove it")
    assert not parent.shows("1. Mon 5 January 2026: You asked for an assessment")


async def test_a_hundred_sent_letters_leave_the_newest_within_reach(scene, parent, case):
    async with scene.bot.services.db.transaction() as db:
        for days in range(120, 0, -1):
            number = await letters.begin(db, case, "A3", 1, "polite", TODAY)
            await letters.revise(db, number, words=f"letter of {days} days ago", sha256="0" * 64)
            await letters.freeze(db, number, TODAY - timedelta(days=days))
    await parent.says("/letters")
    newest = next(label for label in reversed(parent.buttons) if label.startswith("Sent "))
    await parent.taps(newest)
    assert parent.shows("letter of 1 days ago")
