"""Our planning and delivery without the rest of the bot: 100,000 cases whose council is late, and one stage.

Writes a line of JSON after each of: making the cases, planning, and each delivery that it is told to make.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import func, insert, select

import handlers
from benchmarks import words
from benchmarks.bots.options import options
from bot import running
from bot.actions import deliver, nudge
from bot.actions.deliver import Due, Send
from bot.actions.standing import PLAN
from bot.clock import HeldClock
from bot.config import Nudges, Settings
from bot.keys import make_key_file
from bot.services import Services
from bot.store import schema
from bot.store.db import Database
from bot.store.tables import cases, children, events, outbox, parents
from handlers.edge.sender import sender

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
EVENING = NOON + timedelta(hours=11)  # in the quiet hours: a delivery ends there
ASKED = NOON - timedelta(days=45)  # six weeks, a day for the request to arrive, and two days more
ROWS = 5000  # put into the database at a time
AT_ONCE = 1000  # messages a second: more than can be sent, so that the limit is not what is measured
LOOK_SECONDS = 0.1


async def fill(db: Database, size: int) -> None:
    """A parent, a child, a case and a request for each, as the bot itself would have recorded them."""
    now, day = NOON, ASKED.date()
    for first in range(1, size + 1, ROWS):
        ids = range(first, min(first + ROWS, size + 1))
        chats = ({"id": i, "chat_id": words.FIRST_PERSON + i - 1, "consented_at": now} for i in ids)
        told = {"council": "WNC", "council_name": "West Northamptonshire", "called": "Sam"}
        opened = {"kind": PLAN, "nudged": True}
        asked = {"kind": "asked", "happened_on": day, "how": "email", "told_on": day}
        async with db.transaction() as some:
            await some.execute(insert(parents), list(chats))
            await some.execute(insert(children), [{"id": i, "parent_id": i, **told} for i in ids])
            await some.execute(insert(cases), [{"id": i, "child_id": i, **opened} for i in ids])
            await some.execute(insert(events), [{"case_id": i, **asked} for i in ids])


async def in_outbox(db: Database) -> dict[str, int]:
    """How many rows there are in each state."""
    async with db.transaction() as some:
        counted = await some.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
        return dict(counted.tuples().all())


def memory() -> float:
    """MB in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / (1 << 20)


async def timed(work: Callable[[], Awaitable[Any]], every: float = LOOK_SECONDS) -> dict[str, Any]:
    """What it took, how much memory, and for how long the bot could answer nobody meanwhile."""
    worst, seen = 0.0, [memory()]

    async def look() -> None:
        nonlocal worst
        while True:
            at = time.perf_counter()
            await asyncio.sleep(every)
            worst = max(worst, time.perf_counter() - at - every)
            seen.append(memory())

    looking = asyncio.create_task(look())
    began, cpu = time.perf_counter(), time.process_time()
    await work()
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    looking.cancel()
    return took | {"mb_first": seen[0], "mb_last": memory(), "mb_most": max(seen), "longest_pause": worst}


def until(told: int, clock: HeldClock, send: Send) -> Send:
    """The same, until so many were sent; then evening comes, and delivery ends by itself."""
    left = told

    async def counted(due: Due) -> None:
        nonlocal left
        await send(due)
        left -= 1
        if left == 0:
            clock.move_to(EVENING)

    return counted


async def deliver_when_told(services: Services, clock: HeldClock, most: int) -> None:
    app = handlers.build(services)
    await app.initialize()
    for _ in iter(sys.stdin.readline, ""):
        clock.move_to(NOON)
        send = until(most, clock, sender(app.bot, services))
        took = await timed(lambda send=send: deliver.drain(services, send))
        say(took | {"outbox": await in_outbox(services.db)})
    await app.shutdown()


def say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


def settings_in(folder: Path, api: str, token: str) -> Settings:
    if not (folder / "bench.key").exists():  # a bot that was killed finds it there
        make_key_file(folder / "bench.key")
    settings = Settings(
        telegram={"token": SecretStr(token), "api_url": api},
        database={"url": f"sqlite+aiosqlite:///{folder / 'bench.sqlite'}"},
        seal={"key_file": folder / "bench.key"},
    )
    unpaced = Nudges().model_copy(update={"messages_a_second": AT_ONCE})
    return settings.model_copy(update={"nudges": unpaced})


async def main() -> None:
    told = options()
    clock = HeldClock(NOON)
    services = running.assemble(settings_in(told.folder, told.api, told.token), clock)
    await schema.migrate(services.db)
    say(await timed(lambda: fill(services.db, told.people)))
    took = await timed(lambda: nudge.plan_all(services))
    say(took | {"outbox": await in_outbox(services.db)})
    await deliver_when_told(services, clock, told.told)


if __name__ == "__main__":
    asyncio.run(main())
