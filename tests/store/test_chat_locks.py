import asyncio

import pytest

from bot.store.db import lock_chat
from tests.postgres import on_postgresql, on_sqlite
from tests.store.people import AMIRA, Mishap, fails, within


@on_postgresql
@pytest.mark.parametrize("chat", [AMIRA, -1_001_234_567_890, 2**52 - 1, -(2**52), 0])
async def test_one_chat_takes_turns_and_another_does_not_wait(database, chat):
    story = []

    async def second():
        async with database.transaction() as db:
            await lock_chat(db, chat)
            story.append("second")

    async with database.transaction() as db:
        await lock_chat(db, chat)
        task = asyncio.create_task(second())
        async with database.transaction() as other:
            await lock_chat(other, chat + 1)
        await asyncio.sleep(0.02)
        story.append("first")
    await task
    assert story == ["first", "second"]


@on_postgresql
async def test_the_lock_of_a_chat_is_free_again_after_an_exception(database):
    with pytest.raises(Mishap):
        await within(database, lambda db: lock_chat(db, AMIRA), fails)
    async with asyncio.timeout(5), database.transaction() as db:
        await lock_chat(db, AMIRA)


@on_sqlite
async def test_on_sqlite_a_chat_needs_no_lock(database):
    async with database.transaction() as db:
        await lock_chat(db, AMIRA)
