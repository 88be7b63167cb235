"""Sending what was announced: everybody once, as fast as Telegram allows, through floods and a kill.

A row is marked as being sent in a transaction of its own before Telegram is called, and settled after. Of a
process that dies, only what was in the air at that moment is in doubt; its organiser is asked, nobody else.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import gathering
from bot.actions.deliver import InDoubt, Refused, TryLater
from bot.actions.pace import Pace
from bot.services import Services
from bot.store import answers, families, groups, notices, posts
from bot.store.answers import Count
from bot.store.groups import Group
from bot.store.notices import Notice
from bot.store.posts import Outcome, Post

log = logging.getLogger(__name__)

IN_THE_AIR = 32  # together: enough for 30 a second over a slow network, and few to be in doubt after a kill
MOST_A_BATCH = 8
BATCHES_A_SECOND = 30
MOST_TRIES = 8
MEANWHILE_SECONDS = 5.0


class Closed(Refused):
    """The bot is not in that chat any more, or was blocked."""


class Moved(Refused):
    """The group has become a supergroup, with this number."""

    def __init__(self, chat_id: int) -> None:
        super().__init__()
        self.chat_id = chat_id


@dataclass(frozen=True)
class Saying:
    """One row with all that is needed to say it."""

    post: Post
    notice: Notice
    group: Group
    count: Count
    copy: int | None  # the message that shows the notice in that chat, for an edit

    @property
    def chat_id(self) -> int | None:
        """Where it is said; None where nobody can be written to any more."""
        if self.post.parent_id is None:
            return self.group.chat_id if self.group.present else None
        return self.post.chat_id


# Says it; gives the number of the message where it is a new one.
Say = Callable[[Saying], Awaitable[int | None]]
Meanwhile = Callable[[], Awaitable[None]]


async def drain(services: Services, say: Say, pace: Pace, meanwhile: Meanwhile | None = None) -> int:
    """Sends all that is due; `meanwhile` is done every few seconds. Returns how many rows were told."""
    batch = max(1, min(MOST_A_BATCH, round(pace.a_second / BATCHES_A_SECOND)))
    async with services.db.transaction() as db:
        due = await posts.due(db, services.clock.now(), IN_THE_AIR)
    workers = range(-(-due // batch))  # for one message there is one
    beside = asyncio.create_task(_now_and_then(meanwhile)) if meanwhile else None
    try:
        return sum(await asyncio.gather(*(_work(services, say, pace, batch) for _ in workers)))
    finally:
        if beside:
            beside.cancel()


async def _now_and_then(meanwhile: Meanwhile) -> None:
    while True:
        await asyncio.sleep(MEANWHILE_SECONDS)
        await meanwhile()


async def _work(services: Services, say: Say, pace: Pace, batch: int) -> int:
    """One of several that send side by side, until nothing is due."""
    told, more = 0, True
    while more:
        await pace.turn(batch)
        sayings = await _take(services, batch)
        outcomes = await asyncio.gather(*(_say(services, say, pace, each) for each in sayings))
        more = await _settle(services, sayings, outcomes)
        told += sum(each.state == posts.TOLD for each in outcomes)
    return told


async def _take(services: Services, most: int) -> list[Saying]:
    """The next rows, with what they are about."""
    async with services.db.transaction() as db:
        claimed = await posts.claim(db, services.clock.now(), most)
        about = {number: await _about(db, number) for number in {post.notice_id for post in claimed}}
        copies = await posts.copies_of(db, [post for post in claimed if post.what == posts.EDIT])
        public = {post.notice_id for post in claimed if post.parent_id is None}
        counts = {number: await answers.count(db, number) for number in public}
    return [
        Saying(post, *about[post.notice_id], counts.get(post.notice_id, Count()), copies.get(post.id))
        for post in claimed
    ]


async def _about(db: AsyncConnection, notice_id: int) -> tuple[Notice, Group]:
    notice = await notices.notice(db, notice_id)
    assert notice
    group = await groups.by_id(db, notice.group_id)
    assert group
    return notice, group


async def _say(services: Services, say: Say, pace: Pace, saying: Saying) -> Outcome:
    """One row, and how it went."""
    if saying.chat_id is None:
        return Outcome(saying.post, posts.GONE)
    await pace.chat(saying.chat_id)
    try:
        return Outcome(saying.post, posts.TOLD, await say(saying))
    except Exception as problem:  # noqa: BLE001  # one that fails must not stop the others
        return await _failed(services, pace, saying, problem)


async def _failed(services: Services, pace: Pace, saying: Saying, problem: Exception) -> Outcome:
    """What becomes of a row that Telegram did not take as it was."""
    post, now = saying.post, services.clock.now()
    if isinstance(problem, TryLater):
        pace.hold(problem.wait.total_seconds())
        return Outcome(post, posts.WAITING, again_at=now + problem.wait)
    if isinstance(problem, Moved):
        async with services.db.transaction() as db:
            await gathering.move(db, saying.group.chat_id, problem.chat_id, now)
        return Outcome(post, posts.WAITING, again_at=now)
    if isinstance(problem, InDoubt):  # an edit that was made twice is still one message
        return Outcome(post, posts.IN_DOUBT) if post.what != posts.EDIT else _tried(post, now)
    if not isinstance(problem, Refused):  # what it says may hold what somebody wrote
        log.error("post %s could not be sent: %s", post.id, type(problem).__name__)
        return _tried(post, now)
    if isinstance(problem, Closed) and post.parent_id is None:
        async with services.db.transaction() as db:
            await groups.depart(db, saying.group.chat_id)
    return Outcome(post, posts.GONE)


def _tried(post: Post, now: datetime) -> Outcome:
    if post.tries >= MOST_TRIES:
        return Outcome(post, posts.GONE)
    return Outcome(post, posts.WAITING, again_at=now + timedelta(minutes=2**post.tries))


async def _settle(services: Services, sayings: Sequence[Saying], outcomes: Sequence[Outcome]) -> bool:
    """Each row gets its end. Says whether more is due."""
    async with services.db.transaction() as db:
        now = services.clock.now()
        await posts.settle(db, outcomes, now)
        for saying, outcome in zip(sayings, outcomes, strict=True):
            if outcome.state == posts.GONE and saying.post.chat_id is not None:  # until they are back
                await families.set_reachable(db, saying.post.chat_id, reachable=False)
            elif outcome.state == posts.TOLD and saying.post.what == posts.NOTICE:
                await _follow(db, saying, now)
        return await posts.due(db, now, 1) > 0


async def _follow(db: AsyncConnection, saying: Saying, now: datetime) -> None:
    """The notice was changed, or called off, while this copy was in the air: it is edited at once."""
    today = await notices.notice(db, saying.notice.id)
    if today and today.version != saying.notice.version:
        await posts.put(db, today.id, [saying.post.parent_id], posts.EDIT, now, today.version)
