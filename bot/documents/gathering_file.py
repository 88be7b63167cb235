"""A meeting as a file for a phone's calendar (.ics, RFC 5545)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.documents.plain import clean

LASTS = timedelta(hours=2)  # in a calendar, of a meeting that names no end


@dataclass(frozen=True)
class Meeting:
    """When and where people meet. The same `uid` in a later file replaces it."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    description: str
    link: str
    off: bool


def meeting_file(meeting: Meeting, made_at: datetime) -> bytes:
    """A calendar of one meeting, ready to be sent as a file."""
    from icalendar import Calendar, Event  # noqa: PLC0415  # slow to load: only for those who ask

    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", made_at)
    event.add("sequence", int(made_at.timestamp()) // 60)  # a later file has the last word
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at or meeting.starts_at + LASTS)
    event.add("summary", clean(meeting.title))
    event.add("status", "CANCELLED" if meeting.off else "CONFIRMED")
    for name, words in (("location", meeting.place), ("url", meeting.link)):
        if words:
            event.add(name, clean(words))
    if meeting.description:
        event.add("description", "\n".join(map(clean, meeting.description.splitlines())))
    whole = Calendar()
    whole.add("prodid", "-//Twenty Weeks//EN")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if meeting.off else "PUBLISH")
    whole.add_component(event)
    content: bytes = whole.to_ical()
    return content
