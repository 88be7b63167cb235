"""What is to be said of a notice, and when: itself, changes, reminders, thanks, and the next of a series.

Here rows are put into `posts`; who sends them, and how fast, is in broadcast.py.
"""

from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.gathering import ends
from bot.store import answers, families, groups, notices, posts
from bot.store.answers import GOING, MAYBE, Answer
from bot.store.notices import EVENT, HELD, OFF, OUT, OVER, PLANNED, STOPPED, Notice

DAY_BEFORE_AT = time(18)  # when people look at tomorrow
HOURS_BEFORE = timedelta(hours=2)
STEPS = {"weekly": relativedelta(weeks=1), "monthly": relativedelta(months=1)}
NEXT_IS_TOLD = timedelta(days=7)  # before it begins
ANSWERS_KEPT = timedelta(days=60)  # after the event


async def post(db: AsyncConnection, notice: Notice, now: datetime) -> int:
    """The notice goes out: to the group, and in private to the members who want it. Returns how many."""
    members = await groups.told_in_private(db, notice.group_id)
    await notices.change(db, notice.id, now, state=OUT, send_at=now)
    await posts.put(db, notice.id, [None], posts.NOTICE, now)
    if notice.author_id:
        await posts.put(db, notice.id, [notice.author_id], posts.REPORT, now)
    await posts.put(db, notice.id, members, posts.NOTICE, now)
    return len(members)


async def plan_for(db: AsyncConnection, notice: Notice, at: datetime, now: datetime) -> None:
    await notices.change(db, notice.id, now, state=PLANNED, send_at=at)


async def hold(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """Its time has come, and its author may post no more: it stays unsaid."""
    await notices.change(db, notice.id, now, state=HELD)


async def stop(db: AsyncConnection, notice: Notice, now: datetime) -> int:
    """Half-way: nobody else is told. Returns how many that spares."""
    await notices.change(db, notice.id, now, state=STOPPED)
    return await posts.withdraw(db, notice.id, posts.NOTICE)


async def go_on(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """What was stopped goes out to the others after all."""
    await notices.change(db, notice.id, now, state=OUT)
    await posts.again(db, notice.id, posts.WITHDRAWN, now)


async def changed(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """A notice that is out was changed: every copy is edited, and those coming are told."""
    version = notice.version + 1
    await notices.change(db, notice.id, now, version=version)
    await _tell_of(db, notice, posts.CHANGE, version, now)


async def call_off(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """It will not be: every copy says so, and those coming are told. Who was not told yet never is."""
    await posts.withdraw(db, notice.id, posts.NOTICE, posts.DAY, posts.HOURS)
    await notices.change(db, notice.id, now, state=OFF, version=notice.version + 1)
    await _tell_of(db, notice, posts.OFF, notice.version + 1, now)


async def _tell_of(db: AsyncConnection, notice: Notice, what: str, version: int, now: datetime) -> None:
    await posts.withdraw(
        db, notice.id, posts.EDIT, posts.CHANGE, posts.DAY, posts.HOURS
    )  # of the last version
    await posts.put(db, notice.id, await posts.copies(db, notice.id), posts.EDIT, now, version)
    await posts.put(db, notice.id, await _parents(db, notice, GOING, MAYBE), what, now, version)


async def thank(db: AsyncConnection, notice: Notice, now: datetime) -> int:
    """The organiser's thank-you goes to those who were going. Returns how many that are."""
    coming = await _parents(db, notice, GOING)
    await posts.put(db, notice.id, coming, posts.THANKS, now, notice.version)
    return len(coming)


async def remind(db: AsyncConnection, now: datetime) -> None:
    """What the hour brings for the events that are out: reminders, the end, the next of a series."""
    for notice in await notices.in_state(db, OUT, STOPPED):
        if notice.kind != EVENT or notice.starts_at is None:
            continue
        if ends(notice) <= now:
            await _is_over(db, notice, now)
        else:
            await _remind(db, notice, now)
    await answers.forget_old(db, now - ANSWERS_KEPT)


async def _remind(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """The day before, and two hours before, to those going; who answered later than that knows already."""
    assert notice.starts_at
    hours_at = notice.starts_at - HOURS_BEFORE
    day_at = day_before(notice.starts_at)
    if hours_at <= now < notice.starts_at:
        coming = await _parents(db, notice, GOING, before=hours_at)
        await posts.put(db, notice.id, coming, posts.HOURS, now, notice.version)
    elif day_at <= now < hours_at:
        coming = await _parents(db, notice, GOING, before=day_at)
        await posts.put(db, notice.id, coming, posts.DAY, now, notice.version)


def day_before(starts_at: datetime) -> datetime:
    """The evening before an event, on a clock in England."""
    day = clock.london(starts_at).date() - timedelta(days=1)
    return datetime.combine(day, DAY_BEFORE_AT, clock.LONDON)


async def _is_over(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    await posts.withdraw(db, notice.id)
    await notices.change(db, notice.id, now, state=OVER)
    if notice.repeats and notice.state == OUT:
        await _next(db, notice, now)


async def _next(db: AsyncConnection, notice: Notice, now: datetime) -> None:
    """The next of a series, planned for a week before it begins: its author's right is looked at then."""
    assert notice.starts_at
    starts_at = after(notice.starts_at, notice.repeats, now)
    lasts = notice.ends_at - notice.starts_at if notice.ends_at else None
    await notices.add(
        db,
        notice.group_id,
        notice.author_id,
        EVENT,
        now,
        words={name: said for name, said in notice.words.items() if name not in ("thanks", "link")},
        starts_at=starts_at,
        ends_at=starts_at + lasts if lasts else None,
        capacity=notice.capacity,
        repeats=notice.repeats,
        state=PLANNED,
        send_at=max(now, starts_at - NEXT_IS_TOLD),
    )


def after(starts_at: datetime, repeats: str, now: datetime) -> datetime:
    """The first time of a series after now, at the same hour on a clock in England.

    A monthly event stays on its weekday: after the first Tuesday of a month comes the first of the next.
    """
    there = clock.london(starts_at)
    number = (there.day - 1) // 7  # the how-manieth of its weekday in the month, from 0
    found = there
    while found <= now:
        found = found + STEPS[repeats]
        if repeats == "monthly":
            found = _same_weekday(found, there.weekday(), number)
    return found


def _same_weekday(some_day: datetime, weekday: int, number: int) -> datetime:
    """The first, second, ... of a weekday in the month of `some_day`; the last, where there is no fifth."""
    first = some_day.replace(day=1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * number)
    return day if day.month == first.month else day - timedelta(days=7)


async def _parents(
    db: AsyncConnection, notice: Notice, *said: str, before: datetime | None = None
) -> list[int]:
    """Those who answered so, and can be written to, by their parents' numbers."""
    people = [each for each in await answers.every(db, notice.id) if each.answer in said]
    found = await families.by_chats(db, [each.person for each in people if _by(each, before)])
    return [found[each.person] for each in people if each.person in found]


def _by(answer: Answer, before: datetime | None) -> bool:
    return before is None or answer.told_at is None or answer.told_at <= before
