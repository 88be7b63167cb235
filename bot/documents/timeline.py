"""A case as a picture: what happened above a line of months, the dates that count below it.

Made for a telephone held upright, where the whole is some 390 points wide. Words are never placed by their
day, so they cannot cover each other however much happened at once: they stand in lists as wide as the screen,
each event with a number, each deadline over its own strip of the same months. Only numbers, bars and marks
are placed by their day. A line running down the screen would halve the room for words, and would push those
of a crowded week away from their days.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bot.days import longdate
from bot.documents.flags import flags
from bot.documents.picture import DeadlineMark, EventMark, Picture
from bot.documents.plain import drawn
from bot.documents.scale import Scale
from bot.documents.stands import late, stands

__all__ = ["DeadlineMark", "EventMark", "Picture", "timeline"]

SOURCE = Path(__file__).with_name("timeline.typ")
PIXELS = 72  # dots an inch: the source counts in points, and each becomes a pixel
ROOM = 1000  # the width of the line of months; the page is wider by its margins
MOST_EVENTS, MOST_DEADLINES = 20, 15
HEADING, TITLE, WORDS = 16, 42, 52  # the most that is written, in ems
KEPT_FIRST = ("missed", "due", "met late", "passed", "met", "stopped")

Json = dict[str, Any]


def timeline(picture: Picture) -> bytes:
    """Draws it as a PNG. Takes a processor for some time, so let a thread do it.

    What does not fit is left out and counted: the oldest events, and the deadlines that matter least now.
    """
    import typst  # noqa: PLC0415  # 84 MB of it: only for those who ask for a picture

    drawing = json.dumps(_drawing(picture))
    return typst.compile(
        SOURCE, format="png", ppi=PIXELS, sys_inputs={"drawing": drawing}, ignore_system_fonts=True
    )


def _drawing(picture: Picture) -> Json:
    """All words and places, ready to be drawn: the source only has to paint them."""
    events = sorted(picture.events, key=lambda event: (event.on, event.order))[-MOST_EVENTS:]
    deadlines = _deadlines(picture.deadlines)
    days = [picture.today, *(event.on for event in events), *(day for each in deadlines for day in each.days)]
    scale = Scale.over(days, ROOM)
    return {
        "heading": drawn(picture.heading, HEADING),
        "today": longdate(picture.today),
        "today_at": scale.at(picture.today),
        "events": [_event(event) for event in events],
        "events_left_out": len(picture.events) - len(events),
        "flags": [asdict(flag) for flag in flags([scale.at(event.on) for event in events], ROOM)],
        "ticks": [asdict(tick) for tick in scale.ticks()],
        "deadlines": [_deadline(each, scale, picture.today) for each in deadlines],
        "deadlines_left_out": len(picture.deadlines) - len(deadlines),
    }


def _deadlines(marks: Sequence[DeadlineMark]) -> list[DeadlineMark]:
    kept = sorted(marks, key=lambda mark: (KEPT_FIRST.index(mark.state), -mark.due.toordinal()))
    return sorted(kept[:MOST_DEADLINES], key=lambda mark: mark.due)


def _event(event: EventMark) -> Json:
    return {"on": longdate(event.on), "words": drawn(event.words, WORDS)}


def _deadline(mark: DeadlineMark, scale: Scale, today: date) -> Json:
    until = mark.late_until(today)
    return {
        "title": drawn(mark.title, TITLE),
        "stands": stands(mark, today),
        "late": late(mark, today),
        "state": mark.state,
        "due_at": scale.at(mark.due),
        "from_at": _place(mark.from_on, scale),
        "met_at": _place(mark.met_on, scale),
        "late_to": _place(until, scale),
        "doubt": [scale.at(day) for day in (mark.earliest, mark.latest) if day],
    }


def _place(day: date | None, scale: Scale) -> float | None:
    return scale.at(day) if day else None
