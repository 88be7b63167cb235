"""A row of the outbox, in one line."""

from datetime import date

from sqlalchemy import select

from bot.store.outbox import Waiting
from bot.store.tables import outbox as table

RULE, DUE = "final-plan-20w", date(2026, 3, 11)


def a_row(key, at, case):
    return Waiting(f"nudge:{key}", case.parent_id, case.id, RULE, DUE, "day_after", at)


async def states(database):
    async with database.transaction() as db:
        return [
            tuple(row) for row in await db.execute(select(table.c.key, table.c.state).order_by(table.c.id))
        ]
