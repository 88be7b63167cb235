"""The last resort: an apology with a number for the parent, a line of ids for the log."""

import logging
import secrets

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError

from handlers.edge.context import Context

log = logging.getLogger(__name__)


async def apologise(update: object, context: Context) -> None:
    """Says sorry in a private chat. What the parent wrote is in neither the log nor the apology."""
    reference = secrets.token_hex(3)
    kind = type(context.error).__name__
    number = update.update_id if isinstance(update, Update) else "none"
    log.error("%s: update %s failed: %s at %s", reference, number, kind, _place(context.error))
    if not isinstance(update, Update) or not update.effective_chat:
        return
    if update.effective_chat.type != ChatType.PRIVATE or _out_of_reach(context.error):
        return
    text = context.bot_data.texts.message("sorry", reference=reference)
    await context.bot.send_message(update.effective_chat.id, text)


def _out_of_reach(error: Exception | None) -> bool:
    """Telegram itself did not answer, or the chat is closed: an apology would not arrive either."""
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)


def _place(error: BaseException | None) -> str:
    """Where in our code it happened; the message of an error may hold what a parent wrote."""
    traceback = error.__traceback__ if error else None
    place = "unknown"
    while traceback:
        code = traceback.tb_frame.f_code
        if "site-packages" not in code.co_filename:
            place = f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno} {code.co_name}"
        traceback = traceback.tb_next
    return place
