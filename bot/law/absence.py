"""An absence: one thing that kept a child out of school, on one day or on many, as a parent logged it."""

from dataclasses import dataclass
from datetime import date

from bot.law.absencefile import AbsenceKind, AbsenceRules, bundled

__all__ = ["AM", "LUNCH", "PARTS", "PM", "SCHOOL_WEEK", "Absence", "AbsenceKind", "AbsenceRules", "bundled"]

AM, PM, LUNCH = "am", "pm", "lunch"
ALL_DAY, FROM_PM, TO_AM, FROM_PM_TO_AM = "all", "from_pm", "to_am", "from_pm_to_am"
# Which part of each day; and, of whole days, whether the first began after lunch or the last ended before it.
PARTS = (ALL_DAY, AM, PM, LUNCH, FROM_PM, TO_AM, FROM_PM_TO_AM)
SCHOOL_WEEK = "12345"


@dataclass(frozen=True)
class Absence:
    """One entry. `last` is None while it goes on; both ends are in it."""

    kind: str  # an id of absences.toml
    first: date
    last: date | None
    part: str = ALL_DAY
    weekdays: str = SCHOOL_WEEK  # 1 is Monday
    letter: str = ""  # has it come in writing? "yes", "no", "not_yet"; "" not asked
    code: str = ""  # what the register has, where the parent knows
    exam: bool = False  # an exam or national test would be missed
    told_on: date | None = None

    def parts_on(self, day: date) -> tuple[str, ...]:
        """Names the halves of a day that it takes: ("am", "pm"), or ("lunch",); () on a day it leaves out.

        Whether there is school on that day is not asked here.
        """
        if not self.first <= day <= (self.last or date.max) or str(day.isoweekday()) not in self.weekdays:
            return ()
        if self.part in (AM, PM, LUNCH):
            return (self.part,)
        late = self.part in (FROM_PM, FROM_PM_TO_AM) and day == self.first
        early = self.part in (TO_AM, FROM_PM_TO_AM) and day == self.last
        return tuple(part for part, gone in ((AM, late), (PM, early)) if not gone)
