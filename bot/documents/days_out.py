"""Days out of school as a picture: the months of a term or of a school year, and every half day missed.

Made for a telephone held upright, as the timeline is. A term has two months side by side, a year three.
Weekends are left out. The left half of a day is its morning. A day missed whole for one reason is one mark:
what is wide counts twice. Lunchtime is a narrow mark between the halves.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.days import longdate
from bot.documents.marks import MARKS, PLAIN, mark_of
from bot.documents.months import Month, months
from bot.documents.plain import drawn

SOURCE = Path(__file__).with_name("days_out.typ")
PIXELS = 72  # dots an inch: the source counts in points, and each becomes a pixel
TERM = 6  # months: a longer period is drawn smaller
MOST_LINES, MOST_KEYS = 5, 14
HEADING, LEAD, LINE, KEY = 16, 44, 50, 21  # the most that is written, in ems

Json = dict[str, Any]


@dataclass(frozen=True)
class DayMark:
    """What was missed of a day: an id of absences.toml for each part, or "".

    Not `sure` where the day may have had no school.
    """

    on: date
    am: str = ""
    pm: str = ""
    lunch: str = ""
    sure: bool = True

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that it has a mark for."""
        return tuple(kind for kind in (self.am, self.pm, self.lunch) if kind)


@dataclass(frozen=True)
class Key:
    """A line under the calendar: "Sent home: 4 days"; drawn where its kind is."""

    kind: str
    words: str


@dataclass(frozen=True)
class DaysOut:
    """Whose days they are, from `first` to `last`, both within.

    The first line of `summary` is written larger. Marks outside the period or on a weekend are not drawn.
    `closed` are the days in it on which there surely is no school, and `guessed` those on which there may be
    none. Of a period beyond twelve months the last twelve are drawn.
    """

    heading: str
    summary: tuple[str, ...]
    first: date
    last: date
    today: date
    marks: tuple[DayMark, ...] = ()
    closed: frozenset[date] = frozenset()
    keys: tuple[Key, ...] = ()
    guessed: frozenset[date] = frozenset()


def days_out(picture: DaysOut) -> bytes:
    """Draws it as a PNG. Takes a processor for some time, so let a thread do it."""
    import typst  # noqa: PLC0415  # 84 MB of it: only for those who ask for a picture

    drawing = json.dumps(_drawing(picture))
    return typst.compile(
        SOURCE, format="png", ppi=PIXELS, sys_inputs={"drawing": drawing}, ignore_system_fonts=True
    )


def _drawing(picture: DaysOut) -> Json:
    """All words, days and marks, ready to be drawn: the source only has to paint them."""
    shown = months(picture.first, picture.last)
    days = {day for month in shown for day in month.days}
    marks = {mark.on: mark for mark in picture.marks if mark.on in days and mark.kinds}
    bare = days - marks.keys()
    closed = picture.closed & bare
    lead, *lines = [*picture.summary[:MOST_LINES], ""]
    return {
        "heading": drawn(picture.heading, HEADING),
        "lead": drawn(lead, LEAD),
        "lines": [drawn(line, LINE) for line in lines if line],
        "columns": 2 if len(shown) <= TERM else 3,
        "months": [_month(month, marks, closed, picture.today) for month in shown],
        "shades": {mark.shape: (mark.colour, mark.ground) for mark in (PLAIN, *MARKS.values())},
        "keys": _keys(picture.keys, marks.values()),
        "notes": list(notes(marks.values(), closed, {picture.today} & days, picture.guessed & bare)),
    }


def notes(
    marks: Collection[DayMark],
    closed: AbstractSet[date],
    today: AbstractSet[date],
    guessed: AbstractSet[date] = frozenset(),
) -> Iterator[str]:
    """How to read it: no more than this picture needs."""
    if any(mark.am != mark.pm for mark in marks):
        yield "Left half: morning. Right half: afternoon."
    if any(mark.lunch for mark in marks):
        yield "Narrow, in the middle: lunchtime."
    if not all(mark.sure for mark in marks):
        yield "Paler, with a broken edge: may have been a holiday."
    if closed:
        yield "Grey: no school."
    if guessed:
        yield "The school's dates are not known: a day that is not grey may be a holiday."
    for day in today:
        yield f"Black edge: today, {longdate(day)}."


def _month(month: Month, marks: Mapping[date, DayMark], closed: AbstractSet[date], today: date) -> Json:
    days = [
        {
            "number": str(day.day),
            "column": column,
            "row": row,
            "open": day not in closed,
            "today": day == today,
            "mark": _mark(marks[day]) if day in marks else None,
        }
        for day, (column, row) in month.days.items()
    ]
    return {"name": month.name, "rows": month.rows, "days": days}


def _mark(mark: DayMark) -> Json:
    parts = {"am": mark.am, "pm": mark.pm, "lunch": mark.lunch}
    return {"sure": mark.sure} | {part: mark_of(kind).shape if kind else "" for part, kind in parts.items()}


def _keys(keys: Iterable[Key], marks: Iterable[DayMark]) -> list[Json]:
    kinds = {kind for mark in marks for kind in mark.kinds}
    kept = [key for key in keys if key.kind in kinds][:MOST_KEYS]
    return [{"mark": mark_of(key.kind).shape, "words": drawn(key.words, KEY)} for key in kept]
