"""What a parent typed, as clauses of plain words; what is asked, feared or of somebody else is left out."""

import re
from itertools import dropwhile

from bot.forms.heard_sayings import Sayings, bundled
from bot.forms.words import slips, tidy

SHORTEST_WATCHED = 6

_DAY = "(?:mon|tue|wed|thu|fri)"
_HOUR = "[0-9]{1,2}(?:[:.][0-9]{2})?(?:am|pm|st|nd|rd|th)?"
# Signs that say something, before tidying takes them away.
_SIGNS = (
    ("[\u2018\u2019`\u00b4]", "'"),
    (r"\b([ap])\.m\b\.?", r"\1m"),
    (r"\bwill not\b", "wont"),
    ("'ll\\b", " will"),
    ("@", " at "),
    ("[&+]", " and "),
    (rf"\b({_DAY}[a-z]{{0,6}}) ?[-\u2010-\u2015] ?(?={_DAY})", r"\1 to "),
    (rf"\b({_DAY}[a-z]{{0,6}}), ?(?={_DAY})", r"\1 and "),
    (rf"(?<![0-9-])({_HOUR}) ?[-\u2010-\u2015] ?(?={_HOUR}(?![0-9-]))", r"\1 to "),
)
_NOT = re.compile(r"\b(can|could|would|is|are|was|were|has|have|had|did|do|does) (?:not|nt)\b")
_READ_SIGNS = tuple((re.compile(sign), meant) for sign, meant in _SIGNS)
_BREAK = re.compile(
    r"([,;!?\n()]+|\.+(?![0-9])|(?<![0-9])\.+| -+ |[\u2013\u2014]"
    r"|\bbut\b|\b(?:because|cos|cuz)\b|\bso (?=they|school|the school|i had|we had|had)\b)"
)


def news(text: str) -> str:
    """Clauses that tell something: "He's home! Is it legal?" is " . hes home . "."""
    no_news = bundled().no_news
    return " . ".join(["", *(clause for clause in told(text) if not no_news.search(f" . {clause} . ")), ""])


def told(text: str) -> list[str]:
    """Every clause that asks nothing, in plain words."""
    plain = text.lower()
    for sign, meant in _READ_SIGNS:
        plain = sign.sub(meant, plain)
    parts = [*_BREAK.split(plain), ""]
    clauses = (
        _not_asked(clause, ends="?" in end) for clause, end in zip(parts[::2], parts[1::2], strict=True)
    )
    return [clause for clause in clauses if clause]


def _not_asked(clause: str, *, ends: bool) -> str:
    """The clause up to where it asks; "" where it ends with a question mark and we cannot tell where."""
    sayings = bundled()
    said = _spelled(_NOT.sub(r"\1nt", tidy(clause)), sayings)
    question = sayings.questions.search(said)
    if ends and not question:
        return ""
    return (said[: question.start()] if question else said).strip(" .")


def _spelled(words: str, sayings: Sayings) -> str:
    """Words as the sayings have them, between a "." and a ".", without a greeting."""
    meant = (_meant(word, sayings.watched) for word in words.split())
    said = f" . {' '.join(dropwhile(sayings.hello.__contains__, meant))} . "
    for known, spelled in sayings.spellings.items():
        said = spelled.sub(f"{known} ", said)
    return said


def _meant(word: str, watched: tuple[str, ...]) -> str:
    if len(word) < SHORTEST_WATCHED or word in watched:
        return word
    return next((each for each in watched if slips(word, each)), word)
