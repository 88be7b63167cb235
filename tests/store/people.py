"""A family on the record, in one line."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

from bot.law.absence import Absence
from bot.law.deadlines import Event
from bot.store import absences, cases, contacts, families
from bot.store.families import Parent

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)
AMIRA, BEN = 7_000_000_001, 7_000_000_002  # Telegram's numbers have long outgrown 32 bits


async def a_parent(db, chat_id=AMIRA) -> Parent:
    return await families.welcome(db, chat_id, NOW)


async def a_child(db, parent, called="Sam") -> int:
    return await families.add_child(db, parent.id, called, "north", "North Northamptonshire")


async def a_case(db, parent=None, *happened) -> cases.Case:
    """The case of a child of this parent, or of a new parent, in which these things happened."""
    parent = parent or await a_parent(db)
    number = await cases.open_case(db, await a_child(db, parent), "plan")
    for event in happened:
        await cases.record(db, number, event)
    found = await cases.case(db, parent.id, number)
    assert found
    return found


def asked(on=TODAY, told_on=None) -> Event:
    return Event("asked", on, "email", told_on or on)


def away(first=TODAY, last=TODAY, kind="sent_home", **facts) -> Absence:
    return Absence(kind, first, last, **({"told_on": TODAY} | facts))


async def an_absence(db, child, absence=None, case=None, **details) -> int:
    return await absences.log(db, child, case, absence or away(), details)


async def a_contact(db, child, on=TODAY, promised_by=None, case=None, **details) -> int:
    told = {"kind": "they_rang", "on": on, "told_on": TODAY, "promised_by": promised_by}
    return await contacts.log(db, child_id=child, case_id=case, **told, details=details)


async def within(database, *steps) -> None:
    """One transaction in which each of these is done."""
    async with database.transaction() as db:
        for step in steps:
            await step(db)


def checkpoint(file) -> None:
    """Another program brings the write-ahead log of a SQLite database into its main file."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def fails(db) -> None:
    raise Mishap


class Mishap(Exception):
    """Something that no one foresaw."""


async def count(db, table) -> int:
    return len((await db.execute(table.select())).all())
