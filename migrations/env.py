"""Runs the migrations on whatever database the caller connected, or on the one named by `-x url=`."""

import asyncio

from alembic import context
from cryptography.fernet import Fernet
from sqlalchemy import Connection

from bot.store import group_tables, tables  # noqa: F401  # they fill the metadata
from bot.store.columns import Moment, metadata
from bot.store.db import open_database
from bot.store.sealed import Sealed, SealedJson, Sealer


def plainly(kind: str, item: object, _context: object) -> str | bool:
    """Writes our own column types as what they are to the database: a migration outlives our code."""
    if kind == "type" and isinstance(item, (Sealed, SealedJson)):
        return "sa.Text()"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_migrate() -> None:
    url = context.get_x_argument(as_dictionary=True).get("url")
    if not url:
        raise SystemExit("Say which database: alembic -x url=sqlite+aiosqlite:///file upgrade head")
    no_key = Fernet.generate_key().decode()  # a migration opens no sealed column
    database = open_database(url, Sealer((no_key,)))
    async with database.transaction() as db:
        await db.run_sync(migrate)
    await database.close()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(connect_and_migrate())
else:
    migrate(given)
