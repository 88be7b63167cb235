"""Files that people and the bot have sent."""

from dataclasses import dataclass, field
from itertools import count

from bot.demo.refusals import Json, bad

LARGEST_UPLOAD = 50 << 20
LARGEST_PHOTO = 10 << 20
LARGEST_DOWNLOAD = 20 << 20
LONGEST_SIDES = 10_000
WIDEST_RATIO = 20
BOXES = (90, 320, 800, 1280, 2560)  # the sides of the squares that Telegram makes a photo fit into

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


@dataclass(eq=False, slots=True)
class Stored:
    number: int
    folder: str
    name: str
    mime: str
    content: bytes

    @property
    def file_id(self) -> str:
        return f"standin-{self.folder}-{self.number}"

    @property
    def path(self) -> str:
        suffix = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{self.folder}/file_{self.number}.{suffix}"

    def card(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": f"standin{self.number}",
            "file_size": len(self.content),
        }


@dataclass(eq=False)
class Files:
    by_id: dict[str, Stored] = field(default_factory=dict)
    by_path: dict[str, Stored] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def sizes(self, stored: Stored) -> list[Json]:
        """A photo as Telegram tells of it: smallest first. Here every size is the file as it was sent."""
        width, height = size_of_picture(stored.content)
        longest = max(width, height)
        whole = min(longest, BOXES[-1])
        return [self._size(stored, width, height, box / longest) for box in BOXES if box < whole] + [
            stored.card() | _scaled(width, height, whole / longest)
        ]

    def _size(self, stored: Stored, width: int, height: int, scale: float) -> Json:
        size = _scaled(width, height, scale)
        name = f"{stored.file_id}-{max(size.values())}"
        self.by_id[name] = stored
        return stored.card() | {"file_id": name, "file_unique_id": name.replace("-", "")} | size

    def keep(self, folder: str, name: str, mime: str, content: bytes) -> Stored:
        stored = Stored(next(self._numbers), folder, name, mime, content)
        self.by_id[stored.file_id] = self.by_path[stored.path] = stored
        return stored


def _scaled(width: int, height: int, scale: float) -> dict[str, int]:
    return {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}


def kind_of_picture(content: bytes) -> str:
    """What a photo is, whatever its name says."""
    kinds = {_PNG: "image/png", b"GIF8": "image/gif"}
    return next((kind for start, kind in kinds.items() if content.startswith(start)), "image/jpeg")


def size_of_picture(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, JPEG or GIF; raises what Telegram says of anything else."""
    if content.startswith(_PNG):
        size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    elif content.startswith(b"GIF8"):
        size = int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    else:
        size = _jpeg(content)
    if not all(size):
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > LONGEST_SIDES or max(size) > WIDEST_RATIO * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 < len(content) and content[at] == 0xFF:  # noqa: PLR2004
        if content[at + 1] in _JPEG_FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0
