"""A notice as people see it: in the group, in private, and as its organiser's preview."""

from datetime import datetime

from bot import clock
from bot.days import longdate
from bot.forms.times import short_time
from bot.services import Services
from bot.store.answers import GOING, MAYBE, NO, Answer, Count
from bot.store.groups import Group
from bot.store.notices import ASK, EVENT, OFF, OUT, OVER, Notice
from handlers.edge.screen import Button

Rows = tuple[tuple[Button, ...], ...]
LABELS = {GOING: "Going", MAYBE: "Maybe", NO: "Can't"}


def words(services: Services, notice: Notice, group: Group, *, count: Count | None = None) -> str:
    """The notice as Telegram HTML. Only the group's own copy shows how many are going."""
    return services.texts.message(
        "notice",
        notice=notice,
        group=group,
        when=when(notice.starts_at, notice.ends_at) if notice.starts_at else "",
        count=count,
        off=notice.state == OFF,
    )


def when(starts_at: datetime, ends_at: datetime | None) -> str:
    """Thu 4 June 2026, 7pm to 9pm."""
    there = clock.london(starts_at)
    until = f" to {short_time(f'{clock.london(ends_at):%H:%M}')}" if ends_at else ""
    return f"{longdate(there.date())}, {short_time(f'{there:%H:%M}')}{until}"


def in_group(notice: Notice, bot_name: str) -> Rows:
    """The buttons of the group's own copy. The last carries its reader to the private chat."""
    label = "Answer, in private" if notice.kind == ASK else "More, in private"
    private = (Button(label, opens=f"https://t.me/{bot_name}?start=n{notice.word}"),)
    return (*_answers(notice), *_links(notice), private)


def in_private(notice: Notice) -> Rows:
    """The buttons of a member's copy."""
    label = {EVENT: "More", ASK: "Answer"}.get(notice.kind, "")
    more = ((Button(label, f"notice:{notice.word}"),),) if label else ()
    return (*_answers(notice), *_links(notice), *more)


def with_answer(notice: Notice, mine: Answer | None) -> Rows:
    """The buttons of the notice's page: to answer, to bring somebody, and to keep the date."""
    if notice.kind == ASK:
        return ((Button("Write an answer", f"idea:{notice.word}"),),) if notice.state == OUT else ()
    file = ((Button("Add to my calendar", f"ics:{notice.word}"),),) if notice.starts_at else ()
    return (*_answers(notice), *_guests(notice, mine), *file, *_links(notice))


def _guests(notice: Notice, mine: Answer | None) -> Rows:
    """A partner or a carer may come too."""
    if mine is None or mine.answer == NO or notice.state != OUT:
        return ()
    more = Button("Bring one more", f"guests:{notice.word}:{mine.guests + 1}")
    return ((more, Button("Come alone", f"guests:{notice.word}:0")) if mine.guests else (more,),)


def _answers(notice: Notice) -> Rows:
    if notice.kind != EVENT or notice.state in (OFF, OVER):
        return ()
    return (tuple(Button(label, f"rsvp:{notice.word}:{answer}") for answer, label in LABELS.items()),)


def _links(notice: Notice) -> Rows:
    if notice.state == OFF:
        return ()
    named = (("Map", notice.words.get("map", "")), ("Join online", notice.words.get("online", "")))
    row = tuple(Button(label, opens=link) for label, link in named if link)
    return (row,) if row else ()
