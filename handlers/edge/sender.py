"""A nudge to Telegram, and each of Telegram's refusals as one of three words."""

from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.actions.deliver import Due, InDoubt, Refused, Send, TryLater
from bot.services import Services
from handlers.edge.calls import send_message
from handlers.edge.request import NotSent
from handlers.edge.speak import keyboard
from handlers.nudges import nudge_screen

SOON = timedelta(seconds=30)


def sender(bot: Bot, services: Services) -> Send:
    """Sends one nudge, or raises Refused, TryLater or InDoubt. The order of the clauses is the design."""

    async def send(due: Due) -> None:
        screen = nudge_screen(services, due)
        try:
            await send_message(bot, due.chat_id, screen.text, keyboard(screen.rows))
        except RetryAfter as busy:
            raise TryLater(seconds(busy)) from None
        except NotSent:
            raise TryLater(SOON) from None
        except (Forbidden, BadRequest, ChatMigrated):  # a private chat never migrates: that one is not ours
            raise Refused from None
        except NetworkError:  # TimedOut among them: it may have arrived
            raise InDoubt from None

    return send


def seconds(busy: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait."""
    wait = busy.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
