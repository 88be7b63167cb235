"""Just enough of PDF to read what typst wrote: words with their fonts' tables of letters, page by page."""

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.MULTILINE | re.DOTALL)
STREAM = re.compile(rb"<<.*?>>\s*stream\n", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page\b")
LETTERS = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
LITERAL = rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)"
TOKEN = re.compile(rb"/(f\d+) [\d.]+ Tf|(" + LITERAL + rb"|<[0-9A-Fa-f]*>)|(\bET\b)", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Font = dict[bytes, str]


def pages(content: bytes) -> list[str]:
    """The words of each page, a piece of a line to a line."""
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    objects = {int(number): body for number, body in OBJECT.findall(content)}
    return [_words(page, objects) for page in objects.values() if PAGE.search(page)]


def paper_sizes(content: bytes) -> set[bytes]:
    return set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", content))


def tags(content: bytes) -> list[str]:
    """What the parts are to a screen reader: P, Table, TR, TH ..."""
    return [tag.decode() for tag in re.findall(rb"/Type/StructElem.{0,40}?/S/(\w+)", content, re.DOTALL)]


def squeezed(words: str) -> str:
    """Without white space, which a line may end or begin with."""
    return "".join(words.split())


def _words(page: bytes, objects: dict[int, bytes]) -> str:
    named = re.findall(rb"/(f\d+) (\d+) 0 R", objects[_number(page, b"Resources")])
    fonts = {name: _font(objects, int(number)) for name, number in named}
    return "".join(_told(_stream(objects[_number(page, b"Contents")]), fonts))


def _told(drawn: bytes, fonts: dict[bytes, Font]) -> Iterator[str]:
    font = None
    for name, shown, end in TOKEN.findall(drawn):
        if name:
            font = fonts[name]
        elif end:
            font = None
            yield "\n"
        elif font is not None:
            codes = _hex(shown[1:-1]) if shown.startswith(b"<") else _literal(shown[1:-1])
            yield "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _literal(shown: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if len(code) > 1 else ESCAPES.get(code, code)

    return ESCAPED.sub(plain, shown)


def _font(objects: dict[int, bytes], number: int) -> Font:
    table = _stream(objects[_number(objects[number], b"ToUnicode")])
    found = LETTERS.findall(table.partition(b"endcodespacerange")[2])
    return {_hex(code): _hex(letters).decode("utf-16-be") for code, letters in found}


def _hex(shown: bytes) -> bytes:
    return bytes.fromhex(shown.decode())


def _stream(body: bytes) -> bytes:
    content = body[STREAM.match(body).end() :].removesuffix(b"\nendstream")
    return zlib.decompress(content)


def _number(body: bytes, name: bytes) -> int:
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])
