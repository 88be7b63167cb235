"""A logged absence in words: when it was, for how much of the day, and what is known of it."""

from datetime import date

from bot.days import longdate
from bot.forms.contact import CONTACT
from bot.forms.more import Details
from bot.forms.times import short_time
from bot.forms.weekdays import say_weekdays
from bot.law.absence import Absence, bundled
from bot.wording import lower_first

PARTS = {"all": "all day", "am": "morning", "pm": "afternoon", "lunch": "lunchtime"}
EDGES = {
    "from_pm": "from the first afternoon",
    "to_am": "until the last midday",
    "from_pm_to_am": "from the first afternoon until the last midday",
}
MISSED = {"all": "not in at all", "am": "in after lunch", "pm": "home at lunchtime"}
IN_WRITING = {"yes": "In writing", "no": "Nothing in writing", "not_yet": "Nothing in writing yet"}
# Who somebody is, where there is no name. "Someone else" says nothing.
NAMELESS = {
    "head": "the head teacher",
    "deputy": "the deputy or assistant head",
    "senco": "the SENCO",
    "teacher": "a teacher",
    "office": "the school office",
    "council": "the council",
    "therapist": "a doctor or therapist",
}
GOES_IN = "in "
TWELVE = "12pm"  # which many read as midnight
PATTERN = "pattern"


def when(absence: Absence, at: str = "") -> str:
    """Mon 16 to Fri 20 November 2026; Thu 12 November 2026, left at 11am; Monday to Thursday since ..."""
    if bundled().kinds[absence.kind].ends == PATTERN:
        return f"{_weekly(absence, at)}, {_stretch(absence)}"
    hours = "" if _is_whole(absence) else f", {_hours(absence, at)}"
    return f"{_stretch(absence)}{hours}"


def beside(absence: Absence, at: str = "") -> str:
    """The same where the first day stands beside it: "home at 11am", "until Fri 20 November 2026", or ""."""
    kind = bundled().kinds[absence.kind]
    until = f"until {longdate(absence.last)}" if absence.last and absence.last > absence.first else ""
    if kind.ends == PATTERN:
        return _joined(_weekly(absence, at), until)
    hours = "" if _is_whole(absence) else _hours(absence, at)
    if hours in kind.written:
        return until
    return _joined(until, hours) if absence.part in EDGES else _joined(hours, until)


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def _weekly(absence: Absence, at: str) -> str:
    return f"{say_weekdays(absence.weekdays)}, {_hours(absence, at) if at else MISSED[absence.part]}"


def _is_whole(absence: Absence) -> bool:
    """Whether it is whole days, and more than one."""
    return absence.part == "all" and (absence.last is None or absence.last > absence.first)


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
    return at_time(at) or PARTS.get(absence.part) or EDGES[absence.part]


def at_time(at: str) -> str:
    """A stored time within a sentence: "home at 2:15pm", "in from noon"; "" where there is none."""
    if not at:
        return ""
    clock = short_time(at.removeprefix(GOES_IN))
    clock = "noon" if clock == TWELVE else clock
    return f"in from {clock}" if at.startswith(GOES_IN) else f"home at {clock}"


def session(parts: set[str], at: str = "") -> str:
    """The sessions of one day: "All day", "Lunchtime", "Afternoon (home at 2:15pm)"."""
    missed = [PARTS[part] for part in ("am", "lunch", "pm") if part in parts]
    words = "All day" if {"am", "pm"} <= parts else " and ".join(missed).capitalize()
    return f"{words} ({at_time(at)})" if at else words


def person(details: Details) -> str:
    """Who it was: "Mrs Zoffany (head teacher)", "the head teacher", or "" where nobody is known."""
    who, role = details.get("who", ""), details.get("role", "")
    if who and role in NAMELESS:
        return f"{who} ({lower_first(CONTACT.question('role').show(role))})"
    return who or NAMELESS.get(role, "")
