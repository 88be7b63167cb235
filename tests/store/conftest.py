"""Rows of the outbox to put and to claim, each in a transaction of its own."""

import pytest

from bot.store import outbox
from tests.store.people import NOW, a_case
from tests.store.rows import a_row


@pytest.fixture
async def case(database):
    async with database.transaction() as db:
        return await a_case(db)


@pytest.fixture
def put(database, case):
    async def put(*keys, at=NOW, of=case):
        async with database.transaction() as db:
            await outbox.put(db, [a_row(key, at, of) for key in keys])

    return put


@pytest.fixture
def claim(database):
    async def claim(at=NOW, limit=25):
        async with database.transaction() as db:
            return await outbox.claim(db, at, limit)

    return claim
