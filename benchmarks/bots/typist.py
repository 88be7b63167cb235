"""Every letter of the catalogue on one core: its words, and its files beside what you would take up instead.

Writes one line of JSON.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import typst
from docx import Document

from benchmarks.processes import keep_to_one_core
from bot.actions.sample import Books, sample_facts
from bot.catalogue import Catalogue
from bot.directory.contacts import Directory
from bot.documents import letter as files
from bot.facts import LetterFacts
from bot.law import rules
from bot.law.calendars import Calendars
from bot.letterfile import Letter
from bot.places import templates_folder
from bot.texts import LetterText, Texts

WORDED = 15  # times, for the usual time of a letter's words
TYPST = shutil.which("typst")
ASK_PYTHON = (
    "import json, sys, typst; typst.compile(sys.argv[1], sys.argv[2], sys_inputs=json.load(sys.stdin))"
)


def every(books: Books) -> Iterator[tuple[Letter, str, LetterFacts]]:
    """Each letter at each strength, with the last of its samples."""
    for letter in books.catalogue.letters:
        for strength in letter.strengths:
            fitting = [each for each in letter.samples if strength in each.strengths]
            if fitting:
                yield letter, strength, sample_facts(books, letter, fitting[-1], strength)


def milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def worded(texts: Texts, letter: Letter, strength: str, facts: LetterFacts) -> dict[str, Any]:
    """The first time and the usual time."""
    took = [milliseconds(lambda: texts.letter(letter, strength, facts)) for _ in range(WORDED)]
    return {"letter": letter.id, "strength": strength, "first_ms": took[0], "ms": median(took[1:])}


def default_docx(text: LetterText) -> bytes:
    """The same paragraphs as python-docx's own guide has them, in its default template."""
    document = Document()
    for block in files.blocks(text.subject, text.body, text.headings):
        for words, style in _paragraphs(block):
            document.add_paragraph(words, style)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _paragraphs(block: files.Block) -> Iterator[tuple[str, str | None]]:
    if block.kind == files.HEADING:
        yield from ((line, "Heading 1") for line in block.lines)
    elif block.kind == files.ITEMS:
        yield from ((f"{mark}\t{words}", "List Paragraph") for mark, words in block.items)
    else:
        yield "\n".join(block.lines), None


def our_docx(text: LetterText) -> bytes:
    return files.letter_docx(text.subject, text.body, text.headings)


def our_pdf(text: LetterText) -> bytes:
    return files.letter_pdf(text.subject, text.body, text.headings)


def source_of(text: LetterText) -> dict[str, str]:
    """What our own letter.typ is given."""
    blocks = [
        {"kind": each.kind, "lines": each.lines, "items": each.items}
        for each in files.blocks(text.subject, text.body, text.headings)
    ]
    return {"letter": json.dumps({"name": text.subject, "blocks": blocks})}


def default_pdf(text: LetterText) -> bytes:
    """typst as its guide has it: every font of the machine, and no standard."""
    return typst.compile(files.SOURCE, format="pdf", sys_inputs=source_of(text))


def by_process(text: LetterText, folder: Path) -> bytes:
    """A process of its own for each: typst's program where it is there, else typst in Python."""
    out, given = folder / "letter.pdf", source_of(text)
    if TYPST:
        command = [TYPST, "compile", files.SOURCE, out, "--input", f"letter={given['letter']}"]
    else:
        command = [sys.executable, "-c", ASK_PYTHON, files.SOURCE, out]
    subprocess.run(command, input=json.dumps(given).encode(), check=True)
    return out.read_bytes()


def paragraphs_of(content: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def made(texts: Texts, some: list[tuple[Letter, str, LetterFacts]], rounds: int) -> dict[str, Any]:
    """Every letter by every maker, in turns, each time for another child: milliseconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        makers: dict[str, Callable[[LetterText], bytes]] = {
            "docx": our_docx,
            "default_docx": default_docx,
            "pdf": our_pdf,
            "default_pdf": default_pdf,
            "by_process": lambda text: by_process(text, Path(folder)),
        }
        took: dict[str, list[float]] = {name: [] for name in makers}
        for turn in range(rounds + 1):
            for name in makers if turn % 2 == 0 else reversed(makers):
                for letter, strength, facts in some:
                    text = texts.letter(letter, strength, replace(facts, child_name=f"{name} {turn}"))
                    ms = milliseconds(lambda make=makers[name], text=text: make(text))
                    took[name] += [ms] if turn else []  # the first round loads the libraries
    return {name: {"ms": median(each), "most_ms": max(each)} for name, each in took.items()}


def main(rounds: int) -> None:
    keep_to_one_core()
    rulebook = rules.bundled()
    catalogue = Catalogue.load(templates_folder(), rulebook)
    books = Books(rulebook, Calendars.bundled(), catalogue, Directory.load())
    texts, some = Texts(templates_folder()), list(every(books))
    words = [worded(texts, *each) for each in some]
    text_of = [texts.letter(*each) for each in some]
    differ = sum(paragraphs_of(our_docx(each)) != paragraphs_of(default_docx(each)) for each in text_of)
    told = {"words": words, "made": made(texts, some, rounds), "differ": differ, "binary": bool(TYPST)}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
