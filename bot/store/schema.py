"""Whether a database has the tables that this program needs, and how it gets them."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from bot.places import migrations_folder
from bot.store.db import Database
from bot.store.sealed import Unreadable
from bot.store.tables import children
from bot.trouble import CannotStart


class BadDatabase(CannotStart):
    """The database cannot be used as it is. The sentence says how to mend it."""


async def check(database: Database) -> None:
    """Raises BadDatabase unless the tables are there, up to date, and can be opened with our key."""
    try:
        async with database.transaction() as db:
            have = await db.run_sync(_revision)
            if have == newest():
                await db.execute(select(children.c.called).limit(1))
    except Unreadable as problem:
        raise BadDatabase(str(problem)) from None
    except (DBAPIError, OSError) as problem:
        raise BadDatabase(_unusable(database, problem)) from None
    if have is None:
        raise BadDatabase("The database has no tables yet. Run `python -m bot migrate`, then start again.")
    if have != newest():
        raise BadDatabase(
            f"The database is at version {have} and this program needs {newest()}. "
            "Make a copy of it, run `python -m bot migrate`, then start again."
        )


async def migrate(database: Database) -> None:
    """Brings the tables to the newest version; does nothing when they are there already."""
    try:
        async with database.transaction() as db:
            await db.run_sync(_upgrade)
    except (DBAPIError, OSError) as problem:
        raise BadDatabase(_unusable(database, problem)) from None


def newest() -> str:
    """The version that this program's own migrations lead to."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config


def _unusable(database: Database, problem: Exception) -> str:
    name = str(database.file) if database.file else "PostgreSQL"
    reason = str(getattr(problem, "orig", None) or problem).splitlines()[0]
    return f"The database {name} cannot be used ({reason}). Check database.url, and who may read and write there."
