"""kill -9 at every step of the main journey: nothing is lost or recorded twice, and the next step works."""

import asyncio
import random

import pytest

from bot.clock import HeldClock
from bot.demo.run import settings_for
from bot.demo.server import Standin
from bot.keys import load_keys
from bot.store import schema
from bot.store.db import open_database
from bot.store.sealed import Sealer
from tests.journeys import road
from tests.journeys.killing import Mortal, Nursery, Traveller, reached
from tests.journeys.record import kept, opened
from tests.journeys.road import LOGGING, ROAD, Until

pytestmark = pytest.mark.slow
SHOWN = ("sendmessage", "editmessagetext")  # what a parent sees of an answer


@pytest.fixture(scope="module")
def nursery():
    found = Nursery()
    yield found
    found.close()


@pytest.fixture
def clock():
    return HeldClock(road.BEGINS)


@pytest.fixture
async def standin(clock):
    async with Standin(clock=clock) as found:
        yield found


@pytest.fixture
async def folder(tmp_path, standin):
    settings = settings_for(tmp_path, standin)
    database = open_database(settings.database.url, Sealer(load_keys(settings)))
    await schema.migrate(database)
    await database.close()
    return tmp_path


@pytest.fixture
async def bot(nursery, standin, folder, clock):
    found = Mortal(nursery, standin, folder, clock)
    await found.start()
    yield found
    await found.kill()


@pytest.fixture
def traveller(standin):
    return Traveller(standin.person("Amira"))


@pytest.fixture
def walk(bot, traveller, clock):
    async def through(kill, steps=ROAD):
        """Walks the whole road; `kill` takes each step its own way and leaves the bot dead."""
        last = None
        for step in steps:
            await traveller.comes_to(step, last)
            if isinstance(step, Until):
                await _passes(bot, traveller, clock, step)
            else:
                await kill(step)
                await bot.start()
            last = step
        await traveller.calm()
        await bot.kill()  # what is read next is on the disk

    return through


async def test_killed_as_soon_as_each_answer_is_seen(bot, traveller, walk, folder):
    async def kill(step):
        seen = traveller.person.acts
        traveller.act(step)
        await reached(lambda: traveller.person.acts > seen, f"an answer to {step}")
        await bot.kill()

    await walk(kill)
    assert bot.deaths > len(ROAD)
    await _is_whole(folder, traveller)


async def test_killed_after_the_commit_while_each_answer_is_on_its_way(bot, traveller, walk, folder, standin):
    async def kill(step):
        held = [standin.faults.hold(method, chat=traveller.person.id) for method in SHOWN]
        traveller.act(step)
        await reached(lambda: any(fault.reached.is_set() for fault in held), f"an answer to {step}")
        await bot.kill()
        standin.faults.clear()

    await walk(kill)
    await _is_whole(folder, traveller)


async def test_killed_after_the_commit_before_each_answer_was_said(bot, traveller, walk, folder, standin):
    async def kill(step):
        for method in SHOWN:
            standin.faults.drop(method, before=True, times=9, chat=traveller.person.id)
        tried = _tries(standin)
        traveller.act(step)
        await reached(lambda: _tries(standin) > tried, f"an answer to {step}")
        await bot.kill()
        standin.faults.clear()

    await walk(kill)
    await _is_whole(folder, traveller)


async def test_killed_within_milliseconds_of_each_update(bot, traveller, walk, folder):
    moments = random.Random(20)

    async def kill(step):
        traveller.act(step)
        await asyncio.sleep(moments.uniform(0, 0.012))
        await bot.kill()

    await walk(kill)
    await _is_whole(folder, traveller)


@pytest.mark.parametrize("moments", [20, 26])
async def test_killed_while_a_day_out_is_logged(bot, traveller, walk, folder, moments):
    when = random.Random(moments)

    async def kill(step):
        traveller.act(step)
        await asyncio.sleep(when.uniform(0, 0.03))
        await bot.kill()

    await walk(kill, LOGGING)
    database = opened(folder)
    record = await kept(database)
    await database.close()
    assert record["absences"] == [("sent_home", "2026-03-12", "2026-03-12")]
    assert [event[:2] for event in record["events"]] == [("asked_in_writing", "sent_home")]
    assert record["drafts"] == 0
    assert ("informal-in-writing", "same_evening") in [nudge[:2] for nudge in record["nudges"]]


async def _passes(bot, traveller, clock, step):
    """The bot is down while time goes by; it says what is due when it is back."""
    await bot.kill()
    clock.move_to(step.moment)
    before = traveller.person.acts
    await bot.start()
    if step.hears:
        await traveller.person.waits_past(before)
        assert step.hears in traveller.person.sees
    await bot.kill()
    await bot.start()


async def _is_whole(folder, traveller):
    database = opened(folder)
    record = await kept(database)
    await database.close()
    nudges = record.pop("nudges")
    assert record == {
        "parents": [road.PARENT_NAME],
        "children": [(road.CHILD_NAME, road.FULL_NAME, "2017-06-03", road.REFERENCE)],
        "cases": 1,
        "events": road.EVENTS,
        "letters": [("A3", "formal", "2026-04-24"), ("A7", "polite", "2026-07-31")],
        "absences": [],
        "contacts": [],
        "drafts": 0,
    }
    assert [nudge[:2] for nudge in nudges] == [
        ("ehcna-decision-6w", "day_after"),
        ("draft-plan-target", "day_after"),
        ("ehcna-noplan-16w", "day_after"),
        ("final-plan-20w", "day_after"),
        ("letter-answer", "day_after"),
    ]
    assert "Sorry" not in traveller.person.transcript()


def _tries(standin):
    return sum(standin.world.calls[method] for method in SHOWN)
