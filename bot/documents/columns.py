"""How wide the columns of a table are: as asked, but never too narrow for a word or for half a date."""

from collections.abc import Iterable
from datetime import date

from bot.documents.paper import Cell, Table, date_parts, shown
from bot.documents.plain import width

ROOM = 48.0  # the width of an upright page, in ems of the letters in a table
WIDE_ROOM = 72.0
GAP = 1.0  # between two columns
SLACK = 0.01  # or a word as wide as its column would be lost in rounding
BOLD = 1.1  # titles are wider than other words
LONGEST = 9.0  # a wider word is broken, rather than given a column of its own
MOST = 0.85  # of the page may be taken by what may not be broken, before dates go on two lines


def shares(table: Table, *, wide: bool) -> list[float]:
    """The part of the page that each column has; together they are 1."""
    page = WIDE_ROOM if wide else ROOM
    asked = [max(column.width, 0.0) for column in table.columns]
    total = sum(asked)
    wanted = [each / total for each in asked] if total else [1 / len(asked)] * len(asked)
    floors = [floor / page for floor in _floors(table, whole_dates=True)]
    if sum(floors) > MOST:
        floors = [floor / page for floor in _floors(table, whole_dates=False)]
    return _shared(wanted, floors)


def room(share: float, *, wide: bool) -> float:
    """How many ems of words fit on a line of a column."""
    return max(share * (WIDE_ROOM if wide else ROOM) - GAP, GAP)


def _shared(wanted: list[float], floors: list[float]) -> list[float]:
    """Each has its floor; what is left goes to those that asked for more."""
    left = 1 - sum(floors)
    over = [max(want - floor, 0.0) for want, floor in zip(wanted, floors, strict=True)]
    if left <= 0 or not any(over):
        return [floor / sum(floors) for floor in floors]
    return [floor + left * each / sum(over) for floor, each in zip(floors, over, strict=True)]


def _floors(table: Table, *, whole_dates: bool) -> list[float]:
    """What each column needs, in ems, so that its words and dates stay whole."""
    return [
        GAP
        + SLACK
        + max(
            _widest(column.title.split()) * BOLD,
            _needed({row[at] for row in table.every}, whole_dates=whole_dates),
        )
        for at, column in enumerate(table.columns)
    ]


def _needed(cells: set[Cell], *, whole_dates: bool) -> float:
    days = [cell for cell in cells if isinstance(cell, date)]
    dates = map(shown, days) if whole_dates else (part for day in days for part in date_parts(day))
    words = {word for cell in cells if not isinstance(cell, date) for word in shown(cell).split()}
    return max(_widest(words), *map(width, dates), 0.0)


def _widest(words: Iterable[str]) -> float:
    return max((wide for wide in map(width, words) if wide <= LONGEST), default=0.0)
