"""Numbers of families as bars, for a telephone held upright.

A bar's kind is told by its shade and pattern before its colour. Where there is no number to show there is no
bar either, only the words for that: a bar of a guessed length would be a number.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.documents.plain import drawn

SOURCE = Path(__file__).with_name("bars.typ")
PIXELS = 72  # dots an inch: the source counts in points, and each becomes a pixel
ROOM = 1000  # the width of the longest bar with its number
NUMBER = 136  # the room that the number needs, and that by which a part stands further in
HEADING, LEAD, WORDS, NOTE = 30, 48, 46, 56  # the most that is written, in ems
KINDS = ("all", "waiting", "late", "in_time", "out")  # as bars.typ paints them

Json = dict[str, Any]


@dataclass(frozen=True)
class Bar:
    """`value` is None where there is nothing to show. A part stands further in than its whole."""

    words: str
    kind: str
    value: int | None
    is_part: bool = False


@dataclass(frozen=True)
class BarGroup:
    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarChart:
    heading: str
    lead: str
    groups: tuple[BarGroup, ...]
    hidden: str  # said in place of a bar that is not shown
    keys: tuple[tuple[str, str], ...]  # a kind and what it means; drawn where it has a bar
    notes: tuple[str, ...] = ()


def bar_chart(chart: BarChart) -> bytes:
    """Draws it as a PNG. Takes a processor for some time, so let a thread do it."""
    import typst  # noqa: PLC0415  # 84 MB of it: only for those who ask for a picture

    drawing = json.dumps(_drawing(chart))
    return typst.compile(
        SOURCE, format="png", ppi=PIXELS, sys_inputs={"drawing": drawing}, ignore_system_fonts=True
    )


def _drawing(chart: BarChart) -> Json:
    shown = [bar for group in chart.groups for bar in group.bars if bar.value is not None]
    longest = max((bar.value or 0 for bar in shown), default=0) or 1
    kinds = {bar.kind for bar in shown}
    return {
        "heading": drawn(chart.heading, HEADING),
        "lead": drawn(chart.lead, LEAD),
        "hidden": drawn(chart.hidden, WORDS),
        "groups": [
            {"heading": drawn(group.heading, WORDS), "bars": [_bar(bar, longest) for bar in group.bars]}
            for group in chart.groups
        ],
        "keys": [{"kind": kind, "words": drawn(words, WORDS)} for kind, words in chart.keys if kind in kinds],
        "notes": [drawn(note, NOTE) for note in chart.notes],
    }


def _bar(bar: Bar, longest: int) -> Json:
    return {
        "words": drawn(bar.words, WORDS),
        "kind": bar.kind,
        "part": bar.is_part,
        "number": "" if bar.value is None else str(bar.value),
        "length": round((bar.value or 0) / longest * (ROOM - NUMBER), 1),
    }
