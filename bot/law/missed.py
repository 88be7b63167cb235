"""The half days that a child missed: every entry laid over the school's days, each half day counted once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.law.absence import LUNCH, PM, Absence, AbsenceKind, bundled
from bot.law.absencefile import APART, FORMAL
from bot.law.opendays import OPEN, SHUT, OpenDays
from bot.law.school import TRAINING_DAYS
from bot.law.terms import begins

DAY = timedelta(days=1)
FRIDAY = 5
PATTERN = "pattern"


@dataclass(frozen=True)
class HalfDay:
    """A morning or an afternoon that was missed, or a lunchtime, which the guidance counts as half a day."""

    on: date
    part: str  # "am", "pm" or "lunch"
    kind: AbsenceKind
    absence: Absence
    sure: bool  # there was school: the parent says so, or the calendar does
    told: bool  # the parent says so
    code: str  # what the register has, as far as any entry of that half day says
    exam: bool  # an exam or national test would be missed, as any entry of that half day says

    @property
    def is_out(self) -> bool:
        """Says whether the child was out of school, not only away from the class."""
        return self.kind.group != APART


@dataclass(frozen=True)
class Count:
    """A number of half days: the least and the most that it can be, where holidays are not known."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Says whether there is one number and no range."""
        return self.least == self.most

    def either(self, other: "Count") -> "Count":
        """Joins two counts of the same days, where we cannot tell which of the two is right."""
        return Count(min(self.least, other.least), max(self.most, other.most))


@dataclass(frozen=True)
class Missed:
    """Every half day missed, in order. Nothing in it is a weekend, a holiday or a training day that we know.

    `merged` are days on which two entries covered the same half day. `closed` are days that were told as the
    day, or the first day, of an entry, and on which the school was shut.
    """

    halves: tuple[HalfDay, ...]
    merged: tuple[date, ...]
    closed: tuple[date, ...]
    school: OpenDays

    def count(self, wanted: Callable[[HalfDay], bool]) -> Count:
        """Counts those half days that are wanted."""
        return self.add_up(half for half in self.halves if wanted(half))

    def add_up(self, halves: Iterable[HalfDay]) -> Count:
        """Counts these, some of its half days: the least leaves out what may have been a training day."""
        some = list(halves)
        sure = [half for half in some if half.sure]
        return Count(len(sure) - self._may_be_training(sure), len(some))

    def _may_be_training(self, sure: Iterable[HalfDay]) -> int:
        """How many of these could have fallen on training days that nobody has told us."""
        years: dict[int, Counter[date]] = defaultdict(Counter)
        for half in sure:
            if not half.told and not self.school.knows_training(half.on):
                years[begins(half.on)][half.on] += 1
        return sum(n for days in years.values() for _, n in days.most_common(TRAINING_DAYS))


def missed(absences: Sequence[Absence], school: OpenDays, today: date) -> Missed:
    """Lays the entries over the school's days. One that goes on counts up to today; a range to its end.

    A half day is one of two in a day, never a fraction: the regulations and the guidance count in half days.
    The days that a parent names are taken to have been school days, unless dates that she gave say otherwise.
    """
    kinds, found, merged = bundled().kinds, dict[tuple[date, str], HalfDay](), set[date]()
    told = {day for absence in absences for day in _told_days(absence, kinds[absence.kind], school)}
    for absence in sorted(absences, key=_precedence):
        for half in _halves(absence, school, told, today):
            before = found.setdefault((half.on, half.part), half)
            if before is not half:
                found[half.on, half.part] = _joined(before, half)
                merged.add(half.on)
    for day in [day for day, part in found if part == LUNCH]:
        if (after := found.get((day, PM))) and after.is_out:  # already sent away at lunch, or before
            del found[day, LUNCH]
            merged.add(day)
    order = sorted(found.values(), key=lambda half: (half.on, half.part))
    firsts = {absence.first for absence in absences if kinds[absence.kind].ends != PATTERN}
    closed = [day for day in sorted(firsts) if day not in told and school.on(day) == SHUT]
    return Missed(tuple(order), tuple(sorted(merged)), tuple(closed), school)


def _precedence(absence: Absence) -> tuple[bool, int, date, date, str, str, str]:
    """Which of several entries has a half day: always the same one, in whatever order they were told.

    Of a lunchtime, one that called it a suspension goes before one that did not.
    """
    kind, last = bundled().kinds[absence.kind], absence.last or date.max
    unsaid = absence.part == LUNCH and kind.group != FORMAL
    return unsaid, kind.place, absence.first, last, absence.part, absence.weekdays, absence.code


def _joined(half: HalfDay, other: HalfDay) -> HalfDay:
    """The half day of the kind that stands higher, with what only the other entry says of it."""
    return replace(half, code=half.code or other.code, exam=half.exam or other.exam)


def _halves(absence: Absence, school: OpenDays, told: AbstractSet[date], today: date) -> Iterator[HalfDay]:
    """Each half day that an entry takes, where the calendar or the parent says that there was school."""
    kind = bundled().kinds[absence.kind]
    for day in _days(absence.first, absence.last or max(today, absence.first)):
        if day in told or school.on(day) != SHUT:
            sure = day in told or school.on(day) == OPEN
            for part in absence.parts_on(day):
                yield HalfDay(day, part, kind, absence, sure, day in told, absence.code, absence.exam)


def _told_days(absence: Absence, kind: AbsenceKind, school: OpenDays) -> Iterator[date]:
    """The days that are school days by the parent's word alone: of the weeks that she named a day of.

    Who says "suspended from Thursday to Tuesday" means the school days of those two weeks. Of the weeks
    between, and of hours that repeat themselves, she has said nothing.
    """
    if kind.ends == PATTERN:
        return
    first, last = absence.first, absence.last or date.max
    friday = min(last, first + (FRIDAY - first.isoweekday()) * DAY)
    named = set(_days(first, friday))
    if absence.last:
        named |= set(_days(max(first, last - last.weekday() * DAY), last))
    yield from (day for day in named if absence.parts_on(day) and school.had_school(day))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * n for n in range((last - first).days + 1))
