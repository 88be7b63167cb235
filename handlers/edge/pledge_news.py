"""A promise that fell due, to the admins of its group: Telegram says who they are, then they are told."""

import logging
from collections.abc import Collection

from telegram import Bot
from telegram.error import ChatMigrated, TelegramError

from bot.actions.pace import Pace
from bot.actions.pledge_reminders import AskAdmins, Reminder, Send
from bot.services import Services
from handlers.edge.calls import send_message
from handlers.edge.refusals import told
from handlers.edge.speak import keyboard
from handlers.pledges import reminder_screen

log = logging.getLogger(__name__)


def asks_admins(bot: Bot) -> AskAdmins:
    """The Telegram numbers of a chat's admins; None where Telegram does not say."""

    async def ask(chat_id: int) -> Collection[int] | None:
        try:
            found = await bot.get_chat_administrators(chat_id)
        except ChatMigrated as grown:
            return await ask(grown.new_chat_id)
        except TelegramError as problem:
            log.info("the admins of a group are not known: %s", type(problem).__name__)
            return None
        return frozenset(each.user.id for each in found if not each.user.is_bot)

    return ask


def tells_admins(bot: Bot, services: Services, pace: Pace) -> Send:
    """Says one reminder, or raises Refused, TryLater or InDoubt."""

    async def send(reminder: Reminder) -> None:
        screen = reminder_screen(services, reminder)
        await pace.turn()
        await told(send_message(bot, reminder.chat_id, screen.text, keyboard(screen.rows)))

    return send
