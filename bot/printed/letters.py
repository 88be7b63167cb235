"""Letters on the command line: the list, for people and for programs; and one by its samples."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.actions.sample import Books, sample_facts
from bot.catalogue import GROUPS, NoSuchLetter, bundled_letters
from bot.directory.contacts import Directory
from bot.documents.letter import letter_docx, letter_pdf
from bot.law import rules
from bot.law.calendars import Calendars
from bot.letterfile import Letter
from bot.texts import LetterText, bundled_texts

ALSO = {"firm": "formal"}  # what people say
FORMATS = ("txt", "docx", "pdf")


class BadQuestion(ValueError):
    """Something that is not there was asked for; the words say what is."""


def listed(*, as_json: bool) -> str:
    """Every letter: its id, what it does, whom it is to, when it is for."""
    letters = bundled_letters().letters
    if as_json:
        return json.dumps([_as_json(letter) for letter in letters], indent=2, ensure_ascii=False)
    lines: list[str] = []
    for group, title in GROUPS.items():
        mine = [letter for letter in letters if letter.group == group]
        lines += ["", f"{title}:"] if mine else []
        for letter in mine:
            lines.append(f"{letter.id}  {letter.title}\n    {letter.summary}\n    For when: {letter.when}")
    return "\n".join(lines).strip()


def _as_json(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "title": letter.title,
        "summary": letter.summary,
        "subject": GROUPS[letter.group],
        "when": letter.when,
        "not_when": letter.not_when,
        "strengths": [
            {
                "strength": strength,
                "title": letter.at(strength).title,
                "to": letter.at(strength).to,
                "copies": letter.at(strength).copies,
                "needs": letter.at(strength).needs,
                "reply_in_working_days": letter.at(strength).reply_in_working_days,
            }
            for strength in letter.strengths
        ],
        "asks": [{"id": each.id, "ask": each.ask, "optional": each.optional} for each in letter.asks],
        "rules": letter.rules,
        "chases": letter.chases,
        "cites": [{"cite": each.cite, "url": each.url} for each in letter.cites.values()],
        "samples": [sample.name for sample in letter.samples],
        "law_checked_on": letter.law_checked_on.isoformat(),
        "version": letter.version,
        "sha256": letter.sha256,
    }


def rendered(letter_id: str, strength: str, form: str, out: Path | None) -> Iterator[str]:
    """Makes the samples of a letter; gives what to print. Raises BadQuestion, in a sentence.

    Text goes to the screen where no folder is given; files need one.
    """
    strength = ALSO.get(strength, strength)
    if form not in FORMATS:
        raise BadQuestion(f"There is no format '{form}'. There are: {', '.join(FORMATS)}.")
    if form != "txt" and out is None:
        raise BadQuestion("A Word file or a PDF needs a folder to go to: write --out and its name.")
    try:
        letter = bundled_letters().letter(letter_id)
    except NoSuchLetter as kindly:
        raise BadQuestion(str(kindly)) from None
    if strength not in letter.strengths:
        raise BadQuestion(f"Letter {letter.id} has no '{strength}'. It has: {', '.join(letter.strengths)}.")
    for name, text in _samples(letter, strength):
        if out is None:
            yield f"--- {letter.id}, {name}, {strength} ---\nSubject: {text.subject}\n\n{text.body}"
        else:
            file = out / f"{letter.id}-{name}-{strength}.{form}"
            _write(file, _content(text, form))
            yield str(file)


def _samples(letter: Letter, strength: str) -> Iterator[tuple[str, LetterText]]:
    book = rules.bundled()
    books = Books(book, Calendars.bundled(), bundled_letters(), Directory.load())
    texts = bundled_texts()
    for sample in letter.samples:
        if strength in sample.strengths:
            yield sample.name, texts.letter(letter, strength, sample_facts(books, letter, sample, strength))


def _content(text: LetterText, form: str) -> bytes:
    if form == "txt":
        return f"Subject: {text.subject}\n\n{text.body}".encode()
    made = letter_docx if form == "docx" else letter_pdf
    return made(text.subject, text.body, text.headings)


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        raise BadQuestion(f"{file} cannot be written: {problem.strerror or problem}.") from None
