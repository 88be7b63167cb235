"""Dates as the parts of a calendar. The library is slow to load, so the start of the bot never loads this."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.documents.entry import DateEntry
from bot.documents.plain import clean

MAKER = "-//Twenty Weeks//EN"
MORNING = timedelta(hours=9)  # nothing rings earlier, as no nudge comes earlier
MINUTE = 60


def calendar(entries: Iterable[DateEntry], made_at: datetime) -> Calendar:
    whole = Calendar()
    whole.add("prodid", MAKER)
    whole.add("version", "2.0")
    for entry in entries:
        whole.add_component(_event(entry, made_at.astimezone(UTC)))
    return whole


def _event(entry: DateEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at)
    event.add("last-modified", made_at)
    event.add("sequence", int(made_at.timestamp()) // MINUTE)  # a later file has the last word
    event.add("dtstart", entry.on)
    event.add("summary", clean(entry.title))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", "\n".join(map(clean, entry.description.splitlines())))
    if entry.source:
        event.add("url", clean(entry.source))
    for days in entry.alarms:
        event.add_component(_alarm(entry, days))
    return event


def _alarm(entry: DateEntry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(entry.title))
    alarm.add("trigger", MORNING - timedelta(days=days))
    return alarm
