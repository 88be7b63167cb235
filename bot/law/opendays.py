"""Whether a school was open on a day: as its own dates or its council's list say, or as may be guessed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.law.anyschool import Earliest, Latest
from bot.law.calendars import Calendars
from bot.law.school import MAY_DIFFER, SchoolYear
from bot.law.terms import begins
from bot.law.workingdays import HolidaysUnknown

OPEN, MAY_BE, SHUT = "open", "may be open", "shut"
SATURDAY = 6
DAY = timedelta(days=1)

NO_DATES = (
    "We do not have this school's own term dates, so a day that may have been a holiday is counted both ways."
)
NO_TRAINING = "We do not know its training days: up to five days a year on which it is closed to children."


@dataclass(frozen=True)
class OpenDays:
    """The days of one school, each looked up once."""

    calendars: Calendars
    _known: dict[date, str] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date) -> str:
        """Says of a day: open, shut, or may be open where nobody has told us the school's dates."""
        if day not in self._known:
            self._known[day] = self._look(day)
        return self._known[day]

    def had_school(self, day: date) -> bool:
        """Says whether there was school on a day on which a parent says that there was.

        Her word counts for more than a list of the council, a guess, or what another parent has told us; only
        the dates that she gave us herself, weekends and bank holidays stand against it.
        """
        own, school = self._own(day), self.calendars.school
        hers = own is not None and school is not None and not school.source_of(own)
        if self.on(day) != SHUT or hers or day.isoweekday() >= SATURDAY:
            return self.on(day) != SHUT
        return Earliest(self.calendars.england).is_school_day(day)

    def knows_training(self, day: date) -> bool:
        """Says whether the training days of that school year are known."""
        own = self._own(day)
        return own is not None and own.training is not None

    def next_after(self, day: date) -> date:
        """Finds the first day after it on which the school may be open: no child can be back sooner."""
        return next(later for later in _onwards(day + DAY) if self.on(later) != SHUT)

    def assumptions(self, days: Iterable[date]) -> tuple[str, ...]:
        """Lists what is taken for granted in counting these days, each thing once."""
        years = {begins(day): day for day in days}
        said = (line for _, day in sorted(years.items()) for line in self._said_of(day))
        return tuple(dict.fromkeys(said))

    def _look(self, day: date) -> str:
        if day.isoweekday() >= SATURDAY:
            return SHUT
        england = self.calendars.england
        try:
            if not england.is_working_day(day):
                return SHUT
            if year := self._own(day) or self._listed(day):
                return OPEN if year.is_school_day(day) else SHUT
            if Latest(england).is_school_day(day):
                return OPEN
            return MAY_BE if Earliest(england).is_school_day(day) else SHUT
        except HolidaysUnknown:
            return MAY_BE

    def _own(self, day: date) -> SchoolYear | None:
        return self.calendars.school.year_of(day) if self.calendars.school else None

    def _listed(self, day: date) -> SchoolYear | None:
        return self.calendars.usual.year_of(day) if self.calendars.usual else None

    def _said_of(self, day: date) -> Iterator[str]:
        own, listed = self._own(day), self._listed(day)
        if own and self.calendars.school:
            yield from filter(None, (self.calendars.school.source_of(own),))
        elif listed and self.calendars.usual:
            yield from filter(None, (self.calendars.usual.source_of(listed), MAY_DIFFER))
        else:
            yield NO_DATES
        if not self.knows_training(day):
            yield NO_TRAINING


def _onwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY
