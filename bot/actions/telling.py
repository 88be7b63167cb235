"""A logged absence in words: when it was, for how much of the day, and what is known of it."""

from datetime import date

from bot.days import longdate
from bot.forms.times import short_time
from bot.forms.weekdays import say_weekdays
from bot.law.absence import Absence, bundled
from bot.law.missed import HalfDay

PARTS = {"all": "all day", "am": "morning", "pm": "afternoon", "lunch": "lunchtime"}
EDGES = {
    "from_pm": "from the first afternoon",
    "to_am": "until the last midday",
    "from_pm_to_am": "from the first afternoon until the last midday",
}
MISSED = {"all": "not in at all", "am": "in after lunch", "pm": "home at lunchtime"}
IN_WRITING = {"yes": "In writing", "no": "Nothing in writing", "not_yet": "Nothing in writing yet"}
GOES_IN = "in "


def when(absence: Absence, at: str = "") -> str:
    """Mon 16 to Fri 20 November 2026; Thu 12 November 2026, left at 11am; Monday to Thursday since ..."""
    if bundled().kinds[absence.kind].ends == "pattern":
        hours = _hours(absence, at) if at else MISSED[absence.part]
        return f"{say_weekdays(absence.weekdays)}, {hours}, {_stretch(absence)}"
    hours = "" if _is_long(absence) and absence.part == "all" else f", {_hours(absence, at)}"
    return f"{_stretch(absence)}{hours}"


def _is_long(absence: Absence) -> bool:
    return absence.last is None or absence.last > absence.first


def _stretch(absence: Absence) -> str:
    if absence.last is None:
        return f"since {longdate(absence.first)}"
    return _between(absence.first, absence.last)


def _between(first: date, last: date) -> str:
    """What both days share is said once: Mon 14 to Wed 16 September 2026."""
    if first == last:
        return longdate(first)
    same = 2 if first.month == last.month else 1
    kept = longdate(first).split()[: -same if first.year == last.year else None]
    return f"{' '.join(kept)} to {longdate(last)}"


def _hours(absence: Absence, at: str) -> str:
    if at:
        clock = short_time(at.removeprefix(GOES_IN))
        return f"in from {clock}" if at.startswith(GOES_IN) else f"home at {clock}"
    return PARTS.get(absence.part) or EDGES[absence.part]


def session(parts: set[str]) -> str:
    """The sessions of one day: "All day", "Morning", "Lunchtime"."""
    if {"am", "pm"} <= parts:
        return "All day"
    return " and ".join(PARTS[part] for part in ("am", "lunch", "pm") if part in parts).capitalize()


def written(half: HalfDay) -> str:
    """What kept the child out, for a paper that others read."""
    return half.kind.written if half.sure else f"{half.kind.written} (this day may have been a holiday)"
