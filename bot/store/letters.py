"""Letters that were drafted, and those that were sent: a sent one is never changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import letters

Given = dict[str, Any]  # asks, paragraphs, left_out, copies, attachments, how, proof: plain JSON


@dataclass(frozen=True)
class Written:
    """A letter of a case: facts and rules give its words anew until it is sent, then `words` are kept."""

    id: int
    case_id: int
    template: str
    version: int
    strength: str
    own_words: str
    effect: str
    made_on: date
    sent_on: date | None
    words: str | None
    sha256: str | None
    given: Given
    reply_by: date | None
    answered_on: date | None


async def begin(
    db: AsyncConnection, case_id: int, template: str, version: int, strength: str, today: date
) -> int:
    """The unsent letter of this template in this case: the one begun before, or a new one."""
    known = select(letters.c.id).where(
        letters.c.case_id == case_id, letters.c.template == template, letters.c.sent_on.is_(None)
    )
    number = (await db.execute(known.order_by(letters.c.id.desc()).limit(1))).scalar()
    if number is None:
        row = {"case_id": case_id, "template": template, "version": version, "strength": strength}
        row |= {"own_words": "", "effect": "", "made_on": today}
        number = (await db.execute(insert(letters).returning(letters.c.id), row)).scalar_one()
    return int(number)


async def letters_of(db: AsyncConnection, case_id: int) -> list[Written]:
    mine = select(*letters.c).where(letters.c.case_id == case_id).order_by(letters.c.id)
    return [_written(row) for row in await db.execute(mine)]


async def letter(db: AsyncConnection, letter_id: int) -> Written | None:
    """A letter by its number. Whose it is, its case says: ask for that through the parent."""
    row = (await db.execute(select(*letters.c).where(letters.c.id == letter_id))).one_or_none()
    return None if row is None else _written(row)


def _written(row: Any) -> Written:
    found = Written(*row)
    return found if found.given is not None else replace(found, given={})


async def revise(db: AsyncConnection, letter_id: int, **facts: Any) -> None:
    """Changes a letter that has not been sent; a sent one stays as it is."""
    await db.execute(
        update(letters).where(letters.c.id == letter_id, letters.c.sent_on.is_(None)).values(**facts)
    )


async def watched(db: AsyncConnection, case_ids: Sequence[int]) -> list[Written]:
    """The letters of these cases that wait: for an answer by a day, or, shown once, to be sent."""
    unsent = letters.c.sent_on.is_(None) & letters.c.words.is_not(None)
    waiting = letters.c.reply_by.is_not(None) & letters.c.answered_on.is_(None)
    found = select(*letters.c).where(letters.c.case_id.in_(case_ids), unsent | waiting)
    return [_written(row) for row in await db.execute(found.order_by(letters.c.id))]


async def answered(db: AsyncConnection, letter_ids: Sequence[int], on: date) -> None:
    """An answer to these letters came, or a later letter takes their place: nobody waits for them now."""
    await db.execute(update(letters).where(letters.c.id.in_(letter_ids)).values(answered_on=on))


async def unwatch(db: AsyncConnection, letter_id: int) -> None:
    """Another clock asks for the answer to this letter."""
    await db.execute(update(letters).where(letters.c.id == letter_id).values(reply_by=None))


async def freeze(db: AsyncConnection, letter_id: int, sent_on: date, reply_by: date | None = None) -> bool:
    """Keeps a letter as it was last shown; False when it was sent before, or never shown.

    `reply_by` is the day on which to ask whether an answer came; None where another clock does that.
    """
    ready = update(letters).where(
        letters.c.id == letter_id, letters.c.sent_on.is_(None), letters.c.words.is_not(None)
    )
    return (await db.execute(ready.values(sent_on=sent_on, reply_by=reply_by))).rowcount == 1


async def discard(db: AsyncConnection, letter_id: int) -> None:
    await db.execute(delete(letters).where(letters.c.id == letter_id, letters.c.sent_on.is_(None)))
