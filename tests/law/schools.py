"""Schools of England as they may be: written from how schools set their dates, not from our own brackets."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.law.school import Break, SchoolCalendar, SchoolYear
from bot.law.terms import easter_monday

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

# It breaks up on Fri 18 December 2026 and is back on Tue 5 January after a training day.
HILLSIDE = SchoolYear(
    date(2026, 9, 2),
    date(2027, 7, 21),
    (
        Break(date(2026, 10, 26), date(2026, 10, 30)),
        Break(date(2026, 12, 19), date(2027, 1, 3)),
        Break(date(2027, 2, 15), date(2027, 2, 19)),
        Break(date(2027, 3, 25), date(2027, 4, 11)),
        Break(date(2027, 5, 31), date(2027, 6, 4)),
    ),
    (date(2026, 9, 2), date(2026, 9, 3), date(2027, 1, 4)),
)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weekdays(first: date, last: date) -> list[date]:
    days = [first + DAY * n for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


def weeks_off(first: date, weeks: int) -> Break:
    """From a Monday to the Friday of that many weeks."""
    return Break(monday(first), monday(first) + weeks * WEEK - 3 * DAY)


def easter_break(year: int, kind: str) -> Break:
    """Two weeks before Easter Monday, two after Good Friday, one each side, or the first half of April."""
    easter = easter_monday(year)
    begins = {"before": easter - 2 * WEEK, "after": easter - 3 * DAY, "around": easter - WEEK}.get(kind)
    begins = begins or monday(date(year, 4, 5))
    return Break(begins, begins + 2 * WEEK - 3 * DAY)


@st.composite
def half_terms(draw, year: int) -> tuple[Break, ...]:
    """The October, February and May breaks of one or two weeks."""
    october = draw(st.sampled_from(weekdays(date(year, 10, 14), date(year, 10, 29))))
    february = draw(st.sampled_from(weekdays(date(year + 1, 2, 9), date(year + 1, 2, 24))))
    whitsun = monday(date(year + 1, 5, 31))
    return (
        weeks_off(october, draw(st.sampled_from([1, 1, 2])) if october.day < 29 else 1),
        weeks_off(february, 2 if monday(february).day < 16 and draw(st.booleans()) else 1),
        draw(st.sampled_from([weeks_off(whitsun, 1), weeks_off(whitsun - WEEK, 2), weeks_off(whitsun, 2)])),
    )


@st.composite
def school_years(draw, year: int) -> SchoolYear:
    """A school year from the autumn of that year, with up to five training days."""
    first = draw(st.sampled_from(weekdays(date(year, 8, 25), date(year, 9, 9))))
    last = draw(st.sampled_from(weekdays(date(year + 1, 7, 9), date(year + 1, 7, 27))))
    breaking_up = draw(st.sampled_from(weekdays(date(year, 12, 15), date(year, 12, 23))))
    back = draw(st.sampled_from(weekdays(date(year + 1, 1, 2), date(year + 1, 1, 9))))
    easter = easter_break(year + 1, draw(st.sampled_from(["before", "after", "around", "fixed"])))
    breaks = (*draw(half_terms(year)), Break(breaking_up + DAY, back - DAY), easter)
    training = draw(st.sets(st.integers(0, 300), max_size=5))
    return SchoolYear(first, last, breaks, tuple(first + DAY * n for n in sorted(training)))


@st.composite
def schools(draw, first: int = 2022, last: int = 2027) -> SchoolCalendar:
    """A school of which every school year from `first` to `last` is known."""
    return SchoolCalendar(tuple(draw(school_years(year)) for year in range(first, last + 1)))


def without_training_days(year: SchoolYear, source: str = "") -> SchoolYear:
    """What a council's list would say of this school."""
    return SchoolYear(year.first, year.last, year.breaks, None, source)
