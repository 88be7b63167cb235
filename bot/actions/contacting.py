"""Calls and meetings: what was said goes on the record, and a promise with a day is asked about after it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.actions import nudge
from bot.actions.history import CONTACT
from bot.actions.standing import look_at
from bot.forms.contact import Spoken
from bot.services import Services
from bot.store import cases, contacts
from bot.store.absences import Details
from bot.store.families import Child


async def log(
    db: AsyncConnection,
    services: Services,
    child: Child,
    told: Spoken,
    details: Details,
    now: datetime,
) -> int:
    """Remembers a call or a meeting: its kind, its day, and the day by which something was promised."""
    case_id = await cases.open_case(db, child.id, CONTACT) if told["promised_by"] else None
    number = await contacts.log(
        db,
        child_id=child.id,
        case_id=case_id,
        told_on=clock.london(now).date(),
        details=details,
        **told,
    )
    mine = [case for case in await cases.cases_of(db, child.id) if case.id == case_id]
    await nudge.plan(db, services, await look_at(db, services, mine, clock.london(now).date()), now)
    return number
