"""A process of its own that writes two hundred rows, each in a transaction: `busy_writer.py FILE FIRST`."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from cryptography.fernet import Fernet

from bot.store import visits
from bot.store.db import open_database
from bot.store.sealed import Sealer


async def write(file: str, first: int) -> None:
    database = open_database(f"sqlite+aiosqlite:///{file}", Sealer((Fernet.generate_key().decode(),)))
    for number in range(first, first + 200):
        async with database.transaction() as db:
            await visits.remember(db, number, "home", datetime(2026, 3, 12, tzinfo=UTC))
    await database.close()


asyncio.run(write(sys.argv[1], int(sys.argv[2])))
