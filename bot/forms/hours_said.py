"""What parents say about part of a school day: when a child went home or came in, or which half it was."""

import re
from collections.abc import Callable

from bot.forms.invalid import Invalid
from bot.forms.school_time import LUNCH, clock, moment
from bot.law.absence import ALL_DAY, AM, PM

IN_AT = "in "
EARLY_START, LATE_END = "09:30", "14:30"
HALVES = {"morning": AM, "afternoon": PM}
OTHER_HALF = {AM: PM, PM: AM}

Meaning = Callable[[re.Match[str]], str]  # "" where the words are not what the pattern took them for


def the_part_missed(words: str) -> str:
    """Reads tidied words as what was missed: "from 1" is gone from 1, and "mornings" were spent at home."""
    return _read(words, MISSED)


def the_part_spent(words: str) -> str:
    """Reads tidied words as time in school: "from 1" is in from 1, "9 to 12" is home at 12."""
    return _read(words, SPENT)


def _read(words: str, grammar: list[tuple[re.Pattern[str], Meaning]]) -> str:
    for pattern, meaning in grammar:
        match = pattern.fullmatch(words)
        if match and (stored := meaning(match)):
            return stored
    raise Invalid("Please tap a button, or type one time, for example home at 11:30 or in at 10.")


def _home(match: re.Match[str]) -> str:
    at = moment(match["at"])
    return PM if at == LUNCH else at


def _in(match: re.Match[str]) -> str:
    at = moment(match["at"])
    return AM if at == LUNCH else at and f"{IN_AT}{at}"


def _between(match: re.Match[str]) -> str:
    """Hours in school that begin or end with the day; what misses both ends of it is no one time."""
    if _MINUTES_TO.fullmatch(match[0]):  # "20 to 12" is a time
        return ""
    start, end = clock(match["start"]), moment(match["at"])
    if not start or not end or start >= end:
        return ""
    if start <= EARLY_START:
        return _home(match)
    return f"{IN_AT}{start}" if end != LUNCH and end >= LATE_END else ""


def _all_day(match: re.Match[str]) -> str:
    return ALL_DAY


def _this_half(match: re.Match[str]) -> str:
    return HALVES[match["half"]]


def _the_other_half(match: re.Match[str]) -> str:
    return OTHER_HALF[HALVES[match["half"]]]


_MINUTES_TO = re.compile("(?:.* )?(?:5|10|20|25) to [0-9].*")

_WHO = "(?:(?:he|she|they|it|hes|shes|theyre|i|we|school|the school|my child|my son|my daughter) )?"
_DID = "(?:(?:was|were|is|are|has|have|had|been|be|got|gets|to|just|only|late) )*"
_THEM = "(?:(?:him|her|them|back) )*"
_SENT = "(?:sent|send|sends|went|goes|gone|go|going|come|comes|came|coming|taken|took|brought)"
_FETCHED = "(?:pick|picks|picked|collect|collects|collected|fetch|fetches|fetched)"
_LEFT = "(?:leave|leaves|left|finish|finishes|finished)"
_WENT = "(?:goes|go|going|went|comes|come|came|coming|let|allowed|taken|took)"
_STARTED = "(?:arrive|arrives|arrived|start|starts|started|dropped off)"
_GONE_HOME = (
    rf"{_WHO}{_DID}(?:(?:{_SENT} )?{_THEM}home|{_FETCHED}(?: him| her| them)?(?: up)?|{_LEFT})"
    "(?: (?:from )?school)?"
)
_COME_IN = rf"{_WHO}{_DID}(?:(?:{_WENT} )?{_THEM}in|{_STARTED})(?: (?:to )?school)?(?: late)?"
_AWAY = "(?:out|off|away|gone|missed|misses|missing|(?:not|isnt|wasnt) (?:in school|at school|in|there))"
_NOT_YET = (
    "(?:not|isnt|wasnt|cant)(?: go| come| be| let| allowed)?(?: back| in| there| in school| at school)?"
)
_THERE = "(?:(?:goes |stays |stayed )?(?:in school|at school|in|there)|stays|stayed)"
_AT = "(?: (?:at|by|about|around|from|only|today))*"
_TO = "(?:until|till|til)"
_TIME = " (?P<at>.+)"
_HALF = "(?P<half>morning|afternoon)"
_IN_THE = rf"(?:{_WHO}{_DID}{_THERE} )?(?:(?:just|only|in|the) )*"
_WHOLE = "(?:for )?(?:all day|(?:the )?(?:whole|full|entire) day|all of (?:it|the day))"

_BOTH: list[tuple[str, Meaning]] = [
    (rf"{_GONE_HOME}{_AT}{_TIME}", _home),
    (rf"(?P<at>.+) {_GONE_HOME}", _home),
    (rf"{_WHO}{_DID}{_NOT_YET} {_TO}{_TIME}", _in),
    (rf"{_WHO}{_DID}{_AWAY} {_TO}{_TIME}", _in),
    (rf"{_WHO}{_DID}{_AWAY} (?:from|after){_TIME}", _home),
    (rf"{_WHO}{_DID}{_THERE} (?:only )?{_TO}{_TIME}", _home),
    (rf"{_COME_IN}{_AT}{_TIME}", _in),
    (rf"{_WHO}{_DID}{_AWAY} {_WHOLE}", _all_day),
    (rf"{_WHO}{_DID}{_AWAY} (?:in |for |all )?(?:the )?{_HALF}s?", _this_half),
]
_ONLY_MISSED: list[tuple[str, Meaning]] = [
    (_WHOLE, _all_day),
    ("all|both|both halves|the day|morning and afternoon", _all_day),
    (rf"(?:(?:just|only|all|in|for|the|this|that) )*{_HALF}s?(?: only)?", _this_half),
    (rf"(?:from|after){_TIME}", _home),
    (rf"(?:{_TO}|before){_TIME}", _in),
    ("(?P<at>.+)", _home),
]
_ONLY_SPENT: list[tuple[str, Meaning]] = [
    ("not at all|not in at all|(?:he |she )?(?:is )?not in|never|none|no school|no hours|no time", _all_day),
    (rf"no {_HALF}s?", _this_half),
    (rf"{_IN_THE}{_HALF}(?:s(?: only)?| only)", _the_other_half),
    (rf"{_IN_THE}(?:just|only) (?:in )?(?:the )?{_HALF}", _the_other_half),
    (rf"from{_TIME}", _in),
    (rf"(?:only )?{_TO}{_TIME}", _home),
    (rf"{_WHO}(?:(?:in school|in|there|from|goes) )*(?P<start>.+?) (?:to|{_TO}){_TIME}", _between),
    ("(?P<at>(?!after|before).+)", _home),
]
MISSED = [(re.compile(pattern), meaning) for pattern, meaning in (*_BOTH, *_ONLY_MISSED)]
SPENT = [(re.compile(pattern), meaning) for pattern, meaning in (*_BOTH, *_ONLY_SPENT)]
