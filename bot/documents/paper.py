"""A paper that a parent hands in: facts at the top, tables, notes. Plain, so that any format can show it."""

from dataclasses import dataclass
from datetime import date

from bot.days import longdate
from bot.documents.plain import lines
from bot.wording import half_days


@dataclass(frozen=True)
class HalfDays:
    """A number of half days, shown in days: 15 is 7½."""

    n: int

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError(f"Half days are counted from 0; this is {self.n}.")


Cell = str | date | HalfDays
HARD_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Column:
    """`width` is a share of the page beside the other columns': 1, 2 and 1 make a half of the second."""

    title: str
    width: float


@dataclass(frozen=True)
class Table:
    """`empty` is said instead of the table when it has no rows.

    `lead` is said between heading and table. `total` is a last row in bold, for what the rows add up to.
    """

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    lead: str = ""
    total: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        check(self.columns, self.every)

    @property
    def every(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, with the total where there is one."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook; its `name` stands on its tab."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        check(self.columns, self.rows)


@dataclass(frozen=True)
class Fact:
    label: str
    words: str


@dataclass(frozen=True)
class Paper:
    """`footer` stands on every page and should fit on a line or two; `wide` is A4 on its side.

    Whatever the words hold comes out as words. Notes, facts and cells keep their line breaks.
    """

    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    footer: str
    wide: bool = False


def check(columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    """Refuses a table in which a cell would stand under the wrong title."""
    if not columns:
        raise ValueError("A table needs a column.")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise ValueError(f"Row {number} has {len(row)} cells for {len(columns)} columns.")


def shown(cell: Cell) -> str:
    """7½; Tue 19 August 2025, which goes on a second line only with its month; words as they are."""
    if isinstance(cell, HalfDays):
        return half_days(cell.n).split()[0]
    return " ".join(date_parts(cell)) if isinstance(cell, date) else lines(cell)


def date_parts(day: date) -> tuple[str, str]:
    weekday, number, month, year = longdate(day).split()
    return f"{weekday}{HARD_SPACE}{number}", f"{month}{HARD_SPACE}{year}"


def numeric(rows: tuple[tuple[Cell, ...], ...], column: int) -> bool:
    """Whether a column holds half days and nothing else, so that it stands at the right."""
    cells = [row[column] for row in rows if row[column] != ""]
    return bool(cells) and all(isinstance(cell, HalfDays) for cell in cells)
