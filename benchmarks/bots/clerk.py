"""This project's bot, whole and on one core, among families who each have a letter to take as a file.

Each line that it is sent is answered with the time that the event loop was held at most since the last one.
"""

import asyncio
import json
import signal
import sys
import time
from contextlib import suppress
from datetime import timedelta

from benchmarks.bots import logkeeper
from benchmarks.bots.nudger import settings_in
from benchmarks.bots.options import options
from benchmarks.processes import keep_to_one_core
from bot import running
from bot.clock import HeldClock
from bot.law.deadlines import Event
from bot.services import Services
from bot.store import cases, families, letters, schema

LETTER, STRENGTH = "A4", "formal"  # one of the longest of the catalogue
ASKED = logkeeper.TODAY - timedelta(days=60)  # two weeks more than a council may take
LOOK_SECONDS = 0.001


async def fill(services: Services, size: int) -> None:
    """Entries in the log of days out, a late council, and the letter about it: in no two the same words."""
    await logkeeper.fill(services.db, size)
    for number in range(logkeeper.FIRST, size + logkeeper.FIRST):
        await begin_letter(services, number)


async def begin_letter(services: Services, number: int) -> None:
    version = services.catalogue.letter(LETTER).version
    async with services.db.transaction() as db:
        await families.rename(db, number, f"Sam Example {number}")
        await families.set_nudged(db, number, nudged=False)  # only what is asked for is measured
        await families.correct_child(db, number, full_name=f"Bee Example {number}", school="Hill Street")
        case_id = await cases.open_case(db, number, "plan")
        await cases.record(db, case_id, Event("asked", ASKED, "email", ASKED))
        letter = await letters.begin(db, case_id, LETTER, version, STRENGTH, logkeeper.TODAY)
        said = {"own_words": f"She has been at home for {number} days.", "effect": "She cries every morning."}
        await letters.revise(db, letter, **said)


class Loop:
    """For how long the event loop could do nothing else: the most since it was last asked."""

    def __init__(self) -> None:
        self._held = 0.0

    async def look(self) -> None:
        while True:
            at = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            self._held = max(self._held, time.perf_counter() - at - LOOK_SECONDS)

    async def tell(self) -> None:
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        while await lines.readline():
            print(json.dumps({"held_ms": self._held * 1000}), flush=True)
            self._held = 0.0


async def answer(services: Services) -> None:
    """Until it is told to stop."""
    stop, loop = asyncio.Event(), Loop()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    beside = [asyncio.create_task(each) for each in (loop.look(), loop.tell())]
    await running.run(services, stop)
    for each in beside:
        each.cancel()
        with suppress(asyncio.CancelledError):
            await each


async def main() -> None:
    keep_to_one_core()
    told = options()
    settings = settings_in(told.folder, told.api, told.token)
    services = running.assemble(settings, HeldClock(logkeeper.NOON))
    await schema.migrate(services.db)
    await fill(services, told.people)
    await answer(services)


if __name__ == "__main__":
    asyncio.run(main())
