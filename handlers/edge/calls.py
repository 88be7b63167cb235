"""The calls that say something, without making a Message of what Telegram answers with.

python-telegram-bot makes one of every answer, which costs more than the sending itself. At most its number is
looked at, so the plain calls are made here, with its own errors.
"""

from typing import Any

from telegram import Bot, InputFile
from telegram.constants import ParseMode

Keyboard = list[list[dict[str, Any]]]


async def send_message(  # Telegram's own parameters
    bot: Bot,
    chat_id: int,
    text: str,
    keyboard: Keyboard | None = None,
    *,
    topic: int | None = None,
    silent: bool = False,
) -> int:
    """Gives the number of the message. `topic` is of a forum; General has none, and must be left out."""
    where = {"chat_id": chat_id, "message_thread_id": topic, "disable_notification": silent or None}
    sent = await _call(bot, "send_Message", **where, **_html(text, keyboard))
    return int(sent["message_id"])


async def send_picture(bot: Bot, chat_id: int, file_id: str, topic: int | None, *, silent: bool) -> None:
    """A picture that Telegram already has."""
    where = {"chat_id": chat_id, "message_thread_id": topic, "disable_notification": silent or None}
    await _call(bot, "send_Photo", **where, photo=file_id)


async def edit_message(bot: Bot, chat_id: int, message_id: int, text: str, keyboard: Keyboard | None) -> None:
    await _call(bot, "edit_Message_Text", chat_id=chat_id, message_id=message_id, **_html(text, keyboard))


async def send_photo(bot: Bot, chat_id: int, name: str, content: bytes, caption: str) -> None:
    await _call(bot, "send_Photo", chat_id=chat_id, photo=InputFile(content, name), caption=caption or None)


async def answer_tap(bot: Bot, query_id: str, toast: str) -> None:
    await _call(bot, "answer_Callback_Query", callback_query_id=query_id, text=toast or None)


def _html(text: str, keyboard: Keyboard | None) -> dict[str, Any]:
    buttons = {"inline_keyboard": keyboard} if keyboard else None
    return {"text": text, "parse_mode": ParseMode.HTML.value, "reply_markup": buttons}


async def _call(bot: Bot, method: str, **asked: Any) -> Any:
    # Spelt with capitals because do_api_request warns of a method that the library has too.
    return await bot.do_api_request(method, api_kwargs=asked)
