"""Posting to a group, in private: written, looked at, sent, changed, called off. For those who may post."""

from collections.abc import Sequence

from bot.days import londontime
from bot.forms.form import Answers
from bot.forms.notice import NEW, given
from bot.store import groups, notices, posts
from bot.store.notices import ASK, DRAFT, EVENT, HELD, OFF, OUT, OVER, PLAIN, PLANNED, STOPPED, Notice
from handlers import notice_copy
from handlers.edge.door import Entry
from handlers.edge.forms import Kept
from handlers.edge.screen import Button, Screen, short
from handlers.edge.seats import by_group, by_notice
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import refused
from handlers.start import HOME

KINDS = ((EVENT, "A meeting or an event"), (PLAIN, "A notice"), (ASK, "Ask everybody a question"))
LIVE = (OUT, STOPPED)
UNSAID = (DRAFT, PLANNED, HELD)


async def begin(visit: Visit) -> Screen:
    """What is to be posted? And what is being written already."""
    seat = visit.seated()
    if not seat.may_post:
        return refused(visit, seat)
    mine = [each for each in await notices.of_group(visit.db, seat.group.id) if each.state != OVER]
    open_ones = [each for each in mine if each.state in (DRAFT, PLANNED, HELD, OUT, STOPPED)]
    rows = (
        *((Button(label, f"writenotice:{seat.group.id}:{kind}"),) for kind, label in KINDS),
        *((Button(short(_label(each)), f"manage:{each.id}"),) for each in open_ones[-8:]),
        (Button("Back", f"group:{seat.group.id}"), HOME),
    )
    return Screen(visit.says("newnotice", group=seat.group, some=bool(open_ones)), rows, route=visit.route)


def _label(notice: Notice) -> str:
    named = {DRAFT: "Not posted", PLANNED: "Planned", HELD: "Held back", OUT: "Posted", STOPPED: "Stopped"}
    return f"{named[notice.state]}: {notice.words['title']}"


async def write(visit: Visit) -> Screen:
    seat, kind = visit.seated(), visit.word(2)
    if not seat.may_post:
        return refused(visit, seat)
    if kind not in NEW:
        raise NotTheirs
    return await visit.forms.begin(visit, NEW[kind], seat.group.id)


async def save_new(visit: Visit, group_id: int, answers: Answers) -> Screen:
    """A new notice, not posted yet. Whether its author may post is asked when they do."""
    if await groups.membership(visit.db, visit.parent.id, group_id) is None:
        raise NotTheirs
    kind = visit.word(1).partition("_")[0]  # of the form: event_new
    facts = given(kind, answers)
    number = await notices.add(visit.db, group_id, visit.parent.id, kind, visit.now, **facts)
    return await preview(visit, number)


async def group_name(visit: Visit, group_id: int) -> str:
    """The group of a form, for its heading."""
    mine = await groups.membership(visit.db, visit.parent.id, group_id)
    if mine is None:
        raise NotTheirs
    return mine.group.title


async def name(visit: Visit, notice_id: int) -> str:
    """The title of the notice of a form, for its heading."""
    return (await mine_of(visit, notice_id)).words["title"]


async def mine_of(visit: Visit, number: int = 0) -> Notice:
    """The notice that the route names, of a group that the visitor belongs to.

    What was not posted is there for its author and for admins: for everybody else there is no such notice.
    """
    notice = await notices.notice(visit.db, number or visit.number())
    if notice is None or await groups.membership(visit.db, visit.parent.id, notice.group_id) is None:
        raise NotTheirs
    is_plain = visit.seat is not None and not visit.seat.is_admin
    if is_plain and notice.state in UNSAID and notice.author_id != visit.parent.id:
        raise NotTheirs
    return notice


async def manage(visit: Visit) -> Screen:
    """A notice, for those who may post: as it looks, and what can be done with it."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    return await preview(visit, notice.id)


async def preview(visit: Visit, number: int, note: str = "") -> Screen:
    """The notice exactly as it is sent, then how it stands."""
    notice = await mine_of(visit, number)
    group = await groups.by_id(visit.db, notice.group_id)
    assert group
    copy = notice_copy.words(visit.services, notice, group)
    states = await posts.states(visit.db, notice.id)
    facts = {"planned": londontime(notice.send_at) if notice.send_at and notice.state == PLANNED else ""}
    members = len(await groups.told_in_private(visit.db, group.id))
    facts |= {"members": str(members), "note": note}
    text = visit.says("manage", notice=notice, group=group, states=states, **facts)
    rows = (*_ways(visit, notice, states[posts.IN_DOUBT]), (Button("Back", f"newnotice:{group.id}"), HOME))
    return Screen(text, rows, first=(copy,), route=f"manage:{notice.id}")


def _ways(visit: Visit, notice: Notice, in_doubt: int) -> Sequence[tuple[Button, ...]]:
    number, mine = notice.id, notice.author_id == visit.parent.id
    change = Button("Change", f"changenotice:{number}")
    who = ((Button("Who is coming", f"who:{number}"),),) if mine and notice.kind == EVENT else ()
    ideas = ((Button("The answers", f"ideas:{number}"),),) if mine and notice.kind == ASK else ()
    again = ((Button("Send again where I am not sure", f"again_notice:{number}"),),) if in_doubt else ()
    if notice.state in UNSAID:
        picture = "Another picture" if notice.words.get("picture") else "Add a picture"
        return (
            (Button("Post now", f"postnotice:{number}"),),
            *(((Button("Post at a time", f"noticewhen:{number}"),),) if mine else ()),
            (change, Button(picture, f"noticepicture:{number}")),
            (Button("Throw it away", f"dropnotice:{number}"),),
        )
    if notice.state in LIVE:
        off = ((Button("Call it off", f"offnotice:{number}"),),) if notice.kind == EVENT else ()
        return (*who, *ideas, *again, (change,), *off)
    thanks = ((Button("Write a thank-you", f"thanknotice:{number}"),),) if notice.state == OVER else ()
    return (*who, *ideas, *thanks) if notice.state != OFF else who


ENTRIES = {
    "newnotice": Entry(begin, seat=by_group, fresh=True),
    "writenotice": Entry(write, seat=by_group, fresh=True),
    "manage": Entry(manage, seat=by_notice, fresh=True),
}
FORMS = tuple(Kept(form, save_new, group_name) for form in NEW.values())
