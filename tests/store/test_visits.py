from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import drafts, families, visits
from bot.store.tables import seen_updates
from bot.store.visits import KEPT_FOR, Arrival
from tests.store.people import AMIRA, BEN, NOW, a_parent, count, within

MOMENT = timedelta(microseconds=1)
LONG_AGO = 2**40  # an update id that does not fit into 32 bits


@pytest.fixture
async def db(database):
    async with database.transaction() as db:
        yield db


async def test_somebody_new_arrives_with_nothing(db):
    await a_parent(db, BEN)
    assert await visits.arrive(db, AMIRA, 1) == Arrival(None, None, None)


async def test_a_parent_arrives_as_they_are(db):
    amira = await a_parent(db)
    await a_parent(db, BEN)
    assert await visits.arrive(db, AMIRA, 1) == Arrival(amira, None, None)
    await families.set_nudged(db, amira.id, nudged=False)
    await families.set_reachable(db, AMIRA, reachable=False)
    arrived = await visits.arrive(db, AMIRA, 2)
    assert (arrived.parent.nudged, arrived.parent.reachable) == (False, False)


async def test_a_parent_arrives_with_the_form_that_is_open_and_not_with_parked_ones(db):
    amira = await a_parent(db)
    await drafts.begin(db, amira.id, "child", 0, NOW)
    draft = await drafts.keep(db, await drafts.begin(db, amira.id, "letter", 7, NOW), {"who": "me"}, NOW)
    assert (await visits.arrive(db, AMIRA, 1)).draft == draft
    await drafts.park(db, amira.id)
    assert (await visits.arrive(db, AMIRA, 1)).draft is None


async def test_an_update_that_was_answered_is_known_by_the_screen_that_answered_it(db):
    amira = await a_parent(db)
    await visits.remember(db, LONG_AGO, "dates:1", NOW)
    assert await visits.arrive(db, AMIRA, LONG_AGO) == Arrival(amira, None, "dates:1")
    assert await visits.arrive(db, AMIRA, LONG_AGO + 1) == Arrival(amira, None, None)


async def test_an_update_of_somebody_unknown_is_remembered_too(db):
    await visits.remember(db, 1, "", NOW)
    assert await visits.arrive(db, AMIRA, 1) == Arrival(None, None, "")


async def test_one_update_is_not_remembered_twice(database):
    async def remember(db):
        await visits.remember(db, 1, "home", NOW)

    with pytest.raises(IntegrityError):
        await within(database, remember, remember)


async def test_what_can_never_come_again_is_forgotten_after_a_week(db):
    await visits.remember(db, 1, "home", NOW - KEPT_FOR - MOMENT)
    await visits.remember(db, 2, "home", NOW - KEPT_FOR)
    await visits.remember(db, 3, "home", NOW)
    await visits.forget_old(db, NOW)
    assert await count(db, seen_updates) == 2
    assert (await visits.arrive(db, AMIRA, 1)).answered_with is None
    assert (await visits.arrive(db, AMIRA, 2)).answered_with == "home"
