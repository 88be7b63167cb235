"""Deriving every deadline of so many children in memory, and whether twice as many cost twice as much."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.processes import Process

CASES_A_CHILD = 5
OTHERS = {
    "walk": "govuk-bank-holidays, day by day",
    "rrule": "python-dateutil, rruleset",
}


@dataclass(frozen=True)
class Deriving:
    """What each round told: a row for each number of children, the cost by kind of case, and of counting."""

    rounds: tuple[tuple[dict[str, Any], ...], ...]
    kinds: tuple[dict[str, Any], ...]
    counting: tuple[dict[str, Any], ...]

    @property
    def sizes(self) -> list[dict[str, Any]]:
        """A row for each number of children: of its rounds the quickest, which was disturbed the least."""
        return [min(rows, key=lambda row: row["cpu"]) for rows in zip(*self.rounds, strict=True)]

    @property
    def growth(self) -> float:
        """What a case costs among the most children, beside what it costs among the fewest."""
        fewest, *_, most = self.sizes
        return a_case(most) / a_case(fewest)

    def times(self, other: str) -> float:
        """How many times as long the other takes over the same working days."""
        ratios: list[float] = [each["cpu"][other] / each["cpu"]["ours"] for each in self.counting]
        return median(ratios)


def a_case(row: dict[str, Any]) -> float:
    """Microseconds of CPU for one case."""
    cost: float = row["cpu"] * 1_000_000 / row["cases"]
    return cost


def measure(children: tuple[int, ...], rounds: int) -> Deriving:
    """Each round in a process of its own; each second round takes the numbers of children backwards."""
    told = [_round(children if turn % 2 == 0 else children[::-1]) for turn in range(rounds)]
    sizes = tuple(tuple(sorted(rows, key=lambda row: row["children"])) for rows, _ in told)
    return Deriving(sizes, told[-1][1]["kinds"], tuple(last["counting"] for _, last in told))


def _round(children: tuple[int, ...]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    with Process("benchmarks.bots.deriver", *children) as deriver:
        return [deriver.listen() for _ in children], deriver.listen()
