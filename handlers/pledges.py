"""What the council promised in public: a list for a group's members, kept by its admins."""

from bot.actions.pledge_reminders import Reminder
from bot.forms.form import Answers
from bot.forms.pledge import CHANGE, PLEDGE, answers_of, pledge_of
from bot.services import Services
from bot.store import pledges
from bot.store.pledges import BROKEN, DRAFT, DROPPED, KEPT, OPEN, Pledge
from handlers.edge.door import Entry
from handlers.edge.forms import Kept
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import Seat, by_group
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import mine_of, refused
from handlers.notices import group_name
from handlers.start import HOME

MOST = 8  # on one page: each has a few lines of its own
_IN_A_ROW = 4
SETTLED = {KEPT: "kept", BROKEN: "not kept"}


async def listed(visit: Visit) -> Screen:
    """What was promised, what is due first in front."""
    group = (await mine_of(visit)).group
    every = await pledges.of_group(visit.db, group.id)
    page = min(visit.number(2), max(0, len(every) - 1) // MOST)
    here = list(enumerate(every, 1))[page * MOST : (page + 1) * MOST]
    buttons = [Button(str(number), f"pledge:{group.id}:{each.id}") for number, each in here]
    rows = [tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW)]
    before = (Button("Before", f"pledges:{group.id}:{page - 1}"),) if page else ()
    more = (Button("More", f"pledges:{group.id}:{page + 1}"),) if (page + 1) * MOST < len(every) else ()
    beside = ((*before, *more),) if before or more else ()
    add = ((Button("Add one", f"newpledge:{group.id}"),),) if _is_admin(visit, group.id) else ()
    text = visit.says("pledges", group=group, here=here, today=visit.today, settled=SETTLED)
    last = (Button("Back", f"group:{group.id}"), HOME)
    return Screen(text, (*add, *rows, *beside, last), route=f"pledges:{group.id}:{page}")


def _is_admin(visit: Visit, group_id: int) -> bool:
    """As far as was known a minute ago: it says what is shown. Whoever acts is asked about anew."""
    return visit.seat is not None and visit.seat.group.id == group_id and visit.seat.is_admin


async def one(visit: Visit) -> Screen:
    """One promise, with the way to where it was said; for admins, what became of it."""
    group = (await mine_of(visit)).group
    pledge = await _pledge(visit, group.id)
    if pledge.state == DRAFT and not visit.seated().is_admin:
        raise NotTheirs
    return _screen(visit, pledge, is_admin=_is_admin(visit, group.id))


async def _pledge(visit: Visit, group_id: int, number: int = 0) -> Pledge:
    """The promise that the route names, if it is of that group."""
    pledge = await pledges.find(visit.db, group_id, number or visit.number(2))
    if pledge is None:
        raise NotTheirs
    return pledge


def _screen(visit: Visit, pledge: Pledge, *, is_admin: bool) -> Screen:
    here = f"{pledge.group_id}:{pledge.id}"
    link = pledge.words.get("link")
    where = ((Button("Where they said it", opens=link),),) if link else ()
    ways = _ways(pledge, here) if is_admin else ()
    last = (Button("All of them", f"pledges:{pledge.group_id}"), HOME)
    text = visit.says("pledge", pledge=pledge, today=visit.today, settled=SETTLED, draft=DRAFT)
    return Screen(text, (*where, *ways, last), route=f"pledge:{here}")


def _ways(pledge: Pledge, here: str) -> tuple[tuple[Button, ...], ...]:
    """What an admin can do with it."""
    if pledge.state == DRAFT:
        return ((Button("Put it on the list", f"putpledge:{here}"), Button("No", f"throwpledge:{here}")),)
    off = (Button("Change it", f"changepledge:{here}"), Button("Take it off", f"pledgeoff:{here}"))
    if pledge.state == OPEN:
        return (Button("Kept", f"pledgekept:{here}"), Button("Not kept", f"pledgebroken:{here}")), off
    return (Button("Still open", f"pledgeopen:{here}"),), off


async def begin(visit: Visit) -> Screen:
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    return await visit.forms.begin(visit, PLEDGE, seat.group.id)


async def save(visit: Visit, group_id: int, answers: Answers) -> Screen:
    """A promise as the group will see it. Whether its author may put it there is asked when they do."""
    await group_name(visit, group_id)  # or it is not theirs
    number = await pledges.draft(visit.db, group_id, **pledge_of(answers))
    return _screen(visit, await _pledge(visit, group_id, number), is_admin=True)


