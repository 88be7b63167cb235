"""Four bots and a crowd: updates a second, processor an update, memory, in rounds that take turns."""

import tempfile
import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.processes import OTHERS_PYTHON, Process, Stage, all_cpu

PEOPLE = 50


@dataclass(frozen=True)
class Contender:
    name: str
    module: str
    script: str = "form"
    options: tuple[str, ...] = ()
    others_python: bool = False


ECHO = Contender("python-telegram-bot, bare echo, httpx", "benchmarks.bots.echo", "echo")
CONVERSATION = Contender("python-telegram-bot, ConversationHandler, pickle", "benchmarks.bots.conversation")
FSM = Contender("aiogram, FSM in SQLite (tuned)", "benchmarks.bots.fsm", others_python=True)
OURS = Contender("ours, Form in SQLite", "benchmarks.bots.ours", options=("--people", str(PEOPLE)))
CONTENDERS = (ECHO, CONVERSATION, FSM, OURS)


@dataclass(frozen=True)
class Figures:
    """`cpu_ms` is of the bot for one update; `standin_busy` and `others_busy` tell what held it back."""

    a_second: float
    cpu_ms: float
    busy: float
    standin_busy: float
    others_busy: float
    p50_ms: float
    p95_ms: float
    idle_mb: float
    peak_mb: float
    strays: int


def measure(who: Contender, latency: float, seconds: float, warm_up: float) -> Figures:
    """One run of one bot in front of a fresh stand-in, with nothing kept from the last."""
    with tempfile.TemporaryDirectory() as folder, Stage(latency) as stage:
        python = {"python": OTHERS_PYTHON} if who.others_python else {}
        options = (*stage.for_a_bot, "--folder", folder, *who.options)
        with Process(who.module, *options, **python) as bot:
            bot.await_first_poll(stage)
            time.sleep(0.5)
            idle = bot.memory()
            stage.ask("crowd", size=PEOPLE, script=who.script)
            time.sleep(warm_up)
            before = stage.ask("figures", forget=True) | {"bot": bot.cpu, "all": all_cpu()}
            time.sleep(seconds)
            after = stage.ask("figures") | {"bot": bot.cpu, "all": all_cpu()}
            bot.check()
            return _figures(before, after, idle, bot.memory("VmHWM"))


def _figures(before: dict[str, Any], after: dict[str, Any], idle: float, peak: float) -> Figures:
    took, updates, bot, standin, everything = (
        after[what] - before[what] for what in ("at", "answers", "bot", "cpu", "all")
    )
    waited = after.get("answer_ms", {"p50": 0.0, "p95": 0.0})
    return Figures(
        a_second=updates / took,
        cpu_ms=bot * 1000 / max(updates, 1),
        busy=bot / took,
        standin_busy=standin / took,
        others_busy=max(0.0, everything - bot - standin) / took,
        p50_ms=waited["p50"],
        p95_ms=waited["p95"],
        idle_mb=idle,
        peak_mb=peak,
        strays=after["strays"],
    )


def middle(runs: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(**{name: median(asdict(run)[name] for run in runs) for name in asdict(runs[0])})
