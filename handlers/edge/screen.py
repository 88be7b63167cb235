"""What a page wants to be seen: words, buttons, pictures, files. How it reaches Telegram is in speak.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

_LONGEST_LABEL = 40
MOST_CASES = 20  # on one page: more is a wall
MOST_BUTTONS = 90  # of the hundred that Telegram shows under a message; the others lead on


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


def leaf(some: Sequence[T], page: int, most: int, route: str) -> tuple[int, Sequence[T], tuple[Button, ...]]:
    """A long list, the oldest first, as pages that begin with the newest.

    Gives how many stand before this page, what is on it, and the buttons to the pages beside it.
    """
    page = min(page, max(0, len(some) - 1) // most)
    end = len(some) - page * most
    begin = max(0, end - most)
    older = (Button("Older", f"{route}:{page + 1}"),) if begin else ()
    newer = (Button("Newer", f"{route}:{page - 1}"),) if page else ()
    return begin, some[begin:end], (*older, *newer)


# The bytes themselves, or the work that makes them: it is done after the commit, in a thread.
Content = bytes | Callable[[], bytes]


@dataclass(frozen=True)
class File:
    name: str
    content: Content
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture shown in the chat; `caption` says what it shows, also to somebody who cannot see it."""

    name: str
    content: Content
    caption: str


@dataclass(frozen=True)
class Screen:
    """One answer of the bot. `text` is Telegram HTML; `first` are messages that go before it.

    A picture is never the only bearer of what it says: where Telegram will not have it, the text goes alone.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    first: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    files: tuple[File, ...] = ()
    fresh: bool = False  # a new message even after a tap, so that what was tapped stays to be read
    toast: str = ""  # a line shown over the chat when a button was tapped
    route: str = field(default="home", kw_only=True)  # shows this screen again
