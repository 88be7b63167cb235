"""A notice goes out, now or at a time; is stopped, gone on with, called off, or thrown away."""

from bot.actions import announce
from bot.forms.form import Answers
from bot.forms.notice import WHEN, moment
from bot.store import notices, posts
from bot.store.notices import OUT, STOPPED
from handlers.edge.door import Entry
from handlers.edge.forms import Kept
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import by_notice
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import refused
from handlers.notices import LIVE, UNSAID, begin, mine_of, name, preview
from handlers.start import HOME


async def post(visit: Visit) -> Screen:
    """Post now. Telegram was asked at this moment whether they may."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state not in UNSAID:
        return await preview(visit, notice.id)
    if notice.starts_at and notice.starts_at <= visit.now:
        return await preview(
            visit, notice.id, "It begins in the past. Please change the day or the time first."
        )
    members = await announce.post(visit.db, notice, visit.now)
    rows = ((Button("Manage it", f"manage:{notice.id}"), HOME),)
    return Screen(visit.says("posting", group=seat.group, members=members), rows, route=f"manage:{notice.id}")


async def when(visit: Visit) -> Screen:
    """By its author alone: at that time Telegram is asked about the author, whoever chose it."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.author_id != visit.parent.id:
        return await preview(visit, notice.id)
    return await visit.forms.begin(visit, WHEN, notice.id)


async def save_when(visit: Visit, notice_id: int, answers: Answers) -> Screen:
    """It waits for that time. Whether its author may post is asked then."""
    notice = await mine_of(visit, notice_id)
    if notice.author_id != visit.parent.id:
        raise NotTheirs
    at = moment(answers["day"], answers["start"])
    if notice.state not in UNSAID:
        return await preview(visit, notice.id)
    if at <= visit.now or (notice.starts_at and at >= notice.starts_at):
        return await preview(visit, notice.id, "That is too late. Please choose a time before it begins.")
    await announce.plan_for(visit.db, notice, at, visit.now)
    return await preview(visit, notice.id)


async def stop(visit: Visit) -> Screen:
    """Half-way: nobody else is told."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state == OUT:
        await announce.stop(visit.db, notice, visit.now)
    return await preview(visit, notice.id)


async def go_on(visit: Visit) -> Screen:
    """Those who were not told yet are told after all."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state == STOPPED:
        await announce.go_on(visit.db, notice, visit.now)
    return await preview(visit, notice.id)


async def again(visit: Visit) -> Screen:
    """To those of whom nobody can be sure: they may get it twice."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    count = await posts.again(visit.db, notice.id, posts.IN_DOUBT, visit.now)
    return await preview(
        visit, notice.id, f"It goes again to {count}. Some may get it twice." if count else ""
    )


async def ask_off(visit: Visit) -> Screen:
    """Before it is called off: what happens then."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    rows = (
        (Button("Yes, call it off", f"offyes:{notice.id}"),),
        (Button("No, keep it", f"manage:{notice.id}"), HOME),
    )
    return Screen(visit.says("calloff", notice=notice), rows, route=visit.route)


async def off(visit: Visit) -> Screen:
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state in LIVE:
        await announce.call_off(visit.db, notice, visit.now)
    return await preview(visit, notice.id)


async def drop(visit: Visit) -> Screen:
    """Thrown away before it was ever posted."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state in UNSAID:
        await notices.remove(visit.db, notice.id)
    return await begin(visit.going(f"newnotice:{seat.group.id}"))


ENTRIES = {
    "postnotice": Entry(post, seat=by_notice, fresh=True),
    "noticewhen": Entry(when, seat=by_notice, fresh=True),
    "stopnotice": Entry(stop, seat=by_notice, fresh=True),
    "goon": Entry(go_on, seat=by_notice, fresh=True),
    "again_notice": Entry(again, seat=by_notice, fresh=True),
    "offnotice": Entry(ask_off, seat=by_notice, fresh=True),
    "offyes": Entry(off, seat=by_notice, fresh=True),
    "dropnotice": Entry(drop, seat=by_notice, fresh=True),
}
FORMS = (Kept(WHEN, save_when, name),)
