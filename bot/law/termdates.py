"""The term dates that councils publish, with where each was read; never a school's own dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.law.school import SchoolCalendar
from bot.law.schoolyear import BadSchoolYear, Break, SchoolYear
from bot.strict import NotUnderstood, fill, known_only, table

TERMS = Path(__file__).parent / "terms.toml"
NAMES = ["autumn", "spring", "summer"]
STATUSES = ("council-via-press", "school-derived")
CONFIDENCE = ("low", "medium", "high")
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PublishedTerm:
    """One term, as it was published."""

    name: str
    first: date
    last: date
    half_term_first: date
    half_term_last: date
    confidence: str
    note: str = ""

    @property
    def days(self) -> tuple[date, date, date, date]:
        """Its four days in the order in which they come."""
        return self.first, self.half_term_first, self.half_term_last, self.last


@dataclass(frozen=True, kw_only=True)
class PublishedYear:
    """A school year of one council, with where it was read. `says` is the sentence for the parent."""

    council: str
    school_year: str
    status: str
    confidence: str
    live_verified: bool
    checked: date
    sources: tuple[str, ...]
    says: str
    terms: tuple[PublishedTerm, ...]
    note: str = ""

    def as_school_year(self) -> SchoolYear:
        """The same days as a school's year. Which of them are training days is each school's own matter."""
        half_terms = [Break(term.half_term_first, term.half_term_last) for term in self.terms]
        holidays = [Break(one.last + DAY, other.first - DAY) for one, other in pairwise(self.terms)]
        breaks = sorted((*half_terms, *holidays), key=lambda each: each.first)
        return SchoolYear(self.terms[0].first, self.terms[-1].last, tuple(breaks), None, self.says)


def published(path: Path = TERMS) -> tuple[PublishedYear, ...]:
    """Reads the file. Raises NotUnderstood, in a sentence, for anything unknown, missing or said twice."""
    tables = table(path.read_text(encoding="utf-8"), path.name)
    known_only(tables, ["year"], path.name, "table")
    years = tuple(_year(row, number, path.name) for number, row in enumerate(tables.get("year", []), start=1))
    named = [(year.council, year.school_year) for year in years]
    for twice in {name for name in named if named.count(name) > 1}:
        raise NotUnderstood(f"{path.name}: {' '.join(twice)} is there twice.")
    return years


def council_calendars(years: Iterable[PublishedYear]) -> Mapping[str, SchoolCalendar]:
    """Gives each council's calendar by the id of the council."""
    by_council: dict[str, list[SchoolYear]] = defaultdict(list)
    for year in years:
        by_council[year.council].append(year.as_school_year())
    return {council: SchoolCalendar(tuple(own)) for council, own in by_council.items()}


def _year(row: dict[str, Any], number: int, file: str) -> PublishedYear:
    where = f"{file}, year number {number}"
    terms = tuple(fill(PublishedTerm, each, f"{where}, term") for each in row.pop("term", []))
    year = fill(PublishedYear, row, where, terms=terms)
    known_only([year.status], STATUSES, f"{where}: 'status'", "word")
    known_only([year.confidence, *(term.confidence for term in terms)], CONFIDENCE, where, "confidence")
    if slip := _slip(year):
        raise NotUnderstood(f"{where}: {slip}")
    return year


def _slip(year: PublishedYear) -> str | None:
    if [term.name for term in year.terms] != NAMES:
        return f"its terms should be {', '.join(NAMES)}."
    if not year.says.strip() or not year.council.strip():
        return "'says' and 'council' should not be empty."
    if not year.sources or not all(source.startswith("https://") for source in year.sources):
        return "'sources' should name at least one page, and each starts with https://."
    days = [day for term in year.terms for day in term.days]
    wrong = next((later for earlier, later in pairwise(days) if later < earlier), None)
    if wrong:
        return f"{wrong} comes after a later day."
    try:
        name = year.as_school_year().period.name
    except BadSchoolYear as slip:
        return str(slip)
    return None if name == year.school_year else f"its days are of {name}, not of {year.school_year}."
