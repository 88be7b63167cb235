"""A stand-in with limits and an audience, and the bots that may tell it something, one after the other."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import OTHERS_PYTHON, Process, Stage

LATENCY = 0.05  # seconds that the Bot API takes to answer
READERS = 20  # families in no group
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Way:
    """One way to tell everybody."""

    name: str
    module: str
    options: tuple[str, ...] = ()
    ours: bool = False


OURS = Way("ours", "benchmarks.bots.crier", ours=True)
GATHER = Way("AIORateLimiter and gather", "benchmarks.bots.caller", ("--way", "gather"))
LOOP = Way("a loop that sleeps on 429", "benchmarks.bots.caller", ("--way", "loop"))


class Theatre:
    """What one bot leaves, in its database and in the chats, is there for the next."""

    def __init__(self, way: Way, stage: Stage, folder: Path, members: int, limit: int) -> None:
        self.way, self.stage, self.members = way, stage, members
        group = stage.ask("audience", members=members, others=READERS)["group"]
        told = ("--folder", folder, "--people", members, "--others", READERS, "--limit", limit)
        self._options = (*stage.for_a_bot, *told, "--group", group, *way.options)
        if way.ours:
            with Process("benchmarks.bots.gatherer", *self._options) as gatherer:
                gatherer.listen()

    @contextmanager
    def bot(self) -> Iterator[Process]:
        python = {} if self.way.ours else {"python": OTHERS_PYTHON}
        with Process(self.way.module, *self._options, **python) as bot:
            bot.ask("stand")  # once it answers it is there
            yield bot

    def told(self, what: str) -> dict[str, Any]:
        """What the audience knows: progress, rhythm or copies."""
        return self.stage.ask("told", what=what)

    def await_sends(self, many: int) -> None:
        while self.told("progress")["sends"] < many:
            time.sleep(LOOK_SECONDS)

    def await_end(self, bot: Process, what: str) -> None:
        while bot.ask("stand")[what]:
            time.sleep(LOOK_SECONDS)


@contextmanager
def theatre(way: Way, members: int, limit: int) -> Iterator[Theatre]:
    with tempfile.TemporaryDirectory() as folder, Stage(LATENCY, limit) as stage:
        yield Theatre(way, stage, Path(folder), members, limit)


def share(sends: Sequence[float], troubles: Sequence[tuple[float, float]], limit: int) -> float:
    """How much of the limit was used between the first message and the last, the troubles left out."""
    begin, used, clear = sends[0], 0, 0.0
    for end, again in (*sorted(map(tuple, troubles)), (sends[-1], sends[-1])):
        if end > begin:
            used += sum(begin <= moment < end for moment in sends)
            clear += end - begin
        begin = max(begin, again)
    return used / (clear * limit)
