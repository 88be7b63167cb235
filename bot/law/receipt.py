"""The day a request was received: the clock of an assessment starts then, not when it was sent."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.days import longdate
from bot.law.calendars import Calendars, HolidaysUnknown, WorkingDays
from bot.law.events import Event, latest_request

DAY = timedelta(days=1)
TELL_US = "If your council got it on another day, tell us and the dates move."


def received_on(events: Iterable[Event], calendars: Calendars) -> tuple[date, str | None] | None:
    """Works out when the running request was received, and in plain words what that takes for granted.

    What the council has confirmed wins. Otherwise it follows from how the request was sent, as IPSEA counts:
    post, the next working day; e-mail or by hand, that day, or the next working day if it was not one (an
    online form is taken to be like an e-mail). The regulations only say "receiving", so we keep this later
    reading: it never calls a council late too soon.
    Source: https://www.ipsea.org.uk/letter-when-the-la-does-not-respond-to-a-request-for-assessment-within-the-time-limit
    """
    return receipt(latest_request(events), calendars)


def receipt(running: Sequence[Event], calendars: Calendars) -> tuple[date, str | None] | None:
    """Does the same for events that are already those of the running request, in order of time."""
    for event in running:
        if event.kind == "received":
            return event.on, None
    asked = next((event for event in running if event.kind == "asked"), None)
    return _derived(asked, calendars.england) if asked else None


def _derived(asked: Event, england: WorkingDays) -> tuple[date, str]:
    try:
        day = _delivered(asked, england)
    except HolidaysUnknown as unknown:
        return asked.on, f"{unknown} We count from the day you sent it. {TELL_US}"
    if day == asked.on:
        return day, f"We count from the day you sent it. {TELL_US}"
    why = "You sent it by post" if asked.how == "post" else f"{longdate(asked.on)} was not a working day"
    return day, f"{why}, so we count from the next working day, {longdate(day)}. {TELL_US}"


def _delivered(asked: Event, england: WorkingDays) -> date:
    day = asked.on + DAY if asked.how == "post" else asked.on
    while not england.is_working_day(day):
        day += DAY
    return day
