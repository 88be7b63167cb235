from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.store import families, outbox
from bot.store.outbox import LEASE
from bot.store.tables import outbox as table
from tests.store.people import BEN, NOW, a_case, a_parent, count
from tests.store.rows import DUE, RULE, a_row, states

SECOND = timedelta(seconds=1)


async def test_a_row_waits_from_its_time_on(put, claim):
    await put("a")
    assert await claim(NOW - SECOND) == []
    assert len(await claim(NOW)) == 1


async def test_what_is_claimed_is_what_was_put(put, claim, case):
    await put("a")
    [row] = await claim()
    assert (row.parent_id, row.case_id, row.rule, row.due_on) == (case.parent_id, case.id, RULE, DUE)
    assert (row.stage, row.tries) == ("day_after", 1)


async def test_a_key_is_put_once(put, database):
    await put("a", "b", "a")
    await put("b", "c", at=NOW + SECOND)
    assert await states(database) == [("nudge:a", "waiting"), ("nudge:b", "waiting"), ("nudge:c", "waiting")]


async def test_nothing_to_put_is_nothing(put, database):
    await put()
    assert await states(database) == []


@pytest.mark.parametrize("end", ["sent", "folded", "refused"])
async def test_what_was_said_or_refused_is_not_put_again(put, claim, database, end):
    await put("a")
    await _settle(database, await claim(), end)
    await put("a")
    assert await states(database) == [("nudge:a", end)]


async def test_what_was_withdrawn_waits_again_when_it_is_put_again(put, claim, database):
    await put("a", "b")
    await _settle(database, await claim(), "withdrawn")
    await put("a")
    assert await states(database) == [("nudge:a", "waiting"), ("nudge:b", "withdrawn")]
    [row] = await claim(NOW + LEASE)
    assert row.tries == 1


async def test_putting_again_does_not_disturb_what_is_in_hand(put, claim, database):
    await put("a")
    await claim()
    await put("a")
    assert await states(database) == [("nudge:a", "sending")]


async def test_the_longest_waiting_are_claimed_first(put, claim):
    for number, key in enumerate("cab"):
        await put(key, at=NOW + number * SECOND)
    assert [row.id for row in await claim(NOW + 9 * SECOND, 2)] == [1, 2]
    assert [row.id for row in await claim(NOW + 9 * SECOND, 2)] == [3]


async def test_a_claim_never_takes_more_than_its_limit(put, claim):
    await put(*range(20))
    assert [len(await claim(limit=7)) for _ in range(4)] == [7, 7, 6, 0]


async def test_a_claimed_row_is_out_of_reach_for_five_minutes_and_then_comes_back(put, claim):
    await put("a")
    assert len(await claim()) == 1
    assert await claim(NOW + LEASE - SECOND) == []
    [again] = await claim(NOW + LEASE)
    assert again.tries == 2
    assert timedelta(minutes=5) == LEASE


async def test_a_settled_row_does_not_come_back(put, claim, database):
    await put("a")
    await _settle(database, await claim(), "sent")
    assert await claim(NOW + LEASE) == []
    async with database.transaction() as db:
        assert (await db.execute(select(table.c.settled_at))).scalar_one() == NOW


async def test_settling_nothing_changes_nothing(put, database):
    await put("a")
    await _settle(database, [], "sent")
    assert await states(database) == [("nudge:a", "waiting")]


async def test_a_row_that_is_put_off_waits_until_then(put, claim, database):
    await put("a")
    await _put_off(database, await claim(), NOW + 90 * SECOND)
    assert await claim(NOW + 89 * SECOND) == []
    [again] = await claim(NOW + 90 * SECOND)
    assert again.tries == 2


async def test_waiting_that_was_no_try_is_not_counted_as_one(put, claim, database):
    await put("a")
    for _ in range(20):
        await _put_off(database, await claim(), NOW, tried=False)
    assert [row.tries for row in await claim()] == [1]


async def test_the_other_rows_of_a_case_are_claimed_with_the_first(put, claim, database, case):
    async with database.transaction() as db:
        other = await a_case(db, await a_parent(db, BEN))
    await put("a", "b", "later", at=NOW)
    await put("future", at=NOW + SECOND)
    await put("elsewhere", of=other)
    [first] = await claim(limit=1)
    async with database.transaction() as db:
        taken = await outbox.claim_with(db, [first.case_id], NOW)
        assert [row.id for row in taken] == [2, 3]
        assert await outbox.claim_with(db, [first.case_id], NOW) == []
        assert await outbox.claim_with(db, [], NOW) == []
    assert [state for _, state in await states(database)] == ["sending"] * 3 + ["waiting"] * 2


async def test_erasing_a_parent_takes_what_is_waiting_or_in_hand_for_them(put, claim, database, case):
    await put("a", "b")
    rows = await claim(limit=1)
    async with database.transaction() as db:
        await families.erase(db, case.parent_id)
    await _settle(database, rows, "sent")
    assert await states(database) == []
    assert await claim(NOW + LEASE) == []


async def test_a_row_is_found_by_its_own_parent_only(put, database, case):
    await put("a")
    async with database.transaction() as db:
        ben = await a_parent(db, BEN)
        assert (await outbox.find(db, case.parent_id, 1)).rule == RULE
        assert await outbox.find(db, ben.id, 1) is None
        assert [row.state for row in await outbox.all_of(db, case.parent_id)] == ["waiting"]
        assert await outbox.all_of(db, ben.id) == []


async def test_row_numbers_beyond_32_bits_are_claimed_and_settled(database, case):
    big = 2**40
    row = vars(a_row("big", NOW, case)) | {"id": big, "state": "waiting", "tries": 0}
    async with database.transaction() as db:
        await db.execute(insert(table), row)
        assert [row.id for row in await outbox.claim(db, NOW, 1)] == [big]
        await outbox.settle(db, [big], "sent", NOW)
        assert (await outbox.find(db, case.parent_id, big)).id == big


async def test_a_thousand_rows_go_in_and_out_at_once(database, case):
    rows = [a_row(key, NOW - timedelta(seconds=key), case) for key in range(1000)]
    async with database.transaction() as db:
        await outbox.put(db, rows)
        await outbox.put(db, [replace(row, send_at=NOW) for row in rows])
        assert await count(db, table) == 1000
        assert len(await outbox.claim(db, NOW, 1000)) == 1000


async def _settle(database, rows, state):
    async with database.transaction() as db:
        await outbox.settle(db, [row.id for row in rows], state, NOW)


async def _put_off(database, rows, until, **how):
    async with database.transaction() as db:
        await outbox.put_off(db, [row.id for row in rows], until, **how)
