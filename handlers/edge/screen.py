"""What a page wants to be seen, and how that becomes messages, edits and files."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

log = logging.getLogger(__name__)

_LONGEST_LABEL = 40
_TRIES = 3
_LONGEST_WAIT = 60


@dataclass(frozen=True)
class Button:
    """A labelled button: `does` is a route of ours, `opens` a web address, `copies` text to paste."""

    label: str
    does: str = ""
    opens: str = ""
    copies: str = ""


def short(label: str) -> str:
    """A label that a phone shows whole."""
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True)
class Screen:
    """One answer of the bot. `text` is Telegram HTML; `first` are messages that go before it."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    first: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    fresh: bool = False  # a new message even after a tap, so that what was tapped stays to be read
    toast: str = ""  # a line shown over the chat when a button was tapped
    route: str = field(default="home", kw_only=True)  # shows this screen again


async def show(screen: Screen, bot: Bot, chat_id: int, query: CallbackQuery | None) -> None:
    """Says it all: answers the tap, and edits the tapped message or sends new ones."""
    if query is None:
        await _say(screen, bot, chat_id, None)
        return
    _, said = await asyncio.gather(
        _patiently(lambda: query.answer(screen.toast or None)),
        _say(screen, bot, chat_id, query),
        return_exceptions=True,
    )
    if isinstance(said, BaseException):
        raise said


async def _say(screen: Screen, bot: Bot, chat_id: int, query: CallbackQuery | None) -> None:
    for text in screen.first:
        await _patiently(lambda text=text: bot.send_message(chat_id, text, parse_mode=ParseMode.HTML))  # type: ignore[misc]
    for file in screen.files:
        await _patiently(
            lambda file=file: bot.send_document(  # type: ignore[misc]
                chat_id, file.content, caption=file.caption or None, filename=file.name
            )
        )
    in_place = query and query.message and not (screen.fresh or screen.first or screen.files)
    if not (in_place and query and await _edit(screen, query)):
        buttons = keyboard(screen)
        await _patiently(
            lambda: bot.send_message(chat_id, screen.text, parse_mode=ParseMode.HTML, reply_markup=buttons)
        )


async def _edit(screen: Screen, query: CallbackQuery) -> bool:
    """True when the tapped message now shows the screen; False when it can no longer be changed."""
    try:
        await _patiently(
            lambda: query.edit_message_text(
                screen.text, parse_mode=ParseMode.HTML, reply_markup=keyboard(screen)
            )
        )
    except BadRequest as refusal:
        return "not modified" in refusal.message.lower()
    except TypeError:  # python-telegram-bot: the message is too old for Telegram to let it be read
        return False
    return True


async def _patiently(call: Callable[[], Awaitable[Any]]) -> None:
    """Tries again where Telegram asks for time or could not be reached. To say it twice beats silence."""
    for tries_left in reversed(range(_TRIES)):
        try:
            await call()
        except Forbidden:
            log.info("a chat is closed to us")  # they blocked the bot: their record stays, nothing is said
        except BadRequest:
            raise
        except (RetryAfter, TimedOut, NetworkError) as problem:
            if not tries_left:
                raise
            await asyncio.sleep(_pause(problem))
            continue
        return


def _pause(problem: TelegramError) -> float:
    if isinstance(problem, RetryAfter):
        seconds = problem.retry_after
        return min(float(seconds if isinstance(seconds, int) else seconds.total_seconds()), _LONGEST_WAIT)
    return 0.5


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.opens:
        return InlineKeyboardButton(button.label, url=button.opens)
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    return InlineKeyboardButton(button.label, callback_data=button.does)
