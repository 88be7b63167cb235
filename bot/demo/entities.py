"""The marked parts of a message: where they lie, and those that Telegram finds by itself."""

import re
from collections.abc import Iterable, Iterator

from bot.demo.refusals import Json, bad

# What Telegram turns into a space, and what it drops (carriage returns, marks of direction, vertical lines).
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_SPACED = frozenset(map(chr, (*range(10), 11, 12, *range(14, 32))))

# These may hold and be held by anything but code; the others may not lie inside one another.
SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})

_HINT = re.compile(r"[/@#.]")
_FINDABLE = re.compile(
    r"(?P<email>(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?<!\w)(?:https?://[^\s<>\"]*[^\s<>\".,;:!?)\]']"
    r"|(?:[A-Za-z0-9-]+\.)+(?:uk|com|org|net|info|eu|me)(?![\w-])(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'])?))"
    r"|(?P<bot_command>(?<![\w/<>@#])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#\w+)"
)


def utf16(text: str) -> int:
    """The length of a text in UTF-16 code units, in which Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, entity: Json) -> str:
    """The part of the text that an entity marks."""
    raw = text.encode("utf-16-le")
    start = entity["offset"] * 2
    return raw[start : start + entity["length"] * 2].decode("utf-16-le")


def in_order(entities: Iterable[Json]) -> list[Json]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def find(text: str) -> list[Json]:
    """The commands, addresses, mentions and hashtags that Telegram marks without being asked."""
    if not _HINT.search(text):
        return []
    return [
        {"offset": utf16(text[: hit.start()]), "length": utf16(hit.group()), "type": hit.lastgroup}
        for hit in _FINDABLE.finditer(text)
    ]


def finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cleans and trims a text as Telegram does, and adds what Telegram finds in it."""
    _check_encoding(text)
    text, entities = _trim(*_clean(text, _nested(in_order(entities))))
    if not text.strip():
        raise bad("text must be non-empty")
    taken = [entity for entity in entities if entity["type"] not in SPLITTABLE | QUOTES]
    found = [entity for entity in find(text) if not any(_meet(entity, other) for other in taken)]
    return text, in_order(entities + found) if found else entities


def _check_encoding(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


def _clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if not _UNWANTED.search(text):
        return text, entities
    dropped: list[int] = []

    def replace(hit: re.Match[str]) -> str:
        if hit.group() in _SPACED:
            return " "
        dropped.append(utf16(text[: hit.start()]))
        return ""

    cleaned = _UNWANTED.sub(replace, text)
    return cleaned, list(_without(entities, dropped))


def _without(entities: list[Json], dropped: list[int]) -> Iterator[Json]:
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        before = sum(at < start for at in dropped)
        inside = sum(start <= at < end for at in dropped)
        if entity["length"] > inside:
            yield {**entity, "offset": start - before, "length": entity["length"] - inside}


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = text.rstrip(" \n")
    end = utf16(text)
    kept = [
        {**entity, "length": min(entity["length"], end - entity["offset"])}
        for entity in entities
        if entity["offset"] < end
    ]
    room = kept[0]["offset"] if kept else end
    lead = min(len(text) - len(text.lstrip(" \n")), room)
    return text[lead:], [{**entity, "offset": entity["offset"] - lead} for entity in kept] if lead else kept


def _nested(entities: list[Json]) -> list[Json]:
    """Nothing lies inside code, links do not lie in links, quotations do not lie in quotations."""
    kept: list[Json] = []
    for entity in entities:
        kind = entity["type"]
        if kind in SPLITTABLE:
            continue
        rivals = QUOTES if kind in QUOTES else {other["type"] for other in kept} - QUOTES
        if not any(_meet(entity, other) for other in kept if other["type"] in rivals):
            kept.append(entity)
    code = [entity for entity in kept if entity["type"] in CODE]
    for entity in entities:
        if entity["type"] in SPLITTABLE:
            kept.extend(_around(entity, code))
    return in_order(kept)


def _around(entity: Json, code: list[Json]) -> Iterator[Json]:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    for block in code:
        if _meet(entity, block):
            if block["offset"] > start:
                yield {**entity, "offset": start, "length": block["offset"] - start}
            start = max(start, block["offset"] + block["length"])
    if end > start:
        yield {**entity, "offset": start, "length": end - start}


def _meet(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )
