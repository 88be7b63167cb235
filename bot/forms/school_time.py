"""A time of the school day, in which lunch is a time as well."""

import re
from datetime import date

from bot.forms.invalid import Invalid
from bot.forms.times import a_time

FIRST_HOUR, LAST_HOUR = "07:00", "18:00"
LUNCH = "lunch"

_LUNCH = re.compile(
    "(?:(?:at|about|around|just|before|after|the) )*(?:lunch|lunch ?times?|dinner|dinner ?times?)"
)
# "9 to 12" are hours, and "20 to 12" is a time. "10 to 12" could be either, so it is neither.
_HOURS_TO = re.compile("(?<![0-9:.])(?!(?:5|20|25) )[0-9]{1,2} to [0-9]")


def moment(words: str) -> str:
    """A stored time, or lunch; "" for what is neither."""
    return LUNCH if _LUNCH.fullmatch(words) else clock(words)


def clock(words: str) -> str:
    """A stored time, where 7 and 8 are the morning; "" for what is no time. One at night is refused."""
    if _HOURS_TO.search(words):
        return ""
    for said in (words, f"{words} am"):
        try:
            time = a_time(said, date.min)
        except Invalid:
            continue
        if FIRST_HOUR <= time <= LAST_HOUR:
            return time
        raise Invalid("Please type a time of the school day, for example home at 11:30 or in at 10.")
    return ""
