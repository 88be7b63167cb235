"""What people type, tidied: small letters, single spaces, months and numbers spelled one way."""

import re
import unicodedata

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FIRSTS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)

# Misspellings more than one slip away, and short forms.
SPELLINGS = {
    **{month[:3]: month for month in MONTHS},
    **{day[:3]: day for day in WEEKDAYS},
    **{word: str(n) for n, word in enumerate((*ONES, *TEENS), start=1)},
    **{word: str(n) for n, word in zip(range(20, 100, 10), TENS, strict=True)},
    **{word: f"{n}th" for n, word in enumerate(FIRSTS, start=1)},
    **dict.fromkeys(("tues", "tusday"), "tuesday"),
    **dict.fromkeys(("weds", "wensday", "wendsday", "wenesday"), "wednesday"),
    **dict.fromkeys(("thur", "thurs"), "thursday"),
    **dict.fromkeys(("febury", "feburary"), "february"),
    **dict.fromkeys(("janurary", "janury"), "january"),
    **dict.fromkeys(("tommorow", "tmrw", "tomoz"), "tomorrow"),
    "wk": "week",
    "wks": "weeks",
    "sept": "september",
    "forth": "4th",
    "twelth": "12th",
}
OFTEN_MISSPELT = (*MONTHS, *WEEKDAYS, "yesterday", "tomorrow", "today", "fortnight")
SHORTEST_MISSPELT = 5

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = str.maketrans({"\u2212": "-", "\u00b4": "", "'": "", "\u2019": "", "\u2018": "", "`": ""})


def tidy(typed: str) -> str:
    """A short reply in a form that can be compared: "Twelfth of Mar." is "12th of march"."""
    text = "".join(_plain(sign) for sign in typed.translate(_FULL_WIDTH).lower().translate(_SIGNS))
    text = re.sub(r"(?<![a-z])([ap])\.m(?![a-z])", r"\1m", text)
    text = re.sub(r"(?<=[a-z0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ", text)
    text = re.sub(r"(?<=[0-9]) ?([/.]) ?(?=[0-9])", r"\1", text)
    text = re.sub(r"(?<![0-9])[/.:]|[/.:](?![0-9])", " ", text)
    text = re.sub(r"(?<![0-9])([0-9]{1,2}) ?(?:st|nd|rd|th)(?![a-z])", r"\1th", text)
    text = re.sub(r"(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)(?=[a-z])", r"\1th ", text)
    text = re.sub(r"([0-9])(?!th\b)(?=[a-z])|([a-z])(?=[0-9])", r"\g<0> ", text)
    text = text.replace("fourty", "forty")
    text = re.sub(rf"\b({'|'.join(TENS)}) ({'|'.join(ONES)})\b", _twenty_one, text)
    return " ".join(_spelled(word) for word in text.split())


def slips(word: str, meant: str) -> bool:
    """Whether `word` is `meant` with at most one letter added, lost, changed or swapped with the next."""
    pairs = enumerate(zip(word, meant, strict=False))
    same = next((i for i, (typed, wanted) in pairs if typed != wanted), min(len(word), len(meant)))
    rest, wanted = word[same:], meant[same:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return wanted in (rest[1:], swapped) or wanted[1:] in (rest, rest[1:])


def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Pd":
        return "-"
    return " " if kind[0] in "SMZC" or (kind[0] == "P" and sign not in "/.:-") else sign


def _twenty_one(match: re.Match[str]) -> str:
    tens, ones = match.groups()
    return str(20 + 10 * TENS.index(tens) + 1 + ONES.index(ones))


def _spelled(word: str) -> str:
    if word in SPELLINGS:
        return SPELLINGS[word]
    if len(word) < SHORTEST_MISSPELT or word in OFTEN_MISSPELT:
        return word
    meant = [known for known in OFTEN_MISSPELT if slips(word, known)]
    return meant[0] if len(meant) == 1 else word
