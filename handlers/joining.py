"""From a group's button to the private chat: a parent belongs to the group, and says what they want of it.

A link that no group has is answered as the link of a group that they are not in. So no link, guessed, altered
or passed on, tells whether there is such a group.
"""

from bot.forms.form import BYTES_IN_A_BUTTON
from bot.store import families, groups
from bot.store.groups import Group
from handlers import start
from handlers.edge.door import Entry
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import by_word
from handlers.edge.visit import Visit
from handlers.group import shown
from handlers.start import HOME


async def asked(visit: Visit) -> Screen:
    """A link from a group was opened: do they want its notices in private too?"""
    seat = visit.seated()
    if visit.known is None:
        return await _hello(visit)
    if not seat.is_inside:
        return not_inside(visit)
    already = await groups.membership(visit.db, visit.parent.id, seat.group.id)
    if already:
        return await shown(visit, already)
    rows = (
        (Button("Yes, send them here too", f"member:{seat.group.word}:yes"),),
        (Button("No, only in the group", f"member:{seat.group.word}:no"),),
    )
    return Screen(visit.says("join", group=seat.group), rows, route=visit.route)


def not_inside(visit: Visit) -> Screen:
    """Telegram does not say that they are in the group: its name is not told either, nor what was said."""
    again = _carried(visit.route)
    return Screen(visit.says("notinside"), ((Button("Try again", again), HOME),), route=again)


def _carried(route: str) -> str:
    """The route, without what no button can carry: a word that long is none of ours."""
    return route if len(route.encode()) <= BYTES_IN_A_BUTTON else route.partition(":")[0]


async def nowhere(visit: Visit) -> Screen:
    """No group has the word of the link."""
    return not_inside(visit) if visit.known else await _hello(visit)


async def _hello(visit: Visit) -> Screen:
    """Who we are, and the way in, which carries the group."""
    hello = await start.hello(visit)
    rows = ((Button("Start", _carried(f"agreejoin:{visit.word(1)}")),), *hello.rows[1:])
    return Screen(hello.text, rows, route="hello")


async def agreed(visit: Visit) -> Screen:
    """Start was tapped by somebody who came from a group."""
    return await asked(await _welcomed(visit))


async def agreed_nowhere(visit: Visit) -> Screen:
    return await nowhere(await _welcomed(visit))


async def _welcomed(visit: Visit) -> Visit:
    if visit.known is None:
        visit = visit.by(await families.welcome(visit.db, visit.chat_id, visit.now))
    return visit.going(f"join:{visit.word(1)}")


async def chosen(visit: Visit) -> Screen:
    """They said whether they want the notices here."""
    seat = visit.seated()
    if not seat.is_inside:
        return not_inside(visit)
    await groups.join(visit.db, visit.parent.id, seat.group.id, visit.today, notices=visit.word(2) == "yes")
    return await _next(visit, seat.group)


async def _next(visit: Visit, group: Group) -> Screen:
    """The group's page; and for somebody new, the way to their own record."""
    mine = await groups.membership(visit.db, visit.parent.id, group.id)
    assert mine
    screen = await shown(visit.going(f"group:{group.id}"), mine)
    if await families.children_of(visit.db, visit.parent.id):
        return screen
    begin = (Button("Begin my own record", "addchild"),)
    return Screen(screen.text, (begin, *screen.rows), route=screen.route)


ENTRIES = {
    "join": Entry(asked, open_to_all=True, seat=by_word, fresh=True, nowhere=nowhere),
    "agreejoin": Entry(agreed, open_to_all=True, seat=by_word, fresh=True, nowhere=agreed_nowhere),
    "member": Entry(chosen, seat=by_word, fresh=True, nowhere=nowhere),
}
