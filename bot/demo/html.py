"""Telegram's HTML read into text and entities, refusing what Telegram refuses."""

import re
from dataclasses import dataclass

from bot.demo import entities as parts
from bot.demo import links
from bot.demo.refusals import Json, Refused, bad

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPACE = " \t\r\n\v\0"
_SIGNAL = re.compile("[<&]")
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]*)|#(?P<decimal>[0-9]*)|(?P<name>[A-Za-z]*))(?P<end>;?)")
_WORD = re.compile(rf"[^{_SPACE}>]*")
_BLANK = re.compile(rf"[{_SPACE}]*")
_ATTRIBUTE = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LONGEST_REFERENCE = 10
_LAST_CODE_POINT = 0x10FFFF


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    part: int


class _Reader:
    """One pass over one text, keeping Telegram's own order of complaints."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.found: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while signal := _SIGNAL.search(self.html, self.at):
            self._write(self.html[self.at : signal.start()])
            self.at = signal.start()
            self._character() if signal.group() == "&" else self._tag()
        self._write(self.html[self.at :])
        if self.open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), parts.in_order(self._without_language(entity) for entity in self.found)

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += parts.utf16(text)

    def _character(self) -> None:
        text, self.at = _decode(self.html, self.at)
        if "\ud800" <= text <= "\udfff":
            raise _cannot(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self._write(text)

    def _tag(self) -> None:
        if self.html.startswith("/", self.at + 1):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        tag = self._take(_WORD, begin + 1).lower()
        if self.at >= len(self.html):
            raise self._error("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while not self._closing():
            argument = _argument(tag, *self._attribute(tag, begin)) or argument
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        self.open.append(_Open(tag, argument, self.length, len(self.parts)))

    def _closing(self) -> bool:
        self._take(_BLANK, self.at)
        return self.html.startswith(">", self.at)

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE, self.at)
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._take(_BLANK, self.at)
        if self.at < len(self.html) and self.html[self.at] != "=":
            return name, ""
        self._take(_BLANK, self.at + 1)
        if self.at >= len(self.html):
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self.html[self.at] in "'\"" else self._bare()
        if self.at >= len(self.html):
            raise self._error("Unclosed start tag", begin)
        return name, value

    def _quoted(self) -> str:
        quote, value = self.html[self.at], []
        self.at += 1
        while self.at < len(self.html) and self.html[self.at] != quote:
            if self.html[self.at] == "&":
                text, self.at = _decode(self.html, self.at)
            else:
                text, self.at = self.html[self.at], self.at + 1
            value.append(text)
        self.at += 1
        return "".join(value)

    def _bare(self) -> str:
        begin = self.at
        value = self._take(_TOKEN, begin).lower()
        if self.at < len(self.html) and self.html[self.at] not in _SPACE + ">":
            raise self._error("Unexpected end of name token", begin)
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        name = self._take(_WORD, begin + 2).lower()
        if not self._closing():
            raise self._error("Unclosed end tag", begin)
        opened = self.open[-1]
        if name and name != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise _cannot(f"Unmatched end tag at byte offset {self._byte(begin)}, {expected}")
        self.at += 1
        self.open.pop()
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "offset": opened.offset, "length": self.length - opened.offset, "type": TAGS[opened.tag]
        }  # fmt: skip
        if opened.tag == "a":
            entity["url"] = _checked_link(opened.argument or "".join(self.parts[opened.part :]))
            if not entity["url"]:
                return
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag in parts.CODE and self._is_code_in_pre(opened, entity):
            return
        self.found.append(entity)

    def _is_code_in_pre(self, opened: _Open, entity: Json) -> bool:
        """`<pre><code class="language-x">` is one block with a language, either way round."""
        last = self.found[-1] if self.found else None
        same = last and (last["offset"], last["length"]) == (entity["offset"], entity["length"])
        if last and same and opened.tag == "pre" and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
            return True
        if last and same and opened.tag == "code" and last["type"] == "pre" and opened.argument:
            last["language"] = opened.argument
            return True
        if opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        return False

    @staticmethod
    def _without_language(entity: Json) -> Json:
        if entity["type"] == "code":
            entity.pop("language", None)
        return entity

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        hit = pattern.match(self.html, min(start, len(self.html)))
        assert hit is not None
        self.at = hit.end()
        return hit.group()

    def _byte(self, at: int) -> int:
        return len(self.html[:at].encode(errors="surrogatepass"))

    def _error(self, what: str, at: int) -> Refused:
        return _cannot(f"{what} at byte offset {self._byte(at)}")


def read(html: str) -> tuple[str, list[Json]]:
    """The text and the entities of Telegram HTML; raises what Telegram answers to a text it cannot read."""
    return _Reader(html).read()


def _decode(html: str, at: int) -> tuple[str, int]:
    """The character that a reference stands for; the ampersand itself where Telegram sees no reference."""
    hit = _CHARACTER.match(html, at)
    assert hit is not None
    if hit["name"] is not None:
        return (NAMED[hit["name"]], hit.end()) if hit["name"] in NAMED else ("&", at + 1)
    code = int(hit["hex"] or "0", 16) if hit["hex"] is not None else int(hit["decimal"] or "0")
    if not 0 < code < _LAST_CODE_POINT or hit.end() - hit.start() - len(hit["end"]) >= _LONGEST_REFERENCE:
        return "&", at + 1
    return chr(code), hit.end()


def _argument(tag: str, name: str, value: str) -> str:
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if tag == "blockquote" and name == "expandable" else ""


def _checked_link(url: str) -> str:
    try:
        return links.checked(url)
    except links.Unlinkable:
        return ""


def _cannot(sentence: str) -> Refused:
    return bad(f"can't parse entities: {sentence}")
