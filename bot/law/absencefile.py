"""What absences.toml says: the kinds of absence, the totals that turn a right on, a register's letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bot.strict import NotUnderstood, fill, known_only, table

FILE = Path(__file__).with_name("absences.toml")
GROUPS = FORMAL, INFORMAL, OTHER, APART = ("formal", "informal", "other", "apart")
ENDS = ("day", "asked", "open", "pattern")
ASKS = ("letter", "separation", "exam")
COUNTS = ("suspension", "health")
TOTALS = (*COUNTS, "exam", "unauthorised", "informal")
PERIODS = ("term", "year", "row", "weeks")
LONGEST_BUTTON = 40


@dataclass(frozen=True, kw_only=True)
class AbsenceKind:
    """One row of [[kind]]: what kept a child out of school, and what is asked about it."""

    id: str
    button: str
    short: str  # in a legend
    told: str  # the line in the record, to the parent
    written: str  # the same in a paper for others
    group: str
    ends: str
    ask: str
    why: str
    asks: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    event: str = ""  # what happened in a case, as the rule files call it
    how: str = ""
    case: str = ""  # the rule file of that case
    place: int = 0  # in the order of the file


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """One row of [[threshold]]: a total, and the rule that it turns on."""

    id: str
    rule: str
    title: str
    counts: str
    per: str
    more_than: int | None = None  # days
    at_least: int | None = None  # days
    sessions: int | None = None  # half days, at least
    weeks: int = 0
    yields_to: str = ""  # the line above it: once that is crossed, this one says nothing more

    @property
    def half_days(self) -> int:
        """Gives the least number of half days that crosses it."""
        if self.more_than is not None:
            return 2 * self.more_than + 1
        return self.sessions or 2 * (self.at_least or 0) or 1


@dataclass(frozen=True, kw_only=True)
class RegisterCode:
    """One row of [[code]]: a letter of the attendance register, and what it stands for."""

    id: str
    means: str
    allowed: bool = True


@dataclass(frozen=True)
class AbsenceRules:
    """The whole file."""

    kinds: Mapping[str, AbsenceKind]
    thresholds: tuple[Threshold, ...]
    codes: Mapping[str, RegisterCode]

    def threshold(self, threshold_id: str) -> Threshold:
        """Finds a threshold, or raises KeyError."""
        return self._thresholds[threshold_id]

    @cached_property
    def not_allowed(self) -> frozenset[str]:
        """Names the letters that count towards a fine."""
        return frozenset(code.id for code in self.codes.values() if not code.allowed)

    @cached_property
    def _thresholds(self) -> dict[str, Threshold]:
        return {each.id: each for each in self.thresholds}


@cache
def bundled() -> AbsenceRules:
    """Gives the kinds and totals that come with the bot, read once."""
    return load()


def load(path: Path = FILE) -> AbsenceRules:
    """Reads the file. Raises NotUnderstood, a sentence naming the row and what is wrong with it."""
    tables = table(path.read_text(encoding="utf-8"), path.name)
    known_only(tables, ["kind", "threshold", "code"], path.name, "table")
    kinds = [
        fill(AbsenceKind, row, f"{path.name}, kind number {n}", place=n)
        for n, row in enumerate(tables.get("kind", []), start=1)
    ]
    thresholds = [fill(Threshold, row, f"{path.name}, threshold") for row in tables.get("threshold", [])]
    codes = [fill(RegisterCode, row, f"{path.name}, code") for row in tables.get("code", [])]
    for kind in kinds:
        _check_kind(kind, f'{path.name}, kind "{kind.id}"')
    lines = ["", *(each.id for each in thresholds)]
    for each in thresholds:
        _check_threshold(each, lines, f'{path.name}, threshold "{each.id}"')
    for rows in (kinds, thresholds, codes):
        _refuse_twins(rows, path.name)
    return AbsenceRules(
        {kind.id: kind for kind in kinds}, tuple(thresholds), {code.id: code for code in codes}
    )


def _check_kind(kind: AbsenceKind, where: str) -> None:
    known_only([kind.group], GROUPS, f"{where}: 'group'", "word")
    known_only([kind.ends], ENDS, f"{where}: 'ends'", "word")
    known_only(kind.asks, ASKS, f"{where}: 'asks'", "word")
    known_only(kind.counts, COUNTS, f"{where}: 'counts'", "word")
    if kind.event and not kind.case:
        raise NotUnderstood(f"{where}: an 'event' needs a 'case' to happen in.")
    if not 1 <= len(kind.button) <= LONGEST_BUTTON:
        raise NotUnderstood(f"{where}: 'button' has 1 to {LONGEST_BUTTON} characters.")


def _check_threshold(each: Threshold, lines: Sequence[str], where: str) -> None:
    known_only([each.counts], TOTALS, f"{where}: 'counts'", "word")
    known_only([each.per], PERIODS, f"{where}: 'per'", "word")
    known_only([each.yields_to], lines, f"{where}: 'yields_to'", "threshold")
    given = [each.more_than, each.at_least, each.sessions]
    if sum(number is not None for number in given) != (each.counts != "exam"):
        raise NotUnderstood(f"{where}: give one of 'more_than', 'at_least' and 'sessions'.")
    if (each.per == "weeks") != bool(each.weeks):
        raise NotUnderstood(f"{where}: 'weeks' goes with per = \"weeks\".")


def _refuse_twins(rows: list[AbsenceKind] | list[Threshold] | list[RegisterCode], name: str) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise NotUnderstood(f'{name}: "{row.id}" is there twice.')
        seen.add(row.id)
