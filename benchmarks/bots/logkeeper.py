"""The log of days out among so many families: what a page, a paper and the planning of nudges cost.

Writes a line of JSON for each number of families that it is told, the fewest first, and then one for the
papers of a child with an entry on every school day of a year.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from docx import Document
from sqlalchemy import insert

from benchmarks import words
from benchmarks.bots.nudger import ROWS, settings_in, timed
from bot import running
from bot.actions import absent, nudge, papers, picturing
from bot.clock import HeldClock
from bot.documents.paper import shown
from bot.documents.word import as_docx
from bot.services import Services
from bot.store import families, schema
from bot.store.db import Database
from bot.store.tables import absences, cases, children, parents

NOON = datetime(2027, 7, 20, 12, tzinfo=UTC)  # almost the end of a school year
TODAY = NOON.date()
SEPTEMBER = date(2026, 9, 2)
ENTRIES = 20  # of each family
KINDS = ("suspended", "sent_home", "kept_home", "ill")
PARTS = ("all", "am", "pm")
NOBODY, TOKEN = "http://127.0.0.1:9", f"123456:{'x' * 35}"  # nothing is sent
PAGES, TURNS = 200, 15
SAID = {"at": "11:00", "who": "The office", "reason": "He could not settle after break."}
DAY = timedelta(days=1)
FIRST, FRIDAY = 1, 5


def entry(child: int, kind: str, on: date, part: str) -> dict[str, Any]:
    """An absence as the bot would have recorded it: of one day, in the one case of that child."""
    told = {"kind": kind, "first_on": on, "last_on": on, "part": part, "weekdays": "12345", "letter": "no"}
    in_case = None if kind == "ill" else child
    return {"child_id": child, "case_id": in_case, "told_on": on, "details": SAID, **told}


def daily(child: int) -> list[dict[str, Any]]:
    """An entry on every weekday since September."""
    days = (SEPTEMBER + n * DAY for n in range((TODAY - SEPTEMBER).days))
    open_days = [day for day in days if day.isoweekday() <= FRIDAY]
    return [
        entry(child, KINDS[n % len(KINDS)], day, PARTS[n % len(PARTS)]) for n, day in enumerate(open_days)
    ]


async def fill(db: Database, size: int) -> None:
    """The first family has an entry every day, the others a few."""
    chance = Random(size)
    for first in range(FIRST, size + FIRST, ROWS):
        ids = range(first, min(first + ROWS, size + FIRST))
        told = {"council": "WNC", "council_name": "West Northamptonshire", "called": "Sam"}
        logged = [
            each for number in ids for each in (daily(number) if number == FIRST else few(number, chance))
        ]
        async with db.transaction() as some:
            people = [{"id": i, "chat_id": words.FIRST_PERSON + i, "consented_at": NOON} for i in ids]
            await some.execute(insert(parents), people)
            await some.execute(insert(children), [{"id": i, "parent_id": i, **told} for i in ids])
            opened = {"kind": "exclusion", "nudged": True}
            await some.execute(insert(cases), [{"id": i, "child_id": i, **opened} for i in ids])
            await some.execute(insert(absences), logged)


def few(child: int, chance: Random) -> list[dict[str, Any]]:
    days = (SEPTEMBER + chance.randrange((TODAY - SEPTEMBER).days) * DAY for _ in range(ENTRIES))
    return [entry(child, chance.choice(KINDS), day, chance.choice(PARTS)) for day in days]


async def page(services: Services, number: int) -> None:
    """What the page of a child's days out reads and adds up."""
    async with services.db.transaction() as db:
        child = await families.child(db, number, number)
        assert child
        await absent.days_out(db, services, child, TODAY)


async def record(services: Services, number: int) -> papers.Record:
    async with services.db.transaction() as db:
        child = await families.child(db, number, number)
        assert child
        return await papers.collect(db, services, child, NOON)


async def milliseconds(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def among(services: Services, size: int) -> dict[str, Any]:
    """A page and a record of families here and there among them all, and planning for every one."""
    chance = Random(7)
    numbers = [chance.randint(FIRST + 1, size) for _ in range(PAGES)]
    pages = [await milliseconds(lambda number=number: page(services, number)) for number in numbers]
    records = [await milliseconds(lambda number=number: record(services, number)) for number in numbers]
    planned = await timed(lambda: nudge.plan_all(services))
    return {"families": size, "page_ms": median(pages), "record_ms": median(records), "planned": planned}


async def made(services: Services) -> dict[str, Any]:
    """The papers of a child with an entry a day: each made in a thread, as the bot does, again and again."""
    async with services.db.transaction() as db:
        child = await families.child(db, FIRST, FIRST)
        assert child
        found = await absent.days_out(db, services, child, TODAY)
    full = await record(services, FIRST)
    makers = {
        "picture": picturing.picture("Sam", found, found.totals.year, TODAY),
        "chronology_pdf": papers.chronology(full, "pdf"),
        "schedule_docx": papers.schedule(full, "docx"),
        "spreadsheet": papers.spreadsheet(full),
    }
    took = {name: await in_turns(make) for name, make in makers.items()}
    read = median([await milliseconds(lambda: record(services, FIRST)) for _ in range(TURNS)])
    return {"entries": len(found.logged), "read_ms": read, "made": took, "by_cell_ms": by_cell(full)}


async def in_turns(make: Callable[[], bytes]) -> dict[str, float]:
    """The first time, the usual time, and for how long the event loop was held at most."""
    first = await milliseconds(lambda: asyncio.to_thread(make))
    usual, pauses = [], []
    for _ in range(TURNS):
        held = await timed(lambda: asyncio.to_thread(make), every=0.001)
        usual.append(held["seconds"] * 1000)
        pauses.append(held["longest_pause"] * 1000)
    return {"first_ms": first, "usual_ms": median(usual), "pause_ms": max(pauses), "bytes": len(make())}


def by_cell(full: papers.Record) -> dict[str, float]:
    """The same table in Word, ours and as python-docx's own guide does it: a cell at a time."""
    paper = papers.schedule_paper(full)
    ours, theirs = [], []
    for _ in range(3):
        began = time.perf_counter()
        as_docx(paper)
        between = time.perf_counter()
        document = Document()
        table = document.add_table(rows=1, cols=len(paper.tables[0].columns))
        for row in paper.tables[0].rows:
            for cell, words_in in zip(table.add_row().cells, row, strict=True):
                cell.text = shown(words_in)
        document.save(BytesIO())
        theirs.append(time.perf_counter() - between)
        ours.append(between - began)
    return {"ours": median(ours) * 1000, "cell_by_cell": median(theirs) * 1000}


async def main(sizes: list[int]) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            services = running.assemble(settings_in(Path(folder), NOBODY, TOKEN), HeldClock(NOON))
            await schema.migrate(services.db)
            await fill(services.db, size)
            told = await among(services, size)
            print(json.dumps(told), flush=True)
            if size == sizes[-1]:
                print(json.dumps(await made(services)), flush=True)
            await services.db.close()


if __name__ == "__main__":
    asyncio.run(main([int(size) for size in sys.argv[1:]]))
