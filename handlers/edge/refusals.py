"""What Telegram answered instead of yes, as one of a few words of ours."""

import logging
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.actions.broadcast import Closed, Moved
from bot.actions.deliver import InDoubt, Refused, TryLater
from handlers.edge.request import NotSent

log = logging.getLogger(__name__)
T = TypeVar("T")

SOON = timedelta(seconds=30)


async def told(call: Awaitable[T]) -> T:
    """Waits for the call; a refusal is raised as ours. The order of the clauses is the design.

    BadRequest and TimedOut are kinds of NetworkError: what may have arrived comes last.
    """
    try:
        return await call
    except RetryAfter as busy:
        raise TryLater(_seconds(busy)) from None
    except NotSent:
        raise TryLater(SOON) from None
    except ChatMigrated as to:
        raise Moved(to.new_chat_id) from None
    except Forbidden:
        raise Closed from None
    except BadRequest as refusal:
        log.info("Telegram would not take a message: %s", type(refusal).__name__)
        raise Refused from None
    except TelegramError:  # TimedOut among them: it may have arrived
        raise InDoubt from None


def _seconds(busy: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait."""
    wait = busy.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
