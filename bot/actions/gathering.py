"""Answers to a notice: who is going, who may, who cannot; and a group that moves with all that is its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import answers, groups, notices, posts
from bot.store.answers import GOING, MAYBE, NO, Answer
from bot.store.notices import EVENT, OUT, Notice

ANSWERS = (GOING, MAYBE, NO)
FULL, PAST = "full", "past"  # why an answer was not taken
MOST_GUESTS = 4
LASTS = timedelta(hours=3)  # an event that names no end


@dataclass(frozen=True)
class Person:
    """Somebody on Telegram, who may never have met the bot."""

    number: int
    name: str


async def move(db: AsyncConnection, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: every row that knows it by its chat goes along, in one transaction."""
    group = await groups.by_chat(db, old)
    if group is None:
        return
    await groups.move(db, old, new)
    await posts.stand_anew(db, group.id, now)


async def answer_in_group(
    db: AsyncConnection, chat_id: int, said: Sequence[str], who: Person, now: datetime
) -> str:
    """A tap under the group's own copy: what was taken down, or why not; "" where it is no such tap."""
    word, answer = [*said, "", ""][:2]
    notice = await notices.by_word(db, word)
    group = await groups.by_id(db, notice.group_id) if notice else None
    if notice is None or group is None or group.chat_id != chat_id or answer not in ANSWERS:
        return ""
    earlier = await answers.said_by(db, notice.id, who.number)
    return await say(db, notice, who, answer, earlier.guests if earlier else 0, now)


async def say(
    db: AsyncConnection, notice: Notice, who: Person, answer: str, guests: int, now: datetime
) -> str:
    """Takes an answer down, in place of an earlier one; FULL or PAST where it was not taken."""
    if is_past(notice, now):
        return PAST
    coming = guests if answer != NO else 0
    if answer == GOING and not await _fits(db, notice, who, coming):
        return FULL
    await answers.say(db, notice.id, Answer(who.number, who.name, answer, coming), now)
    await notices.shown(db, notice.id, notices.STALE)
    return answer


def is_past(notice: Notice, now: datetime) -> bool:
    """Whether nobody can answer any more: it is over, was called off, or never went out."""
    return notice.kind != EVENT or notice.state != OUT or ends(notice) <= now


def ends(notice: Notice) -> datetime:
    """When an event is over."""
    assert notice.starts_at
    return notice.ends_at or notice.starts_at + LASTS


async def _fits(db: AsyncConnection, notice: Notice, who: Person, guests: int) -> bool:
    if notice.capacity is None:
        return True
    counted = await answers.count(db, notice.id)
    earlier = await answers.said_by(db, notice.id, who.number)
    mine = earlier.guests + 1 if earlier and earlier.answer == GOING else 0
    return counted.going - mine + guests + 1 <= notice.capacity
