import asyncio
import os
import sys

import pytest

from bot.store.db import Database
from tests.postgres import on_postgresql, on_sqlite
from tests.store.people import a_parent, checkpoint, within

OPENED = []  # what the program opened, as Python's own audit hook tells it; a hook cannot be taken off again


def _note(event, arguments):
    if event == "open" and str(arguments[0]).endswith("-wal"):
        OPENED.append(arguments[0])


sys.addaudithook(_note)


@pytest.fixture
def opened():
    """Every write-ahead log that is opened, to be brought to the disk, from here on."""
    OPENED.clear()
    return OPENED


@on_sqlite
async def test_a_commit_is_brought_to_the_disk(database, opened):
    await within(database, a_parent)
    assert opened == []
    await database.settle()
    assert opened == [f"{database.file}-wal"]


@on_sqlite
async def test_many_callers_share_one_trip_to_the_disk(database, opened):
    await within(database, a_parent)
    await asyncio.gather(*(database.settle() for _ in range(500)))
    assert 1 <= len(opened) <= 2  # the second is for those who came when the first had begun


@on_sqlite
async def test_who_comes_when_a_trip_has_begun_waits_for_the_next_one(database, opened):
    await within(database, a_parent)
    first = asyncio.create_task(database.settle())
    await asyncio.sleep(0)
    await database.settle()
    assert first.done()
    assert len(opened) == 2


@on_sqlite
async def test_each_commit_can_be_settled_in_its_turn(database, opened):
    for chat in range(3):
        await within(database, lambda db, chat=chat: a_parent(db, chat))
        await database.settle()
    assert len(opened) == 3


@on_sqlite
async def test_one_callers_end_is_not_the_others_end(database, opened):
    await within(database, a_parent)
    first, gone, *others = (asyncio.create_task(database.settle()) for _ in range(5))
    await first
    for _ in range(3):  # the trip that the others share begins
        await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(*others)


@on_sqlite
async def test_before_anything_was_written_there_is_nothing_to_settle(database):
    await database.settle()


@on_sqlite
async def test_after_a_checkpoint_settling_goes_on(database):
    await within(database, a_parent)
    checkpoint(database.file)
    await database.settle()
    await database.close()
    assert not database.file.with_name(f"{database.file.name}-wal").exists()
    await database.settle()


async def test_a_disk_that_refuses_is_not_passed_over_in_silence(tmp_path, database):
    os.mkfifo(tmp_path / "pipe-wal")  # it can be opened, and nothing in it can ever reach a disk
    refusing = Database(database.engine, tmp_path / "pipe")
    with pytest.raises(OSError, match="Invalid argument"):
        await refusing.settle()


@on_postgresql
async def test_postgresql_has_seen_to_it_already(database, opened):
    await within(database, a_parent)
    await database.settle()
    assert opened == []
