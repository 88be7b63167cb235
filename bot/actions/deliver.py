"""Delivering: claim, look again whether it still holds, send with no transaction open, settle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions import nudge
from bot.actions.history import histories
from bot.actions.pace import Pace
from bot.actions.standing import Standing
from bot.law.deadlines import Deadline
from bot.law.rules import Nudge
from bot.services import Services
from bot.store import cases, families, outbox
from bot.store.cases import Family
from bot.store.outbox import Claimed

log = logging.getLogger(__name__)

MOST_TRIES = 8
MOST_A_DAY = 3  # messages to one family, of those that can wait
FIRST_WAIT = timedelta(minutes=1)
QUIET_DAYS = ((12, 25), (1, 1))  # Christmas Day and New Year's Day


class Refused(Exception):
    """Telegram will never take this: the chat is closed, or gone."""


class TryLater(Exception):
    """It was not sent. It can be sent after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


class InDoubt(Exception):
    """It may have been sent; nobody can know. It is sent again: twice is a nuisance, never a lost right."""


@dataclass(frozen=True)
class Due:
    """A nudge that still holds and is to be sent now."""

    row: Claimed
    chat_id: int
    called: str
    standing: Standing
    deadline: Deadline
    step: Nudge
    others: int  # more dates of this case that want a look
    rows: tuple[int, ...]  # of the outbox: all that this one message answers for, its own first

    @property
    def case_id(self) -> int:
        return self.standing.case.id


Send = Callable[[Due], Awaitable[None]]


def is_quiet(now: datetime, quiet_from: time, quiet_until: time) -> bool:
    """Night, or one of two days on which nobody wants to hear of letters, in England."""
    there = clock.london(now)
    if (there.month, there.day) in QUIET_DAYS:
        return True
    if quiet_from <= quiet_until:  # such as midnight to eight
        return quiet_from <= there.time() < quiet_until
    return there.time() >= quiet_from or there.time() < quiet_until


async def drain(services: Services, send: Send, pace: Pace | None = None) -> int:
    """Sends all that is due, no faster than the settings say. Returns how many went out.

    `pace` is shared with whatever else speaks to Telegram unasked.
    """
    rules, told, more = services.settings.nudges, 0, True
    while more and not is_quiet(services.clock.now(), rules.quiet_from, rules.quiet_until):
        batch, more = await _claim(services, rules.messages_a_second)
        sending = asyncio.gather(*(_deliver(services, send, due, pace) for due in batch))
        await asyncio.sleep(0)  # the last of them begins
        began = asyncio.get_running_loop().time()
        outcomes = await sending
        told += sum(outcome is None for outcome in outcomes)
        if any(isinstance(outcome, TryLater) for outcome in outcomes):
            break  # Telegram is busy or out of reach: the next tick asks again
        if more:
            await asyncio.sleep(began + 1 - asyncio.get_running_loop().time() if batch else 0)
    return told


async def _claim(services: Services, most: int) -> tuple[list[Due], bool]:
    """Takes what is due and sorts out what no longer holds. Says also whether there may be more."""
    now = services.clock.now()
    async with services.db.transaction() as db:
        claimed = await outbox.claim(db, now, most)
        if not claimed:
            return [], False
        found = await cases.with_families(db, {row.case_id for row in claimed})
        some = [family.case for family in found.values()]
        today = clock.london(now).date()
        standings = nudge.standings_of(services, some, await histories(db, services, some, today), today)
        # A bot that was off for weeks tells of the step that is reached by now, not of the one it missed.
        await nudge.plan(db, services, standings.values(), now)
        others = await outbox.claim_with(db, found, now)
        holding = await _holding(db, [*claimed, *others], found, standings, now)
        return await _rationed(db, services, _one_a_case(holding), now), len(claimed) == most


async def _holding(
    db: AsyncConnection,
    claimed: Sequence[Claimed],
    found: Mapping[int, Family],
    standings: Mapping[int, Standing],
    now: datetime,
) -> list[Due]:
    """Those of the nudges whose reason still stands; the others are withdrawn."""
    # Where the dates cannot be worked out nobody can say. The lease gives those back, to be looked at again.
    clear = [row for row in claimed if row.case_id in standings or row.case_id not in found]
    holding = {row.id: _holds(row, found.get(row.case_id), standings.get(row.case_id)) for row in clear}
    await outbox.settle(db, [number for number, due in holding.items() if due is None], "withdrawn", now)
    return [due for due in holding.values() if due]


