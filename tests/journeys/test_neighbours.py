"""The families that fill the demo's group: each tells the bot what happened, as a parent does."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from bot.demo import neighbours
from bot.demo.cast import gather
from bot.demo.people import Impossible
from bot.store.group_tables import memberships
from bot.store.tables import absences, children, events
from tests.journeys.stage import Reader


@pytest.fixture
async def group(scene):
    cast = gather(scene.standin.world)
    await Reader(scene.standin.world, cast.admin).at(cast.group).says("/help")
    return cast.group


async def kept(scene):
    async with scene.bot.services.db.transaction() as db:
        return {
            table.name: (await db.execute(select(func.count()).select_from(table))).scalar()
            for table in (memberships, children, events, absences)
        }


async def test_they_come_twice_and_everybody_has_a_record_of_their_own(scene, group):
    for _ in range(2):
        assert await neighbours.bring(scene.standin.world, group, 5) == {"families": 5}
    assert await kept(scene) == {"memberships": 10, "children": 10, "events": 10, "absences": 3}
    names = Counter(human.first_name for human in scene.standin.world.people.values() if human.aside)
    assert names == Counter(f"Family {number + 1}" for number in range(10))


@pytest.mark.parametrize("families", [0, -1, 41])
async def test_none_and_too_many_are_refused_in_words(scene, group, families):
    with pytest.raises(Impossible, match="from 1 to 40 families"):
        await neighbours.bring(scene.standin.world, group, families)


async def test_a_group_in_which_the_bot_posted_nothing_says_what_to_do(scene):
    world = scene.standin.world
    with pytest.raises(Impossible, match="no link in this group yet"):
        await neighbours.bring(world, world.open_group("Empty", world.join("Ada")), 3)
