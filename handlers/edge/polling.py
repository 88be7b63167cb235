"""Long polling: a batch is acknowledged, and the next one fetched, only when all of it is committed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from handlers.edge.lanes import Lanes
from handlers.edge.patience import persist
from handlers.edge.reading import ALLOWED, read

LONG_POLL_SECONDS = 30
ANSWER_SECONDS = 10
BATCH = 100


class Polling:
    """Asks Telegram for updates until it is cancelled. `durable` returns when every commit is on disk."""

    def __init__(self, bot: Bot, lanes: Lanes, durable: Callable[[], Awaitable[None]]) -> None:
        self._bot = bot
        self._lanes = lanes
        self._durable = durable
        self._batch: dict[int, asyncio.Future[bool]] = {}  # in its lane and not acknowledged, oldest first
        self._next = 0  # one more than the last that was put in its lane

    async def run(self) -> None:
        await persist(self._bot.delete_webhook)
        while True:
            for raw in await persist(self._fetch):
                self._batch[raw["update_id"]] = await self._taken(raw)
                self._next = raw["update_id"] + 1
                await asyncio.sleep(0)  # it begins, and its answer leaves, before the next one begins
            if self._batch:
                await asyncio.wait(self._batch.values())  # not gather: to cancel us must not unsettle them

    async def say_goodbye(self) -> None:
        """Tells Telegram, on the way out, what is done, so that it does not come again at the next start."""
        if self._batch and self._offset() > min(self._batch):
            with suppress(TelegramError):
                await self._fetch(wait=0, limit=1)

    async def _fetch(self, wait: int = LONG_POLL_SECONDS, limit: int = BATCH) -> list[dict[str, Any]]:
        offset = self._offset()
        if self._batch:
            await self._durable()
        asked = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": ALLOWED}
        # Spelt so because get_updates loses a whole batch, and logs it, for one update it cannot read.
        batch: list[dict[str, Any]] = await self._bot.do_api_request(
            "get_Updates", asked, read_timeout=wait + ANSWER_SECONDS
        )
        self._batch.clear()
        return batch

    def _offset(self) -> int:
        """The first update not settled; to ask from here is to acknowledge all before it."""
        unsettled = (number for number, settled in self._batch.items() if not _is_done(settled))
        return next(unsettled, self._next)

    async def _taken(self, raw: dict[str, Any]) -> asyncio.Future[bool]:
        update = read(raw, self._bot)
        if update is not None:
            return await self._lanes.take(update)
        unreadable = asyncio.get_running_loop().create_future()
        unreadable.set_result(False)
        return unreadable


def _is_done(settled: asyncio.Future[bool]) -> bool:
    return settled.done() and not settled.cancelled()
