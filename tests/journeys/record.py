"""What is on the record: every table opened with its key and read whole."""

from sqlalchemy import select

from bot.config import Settings
from bot.keys import load_keys
from bot.store.db import open_database
from bot.store.sealed import Sealer
from bot.store.tables import cases, children, drafts, events, letters, metadata, outbox, parents


async def kept(database):
    """The record in short, for one whole comparison."""
    async with database.transaction() as db:
        found = {table.name: list(await db.execute(select(table).order_by(*table.primary_key))) for table in TABLES}
    return {
        "parents": [row.name for row in found["parents"]],
        "children": [(row.called, row.full_name, row.born_on, row.reference) for row in found["children"]],
        "cases": len(found["cases"]),
        "events": [(row.kind, row.how, str(row.happened_on)) for row in found["events"]],
        "letters": [(row.template, row.strength, str(row.sent_on)) for row in found["letters"]],
        "drafts": len(found["drafts"]),
        "nudges": [(row.rule, row.stage, row.state) for row in found["outbox"]],
    }


async def whole(database):
    """Every row of every table, by the table's name; what Telegram was heard to say is left out."""
    async with database.transaction() as db:
        return {
            table.name: [tuple(row) for row in await db.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name != "seen_updates"
        }


def opened(folder):
    """The database of a bot that is not running."""
    settings = Settings(seal={"key_file": folder / "demo.key"})
    return open_database(f"sqlite+aiosqlite:///{folder / 'demo.sqlite'}", Sealer(load_keys(settings)))


TABLES = (parents, children, cases, events, letters, drafts, outbox)
