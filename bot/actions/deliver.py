"""Delivering: claim, look again whether it still holds, send with no transaction open, settle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions.nudge import OPEN
from bot.actions.standing import Standing, standing_of
from bot.law.deadlines import Deadline
from bot.law.rules import Nudge
from bot.services import Services
from bot.store import cases, families, outbox
from bot.store.outbox import Claimed

log = logging.getLogger(__name__)

MOST_TRIES = 8
CHRISTMAS = (12, 25)


class Refused(Exception):
    """Telegram will never take this: the chat is closed, or gone."""


class TryLater(Exception):
    """It was not sent. It can be sent after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


class InDoubt(Exception):
    """It may have been sent; nobody can know. A nudge is sent again: twice is a nuisance, never is a lost right."""


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

    @property
    def case_id(self) -> int:
        return self.standing.case.id


Send = Callable[[Due], Awaitable[None]]


def is_quiet(now: datetime, quiet_from: time, quiet_until: time) -> bool:
    """Night, or Christmas Day, in England."""
    there = clock.london(now)
    if (there.month, there.day) == CHRISTMAS:
        return True
    return there.time() >= quiet_from or there.time() < quiet_until


async def drain(services: Services, send: Send) -> int:
    """Sends all that is due, no faster than the settings say. Returns how many went out."""
    rules = services.settings.nudges
    told = 0
    while not is_quiet(services.clock.now(), rules.quiet_from, rules.quiet_until):
        began = asyncio.get_running_loop().time()
        batch = await _claim(services, rules.messages_a_second)
        if batch is None:
            break
        outcomes = await asyncio.gather(*(_try(send, due) for due in batch))
        await _settle(services, batch, outcomes)
        told += sum(outcome is None for outcome in outcomes)
        if batch:
            await asyncio.sleep(max(0.0, 1 - (asyncio.get_running_loop().time() - began)))
    return told


async def _claim(services: Services, most: int) -> list[Due] | None:
    """Takes what is due and sorts out what no longer holds; None when nothing is waiting."""
    now = services.clock.now()
    async with services.db.transaction() as db:
        claimed = await outbox.claim(db, now, most)
        if not claimed:
            return None
        found = await cases.with_families(db, {row.case_id for row in claimed})
        events = await cases.events_of(db, list(found))
        today = clock.london(now).date()
        standings = {
            number: standing_of(services, family.case, events[number], today)
            for number, family in found.items()
        }
        holding = [due for row in claimed if (due := _holds(row, found, standings))]
        chosen = await _one_a_case(db, holding, now)
        kept = {due.row.id for due in holding}
        await outbox.settle(db, [row.id for row in claimed if row.id not in kept], "withdrawn", now)
        return chosen


def _holds(row: Claimed, found: dict[int, cases.Family], standings: dict[int, Standing]) -> Due | None:
    """The nudge, if the reason for it still stands."""
    family = found.get(row.case_id)
    if family is None or not (family.case.nudged and family.nudged and family.reachable):
        return None
    standing = standings[row.case_id]
    deadline = standing.of(row.rule)
    if deadline is None or deadline.due != row.due_on or deadline.state not in OPEN:
        return None
    step = next((step for step in deadline.rule.nudges if step.stage == row.stage), None)
    return step and Due(row, family.chat_id, family.called, standing, deadline, step, 0)


async def _one_a_case(db: AsyncConnection, holding: Sequence[Due], now: datetime) -> list[Due]:
    """One message a case, about the most urgent of its dates. The others are folded into it."""
    by_case: dict[int, list[Due]] = {}
    for due in holding:
        by_case.setdefault(due.case_id, []).append(due)
    chosen = []
    folded = [row.id for row in await outbox.due_with(db, by_case, now)]
    for several in by_case.values():
        first, *rest = sorted(several, key=_urgency, reverse=True)
        folded += [other.row.id for other in rest]
        waiting = {each.rule.id for each in first.standing.in_state("missed")} - {first.deadline.rule.id}
        chosen.append(Due(**(vars(first) | {"others": len(waiting)})))
    await outbox.settle(db, folded, "folded", now)
    return chosen


def _urgency(due: Due) -> tuple[bool, bool, datetime]:
    """What the parent must do comes first, then what the law demands, then the latest date."""
    assert due.deadline.due
    rule = due.deadline.rule
    return (
        rule.owed_by == "parent",
        rule.standing == "law",
        datetime.combine(due.deadline.due, time.min),
    )


async def _try(send: Send, due: Due) -> Exception | None:
    try:
        await send(due)
    except (Refused, TryLater, InDoubt) as outcome:
        return outcome
    except Exception as problem:
        log.exception("outbox row %s could not be sent", due.row.id)
        return problem
    return None


async def _settle(services: Services, batch: Sequence[Due], outcomes: Sequence[Exception | None]) -> None:
    now = services.clock.now()
    async with services.db.transaction() as db:
        sent = [due.row.id for due, outcome in zip(batch, outcomes, strict=True) if outcome is None]
        await outbox.settle(db, sent, "sent", now)
        for due, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Refused) or (outcome and due.row.tries >= MOST_TRIES):
                await outbox.settle(db, [due.row.id], "refused", now)
            elif outcome:
                await outbox.put_off(db, due.row.id, now + _wait(outcome, due.row.tries))
            if isinstance(outcome, Refused):
                await families.set_reachable(db, due.chat_id, reachable=False)


def _wait(outcome: Exception, tries: int) -> timedelta:
    return outcome.wait if isinstance(outcome, TryLater) else timedelta(seconds=30 * 2**tries)
