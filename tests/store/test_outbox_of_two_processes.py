import asyncio

import pytest
from sqlalchemy import select

from bot.store import outbox
from bot.store.tables import outbox as table
from tests.postgres import on_postgresql
from tests.store.people import NOW, Mishap, fails, within
from tests.store.rows import a_row, states


async def test_two_claimers_at_the_same_time_take_each_row_once(put, database, another):
    await put(*range(40))

    async def claimer(mine):
        taken = []
        while True:
            async with mine.transaction() as db:
                rows = await outbox.claim(db, NOW, 3)
                await asyncio.sleep(0.001)
            if not rows:
                return taken
            taken += [row.id for row in rows]

    some = await asyncio.gather(*(claimer(mine) for mine in (database, another, database, another)))
    everything = [number for taken in some for number in taken]
    assert sorted(everything) == list(range(1, 41))


async def test_a_claim_that_is_rolled_back_has_taken_nothing(put, claim, database):
    await put("a")
    with pytest.raises(Mishap):
        await within(database, lambda db: outbox.claim(db, NOW, 1), fails)
    assert [row.tries for row in await claim()] == [1]


@on_postgresql
async def test_claims_take_turns_so_that_one_process_has_all_of_a_case(put, claim, database, case):
    await put("a", "b")
    async with database.transaction() as db:
        assert [row.id for row in await outbox.claim(db, NOW, 1)] == [1]
        other = asyncio.create_task(claim(limit=1))
        await asyncio.sleep(0.05)
        assert not other.done()
        assert [row.id for row in await outbox.claim_with(db, [case.id], NOW)] == [2]
    assert await other == []


@on_postgresql
async def test_a_row_that_somebody_is_changing_is_passed_over_not_waited_for(put, claim, database):
    await put("a", "b")
    async with database.transaction() as db:
        await db.execute(select(table).where(table.c.id == 1).with_for_update())
        async with asyncio.timeout(5):
            assert [row.id for row in await claim()] == [2]


async def test_two_writers_of_the_same_keys_add_each_once(database, another, case):
    async def writer(mine):
        for start in range(0, 40, 10):
            async with mine.transaction() as db:
                await outbox.put(db, [a_row(key, NOW, case) for key in range(start, start + 10)])

    await asyncio.gather(writer(database), writer(another))
    assert len(await states(database)) == 40
