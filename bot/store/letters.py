"""Letters that were drafted, and those that were sent: the words of a sent one are never changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.days import dated
from bot.store.tables import cases, children, letters

Given = dict[str, Any]  # asks, paragraphs, left_out, copies, attachments, how, proof: plain JSON
SHOWN = "shown"  # of `given`: the words of earlier days, for one of those may be what the parent sent
WORDED = "worded"  # of `given`: the strength of the words, where another was chosen since
MOST_SHOWN = 5  # earlier days


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
    made_on: date  # the day on which it was first shown; until then, on which it was begun
    sent_on: date | None
    words: str | None
    sha256: str | None
    given: Given
    reply_by: date | None
    answered_on: date | None


@dataclass(frozen=True)
class Begun:
    """A letter that was shown and not sent."""

    id: int
    parent_id: int
    case_id: int
    made_on: date


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


async def of_child(db: AsyncConnection, child_id: int) -> list[Written]:
    """The letters of all the child's cases."""
    mine = select(*letters.c).join(cases, cases.c.id == letters.c.case_id).where(cases.c.child_id == child_id)
    return [_written(row) for row in await db.execute(mine.order_by(letters.c.id))]


async def letter(db: AsyncConnection, letter_id: int) -> Written | None:
    """A letter by its number. Whose it is, its case says: ask for that through the parent."""
    row = (await db.execute(select(*letters.c).where(letters.c.id == letter_id))).one_or_none()
    return None if row is None else _written(row)


async def template_of(db: AsyncConnection, parent_id: int, letter_id: int) -> tuple[str, str] | None:
    """Which letter this parent's is, and at which strength: without its words, which take time to unlock."""
    mine = select(letters.c.template, letters.c.strength).join(cases, cases.c.id == letters.c.case_id)
    mine = mine.join(children, children.c.id == cases.c.child_id)
    row = (
        await db.execute(mine.where(letters.c.id == letter_id, children.c.parent_id == parent_id))
    ).one_or_none()
    return None if row is None else (row.template, row.strength)


def _written(row: Any) -> Written:
    found = Written(*row)
    return found if found.given is not None else replace(found, given={})


async def revise(db: AsyncConnection, letter_id: int, **facts: Any) -> None:
    """Changes a letter that has not been sent; a sent one stays as it is."""
    known = await letter(db, letter_id)
    if known is None or known.sent_on:
        return
    if "words" in facts:
        facts |= _shown_anew(known, facts)
    elif "strength" in facts and known.words:
        facts["given"] = {WORDED: known.strength} | facts.get("given", known.given)
    await db.execute(update(letters).where(letters.c.id == letter_id).values(**facts))


def _shown_anew(known: Written, facts: Given) -> Given:
    """What changes with the words: those of another day are kept, and the first say when it began."""
    given = dict(facts.get("given", known.given))
    strength = given.pop(WORDED, known.strength)
    now, before = dated(facts["words"]), dated(known.words or "")
    if before and before != now:
        was = {"words": known.words, "sha256": known.sha256, "strength": strength}
        was["headings"] = known.given.get("headings", [])
        earlier = given.get(SHOWN, {}) | {before.isoformat(): was}
        given[SHOWN] = dict(sorted(earlier.items())[-MOST_SHOWN:])
    return {"given": given} | ({"made_on": now} if now and not known.words else {})


async def waiting(db: AsyncConnection, case_ids: Sequence[int]) -> list[Written]:
    """The letters of these cases that wait for an answer by a day."""
    unanswered = letters.c.reply_by.is_not(None) & letters.c.answered_on.is_(None)
    found = select(*letters.c).where(letters.c.case_id.in_(case_ids), unanswered)
    return [_written(row) for row in await db.execute(found.order_by(letters.c.id))]


async def begun(db: AsyncConnection, parent_ids: Collection[int], but: Collection[str]) -> list[Begun]:
    """The letters of these parents that were shown and not sent, in cases that they are reminded of.

    `but` are templates that nobody sends.
    """
    wanted = (
        children.c.parent_id.in_(parent_ids),
        letters.c.sent_on.is_(None),
        letters.c.words.is_not(None),
        letters.c.template.not_in(but),
        cases.c.nudged,
        cases.c.ended_on.is_(None),
    )
    found = select(letters.c.id, children.c.parent_id, letters.c.case_id, letters.c.made_on)
    found = found.join(cases, cases.c.id == letters.c.case_id).join(
        children, children.c.id == cases.c.child_id
    )
    return [Begun(*row) for row in await db.execute(found.where(*wanted).order_by(letters.c.id))]


async def note(db: AsyncConnection, letter_id: int, **facts: Any) -> None:
    """What became of a letter that was sent, such as an answer."""
    mine = update(letters).where(letters.c.id == letter_id, letters.c.sent_on.is_not(None))
    await db.execute(mine.values(**facts))


async def freeze(
    db: AsyncConnection, letter_id: int, sent_on: date, reply_by: date | None = None, **shown: Any
) -> bool:
    """Keeps a letter as it was last shown; False when it was sent before, or never shown.

    `reply_by` is the day on which to ask whether an answer came; None where another clock does that.
    `shown` is how the parent saw it on the day, where that is not how it was last shown.
    """
    ready = update(letters).where(
        letters.c.id == letter_id, letters.c.sent_on.is_(None), letters.c.words.is_not(None)
    )
    return (await db.execute(ready.values(sent_on=sent_on, reply_by=reply_by, **shown))).rowcount == 1


async def unsend(db: AsyncConnection, letter_id: int, given: Given) -> None:
    """A letter that was not sent after all: nobody waits for an answer to it."""
    nothing = {"sent_on": None, "reply_by": None, "answered_on": None}
    await db.execute(update(letters).where(letters.c.id == letter_id).values(given=given, **nothing))


async def discard(db: AsyncConnection, letter_id: int) -> None:
    """Throws a letter away that was not sent."""
    await db.execute(delete(letters).where(letters.c.id == letter_id, letters.c.sent_on.is_(None)))
