"""The addresses that a parent said others may use: to look at, and to take back."""

from bot.directory.contacts import ROLES
from bot.store import suggestions
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME, hello

_IN_A_ROW = 4


async def listed(visit: Visit) -> Screen:
    """Those that wait for an admin. What a group has confirmed is the group's, and names nobody."""
    if visit.known is None:
        return await hello(visit)
    mine = await suggestions.told_by(visit.db, visit.parent.id)
    known = {each.id: each.name for each in visit.services.directory.councils}
    told = [(ROLES[each.place.role][0], known[each.place.council], each.lines) for each in mine]
    buttons = [Button(f"Take back {k}", f"takeback:{each.id}") for k, each in enumerate(mine, 1)]
    rows = tuple(tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW))
    back = (Button("Back", "privacy"), HOME)
    return Screen(visit.says("given", told=told), (*rows, back), route="given")


async def take_back(visit: Visit) -> Screen:
    if visit.known is None:
        return await hello(visit)
    mine = await suggestions.told_by(visit.db, visit.parent.id)
    asked = next((each for each in mine if each.id == visit.number()), None)
    if asked is None:
        raise NotTheirs
    await suggestions.take_back(visit.db, visit.parent.id, asked.place)
    return await listed(visit.going("given"))
