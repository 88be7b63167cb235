"""What is on the record: every table opened with its key and read whole."""

from sqlalchemy import select

from bot.config import Settings
from bot.keys import load_keys
from bot.store.db import open_database
from bot.store.sealed import Sealer
from bot.store.tables import (
    absences,
    cases,
    children,
    contacts,
    drafts,
    events,
    letters,
    outbox,
    parents,
)


async def kept(database, chat=None):
    """The record in short, for one whole comparison: everybody's, or that of one chat."""
    found = await whole(database, chat)
    return {
        "parents": [row.name for row in found["parents"]],
        "children": [(row.called, row.full_name, row.born_on, row.reference) for row in found["children"]],
        "cases": len(found["cases"]),
        "events": [(row.kind, row.how, str(row.happened_on)) for row in found["events"]],
        "letters": [(row.template, row.strength, str(row.sent_on)) for row in found["letters"]],
        "absences": [(row.kind, str(row.first_on), str(row.last_on)) for row in found["absences"]],
        "contacts": [(row.kind, str(row.on_day), row.settled) for row in found["contacts"]],
        "drafts": len(found["drafts"]),
        "nudges": [(row.rule, row.stage, row.state) for row in found["outbox"]],
    }


async def whole(database, chat=None):
    """Every row of every table by the table's name, everybody's or those of one chat.

    The numbers of updates that were answered are left out: they are nobody's.
    """
    async with database.transaction() as db:
        return {table.name: list(await db.execute(_rows(table, chat))) for table in WAYS}


def _rows(table, chat):
    source = table
    for other in WAYS[table]:
        source = source.join(other)
    rows = select(*table.c).select_from(source).order_by(*table.primary_key)
    return rows if chat is None else rows.where(parents.c.chat_id == chat)


def opened(folder):
    """The database of a bot that is not running."""
    settings = Settings(seal={"key_file": folder / "demo.key"})
    return open_database(f"sqlite+aiosqlite:///{folder / 'demo.sqlite'}", Sealer(load_keys(settings)))


# Each table that holds something of a parent's, and the way from it to the parent.
WAYS = {
    parents: (),
    children: (parents,),
    cases: (children, parents),
    events: (cases, children, parents),
    letters: (cases, children, parents),
    absences: (children, parents),
    contacts: (children, parents),
    drafts: (parents,),
    outbox: (parents,),
}
