"""The day a thing that was sent arrived: most clocks start then, not when it was sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.days import longdate
from bot.law.calendars import Calendars
from bot.law.eventkind import EventKind
from bot.law.events import OPENS, Event, latest_request
from bot.law.workingdays import HolidaysUnknown, WorkingDays

TELL_US = "If they got it on another day, tell us and the dates move."


def arrivals(
    events: Sequence[Event], kinds: Mapping[str, EventKind], calendars: Calendars
) -> dict[str, tuple[date, str | None]]:
    """Works out, for every kind of event that is sent, when it arrived and what that takes for granted.

    Events are in order of time. What the other side has confirmed wins. Otherwise it follows from how it was
    sent, as IPSEA counts: post, the next working day; e-mail or by hand, that day, or the next working day
    if it was not one (an online form is taken to be like an e-mail). The regulations only say "receiving",
    so we keep this later reading: it never calls a council late too soon.
    Source: https://www.ipsea.org.uk/letter-when-the-la-does-not-respond-to-a-request-for-assessment-within-the-time-limit
    """
    found: dict[str, tuple[date, str | None]] = {}
    for event in events:
        kind = kinds.get(event.kind)
        if kind is None:
            continue
        if kind.sent and (event.kind not in found or kind.does != OPENS):
            found[event.kind] = _derived(event, kind.posted, calendars.england)
    for event in reversed(events):
        kind = kinds.get(event.kind)
        if kind and kind.confirms:
            found[event.kind] = found[kind.confirms] = event.on, None
    return found


def received_on(
    events: Iterable[Event], kinds: Mapping[str, EventKind], calendars: Calendars, kind: str = "asked"
) -> tuple[date, str | None] | None:
    """Works out the arrival of the running request alone; None when nothing was sent or confirmed."""
    return arrivals(latest_request(events, kinds), kinds, calendars).get(kind)


def _derived(asked: Event, posted: int, england: WorkingDays) -> tuple[date, str]:
    try:
        day = england.after(asked.on, posted) if asked.how == "post" else england.on_or_after(asked.on)
    except HolidaysUnknown as unknown:
        return asked.on, f"{unknown} We count from the day you sent it. {TELL_US}"
    if day == asked.on:
        return day, f"We count from the day you sent it. {TELL_US}"
    why = "You sent it by post" if asked.how == "post" else f"{longdate(asked.on)} was not a working day"
    which = (
        "the next working day" if posted == 1 or asked.how != "post" else f"working day {posted} after that"
    )
    return day, f"{why}, so we count from {which}, {longdate(day)}. {TELL_US}"
