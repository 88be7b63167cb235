"""What was announced reaches Telegram: posts, edits, the count in the group, the organiser's report."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest

from bot.actions import announce, broadcast, reports
from bot.actions.broadcast import Saying
from bot.actions.deliver import InDoubt, Refused, TryLater, is_quiet
from bot.actions.pace import Pace
from bot.services import Services
from bot.store import answers, families, groups, notices, posts
from bot.store.groups import Group
from bot.store.notices import Notice
from handlers import notice_news
from handlers.edge import seats
from handlers.edge.calls import edit_message, send_message, send_picture
from handlers.edge.refusals import told
from handlers.edge.seats import Seat
from handlers.edge.speak import keyboard

log = logging.getLogger(__name__)
T = TypeVar("T")

NO_TOPIC = ("thread not found", "topic_closed", "topic_deleted")  # as Telegram says it


class Crier:
    """Says what groups have announced."""

    def __init__(self, bot: Bot, services: Services, pace: Pace) -> None:
        self._bot = bot
        self._services = services
        self._pace = pace

    async def cry(self) -> int:
        """All that is due now. Returns how many rows were told."""
        now = self._services.clock.now()
        async with self._services.db.transaction() as db:
            await announce.remind(db, now)
        await self._post_planned()
        told = await broadcast.drain(self._services, self.say, self._pace, self._report)
        await self._report()
        await self._count()
        return told

    async def say(self, saying: Saying) -> int | None:
        """One row, or Refused, TryLater, InDoubt or Moved."""
        chat_id, post = saying.chat_id, saying.post
        assert chat_id is not None
        text, rows = notice_news.said(self._services, saying, self._bot.username)
        if post.what == posts.EDIT:
            if saying.copy is not None:
                await told(self._edited(chat_id, saying.copy, text, keyboard(rows)))
            return None
        silent, buttons = self._is_night(), keyboard(rows)
        group = saying.group if post.parent_id is None else None
        picture = saying.notice.words.get("picture", "") if post.what == posts.NOTICE else ""
        if picture:
            await self._in_topic(
                group, lambda topic: send_picture(self._bot, chat_id, picture, topic, silent=True)
            )
        return await self._in_topic(
            group,
            lambda topic: send_message(self._bot, chat_id, text, buttons, topic=topic, silent=silent),
        )

    async def _in_topic(self, group: Group | None, call: Callable[[int | None], Awaitable[T]]) -> T:
        """Makes the call in the topic for notices; where that is closed or gone, in General from now on."""
        topic = group.topic if group else None
        try:
            return await told(_raising(call(topic)))
        except NoTopic:
            assert group
            async with self._services.db.transaction() as db:
                await groups.change(db, group.id, topic=None)
            return await told(call(None))

    async def _edited(
        self, chat_id: int, message_id: int, text: str, buttons: list[list[dict[str, object]]]
    ) -> None:
        try:
            await edit_message(self._bot, chat_id, message_id, text, buttons)
        except BadRequest as refusal:  # it says so already, or was deleted, or is too old to be changed
            log.info("a copy of a notice could not be edited: %s", type(refusal).__name__)

    def _is_night(self) -> bool:
        hours = self._services.settings.nudges
        return is_quiet(self._services.clock.now(), hours.quiet_from, hours.quiet_until)

    async def _post_planned(self) -> None:
        """Notices whose time has come. Who may post is asked now: an admin of then may be none today."""
        now = self._services.clock.now()
        async with self._services.db.transaction() as db:
            due = [
                each
                for each in await notices.in_state(db, notices.PLANNED)
                if each.send_at and each.send_at <= now
            ]
        for notice in due:
            seat = await self._author_seat(notice)
            if seat is not None and seat.status == seats.UNKNOWN:
                continue  # Telegram could not be asked: the next tick asks again
            async with self._services.db.transaction() as db:
                if seat is not None and seat.may_post:
                    await announce.post(db, notice, now)
                else:
                    await announce.hold(db, notice, now)

    async def _author_seat(self, notice: Notice) -> Seat | None:
        async with self._services.db.transaction() as db:
            group = await groups.by_id(db, notice.group_id)
            author = await families.parent(db, notice.author_id) if notice.author_id else None
        if group is None or author is None or not group.present:
            return None
        return Seat(group, await seats.ask(self._bot, group.chat_id, author.chat_id))

    async def _count(self) -> None:
        """The group's own copies show how many are going: at most one edit of each a tick."""
        async with self._services.db.transaction() as db:
            stale = [(each, await groups.by_id(db, each.group_id)) for each in await notices.stale(db)]
            found = [
                (each, group, await answers.count(db, each.id), (await posts.copies(db, each.id)).get(None))
                for each, group in stale
                if group
            ]
        for notice, group, count, message in found:
            text, rows = notice_news.public(self._services, notice, group, count, self._bot.username)
            if message is not None and group.present:
                await self._pace.chat(group.chat_id)
                try:
                    await told(self._edited(group.chat_id, message, text, keyboard(rows)))
                except (TryLater, InDoubt):
                    continue
                except Refused:
                    log.info("a count could not be shown")
            async with self._services.db.transaction() as db:
                await notices.shown(db, notice.id, str(count.going))

    async def _report(self) -> None:
        """Each organiser's message says how far it has got."""
        for report in await reports.changed(self._services):
            text, rows = notice_news.report(self._services, report)
            try:
                await told(self._edited(report.chat_id, report.message_id, text, keyboard(rows)))
            except (TryLater, InDoubt, Refused):
                continue
            await reports.shown(self._services, report)


class NoTopic(Exception):
    """The topic in which a group wants its notices is closed, or gone."""


async def _raising(call: Awaitable[T]) -> T:
    try:
        return await call
    except BadRequest as refusal:
        if any(words in refusal.message.lower() for words in NO_TOPIC):
            raise NoTopic from None
        raise