def _holds(row: Claimed, family: Family | None, standing: Standing | None) -> Due | None:
    """The nudge, if the reason for it still stands."""
    if family is None or standing is None or not family.wants_nudges:
        return None
    deadline = standing.of(row.rule, row.due_on)
    if deadline is None or deadline.state not in nudge.OPEN:
        return None
    step = next((step for step in deadline.rule.nudges if step.stage == row.stage), None)
    if step is None:
        return None
    return Due(row, family.chat_id, family.called, standing, deadline, step, 0, (row.id,))


def _one_a_case(holding: Sequence[Due]) -> list[Due]:
    """One message a case, about the most urgent of its dates. It answers for the others too."""
    by_case: dict[int, list[Due]] = {}
    for due in holding:
        by_case.setdefault(due.case_id, []).append(due)
    chosen = []
    for several in by_case.values():
        first = max(several, key=_urgency)
        waiting = {each.rule.id for each in first.standing.in_state("missed")} - {first.deadline.rule.id}
        rows = (first.row.id, *(other.row.id for other in several if other is not first))
        chosen.append(replace(first, others=len(waiting), rows=rows))
    return chosen


async def _rationed(
    db: AsyncConnection, services: Services, several: Sequence[Due], now: datetime
) -> list[Due]:
    """A few a day for one family, the most urgent of them; the others wait until the next morning.

    What the parent must do is never held back.
    """
    today = datetime.combine(clock.london(now).date(), time(), clock.LONDON)
    told = await outbox.told_since(db, {due.row.parent_id for due in several}, today)
    chosen: list[Due] = []
    later: list[int] = []
    for due in sorted(several, key=_urgency, reverse=True):
        told[due.row.parent_id] += 1
        fits = told[due.row.parent_id] <= MOST_A_DAY or _is_theirs(due)
        chosen += [due] if fits else []
        later += [] if fits else due.rows
    tomorrow = datetime.combine(today.date() + timedelta(days=1), services.settings.nudges.quiet_until)
    await outbox.put_off(db, later, tomorrow.replace(tzinfo=clock.LONDON) + nudge.JUST_AFTER, tried=False)
    return chosen


def _is_theirs(due: Due) -> bool:
    """Whether it is a thing that the parent must do by a day, and no suggestion of ours."""
    return due.deadline.rule.owed_by == "parent" and not due.deadline.rule.ours


def _urgency(due: Due) -> tuple[bool, bool, int, int]:
    """What the parent must do comes first, then what the law demands, then the date nearest to today."""
    assert due.deadline.due
    rule = due.deadline.rule
    near = -abs((due.deadline.due - due.standing.today).days)
    return _is_theirs(due), rule.standing == "law", near, due.step.days


async def _deliver(services: Services, send: Send, due: Due, pace: Pace | None) -> Exception | None:
    """Sends one and settles it at once: nothing else that fails or ends can make it be sent again."""
    if pace:
        await pace.turn()
    outcome = await _try(send, due)
    async with services.db.transaction() as db:
        await _settle(db, due, outcome, services.clock.now())
    return outcome


async def _try(send: Send, due: Due) -> Exception | None:
    try:
        await send(due)
    except (Refused, TryLater, InDoubt) as outcome:
        return outcome
    except Exception as problem:
        log.exception("outbox row %s could not be sent", due.row.id)
        return problem
    return None


async def _settle(db: AsyncConnection, due: Due, outcome: Exception | None, now: datetime) -> None:
    if isinstance(outcome, Refused):
        # The parent before their rows, as an erasure does it, or the two could wait for each other.
        await families.set_reachable(db, due.chat_id, reachable=False)
    if outcome is None:
        await outbox.settle(db, due.rows[:1], "sent", now)
        await outbox.settle(db, due.rows[1:], "folded", now)
    elif isinstance(outcome, TryLater):
        await outbox.put_off(db, due.rows, now + outcome.wait, tried=False)
    elif isinstance(outcome, Refused) or due.row.tries >= MOST_TRIES:
        await outbox.settle(db, due.rows, "refused", now)
    else:
        await outbox.put_off(db, due.rows, now + FIRST_WAIT * 2 ** (due.row.tries - 1))
