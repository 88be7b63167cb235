"""The buttons under a message, checked as Telegram checks them."""

import json
from typing import Any

from bot.demo import links
from bot.demo.refusals import Json, bad

LONGEST_DATA = 64
LONGEST_COPY = 256
MOST_BUTTONS = 100
OTHER_KINDS = (
    "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app",
)  # fmt: skip
OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def read(raw: Any, *, only_inline: bool = False) -> Json | None:
    """The inline keyboard to keep on the message, or None; raises Telegram's answer to a bad one."""
    if raw is None or raw == "":
        return None
    markup = _parsed(raw)
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [[_button(button) for button in row] for row in markup["inline_keyboard"]]
        rows = [row for row in rows if row]
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if markup and only_inline:
        raise bad("inline keyboard expected")
    if markup and not any(name in markup for name in OTHER_KEYBOARDS):
        raise bad("object expected as reply markup")
    return None


def _parsed(raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        raise bad("can't parse reply keyboard markup JSON object") from None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unreadable(
            'Can\'t find field "text"' if text is None else 'Field "text" must be of type String'
        )
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    return {"text": text.strip(), **_action(button)}


def _action(button: Json) -> Json:
    if button.get("url"):
        return {"url": _link(button["url"])}
    if button.get("callback_data"):
        if len(str(button["callback_data"]).encode()) > LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": button["callback_data"]}
    if "copy_text" in button:
        text = button["copy_text"].get("text", "")
        if not 0 < len(text) <= LONGEST_COPY:
            raise bad("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": {"text": text}}
    for kind in OTHER_KINDS:
        if kind in button:
            return {kind: button[kind]}
    raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _link(url: str) -> str:
    try:
        return links.checked(url)
    except links.Unlinkable as why:
        raise bad(f"inline keyboard button URL '{url}' is invalid: {why}") from None


def _unreadable(why: str) -> Exception:
    return bad(f"can't parse inline keyboard button: {why}")
