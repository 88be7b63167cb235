"""The lines that a total of days can cross, and the right that each of them turns on."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.law.absence import LUNCH, Absence, bundled
from bot.law.absencefile import INFORMAL, Threshold
from bot.law.calendars import Calendars
from bot.law.missed import Count, HalfDay, Missed, missed
from bot.law.opendays import MAY_BE, OPEN, SHUT, OpenDays
from bot.law.terms import long_term, school_year

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LONGEST_HOLIDAY, TWO_YEARS = timedelta(weeks=8), timedelta(weeks=104)
CROSSED, MAY_HAVE, BELOW = "crossed", "may have", "below"


@dataclass(frozen=True)
class Crossing:
    """How a total stands to its line: "crossed", "may have" where holidays are not known, or "below"."""

    threshold: Threshold
    state: str
    count: Count  # half days
    on: date | None  # the day on which it was surely crossed


def crossings(absences: Sequence[Absence], several: Sequence[Calendars], today: date) -> tuple[Crossing, ...]:
    """Holds the totals of today against every line of absences.toml, in its order.

    `several` are the calendars that may be right: a line counts as crossed only if it is on all of them.
    """
    found = [missed(absences, OpenDays(calendars), today) for calendars in several]
    every = [crossing(each, found, today) for each in bundled().thresholds]
    higher = {each.threshold.id for each in every if each.state == CROSSED}
    return tuple(each for each in every if each.threshold.yields_to not in higher)


def crossing(threshold: Threshold, several: Sequence[Missed], today: date) -> Crossing:
    """Holds one total against its line."""
    several = [_lately(found, today) for found in several]
    counts = [count_of(threshold, found, today) for found in several]
    count = counts[0]
    for other in counts[1:]:
        count = count.either(other)
    if count.least >= threshold.half_days:
        on = max(_crossed_on(threshold, found, today) for found in several)
        return Crossing(threshold, CROSSED, count, on)
    return Crossing(threshold, MAY_HAVE if count.most >= threshold.half_days else BELOW, count, None)


def _lately(found: Missed, today: date) -> Missed:
    """What a total of today can be made of: no line looks further back than two school years and this one."""
    year = school_year(today)
    since = year.first - TWO_YEARS
    return replace(found, halves=tuple(half for half in found.halves if since <= half.on <= year.last))


def count_of(threshold: Threshold, found: Missed, today: date) -> Count:
    """Counts the half days, up to now and already certain, that a line is about."""
    if threshold.per == "row":
        return longest_row(found, threshold, _still_told(found.school, today))
    if threshold.per == "weeks":
        return _in_school_weeks(found, threshold, today)
    period = long_term(today) if threshold.per == "term" else school_year(today)
    some = [half for half in found.halves if counts_for(threshold, half)]
    within = found.add_up(half for half in some if period.first <= half.on <= period.last)
    if threshold.counts != "health":
        return within
    running = _running_into(period.first, some, found)  # "either consecutively or across an academic year"
    return Count(max(within.least, running.least), max(within.most, running.most))


def counts_for(threshold: Threshold, half: HalfDay) -> bool:
    """Says whether a half day counts towards a line."""
    if threshold.counts == "exam":
        return half.exam
    if threshold.counts == "informal":
        return half.kind.group == INFORMAL
    if threshold.counts == "unauthorised":
        return half.code in bundled().not_allowed and half.part != LUNCH
    return threshold.counts in half.kind.counts


def longest_row(found: Missed, threshold: Threshold, since: date = date.min) -> Count:
    """Counts the half days of the longest unbroken row of school days with a half day in each.

    Only rows that end on a day or later are looked at. Separate suspensions that follow straight on are one
    row; a school day between them ends it. What may have been a holiday is counted both ways: between two
    entries it may end a row, and within one it may not have been one of its days.
    """
    one_a_day = {half.on: half for half in found.halves if counts_for(threshold, half) and half.part != LUNCH}
    days = sorted(one_a_day)
    least = (
        found.add_up(one_a_day[day] for day in row).least
        for row in _rows(days, found.school, (OPEN, MAY_BE))
        if row[-1] >= since
    )
    most = (len(row) for row in _rows(days, found.school, (OPEN,)) if row[-1] >= since)
    return Count(2 * max(least, default=0), 2 * max(most, default=0))


def _still_told(school: OpenDays, today: date) -> date:
    """From when on a row is news: of this long term, or up to the last day that there was school."""
    last = today
    while school.on(last) == SHUT and last > today - LONGEST_HOLIDAY:
        last -= DAY
    return min(last, long_term(today).first)


def _running_into(first: date, some: Sequence[HalfDay], found: Missed) -> Count:
    """Counts these half days in the unbroken row of school days that runs into a stretch of time."""
    days = sorted({half.on for half in some})

    def of_row(*ends: str) -> Count:
        rows = _rows(days, found.school, ends)
        days_of = next((set(row) for row in rows if row[0] < first <= row[-1]), set[date]())
        return found.add_up(half for half in some if half.on in days_of)

    return Count(of_row(OPEN, MAY_BE).least, of_row(OPEN).most)


def _rows(days: Sequence[date], school: OpenDays, ends: Collection[str]) -> Iterator[list[date]]:
    row: list[date] = []
    for day in days:
        if row and any(school.on(between) in ends for between in _between(row[-1], day)):
            yield row
            row = []
        row.append(day)
    if row:
        yield row


def _between(first: date, last: date) -> Iterator[date]:
    day = first + DAY
    while day < last:
        yield day
        day += DAY


def _in_school_weeks(found: Missed, threshold: Threshold, today: date) -> Count:
    """Counts those of the last so many school weeks, this one included.

    A week with any session is a school week. A week that may have been a holiday is counted both ways.
    """
    wide = _first_week(today, threshold.weeks, found, (OPEN,))
    narrow = _first_week(today, threshold.weeks, found, (OPEN, MAY_BE))

    def since(first: date) -> Count:
        return found.count(lambda half: first <= half.on <= today and counts_for(threshold, half))

    return Count(since(narrow).least, since(wide).most)


def _first_week(today: date, weeks: int, found: Missed, stands: Collection[str]) -> date:
    """Goes back so many school weeks, this one included; two school years at the most."""
    told = {half.on for half in found.halves if half.told}
    left, monday = weeks, today - today.weekday() * DAY
    furthest = monday - 104 * WEEK
    while left and monday > furthest:
        week = [monday + n * DAY for n in range(5)]
        left -= any(day in told or found.school.on(day) in stands for day in week)
        monday -= WEEK if left else timedelta()
    return monday


def _crossed_on(threshold: Threshold, found: Missed, today: date) -> date:
    """The day by whose end enough had been missed for sure. Of a line that is over, or will be."""
    days = sorted({half.on for half in found.halves if counts_for(threshold, half)})
    if threshold.per == "weeks":  # the ten weeks move on from day to day, and we ask of each day in turn
        since = _first_week(today, threshold.weeks, found, (OPEN,))
        return next(day for day in days if day >= since and _is_over(threshold, found, day))

    def by(day: date) -> bool:
        until = tuple(half for half in found.halves if half.on <= day)
        return _is_over(threshold, replace(found, halves=until), today)

    return days[bisect_left(days, x=True, key=by)]


def _is_over(threshold: Threshold, found: Missed, today: date) -> bool:
    return count_of(threshold, found, today).least >= threshold.half_days
