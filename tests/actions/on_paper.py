"""A record as a paper gets it, of entries written down in the test; no database."""

import re
from dataclasses import replace
from datetime import date

from bot.actions.absent import DaysOut
from bot.actions.rows import Record
from bot.law.absence import Absence
from bot.law.calendars import Calendars
from bot.law.exclusions import totals
from bot.law.school import SchoolCalendar, SchoolYear
from bot.law.schoolyear import Break
from bot.store.absences import Logged
from bot.store.families import Child

BEE = Child(3, 1, "Bee", "WNC", "West Northamptonshire Council", None, None, None, "Hillside", "parent")
NOBODY_KNOWS = Calendars.bundled()
NOT_THE_PARENTS = re.compile(r"\b(you|your|yours|yourself|we|us|our|ours)\b", re.IGNORECASE)
TODAY = date(2026, 11, 12)  # a Thursday
YEAR = SchoolYear(
    date(2026, 9, 1),
    date(2027, 7, 21),
    (Break(date(2026, 10, 26), date(2026, 10, 30)), Break(date(2026, 12, 19), date(2027, 1, 4))),
    (date(2026, 9, 1),),
)
ALL_KNOWN = replace(NOBODY_KNOWS, school=SchoolCalendar((YEAR,)))
NO_TRAINING_KNOWN = replace(NOBODY_KNOWS, school=SchoolCalendar((replace(YEAR, training=None),)))


def entry(kind, first, last="", **more):
    """An absence on days such as 2026-09-14; on one day, unless `last` is given, or None: it goes on."""
    end = first if last == "" else last
    return Absence(kind, date.fromisoformat(first), end and date.fromisoformat(end), **more)


def a_record(*entries, calendars=NOBODY_KNOWS, details=None, calls=(), lines=(), today=TODAY):
    logged = tuple(Logged(number, BEE.id, None, each) for number, each in enumerate(entries, start=1))
    found = DaysOut(logged, totals(entries, calendars, today), (), calendars)
    said = {each.id: (details or {}).get(each.id, {}) for each in logged}
    return Record(BEE, today, found, said, list(calls), list(lines))
