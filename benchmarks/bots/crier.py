"""This project's bot, whole, that has a notice to tell; started again it goes on by itself.

Its ticks are the usual ones. Its limit may be far over Telegram's, as the stand-in's is.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from benchmarks import words
from benchmarks.bots import orders
from benchmarks.bots.nudger import settings_in
from benchmarks.bots.options import options
from bot import running
from bot.actions import announce
from bot.clock import HeldClock, SystemClock
from bot.config import Settings
from bot.forms.notice import given
from bot.services import Services
from bot.store import families, notices, posts, tables
from bot.store import group_tables as kept

NOON = datetime(2027, 6, 22, 12, tzinfo=UTC)  # no hour at which the bot is silent
GROUP_ID = NOTICE_ID = 1  # the first of their kind


class Notice:
    """The one notice, as an organiser posts it and the database knows it."""

    def __init__(self, services: Services, clock: HeldClock) -> None:
        self._services, self._clock = services, clock

    async def post(self) -> dict[str, Any]:
        async with self._services.db.transaction() as db:
            now = self._clock.now()
            author = (await families.by_chats(db, [words.FIRST_PERSON]))[words.FIRST_PERSON]
            facts = given("plain", {"title": words.NOTICE, "details": words.NOTICE_DETAILS})
            number = await notices.add(db, GROUP_ID, author, "plain", now, **facts)
            notice = await notices.notice(db, number)
            assert notice
            assert notice.id == NOTICE_ID
            return {"members": await announce.post(db, notice, now)}

    async def stand(self) -> dict[str, Any]:
        """How many are in each state; and who is in doubt, as their organiser could ask."""
        async with self._services.db.transaction() as db:
            states = await posts.states(db, NOTICE_ID)
            doubtful = select(tables.parents.c.chat_id).join(kept.posts)
            doubtful = doubtful.where(kept.posts.c.state == posts.IN_DOUBT)
            listed = list((await db.execute(doubtful)).scalars())
        waits = states[posts.WAITING] + states[posts.SENDING]
        return {"states": dict(states), "in_doubt": listed, "waits": waits, "queue": states[posts.WAITING]}

    async def later(self) -> dict[str, Any]:
        """So much later that what was in the air when a process died is nobody's."""
        self._clock.move(posts.LEASE)
        return {}


def paced(settings: Settings, limit: int) -> Settings:
    pace = settings.nudges.model_copy(update={"messages_a_second": limit})
    return settings.model_copy(update={"nudges": pace})


async def main() -> None:
    told = options()
    clock = HeldClock(NOON, SystemClock())
    settings = paced(settings_in(told.folder, told.api, told.token), told.limit)
    services = running.assemble(settings, clock)
    notice = Notice(services, clock)
    async with running.running(services):
        await orders.take({"post": notice.post, "stand": notice.stand, "later": notice.later})


if __name__ == "__main__":
    asyncio.run(main())
