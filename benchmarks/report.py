"""The figures as a table for people, and as JSON."""

import importlib.metadata
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

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


def versions() -> list[str]:
    """What was measured, and on what."""
    ours = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in OURS)
    theirs = subprocess.run(
        [OTHERS_PYTHON, "-c", ASK, *THEIRS], capture_output=True, text=True, check=True
    ).stdout.strip()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load before the start {load}",
        f"ours and python-telegram-bot's: {ours}",
        f"aiogram's: {theirs}",
    ]


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


def promises(kept: Iterable[Promise]) -> list[str]:
    marks = {True: "holds", False: "does not hold"}
    return ["Promises:", *(f"  {marks[each.holds]:<15}{each.says}: {each.measured}" for each in kept)]


def as_json(runs: Runs, found: Start, told: Nudging, kept: Iterable[Promise]) -> dict[str, Any]:
    return {
        "versions": versions(),
        "forms": [
            {"bot": who.name, "latency": latency, **asdict(run)}
            for latency, contenders in runs.items()
            for who, some in contenders.items()
            for run in some
        ],
        "start": asdict(found),
        "nudges": asdict(told),
        "promises": [asdict(each) for each in kept],
    }
