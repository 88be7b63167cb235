"""Counting time the way each law counts it: one function for each way, always to the last lawful day.

The codes are those used in the rule files. They differ by a day or by a weekend, and a wrong day costs a
parent a right or makes a fair complaint look wrong, so each has its own function and its own tests.
Nothing here moves a last day on because it is a weekend or a holiday: the regulations on education, health
and care plans do not, and a scheme that does must say so in its own rule.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from bot.law.workingdays import WorkingDays

DAY = timedelta(days=1)
LONGEST_CLOSURE = 200  # days; a calendar silent for longer is broken, and must not be searched for ever


class SchoolDays(Protocol):
    """One school's own calendar: it knows whether that school has a session on a day."""

    def is_school_day(self, day: date) -> bool: ...


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
    return calendar.after(start, _at_least(0, n, "working days"))


def working_days_beginning_with(start: date, n: int, calendar: WorkingDays) -> date:
    """WI: "n working days beginning with" a day. That day is day 1, or the next working day if it is none.

    Known to the old council on Mon 2 November 2026, 15 working days: Fri 20 November 2026.
    Source: https://www.legislation.gov.uk/uksi/2014/1530/regulation/15
    """
    return calendar.beginning_with(start, _at_least(1, n, "working days"))


def weeks_before(event: date, n: int) -> date:
    """WB: "at least n weeks before" an event. The last lawful day is the same weekday, n weeks earlier.

    A review meeting on Fri 11 December 2026, papers 2 weeks before: Fri 27 November 2026.
    Source: https://www.legislation.gov.uk/uksi/2014/1530/regulation/21
    """
    return event - timedelta(weeks=_at_least(0, n, "weeks"))


def months_before(event: date, n: int) -> date:
    """MB: "at least n months before" an event. The same date n months earlier, or that month's last day.

    A move on Wed 1 September 2027, 5 months before: Thu 1 April 2027.
    Source: https://www.legislation.gov.uk/uksi/2014/1530/regulation/18
    """
    year, month = _months_on(event, -_at_least(0, n, "months"))
    return date(year, month, min(event.day, monthrange(year, month)[1]))


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
    "WB": weeks_before,
    "MB": months_before,
}
ON_WORKING_DAYS: dict[str, Callable[[date, int, WorkingDays], date]] = {
    "WD": working_days,
    "WI": working_days_beginning_with,
}
ON_SCHOOL_DAYS = ("SD", "SB")  # counted in last_day.py: they need a school's calendar, or give a range
BACKWARDS = ("WB", "MB", "SB")
CODES = (*COUNTS, *ON_WORKING_DAYS, *ON_SCHOOL_DAYS, "FIX")


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
