"""What a group shares: addresses and schools' dates that parents told, confirmed by its admins, nameless."""

from bot.actions import confirming
from bot.actions.confirming import Item
from bot.directory.contacts import ROLES
from bot.store import suggestions
from bot.store.groups import Group
from handlers.edge.door import Entry
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import by_group
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import refused
from handlers.start import HOME

RIGHT, WRONG = "right", "wrong"
DONE = {
    RIGHT: "Thank you. The members of this group have it now.",
    WRONG: "Thank you. It is left out for this group.",
}


async def shared(visit: Visit) -> Screen:
    """One of those that wait for the group's admins. They see what was told, never who told it."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    return await _next(visit, seat.group, visit.number(2))


async def _next(visit: Visit, group: Group, place: int = 0, done: str = "") -> Screen:
    waiting = await confirming.to_confirm(visit.db, group, visit.today)
    place = place if place < len(waiting) else 0
    item = waiting[place] if waiting else None
    text = visit.says(
        "shared", group=group, k=place + 1, n=len(waiting), done=done, **_facts(visit, group, item)
    )
    settings = ((Button("Settings", f"gsettings:{group.id}"),),) if not group.council else ()
    rows = (
        *settings,
        *(_ways(group, item) if item else ()),
        *(((Button("Another one first", f"shared:{group.id}:{place + 1}"),),) if len(waiting) > 1 else ()),
        (Button("What this group uses", f"inuse:{group.id}"),),
        (Button("Back", f"group:{group.id}"), HOME),
    )
    return Screen(text, rows, route=f"shared:{group.id}:{place}")


def _facts(visit: Visit, group: Group, item: Item | None) -> dict[str, object]:
    council = visit.services.directory.council(group.council).name if group.council else ""
    role = ROLES[item.place.role][0] if item and item.place.role in ROLES else ""
    return {"council": council, "item": item, "role": role}


def _ways(group: Group, item: Item) -> tuple[tuple[Button, ...], ...]:
    about = f"{group.id}:{item.kind}:{item.id}"
    return (
        (Button("Right: use it for everybody", f"rightshared:{about}"),),
        (Button("Wrong: leave it out", f"wrongshared:{about}"),),
    )


async def right(visit: Visit) -> Screen:
    return await _judge(visit, RIGHT)


async def wrong(visit: Visit) -> Screen:
    return await _judge(visit, WRONG)


async def _judge(visit: Visit, word: str) -> Screen:
    """An admin's word for their own group. What was replaced since they saw it has another number."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    waiting = await confirming.to_confirm(visit.db, seat.group, visit.today)
    about = (visit.word(2), visit.number(3))
    item = next((each for each in waiting if (each.kind, each.id) == about), None)
    if item is None:
        raise NotTheirs
    await confirming.judge(visit.db, seat.group, item, visit.today, right=word == RIGHT)
    return await _next(visit, seat.group, done=DONE[word])


async def in_use(visit: Visit) -> Screen:
    """What the group's members have from it, one at a time: to look again, and to take it out."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    return await _used(visit, seat.group, visit.number(2))


async def _used(visit: Visit, group: Group, place: int = 0) -> Screen:
    used = await confirming.used(visit.db, group)
    place = place if place < len(used) else 0
    item = used[place] if used else None
    text = visit.says("inuse", group=group, k=place + 1, n=len(used), **_facts(visit, group, item))
    rows = (
        *(((Button("Stop using it", f"dropshared:{group.id}:{item.id}"),),) if item else ()),
        *(((Button("Next", f"inuse:{group.id}:{place + 1}"),),) if len(used) > 1 else ()),
        (Button("Back", f"shared:{group.id}"), HOME),
    )
    return Screen(text, rows, route=f"inuse:{group.id}:{place}")


async def drop(visit: Visit) -> Screen:
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    used = {each.id for each in await confirming.used(visit.db, seat.group)}
    if visit.number(2) not in used:
        raise NotTheirs
    await suggestions.stop(visit.db, visit.number(2))
    return await _used(visit, seat.group)


ENTRIES = {
    "shared": Entry(shared, seat=by_group, fresh=True),
    "rightshared": Entry(right, seat=by_group, fresh=True),
    "wrongshared": Entry(wrong, seat=by_group, fresh=True),
    "inuse": Entry(in_use, seat=by_group, fresh=True),
    "dropshared": Entry(drop, seat=by_group, fresh=True),
}
