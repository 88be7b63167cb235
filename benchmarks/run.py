"""`make bench`: ours beside what a user would pick instead, in one run. It reports; it never fails.

`python -m benchmarks.run [--quick] [--only GROUP ...] [--rounds N] [--seconds S] [--json FILE]`
The groups are forms, start, nudges, deadlines, absences, letters and broadcasts. Forms and broadcasts need
`.venv-bench`, which has what the others are made with.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import (
    absences,
    broadcast_tables,
    broadcasts,
    deadlines,
    forms,
    letter_tables,
    letters,
    nudges,
    promises,
    report,
    startup,
)
from benchmarks.forms import CONTENDERS, Contender, Figures
from benchmarks.processes import OTHERS_PYTHON
from benchmarks.promises import AT_ONCE, SLOW, Promise


@dataclass(frozen=True)
class Size:
    rounds: int
    seconds: float
    warm_up: float
    starts: int
    cases: int
    sent: int
    children: tuple[int, ...]
    families: tuple[int, ...]
    members: tuple[int, int]  # told at ten times Telegram's limit, and at its own


@dataclass(frozen=True)
class Group:
    """What one group of measurements found."""

    figures: Any  # fit for JSON
    lines: list[str]
    promises: list[Promise]


FULL = Size(
    rounds=3,
    seconds=10,
    warm_up=3,
    starts=5,
    cases=100_000,
    sent=10_000,
    children=(2500, 5000, 10_000, 20_000),
    families=(100, 1000, 10_000),
    members=(10_000, 900),
)
QUICK = Size(
    rounds=1,
    seconds=3,
    warm_up=1.5,
    starts=3,
    cases=10_000,
    sent=1_000,
    children=(500, 1000, 2000, 4000),
    families=(100, 1000),
    members=(2000, 300),
)


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


def _forms(size: Size) -> Group:
    runs = take_turns(size)
    return Group(report.runs_as_json(runs), ["", *report.forms(runs)], promises.of_forms(runs))


def _start(size: Size) -> Group:
    found = startup.measure(size.starts)
    return Group(asdict(found), report.start(found), promises.of_start(found))


def _nudges(size: Size) -> Group:
    told = nudges.measure(size.cases, size.sent)
    return Group(asdict(told), report.nudges(told), promises.of_nudges(told))


def _deadlines(size: Size) -> Group:
    told = deadlines.measure(size.children, size.rounds)
    return Group(asdict(told), report.deadlines(told), promises.of_deadlines(told))


def _absences(size: Size) -> Group:
    told = absences.measure(size.families)
    return Group(asdict(told), report.absences(told), promises.of_absences(told))


def _letters(size: Size) -> Group:
    told = letters.measure(size.rounds)
    return Group(asdict(told), letter_tables.tables(told), promises.of_letters(told))


def _broadcasts(size: Size) -> Group:
    told = broadcasts.measure(*size.members)
    return Group(asdict(told), broadcast_tables.tables(told), promises.of_broadcasts(told))


GROUPS: Mapping[str, Callable[[Size], Group]] = {
    "forms": _forms,
    "start": _start,
    "nudges": _nudges,
    "deadlines": _deadlines,
    "absences": _absences,
    "letters": _letters,
    "broadcasts": _broadcasts,
}
WITH_OTHERS = {"forms", "broadcasts"}  # python-telegram-bot's rate limiter, or aiogram


def show(lines: Iterable[str]) -> None:
    print(*lines, "", sep="\n", flush=True)


def main() -> None:
    told = _options()
    size = QUICK if told.quick else FULL
    size = Size(**(vars(size) | {k: v for k, v in (("rounds", told.rounds), ("seconds", told.seconds)) if v}))
    chosen = [name for name in GROUPS if name in (told.only or GROUPS)]
    if WITH_OTHERS & set(chosen) and not OTHERS_PYTHON.exists():
        raise SystemExit("What to compare with is not installed: run `make bench`, which makes .venv-bench.")
    versions = report.versions(others="forms" in chosen)
    show(versions)
    groups = {}
    for name in chosen:
        groups[name] = GROUPS[name](size)
        show(groups[name].lines)
    kept = [each for group in groups.values() for each in group.promises]
    show(report.promises(kept))
    if told.json:
        figures = {name: group.figures for name, group in groups.items()}
        all_told = {"versions": versions, **figures, "promises": [asdict(each) for each in kept]}
        told.json.write_text(json.dumps(all_told, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fast look: one short round, few nudges")
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--rounds", type=int, help="how often each is measured")
    parser.add_argument("--seconds", type=float, help="how long each measurement lasts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
