"""Promises of a council: each belongs to one group, is listed by its day, and is told once when it is due."""

from datetime import date, timedelta

import pytest

from bot.store import groups, pledges
from bot.store.group_tables import pledges as table
from bot.store.pledges import BROKEN, DROPPED, KEPT, OPEN
from tests.store.people import AMIRA, BEN, TODAY, a_parent, count

DAY = timedelta(days=1)
WORDS = {"what": "600 new places", "who": "The director", "link": "https://example.org/"}


@pytest.fixture
async def db(database):
    async with database.transaction() as db:
        yield db


@pytest.fixture
async def group(db):
    return (await groups.arrive(db, -100, "Parents together", TODAY))[0]


@pytest.fixture
async def other(db):
    return (await groups.arrive(db, -200, "Corby families", TODAY))[0]


@pytest.fixture
def add(db, group):
    """A promise on the list of a group."""

    async def add(due=TODAY, of=group, what="600 new places"):
        number = await pledges.draft(db, of.id, WORDS | {"what": what}, due)
        found = await pledges.find(db, of.id, number)
        await pledges.put(db, found, TODAY)
        return number

    return add


async def due(db, on=TODAY):
    return [each.id for each in await pledges.due(db, on)]


async def test_it_comes_back_as_it_was_told(db, group, add):
    number = await add(date(2025, 9, 1))
    [kept] = await pledges.of_group(db, group.id)
    assert (kept.id, kept.words, kept.due_on, kept.state) == (number, WORDS, date(2025, 9, 1), OPEN)


async def test_a_draft_is_on_no_list_until_it_is_put_there(db, group):
    number = await pledges.draft(db, group.id, WORDS, TODAY)
    assert await pledges.of_group(db, group.id) == []
    assert await due(db) == []
    await pledges.settle(db, number, KEPT)  # nor does a forged tap put it there
    assert await pledges.of_group(db, group.id) == []


async def test_few_drafts_of_a_group_are_kept(db, group, other):
    await pledges.draft(db, other.id, WORDS, TODAY)
    numbers = [await pledges.draft(db, group.id, WORDS, TODAY) for _ in range(8)]
    assert await count(db, table) == pledges.MOST_DRAFTS + 1
    assert await pledges.find(db, group.id, numbers[0]) is None
    assert await pledges.find(db, group.id, numbers[-1])


async def test_what_is_on_the_list_cannot_be_thrown_away_like_a_draft(db, group, add):
    number = await add()
    await pledges.throw_away(db, number)
    assert await pledges.find(db, group.id, number)


async def test_the_list_begins_with_what_is_due_first_and_ends_with_what_is_settled(db, group, add):
    numbers = [await add(TODAY + each * DAY) for each in (5, -5, 1, -9)]
    await pledges.settle(db, numbers[3], BROKEN)
    assert [each.id for each in await pledges.of_group(db, group.id)] == [
        numbers[1],
        numbers[2],
        numbers[0],
        numbers[3],
    ]


async def test_a_promise_of_another_group_is_not_found(db, group, other, add):
    number = await add(of=other)
    assert await pledges.find(db, group.id, number) is None
    assert await pledges.find(db, other.id, number)


async def test_what_was_taken_off_is_gone_from_everywhere(db, group, add):
    number = await add()
    await pledges.settle(db, number, DROPPED)
    assert await pledges.find(db, group.id, number) is None
    assert await pledges.of_group(db, group.id) == []
    assert await due(db) == []
    await pledges.settle(db, number, OPEN)
    assert await pledges.of_group(db, group.id) == []


async def test_it_is_due_on_its_day_and_not_before(db, add):
    number = await add(TODAY + DAY)
    assert await due(db) == []
    assert await due(db, TODAY + DAY) == [number]
    assert await due(db, TODAY + 40 * DAY) == [number]  # a bot that was off says it late


async def test_it_is_told_once(db, add):
    number = await add()
    await pledges.reminded(db, [number], TODAY)
    assert await due(db) == []


async def test_what_was_due_when_it_was_added_is_not_news(db, add):
    await add(TODAY - DAY)
    assert await due(db) == []


@pytest.mark.parametrize("state", [KEPT, BROKEN])
async def test_what_is_settled_is_not_due(db, add, state):
    await pledges.settle(db, await add(), state)
    assert await due(db) == []


async def test_nothing_is_due_in_a_group_that_the_bot_has_left(db, group, add):
    await add()
    await groups.depart(db, group.chat_id)
    assert await due(db) == []


async def test_the_words_cannot_be_read_from_the_table(db, add):
    await add(what="six hundred")
    [raw] = (await db.exec_driver_sql("SELECT words FROM pledges")).scalars()
    assert "six hundred" not in raw


async def test_admins_are_reached_only_where_they_belong_to_the_group_and_use_the_bot(db, group, other):
    amira, ben = await a_parent(db), await a_parent(db, BEN)
    await groups.join(db, amira.id, group.id, TODAY)
    await groups.join(db, ben.id, other.id, TODAY)
    assert await groups.reachable_among(db, group.id, [AMIRA, BEN, 5]) == [AMIRA]
    assert await groups.reachable_among(db, group.id, [5]) == []
    assert await groups.reachable_among(db, group.id, []) == []
