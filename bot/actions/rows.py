"""The rows of the papers: what is on the record of one child, a thing in each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.actions.absent import DaysOut
from bot.actions.chronicle import Line
from bot.actions.telling import IN_WRITING, person, session, when
from bot.documents.paper import Cell, Column, HalfDays
from bot.forms.contact import CONTACT
from bot.forms.more import MORE
from bot.forms.weekdays import say_weekdays
from bot.law.absence import SCHOOL_WEEK, Absence, bundled
from bot.law.missed import HalfDay
from bot.store.absences import Details
from bot.store.contacts import Contact
from bot.store.families import Child

Row = tuple[Cell, ...]


def _columns(*wanted: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(title, width) for title, width in wanted)


DAY_COLUMNS = _columns(
    ("Date", 1.5),
    ("Session missed", 1.5),
    ("Days", 0.6),
    ("Why", 2.6),
    ("In writing", 1.2),
    ("Register code", 1.1),
)
ENTRY_COLUMNS = _columns(
    ("First day", 1.3),
    ("Last day", 1.3),
    ("What it was", 2.0),
    ("When", 2.4),
    ("Days of the week", 1.3),
    ("In writing", 1.2),
    ("Register code", 0.8),
    ("Exam missed", 0.8),
    ("Who told me", 1.5),
    ("Reason given", 2.5),
    ("Schoolwork", 1.0),
    ("Note", 2.5),
    ("Logged on", 1.3),
)
CALL_COLUMNS = _columns(
    ("Date", 1.3),
    ("How", 1.2),
    ("Who", 1.5),
    ("What was said", 3),
    ("Promise", 2.5),
    ("By", 1.3),
    ("Kept", 1),
)
TIME_COLUMNS = _columns(("Date", 1.5), ("What happened", 4.5), ("From", 1.4))
SETTLED = {"": "Not known yet", "kept": "Kept", "broken": "Not kept", "dropped": "No longer needed"}


@dataclass(frozen=True)
class Record:
    """Everything on the record of one child that a paper can show."""

    child: Child
    today: date
    found: DaysOut
    details: dict[int, Details]
    calls: list[tuple[Contact, Details]]
    lines: list[Line]

    def halves(self, *, sure: bool) -> list[HalfDay]:
        """The half days out of school that surely were school days, or those that may have been holidays."""
        return [half for half in self.found.totals.missed.halves if half.is_out and half.sure is sure]


def day_rows(record: Record, halves: Iterable[HalfDay]) -> Iterator[Row]:
    """One day and one reason in a row."""
    times = {id(each.absence): record.details[each.id].get("at", "") for each in record.found.logged}
    for (on, number), some in groupby(halves, key=_day_and_entry):
        missed = list(some)
        first = missed[0]
        yield (
            on,
            session({half.part for half in missed}, times[number]),
            HalfDays(len(missed)),
            first.kind.written,
            IN_WRITING.get(first.absence.letter, ""),
            next((half.code for half in missed if half.code), ""),
        )


def _day_and_entry(half: HalfDay) -> tuple[date, int]:
    return half.on, id(half.absence)


def entry_rows(record: Record) -> Iterator[Row]:
    """One entry of the log in a row, as it was told."""
    for each in record.found.logged:
        absence, details = each.absence, record.details[each.id]
        yield (
            absence.first,
            absence.last or "goes on",
            bundled().kinds[absence.kind].written,
            when(absence, details.get("at", "")),
            _week(absence),
            IN_WRITING.get(absence.letter, ""),
            absence.code,
            "Yes" if absence.exam else "",
            _who(details),
            details.get("reason", ""),
            MORE.question("work").show(details["work"]) if details.get("work") else "",
            details.get("note", ""),
            absence.told_on or "",
        )


def _week(absence: Absence) -> str:
    """The days of the week that it takes; of one day, which it is."""
    if absence.last == absence.first:
        return f"{absence.first:%A}"
    return "Monday to Friday" if absence.weekdays == SCHOOL_WEEK else say_weekdays(absence.weekdays)


def _who(details: Details) -> str:
    """A name stays as it was typed; words of ours begin with a capital."""
    words = person(details)
    return words if details.get("who") else words[:1].upper() + words[1:]


def call_rows(record: Record) -> Iterator[Row]:
    """One call, meeting or message in a row."""
    for contact, details in record.calls:
        yield (
            contact.on,
            CONTACT.question("kind").show(contact.kind),
            _who(details),
            details.get("said", ""),
            details.get("promise", ""),
            contact.promised_by or "",
            SETTLED[contact.settled] if details.get("promise") else "",
        )


def time_rows(record: Record) -> Iterator[Row]:
    """One thing that happened in a row, oldest first."""
    yield from ((line.on, line.words, line.source) for line in record.lines)
