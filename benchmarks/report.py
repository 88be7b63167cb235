"""The figures as a table for people, and as JSON."""

import importlib.metadata
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from benchmarks.absences import PAPERS, Logging
from benchmarks.deadlines import OTHERS, Deriving, a_case
from benchmarks.forms import PEOPLE, Figures, middle
from benchmarks.nudges import Nudging
from benchmarks.processes import OTHERS_PYTHON
from benchmarks.promises import Promise, Runs
from benchmarks.startup import Start

OURS = ("python-telegram-bot", "httpx", "aiohttp", "sqlalchemy", "aiosqlite")
THEIRS = ("aiogram", "aiogram-sqlite-storage", "aiohttp")
ASK = "import importlib.metadata as m, sys; print(*(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ')"
COLUMNS = "  {:<47} {:>9} {:>8} {:>6} {:>8} {:>8} {:>8} {:>8} {:>9} {:>7}"
HEADS = ("", "updates/s", "CPU ms", "busy", "p50 ms", "p95 ms", "idle MB", "peak MB", "stand-in", "others")


def versions(*, others: bool) -> list[str]:
    """What was measured, and on what; `others` when aiogram was too."""
    ours = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in OURS)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load before the start {load}",
        f"ours and python-telegram-bot's: {ours}",
    ]
    return [*lines, f"aiogram's: {_theirs()}"] if others else lines


def _theirs() -> str:
    asked = subprocess.run([OTHERS_PYTHON, "-c", ASK, *THEIRS], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def forms(runs: Runs) -> list[str]:
    """A table for each latency: the median of each figure."""
    lines = [
        f"One form for {PEOPLE} people at once: command, three answers, check, Save (5 updates, 6 calls).",
        "CPU is of the bot, for one update. Busy, stand-in and others (all else that ran): of one processor.",
    ]
    for latency, contenders in runs.items():
        lines += ["", f"The Bot API answers after {latency * 1000:.0f} ms:", COLUMNS.format(*HEADS)]
        lines += [_row(who.name, middle(some)) for who, some in contenders.items()]
    return lines


def _row(name: str, run: Figures) -> str:
    busy, *around = (f"{share:.0%}" for share in (run.busy, run.standin_busy, run.others_busy))
    waits = f"{run.p50_ms:.0f}", f"{run.p95_ms:.0f}"
    memory = f"{run.idle_mb:.0f}", f"{run.peak_mb:.0f}"
    a_second = f"{run.a_second:.1f}"
    return COLUMNS.format(name, a_second, f"{run.cpu_ms:.2f}", busy, *waits, *memory, *around)


def start(found: Start) -> list[str]:
    return [
        "`python -m bot run`, its database there already:",
        f"  first poll after {found.seconds:.2f} s (CPU {found.cpu:.2f} s); then {found.memory_mb:.0f} MB",
    ]


def nudges(told: Nudging) -> list[str]:
    """Planning and delivery, without the limit on messages a second."""
    planned = told.planned
    lines = [
        "Nudges, our limit on messages a second lifted to 1,000:",
        f"  {told.pending:,} planned in {planned['seconds']:.1f} s: {_pace(told.pending, planned)}",
    ]
    for each in told.delivered:
        wait = f"{each['latency'] * 1000:.0f} ms"
        lines.append(
            f"  {told.sent_each:,} sent in {each['seconds']:.1f} s at {wait}: {_pace(told.sent_each, each)}"
        )
    return lines


def _pace(number: int, took: dict[str, Any]) -> str:
    cpu = took["cpu"] * 1000 / max(number, 1)
    memory = f"memory {took['mb_first']:.0f}, {took['mb_most']:.0f} at most, {took['mb_last']:.0f} MB after"
    pause = f"the event loop never held for more than {took['longest_pause'] * 1000:.0f} ms"
    return f"{number / took['seconds']:,.0f} a second, {cpu:.2f} ms of CPU each; {memory}; {pause}"


def deadlines(told: Deriving) -> list[str]:
    """The cost of deriving, by number of children and by kind of case; and of counting working days."""
    counting = told.counting[-1]
    return [
        "Every deadline, derived in memory on one core (the quickest of the rounds):",
        *(_derived(row) for row in told.sizes),
        "",
        "A case of each kind, and by what is known of the school's days where they are counted:",
        *(f"  {_kind(row):<34}{a_case(row):>7.0f} µs" for row in told.kinds),
        "",
        f"{counting['dates']:,} dates in working days, ours beside what you would take up first:",
        *(f"  {name:<34}{told.times(other):>7.1f} times as long" for other, name in OTHERS.items()),
    ]


def _derived(row: Mapping[str, Any]) -> str:
    events = row["events"] / row["cases"]
    made = f"{row['deadlines']:,} deadlines, {row['dated']:,} with a date, {row['ranges']:,} of them a range"
    cost = f"{row['cpu']:.2f} s, {a_case(row):.0f} µs a case"
    return f"  {row['children']:>6,} children, {row['cases']:,} cases of {events:.1f} events: {cost}; {made}"


def _kind(row: Mapping[str, Any]) -> str:
    known = {"own": "its own dates", "list": "its council's list", "nothing": "nothing known"}
    return f"{row['kind']}, {known[row['known']]}" if row["known"] else str(row["kind"])


def absences(told: Logging) -> list[str]:
    """A page among few and among many families; the papers of a child with an entry on every day."""
    word = told.papers["by_cell_ms"]
    return [
        "The log of days out, 20 entries a family (median of 200 families):",
        *(_among(row) for row in told.sizes),
        "",
        f"The papers of a child with {told.papers['entries']} entries, made in a thread:",
        f"  {'reading the record':<42}{told.papers['read_ms']:>7.1f} ms",
        *(f"  {name:<42}{_made(told.papers['made'][paper])}" for paper, name in PAPERS.items()),
        "",
        f"The same table in Word as python-docx's guide makes it, cell by cell: {_times(word)}",
    ]


def _times(word: Mapping[str, float]) -> str:
    return f"{word['cell_by_cell'] / word['ours']:.1f} times as long ({word['cell_by_cell']:.0f} ms)"


def _among(row: Mapping[str, Any]) -> str:
    a_case = row["planned"]["cpu"] * 1000 / row["families"]
    page, record = (
        f"the page reads in {row['page_ms']:.1f} ms",
        f"a whole record in {row['record_ms']:.1f} ms",
    )
    return (
        f"  {row['families']:>6,} families: {page}, {record}; nudges planned at {a_case:.2f} ms of CPU a case"
    )


def _made(took: Mapping[str, float]) -> str:
    usual, first = f"{took['usual_ms']:>7.1f} ms", f"the first {took['first_ms']:.0f} ms"
    return f"{usual}, {first}; {took['bytes'] / 1024:.0f} kB; loop held {took['pause_ms']:.0f} ms at most"


def promises(kept: Iterable[Promise]) -> list[str]:
    marks = {True: "holds", False: "does not hold"}
    return ["Promises:", *(f"  {marks[each.holds]:<15}{each.says}: {each.measured}" for each in kept)]


def runs_as_json(runs: Runs) -> list[dict[str, Any]]:
    """Every run of every bot."""
    return [
        {"bot": who.name, "latency": latency, **asdict(run)}
        for latency, contenders in runs.items()
        for who, some in contenders.items()
        for run in some
    ]
