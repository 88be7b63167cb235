"""What is to be said of a notice: one row for each recipient and thing said. Said once, or in doubt.

A nudge that may have been sent is sent again; a notice is not: where nobody can know, its organiser is asked.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import notices, posts
from bot.store.notices import OUT, PLAIN
from bot.store.tables import parents

NOTICE, EDIT, CHANGE, OFF = "notice", "edit", "change", "off"  # a copy, its edit, news of it to those coming
DAY, HOURS, THANKS, REPORT = "day", "hours", "thanks", "report"  # the last is for the organiser
WAITING, SENDING, TOLD, GONE, IN_DOUBT, WITHDRAWN = (
    "waiting", "sending", "told", "gone", "in_doubt", "withdrawn",
)  # fmt: skip
LEASE = timedelta(minutes=5)  # a row that is still being sent after this is nobody's: it is in doubt
_LOCK = (20, 2)  # two numbers: one alone would be a chat's lock
MOST_ROWS = 1000  # in one statement: SQLite takes 32,766 values


@dataclass(frozen=True)
class Post:
    """One thing to say to one recipient. `parent_id` None: to the group itself."""

    id: int
    notice_id: int
    parent_id: int | None
    what: str
    version: int
    message_id: int | None
    tries: int
    chat_id: int | None  # of the parent


@dataclass(frozen=True)
class Outcome:
    """How the sending of a row ended. `message_id` is that of the copy which now stands in the chat."""

    post: Post
    state: str
    message_id: int | None = None
    again_at: datetime | None = None  # it waits until then


_POST: tuple[Any, ...] = (
    posts.c.id,
    posts.c.notice_id,
    posts.c.parent_id,
    posts.c.what,
    posts.c.version,
    posts.c.message_id,
    posts.c.tries,
)


async def put(
    db: AsyncConnection,
    notice_id: int,
    parent_ids: Iterable[int | None],
    what: str,
    send_at: datetime,
    version: int = 1,
) -> None:
    """Adds a row for each recipient that has none yet for this."""
    rows = [
        {
            "key": f"{notice_id}:{'group' if parent_id is None else parent_id}:{what}:{version}",
            "notice_id": notice_id,
            "parent_id": parent_id,
            "what": what,
            "version": version,
            "send_at": send_at,
            "state": WAITING,
            "tries": 0,
        }
        for parent_id in parent_ids
    ]
    insert: Any = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(posts).on_conflict_do_nothing(index_elements=["key"])
    for begin in range(0, len(rows), MOST_ROWS):
        await db.execute(statement, rows[begin : begin + MOST_ROWS])


async def claim(db: AsyncConnection, now: datetime, limit: int) -> list[Post]:
    """Takes rows whose time has come, the longest waiting first: from now on they may have been sent."""
    if db.dialect.name == "postgresql":
        await db.execute(select(func.pg_advisory_xact_lock(*_LOCK)))
    lapsed = update(posts).where(posts.c.state == SENDING, posts.c.send_at <= now)
    await db.execute(lapsed.values(state=IN_DOUBT, settled_at=now))
    ready = (
        select(posts.c.id)
        .where(posts.c.state == WAITING, posts.c.send_at <= now)
        .order_by(posts.c.send_at, posts.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("ready")
    )
    taken = update(posts).where(posts.c.id.in_(select(ready.c.id)))
    taken = taken.values(state=SENDING, send_at=now + LEASE, tries=posts.c.tries + 1)
    found: list[Any] = list(await db.execute(taken.returning(*_POST)))
    rows = sorted(found, key=lambda row: row.id)
    chats = await _chats(db, [row.parent_id for row in rows if row.parent_id is not None])
    return [Post(*(*row, chats.get(row.parent_id))) for row in rows]


async def due(db: AsyncConnection, now: datetime, most: int) -> int:
    """How many rows wait whose time has come, or were left behind in the air; counted up to `most`."""
    some = select(posts.c.id).where(posts.c.state.in_((WAITING, SENDING)), posts.c.send_at <= now).limit(most)
    return len((await db.execute(some)).all())


async def copies_of(db: AsyncConnection, edits: Sequence[Post]) -> dict[int, int]:
    """The message that each of these edits is of, by the edit's number."""
    found: dict[int, int] = {}
    for edit in edits:
        mine = posts.c.parent_id.is_(None) if edit.parent_id is None else posts.c.parent_id == edit.parent_id
        its = (posts.c.notice_id == edit.notice_id, posts.c.what == NOTICE, mine)
        if (message := await db.scalar(select(posts.c.message_id).where(*its))) is not None:
            found[edit.id] = int(message)
    return found


