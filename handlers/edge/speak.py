"""How a screen reaches Telegram: as messages, an edit in place, pictures, files, and the answer to a tap."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from handlers.edge.calls import Keyboard, answer_tap, edit_message, send_message, send_photo
from handlers.edge.screen import Button, Content, File, Picture, Screen

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT = 60
SOON = 0.5
LONGEST = 4000  # characters of a message; Telegram takes a few more
LONGEST_CAPTION = 1000
AT_ONCE = 2  # a picture takes a processor and some 20 MB while it is drawn; the others wait their turn
DESK = ThreadPoolExecutor(AT_ONCE, "drawing")


async def show(screen: Screen, bot: Bot, chat_id: int, query: CallbackQuery | None) -> None:
    """Says it all. To say something twice is better than to be silent: what failed is tried again."""
    if query is None:
        await _say(screen, bot, chat_id, None)
        return
    answered, said = await asyncio.gather(
        _patiently(partial(answer_tap, bot, query.id, screen.toast)),
        _say(screen, bot, chat_id, query.message.message_id if query.message else None),
        return_exceptions=True,
    )
    if isinstance(answered, BaseException):  # such as a tap too old to be answered: what counts was said
        log.info("a tap could not be answered: %s", type(answered).__name__)
    if isinstance(said, BaseException):
        raise said


async def _say(screen: Screen, bot: Bot, chat_id: int, tapped: int | None) -> None:
    *first, last = *screen.first, *pages(screen.text)
    buttons = keyboard(screen.rows)
    alone = not (screen.fresh or screen.pictures or screen.files or first)
    if tapped and alone and await _edited(partial(edit_message, bot, chat_id, tapped, last, buttons)):
        return
    for text in first:
        await _patiently(partial(send_message, bot, chat_id, text))
    for picture in screen.pictures:
        await _send_picture(bot, chat_id, picture)
    for file in screen.files:
        await _patiently(partial(_send_file, bot, chat_id, file))
    await _patiently(partial(send_message, bot, chat_id, last, buttons))


async def _send_picture(bot: Bot, chat_id: int, picture: Picture) -> None:
    """The words say everything that a picture does, so they go without it where it cannot be sent."""
    try:
        content = await _made(picture.content)
        await _patiently(partial(send_photo, bot, chat_id, picture.name, content, _caption(picture)))
    except TelegramError as refusal:
        log.info("a picture could not be sent: %s", type(refusal).__name__)
    except Exception:
        log.exception("a picture could not be drawn")


def _caption(picture: Picture) -> str:
    whole = picture.caption
    return whole if len(whole) <= LONGEST_CAPTION else f"{whole[: LONGEST_CAPTION - 1]}…"


async def _send_file(bot: Bot, chat_id: int, file: File) -> None:
    content = await _made(file.content)
    await bot.send_document(chat_id, content, caption=file.caption or None, filename=file.name)


async def _made(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return await asyncio.get_running_loop().run_in_executor(DESK, content)


async def _edited(edit: Callable[[], Awaitable[None]]) -> bool:
    """True when the tapped message now shows the screen; False when it cannot be changed any more."""
    try:
        await _patiently(edit)
    except BadRequest as refusal:
        return "not modified" in refusal.message.lower()
    return True


async def _patiently(call: Callable[[], Awaitable[object]]) -> None:
    """Tries again where Telegram asks for time or could not be reached."""
    for tries_left in reversed(range(TRIES)):
        try:
            await call()
        except Forbidden:
            log.info("a chat is closed to us")  # they blocked the bot: their record stays, nothing is said
        except BadRequest:
            raise
        except (RetryAfter, NetworkError) as problem:
            if not tries_left:
                raise
            await asyncio.sleep(_pause(problem))
            continue
        return


def _pause(problem: TelegramError) -> float:
    if isinstance(problem, RetryAfter):
        seconds = problem.retry_after
        return min(float(seconds if isinstance(seconds, int) else seconds.total_seconds()), LONGEST_WAIT)
    return SOON


def length(text: str) -> int:
    """As Telegram counts: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pages(text: str) -> tuple[str, ...]:
    """A text too long for one message as several, split between lines: no tag of ours runs over a line."""
    if length(text) <= LONGEST:
        return (text,)
    parts = [""]
    for line in text.splitlines(keepends=True):
        if length(parts[-1]) + length(line) > LONGEST:
            parts.append("")
        parts[-1] += line
    return tuple(part.strip() for part in parts if part.strip())


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> Keyboard:
    """Buttons as the Bot API has them."""
    return [[_button(button) for button in row] for row in rows]


def _button(button: Button) -> dict[str, Any]:
    if button.opens:
        return {"text": button.label, "url": button.opens}
    if button.copies:
        return {"text": button.label, "copy_text": {"text": button.copies}}
    return {"text": button.label, "callback_data": button.does}
