"""The words, put together by Jinja: messages as Telegram HTML, letters as plain text.

What a parent typed is only ever a value. It is never a template, and in a message it is always escaped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, meta, select_autoescape

from bot.facts import LetterFacts
from bot.letterfile import Letter, split
from bot.places import templates_folder
from bot.strict import NotUnderstood, known_only, table
from bot.wording import FILTERS, HEADING

PAGES = "pages/"
MESSAGE = ".html.j2"
LETTER = ".txt.j2"
SUBJECT = ".subject"
BLANK_LINES = re.compile(r"\n{3,}")
HEADINGS = re.compile(rf"^{HEADING}(.+)$", re.MULTILINE)
LINE_ENDS = re.compile(r"[ \t]+(?=\n|$)")
# Word and PDF files refuse these, and nobody types one on purpose.
CONTROL = dict.fromkeys({*range(0x20), 0x7F} - {ord("\n"), ord("\t")})


class NotReady(LookupError):
    """A letter was asked for before the record holds what it needs."""


@cache
def bundled_texts() -> "Texts":
    """The words that come with the bot, compiled once: that takes most of a second."""
    return Texts(templates_folder())


@dataclass(frozen=True)
class LetterText:
    subject: str
    body: str
    headings: tuple[str, ...] = ()  # those of the body's lines that are headings


class Texts:
    """Every template of a folder, read and compiled once, so that a slip stops the start and not a parent.

    Only a page, which no parent is ever shown, waits until it is asked for.
    """

    def __init__(self, folder: Path) -> None:
        sources = dict(_sources(folder))
        self._jinja = Environment(
            loader=DictLoader(sources),
            undefined=StrictUndefined,
            autoescape=select_autoescape((MESSAGE,)),
            finalize=_known,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._jinja.filters.update(FILTERS)
        self._pages = {name: source for name, source in sources.items() if name.startswith(PAGES)}
        for name, source in sources.items():
            if name not in self._pages:
                self._compile(name, source)

    def message(self, name: str, /, **facts: Any) -> str:
        """templates/messages/<name>.html.j2 as Telegram HTML. Any fact that is text is escaped."""
        template = f"messages/{name}{MESSAGE}"
        known_only([template], self._jinja.list_templates(), "messages", "template")
        return _tidy(self._jinja.get_template(template).render(facts))

    def page(self, name: str, /, **facts: Any) -> str:
        """templates/pages/<name>.html.j2 as a whole page for a browser. Any fact that is text is escaped."""
        template = f"{PAGES}{name}{MESSAGE}"
        self._compile(template, self._pages[template])
        return _tidy(self._jinja.get_template(template).render(facts)) + "\n"

    def plain(self, name: str, /, **facts: Any) -> str:
        """templates/messages/<name>.txt.j2 as plain text, for a file."""
        return _tidy(self._jinja.get_template(f"messages/{name}{LETTER}").render(facts)) + "\n"

    def letter(self, letter: Letter, strength: str, facts: LetterFacts) -> LetterText:
        """The letter's subject and body, to copy and send. Raises NotReady when a needed fact is missing."""
        face = letter.at(strength)
        if lacks := face.lacks(facts):
            raise NotReady(f"Letter {face.id} ({strength}) still needs: {', '.join(lacks)}.")
        known = {each.name: getattr(facts, each.name) for each in fields(facts)}
        known |= {"letter": face, "strength": strength}
        body = self._jinja.get_template(f"letters/{face.id}{LETTER}").render(known)
        subject = self._jinja.get_template(f"letters/{face.id}{SUBJECT}").render(known)
        headings = tuple(_tidy(line) for line in HEADINGS.findall(body))
        return LetterText(" ".join(_tidy(subject).split()), _tidy(body) + "\n", headings)

    def letter_footer(self, letter: Letter) -> str:
        """What is shown under a letter and is no part of it: its version, and the day its law was read."""
        return _tidy(self._jinja.get_template(f"letters/_footer{LETTER}").render(letter=letter))

    def _compile(self, name: str, source: str) -> None:
        try:
            self._jinja.get_template(name)
        except TemplateSyntaxError as fault:
            raise NotUnderstood(f"templates/{name}, line {fault.lineno}: {fault.message}") from fault
        for other in meta.find_referenced_templates(self._jinja.parse(source)):
            known_only([other or ""], self._jinja.list_templates(), f"templates/{name}", "template")


def _sources(folder: Path) -> Iterator[tuple[str, str]]:
    """Each template's name and source; a letter's subject line is a template of its own."""
    for path in sorted(folder.glob("*/*.j2")):
        name = path.relative_to(folder).as_posix()
        source = path.read_text(encoding="utf-8")
        if path.parent.name == "letters" and not path.name.startswith("_"):
            front, source = split(source, name)
            yield name.removesuffix(LETTER) + SUBJECT, str(table(front, name).get("subject", ""))
        yield name, source


def _known(value: Any) -> Any:
    """A fact that is not known must be left out by its template: the word None never reaches a parent."""
    if value is None:
        raise NotUnderstood("A template printed a fact that is not known.")
    return value


def _tidy(text: str) -> str:
    """No space at the end of a line, never two blank lines together, no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)
    return BLANK_LINES.sub("\n\n", LINE_ENDS.sub("", text)).strip()
