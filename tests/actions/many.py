"""Thousands of families at once, and what the outbox holds for them."""

from datetime import timedelta

from sqlalchemy import insert, select

from bot.store import cases, families
from bot.store.tables import cases as case_table
from bot.store.tables import children, events, outbox, parents
from tests.store.people import NOW, a_case, a_parent

FIRST_CHAT = 7_000_000_000


async def many_cases(database, number, asked_on, *, apart=1):
    """So many families; each asked some days after the one before."""
    on = [asked_on + timedelta(days=n * apart) for n in range(number)]
    rows = {
        parents: [{"chat_id": FIRST_CHAT + n, "consented_at": NOW} for n in range(number)],
        children: [
            {"parent_id": n + 1, "called": "Sam", "council": "north", "council_name": "North"}
            for n in range(number)
        ],
        case_table: [{"child_id": n + 1, "kind": "plan"} for n in range(number)],
        events: [
            {"case_id": n + 1, "kind": "asked", "happened_on": on[n], "how": "email", "told_on": on[n]}
            for n in range(number)
        ],
    }
    async with database.transaction() as db:
        for table, some in rows.items():
            await db.execute(insert(table), some)


async def one_case(database, *happened, chat=FIRST_CHAT):
    async with database.transaction() as db:
        return await a_case(db, await a_parent(db, chat), *happened)


async def tell(database, case, event):
    async with database.transaction() as db:
        await cases.record(db, case.id, event)


async def correct(database, case, event):
    """The only event of a case was another one."""
    async with database.transaction() as db:
        for entry in await cases.entries(db, case.id):
            await cases.remove_event(db, case.id, entry.id)
        await cases.record(db, case.id, event)


async def pause(database, case, *, nudged=False):
    async with database.transaction() as db:
        await cases.set_nudged(db, case.id, nudged=nudged)


async def pause_everything(database, case, *, nudged=False):
    async with database.transaction() as db:
        await families.set_nudged(db, case.parent_id, nudged=nudged)


async def lose_touch(database, case, *, reachable=False):
    async with database.transaction() as db:
        chat = (await families.parent(db, case.parent_id)).chat_id
        await families.set_reachable(db, chat, reachable=reachable)


async def erase(database, case):
    async with database.transaction() as db:
        await families.erase(db, case.parent_id)


async def rows_in(database):
    """The outbox in short: "final-plan-20w day_after sent"."""
    columns = select(outbox.c.rule, outbox.c.stage, outbox.c.state).order_by(outbox.c.id)
    async with database.transaction() as db:
        return [f"{row.rule} {row.stage} {row.state}" for row in await db.execute(columns)]


async def keys_in(database):
    async with database.transaction() as db:
        return list((await db.execute(select(outbox.c.key).order_by(outbox.c.id))).scalars())
