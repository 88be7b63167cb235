import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.store import drafts, families, letters, schema
from bot.store.db import open_database
from bot.store.schema import BadDatabase
from bot.store.sealed import Sealer
from bot.trouble import CannotStart
from tests.postgres import on_postgresql, on_sqlite
from tests.store.people import NOW, TODAY, a_case, a_child, a_contact, a_parent, an_absence, within

NOBODY = 65534


@pytest.fixture
async def empty(empty_address, sealer):
    """A database without tables."""
    opened = open_database(empty_address, sealer)
    yield opened
    await opened.close()


@pytest.fixture
async def at(sealer):
    """`at(place)` is whatever is in that file or at that address, taken for a database."""
    all_of_them = []

    def opened(place, key=sealer):
        address = place if isinstance(place, str) else f"sqlite+aiosqlite:///{place}"
        all_of_them.append(open_database(address, key))
        return all_of_them[-1]

    yield opened
    for database in all_of_them:
        await database.close()


async def told(doing, database):
    """The sentence that the person who starts the bot is shown."""
    with pytest.raises(BadDatabase) as caught:
        await doing(database)
    assert isinstance(caught.value, CannotStart)
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_migrated_database_is_in_order(empty):
    await schema.migrate(empty)
    await schema.check(empty)


async def test_migrating_again_changes_nothing(database):
    await within(database, a_parent)
    await schema.migrate(database)
    await schema.check(database)
    async with database.transaction() as db:
        assert await families.parent(db, 1)


async def test_no_tables_says_to_migrate(empty):
    sentence = await told(schema.check, empty)
    assert sentence == "The database has no tables yet. Run `python -m bot migrate`, then start again."


async def test_a_check_makes_no_tables(empty):
    await told(schema.check, empty)
    await told(schema.check, empty)


def test_a_version_from_before_says_to_copy_and_migrate():
    with pytest.raises(BadDatabase) as caught:
        schema.refuse_other("0001", ["0003", "0002", "0001"])
    assert str(caught.value) == (
        "The database is at version 0001 and this program needs 0003. "
        "Make a copy of it, run `python -m bot migrate`, then start again."
    )


@pytest.mark.parametrize("doing", [schema.check, schema.migrate])
async def test_a_version_that_a_newer_program_made_is_left_alone(empty, doing):
    await schema.migrate(empty)
    await within(empty, lambda db: db.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    assert await told(doing, empty) == (
        "The database is at version 9999, which a newer program has made. "
        "Install that program again, or put back a copy of the database from before."
    )


@pytest.mark.parametrize("doing", [schema.check, schema.migrate])
async def test_a_file_that_is_no_database_is_named(at, tmp_path, doing):
    file = tmp_path / "letter.txt"
    file.write_text("Dear council, " * 100)
    sentence = await told(doing, at(file))
    assert sentence.startswith(f"The database {file} cannot be used (file is not a database).")
    assert file.read_text() == "Dear council, " * 100


@pytest.mark.parametrize("doing", [schema.check, schema.migrate])
async def test_a_missing_folder_is_named(at, tmp_path, doing):
    file = tmp_path / "missing" / "bot.sqlite"
    assert await told(doing, at(file)) == (
        f"The database {file} cannot be used (unable to open database file). "
        "Check database.url, and who may read and write there."
    )


async def test_a_folder_instead_of_a_file_is_named(at, tmp_path):
    assert str(tmp_path) in await told(schema.check, at(tmp_path))


@pytest.mark.parametrize("doing", [schema.check, schema.migrate])
async def test_a_file_that_may_only_be_read_is_named(at, sealer, doing):
    with tempfile.TemporaryDirectory() as folder, _as_nobody(folder):
        file = Path(folder) / "bot.sqlite"
        before = at(file)
        await schema.migrate(before)
        await before.close()
        with _only_to_be_read(file):
            sentence = await told(doing, at(file))
    assert sentence.startswith(f"The database {file} cannot be used (attempt to write a readonly database).")


@on_sqlite
async def test_a_database_that_another_program_keeps_is_named(database, another):
    another._lock_seconds = 0.05
    async with database.transaction():
        sentence = await told(schema.check, another)
    assert f"{database.file} cannot be used (another program has been writing to it for 0.05" in sentence


def a_key():
    return Sealer((Fernet.generate_key().decode(),))


async def a_name(db):
    await families.rename(db, (await a_parent(db)).id, "Amira")


async def a_childs_name(db):
    await a_child(db, await a_parent(db))


async def a_draft(db):
    await drafts.begin(db, (await a_parent(db)).id, "child", 0, NOW)


async def a_letter(db):
    await letters.begin(db, (await a_case(db)).id, "A1", 1, "polite", TODAY)


async def a_day_out(db):
    await an_absence(db, await a_child(db, await a_parent(db)))


async def a_call(db):
    await a_contact(db, await a_child(db, await a_parent(db)))


@pytest.mark.parametrize("anything", [a_name, a_childs_name, a_draft, a_letter, a_day_out, a_call])
async def test_the_wrong_key_is_noticed_whatever_there_is_to_open(address, database, at, anything):
    await within(database, anything)
    sentence = await told(schema.check, at(address, a_key()))
    assert sentence == "The database was sealed with another key. Put the old key back, after the new one."
    await schema.check(database)


async def test_any_key_is_right_while_there_is_nothing_to_open(address, database, at):
    await within(database, a_parent)
    await schema.check(at(address, a_key()))


@on_postgresql
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("/migrated", "/nothing"), 'database "nothing" does not exist'),
        (("//postgres", "//stranger"), 'role "stranger" does not exist'),
        (("host=", "host=/nowhere"), "No such file or directory"),
        ((r"@(.+)\?.+", r"@127.0.0.1:1\1"), "Connect call failed"),
    ],
)
async def test_a_postgresql_that_cannot_be_reached_says_why(address, at, change, reason):
    sentence = await told(schema.check, at(re.sub(*change, address)))
    assert sentence.startswith("The PostgreSQL database cannot be used (")
    assert reason in sentence
    assert sentence.endswith("Check database.url, and who may read and write there.")


async def test_a_migration_that_cannot_end_leaves_nothing_behind(empty):
    await within(empty, lambda db: db.execute(text("CREATE TABLE outbox (id INTEGER)")))
    assert "outbox" in await told(schema.migrate, empty)
    assert "no tables yet" in await told(schema.check, empty)
    await within(empty, lambda db: db.execute(text("DROP TABLE outbox")))
    await schema.migrate(empty)
    await schema.check(empty)


@contextmanager
def _only_to_be_read(file):
    file.chmod(0o400)
    file.parent.chmod(0o500)
    yield
    file.parent.chmod(0o700)


@contextmanager
def _as_nobody(folder):
    """Whoever may do everything, root, is somebody without rights for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
