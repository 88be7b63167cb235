"""Makes the database for a notice, and ends: families in no group, and a group with its members.

A process of its own, so that what this takes in memory is not there when the bot is measured.
"""

import asyncio

from sqlalchemy import insert

from benchmarks import words
from benchmarks.bots import logkeeper
from benchmarks.bots.crier import GROUP_ID, NOON
from benchmarks.bots.nudger import ROWS, settings_in
from benchmarks.bots.options import options
from bot import running
from bot.clock import HeldClock
from bot.store import families, groups, schema
from bot.store.db import Database
from bot.store.group_tables import memberships
from bot.store.tables import parents


async def fill(db: Database, chat_id: int, others: int, members: int) -> None:
    await logkeeper.fill(db, others)
    async with db.transaction() as some:
        for number in range(logkeeper.FIRST, others + logkeeper.FIRST):
            await families.set_nudged(some, number, nudged=False)  # only the notice is measured
        group, _ = await groups.arrive(some, chat_id, "Parents together", NOON.date())
        assert group.id == GROUP_ID
        await families.welcome(some, words.FIRST_PERSON, NOON)  # the organiser, who is told how far it is
    first = others + 2
    for begin in range(first, first + members, ROWS):
        ids = range(begin, min(begin + ROWS, first + members))
        belongs = {"group_id": GROUP_ID, "notices": True, "joined_on": NOON.date()}
        async with db.transaction() as some:
            people = [{"id": i, "chat_id": words.FIRST_PERSON + i - 1, "consented_at": NOON} for i in ids]
            await some.execute(insert(parents), people)
            await some.execute(insert(memberships), [{"parent_id": i, **belongs} for i in ids])


async def main() -> None:
    told = options()
    services = running.assemble(settings_in(told.folder, told.api, told.token), HeldClock(NOON))
    await schema.migrate(services.db)
    await fill(services.db, told.group, told.others, told.people)
    await services.db.close()
    print("{}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