async def _chats(db: AsyncConnection, parent_ids: Sequence[int]) -> dict[int, int]:
    found = select(parents.c.id, parents.c.chat_id).where(parents.c.id.in_(parent_ids), parents.c.reachable)
    return {row[0]: row[1] for row in await db.execute(found)}


async def settle(db: AsyncConnection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """The end of these rows, or another try for them."""
    for each in outcomes:
        values: dict[str, Any] = {"state": each.state, "settled_at": now, "send_at": now}
        if each.again_at:
            values = {"state": WAITING, "send_at": each.again_at, "settled_at": None}
        if each.message_id is not None:
            values["message_id"] = each.message_id
        await db.execute(update(posts).where(posts.c.id == each.post.id).values(values))


async def copies(db: AsyncConnection, notice_id: int) -> dict[int | None, int]:
    """The messages that show a notice, by recipient; None is the group."""
    standing = select(posts.c.parent_id, posts.c.message_id).where(
        posts.c.notice_id == notice_id, posts.c.what == NOTICE, posts.c.message_id.is_not(None)
    )
    return {row[0]: row[1] for row in await db.execute(standing)}


async def stand_anew(db: AsyncConnection, group_id: int, now: datetime) -> None:
    """The group moved: what stood in its old chat cannot be changed any more, and no tap there counts.

    What still asks for answers is posted in the new chat.
    """
    mine = select(notices.c.id).where(notices.c.group_id == group_id)
    asking = mine.where(notices.c.state == OUT, notices.c.kind != PLAIN)
    own = posts.c.parent_id.is_(None)
    lost = update(posts).where(own, posts.c.notice_id.in_(mine))
    await db.execute(lost.values(message_id=None))
    standing = (posts.c.what == NOTICE, posts.c.state == TOLD, posts.c.notice_id.in_(asking))
    again = update(posts).where(own, *standing)
    await db.execute(again.values(state=WAITING, send_at=now, settled_at=None))


async def states(db: AsyncConnection, notice_id: int, what: str = NOTICE, version: int = 1) -> Counter[str]:
    """How many private rows of this are in each state."""
    mine = (posts.c.notice_id == notice_id, posts.c.what == what, posts.c.version == version)
    counted = select(posts.c.state, func.count()).where(*mine, posts.c.parent_id.is_not(None))
    return Counter({row[0]: row[1] for row in await db.execute(counted.group_by(posts.c.state))})


async def group_state(db: AsyncConnection, notice_id: int, what: str = NOTICE, version: int = 1) -> str:
    """How the group's own row stands; "" where there is none."""
    mine = (posts.c.notice_id == notice_id, posts.c.what == what, posts.c.version == version)
    return await db.scalar(select(posts.c.state).where(*mine, posts.c.parent_id.is_(None))) or ""


async def reports(db: AsyncConnection, since: datetime) -> list[tuple[int, int, int, int, int]]:
    """The organisers' messages since then: row, notice, parent, message, and a sum of what it shows."""
    kept = (posts.c.what == REPORT, posts.c.message_id.is_not(None), posts.c.settled_at >= since)
    found = select(posts.c.id, posts.c.notice_id, posts.c.parent_id, posts.c.message_id, posts.c.version)
    return [tuple(row) for row in await db.execute(found.where(*kept).order_by(posts.c.id))]


async def reported(db: AsyncConnection, row_id: int, shows: int) -> None:
    await db.execute(update(posts).where(posts.c.id == row_id).values(version=shows))


async def withdraw(db: AsyncConnection, notice_id: int, *what: str) -> int:
    """What still waits will not be said. Returns how many rows that were."""
    waiting = update(posts).where(posts.c.notice_id == notice_id, posts.c.state == WAITING)
    if what:
        waiting = waiting.where(posts.c.what.in_(what))
    return int((await db.execute(waiting.values(state=WITHDRAWN))).rowcount)


async def again(db: AsyncConnection, notice_id: int, state: str, now: datetime) -> int:
    """The rows in a state wait once more: those in doubt, or those that were stopped half-way."""
    some = update(posts).where(posts.c.notice_id == notice_id, posts.c.state == state)
    return int((await db.execute(some.values(state=WAITING, send_at=now, settled_at=None))).rowcount)


async def pending(db: AsyncConnection) -> set[int]:
    """The notices of which something is still to be said, or is being said."""
    some = select(posts.c.notice_id).where(posts.c.state.in_((WAITING, SENDING))).distinct()
    return set((await db.execute(some)).scalars())
