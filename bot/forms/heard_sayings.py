"""The sayings of sayings.toml, read once: plain words, and the answer of the form that they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.strict import NotUnderstood, fill, known_only, table

SAYINGS, PLAIN_WORDS = (Path(__file__).with_name(name) for name in ("sayings.toml", "plain_words.toml"))
QUESTIONS = ("kind", "last", "part", "hours", "letter")
WORD_LISTS = ("watched", "denials", "hello", "questions", "no_news", "spellings", "lists")
DENIED_AHEAD = 2
NEVER = re.compile("(?!)")
# What is said has one space between words, and "." between clauses. No sign reaches further than three words.
ANY_WORD = r"(?:(?!\.)[^ ]+ )"
SIGNS = {"?": ANY_WORD, "*": f"{ANY_WORD}{{0,3}}", "#": "[0-9][^ ]* "}

Words = re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row, such as of [[kind]]: `said` means `means`, as an answer to the question of that name."""

    means: str
    said: tuple[str, ...]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meaning:
    """A row, ready to be looked for."""

    means: str
    said: Words
    needs: Words | None
    unless: Words
    denials: frozenset[str]

    def fits(self, said: str) -> bool:
        """Whether these words say it, and no word before it takes it back."""
        if self.unless.search(said) or (self.needs and not self.needs.search(said)):
            return False
        return any(not self._denied(said[: match.start()]) for match in self.said.finditer(said))

    def _denied(self, before: str) -> bool:
        ahead = before.rpartition(".")[2].split()[-DENIED_AHEAD - 1 :]
        return not self.denials.isdisjoint(ahead)


@dataclass(frozen=True)
class Sayings:
    """Both files, ready to be looked for."""

    watched: tuple[str, ...]
    hello: frozenset[str]
    questions: Words
    no_news: Words
    spellings: Mapping[str, Words]
    meanings: Mapping[str, tuple[Meaning, ...]]

    def understood(self, question: str, said: str) -> str:
        """Gives the answer to this question that the words are; "" when they are none."""
        return next((each.means for each in self.meanings[question] if each.fits(said)), "")


@dataclass(frozen=True)
class Language:
    """How a saying is written, as sayings.toml explains."""

    lists: Mapping[str, list[str]]

    def any_of(self, sayings: Iterable[str]) -> Words:
        """Finds any of these in plain words."""
        either = self._either(sayings)
        return re.compile(f"(?<= ){either}") if sayings else NEVER

    def _either(self, sayings: Iterable[str]) -> str:
        return f"(?:{'|'.join(''.join(map(self._token, saying.split())) for saying in sayings)})"

    def _token(self, token: str) -> str:
        words = token.removeprefix("(").removesuffix(")").split("/")
        return f"(?:{'|'.join(map(self._word, words))})" + "?" * token.startswith("(")

    def _word(self, word: str) -> str:
        if word in SIGNS:
            return SIGNS[word]
        if not word.isupper():
            return f"{re.escape(word).replace('_', ' ')} "
        if word not in self.lists:
            raise NotUnderstood(f"{SAYINGS.name}: there is no list {word} in {PLAIN_WORDS.name}.")
        return self._either(self.lists[word])


@cache
def bundled() -> Sayings:
    """Gives the sayings that come with the bot, read once."""
    return load(SAYINGS.read_text(encoding="utf-8"), PLAIN_WORDS.read_text(encoding="utf-8"))


def load(sayings: str, plain_words: str) -> Sayings:
    """Reads both files. Raises NotUnderstood, a sentence that says what is wrong."""
    rows = _tables(sayings, QUESTIONS, SAYINGS.name)
    words = _tables(plain_words, WORD_LISTS, PLAIN_WORDS.name)
    language, denials = Language(words["lists"]), frozenset(words["denials"].split())

    def meaning(row: Row) -> Meaning:
        needs = language.any_of(row.needs) if row.needs else None
        return Meaning(row.means, language.any_of(row.said), needs, language.any_of(row.unless), denials)

    return Sayings(
        tuple(words["watched"].split()),
        frozenset(words["hello"].split()),
        language.any_of(words["questions"]),
        language.any_of(words["no_news"]),
        {meant: language.any_of(typed) for meant, typed in words["spellings"].items()},
        {
            name: tuple(meaning(fill(Row, row, f"{SAYINGS.name}, {name}")) for row in rows[name])
            for name in rows
        },
    )


def _tables(text: str, needed: tuple[str, ...], name: str) -> dict[str, Any]:
    tables = table(text, name)
    known_only(tables, needed, name, "table")
    if missing := [each for each in needed if each not in tables]:
        raise NotUnderstood(f"{name}: {missing[0]} is missing.")
    return tables
