"""The time at which a child went home or in, and the days of a timetable, in plain words."""

import re
from datetime import date

from bot.forms.hours import part_of_day, school_hours
from bot.forms.invalid import Invalid
from bot.forms.question import Parse
from bot.forms.weekdays import weekdays
from bot.forms.words import MONTHS, WEEKDAYS

_NO_TIME = f"(?! (?:am|pm|days?|weeks?|times?|hours?|minutes?|of|{'|'.join(MONTHS)}) )"
_TIME = (
    "(?P<at>(?:(?:half|quarter) (?:past |to )?|(?:5|10|20|25) (?:past|to) )[0-9]{1,2}(?: am| pm)?"
    "|[0-9]{1,2}[:.][0-9]{2}(?: am| pm)?|[0-9]{1,2} (?:am|pm|oclock)"
    f"|[0-9]{{1,2}} [0-5][05]{_NO_TIME}|[0-9]{{1,2}}{_NO_TIME}|midday|noon|(?:after )?lunch(?:time)?)"
    "(?= (?!or ))"
)
_AT = "(?:(?:at|by|from|around|about|just|after|only) )"
_HIM = "(?:him|her|them)"
_GONE = f"(?:home|early|up|collected|(?:collect|get) {_HIM}|finish(?:es|ing)?|leaves?|left)"
_CALL = "(?:rang|rings?|called|phoned|texted|emailed)"
_HOME = re.compile(
    f"(?<= )(?:{_GONE} (?:(?!{_CALL} )[^ .]+ ){{0,4}}?{_AT}+"
    f"|home (?=[0-9]+(?:[:.][0-9]{{2}}| am| pm))){_TIME}"
)
_AT_A_TIME = re.compile(rf"(?<= \. ){_AT}{{0,2}}{_TIME} (?:[^ .]+ ){{0,4}}home ")
_UNTIL = re.compile(f"(?<= )(?:(?P<start>[0-9][0-9:.]{{0,4}}(?: am)?) (?:to|until)|until) {_TIME}")
_IN = re.compile(f"(?<= )(?:in|starts?|starting) (?:at|from) {_TIME}")

_DAY = f"(?:{'|'.join(WEEKDAYS[:5])})"
_EVERY = re.compile(" (?:every|each|daily) ")
_ITS_FIRST = "".join(
    f"(?<!{word} )" for word in ("since", "from", "starting", "until", "last", "this", "next", "on")
)
_DAYS = re.compile(
    f"(?<= )(?:(?:every|each) (?:school )?day|daily|(?:every|each) {_DAY}(?: and {_DAY})*"
    f"|{_DAY}(?: (?:(?:to|until|and) )?{_DAY})+|{_ITS_FIRST}(?:on )?{_DAY}(?! (?:the )?[0-9]))(?= )"
)


def time_home(said: str) -> str:
    """When the child went home on one day, as the form stores it; "" where no one time is said."""
    found = [match["at"] for time in (_HOME, _AT_A_TIME) for match in time.finditer(said)]
    return _one({_stored(f"home at {at}", part_of_day) for at in found})


def timetable_hours(said: str) -> str:
    """When the child goes home, or in, each day, as the form stores it; "" where no one time is said."""
    home = {f"home at {match['at']}" for match in _HOME.finditer(said)}
    late = {f"in at {match['at']}" for match in _IN.finditer(said)}
    spent = {f"{match['start'] or ''} until {match['at']}" for match in _UNTIL.finditer(said)}
    return _one({_stored(words, school_hours) for words in home | late | spent})


def days_of_week(said: str) -> tuple[str, str]:
    """The days of a timetable as the form stores them, and the words without them."""
    runs = {match[0] for match in _DAYS.finditer(said)}
    return _one({_stored(run, weekdays) for run in runs}), _DAYS.sub("", said)


def on_several_days(said: str) -> bool:
    """Whether it happened again and again: on every day, or on more than one of the week."""
    days, _ = days_of_week(said)
    return len(days) > 1 or bool(_EVERY.search(said))


def _stored(words: str, read: Parse) -> str:
    try:
        return read(words, date.min)
    except Invalid:
        return ""


def _one(answers: set[str]) -> str:
    return answers.pop() if len(answers) == 1 else ""
