import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.actions.deliver import FIRST_WAIT, MOST_TRIES, InDoubt, Refused, TryLater, drain
from bot.actions.nudge import plan_all
from bot.store import families
from bot.store.outbox import LEASE
from bot.store.tables import cases as case_table
from bot.store.tables import outbox
from tests.actions.happenings import at, day, happened
from tests.actions.many import FIRST_CHAT, many_cases, one_case, rows_in
from tests.actions.post import Post
from tests.postgres import on_sqlite

ASKED = happened("asked email Thu 2026-03-12")
DECISION = "ehcna-decision-6w"
SECOND = timedelta(seconds=1)
LATER = timedelta(seconds=90)


async def test_what_is_due_is_said_once_and_settled(services, database, planned):
    post = Post()
    assert await drain(services, post) == 1
    assert await drain(services, post) == 0
    assert post.said == [f"{FIRST_CHAT} {DECISION} day_after"]
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_nothing_due_is_nothing_said(services, case):
    post = Post()
    assert await drain(services, post) == 0
    assert post.tried == []


async def test_a_message_is_told_all_that_it_needs(services, planned):
    post = Post()
    await drain(services, post)
    [due] = post.sent
    assert (due.called, due.chat_id, due.case_id) == ("Sam", FIRST_CHAT, planned.id)
    assert due.deadline.due == day("Thu 2026-04-23")
    assert due.standing.today == day("Fri 2026-04-24")
    assert (due.step.letter, due.others) == ("A3", 0)
    assert due.rows == (due.row.id,)


async def test_no_transaction_is_open_while_something_is_sent(services, database, planned):
    async def is_free():
        async with asyncio.timeout(5), database.transaction() as db:
            await families.set_nudged(db, planned.parent_id, nudged=True)

    post = Post(is_free)
    assert await drain(services, post) == 1


@pytest.mark.parametrize(("hour", "minute"), [(8, 59), (20, 0)])
async def test_in_the_quiet_hours_nothing_is_touched(services, database, planned, held, hour, minute):
    held.move_to(at("Sat 2026-04-25", hour, minute))
    assert await drain(services, Post()) == 0
    assert await rows_in(database) == [f"{DECISION} day_after waiting"]
    held.move_to(at("Sun 2026-04-26", 9))
    assert await drain(services, Post()) == 1


async def test_what_is_planned_at_night_is_said_in_the_morning(services, database, held):
    held.move_to(at("Fri 2026-04-24", 0, 1))
    await one_case(database, ASKED)
    await plan_all(services)
    held.move_to(at("Fri 2026-04-24", 9, 4))
    assert await drain(services, Post()) == 0
    held.move_to(at("Fri 2026-04-24", 9, 5))
    assert await drain(services, Post()) == 1


@on_sqlite
async def test_nothing_more_is_said_once_the_evening_comes(furnish, database, held):
    held.move_to(at("Fri 2026-04-24", 19, 59))
    await many_cases(database, 4, day("Thu 2026-03-12"), apart=0)
    services = furnish(database, messages_a_second=2)
    await plan_all(services)

    async def evening():
        held.move_to(at("Fri 2026-04-24", 20))

    assert await drain(services, Post(None, evening)) == 2
    assert [row.split()[-1] for row in await rows_in(database)].count("waiting") == 2


async def test_refused_is_the_end_and_the_parent_is_out_of_reach(services, database, planned):
    post = Post(Refused())
    assert await drain(services, post) == 0
    assert await rows_in(database) == [f"{DECISION} day_after refused"]
    async with database.transaction() as db:
        assert not (await families.parent(db, planned.parent_id)).reachable


async def test_what_was_not_sent_is_sent_when_the_wait_is_over(services, database, planned, held):
    post = Post(TryLater(LATER))
    assert await drain(services, post) == 0
    held.move(LATER - SECOND)
    assert await drain(services, post) == 0
    held.move(SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 2
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_a_network_that_is_away_for_days_loses_nothing(services, database, planned, held):
    post = Post(*(TryLater(timedelta(seconds=30)) for _ in range(50)))
    for _ in range(50):
        assert await drain(services, post) == 0
        held.move(30 * SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 51


async def test_waiting_for_telegram_leaves_as_many_tries_as_before(services, database, planned, held):
    post = Post(*[TryLater(30 * SECOND)] * (2 * MOST_TRIES), InDoubt())
    for _ in range(2 * MOST_TRIES + 1):
        assert await drain(services, post) == 0
        held.move(FIRST_WAIT)
    assert await drain(services, post) == 1


@on_sqlite
async def test_when_telegram_asks_to_wait_nothing_more_is_tried(furnish, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 9, day("Thu 2026-03-12"), apart=0)
    services = furnish(database, messages_a_second=3)
    await plan_all(services)
    post = Post(TryLater(LATER))
    assert await drain(services, post) == 2
    assert len(post.tried) == 3


@pytest.mark.parametrize("problem", [InDoubt(), RuntimeError("Sam cannot sit still")])
async def test_what_may_or_may_not_have_arrived_is_said_again_further_and_further_apart(
    services, database, planned, held, problem
):
    post = Post(*[problem] * 3)
    for doubling in range(3):
        assert await drain(services, post) == 0
        held.move(FIRST_WAIT * 2**doubling - SECOND)
        assert await drain(services, post) == 0
        held.move(SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 4
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_doubt_has_an_end(services, database, planned, held):
    post = Post(*[InDoubt()] * 99)
    for number in range(99):
        held.move_to(at("Fri 2026-04-24") + number * timedelta(days=1))
        await drain(services, post)
    assert len(post.tried) == MOST_TRIES
    assert await rows_in(database) == [f"{DECISION} day_after refused"]
    async with database.transaction() as db:
        assert (await families.parent(db, planned.parent_id)).reachable


async def test_an_unforeseen_mishap_is_logged_by_the_number_of_the_row(services, planned, caplog):
    with caplog.at_level(logging.ERROR):
        await drain(services, Post(RuntimeError("Sam cannot sit still")))
    assert [record.getMessage() for record in caplog.records] == ["outbox row 1 could not be sent"]


async def test_one_that_fails_does_not_hold_up_the_others(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 5, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    post = Post(Refused(), InDoubt(), RuntimeError(), TryLater(LATER))
    assert await drain(services, post) == 1
    states = sorted(row.split()[-1] for row in await rows_in(database))
    assert states == ["refused", "sent", "waiting", "waiting", "waiting"]


async def test_what_cannot_be_worked_out_waits_and_the_others_are_said(services, database, held, caplog):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 3, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    await _becomes(database, 2, "unheard of")
    with caplog.at_level(logging.ERROR):
        assert await drain(services, Post()) == 2
    await _becomes(database, 2, "plan")
    held.move(LEASE)
    assert await drain(services, Post()) == 1
    assert set(await rows_in(database)) == {f"{DECISION} day_after sent"}


async def test_the_time_of_settling_is_kept(services, database, planned, held):
    await drain(services, Post())
    async with database.transaction() as db:
        assert (await db.execute(select(outbox.c.settled_at))).scalar_one() == held.now()


async def _becomes(database, case_id, kind):
    async with database.transaction() as db:
        await db.execute(update(case_table).where(case_table.c.id == case_id).values(kind=kind))
