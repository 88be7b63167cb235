"""The parent's own voice: a paper is handed over by the parent, so in it nobody says "you" or "we"."""

import re

from bot.law.opendays import NO_DATES, NO_TRAINING
from bot.wording import as_the_parent_says

# The record speaks to the parent. After one of these words the parent is "me", elsewhere "I".
_TURNED = (
    (re.compile(r"\byou and (the other side)\b", re.IGNORECASE), r"\1 and I"),
    (re.compile(r"\b(told|with|to|for|from|gave|sent) you\b"), r"\1 me"),
    (re.compile(r"\byou were\b", re.IGNORECASE), "I was"),
    (re.compile(r"\byou are\b", re.IGNORECASE), "I am"),
    (re.compile(r"\byou\b", re.IGNORECASE), "I"),
    (re.compile(r"\byour\b"), "my"),
    (re.compile(r"\bYour\b"), "My"),
)
_KNOWN = {
    NO_DATES: "The school's own term dates are not in this record, so a day that may have been a holiday is "
    "counted both ways.",
    NO_TRAINING: "The school's training days are not in this record: up to five days a year on which it is "
    "closed to children.",
}
_NOT_OURS = (
    (re.compile(r"\bwe have not seen (the council's own list)"), r"\1 was not seen"),
    (re.compile(r"\bwe used\b"), "this record uses"),
    (re.compile(r"\bgave us\b"), "gave"),
    (re.compile(r"\bPlease compare them with\b"), "They should be compared with"),
)
_ENDED = re.compile(r"""(?:[!?\N{HORIZONTAL ELLIPSIS}]|\.\.\.)["'\N{RIGHT DOUBLE QUOTATION MARK})]?\Z""")
_STOPPED = re.compile(r"""\.(["'\N{RIGHT DOUBLE QUOTATION MARK})])\Z""")


def first_person(words: str) -> str:
    """What is said to the parent, as the parent says it: "You were told" becomes "I was told"."""
    words = as_the_parent_says(words)
    for theirs, ours in _TURNED:
        words = theirs.sub(ours, words)
    return words


def impersonal(assumption: str) -> str:
    """What we take for granted, for a paper that is not ours: nobody in it says "we"."""
    words = _KNOWN.get(assumption, assumption)
    for ours, nobodys in _NOT_OURS:
        words = ours.sub(nobodys, words)
    return words


def ended(words: str) -> str:
    """The words with one full stop at the end, unless they end in another way."""
    words = words.rstrip()
    if not words or _ENDED.search(words) or _STOPPED.search(words):
        return words
    return words.rstrip(". ") + "."
