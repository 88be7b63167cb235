"""Processes to measure: how they are started and stopped, what they have used, and the stage they talk to."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent
OTHERS_PYTHON = ROOT / ".venv-bench/bin/python"  # has aiogram, which our own environment does not need
TICKS = os.sysconf("SC_CLK_TCK")
STOP_SECONDS = 15.0
IDLE = (3, 4)  # the fields of /proc/stat that count a processor at rest: idle, and waiting for a disk


class Died(Exception):
    """A process ended before it was told to; str(error) is the end of what it wrote."""


def all_cpu() -> float:
    """Seconds of processor that this whole machine has used."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return sum(ticks for place, ticks in enumerate(fields) if place not in IDLE) / TICKS


def keep_to_one_core() -> None:
    """This process and all its threads from now on: the last of the processors that it may use."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class Process:
    """`with Process(...)` runs `python -m module` until the block ends."""

    def __init__(self, module: str, *options: object, python: Path = Path(sys.executable)) -> None:
        self.started = time.monotonic()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the process ends
        self._run = subprocess.Popen(
            [python, "-m", module, *map(str, options)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run.terminate()
        try:
            self._run.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._run.kill()
            self._run.wait()
        for pipe in (self._run.stdin, self._run.stdout, self._said):
            pipe.close()

    def listen(self) -> dict[str, Any]:
        """The next line that it writes, which is JSON."""
        line = self._run.stdout.readline()
        if not line:
            self._run.wait()
            self.check()
        return json.loads(line)

    def check(self) -> None:
        """Raises Died if it has ended."""
        if self._run.poll() is not None:
            self._said.seek(0)
            raise Died(self._said.read().decode()[-2000:])

    def await_first_poll(self, stage: "Stage") -> float:
        """Seconds from the start of this process to its first question for updates; or Died."""
        at = stage.ask("first_poll")["at"]
        if at is None:
            self.kill()
        self.check()
        return at - self.started

    def ask(self, do: str, **asked: object) -> dict[str, Any]:
        """Sends one line and gives the line that comes back."""
        self._run.stdin.write(json.dumps({"do": do, **asked}) + "\n")
        return self.listen()

    def kill(self) -> None:
        """SIGKILL: it has no moment to tidy up."""
        self._run.kill()
        self._run.wait()

    @property
    def cpu(self) -> float:
        """Seconds of processor that all its threads have used, in the program and in the kernel."""
        fields = Path(f"/proc/{self._run.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self, what: str = "VmRSS") -> float:
        """MB in memory now; at most so far with VmHWM."""
        status = Path(f"/proc/{self._run.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / 1024


class Stage(Process):
    """The stand-in for Telegram."""

    def __init__(self, latency: float = 0.0, limit: int = 0) -> None:
        super().__init__("benchmarks.stage", "--latency", latency, "--limit", limit)
        self.where = self.listen()

    @property
    def for_a_bot(self) -> Sequence[str]:
        """The options by which a bot finds it."""
        return ("--api", self.where["url"], "--token", self.where["token"])
