"""A workbook (.xlsx) of what the papers show, to be sorted and added up. Words in it stay words."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from math import ceil
from typing import Any

from bot.documents.paper import Cell, HalfDays, Sheet, shown
from bot.documents.plain import ELLIPSIS, clean, lines, width

__all__ = ["as_xlsx"]

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ON_NO_DISK = {"in_memory": True}
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same day always, so that equal records make equal files
TITLE, NAME, CELL = 255, 31, 32_767  # the most that Excel takes, in units of UTF-16
UNFIT = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet
TAKEN = "history"  # a name that Excel keeps for itself
FORMULA = ("=", "+", "-", "@")
MARKUP = "<r>"  # XlsxWriter takes words that begin so for its own markup, and does not escape them
FIRST_YEAR = 1901  # the programs do not agree on the days before it
A4 = 9
NARROW, BROAD, EM, SPARE, BUTTON = 8.0, 60.0, 1.7, 3.0, 4.0  # how wide columns are, in figures
LINE, TALLEST = 15.0, 409.0  # how high rows are, in points
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "words": {"text_wrap": True, "valign": "top"},
    "formula": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "date": {"num_format": "[$-809]ddd d mmmm yyyy", "align": "left", "valign": "top"},
    "days": {"num_format": "0.0", "align": "left", "valign": "top"},
}
Looks = dict[str, Any]


def as_xlsx(title: str, sheets: tuple[Sheet, ...]) -> bytes:
    """Dates are dates, half days are numbers. Takes a processor for some time, so let a thread do it."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415  # only for those who ask

    content = BytesIO()
    with Workbook(content, SAFE | ON_NO_DISK) as book:
        book.set_properties({"title": _cut(clean(title), TITLE), "created": MADE})
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        for name, sheet in zip(_names(sheet.name for sheet in sheets), sheets, strict=True):
            _fill(book.add_worksheet(name), sheet, looks)
    return content.getvalue()


def _fill(page: Any, sheet: Sheet, looks: Looks) -> None:
    _lay_out(page, len(sheet.rows), len(sheet.columns))
    widths = [_wide(each.title, {row[at] for row in sheet.rows}) for at, each in enumerate(sheet.columns)]
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, widths[at])
        page.write_string(0, at, _words(column.title), looks["title"])
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _high(row, widths))
        for at, cell in enumerate(row):
            _write(page, (number, at), cell, looks)


def _lay_out(page: Any, rows: int, columns: int) -> None:
    """The titles stay in sight on the screen, and stand on each page where it is printed."""
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, rows, columns - 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Any, place: tuple[int, int], cell: Cell, looks: Looks) -> None:
    if isinstance(cell, HalfDays):
        page.write_number(*place, cell.n / 2, looks["days"])
    elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
        page.write_datetime(*place, cell, looks["date"])
    elif words := _words(shown(cell)):
        page.write_string(*place, words, looks["formula" if words.startswith(FORMULA) else "words"])


def _words(typed: str) -> str:
    words = lines(typed)
    return _cut(f" {words}" if words.startswith(MARKUP) else words, CELL)


def _wide(title: str, cells: set[Cell]) -> float:
    widest = max((width(line) for cell in cells for line in shown(cell).split("\n")), default=0)
    return min(max(widest * EM + SPARE, width(title) * EM + BUTTON, NARROW), BROAD)


def _high(row: tuple[Cell, ...], widths: list[float]) -> float:
    """Enough for every line: not all programs work it out for themselves."""
    needed = (
        sum(ceil(width(line) * EM / wide) or 1 for line in shown(cell).split("\n"))
        for cell, wide in zip(row, widths, strict=True)
    )
    return min(LINE * max(needed), TALLEST)


def _names(wanted: Iterable[str]) -> Iterator[str]:
    """Names that Excel takes, no two alike but for capitals."""
    taken = {TAKEN}
    for words in wanted:
        name = next(each for each in _tries(words) if each.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _tries(words: str) -> Iterator[str]:
    name = clean(UNFIT.sub(" ", words)).strip("' ") or "Sheet"
    yield _cut(name, NAME)
    for number in count(2):
        more = f" {number}"
        yield _cut(name, NAME - len(more)) + more


def _cut(words: str, most: int) -> str:
    units = words.encode("utf-16-le")
    if len(units) <= 2 * most:
        return words
    return units[: 2 * most - 2].decode("utf-16-le", "ignore") + ELLIPSIS
