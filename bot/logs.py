"""Logs: one plain line at a time to stderr, with no token in it and nothing that a parent wrote."""

import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

TOKEN = re.compile(r"(?<!\d)\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
ADDRESS = re.compile(r"/bot[^/\s'\"]+/")
CHATTY = ("httpx", "httpcore", "aiohttp.access", "apscheduler", "telegram", "alembic")
# The messages of these come from the machine or the database and hold no words of a parent's.
OPEN = (OSError, ImportError, sqlite3.Error)
FRAMES = 6


def set_up(level: str = "info", stream: TextIO | None = None) -> None:
    """Sends every log to stderr at `level`; the libraries are only heard when something is wrong."""
    logging.raiseExceptions = False  # or a line that cannot be written is shown raw
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for each in _handlers():
        each.addFilter(discreet)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def redact(text: str) -> str:
    """The text with anything shaped like a bot token, or like an address that holds one, taken out."""
    return TOKEN.sub("[token]", ADDRESS.sub("/bot[token]/", text))


def discreet(record: logging.LogRecord) -> bool:
    """A filter that makes a record one line, fit to keep; it is true of every record."""
    lines = _message(record).splitlines() or [""]
    text = lines[0] if record.name == "asyncio" else " ".join(lines)  # asyncio shows whole exceptions below
    if record.exc_info and record.exc_info[1]:
        text = f"{text} [{' from '.join(_chain(record.exc_info[1]))}]"
    record.msg, record.args = redact(text), ()
    record.exc_info = record.exc_text = record.stack_info = None
    return True


def _handlers() -> Iterator[logging.Handler]:
    """Every handler there is, whoever put it there."""
    yield from logging.getLogger().handlers
    for logger in logging.getLogger().manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            yield from logger.handlers


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] == "telegram" and isinstance(record.args, tuple):
        record.args = tuple(map(_plain, record.args))  # the library logs whole updates when one goes wrong
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # the wrong number of arguments: say where, not what
        return f"a log line that cannot be written, {Path(record.pathname).name}:{record.lineno}"


def _plain(argument: object) -> object:
    return argument if isinstance(argument, str | int | float) else f"<{type(argument).__name__}>"


def _chain(error: BaseException) -> Iterator[str]:
    """An exception and what it came from: its kind and its place, not its words, which may be a parent's."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield _described(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _described(error: BaseException) -> str:
    words = f": {error}" if isinstance(error, OPEN) else ""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__}{words} at {places or 'no place'}".replace("\n", " ")
