"""From the start of the process to its first question for updates, started as `make run` does."""

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.processes import ROOT, Process, Stage

CONFIG = """\
[telegram]
token = "{token}"
api_url = "{url}"

[database]
url = "sqlite+aiosqlite:///{folder}/bench.sqlite"

[seal]
key_file = "{folder}/bench.key"
"""
SETTLING_SECONDS = 1.0


@dataclass(frozen=True)
class Start:
    seconds: float
    cpu: float
    memory_mb: float


def measure(times: int) -> Start:
    """The median of so many starts of a bot whose database is there already."""
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start(Path(folder), first=number == 0) for number in range(times)]
    figures = zip(*((start.seconds, start.cpu, start.memory_mb) for start in starts), strict=True)
    return Start(*(median(each) for each in figures))


def _start(folder: Path, *, first: bool) -> Start:
    with Stage() as stage:
        config = folder / "config.toml"
        config.write_text(CONFIG.format(folder=folder, **stage.where))
        if first:
            subprocess.run(
                [sys.executable, "-m", "bot", "migrate", "--config", config],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with Process("bot", "run", "--config", config) as bot:
            seconds, cpu = bot.await_first_poll(stage), bot.cpu
            time.sleep(SETTLING_SECONDS)
            return Start(seconds, cpu, bot.memory())
