"""Four bots and a crowd: updates a second, processor an update, memory, in rounds that take turns."""

import tempfile
import time
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.processes import OTHERS_PYTHON, Process, Stage

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
    """`cpu_ms` is of the bot for one update; `standin_busy` tells whether the stand-in held it back."""

    a_second: float
    cpu_ms: float
    busy: float
    standin_busy: float
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
            before, cpu = stage.ask("figures", forget=True), bot.cpu
            time.sleep(seconds)
            after, cpu = stage.ask("figures"), bot.cpu - cpu
            bot.check()
            return _figures(before, after, cpu, idle, bot.memory("VmHWM"))


def _figures(before: dict, after: dict, cpu: float, idle: float, peak: float) -> Figures:
    took = after["at"] - before["at"]
    updates = after["answers"] - before["answers"]
    waited = after.get("answer_ms", {"p50": 0.0, "p95": 0.0})
    return Figures(
        a_second=updates / took,
        cpu_ms=cpu * 1000 / max(updates, 1),
        busy=cpu / took,
        standin_busy=(after["cpu"] - before["cpu"]) / took,
        p50_ms=waited["p50"],
        p95_ms=waited["p95"],
        idle_mb=idle,
        peak_mb=peak,
        strays=after["strays"],
    )


def middle(runs: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(**{name: median(asdict(run)[name] for run in runs) for name in asdict(runs[0])})
