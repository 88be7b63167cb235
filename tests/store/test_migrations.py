import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from bot.places import migrations_folder
from bot.store import absences, cases, contacts
from bot.store.columns import metadata
from tests.postgres import on_sqlite
from tests.store.people import a_case, a_contact, an_absence, asked

ROOT = Path(__file__).parents[2]
CASCADE = {"ondelete": "CASCADE"}


async def alembic(database, *words):
    """Gives Alembic a command, on a connection of ours."""
    config = Config(config_args={"script_location": str(migrations_folder())})
    name, *rest = words

    def run(connection):
        config.attributes["connection"] = connection
        getattr(command, name)(config, *rest)

    async with database.transaction() as db:
        await db.run_sync(run)


async def tables_in(database):
    async with database.transaction() as db:
        return set(await db.run_sync(lambda connection: inspect(connection).get_table_names()))


async def test_the_migrations_lead_to_the_very_tables_that_the_code_has(database):
    await alembic(database, "check")


async def test_going_back_leaves_nothing_and_coming_again_brings_everything(database):
    await alembic(database, "downgrade", "base")
    assert await tables_in(database) == {"alembic_version"}
    await alembic(database, "upgrade", "head")
    assert await tables_in(database) == set(metadata.tables) | {"alembic_version"}
    await alembic(database, "check")


async def test_a_record_from_before_schools_comes_through_whole(database):
    """The children and cases of the first version: nothing that belongs to them may go with the change."""
    await alembic(database, "downgrade", "0001")
    async with database.transaction() as db:
        for row in FROM_BEFORE:
            await db.execute(text(row))
    await alembic(database, "upgrade", "head")
    async with database.transaction() as db:
        kinds = (await db.execute(text("SELECT kind, ended_on FROM cases"))).all()
        holders = (await db.execute(text("SELECT holder, school FROM children"))).all()
        events = (await db.execute(text("SELECT kind FROM events"))).scalars().all()
        forms = (await db.execute(text("SELECT form FROM drafts"))).scalars().all()
    assert (kinds, holders) == ([("plan", None)], [("parent", None)])
    assert (events, forms) == (["asked"], ["child"])
    await alembic(database, "downgrade", "0001")
    async with database.transaction() as db:
        assert (await db.execute(text("SELECT kind FROM cases"))).scalars().all() == ["assessment"]
        assert (await db.execute(text("SELECT kind FROM events"))).scalars().all() == ["asked"]
    await alembic(database, "upgrade", "head")


THEN = "'2026-03-12 10:00:00'"
DRAFT = "INSERT INTO drafts (id, parent_id, form, about, answers, version, is_open, touched_at) VALUES"
FROM_BEFORE = (
    f"INSERT INTO parents (id, chat_id, consented_at, reachable, nudged) VALUES (1, 7, {THEN}, true, true)",
    "INSERT INTO children (id, parent_id, called, council, council_name) VALUES (1, 1, 'x', 'WNC', 'x')",
    "INSERT INTO cases (id, child_id, kind, nudged) VALUES (1, 1, 'assessment', true)",
    "INSERT INTO events VALUES (1, 1, 'asked', '2026-03-12', 'email', '2026-03-12')",
    f"{DRAFT} (1, 1, 'event', 1, 'x', 0, true, {THEN})",
    f"{DRAFT} (2, 1, 'child', 0, 'x', 0, true, {THEN})",
)


@on_sqlite
def test_alembic_alone_can_be_told_which_database(empty_address):
    run = [sys.executable, "-m", "alembic", "-x", f"url={empty_address}"]
    subprocess.run([*run, "upgrade", "head"], cwd=ROOT, check=True, capture_output=True)
    shown = subprocess.run([*run, "current"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "(head)" in shown


def test_alembic_alone_asks_which_database():
    run = [sys.executable, "-m", "alembic", "current"]
    told = subprocess.run(run, cwd=ROOT, check=False, capture_output=True, text=True).stderr
    assert told.endswith("Say which database: alembic -x url=sqlite+aiosqlite:///file upgrade head\n")


async def test_every_row_that_belongs_to_a_parent_goes_by_a_cascade(database):
    async with database.transaction() as db:
        keys = await db.run_sync(
            lambda connection: [
                (table, key)
                for table in metadata.tables
                for key in inspect(connection).get_foreign_keys(table)
            ]
        )
    assert {table for table, _ in keys} == set(metadata.tables) - {
        "parents",
        "seen_updates",
        "school_calendars",
        "groups",
        "suggestions",
    }
    loose = {(table, *key["constrained_columns"]) for table, key in keys if key["options"] != CASCADE}
    assert loose == {("absences", "case_id"), ("contacts", "case_id"), ("notices", "author_id")}
    assert {(table, *key["constrained_columns"]) for table, key in keys if key["options"] == CASCADE} >= {
        ("absences", "child_id"),
        ("contacts", "child_id"),
        ("memberships", "parent_id"),
        ("posts", "parent_id"),
        ("suggested", "parent_id"),
    }


async def test_a_record_from_before_days_out_comes_through_whole_there_and_back(database):
    async with database.transaction() as db:
        case = await a_case(db, None, asked())
        await an_absence(db, case.child_id, case=case.id)
        await a_contact(db, case.child_id, case=case.id)
    await alembic(database, "downgrade", "0002")
    assert not {"absences", "contacts"} & await tables_in(database)
    await alembic(database, "upgrade", "head")
    async with database.transaction() as db:
        assert await cases.case(db, case.parent_id, case.id) == case
        assert [entry.event for entry in await cases.entries(db, case.id)] == [asked()]
        assert await absences.of_children(db, [case.child_id]) == {case.child_id: []}
        assert await contacts.of_child(db, case.child_id) == []


async def test_every_way_down_from_a_parent_has_an_index(database):
    """Without one an erasure reads whole tables."""
    async with database.transaction() as db:
        found = await db.run_sync(
            lambda connection: {table: _ways(connection, table) for table in metadata.tables}
        )
    for table, (keys, indexed) in found.items():
        assert keys <= indexed, table


def _ways(connection, table):
    """The columns that point to another table, and those that an index begins with."""
    look = inspect(connection)
    keys = {key["constrained_columns"][0] for key in look.get_foreign_keys(table)}
    indexes = [*look.get_indexes(table), *look.get_unique_constraints(table)]
    return keys, {index["column_names"][0] for index in indexes}
