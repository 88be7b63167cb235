"""Planning: which nudges a case has earned by today. Deadlines and a date go in, outbox rows come out."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.history import Histories, histories
from bot.actions.standing import Standing, standing_of
from bot.law.deadlines import Deadline, Event
from bot.law.rules import Nudge
from bot.services import Services
from bot.store import cases, outbox
from bot.store.cases import Case
from bot.store.outbox import Waiting

log = logging.getLogger(__name__)

OPEN = ("due", "missed", "passed")  # nothing has met or stopped it
AT_A_TIME = 50
BREATH_SECONDS = 0.005
JUST_AFTER = timedelta(minutes=5)  # after the quiet hours
EVENING = time(18)


def reached(deadline: Deadline, told_on: date, today: date) -> Nudge | None:
    """The highest step of the ladder whose day has come, if the clock still runs.

    A parent who tells us of a date that has passed has just been shown it. They are reminded only by the last
    step, and as long after telling us as it would have come after the date.
    """
    if deadline.due is None or deadline.state not in OPEN:
        return None
    steps = [step for step in deadline.rule.nudges if step.days > 0 or deadline.state == "due"]
    came = [step for step in steps if _day_of(step, deadline, told_on) <= today]
    return max(came, key=lambda step: step.days, default=None)


def _day_of(step: Nudge, deadline: Deadline, told_on: date) -> date:
    assert deadline.due
    day = deadline.due + timedelta(days=step.days)
    if day > told_on or (step.evening and day == told_on):
        return day
    is_last = step.days == max(other.days for other in deadline.rule.nudges)
    return told_on + timedelta(days=step.days) if is_last and step.days > 0 else date.max


def told_on(deadline: Deadline, events: Sequence[Event]) -> date:
    """The day on which we learnt what started this clock."""
    starts = (*deadline.rule.starts, *deadline.rule.else_starts)
    told = [
        event.told_on or event.on
        for event in events
        if event.kind in starts or f"{event.kind}:{event.how}" in starts
    ]
    return max(told, default=deadline.from_on)


def planned(standing: Standing, quiet_until: time) -> list[Waiting]:
    """Every nudge that this case has earned by the day of the standing, one a deadline."""
    if not standing.case.nudged or standing.case.ended_on:
        return []
    rows = []
    for deadline in (*standing.deadlines, *standing.reminders):
        step = reached(deadline, told_on(deadline, standing.events), standing.today)
        if step:
            rows.append(_row(standing, deadline, step, standing.today, quiet_until))
    return list({row.key: row for row in rows}.values())  # two clocks of a rule can end on one day


async def plan(db: AsyncConnection, services: Services, standings: Iterable[Standing], now: datetime) -> None:
    """Puts what these cases have earned into the outbox; what is there already stays as it is."""
    until = services.settings.nudges.quiet_until
    rows = [row for standing in standings for row in planned(standing, until)]
    await outbox.put(db, [row for row in rows if not _too_late(row, now)])


def _too_late(row: Waiting, now: datetime) -> bool:
    """Whether its evening has come already: who told us since then has just read what it would say."""
    return row.send_at.time() == EVENING and row.send_at < now


async def plan_all(services: Services) -> None:
    """Goes through every case, a few at a time, so that parents' own updates fit in between."""
    now = services.clock.now()
    last = 0
    while some := await _plan_next(services, last, now):
        last = some[-1].id
        await asyncio.sleep(BREATH_SECONDS)


async def _plan_next(services: Services, last: int, now: datetime, tries: int = 2) -> list[Case]:
    try:
        async with services.db.transaction() as db:
            some = await cases.next_nudged(db, last, AT_A_TIME)
            today = clock.london(now).date()
            known = await histories(db, services, some, today)
            standings = standings_of(services, some, known, today)
            await plan(db, services, standings.values(), now)
    except IntegrityError:  # PostgreSQL only: a parent was erased between our reading and our writing
        if tries == 1:
            raise
        return await _plan_next(services, last, now, tries - 1)
    return some


def standings_of(
    services: Services, some: Iterable[Case], known: Histories, today: date
) -> dict[int, Standing]:
    """How these cases stand, by number. One that cannot be worked out must not hold up all the others."""
    found = {}
    for case in some:
        try:
            found[case.id] = standing_of(services, case, known, today)
        except Exception:
            log.exception("the dates of case %s cannot be worked out", case.id)
    return found


async def snooze(
    db: AsyncConnection,
    services: Services,
    standing: Standing,
    deadline: Deadline | None,
    stage: str,
    until: date,
) -> bool:
    """Asks for one more nudge on a later day. False when there is nothing left to be reminded of."""
    if deadline is None or deadline.due is None or deadline.state not in OPEN:
        return False
    row = _row(standing, deadline, Nudge(stage, 0), until, services.settings.nudges.quiet_until)
    again = Waiting(**(vars(row) | {"key": f"{row.key}:again:{until}"}))
    await outbox.put(db, [again])
    return True


def _row(standing: Standing, deadline: Deadline, step: Nudge, day: date, quiet_until: time) -> Waiting:
    assert deadline.due
    case, rule = standing.case, deadline.rule
    morning = datetime.combine(day, quiet_until, clock.LONDON) + JUST_AFTER
    send_at = datetime.combine(day, EVENING, clock.LONDON) if step.evening else morning
    key = f"nudge:{case.id}:{rule.id}:{deadline.due}:{step.stage}"
    return Waiting(key, case.parent_id, case.id, rule.id, deadline.due, step.stage, send_at)
