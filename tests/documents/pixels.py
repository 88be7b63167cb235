"""Just enough of PNG to look at what was painted."""

import struct
import zlib
from collections.abc import Iterator
from functools import cache

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BYTES = 4  # red, green, blue, and how solid


def size(content: bytes) -> tuple[int, int]:
    """Width and height, after checking that every part of the file is whole."""
    parts = dict(_parts(content))
    assert b"IEND" in parts
    width, height, *form = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert form == [8, 6, 0, 0, 0]
    return width, height


def places(content: bytes, colour: str) -> list[tuple[int, int]]:
    """Where exactly this colour was painted, as (x, y)."""
    wanted = bytes.fromhex(colour) + b"\xff"
    return [
        (at // BYTES, y)
        for y, row in enumerate(_rows(content))
        if wanted in row
        for at in range(0, len(row), BYTES)
        if row[at : at + BYTES] == wanted
    ]


def grey(content: bytes, left: int, top: int, right: int, bottom: int) -> list[int]:
    """A part of the picture as a print without colour shows it: how light each pixel is, row by row."""
    rows = (row[left * BYTES : right * BYTES] for row in _rows(content)[top:bottom])
    return [
        (299 * row[at] + 587 * row[at + 1] + 114 * row[at + 2]) // 1000
        for row in rows
        for at in range(0, len(row), BYTES)
    ]


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert content.startswith(SIGNATURE)
    at, pixels = len(SIGNATURE), b""
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        assert struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + body)
        pixels += body if name == b"IDAT" else b""
        yield name, body
        at += 12 + length
    yield b"pixels", pixels


@cache
def _rows(content: bytes) -> tuple[bytes, ...]:
    width, height = size(content)
    raw = zlib.decompress(dict(_parts(content))[b"pixels"])
    step = width * BYTES + 1
    rows = [bytes(width * BYTES)]
    for at in range(0, height * step, step):
        rows.append(_plain(raw[at], raw[at + 1 : at + step], rows[-1]))
    return tuple(rows[1:])


def _plain(kind: int, row: bytes, above: bytes) -> bytes:
    """A row as it is, from how it differs from what is left of it and above it."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes([(new + up) & 255 for new, up in zip(row, above, strict=True)])
    line = bytearray(BYTES) + row
    corner = bytes(BYTES) + above
    for at in range(BYTES, len(line)):
        left, up, aslant = line[at - BYTES], corner[at], corner[at - BYTES]
        guess = left if kind == 1 else (left + up) // 2 if kind == 3 else _nearest(left, up, aslant)
        line[at] = (line[at] + guess) & 255
    return bytes(line[BYTES:])


def _nearest(left: int, up: int, aslant: int) -> int:
    return min((left, up, aslant), key=lambda each: abs(left + up - aslant - each))
