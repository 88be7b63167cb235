"""The numbers of the events above the line: near ones share a flag, and no flag covers another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

NEAR = 16
LEAST, EDGE, LETTER, GAP = 48, 24, 17, 4  # a flag's width: the least, the margins, each letter; between two


@dataclass(frozen=True)
class Flag:
    """A label over the place where its staff stands; lane 0 is nearest to the line."""

    label: str
    staff: float
    left: float
    width: float
    lane: int


def flags(places: Sequence[float], room: float) -> list[Flag]:
    """Flags for events at these places, numbered from 1 in their order from left to right."""
    placed: list[Flag] = []
    ends: list[float] = []  # where each lane is taken up to
    for first, last, staff in _shared(places):
        label = f"{first}" if first == last else f"{first}\N{EN DASH}{last}"
        width = max(LEAST, EDGE + LETTER * len(label))
        left = round(min(max(0, staff - width / 2), room - width), 1)
        lane = next(lane for lane in count() if lane == len(ends) or ends[lane] <= left)
        ends[lane : lane + 1] = [left + width + GAP]
        placed.append(Flag(label, staff, left, width, lane))
    return placed


def _shared(places: Iterable[float]) -> list[tuple[int, int, float]]:
    """First number, last number and place of each flag."""
    shared: list[tuple[int, int, float]] = []
    for number, place in enumerate(places, 1):
        if shared and place - shared[-1][2] < NEAR:
            shared[-1] = (shared[-1][0], number, shared[-1][2])
        else:
            shared.append((number, number, place))
    return shared
