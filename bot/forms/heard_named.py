"""The days that plain words name, each with the word before it that says what it is: since, until, back."""

import re
from dataclasses import dataclass

from bot.forms.words import MONTHS, WEEKDAYS

_MONTH, _WEEKDAY = f"(?:{'|'.join(MONTHS)})", f"(?:{'|'.join(WEEKDAYS[:5])})"
_NEAR = (
    "day before yesterday|day after tomorrow|day before|yesterday|today|tomorrow|this morning|this afternoon"
)
_NUMBER = "[0-9]{1,2}(?:th)?"
_DAY = (
    f"(?P<day>(?:{_NEAR}|(?:[0-9]{{1,2}}|an?) (?:days?|weeks?) ago"
    f"|(?:{_WEEKDAY} )?(?:the )?{_NUMBER} (?:of )?{_MONTH}(?: 20[0-9]{{2}})?"
    f"|{_MONTH} (?:the )?{_NUMBER}(?: 20[0-9]{{2}})?"
    "|(?!24/7 |1/2 )[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?"
    "|[0-9]{1,2}[.-][0-9]{1,2}[.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    f"|(?:{_WEEKDAY} )?(?:the )?[0-9]{{1,2}}th(?! (?:time|day|call|week|year|suspension|exclusion) )"
    f"|(?:(?:last|this|next|this coming) )?{_WEEKDAY}(?: (?:just gone|last week|this week|next week))?"
    f"|(?:last|this|next) week (?:on )?{_WEEKDAY})(?= ))"
)
_RETURN = "(?<!rang )(?<!called )(?<!get )(?:back|returns?|returning)"
_ROLE = (
    "(?:(?P<since>since|started)|(?P<start>from|starting(?: from)?|starts|as of)"
    f"|(?P<back>{_RETURN}(?: (?:in|to|at|into|school|until|on)){{0,4}}|(?:in|into)(?: school)? until)"
    "|(?P<until>until)|(?P<end>including|ends|ending|last day)|(?P<to>to)|(?P<and>and))"
)
_SAID = re.compile(f"(?<= )(?:{_ROLE} (?:(?:on|the|is) )*)?{_DAY}")
_OF_SOMETHING_ELSE = re.compile(r" (?:letters?|email|emailed|meeting|appointment)(?: [^ .]+){0,2} $")
# "23rd to 25th November" names the month once.
_ONE_MONTH = re.compile(f"(?<= )({_NUMBER}) (to|until|and) (?=(?:the )?{_NUMBER} (?:of )?({_MONTH}) )")


@dataclass(frozen=True)
class Named:
    """A day as it was named; `role` is since, start, back, until, end, to, and, or ""."""

    role: str
    words: str
    follows: bool  # straight after another day, as in "Monday to Wednesday"

    @property
    def weekday(self) -> int | None:
        """The number of a weekday that stands alone, such as "Friday"."""
        return WEEKDAYS.index(self.words) if self.words in WEEKDAYS else None


def days_named(said: str) -> list[Named]:
    """Every day that is named, in order; not those of a letter or a meeting."""
    said = _ONE_MONTH.sub(r"\1 \3 \2 ", said)
    named, end = [], -1
    for match in _SAID.finditer(said):
        role = next((role for role, word in match.groupdict().items() if word and role != "day"), "")
        if role or not _OF_SOMETHING_ELSE.search(said[: match.start()]):
            named.append(Named(role, match["day"], follows=match.start() == end + 1))
            end = match.end()
    return named
