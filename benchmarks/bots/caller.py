"""A notice as python-telegram-bot's guide has one sent: a loop over everybody, in two ways.

`gather` uses its own AIORateLimiter, and starts everybody at once. `loop` writes to one after the other, and
sleeps when Telegram asks for it. Neither remembers whom it has told: started again, it begins anew.
"""

import asyncio
import os
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "true")  # retry_after without a warning

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import Forbidden, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ApplicationBuilder

from benchmarks import words
from benchmarks.bots import orders
from benchmarks.bots.options import options

MOST_TRIES = 5  # AIORateLimiter's own default is none at all
TEXT = f"<b>{words.NOTICE}</b>\n\n{words.NOTICE_DETAILS}"
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("No more notices", callback_data="no_more")]])


class Notice:
    def __init__(self, bot: Bot, way: str, recipients: range) -> None:
        self._bot, self._way, self._recipients = bot, way, recipients
        self._work: asyncio.Task[None] | None = None
        self._given_up = 0

    async def post(self) -> dict[str, Any]:
        self._work = asyncio.create_task(self._gather() if self._way == "gather" else self._loop())
        return {"members": len(self._recipients)}

    async def stand(self) -> dict[str, Any]:
        waits = int(self._work is None or not self._work.done())
        return {"states": {"given_up": self._given_up}, "in_doubt": [], "waits": waits, "queue": waits}

    async def _gather(self) -> None:
        await asyncio.gather(*(self._say(number) for number in self._recipients))

    async def _loop(self) -> None:
        for number in self._recipients:
            while True:
                try:
                    await self._say(number)
                    break
                except RetryAfter as flood:
                    await asyncio.sleep(flood.retry_after.total_seconds())

    async def _say(self, number: int) -> None:
        try:
            await self._bot.send_message(number, TEXT, parse_mode=ParseMode.HTML, reply_markup=BUTTONS)
        except RetryAfter:
            if self._way == "loop":
                raise
            self._given_up += 1
        except Forbidden:
            pass
        except TelegramError:
            self._given_up += 1


async def main() -> None:
    told = options()
    builder = ApplicationBuilder().token(told.token).base_url(f"{told.api}/bot")
    if told.way == "gather":
        builder = builder.rate_limiter(AIORateLimiter(overall_max_rate=told.limit, max_retries=MOST_TRIES))
    first = words.FIRST_PERSON + 1 + told.others
    async with builder.build() as app:
        notice = Notice(app.bot, told.way, range(first, first + told.people))
        await orders.take({"post": notice.post, "stand": notice.stand})


if __name__ == "__main__":
    asyncio.run(main())
