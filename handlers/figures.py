"""A group's figures: how many families wait, and how long. An admin sees exactly what every member sees.

Who said no may read them too: a yes that had to be given to read on would be no free yes. So what somebody
can see says nothing of what they chose.
"""

from bot.actions import briefing, tally
from bot.actions.briefing import FORMATS, HIDDEN, View
from bot.directory.contacts import Council
from bot.directory.official import bundled
from bot.figures import APPEARS
from bot.store import families, groups
from bot.store.groups import Membership
from handlers.edge.door import Entry
from handlers.edge.screen import Button, File, Picture, Screen, short
from handlers.edge.seats import OUTSIDE, by_group
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import mine_of
from handlers.joining import not_inside
from handlers.start import HOME

YES, NO = "yes", "no"
MOST_COUNCILS = 8  # a button each


async def shown(visit: Visit) -> Screen:
    """The figures for one council; before the first time, whether this family may be counted in them."""
    mine = await mine_of(visit)
    if visit.seat and visit.seat.status == OUTSIDE:
        return not_inside(visit)
    if mine.counted is None:
        return _ask(visit, mine)
    view = await _view(visit, mine)
    text = visit.says("figures", view=view, mine=mine, hidden=HIDDEN, least=APPEARS)
    return Screen(text, _rows(visit, mine, view), route=f"figures:{mine.group.id}:{view.council.id}")


def _ask(visit: Visit, mine: Membership) -> Screen:
    number = mine.group.id
    rows = (
        (Button("Yes, count my family", f"countme:{number}:{YES}"),),
        (Button("No, thank you", f"countme:{number}:{NO}"),),
        (Button("Back to the group", f"group:{number}"), HOME),
    )
    text = visit.says("askcount", mine=mine, least=APPEARS)
    return Screen(text, rows, route=f"figures:{number}")


def _rows(visit: Visit, mine: Membership, view: View) -> tuple[tuple[Button, ...], ...]:
    number = mine.group.id
    here = f"{number}:{view.council.id}"
    made = (
        (Button("As a picture", f"figurechart:{here}"),),
        (Button("Briefing, Word", f"briefing:{here}:docx"), Button("Briefing, PDF", f"briefing:{here}:pdf")),
    )
    others = [each for each in visit.services.directory.councils if each.id != view.council.id]
    choice = Button("Stop counting my family", f"countme:{number}:{NO}")
    if not mine.counted:
        choice = Button("Count my family", f"countme:{number}:{YES}")
    return (
        *(() if view.is_empty else made),
        *((Button(short(each.name), f"figures:{number}:{each.id}"),) for each in others[:MOST_COUNCILS]),
        (choice,),
        (Button("Back to the group", f"group:{number}"), HOME),
    )


async def choose(visit: Visit) -> Screen:
    """They said whether their family is counted. A no is taken from everybody, and holds at once."""
    mine, said = await mine_of(visit), visit.word(2)
    if said not in (YES, NO):
        raise NotTheirs
    if said == YES and visit.seat and visit.seat.status == OUTSIDE:
        return not_inside(visit)
    await groups.join(visit.db, visit.parent.id, mine.group.id, visit.today, counted=said == YES)
    return await shown(visit.going(f"figures:{mine.group.id}"))


async def chart(visit: Visit) -> Screen:
    """The same as a picture."""
    view = await _handed_on(visit)
    picture = Picture("figures.png", briefing.chart(view), briefing.caption(view))
    return Screen(
        visit.says("figurechart", view=view),
        _after(visit),
        pictures=(picture,),
        fresh=True,
        route=visit.route,
    )


async def paper(visit: Visit) -> Screen:
    """One page for a meeting with the council."""
    view, form = await _handed_on(visit), visit.word(3)
    if form not in FORMATS:
        raise NotTheirs
    made = briefing.briefing(view, bundled(), visit.today, form)
    file = File(f"briefing-{view.council.id.lower()}-{view.publication.published_on}.{form}", made)
    return Screen(
        visit.says("briefing", view=view), _after(visit), files=(file,), fresh=True, route=visit.route
    )


def _after(visit: Visit) -> tuple[tuple[Button, ...], ...]:
    back = Button("Back to the numbers", f"figures:{visit.number()}:{visit.word(2)}")
    return ((back,), (Button("Back to the group", f"group:{visit.number()}"), HOME))


async def _handed_on(visit: Visit) -> View:
    """What a picture or a page is made of: for members who were asked, as the figures are."""
    mine = await mine_of(visit)
    if mine.counted is None or (visit.seat and visit.seat.status == OUTSIDE):
        raise NotTheirs
    return await _view(visit, mine)


async def _view(visit: Visit, mine: Membership) -> View:
    council = await _council(visit, mine)
    found = await tally.look(visit.db, visit.services, mine.group.id, council.id, visit.today)
    return View(mine.group.title, council, found)


async def _council(visit: Visit, mine: Membership) -> Council:
    """The council that the route names; else the group's, else that of a child of theirs.

    All councils of the directory can be looked at, so that no button tells where a member lives.
    """
    known = {each.id: each for each in visit.services.directory.councils}
    if asked := visit.word(2):
        if asked not in known:
            raise NotTheirs
        return known[asked]
    own = [each.council for each in await families.children_of(visit.db, visit.parent.id)]
    return next(known[each] for each in (mine.group.council, *own, *known) if each in known)


ENTRIES = {
    "figures": Entry(shown, seat=by_group),
    "countme": Entry(choose, seat=by_group),
    "figurechart": Entry(chart, seat=by_group),
    "briefing": Entry(paper, seat=by_group),
}
