"""A parent's groups: what each is for, what they get of it, and for an admin its settings."""

from bot.directory.contacts import Directory
from bot.store import groups, notices
from bot.store.groups import Membership
from bot.store.notices import OUT
from handlers.edge.door import Entry
from handlers.edge.screen import Button, Screen, short
from handlers.edge.seats import Seat, by_group
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME

MOST_GROUPS = 12


async def listed(visit: Visit) -> Screen:
    """The groups that this parent belongs to."""
    mine = await groups.of_parent(visit.db, visit.parent.id)
    rows = tuple((Button(short(each.group.title), f"group:{each.group.id}"),) for each in mine[:MOST_GROUPS])
    return Screen(visit.says("groups", mine=mine), (*rows, (HOME,)), route="groups")


async def one(visit: Visit) -> Screen:
    return await shown(visit, await mine_of(visit))


async def mine_of(visit: Visit) -> Membership:
    """How the visitor belongs to the group that the route names, or NotTheirs."""
    mine = await groups.membership(visit.db, visit.parent.id, visit.number())
    if mine is None:
        raise NotTheirs
    return mine


async def shown(visit: Visit, mine: Membership) -> Screen:
    """One group, as a member sees it; an admin sees what admins can do besides."""
    group, number = mine.group, mine.group.id
    coming = [each for each in await notices.of_group(visit.db, number) if each.state == OUT]
    is_admin = visit.seat is not None and visit.seat.group.id == number and visit.seat.is_admin
    switch = Button("Stop notices here", f"nonotices:{number}") if mine.notices else None
    own = (
        (Button("Post something", f"newnotice:{number}"),),
        (Button("Settings", f"gsettings:{number}"), Button("To confirm", f"shared:{number}")),
    )
    rows = (
        *(own if is_admin else ()),
        (Button("Events and notices", f"notices:{number}"),),
        (Button("How long everyone waits", f"figures:{number}"),),
        (Button("What the council promised", f"pledges:{number}"),),
        (switch or Button("Send me notices here", f"getnotices:{number}"),),
        (Button("Leave this group here", f"leavegroup:{number}"), HOME),
    )
    council = _called(visit.services.directory, group.council)
    text = visit.says("group", mine=mine, council=council, coming=len(coming), admin=is_admin)
    return Screen(text, rows, route=f"group:{number}")


def _called(directory: Directory, council: str) -> str:
    return directory.council(council).name if council else ""


async def get_notices(visit: Visit) -> Screen:
    return await _set_notices(visit, wanted=True)


async def no_notices(visit: Visit) -> Screen:
    """Out in one tap."""
    return await _set_notices(visit, wanted=False)


async def _set_notices(visit: Visit, *, wanted: bool) -> Screen:
    mine = await mine_of(visit)
    await groups.join(visit.db, visit.parent.id, mine.group.id, visit.today, notices=wanted)
    return await shown(visit.going(f"group:{mine.group.id}"), await mine_of(visit))


async def leave(visit: Visit) -> Screen:
    """Before it is done: what goes with it."""
    mine = await mine_of(visit)
    rows = (
        (Button("Yes, leave", f"leftgroup:{mine.group.id}"),),
        (Button("No, stay", f"group:{mine.group.id}"), HOME),
    )
    return Screen(visit.says("leavegroup", mine=mine), rows, route=visit.route)


async def left(visit: Visit) -> Screen:
    mine = await mine_of(visit)
    await groups.leave(visit.db, visit.parent.id, mine.group.id)
    return await listed(visit)


async def settings(visit: Visit) -> Screen:
    """Council, topic, and who may post: for admins."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    return _settings(visit, seat)


def refused(visit: Visit, seat: Seat) -> Screen:
    """Telegram does not say that they are an admin, or the owner keeps posting to themselves."""
    rows = ((Button("Back", f"group:{seat.group.id}"), HOME),)
    return Screen(visit.says("notadmin", seat=seat), rows, route=f"group:{seat.group.id}")


def _settings(visit: Visit, seat: Seat) -> Screen:
    group, number = seat.group, seat.group.id
    known = visit.services.directory.councils
    others = [each for each in known if each.id != group.council]
    councils = tuple(Button(short(each.name), f"gset:{number}:council:{each.id}") for each in others)
    who = "Every admin may post" if group.owner_only else "Only the owner may post"
    anonymous = "Ignore anonymous admins" if group.anonymous else "Trust anonymous admins"
    rows = (
        *((button,) for button in councils),
        (Button(who, f"gset:{number}:owner_only:{int(not group.owner_only)}"),),
        (Button(anonymous, f"gset:{number}:anonymous:{int(not group.anonymous)}"),),
        *(((Button("Post in General", f"gset:{number}:topic:0"),),) if group.topic else ()),
        (Button("Back", f"group:{number}"), HOME),
    )
    text = visit.says("gsettings", group=group, council=_called(visit.services.directory, group.council))
    return Screen(text, rows, route=f"gsettings:{number}")


async def set_one(visit: Visit) -> Screen:
    """One setting, by an admin; who may post is for the owner to say."""
    seat = visit.seated()
    name, value = visit.word(2), visit.word(3)
    if not seat.is_admin or (name == "owner_only" and not seat.is_owner):
        return refused(visit, seat)
    councils = {each.id for each in visit.services.directory.councils}
    if name == "council" and value in councils:
        await groups.change(visit.db, seat.group.id, council=value)
    elif name in ("owner_only", "anonymous") and value in ("0", "1"):
        await groups.change(visit.db, seat.group.id, **{name: value == "1"})
    elif name == "topic":
        await groups.change(visit.db, seat.group.id, topic=None)
    else:
        raise NotTheirs
    found = await groups.by_id(visit.db, seat.group.id)
    assert found
    return _settings(visit, Seat(found, seat.status))


ENTRIES = {
    "groups": Entry(listed),
    "group": Entry(one, seat=by_group),
    "getnotices": Entry(get_notices, seat=by_group),
    "nonotices": Entry(no_notices, seat=by_group),
    "leavegroup": Entry(leave),
    "leftgroup": Entry(left),
    "gsettings": Entry(settings, seat=by_group, fresh=True),
    "gset": Entry(set_one, seat=by_group, fresh=True),
}
