"""Words in a draft plan that promise nothing: nobody can count them, so nobody can ask for them."""

import re
import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("vague_words.toml")


def vague_words(text: str) -> tuple[str, ...]:
    """The vague words of a text, each once, in the order in which they stand there."""
    found = (each.group().lower() for each in _pattern().finditer(" ".join(text.split())))
    return tuple(dict.fromkeys(found))


@cache
def _pattern() -> re.Pattern[str]:
    """Longer ones first: "opportunities for" is not found as less."""
    words: list[str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))["vague"]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
