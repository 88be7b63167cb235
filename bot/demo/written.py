"""A marked text written as Telegram's HTML."""

import html as escaping
from collections.abc import Iterator

from bot.demo import entities as parts
from bot.demo.html import TAGS
from bot.demo.refusals import Json


def write(text: str, entities: list[Json]) -> str:
    """Telegram HTML that reads as this text with these entities."""
    raw = text.encode("utf-16-le")
    marks: dict[int, tuple[list[str], list[str]]] = {}
    for entity in parts.in_order(entities):
        tags = list(_tags(entity))
        ends = marks.setdefault(entity["offset"] + entity["length"], ([], []))
        marks.setdefault(entity["offset"], ([], []))[1].extend(start for start, _ in tags)
        ends[0][:0] = [end for _, end in reversed(tags)]
    written, last = [], 0
    for at in sorted(marks):
        written += [_escaped(raw, last, at), *marks[at][0], *marks[at][1]]
        last = at
    return "".join(written) + _escaped(raw, last, len(raw) // 2)


def _escaped(raw: bytes, start: int, end: int) -> str:
    return escaping.escape(raw[start * 2 : end * 2].decode("utf-16-le"), quote=False)


def _tags(entity: Json) -> Iterator[tuple[str, str]]:
    kind = entity["type"]
    if kind == "text_link":
        yield f'<a href="{escaping.escape(entity["url"])}">', "</a>"
    elif kind == "expandable_blockquote":
        yield "<blockquote expandable>", "</blockquote>"
    elif kind in TAGS.values():
        tag = next(tag for tag, name in TAGS.items() if name == kind)
        yield f"<{tag}>", f"</{tag}>"
        if language := entity.get("language"):
            yield f'<code class="language-{escaping.escape(language)}">', "</code>"
