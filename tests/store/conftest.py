"""Rows of the outbox to put and to claim, each in a transaction of its own; a database without its key."""

import pytest
from cryptography.fernet import Fernet

from bot.store import outbox
from bot.store.db import open_database
from bot.store.sealed import Sealer
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


@pytest.fixture
async def keyless(address):
    """The same database to somebody who has it, and not the key to what is sealed."""
    opened = open_database(address, Sealer((Fernet.generate_key().decode(),)))
    yield opened
    await opened.close()
