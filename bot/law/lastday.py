"""The last lawful day of a count; for school days without a calendar, two days with it in between."""

from datetime import date

from bot.law.calendars import Calendars
from bot.law.counting import BACKWARDS, CODES, COUNTS, ON_SCHOOL_DAYS, ON_WORKING_DAYS, fixed
from bot.law.school import Span, span
from bot.law.workingdays import WorkingDays, tribunal_is_closed


def working_calendar(calendars: Calendars, name: str) -> WorkingDays:
    """Finds the working days of that name: "england", "uk" or "tribunal"."""
    found: WorkingDays = getattr(calendars, name)
    return found


def last_day(  # noqa: PLR0913  # what a row of a rule file says of its count
    code: str,
    start: date,
    n: int,
    calendars: Calendars,
    *,
    month: int = 0,
    holidays: str = "england",
    rolls: str = "",
) -> Span:
    """Applies a rule's count: its code and number, with whichever calendar the code needs.

    `earliest` and `latest` differ only where school days are counted without that school's own dates.
    `rolls` names the working days to which a last day moves on, where the scheme says that it does.
    """
    if code in ON_SCHOOL_DAYS:
        working = working_calendar(calendars, holidays)
        return span(start, n, calendars.school, calendars.usual, working, before=code in BACKWARDS)
    if code in COUNTS:
        due = COUNTS[code](start, n)
    elif code in ON_WORKING_DAYS:
        due = ON_WORKING_DAYS[code](start, n, working_calendar(calendars, holidays))
    elif code == "FIX":
        due = fixed(n, month, start)
    else:
        raise ValueError(f'There is no way of counting called "{code}". There are: {", ".join(CODES)}.')
    if rolls:
        due = _rolled(due, rolls, calendars)
    return Span(due, due)


def _rolled(due: date, rolls: str, calendars: Calendars) -> date:
    """The next working day. Only a day within the tribunal's closure waits for its end: on a Saturday just
    before it, nobody should count on more than the Monday.
    """
    if rolls == "tribunal" and not tribunal_is_closed(due):
        rolls = "england"
    return working_calendar(calendars, rolls).on_or_after(due)
