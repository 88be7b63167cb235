"""What we ask Telegram for, and how one update is read, or passed over, by itself."""

import logging
from typing import Any

from telegram import Bot, Update

LOG = logging.getLogger(__name__)
ALLOWED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,  # comes only where the bot is an admin
)


def read(raw: dict[str, Any], bot: Bot) -> Update | None:
    """The update; or None, and its number in the log, if it has a shape that the library cannot read."""
    try:
        return Update.de_json(raw, bot)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        kind = type(error).__name__
    LOG.error("Update %s cannot be read (%s); passed over.", raw.get("update_id"), kind)
    return None
