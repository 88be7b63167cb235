"""A paper as a PDF that a screen reader can read, set by typst."""

import json
from pathlib import Path
from typing import Any, Final

from bot.documents.columns import room, shares
from bot.documents.paper import Cell, Paper, Table, numeric, shown
from bot.documents.plain import clean, drawn, printed, width

SOURCE = Path(__file__).with_name("paper.typ")
STANDARD: Final = "ua-1"
TITLE, FACT_LABEL, FACT_WORDS, LINE, FOOTER = 24, 14, 26, 40, 90  # room for words, in ems
TALL = 24  # lines: a higher row may go on over the page, as it might not fit on one
FULL = 0.8  # of a line is used, as words are not cut to its length

Json = dict[str, Any]


def as_pdf(paper: Paper) -> bytes:
    """Takes a processor for some time, so let a thread do it.

    The fonts inside typst have Latin, Greek, Cyrillic, Hebrew, Arabic and Devanagari letters. Others come
    from the fonts of this machine, and are drawn as empty boxes where it has none.
    """
    import typst  # noqa: PLC0415  # 84 MB of it: only for those who ask for a paper

    words = {"paper": json.dumps(_made_ready(paper))}
    try:
        return typst.compile(
            SOURCE, format="pdf", sys_inputs=words, ignore_system_fonts=True, pdf_standards=STANDARD
        )
    except typst.TypstError:  # the standard refuses a letter that no font has
        return typst.compile(SOURCE, format="pdf", sys_inputs=words)


def _made_ready(paper: Paper) -> Json:
    return {
        "name": clean(paper.title) or "Untitled",
        "title": printed(paper.title, TITLE),
        "wide": paper.wide,
        "facts": [
            {"label": printed(fact.label, FACT_LABEL), "words": printed(fact.words, FACT_WORDS)}
            for fact in paper.facts
        ],
        "tables": [_table(table, wide=paper.wide) for table in paper.tables],
        "notes": [printed(note, LINE) for note in paper.notes],
        "footer": drawn(paper.footer, FOOTER),
    }


def _table(table: Table, *, wide: bool) -> Json:
    parts = shares(table, wide=wide)
    rooms = [room(part, wide=wide) for part in parts]
    return {
        "heading": printed(table.heading, LINE),
        "titles": [printed(each.title, ems) for each, ems in zip(table.columns, rooms, strict=True)],
        "shares": parts,
        "lead": printed(table.lead, LINE),
        "numeric": [numeric(table.rows, at) for at in range(len(parts))],
        "rows": [_row(row, rooms) for row in table.every],
        "total": bool(table.total),
        "empty": printed(table.empty, LINE),
    }


def _row(row: tuple[Cell, ...], rooms: list[float]) -> Json:
    cells = [_cell(cell, ems) for cell, ems in zip(row, rooms, strict=True)]
    return {"cells": cells, "tall": any(map(_is_tall, cells, rooms))}


def _cell(cell: Cell, ems: float) -> str:
    return printed(cell, ems) if isinstance(cell, str) else shown(cell)


def _is_tall(words: str, ems: float) -> bool:
    return words.count("\n") + width(words) / (ems * FULL) > TALL