async def change(visit: Visit) -> Screen:
    """The same questions, with what was answered."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    pledge = await _pledge(visit, seat.group.id)
    return await visit.forms.begin_with(visit, CHANGE, answers_of(pledge.words, pledge.due_on), pledge.id)


async def save_change(visit: Visit, pledge_id: int, answers: Answers) -> Screen:
    """The promise as it would be. It takes the other's place when an admin puts it on the list."""
    group_id = await _group_of(visit, pledge_id)
    number = await pledges.draft(visit.db, group_id, **pledge_of(answers), instead_of=pledge_id)
    return _screen(visit, await _pledge(visit, group_id, number), is_admin=True)


async def _group_of(visit: Visit, pledge_id: int) -> int:
    """The group of a promise, if the visitor belongs to it."""
    group_id = await pledges.group_of(visit.db, pledge_id)
    if group_id is None:
        raise NotTheirs
    await group_name(visit, group_id)  # or it is not theirs
    return group_id


async def _called(visit: Visit, pledge_id: int) -> str:
    return await group_name(visit, await _group_of(visit, pledge_id))


async def put(visit: Visit) -> Screen:
    """On the list. Telegram was asked at this moment whether they are an admin."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    await pledges.put(visit.db, await _pledge(visit, seat.group.id), visit.today)
    return await listed(visit.going(f"pledges:{seat.group.id}"))


async def throw_away(visit: Visit) -> Screen:
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    await pledges.throw_away(visit.db, (await _pledge(visit, seat.group.id)).id)
    return await listed(visit.going(f"pledges:{seat.group.id}"))


async def kept(visit: Visit) -> Screen:
    return await _settle(visit, KEPT)


async def broken(visit: Visit) -> Screen:
    return await _settle(visit, BROKEN)


async def still_open(visit: Visit) -> Screen:
    return await _settle(visit, OPEN)


async def _settle(visit: Visit, state: str) -> Screen:
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    pledge = await _pledge(visit, seat.group.id)
    await pledges.settle(visit.db, pledge.id, state)
    return await _again(visit, seat, pledge.id)


async def _again(visit: Visit, seat: Seat, number: int) -> Screen:
    return await one(visit.going(f"pledge:{seat.group.id}:{number}"))


async def ask_off(visit: Visit) -> Screen:
    """Before it is taken off: what goes with it."""
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    pledge = await _pledge(visit, seat.group.id)
    here = f"{seat.group.id}:{pledge.id}"
    rows = ((Button("Yes, take it off", f"droppledge:{here}"), Button("No, leave it", f"pledge:{here}")),)
    return Screen(visit.says("pledgeoff", pledge=pledge), rows, route=f"pledgeoff:{here}")


async def drop(visit: Visit) -> Screen:
    seat = visit.seated()
    if not seat.is_admin:
        return refused(visit, seat)
    await pledges.settle(visit.db, (await _pledge(visit, seat.group.id)).id, DROPPED)
    return await listed(visit.going(f"pledges:{seat.group.id}"))


def reminder_screen(services: Services, reminder: Reminder) -> Screen:
    """To an admin, on the day that a promise falls due: what it was, and ways to say what became of it."""
    text = services.texts.message("pledgedue", reminder=reminder, settled=SETTLED)
    number = reminder.group.id
    here = [f"{number}:{each.id}" for each in reminder.pledges]
    ways = (Button("Kept", f"pledgekept:{here[0]}"), Button("Not kept", f"pledgebroken:{here[0]}"))
    rows = (*((ways,) if len(here) == 1 else ()), (Button("See the list", f"pledges:{number}"), HOME))
    return Screen(text, rows)


ENTRIES = {
    "pledges": Entry(listed, seat=by_group),
    "pledge": Entry(one, seat=by_group, fresh=True),
    "newpledge": Entry(begin, seat=by_group, fresh=True),
    "changepledge": Entry(change, seat=by_group, fresh=True),
    "putpledge": Entry(put, seat=by_group, fresh=True),
    "throwpledge": Entry(throw_away, seat=by_group, fresh=True),
    "pledgekept": Entry(kept, seat=by_group, fresh=True),
    "pledgebroken": Entry(broken, seat=by_group, fresh=True),
    "pledgeopen": Entry(still_open, seat=by_group, fresh=True),
    "pledgeoff": Entry(ask_off, seat=by_group, fresh=True),
    "droppledge": Entry(drop, seat=by_group, fresh=True),
}
FORMS = (Kept(PLEDGE, save, group_name), Kept(CHANGE, save_change, _called))
