"""Everything that a count of days may need."""

from dataclasses import dataclass

from bot.law.school import SchoolCalendar
from bot.law.workingdays import WorkingDays


@dataclass(frozen=True)
class Calendars:
    """Everything that a count of days may need; `school` only when a school has given us its own."""

    england: WorkingDays
    uk: WorkingDays
    tribunal: WorkingDays
    school: SchoolCalendar | None = None  # the school's own
    usual: SchoolCalendar | None = None  # its council's list, where one was published

    @classmethod
    def bundled(cls) -> "Calendars":
        """Gives the calendars that come with the bot, without any school's."""
        return cls(WorkingDays.england(), WorkingDays.uk(), WorkingDays.tribunal())
