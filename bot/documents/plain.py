"""What a parent typed, made fit to be drawn: one line, nothing hidden in it, no longer than its place."""

import re
import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
BREAK = "\N{ZERO WIDTH SPACE}"
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
LONG_WORD = re.compile(r"\S{19,}")  # may be broken anywhere, or it would run off the page
PIECE = 4
# The fonts inside typst have no emoji. What is left out is decoration: no letter is.
PICTURES, MODIFIER = "\U0001f000", "Sk"
EMOJI = re.compile("[\U0001f000-\U0001fbff\ufe00-\ufe0f]\N{ZERO WIDTH JOINER}?")
WIDE, CAPITAL, FOREIGN, USUAL, ACCENT = 1.0, 0.72, 0.62, 0.48, 0.25  # how wide letters are, in ems
LATIN = "\u024f"


def drawn(words: str, ems: float) -> str:
    """The words with places to break, cut with an ellipsis where they are wider than `ems`."""
    return LONG_WORD.sub(_broken, _fitted(clean(EMOJI.sub("", words)) or clean(words), ems))


def clean(words: str) -> str:
    """One line, without controls, lone surrogates and marks that turn the writing round."""
    seen = words if words.isprintable() else "".join(each if _is_seen(each) else " " for each in words)
    return " ".join(seen.split())


def lines(words: str) -> str:
    """The same, with the line breaks and without empty lines."""
    return "\n".join(filter(None, map(clean, words.splitlines())))


def printed(words: str, ems: float) -> str:
    """All the words, line by line, with places to break those that are wider than `ems`; emoji by name."""
    kept = lines(EMOJI.sub(_named, words))
    long = rf"\S{{{int(ems / WIDE) + 1},}}"
    return re.sub(long, lambda word: _broken(word) if width(word.group()) > ems else word.group(), kept)


def width(words: str) -> float:
    """About how wide it is in ems, rather more than less."""
    return sum(map(_width, words))


def _named(emoji: re.Match[str]) -> str:
    letter = emoji.group()[0]
    if letter < PICTURES or unicodedata.category(letter) == MODIFIER:
        return ""  # no more than a shade of the one before it
    return f"[{unicodedata.name(letter, 'emoji').lower()}]"


def _is_seen(letter: str) -> bool:
    return letter in JOINERS or not unicodedata.category(letter).startswith("C")


def _fitted(words: str, ems: float) -> str:
    for cut, letter in enumerate(words):
        ems -= _width(letter)
        if ems < 0:
            return words[:cut].rstrip() + ELLIPSIS
    return words


@lru_cache(1024)
def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return ACCENT  # so that a heap of accents comes to an end too
    if unicodedata.east_asian_width(letter) in "WF" or letter in "MWmw@%":
        return WIDE
    if letter > LATIN:
        return FOREIGN
    return CAPITAL if letter.isupper() else USUAL


def _broken(word: re.Match[str]) -> str:
    letters = word.group()
    return BREAK.join(letters[start : start + PIECE] for start in range(0, len(letters), PIECE))
