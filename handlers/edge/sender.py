"""A nudge to Telegram."""

from telegram import Bot

from bot.actions.deliver import Due, Send
from bot.services import Services
from handlers.edge.calls import send_message
from handlers.edge.refusals import told
from handlers.edge.speak import keyboard
from handlers.nudges import nudge_screen


def sender(bot: Bot, services: Services) -> Send:
    """Sends one nudge, or raises Refused, TryLater or InDoubt."""

    async def send(due: Due) -> None:
        screen = nudge_screen(services, due)
        await told(send_message(bot, due.chat_id, screen.text, keyboard(screen.rows)))

    return send
