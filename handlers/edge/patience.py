"""Patience with the network: the same call again, further and further apart, until it is answered."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.trouble import CannotStart

LOG = logging.getLogger(__name__)
LONGEST_PAUSE_SECONDS = 30.0
Answer = TypeVar("Answer")


class TokenRefused(CannotStart):
    """Telegram does not know this token; str(error) is a sentence to show."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not accept this bot token: copy it again from @BotFather "
            "into TELEGRAM_BOT_TOKEN or config.toml, then start again."
        )


async def persist(call: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer to `call`, however long it takes; a refused token is the one thing not waited out."""
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            break
        except TelegramError as error:
            failures += 1
            pause = pause_after(error, failures)
            LOG.warning("%s Trying again in %.1f s.", _what_happened(error), pause)
        await asyncio.sleep(pause)
    # Raised out here so that it has no context: the library's error holds the token.
    raise TokenRefused


def pause_after(error: TelegramError, failures: int) -> float:
    """Seconds to wait: what Telegram asks for; else twice as long each time, and never all bots at once."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait) if isinstance(wait, int) else wait.total_seconds()
    longest = min(LONGEST_PAUSE_SECONDS, 2.0 ** min(failures, 8) / 2)
    return random.uniform(longest / 2, longest)  # noqa: S311  # not a secret


def _what_happened(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "Another copy of this bot is running with the same token: stop one of them."
    return f"Telegram did not answer as it should ({type(error).__name__})."
