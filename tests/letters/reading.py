"""How hard a letter is to read: the school grade of Flesch and Kincaid, near enough for a bound."""

import re

SENTENCE = re.compile(r"[.?!:;](?:\s|$)|\n+")
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """0.39 words a sentence, plus 11.8 syllables a word, less 15.59."""
    sentences = [part for part in SENTENCE.split(text) if len(WORD.findall(part)) > 2]
    words = [word for part in sentences for word in WORD.findall(part)]
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    silent = word.endswith("e") and not word.endswith("le")
    return max(1, len(VOWELS.findall(word)) - silent)
