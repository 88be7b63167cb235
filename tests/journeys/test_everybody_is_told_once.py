"""A notice to a thousand members: some blocked the bot, Telegram asks for time, the program dies half-way."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.actions import announce
from bot.actions.pace import Pace
from bot.demo import people
from bot.forms.notice import given
from bot.store import families, groups, notices, posts
from handlers.edge.crier import Crier
from tests.journeys.crowd import opens_group
from tests.journeys.stage import joins

pytestmark = pytest.mark.slow

MEMBERS = 1000
A_SECOND = 1000  # far over Telegram's own limit: the stand-in has none
TITLE = "Meeting in Corby"


@pytest.fixture
async def crowd(scene):
    """A group with a thousand members, who have all pressed Start; every tenth has blocked the bot since."""
    world = scene.standin.world
    admin = joins(scene.standin, "Ada")
    chat = await opens_group(scene, admin)
    found = [world.join(f"Member {number}") for number in range(MEMBERS)]
    async with scene.bot.services.db.transaction() as db:
        group = await groups.by_chat(db, chat.id)
        for human in found:
            world.private(human).started = True
            parent = await families.welcome(db, human.id, scene.clock.now())
            await groups.join(db, parent.id, group.id, scene.clock.now().date(), notices=True)
    for human in found[::10]:
        people.block(world, human)
    return chat, group, found


async def posted(scene, group):
    """A notice that is on its way."""
    now = scene.clock.now()
    async with scene.bot.services.db.transaction() as db:
        facts = given("plain", {"title": TITLE, "details": "Bring your questions."})
        number = await notices.add(db, group.id, None, "plain", now, **facts)
        notice = await notices.notice(db, number)
        await announce.post(db, notice, now)
    return notice


def crier(scene):
    return Crier(scene.bot.app.bot, scene.bot.services, Pace(A_SECOND, 0))


def copies(scene, found):
    """How many copies of the notice each person has."""
    world = scene.standin.world
    return Counter(
        sum(TITLE in post.get("text", "") for post in world.private(human).posts.values()) for human in found
    )


async def states(scene, notice):
    async with scene.bot.services.db.transaction() as db:
        return await posts.states(db, notice.id)


async def test_everybody_who_can_be_told_is_told_once(scene, crowd):
    chat, group, found = crowd
    notice = await posted(scene, group)
    await crier(scene).cry()
    assert copies(scene, found) == {1: MEMBERS * 9 // 10, 0: MEMBERS // 10}
    assert await states(scene, notice) == {"told": MEMBERS * 9 // 10, "gone": MEMBERS // 10}
    assert sum(TITLE in post.get("text", "") for post in chat.posts.values()) == 1


async def test_a_flood_makes_it_wait_and_loses_and_doubles_nobody(scene, crowd):
    _, group, found = crowd
    notice = await posted(scene, group)
    scene.standin.faults.fail("sendMessage", times=25, retry_after=1)
    for _ in range(4):
        await crier(scene).cry()
        scene.clock.move(timedelta(seconds=2))
    assert copies(scene, found)[1] == MEMBERS * 9 // 10
    assert copies(scene, found)[2] == 0
    assert (await states(scene, notice))["told"] == MEMBERS * 9 // 10


async def test_killed_half_way_it_goes_on_and_only_what_was_in_the_air_is_in_doubt(scene, crowd):
    _, group, found = crowd
    notice = await posted(scene, group)
    work = asyncio.create_task(crier(scene).cry())
    await until(lambda: told(scene, notice, MEMBERS // 3))
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    scene.clock.move(posts.LEASE + timedelta(seconds=1))
    await crier(scene).cry()
    end = await states(scene, notice)
    assert end["waiting"] == end["sending"] == 0
    assert end["told"] + end["gone"] + end["in_doubt"] == MEMBERS
    assert end["in_doubt"] < MEMBERS // 20
    have = copies(scene, found)
    assert have[2] == 0
    assert have[1] >= end["told"]  # some of those in doubt have it too
    assert have[0] <= end["gone"] + end["in_doubt"]


async def test_those_in_doubt_are_told_when_the_organiser_says_so(scene, crowd):
    _, group, found = crowd
    notice = await posted(scene, group)
    scene.standin.faults.drop("sendMessage", times=7)  # it arrived, and nobody can know
    await crier(scene).cry()
    doubtful = (await states(scene, notice))["in_doubt"]
    assert 0 < doubtful <= 7  # one may be the group's own, some had blocked the bot
    async with scene.bot.services.db.transaction() as db:
        await posts.again(db, notice.id, posts.IN_DOUBT, scene.clock.now())
    await crier(scene).cry()
    assert (await states(scene, notice))["in_doubt"] == 0
    have = copies(scene, found)
    assert (have[0], have[2]) == (MEMBERS // 10, doubtful)  # twice, as the organiser was told


async def test_a_member_who_comes_back_gets_the_next_one(scene, crowd):
    _, group, found = crowd
    await posted(scene, group)
    await crier(scene).cry()
    people.unblock(scene.standin.world, found[0])
    await scene.bot.intake.idle()
    await until(lambda: reachable(scene, found[0]))
    await posted(scene, group)
    await crier(scene).cry()
    assert copies(scene, found[:1]) == {1: 1}


async def reachable(scene, human):
    async with scene.bot.services.db.transaction() as db:
        return bool(await families.by_chats(db, [human.id]))


async def told(scene, notice, many):
    return (await states(scene, notice))["told"] >= many


async def until(reached):
    for _ in range(1000):
        if await reached():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")
