"""How a day is written: with its weekday in chat, so that a parent can check it; without in a letter."""

import re
from datetime import date, datetime

from bot.clock import london

_MONTHS = {f"{date(2000, month, 1):%B}": month for month in range(1, 13)}
_ON_A_LINE = re.compile(rf"^([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})$", re.MULTILINE)
_DEAR = re.compile(r"^Dear ", re.MULTILINE)


def longdate(day: date) -> str:
    """Thu 23 April 2026."""
    return f"{day:%a} {plaindate(day)}"


def plaindate(day: date) -> str:
    """23 April 2026."""
    return f"{day.day} {day:%B %Y}"


def londontime(moment: datetime) -> str:
    """Thu 23 April 2026, 09:05: a moment as a clock in England shows it."""
    there = london(moment)
    return f"{longdate(there)}, {there:%H:%M}"


def dated(letter: str) -> date | None:
    """The day that a letter bears: a line of its own above "Dear"; None where there is none."""
    found = _ON_A_LINE.findall(_DEAR.split(letter, maxsplit=1)[0])
    if not found:
        return None
    day, month, year = found[-1]  # above it stand names and addresses, in a parent's own words
    return date(int(year), _MONTHS[month], int(day))
