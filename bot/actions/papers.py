"""The papers that a parent hands over: what is on the record, arranged. They are made after the commit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.absent import DaysOut, days_out
from bot.actions.chronicle import Line, lines
from bot.actions.standing import look_at
from bot.actions.telling import IN_WRITING, session, when, written
from bot.days import longdate
from bot.documents.paper import Cell, Column, Fact, HalfDays, Paper, Sheet, Table
from bot.documents.pdf import as_pdf
from bot.documents.sheet import as_xlsx
from bot.documents.word import as_docx
from bot.forms.weekdays import say_weekdays
from bot.law.absence import bundled
from bot.law.missed import HalfDay
from bot.services import Services
from bot.store import absences, cases, contacts
from bot.store.absences import Details
from bot.store.contacts import Contact
from bot.store.families import Child
from bot.wording import counted

Make = Callable[[], bytes]
FORMATS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "pdf": as_pdf}

DAY_COLUMNS = (
    Column("Date", 1.5),
    Column("Session missed", 1.1),
    Column("Days", 0.6),
    Column("Why", 3.0),
    Column("In writing", 1.2),
    Column("Register code", 1.1),
)
ENTRY_COLUMNS = tuple(
    Column(title, width)
    for title, width in (
        ("First day", 1.3),
        ("Last day", 1.3),
        ("What it was", 2.0),
        ("When", 2.4),
        ("Days of the week", 1.3),
        ("In writing", 1.2),
        ("Register code", 0.8),
        ("Who told me", 1.5),
        ("Reason given", 2.5),
        ("Schoolwork", 1.0),
        ("Note", 2.5),
        ("Logged on", 1.3),
    )
)
CALL_COLUMNS = tuple(
    Column(title, width)
    for title, width in (
        ("Date", 1.3),
        ("Who", 1.5),
        ("What was said", 3),
        ("Promise", 2.5),
        ("By", 1.3),
        ("Kept", 1),
    )
)
TIME_COLUMNS = (Column("Date", 1.5), Column("What happened", 4.5), Column("From", 1.4))
HALF_DAYS = "A day is two half days. A lunchtime counts as half a day of suspension."


@dataclass(frozen=True)
class Record:
    """Everything on the record of one child that a paper can show."""

    child: Child
    today: date
    found: DaysOut
    details: dict[int, Details]
    calls: list[tuple[Contact, Details]]
    lines: list[Line]


async def collect(db: AsyncConnection, services: Services, child: Child, now: datetime) -> Record:
    """Reads the whole record of a child; what is made of it needs no database."""
    today = clock.london(now).date()
    found = await days_out(db, services, child, today)
    details = await absences.details_of(db, [each.id for each in found.logged])
    called = await contacts.of_child(db, child.id)
    said = await contacts.details_of(db, [each.id for each in called])
    calls = [(each, said[each.id]) for each in called]
    standings = await look_at(db, services, await cases.cases_of(db, child.id), today)
    told = await lines(db, services, standings, found, details, calls)
    return Record(child, today, found, details, calls, told)


def schedule(record: Record, form: str) -> Make:
    """The days missed, one in a row, as .docx or .pdf."""
    return partial(FORMATS[form], schedule_paper(record))


def chronology(record: Record, form: str) -> Make:
    """Everything that happened, in order, as .docx or .pdf."""
    return partial(FORMATS[form], _chronology(record))


def spreadsheet(record: Record) -> Make:
    """The same as a workbook, for who wants to sort and add up."""
    sheets = (
        Sheet("Days missed", DAY_COLUMNS, tuple(_day_rows(record))),
        Sheet("What was logged", ENTRY_COLUMNS, tuple(_entry_rows(record))),
        Sheet("Calls and meetings", CALL_COLUMNS, tuple(_call_rows(record))),
        Sheet("What happened", TIME_COLUMNS, tuple(_time_rows(record))),
    )
    return partial(as_xlsx, f"{_name(record)}: days out of school", sheets)


def schedule_paper(record: Record) -> Paper:
    """The days missed, for any format."""
    table = Table("Sessions missed", DAY_COLUMNS, tuple(_day_rows(record)), "Nothing has been logged.")
    notes = (HALF_DAYS, *record.found.totals.assumptions, *_twice(record))
    return Paper(
        "Schedule of sessions missed", (*_who(record), *_sums(record)), (table,), notes, _made(record)
    )


def _chronology(record: Record) -> Paper:
    table = Table("What happened", TIME_COLUMNS, tuple(_time_rows(record)), "Nothing has been recorded.")
    facts = (*_who(record), *_sums(record)) if record.found.logged else _who(record)
    return Paper("Chronology", facts, (table,), (), _made(record))


def _who(record: Record) -> tuple[Fact, ...]:
    child = record.child
    known = (
        ("Child", _name(record)),
        ("Born", longdate(date.fromisoformat(child.born_on)) if child.born_on else ""),
        ("School", child.school or ""),
        ("Council", child.council_name),
        ("Reference", child.reference or ""),
    )
    return tuple(Fact(label, words) for label, words in known if words)


def _sums(record: Record) -> tuple[Fact, ...]:
    totals = record.found.totals
    spans = [(f"This long term, since {longdate(totals.term.period.first)}", totals.term)]
    spans.append((f"School year {totals.year.period.name}", totals.year))
    spans.append((f"Since {longdate(totals.ever.period.first)}", totals.ever))
    return tuple(
        Fact(
            label,
            f"{counted(total.out)}: suspended or excluded {counted(total.formal)}; sent or kept home and not "
            f"recorded as a suspension {counted(total.informal)}; other reasons {counted(total.other)}",
        )
        for label, total in spans
    )


def _day_rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    out = (half for half in record.found.totals.missed.halves if half.is_out)
    for (on, _), some in groupby(out, key=_day_and_entry):
        halves = list(some)
        first = halves[0]
        yield (
            on,
            session({half.part for half in halves}),
            HalfDays(len(halves)),
            written(first),
            IN_WRITING.get(first.absence.letter, ""),
            first.absence.code,
        )


def _day_and_entry(half: HalfDay) -> tuple[date, int]:
    return half.on, id(half.absence)


def _entry_rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    for each in record.found.logged:
        absence, details = each.absence, record.details[each.id]
        yield (
            absence.first,
            absence.last or "goes on",
            bundled().kinds[absence.kind].written,
            when(absence, details.get("at", "")),
            say_weekdays(absence.weekdays),
            IN_WRITING.get(absence.letter, ""),
            absence.code,
            details.get("who", ""),
            details.get("reason", ""),
            details.get("work", ""),
            details.get("note", ""),
            absence.told_on or "",
        )


def _call_rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    for contact, details in record.calls:
        yield (
            contact.on,
            details.get("who", ""),
            details.get("said", ""),
            details.get("promise", ""),
            contact.promised_by or "",
            contact.settled,
        )


def _time_rows(record: Record) -> Iterator[tuple[Cell, ...]]:
    yield from ((line.on, line.words, line.source) for line in record.lines)


def _twice(record: Record) -> Iterator[str]:
    days = record.found.totals.missed.merged
    if days:
        yield f"Entries overlap on {len(days)} of these days. Each half day is counted once."


def _name(record: Record) -> str:
    return record.child.full_name or record.child.called


def _made(record: Record) -> str:
    return f"From the parent's own record, made on {longdate(record.today)} with Twenty Weeks."
