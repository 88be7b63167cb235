"""Emoji that stand for a digit or a country are printed as that in a file: no font of ours has them."""

import re

KEYCAP, TEN = "\N{COMBINING ENCLOSING KEYCAP}", "\N{KEYCAP TEN}"
BLACK_FLAG = "\N{WAVING BLACK FLAG}"
FIRST = ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}")
LETTERS = "[\U0001f1e6-\U0001f1ff]"
TAG = 0xE0000  # what a letter is moved by where it stands hidden behind a flag: gbeng is England's
KEYCAPS = re.compile(rf"([0-9#*])\ufe0f?{KEYCAP}|{TEN}\ufe0f?")
FLAGS = re.compile(rf"{LETTERS}{{1,2}}|{BLACK_FLAG}\ufe0f?([\U000e0061-\U000e007a]+)\U000e007f")


def spelled(words: str) -> str:
    """The same with the digits of keycaps and the letters of flags: what they say is not decoration."""
    plain = KEYCAPS.sub(_digit, words).replace(KEYCAP, "")
    return FLAGS.sub(_country, plain)


def _digit(found: re.Match[str]) -> str:
    return _apart(found, found[1] or "10", before=False)


def _country(found: re.Match[str]) -> str:
    if hidden := found[1]:
        return _apart(found, "".join(chr(ord(each) - TAG) for each in hidden).removeprefix("gb").upper())
    return _apart(found, "".join(chr(ord(each) - FIRST + ord("A")) for each in found[0]))


def _apart(found: re.Match[str], says: str, *, before: bool = True) -> str:
    """With a space where it stood close by a word, or by a second flag, which would now run into it."""
    left, right = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    close = right.isalpha() or right == BLACK_FLAG or bool(re.match(LETTERS, right))
    return f"{' ' if before and left.isalnum() else ''}{says}{' ' if close else ''}"
