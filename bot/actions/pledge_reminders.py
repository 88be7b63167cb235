"""A promise of the council falls due: the admins of its group hear of it in private, once.

Who is an admin is asked when it is said, for an admin of last year may be none today. What was said is marked
only after it was said, so that a process which dies in between says it twice, and never not at all.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot import clock
from bot.actions.deliver import InDoubt, Refused, TryLater, is_quiet
from bot.services import Services
from bot.store import families, groups, pledges
from bot.store.groups import Group
from bot.store.pledges import Pledge

log = logging.getLogger(__name__)

GIVE_UP = timedelta(days=7)  # where no admin of the group uses the bot


@dataclass(frozen=True)
class Reminder:
    """To one admin: the promises of a group that have fallen due."""

    chat_id: int
    group: Group
    pledges: tuple[Pledge, ...]
    today: date


# Who are the admins of this chat at this moment? None: Telegram could not be asked.
AskAdmins = Callable[[int], Awaitable[Collection[int] | None]]
# Says it, or raises Refused, TryLater or InDoubt.
Send = Callable[[Reminder], Awaitable[None]]


async def remind_of_pledges(services: Services, ask_admins: AskAdmins, send: Send) -> int:
    """Tells the admins of each group what has fallen due there. Returns how many messages went out."""
    now, hours = services.clock.now(), services.settings.nudges
    if is_quiet(now, hours.quiet_from, hours.quiet_until):
        return 0
    today = clock.london(now).date()
    async with services.db.transaction() as db:
        due = await pledges.due(db, today)
    told = 0
    for number, some in groupby(due, key=lambda each: each.group_id):
        try:
            told += await _remind(services, ask_admins, send, number, tuple(some))
        except TryLater:
            break  # Telegram is busy or out of reach: the next tick asks again
        except Exception as problem:  # noqa: BLE001  # one group must not keep the others waiting
            log.error("the admins of group %s were not reminded: %s", number, type(problem).__name__)  # noqa: TRY400
    return told


async def _remind(
    services: Services, ask_admins: AskAdmins, send: Send, group_id: int, due: Sequence[Pledge]
) -> int:
    today = clock.today(services.clock)
    async with services.db.transaction() as db:
        group = await groups.by_id(db, group_id)
    admins = await ask_admins(group.chat_id) if group else None
    if group is None or admins is None:
        return 0
    async with services.db.transaction() as db:
        there = await groups.reachable_among(db, group.id, admins)
    told = [await _try(services, send, Reminder(chat_id, group, tuple(due), today)) for chat_id in there]
    done = due if any(told) and None not in told else [each for each in due if today - each.due_on > GIVE_UP]
    async with services.db.transaction() as db:
        await pledges.reminded(db, [each.id for each in done], today)
    return told.count(True)


async def _try(services: Services, send: Send, reminder: Reminder) -> bool | None:
    """Whether it was said. None: nobody can know, and it is said again."""
    try:
        await send(reminder)
    except Refused:
        async with services.db.transaction() as db:
            await families.set_reachable(db, reminder.chat_id, reachable=False)
        return False
    except InDoubt:
        return None
    return True
