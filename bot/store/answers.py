"""What people answered to a notice: who comes, and what a meeting should ask. Names are for the organiser."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import answers, notices, suggested
from bot.store.notices import COLUMNS, Notice

GOING, MAYBE, NO = "going", "maybe", "no"


@dataclass(frozen=True)
class Answer:
    person: int  # a Telegram number
    name: str
    answer: str
    guests: int
    told_at: datetime | None = None


@dataclass(frozen=True)
class Count:
    """How many people an event can expect; guests are counted with whom they come with."""

    going: int = 0
    maybe: int = 0
    no: int = 0


_ANSWER = (answers.c.person, answers.c.name, answers.c.answer, answers.c.guests, answers.c.told_at)


async def say(db: AsyncConnection, notice_id: int, answer: Answer, now: datetime) -> None:
    """Remembers an answer, in place of any that this person gave before."""
    mine = (answers.c.notice_id == notice_id) & (answers.c.person == answer.person)
    values = vars(answer) | {"told_at": now}
    changed = await db.execute(update(answers).where(mine).values(values))
    if not changed.rowcount:
        await db.execute(insert(answers), values | {"notice_id": notice_id})


async def said_by(db: AsyncConnection, notice_id: int, person: int) -> Answer | None:
    mine = select(*_ANSWER).where(answers.c.notice_id == notice_id, answers.c.person == person)
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else Answer(*row)


async def every(db: AsyncConnection, notice_id: int) -> list[Answer]:
    """Who answered what, in the order in which they did: for the organiser alone."""
    told = select(*_ANSWER).where(answers.c.notice_id == notice_id).order_by(answers.c.id)
    return [Answer(*row) for row in await db.execute(told)]


async def count(db: AsyncConnection, notice_id: int) -> Count:
    people = func.sum(answers.c.guests + 1)
    told = select(answers.c.answer, people).where(answers.c.notice_id == notice_id).group_by(answers.c.answer)
    return Count(**{answer: int(number) for answer, number in await db.execute(told)})


async def of_person(db: AsyncConnection, person: int) -> list[tuple[Notice, Answer]]:
    """What one person answered to every notice."""
    mine = (
        select(*COLUMNS, *_ANSWER)
        .join(answers, answers.c.notice_id == notices.c.id)
        .where(answers.c.person == person)
        .order_by(answers.c.id)
    )
    split = len(COLUMNS)
    return [(Notice(*row[:split]), Answer(*row[split:])) for row in await db.execute(mine)]


async def forget(db: AsyncConnection, person: int) -> None:
    await db.execute(delete(answers).where(answers.c.person == person))


async def forget_old(db: AsyncConnection, before: datetime) -> None:
    """Who came to what is nobody's business for ever."""
    old = select(notices.c.id).where(func.coalesce(notices.c.ends_at, notices.c.starts_at) < before)
    await db.execute(delete(answers).where(answers.c.notice_id.in_(old)))


async def suggest(db: AsyncConnection, notice_id: int, parent_id: int, words: str, now: datetime) -> None:
    row = {"notice_id": notice_id, "parent_id": parent_id, "words": words, "told_at": now}
    await db.execute(insert(suggested), row)


async def suggestions(db: AsyncConnection, notice_id: int) -> list[tuple[int, str, bool]]:
    """Number, words and whether it is left out, the oldest first. Nobody's name is with them."""
    told = select(suggested.c.id, suggested.c.words, suggested.c.hidden).where(
        suggested.c.notice_id == notice_id
    )
    return [(row[0], row[1], row[2]) for row in await db.execute(told.order_by(suggested.c.id))]


async def suggested_by(db: AsyncConnection, parent_id: int) -> list[str]:
    mine = select(suggested.c.words).where(suggested.c.parent_id == parent_id).order_by(suggested.c.id)
    return list((await db.execute(mine)).scalars())


async def hide(db: AsyncConnection, notice_id: int, number: int, *, hidden: bool) -> None:
    one = (suggested.c.notice_id == notice_id) & (suggested.c.id == number)
    await db.execute(update(suggested).where(one).values(hidden=hidden))
