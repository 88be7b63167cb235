"""A letter as a file that looks like one: .docx with real styles, and .pdf that a screen reader can read."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from bot.documents.letter_emoji import spelled
from bot.documents.plain import clean, printed

SOURCE = Path(__file__).with_name("letter.typ")
STANDARD: Final = "ua-1"
LINE = 42  # room for words, in ems
ITEM = re.compile(r"(?P<mark>-|\d{1,2}\.) (?P<words>.+)")
DEAR = "Dear "
HEADING, ITEMS, WORDS = "heading", "items", "words"


@dataclass(frozen=True)
class Block:
    """A heading, a list with its marks, or lines that belong together."""

    kind: str
    lines: tuple[str, ...]

    @property
    def items(self) -> list[tuple[str, str]]:
        """The mark and the words of each item."""
        found = (ITEM.fullmatch(line) for line in self.lines)
        return [
            ("\N{EN DASH}" if each["mark"] == "-" else each["mark"], each["words"]) for each in found if each
        ]


def blocks(subject: str, body: str, headings: Iterable[str]) -> list[Block]:
    """What stands in a letter, in order; the subject goes below the greeting."""
    known, found, greeted = frozenset(headings), list[Block](), False
    for paragraph in body.strip().split("\n\n"):
        for kind, lines in groupby(paragraph.split("\n"), key=lambda line: _kind(line, known)):
            found.append(Block(kind, tuple(lines)))
        if not greeted and paragraph.startswith(DEAR):
            greeted = True
            found.append(Block(HEADING, (subject,)))
    return found


def _kind(line: str, headings: frozenset[str]) -> str:
    if line in headings:
        return HEADING
    return ITEMS if ITEM.fullmatch(line) else WORDS


def letter_docx(subject: str, body: str, headings: Iterable[str] = ()) -> bytes:
    """Opens in Word, LibreOffice and Google Docs. Takes a processor for some time, so let a thread do it."""
    from bot.documents.word_letter import word_letter  # noqa: PLC0415  # slow to load: only for those who ask

    subject = spelled(subject)
    return word_letter(clean(subject), blocks(subject, spelled(body), headings))


def letter_pdf(subject: str, body: str, headings: Iterable[str] = ()) -> bytes:
    """Takes a processor for some time, so let a thread do it."""
    import typst  # noqa: PLC0415  # 84 MB of it: only for those who ask for a file

    subject, body = spelled(subject), spelled(body)
    words = {"letter": json.dumps({"name": clean(subject), "blocks": _ready(subject, body, headings)})}
    try:
        return typst.compile(
            SOURCE, format="pdf", sys_inputs=words, ignore_system_fonts=True, pdf_standards=STANDARD
        )
    except typst.TypstError:  # the standard refuses a letter that no font has
        return typst.compile(SOURCE, format="pdf", sys_inputs=words)


def _ready(subject: str, body: str, headings: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind,
            "lines": [printed(line, LINE) for line in each.lines],
            "items": [[mark, printed(words, LINE)] for mark, words in each.items]
            if each.kind == ITEMS
            else [],
        }
        for each in blocks(subject, body, headings)
    ]
