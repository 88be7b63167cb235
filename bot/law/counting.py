"""Counting time the way each law counts it: one function for each way, always to the last lawful day.

The codes are those used in the rule files. They differ by a day or by a weekend, and a wrong day costs a
parent a right or makes a fair complaint look wrong, so each has its own function and its own tests.
Nothing here moves a last day on because it is a weekend or a holiday: the regulations on education, health
and care plans do not, and a scheme that does must say so in its own rule.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from bot.law.calendars import Calendars, SchoolDays, WorkingDays

DAY = timedelta(days=1)
LONGEST_CLOSURE = 200  # days; a calendar silent for longer is broken, and must not be searched for ever


class NoSchoolCalendar(LookupError):
    """School days can only be counted on one school's own calendar."""


def weeks(start: date, n: int) -> date:
    """W: "within n weeks of" an event. Calendar weeks; the event's day is not counted: same weekday.

    A request received on Tue 1 April 2025, 20 weeks: Tue 19 August 2025.
    Source: https://www.lgo.org.uk/decisions/education/special-educational-needs/25-006-076
    Another Ombudsman decision counts a day less. We keep this later reading: on the next day nobody can say
    that the council was in time.
    """
    return start + timedelta(weeks=_at_least(0, n, "weeks"))


def days_after(start: date, n: int) -> date:
    """DX: "within n days of" or "after" an event. Calendar days; the event's day is not counted.

    Mediation asked for on Mon 2 November 2026, 30 days: Wed 2 December 2026.
    Source for "within" against "beginning with":
    http://www.calvertsolicitors.co.uk/2012/06/time-limits-for-taking-action/
    """
    return start + timedelta(days=_at_least(0, n, "days"))


def days_beginning_with(start: date, n: int) -> date:
    """DI: "n days beginning with" a day. Calendar days; that day is day 1, so one day less is added.

    A draft plan served on Sun 1 March 2026, 15 days: Sun 15 March 2026.
    Source: https://www.legislation.gov.uk/uksi/2014/1530/regulation/13
    """
    return start + timedelta(days=_at_least(1, n, "days") - 1)


def months_after(start: date, n: int) -> date:
    """M: "within n months after" a day. The same date n months on, or the month's last day if there is none.

    A request for records received on Fri 31 January 2025, 1 month: Fri 28 February 2025.
    Source: https://schoolspeople.co.uk/gdpr-when-is-a-month-not-a-month/
    """
    year, month = _months_on(start, _at_least(0, n, "months"))
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def months_beginning_with(start: date, n: int) -> date:
    """MI: "n months beginning with" a day. That day is counted, so it ends the day before the same date.

    Told on Thu 5 November 2026, 12 months: Thu 4 November 2027.
    Source: https://www.lgo.org.uk/information-centre/staff-guidance/guidance-on-jurisdiction?chapter=6
    Where the last month has no such date (a month beginning with 31 January) it runs to that month's end.
    """
    year, month = _months_on(start, _at_least(1, n, "months"))
    if start.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, start.day) - DAY


def working_days(start: date, n: int, calendar: WorkingDays) -> date:
    """WD: the n-th working day after an event. The event's day is never counted.

    Received on Thu 24 December 2026, 3 working days in England: Thu 31 December 2026.
    Source for what is not a working day: https://www.legislation.gov.uk/uksi/2012/3094/part/5/made
    """
    return _nth(start, _at_least(0, n, "working days"), calendar.is_working_day)


def school_days(start: date, n: int, calendar: SchoolDays) -> date:
    """SD: the n-th day after an event on which that school has a session. Never counted without its calendar.

    Told on Fri 11 December 2026, 6 school days, at a school that breaks up on Wed 16 December and opens
    on Tue 5 January after a training day: Thu 7 January 2027.
    Source: Education Act 1996, section 579(1), as every guide to exclusions reads it.
    """
    return _nth(start, _at_least(0, n, "school days"), calendar.is_school_day)


def fixed(day: int, month: int, start: date) -> date:
    """FIX: a date in the calendar. The first one on or after the start; it does not move for a weekend.

    From Mon 23 November 2026, before 15 February (so by the 14th): Sun 14 February 2027.
    Source: https://legislation.gov.uk/uksi/2014/1530/part/2/crossheading/reviews-and-reassessments
    """
    try:
        this_year = date(start.year, month, day)
        return this_year if this_year >= start else date(start.year + 1, month, day)
    except ValueError as no_such_day:
        raise ValueError(f"There is no day {day} in month {month} of every year.") from no_such_day


COUNTS: dict[str, Callable[[date, int], date]] = {
    "W": weeks,
    "DX": days_after,
    "DI": days_beginning_with,
    "M": months_after,
    "MI": months_beginning_with,
}
CODES = (*COUNTS, "WD", "SD", "FIX")


def last_day(
    code: str, start: date, n: int, calendars: Calendars, *, month: int = 0, holidays: str = "england"
) -> date:
    """Applies a rule's count: its code and number, with whichever calendar the code needs."""
    if plain := COUNTS.get(code):
        return plain(start, n)
    if code == "WD":
        return working_days(start, n, calendars.uk if holidays == "uk" else calendars.england)
    if code == "FIX":
        return fixed(n, month, start)
    if code != "SD":
        raise ValueError(f'There is no way of counting called "{code}". There are: {", ".join(CODES)}.')
    if calendars.school is None:
        raise NoSchoolCalendar("School days cannot be counted without that school's own calendar.")
    return school_days(start, n, calendars.school)


def _at_least(lowest: int, n: int, unit: str) -> int:
    if n < lowest:
        raise ValueError(f"A period must be {lowest} {unit} or more, not {n}.")
    return n


def _months_on(start: date, n: int) -> tuple[int, int]:
    years, month = divmod(start.month - 1 + n, 12)
    return start.year + years, month + 1


def _nth(start: date, n: int, counts: Callable[[date], bool]) -> date:
    day, since = start, 0
    while n:
        day, since = day + DAY, since + 1
        if counts(day):
            n, since = n - 1, 0
        elif since > LONGEST_CLOSURE:
            raise LookupError(
                f"This calendar has no day to count in the {LONGEST_CLOSURE} days before {day}."
            )
    return day
