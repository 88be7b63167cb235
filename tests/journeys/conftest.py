"""What the journeys share: time that goes by, and steps that are walked."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.store.tables import outbox
from tests.journeys import road
from tests.journeys.stage import joins


@pytest.fixture
def parent(scene):
    return joins(scene.standin)


@pytest.fixture
async def move(scene):
    """Puts the clock at a moment, and waits until the bot has said all that was due by then.

    The pause that delivery makes between two batches is not waited for.
    """
    pausing = set()

    async def on(moment):
        scene.clock.move_to(moment)
        await scene.bot.jobs.plan()
        pausing.add(asyncio.create_task(scene.bot.jobs.deliver()))
        while await _waiting(scene) and not all(work.done() for work in pausing):
            await asyncio.wait(pausing, timeout=0.005, return_when=asyncio.ALL_COMPLETED)

    yield on
    for work in pausing:
        work.cancel()
    await asyncio.gather(*pausing, return_exceptions=True)


@pytest.fixture
def walk(parent, move):
    """Walks stretches of the road as `parent`."""

    async def go(*stretches):
        for steps in stretches:
            await road.go(parent, steps, move)

    return go


async def _waiting(scene):
    ready = (outbox.c.state == "waiting") & (outbox.c.send_at <= scene.clock.now())
    due = ready | (outbox.c.state == "sending")
    async with scene.bot.services.db.transaction() as db:
        return (await db.execute(select(func.count()).where(due))).scalar()
