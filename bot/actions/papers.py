"""The papers that a parent hands over: what is on the record, arranged. They are made after the commit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.absent import days_out
from bot.actions.chronicle import NOTHING_RECORDED, lines
from bot.actions.rows import (
    CALL_COLUMNS,
    DAY_COLUMNS,
    ENTRY_COLUMNS,
    TIME_COLUMNS,
    Record,
    call_rows,
    day_rows,
    entry_rows,
    time_rows,
)
from bot.actions.standing import look_at
from bot.actions.voice import impersonal
from bot.days import longdate
from bot.documents.paper import Fact, HalfDays, Paper, Sheet, Table
from bot.documents.pdf import as_pdf
from bot.documents.sheet import as_xlsx
from bot.documents.word import as_docx
from bot.law.missed import HalfDay
from bot.law.opendays import NO_DATES, NO_TRAINING
from bot.services import Services
from bot.store import absences, cases, contacts
from bot.store.families import Child
from bot.wording import counted, half_days

__all__ = ["FORMATS", "Make", "Record", "chronology", "collect", "schedule", "schedule_paper", "spreadsheet"]

Make = Callable[[], bytes]
FORMATS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "pdf": as_pdf}

HALF_DAYS = "A day is two half days. A lunchtime counts as half a day of suspension."
REGISTER = (
    "This is what the parent was told or saw. The school's own register may have other times, codes or "
    "reasons. A register code stands here only where the parent knows it."
)
TO_COME = "Days to come are in it where it is known that the child will be out of school."
NONE_SURE = "On none of the days logged was there surely school."
PERHAPS = (
    "These days are not in the table above; in the sums at the top, only the higher number of a range counts "
    "them. Some schools are closed on these days, and this school's own term dates are not in this record. "
    "Those dates will show which of the days count."
)
NOT_TOLD = '"Nothing is recorded" means that nothing is in this record. It may have been done all the same.'


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
    return partial(FORMATS[form], chronology_paper(record))


def spreadsheet(record: Record) -> Make:
    """The same as a workbook, for who wants to sort and add up."""
    sheets = [Sheet("Days missed", DAY_COLUMNS, tuple(day_rows(record, record.halves(sure=True))))]
    if perhaps := record.halves(sure=False):
        sheets.append(Sheet("May have been holidays", DAY_COLUMNS, tuple(day_rows(record, perhaps))))
    sheets += [
        Sheet("What was logged", ENTRY_COLUMNS, tuple(entry_rows(record))),
        Sheet("Calls and meetings", CALL_COLUMNS, tuple(call_rows(record))),
        Sheet("What happened", TIME_COLUMNS, tuple(time_rows(record))),
    ]
    return partial(as_xlsx, f"{_name(record)}: days out of school", tuple(sheets))


def schedule_paper(record: Record) -> Paper:
    """The days missed, for any format. What may have been holidays has a table and a sum of its own."""
    sure, perhaps = record.halves(sure=True), record.halves(sure=False)
    empty = NONE_SURE if perhaps else "Nothing has been logged."
    tables = [_table(record, "Sessions missed", sure, _training(record, len(sure)), empty)]
    if perhaps:
        tables.append(_table(record, "Days that may have been holidays", perhaps, PERHAPS))
    notes = (HALF_DAYS, *_of_days(record, [*sure, *perhaps]), *_assumed(record, but=(NO_DATES, NO_TRAINING)))
    facts = (*_who(record), *_sums(record))
    return Paper("Schedule of sessions missed", facts, tuple(tables), notes, _made(record))


def _table(record: Record, heading: str, halves: Sequence[HalfDay], lead: str, empty: str = "") -> Table:
    rows = tuple(day_rows(record, halves))
    total = ("In all", "", HalfDays(len(halves)), "", "", "") if rows else ()
    return Table(heading, DAY_COLUMNS, rows, empty, lead if rows else "", total)


def _training(record: Record, in_table: int) -> str:
    """What the table has more than the least of the range in the heading: days that nobody can name."""
    more = in_table - record.found.totals.ever.out.least
    if not more:
        return ""
    return (
        f"This table adds up to {half_days(in_table)}. Up to {half_days(more)} of them may have been "
        "training days, on which the school was closed to children: those are not in this record. "
        f"So the sum at the top begins at {half_days(in_table - more)}."
    )


def _of_days(record: Record, halves: Sequence[HalfDay]) -> Iterator[str]:
    if halves:
        yield REGISTER
    if any(half.on > record.today for half in halves):
        yield TO_COME
    if days := record.found.totals.missed.merged:
        yield f"Entries overlap on {len(days)} of these days. Each half day is counted once."


def _assumed(record: Record, but: Iterable[str] = ()) -> Iterator[str]:
    """What the sums take for granted, in words that are not ours."""
    totals = record.found.totals
    said = (NO_DATES, NO_TRAINING) if totals.ever.out.exact else but
    yield from (impersonal(each) for each in totals.assumptions if each not in said)


def chronology_paper(record: Record) -> Paper:
    """Everything that happened, for any format."""
    table = Table("What happened", TIME_COLUMNS, tuple(time_rows(record)), "Nothing has been recorded.")
    logged = bool(record.found.logged)
    facts = (*_who(record), *_sums(record)) if logged else _who(record)
    notes = (*_assumed(record),) if logged else ()
    untold = any(NOTHING_RECORDED in line.words for line in record.lines)
    return Paper("Chronology", facts, (table,), (*notes, *([NOT_TOLD] if untold else ())), _made(record))


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
    term = totals.term.period
    spans = (
        (f"{term.name.capitalize()} term {term.last.year}, since {longdate(term.first)}", totals.term),
        (f"School year {totals.year.period.name}", totals.year),
        (f"In all, since {longdate(totals.ever.period.first)}", totals.ever),
    )
    return tuple(
        Fact(
            label,
            f"{_capital(counted(total.out))}: suspended or excluded {counted(total.formal)}; sent or kept "
            f"home and not recorded as a suspension {counted(total.informal)}; "
            f"other reasons {counted(total.other)}",
        )
        for label, total in spans
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _name(record: Record) -> str:
    return record.child.full_name or record.child.called


def _made(record: Record) -> str:
    return f"From the parent's own record, made on {longdate(record.today)} with Twenty Weeks."
