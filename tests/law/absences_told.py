"""Days out of school as parents tell them, the schools they are told of, and a plain way to add them up."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st
from schools import HILLSIDE, without_training_days
from what_happened import day
from what_was_logged import an_absence

from bot.law.absence import ALL_DAY, AM, FROM_PM, FROM_PM_TO_AM, LUNCH, PM, TO_AM, Absence, bundled
from bot.law.calendars import Calendars
from bot.law.school import Break, SchoolCalendar, SchoolYear

DAY = timedelta(days=1)
KINDS = bundled().kinds
NO_SCHOOL = Calendars.bundled()

# The year after HILLSIDE's: back on Mon 6 September 2027, after a summer holiday from Thu 22 July.
NEXT_YEAR = SchoolYear(
    date(2027, 9, 6),
    date(2028, 7, 20),
    (
        Break(date(2027, 10, 25), date(2027, 10, 29)),
        Break(date(2027, 12, 18), date(2028, 1, 3)),
        Break(date(2028, 2, 14), date(2028, 2, 18)),
        Break(date(2028, 3, 31), date(2028, 4, 16)),
        Break(date(2028, 5, 29), date(2028, 6, 2)),
    ),
    (),
)
SOURCE = "We used a list."
OUR_SCHOOL = SchoolCalendar((HILLSIDE, NEXT_YEAR))
LISTED = SchoolCalendar(tuple(without_training_days(year, SOURCE) for year in OUR_SCHOOL.years))

KNOWN = replace(NO_SCHOOL, school=OUR_SCHOOL)
NO_TRAINING_DAYS = replace(
    NO_SCHOOL, school=SchoolCalendar(tuple(map(without_training_days, OUR_SCHOOL.years)))
)
ON_A_LIST = replace(NO_SCHOOL, usual=LISTED)
BY_ANOTHER = replace(
    NO_SCHOOL, school=SchoolCalendar(tuple(replace(year, source="Told.") for year in OUR_SCHOOL.years))
)
EVERY_WAY = {
    "its own dates": KNOWN,
    "its own dates, without training days": NO_TRAINING_DAYS,
    "a list of the council": ON_A_LIST,
    "the word of another parent": BY_ANOTHER,
    "nothing": NO_SCHOOL,
}


def logged(*lines: str) -> list[Absence]:
    """Reads lines as `an_absence` does; days=1234 can follow, too: Monday to Thursday."""
    return [_with_weekdays(line) for line in lines]


def _with_weekdays(line: str) -> Absence:
    said = dict(word.split("=") for word in line.split() if "=" in word)
    absence = an_absence(line)
    return replace(absence, weekdays=said["days"]) if "days" in said else absence


BOTH_YEARS = [date(2026, 8, 1) + DAY * n for n in range(731)]
EVERY_SCHOOL_DAY = [each for each in BOTH_YEARS if OUR_SCHOOL.is_school_day(each)]


def school_days(first: date, last: date) -> list[date]:
    return [each for each in EVERY_SCHOOL_DAY if first <= each <= last]


SCHOOL_DAYS = school_days(day("Fri 2026-09-04"), day("Wed 2027-07-21"))
STARTS = st.one_of(
    st.dates(date(2026, 8, 15), date(2027, 8, 20)),
    st.sampled_from([each for each in SCHOOL_DAYS if each.month in (9, 10, 12, 1, 3, 4)]),
)


@st.composite
def absences(draw, kinds=tuple(KINDS), firsts=STARTS, longest=40, *, ended=False) -> Absence:
    """An absence of the sort that the form can bring about, in and around the school year of 2026/27."""
    kind = KINDS[draw(st.sampled_from(kinds))]
    first = draw(firsts)
    last = first if kind.ends == "day" else draw(st.sampled_from([first, None, *_lasts(first, longest)]))
    if ended and last is None:
        last = first
    return Absence(
        kind=kind.id,
        first=first,
        last=last,
        part=draw(st.sampled_from(_parts(kind, first, last))),
        weekdays=draw(st.sampled_from(["12345", "1234", "35", "2"])) if kind.ends == "pattern" else "12345",
        code=draw(st.sampled_from(["", "", "O", "G", "C"])),
        exam=draw(st.booleans()) if "exam" in kind.asks else False,
        told_on=first,
    )


def _lasts(first: date, longest: int) -> list[date]:
    return [first + DAY * n for n in range(longest)]


def _parts(kind, first, last):
    if kind.id == "lunchtime":
        return [LUNCH]
    one_day = kind.ends == "pattern" or last == first
    return [ALL_DAY, AM, PM] if one_day else [ALL_DAY, FROM_PM, TO_AM, FROM_PM_TO_AM]


several = st.lists(absences(), min_size=1, max_size=5)
todays = st.dates(date(2026, 9, 1), date(2027, 8, 31))


@dataclass(frozen=True)
class Plain:
    """The half days of a school whose days are all known, each found by asking every entry in turn."""

    halves: dict[tuple[date, str], list[Absence]]

    def kind_of(self, half):
        return min((KINDS[each.kind] for each in self.halves[half]), key=lambda kind: kind.place)

    def add_up(self, first: date, last: date) -> Counter:
        """How many there are of each group, and "out" of all that are out of school."""
        found = Counter()
        for half in self.halves:
            if first <= half[0] <= last:
                group = self.kind_of(half).group
                found[group] += 1
                found["out"] += group != "apart"
        return found


def plainly(told: list[Absence], today: date) -> Plain:
    """Goes from one half day of the two school years to the next, and asks each entry whether it is in it."""
    halves: dict[tuple[date, str], list[Absence]] = {}
    for on in EVERY_SCHOOL_DAY:
        for number, part in enumerate((AM, PM)):
            if some := [each for each in told if _covers(each, on, number, today)]:
                halves[on, part] = some
        gone = (on, PM) in halves and Plain(halves).kind_of((on, PM)).group != "apart"
        lunches = [each for each in told if each.part == LUNCH and _is_on(each, on, today)]
        if lunches and not gone:
            halves[on, LUNCH] = lunches
    return Plain(halves)


def _is_on(absence: Absence, on: date, today: date) -> bool:
    last = absence.last or max(absence.first, today)
    return absence.first <= on <= last and str(on.isoweekday()) in absence.weekdays


def _covers(absence: Absence, on: date, number: int, today: date) -> bool:
    """Whether an entry is in the half day of that number, 0 or 1: told from one half day to another."""
    if absence.part in (AM, PM, LUNCH):
        return absence.part == (AM, PM)[number] and _is_on(absence, on, today)
    begins = 2 * absence.first.toordinal() + (absence.part in (FROM_PM, FROM_PM_TO_AM))
    ends = 2 * (absence.last or date.max).toordinal() + (absence.part not in (TO_AM, FROM_PM_TO_AM))
    return _is_on(absence, on, today) and begins <= 2 * on.toordinal() + number <= ends
