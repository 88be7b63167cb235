"""Long polling: an update is acknowledged only when it, and every one before it, is committed."""

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
SOONEST_SECONDS = 0.02


class Polling:
    """Asks Telegram for updates until it is cancelled. `durable` returns when every commit is on disk.

    To ask from an offset is to acknowledge all before it. So each request asks from the first update that is
    not settled: Telegram sends that one, and others still in hand, once more, and they are passed over.
    """

    def __init__(self, bot: Bot, lanes: Lanes, durable: Callable[[], Awaitable[None]]) -> None:
        self._bot = bot
        self._lanes = lanes
        self._durable = durable
        self._next = 0  # one more than the last update put in its lane
        self._asked_at = 0.0
        self._in_hand: dict[int, asyncio.Future[bool]] = {}  # not acknowledged, oldest first

    async def run(self) -> None:
        await persist(self._bot.delete_webhook)
        while True:
            for raw in await persist(self._fetch):
                if raw["update_id"] not in self._in_hand:
                    self._in_hand[raw["update_id"]] = await self._taken(raw)
                    self._next = raw["update_id"] + 1
                    await asyncio.sleep(0)
            await self._progress()

    async def say_goodbye(self) -> None:
        """Tells Telegram, on the way out, what is done, so that it does not come again at the next start."""
        if self._in_hand and self._offset() > min(self._in_hand):
            with suppress(TelegramError):
                await self._fetch(wait=0, limit=1)

    async def _fetch(self, wait: int = LONG_POLL_SECONDS, limit: int = BATCH) -> list[dict[str, Any]]:
        self._asked_at = asyncio.get_running_loop().time()
        offset = self._offset()
        if self._in_hand:
            await self._durable()
        asked = {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": ALLOWED}
        # Spelt so because get_updates loses a whole batch, and logs it, for one update it cannot read.
        batch: list[dict[str, Any]] = await self._bot.do_api_request(
            "get_Updates", asked, read_timeout=wait + ANSWER_SECONDS
        )
        self._in_hand = {number: each for number, each in self._in_hand.items() if number >= offset}
        return batch

    def _offset(self) -> int:
        unsettled = (number for number, settled in self._in_hand.items() if not _is_done(settled))
        return next(unsettled, self._next)

    async def _taken(self, raw: dict[str, Any]) -> asyncio.Future[bool]:
        update = read(raw, self._bot)
        if update is not None:
            return await self._lanes.take(update)
        unreadable = asyncio.get_running_loop().create_future()
        unreadable.set_result(False)
        return unreadable

    async def _progress(self) -> None:
        """Returns when there is something to acknowledge; not too soon, unless that is everything."""
        if not self._in_hand:
            return
        oldest, *_ = in_hand = list(self._in_hand.values())
        early = self._asked_at + SOONEST_SECONDS - asyncio.get_running_loop().time()
        await asyncio.wait(in_hand)
        await asyncio.wait({oldest})  # wait, not await: to cancel us must not unsettle it


def _is_done(settled: asyncio.Future[bool]) -> bool:
    return settled.done() and not settled.cancelled()
