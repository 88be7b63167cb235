"""A group's figures to hand on: as words, as a picture, and as one page for a meeting with the council.

Whatever is made here is made of a publication. No member is named, and no true count is at hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.actions.measures import (
    ALL,
    IN_TIME,
    LATE,
    OUT,
    SECTIONS,
    WAITING,
    WITHIN,
    Measure,
    Section,
)
from bot.days import longdate, plaindate
from bot.directory.contacts import Council
from bot.directory.official import ENGLAND, Official, Row
from bot.documents.bars import Bar, BarChart, BarGroup, bar_chart
from bot.documents.paper import Column, Fact, Paper, Table
from bot.documents.pdf import as_pdf
from bot.documents.word import as_docx
from bot.figures import APPEARS, FEWEST, STEP, Publication

Make = Callable[[], bytes]
FORMATS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "pdf": as_pdf}

HIDDEN = "fewer than we can show"
NOT_SHOWN = "not shown"  # the same on a page that must stay one
LEAD = f"“{NOT_SHOWN.capitalize()}” means {HIDDEN}, or none."
KEYS = (
    (ALL, "everyone counted"),
    (WAITING, "waiting"),
    (LATE, "past the date in law"),
    (IN_TIME, "in time"),
    (OUT, "out of school"),
)
COLUMNS = (
    Column("What families told", 3.2),
    Column("Families", 1.3),
    Column("Official: this council", 2.6),
    Column("Official: England", 1.2),
)
# The official figure that belongs beside one of ours.
BESIDE = {
    "decision": "requests",
    "decision6": "decisions-in-time",
    "plan52": "over-a-year",
    "plan_in_time": "in-time",
}
YEARS, ALL_PLANS = "in-time", "in-time-all"

WHO = (
    "Our numbers are families of this parents' group who said yes to being counted. Each family counts once, "
    "by what its own record says on the day of publication."
)
ROUNDED = (
    f"A number appears only when at least {APPEARS} families stand behind it. It is rounded to the nearest "
    f"{STEP}, and stays the same until at least {FEWEST} families have changed, so it can be up to 6 more or "
    "fewer."
)
COUNTED = (
    "Weeks run from the day the council got the request, and late means after the last day that the law "
    "gives. Days out of school are those that a parent logged since the term began, where school was surely "
    "open."
)
READ = (
    "The official figures count plans issued in a year, so a child who is still waiting is not in them. This "
    "group is not a sample of all families, so its numbers are not shares of the council's."
)


@dataclass(frozen=True)
class View:
    """A group's figures for one council, as anybody in the group may see them."""

    group: str
    council: Council
    publication: Publication

    @property
    def seen(self) -> dict[str, int | None]:
        return self.publication.shown(WITHIN)

    @property
    def sections(self) -> Iterator[tuple[str, list[tuple[Measure, str]]]]:
        """Each heading, with what is counted under it and the number in words."""
        for section in SECTIONS:
            yield section.heading, [(each, self.said(each)) for each in section.measures]

    def said(self, measure: Measure) -> str:
        """About 25; fewer than we can show."""
        value = self.seen[measure.name]
        return HIDDEN if value is None else f"about {value}"

    @property
    def is_empty(self) -> bool:
        return not any(self.seen.values())


def caption(view: View) -> str:
    """Everything that the picture shows, for who cannot see it."""
    head = f"{view.council.name}, {longdate(view.publication.published_on)}."
    shown = [f"{each.words}: {said}." for _, some in view.sections for each, said in some if said != HIDDEN]
    rest = f"Everything else: {HIDDEN}."
    return "\n".join([head, *shown, *([rest] if len(shown) < len(view.seen) else [])])


def chart(view: View) -> Make:
    """The figures as bars, as a PNG."""
    seen = view.seen
    groups = tuple(BarGroup(each.heading, tuple(_bars(each, seen))) for each in SECTIONS)
    lead = f"Numbers of families, rounded. {longdate(view.publication.published_on)}"
    return partial(
        bar_chart, BarChart(view.council.name, lead, groups, HIDDEN, KEYS, (f"Group: {view.group}",))
    )


def _bars(section: Section, seen: dict[str, int | None]) -> Iterator[Bar]:
    for each in section.measures:
        yield Bar(each.words, each.about, seen[each.name], each.is_part)


def briefing(view: View, official: Official, today: date, form: str) -> Make:
    """One page for a meeting, as .docx or .pdf."""
    return partial(FORMATS[form], briefing_paper(view, official, today))


def briefing_paper(view: View, official: Official, today: date) -> Paper:
    """The page, for any format."""
    rows = tuple(_rows(view, official))
    facts = (
        Fact("Parents' group", view.group),
        Fact("Council", view.council.name),
        Fact("Our numbers are of", longdate(view.publication.published_on)),
    )
    table = Table("", COLUMNS, rows, lead=LEAD)
    notes = (f"{WHO} {ROUNDED}", f"{COUNTED} {READ}", *_sources(view, official))
    footer = f"Made on {longdate(today)} with Twenty Weeks."
    return Paper("How long families wait, and who is out of school", facts, (table,), notes, footer)


def _rows(view: View, official: Official) -> Iterator[tuple[str, str, str, str]]:
    for _, some in view.sections:
        for measure, said in some:
            what = BESIDE.get(measure.name, "")
            here = official.newest(view.council.id, what)
            there = official.newest(ENGLAND, what)
            beside = f"{official.words(what)}, {here.year}: {here.figure}" if here else ""
            yield (
                measure.words,
                NOT_SHOWN if said == HIDDEN else said,
                beside,
                there.figure if here and there else "",
            )


def _sources(view: View, official: Official) -> Iterator[str]:
    """Year by year, and where the official figures come from."""
    if years := official.years(view.council.id, YEARS):
        told = ", ".join(f"{each.year} {each.figure.split()[0]}" for each in years)
        every = official.newest(view.council.id, ALL_PLANS)
        more = f" Of all plans in {every.year}: {every.figure}." if every else ""
        yield f"{official.words(YEARS)}, {view.council.name}: {told}.{more}"
    used = [row for what in (*BESIDE.values(), YEARS) if (row := official.newest(view.council.id, what))]
    yield from dict.fromkeys(_said(official, row) for row in used)


def _said(official: Official, row: Row) -> str:
    source = official.source(row)
    return f"Official figures: {source.title}, {source.url}, read on {plaindate(source.read_on)}."
