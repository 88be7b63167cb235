"""The term and the year as a picture, and the papers to hand over."""

from bot.actions import absent, papers, picturing
from bot.actions.papers import Make, Record
from bot.law.terms import Term
from handlers import children
from handlers.edge.screen import Button, File, Picture, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

WHAT = {
    "schedule": "Sessions missed",
    "chronology": "Chronology",
    "sheet": "Spreadsheet",
}


async def term(visit: Visit) -> Screen:
    """This long term as a calendar."""
    return await _picture(visit, "term")


async def year(visit: Visit) -> Screen:
    """This school year as a calendar."""
    return await _picture(visit, "year")


async def _picture(visit: Visit, stretch: str) -> Screen:
    child = await children.which(visit, stretch, "Whose days out of school?")
    if isinstance(child, Screen):
        return child
    found = await absent.days_out(visit.db, visit.services, child, visit.today)
    total = found.totals.term if stretch == "term" else found.totals.year
    text = visit.says("term", child=child, total=total, name=_name(total.period))
    png = picturing.picture(child.called, found, total, visit.today)
    picture = Picture(f"{stretch}.png", png, f"{child.called}: days out of school")
    other = (
        Button("See the year", f"year:{child.id}")
        if stretch == "term"
        else Button("See the term", f"term:{child.id}")
    )
    rows = (
        (other, Button("Files", f"papers:{child.id}")),
        (Button("Days out of school", f"out:{child.id}"), HOME),
    )
    return Screen(text, rows, pictures=(picture,), fresh=True, route=f"{stretch}:{child.id}")


def _name(period: Term) -> str:
    return f"The {period.name} term" if "/" not in period.name else f"The school year {period.name}"


async def listed(visit: Visit) -> Screen:
    """The papers that can be made."""
    child = await children.which(visit, "papers", "Whose papers?")
    if isinstance(child, Screen):
        return child
    rows = (
        (
            Button("Sessions missed (Word)", f"paper:{child.id}:schedule:docx"),
            Button("Sessions missed (PDF)", f"paper:{child.id}:schedule:pdf"),
        ),
        (
            Button("Chronology (Word)", f"paper:{child.id}:chronology:docx"),
            Button("Chronology (PDF)", f"paper:{child.id}:chronology:pdf"),
        ),
        (Button("Spreadsheet", f"paper:{child.id}:sheet:xlsx"),),
        (Button("See the term", f"term:{child.id}"), Button("See the year", f"year:{child.id}")),
        (Button("Days out of school", f"out:{child.id}"), HOME),
    )
    return Screen(visit.says("papers", child=child), rows, route=f"papers:{child.id}")


async def paper(visit: Visit) -> Screen:
    """One paper as a file."""
    child, what, form = await visit.child(), visit.word(2), visit.word(3)
    record = await papers.collect(visit.db, visit.services, child, visit.now)
    file = File(f"{what}-{visit.today}.{form}", _made(record, what, form))
    rows = ((Button("Other files", f"papers:{child.id}"), HOME),)
    text = visit.says("paper", child=child, what=WHAT[what])
    return Screen(text, rows, files=(file,), fresh=True, route=f"papers:{child.id}")


def _made(record: Record, what: str, form: str) -> Make:
    if (what, form) == ("sheet", "xlsx"):
        return papers.spreadsheet(record)
    if form not in papers.FORMATS or what not in ("schedule", "chronology"):
        raise NotTheirs
    return papers.schedule(record, form) if what == "schedule" else papers.chronology(record, form)
