"""Has the law changed? What parents are told has changed, what has, and what is only proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.strict import NotUnderstood, fill, known_only, table

FILE = Path(__file__).parent / "changes.toml"
STANDS = ("the law today", "changed", "proposed", "not yet in force")


@dataclass(frozen=True, kw_only=True)
class ChangeOfLaw:
    """One thing that parents hear about the law."""

    title: str
    stands: str
    says: str
    url: str
    read_on: date
    confidence: str


@dataclass(frozen=True)
class Changes:
    """All of them, in the order of the file."""

    rows: tuple[ChangeOfLaw, ...]

    @property
    def read_on(self) -> date:
        """Gives the day on which the oldest of them was last read."""
        return min(row.read_on for row in self.rows)


def load(path: Path = FILE) -> Changes:
    """Reads the file. Raises NotUnderstood, in a sentence, for anything unknown or missing."""
    tables = table(path.read_text(encoding="utf-8"), path.name)
    known_only(tables, ["change"], path.name, "table")
    rows = tuple(fill(ChangeOfLaw, row, f"{path.name}, change number {n}") for n, row in _numbered(tables))
    if not rows:
        raise NotUnderstood(f"{path.name} says nothing.")
    for row in rows:
        where = f'{path.name}, change "{row.title}"'
        known_only([row.stands], STANDS, where, "word")
        known_only([row.confidence], ("high", "medium", "low"), where, "word")
        if not row.url.startswith("https://"):
            raise NotUnderstood(f"{where}: 'url' should start with https://.")
    return Changes(rows)


def _numbered(tables: dict[str, list[dict[str, object]]]) -> Iterable[tuple[int, dict[str, object]]]:
    return enumerate(tables.get("change", []), start=1)
