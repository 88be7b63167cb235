"""A year out of school as three papers tell it, and what else a parent might type."""

from datetime import date, timedelta
from functools import cache

from bot.documents.paper import Cell, Column, Fact, HalfDays, Paper, Sheet, Table

FIRST = date(2025, 9, 1)  # a Monday
LONG_WORD = "x" * 10_000
HOSTILE = (
    "<w:p/> </w:t></w:r> <![CDATA[x]]> &amp; &#0;",
    '#set page(width: 1cm) #panic("x") #read("/etc/passwd") *bold* _it_ $x$ `raw` // @here <label> \\',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org","here")',
    "+1+1",
    "-2-3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r\n=1+1",
    "{=1+1}",
    "<r><t>sent home</t></r>",
    "<r>sent & home</r>",
    "_x003D_1+1",
    "https://example.org/letters",
    "mailto:head@example.org",
    "internal:Sheet1!A1",
    "external:c:\\letters.xlsx",
    "0012",
    "1e5",
    "7,5",
    "{{ child }} {% for %} ${HOME} %s \\n",
    "הוא נשלח הביתה \u202etxet\u202c مرحبا بالعالم",
    "🙂 👋🏽 ❤️ 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "\x00\x07\x0b\x1b[31m\x7f\x85\ud800\udfff\ufeff\ufffe\uffff\N{LINE SEPARATOR}end",
    "one\ntwo\r\n\r\nthree",
    "漢字かな 한국어 ਪੰਜਾਬੀ বাংলা தமிழ் नमस्ते Żółć Кириллица",
    "Z" + "\u0301" * 300,
    LONG_WORD,
    "word " * 3000,
    " \n ",
    "",
)  # fmt: skip

DAY_COLUMNS = (
    Column("Date", 1.5),
    Column("Session missed", 1.1),
    Column("Days", 0.6),
    Column("Why", 3.0),
    Column("In writing", 1.2),
    Column("Register code", 1.1),
)
TIME_COLUMNS = (Column("Date", 1.5), Column("What happened", 4.5), Column("From", 1.4))
WHY: tuple[tuple[Cell, ...], ...] = (
    ("All day", HalfDays(2), "Suspended", "In writing", "E"),
    ("Afternoon", HalfDays(1), "Sent home; not recorded as a suspension", "Nothing in writing", "C"),
    ("All day", HalfDays(2), "School asked for the child to be kept at home", "Nothing in writing yet", ""),
    ("Afternoon", HalfDays(1), "Part-time timetable (this day may have been a holiday)", "In writing", "C2"),
    ("Lunchtime", HalfDays(1), "Suspended at lunchtime", "Nothing in writing", "E"),
)
SENT_HOME = """
Sent home; not recorded as a suspension: Tue 2 September 2025, home at 11am. Told by Mrs Achterberg,
the special educational needs co-ordinator. Reason given: he was under the table and would not come
out. Note: no letter, no e-mail, and nobody had asked for his one-to-one.
"""
CALL = """
I rang, the school office. They said that the head would ring back. Promised by Fri 12 September 2025: a
meeting with the educational psychologist. It was not kept.
"""
LATE = """
The council must say if it will assess: this was the last day (Special Educational Needs and Disability
Regulations 2014, regulation 5). Late by 81 days, over 11 weeks so far.
"""
HAPPENED = (
    (" ".join(SENT_HOME.split()), "Log"),
    (" ".join(CALL.split()), "Call or meeting"),
    ("I sent a letter: Please put the suspension in writing.", "Letter"),
    ("I asked for an assessment of my child's needs.", "Event"),
    (" ".join(LATE.split()), "Date in law"),
)
SUMS = "suspended or excluded 3 days; sent or kept home and not recorded as a suspension 4 days; other ½ day"
FACTS = (
    Fact("Child", "Benedikta Oyelaran-Whittlestone"),
    Fact("Born", "Sun 6 March 2016"),
    Fact("School", "Kettering Buccleuch Academy"),
    Fact("Council", "North Northamptonshire Council"),
    Fact("This long term, since Mon 1 September 2025", f"7½ days: {SUMS}"),
    Fact("School year 2025 to 2026", f"between 21 and 23½ days: {SUMS}"),
)
NOTES = (
    "A day is two half days. A lunchtime counts as half a day of suspension.",
    "We do not know this school's training days, so the real number may be a day or two lower.",
)
FOOTER = "From the parent's own record, made on Tue 18 August 2026 with Twenty Weeks."


def a_school_day(number: int) -> date:
    weeks, day = divmod(number, 5)
    return FIRST + timedelta(weeks=weeks, days=day)


def day_rows(count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((a_school_day(number * 3 // 2), *WHY[number % len(WHY)]) for number in range(count))


def time_rows(count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((a_school_day(number), *HAPPENED[number % len(HAPPENED)]) for number in range(count))


@cache
def a_schedule(rows: int = 40, *, wide: bool = False) -> Paper:
    table = Table("Sessions missed", DAY_COLUMNS, day_rows(rows), "Nothing has been logged.")
    return Paper("Schedule of sessions missed", FACTS, (table,), NOTES, FOOTER, wide)


@cache
def a_schedule_with_doubts(rows: int = 40) -> Paper:
    """What is sure, and what may have been holidays: each with its sum."""
    total: tuple[Cell, ...] = ("In all", "", HalfDays(61), "", "", "")
    tables = (
        Table("Sessions missed", DAY_COLUMNS, day_rows(rows), "", "Up to 5 days of these ...", total),
        Table("Days that may have been holidays", DAY_COLUMNS, day_rows(3), "", "Not in the sum.", total),
    )
    return Paper("Schedule of sessions missed", FACTS, tables, NOTES, FOOTER)


@cache
def a_chronology(rows: int = 120) -> Paper:
    table = Table("What happened", TIME_COLUMNS, time_rows(rows), "Nothing has been recorded.")
    return Paper("Chronology", FACTS, (table,), (), FOOTER)


@cache
def a_workbook(rows: int = 40) -> tuple[Sheet, ...]:
    return (
        Sheet("Days missed", DAY_COLUMNS, day_rows(rows)),
        Sheet("What happened", TIME_COLUMNS, time_rows(rows)),
    )


def saying(words: str, *, wide: bool = False) -> Paper:
    """A paper that says the same in every place for words; no title of a column is as long as a page."""
    columns = (Column(words[:200], 1), Column("Days", 1), Column(words[:200], 2))
    rows = ((words, HalfDays(3), words), (FIRST, HalfDays(0), ""))
    table = Table(words, columns, rows, words, words, (words, HalfDays(3), words))
    return Paper(words, (Fact(words, words),), (table, Table("", columns, (), words)), (words,), words, wide)
