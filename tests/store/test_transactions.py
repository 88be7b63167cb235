import asyncio
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from bot.store import visits
from bot.store.db import Locked, open_database
from bot.store.tables import children, parents, seen_updates
from tests.postgres import on_postgresql, on_sqlite
from tests.store.people import BEN, NOW, Mishap, a_parent, count, fails, within

HERE = Path(__file__).parent


@pytest.fixture
def intruder(database):
    """Another program with the same file open."""
    with closing(sqlite3.connect(database.file, isolation_level=None)) as connection:
        yield connection


async def parents_in(database):
    async with database.transaction() as db:
        return await count(db, parents)


async def test_what_was_done_is_there_afterwards(database):
    async with database.transaction() as db:
        await a_parent(db)
    assert await parents_in(database) == 1


async def test_an_exception_undoes_everything(database):
    with pytest.raises(Mishap):
        await within(database, a_parent, fails)
    assert await parents_in(database) == 0


async def test_a_statement_that_is_refused_undoes_everything_before_it(database):
    with pytest.raises(IntegrityError):
        await within(database, lambda db: a_parent(db, BEN), a_parent, a_parent)
    assert await parents_in(database) == 0


async def test_being_cancelled_undoes_everything_and_gives_the_connection_back(database):
    inside = asyncio.Event()

    async def work():
        async with database.transaction() as db:
            await a_parent(db)
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await inside.wait()
    await _cancelled(task)
    assert await parents_in(database) == 0


async def test_being_cancelled_while_others_wait_lets_them_go_on(database):
    async def work(chat):
        async with database.transaction() as db:
            await a_parent(db, chat)
            await asyncio.sleep(0.01 if chat % 2 else 60)

    tasks = [asyncio.create_task(work(chat)) for chat in range(1, 9)]
    await asyncio.sleep(0.05)
    await asyncio.gather(*(_cancelled(task) for task in tasks[1::2]))
    await asyncio.gather(*tasks[::2])
    assert await parents_in(database) == 4


@on_postgresql
async def test_a_statement_in_flight_can_be_cancelled(database):
    async def work():
        async with database.transaction() as db:
            await a_parent(db)
            await db.execute(text("SELECT pg_sleep(60)"))

    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    await _cancelled(task)
    assert await parents_in(database) == 0


async def test_many_transactions_at_once_all_take_their_turn(database):
    async def work(chat):
        async with database.transaction() as db:
            await a_parent(db, chat)
            await asyncio.sleep(0)

    await asyncio.gather(*(work(chat) for chat in range(60)))
    assert await parents_in(database) == 60


@on_sqlite
async def test_another_programs_write_is_waited_for_and_the_rest_of_the_bot_goes_on(database, intruder):
    intruder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(parents_in(database))
    pause = await _longest_pause()
    assert not waiting.done()
    intruder.execute("ROLLBACK")
    assert await waiting == 0
    assert pause < 2  # a wait inside SQLite would stop everything for seconds


@on_sqlite
async def test_waiting_for_another_program_ends_with_a_sentence(database, intruder):
    database._lock_seconds = 0.1  # not the ten of the real thing
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked, match=r"^another program has been writing to it for 0\.1 seconds$"):
        async with database.transaction():
            pytest.fail("nothing may begin")
    intruder.execute("ROLLBACK")
    assert await parents_in(database) == 0


@on_sqlite
async def test_being_cancelled_while_waiting_for_another_program_leaves_nothing_behind(database, intruder):
    intruder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(parents_in(database))
    await asyncio.sleep(0.05)
    await _cancelled(waiting)
    intruder.execute("ROLLBACK")
    assert await parents_in(database) == 0


@on_sqlite
async def test_a_reader_from_outside_never_holds_us_up(database, intruder):
    intruder.execute("BEGIN")
    assert intruder.execute("SELECT count(*) FROM parents").fetchone() == (0,)
    async with asyncio.timeout(1):
        async with database.transaction() as db:
            await a_parent(db)
    assert intruder.execute("SELECT count(*) FROM parents").fetchone() == (0,)


@on_sqlite
async def test_two_processes_that_write_at_the_same_time_lose_nothing(database):
    command = [sys.executable, HERE / "busy_writer.py", str(database.file)]
    others = [await asyncio.create_subprocess_exec(*command, str(start)) for start in (1000, 2000)]
    for number in range(200):
        async with database.transaction() as db:
            await visits.remember(db, number, "home", NOW)
        await asyncio.sleep(0)
    assert [await other.wait() for other in others] == [0, 0]
    async with database.transaction() as db:
        assert await count(db, seen_updates) == 600


@on_sqlite
async def test_sqlite_is_set_up_to_last(database):
    wanted = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "synchronous": 1,
        "busy_timeout": 0,
    }
    async with database.transaction() as db:
        found = {name: (await db.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted


async def test_a_row_must_belong_to_somebody(database):
    row = {"parent_id": 5, "called": "Sam", "council": "north", "council_name": "North"}
    with pytest.raises(IntegrityError):
        await within(database, lambda db: db.execute(children.insert(), row))


async def test_numbers_beyond_32_bits_are_kept(database):
    big = 2**52 - 1
    async with database.transaction() as db:
        await a_parent(db, big)
        await a_parent(db, -big)
        assert sorted((await db.execute(select(parents.c.chat_id))).scalars()) == [-big, big]


@on_postgresql
async def test_a_restart_of_postgresql_is_not_noticed(database, another):
    await asyncio.gather(*(parents_in(database) for _ in range(5)))
    async with another.transaction() as db:
        await db.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )
    assert await asyncio.gather(*(parents_in(database) for _ in range(5))) == [0] * 5


async def test_a_ping_answers_and_a_missing_database_does_not(database, sealer):
    await database.ping()
    await within(database, a_parent)
    await asyncio.gather(database.ping(), within(database, fails), return_exceptions=True)
    async with asyncio.timeout(5):
        await database.ping()
    missing = open_database("sqlite+aiosqlite:////nowhere/at/all.sqlite", sealer)
    with pytest.raises(Exception, match="unable to open database file"):
        await missing.ping()
    await missing.close()


async def test_a_closed_database_can_be_opened_again(address, sealer):
    for number in (0, 1):
        database = open_database(address, sealer)
        assert await parents_in(database) == number
        async with database.transaction() as db:
            await a_parent(db, number)
        await database.close()


async def _longest_pause():
    """The longest time that the event loop did not come round, while it came round twenty times."""
    loop, longest = asyncio.get_running_loop(), 0.0
    for _ in range(20):
        before = loop.time()
        await asyncio.sleep(0.005)
        longest = max(longest, loop.time() - before)
    return longest


async def _cancelled(task):
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()
