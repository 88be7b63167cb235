"""What this project promises about its speed, and whether the figures of this run hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.forms import CONVERSATION, ECHO, FSM, OURS, Contender, Figures
from benchmarks.nudges import Nudging
from benchmarks.startup import Start

TIMES_CONVERSATION = 20
MOST_MB = 120
MOST_GROWTH_MB = 10
SLOWEST_START = 2.0
Runs = Mapping[float, Mapping[Contender, list[Figures]]]
SLOW, AT_ONCE = 0.05, 0.0  # seconds that the Bot API takes to answer


@dataclass(frozen=True)
class Promise:
    says: str
    measured: str
    holds: bool


def of_forms(runs: Runs) -> list[Promise]:
    """The promises about the form; each ratio is the median of the ratios within a round."""
    conversation = median(_ratios(runs[SLOW], "a_second", CONVERSATION))
    fsm = median(_ratios(runs[SLOW], "a_second", FSM))
    cpu = median(_ratios(runs[AT_ONCE], "cpu_ms", ECHO))
    peak = max(run.peak_mb for each in runs.values() for run in each[OURS])
    strays = sum(run.strays for each in runs.values() for some in each.values() for run in some)
    return [
        Promise(
            f"50 ms: at least {TIMES_CONVERSATION} times ConversationHandler",
            f"{conversation:.1f} times",
            conversation >= TIMES_CONVERSATION,
        ),
        Promise("50 ms: at least level with aiogram's FSM in SQLite", f"{fsm:.2f} times", fsm >= 1),
        Promise("No wait: less CPU an update than the bare echo", f"{cpu:.2f} of it", cpu < 1),
        Promise(f"Under {MOST_MB} MB, under this load", f"{peak:.0f} MB at most", peak < MOST_MB),
        Promise("Every answer was the right one, from every bot", f"{strays:.0f} wrong", strays == 0),
    ]


def of_start(start: Start) -> list[Promise]:
    soon = start.seconds < SLOWEST_START
    return [Promise(f"Start to first poll in under {SLOWEST_START:g} s", f"{start.seconds:.2f} s", soon)]


def of_nudges(told: Nudging) -> list[Promise]:
    """Each nudge planned once and sent once."""
    once = told.delivered[-1]["chats"]
    wanted = {"1": told.sent_each * len(told.delivered)}
    most = [each["mb_most"] for each in told.delivered]
    growth = most[-1] - most[0]
    return [
        Promise("Every late case planned", f"{told.pending:,} of {told.cases:,}", told.pending == told.cases),
        Promise("Every nudge sent once, none twice", _heard(once), once == wanted),
        Promise("The second delivery needs no more memory", f"{growth:+.0f} MB", growth < MOST_GROWTH_MB),
    ]


def _ratios(runs: Mapping[Contender, list[Figures]], what: str, other: Contender) -> list[float]:
    pairs = zip(runs[OURS], runs[other], strict=True)
    return [getattr(ours, what) / max(getattr(theirs, what), 1e-9) for ours, theirs in pairs]


def _heard(chats: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} chats had {times}" for times, number in chats.items()) or "none"
