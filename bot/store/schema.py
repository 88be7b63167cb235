"""Whether a database has the tables that this program needs, and how it gets them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.places import migrations_folder
from bot.store import group_tables, tables  # noqa: F401  # they fill the metadata
from bot.store.columns import metadata
from bot.store.db import Database
from bot.store.sealed import Sealed, SealedJson, Unreadable
from bot.trouble import CannotStart


class BadDatabase(CannotStart):
    """The database cannot be used as it is. The sentence says how to mend it."""


async def check(database: Database) -> None:
    """Raises BadDatabase unless the tables are there, up to date, and can be opened with our key."""
    with _in_a_sentence(database):
        async with database.transaction() as db:
            refuse_other(await db.run_sync(_revision), _known())
            await _open_one_of_each(db)


async def migrate(database: Database) -> None:
    """Brings the tables to the newest version; does nothing when they are there already."""
    with _in_a_sentence(database):
        async with database.transaction() as db:
            version, known = await db.run_sync(_revision), _known()
            refuse_unknown(version, known)
            if version != known[0]:
                await db.run_sync(_upgrade)


def _known() -> list[str]:
    """The versions that this program's own migrations lead to, the newest first."""
    return [each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]


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


def refuse_other(version: str | None, known: Sequence[str]) -> None:
    """Raises BadDatabase for any version but the newest, which is the first of those that are known."""
    refuse_unknown(version, known)
    if version is None:
        raise BadDatabase("The database has no tables yet. Run `python -m bot migrate`, then start again.")
    if version != known[0]:
        raise BadDatabase(
            f"The database is at version {version} and this program needs {known[0]}. "
            "Make a copy of it, run `python -m bot migrate`, then start again."
        )


def refuse_unknown(version: str | None, known: Sequence[str]) -> None:
    """Raises BadDatabase for a version that none of this program's migrations has made."""
    if version is not None and version not in known:
        raise BadDatabase(
            f"The database is at version {version}, which a newer program has made. "
            "Install that program again, or put back a copy of the database from before."
        )


async def _open_one_of_each(db: AsyncConnection) -> None:
    """One value of each sealed column: it opens with our key, or says that it does not."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, (Sealed, SealedJson)):
                await db.scalar(select(column).where(column.is_not(None)).limit(1))


@contextmanager
def _in_a_sentence(database: Database) -> Iterator[None]:
    try:
        yield
    except Unreadable as problem:
        raise BadDatabase(str(problem)) from None
    except (DBAPIError, OSError) as problem:
        raise BadDatabase(_unusable(database, problem)) from None


def _unusable(database: Database, problem: Exception) -> str:
    name = f"database {database.file}" if database.file else "PostgreSQL database"
    words = str(getattr(problem, "orig", None) or problem) or type(problem).__name__
    reason = words.splitlines()[0]
    return f"The {name} cannot be used ({reason}). Check database.url, and who may read and write there."
