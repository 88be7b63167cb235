"""`make bench`: ours beside what a user would pick instead, in one run. It reports; it never fails.

`python -m benchmarks.run [--quick] [--rounds N] [--seconds S] [--json FILE]`
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import forms, nudges, promises, report, startup
from benchmarks.forms import CONTENDERS, Contender, Figures
from benchmarks.processes import OTHERS_PYTHON
from benchmarks.promises import AT_ONCE, SLOW


@dataclass(frozen=True)
class Size:
    rounds: int
    seconds: float
    warm_up: float
    starts: int
    cases: int
    sent: int


FULL = Size(rounds=3, seconds=10, warm_up=3, starts=5, cases=100_000, sent=10_000)
QUICK = Size(rounds=1, seconds=3, warm_up=1.5, starts=3, cases=10_000, sent=1_000)


def take_turns(size: Size) -> dict[float, dict[Contender, list[Figures]]]:
    """Every bot in every round; each second round goes in the opposite order."""
    runs: dict[float, dict[Contender, list[Figures]]] = {
        latency: {who: [] for who in CONTENDERS} for latency in (SLOW, AT_ONCE)
    }
    for turn in range(size.rounds):
        for latency, contenders in runs.items():
            for who in CONTENDERS if turn % 2 == 0 else reversed(CONTENDERS):
                run = forms.measure(who, latency, size.seconds, size.warm_up)
                contenders[who].append(run)
                wait = f"{latency * 1000:.0f} ms"
                print(f"  round {turn + 1}, {wait}, {who.name}: {run.a_second:.1f} a second", flush=True)
    return runs


def show(lines: Iterable[str]) -> None:
    print(*lines, "", sep="\n", flush=True)


def main() -> None:
    told = _options()
    size = QUICK if told.quick else FULL
    size = Size(**(vars(size) | {k: v for k, v in (("rounds", told.rounds), ("seconds", told.seconds)) if v}))
    if not OTHERS_PYTHON.exists():
        raise SystemExit("aiogram is not installed: run `make bench`, which makes .venv-bench first.")
    show(report.versions())
    runs = take_turns(size)
    show(["", *report.forms(runs)])
    start = startup.measure(size.starts)
    show(report.start(start))
    nudged = nudges.measure(size.cases, size.sent)
    show(report.nudges(nudged))
    kept = [*promises.of_forms(runs), *promises.of_start(start), *promises.of_nudges(nudged)]
    show(report.promises(kept))
    if told.json:
        told.json.write_text(json.dumps(report.as_json(runs, start, nudged, kept), indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fast look: one short round, few nudges")
    parser.add_argument("--rounds", type=int, help="how often each bot is measured")
    parser.add_argument("--seconds", type=float, help="how long each measurement lasts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
