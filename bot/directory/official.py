"""Official figures about councils, each as its source has it. Nothing is worked out from them here."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bot.strict import NotUnderstood, fill, known_only, table

FILE = Path(__file__).with_name("official.toml")
ENGLAND = "england"


@dataclass(frozen=True)
class Source:
    """Where figures were read, and when."""

    id: str
    title: str
    url: str
    read_on: date


@dataclass(frozen=True)
class What:
    """A thing that figures are about."""

    id: str
    words: str


@dataclass(frozen=True)
class Row:
    """One figure. `area` is a council's id or "england", `year` a calendar year."""

    area: str
    what: str
    year: int
    figure: str
    source: str


@dataclass(frozen=True)
class Official:
    """All of official.toml."""

    sources: tuple[Source, ...]
    whats: tuple[What, ...]
    rows: tuple[Row, ...]

    @classmethod
    def load(cls, path: Path = FILE) -> "Official":
        """Raises NotUnderstood, in a sentence, for anything unknown, missing or said twice."""
        tables = table(path.read_text(encoding="utf-8"), path.name)
        known_only(tables, ("source", "what", "row"), path.name, "table")
        found = cls(
            tuple(fill(Source, row, f"{path.name}, source") for row in tables.get("source", [])),
            tuple(fill(What, row, f"{path.name}, what") for row in tables.get("what", [])),
            tuple(fill(Row, row, f"{path.name}, row") for row in tables.get("row", [])),
        )
        _check(found, path.name)
        return found

    def words(self, what: str) -> str:
        """What a figure is about, in words."""
        return next(each.words for each in self.whats if each.id == what)

    def newest(self, area: str, what: str) -> Row | None:
        """The figure of the newest year, where there is any."""
        return max(self.years(area, what), key=lambda row: row.year, default=None)

    def years(self, area: str, what: str) -> tuple[Row, ...]:
        """The figures of every year that we know, the earliest first."""
        found = [row for row in self.rows if (row.area, row.what) == (area, what)]
        return tuple(sorted(found, key=lambda row: row.year))

    def source(self, row: Row) -> Source:
        """Where a figure was read."""
        return next(each for each in self.sources if each.id == row.source)


@cache
def bundled() -> Official:
    """The figures that come with the bot, read once."""
    return Official.load()


def _check(found: Official, where: str) -> None:
    named = [(row.area, row.what, row.year) for row in found.rows]
    if twice := {each for each in named if named.count(each) > 1}:
        area, what, year = min(twice)
        raise NotUnderstood(f"{where}: '{what}' of '{area}' in {year} is there twice.")
    for row in found.rows:
        place = f"{where}, '{row.what}' of '{row.area}' in {row.year}"
        known_only([row.what], [each.id for each in found.whats], place, "what")
        known_only([row.source], [each.id for each in found.sources], place, "source")
        if not row.figure:
            raise NotUnderstood(f"{place}: what was not found should have no row.")
    for source in found.sources:
        if not source.url.startswith("https://"):
            raise NotUnderstood(f"{where}, source '{source.id}': 'url' should be a web address.")
