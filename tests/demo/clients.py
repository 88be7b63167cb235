"""Real Telegram clients for the stand-in, and a bot made of one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.demo.server import Standin

Handle = Callable[[Bot, Update], Awaitable[object]]


def a_client(standin: Standin, token: str | None = None) -> Bot:
    url = standin.url
    return Bot(token or standin.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    """Buttons whose data is their label in small letters."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label.lower()) for label in row] for row in rows]
    )


@asynccontextmanager
async def listening(standin: Standin, handle: Handle) -> AsyncIterator[Bot]:
    """A bot that handles an update and only then acknowledges it, as ours does."""
    async with a_client(standin) as bot:

        async def run() -> None:
            offset = 0
            while True:
                for update in await bot.get_updates(
                    offset=offset, timeout=10, allowed_updates=Update.ALL_TYPES
                ):
                    await handle(bot, update)
                    offset = update.update_id + 1

        task = asyncio.create_task(run())
        try:
            yield bot
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
