"""What somebody is in a group: asked of Telegram before a transaction opens, for a page that must know."""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Bot, ChatMember
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.store import groups, notices
from bot.store.groups import Group

log = logging.getLogger(__name__)

OWNER, ADMIN, MEMBER, OUTSIDE, UNKNOWN = "owner", "admin", "member", "outside", "unknown"
REMEMBERED_SECONDS = 60.0  # for looking; whoever acts is asked about anew
MOST_REMEMBERED = 10_000
MOST_DIGITS = 18  # what a database column of whole numbers can hold
STATUS = {
    ChatMemberStatus.OWNER: OWNER,
    ChatMemberStatus.ADMINISTRATOR: ADMIN,
    ChatMemberStatus.MEMBER: MEMBER,
}

# The group that the second word of a route is about. By a number it is found only for who belongs to it.
Finds = Callable[[AsyncConnection, int, str], Awaitable[Group | None]]


@dataclass(frozen=True)
class Seat:
    """A group, and what the visitor is in it as far as Telegram says."""

    group: Group
    status: str

    @property
    def is_owner(self) -> bool:
        return self.status == OWNER

    @property
    def is_admin(self) -> bool:
        return self.status in (OWNER, ADMIN)

    @property
    def may_post(self) -> bool:
        return self.status == OWNER or (self.status == ADMIN and not self.group.owner_only)

    @property
    def is_inside(self) -> bool:
        return self.status in (OWNER, ADMIN, MEMBER)


async def by_group(db: AsyncConnection, chat_id: int, word: str) -> Group | None:
    return await groups.of_chat(db, chat_id, _number(word))


async def by_notice(db: AsyncConnection, chat_id: int, word: str) -> Group | None:
    notice = await notices.notice(db, _number(word))
    return None if notice is None else await groups.of_chat(db, chat_id, notice.group_id)


async def by_word(db: AsyncConnection, _chat_id: int, word: str) -> Group | None:
    return await groups.by_word(db, word)


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS else 0


class Seats:
    """Asks Telegram, and remembers for a minute what it said."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[tuple[int, int], tuple[float, str]] = {}

    async def look(self, bot: Bot, group: Group, person: int, *, fresh: bool) -> Seat:
        """The visitor's seat; `fresh` asks anew. Where Telegram cannot be asked it is unknown."""
        key = (group.chat_id, person)
        since, status = self._told.get(key, (0.0, ""))
        if fresh or not status or self._clock() - since > REMEMBERED_SECONDS:
            status = await ask(bot, group.chat_id, person)
            self._keep(key, status)
        return Seat(group, status)

    def _keep(self, key: tuple[int, int], status: str) -> None:
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        if status == UNKNOWN:
            self._told.pop(key, None)
        else:
            self._told[key] = (self._clock(), status)


async def ask(bot: Bot, chat_id: int, person: int) -> str:
    """What a person is in a chat, as Telegram says at this moment."""
    try:
        return _status(await bot.get_chat_member(chat_id, person))
    except ChatMigrated as grown:  # and we were not told: what is next sent there moves all that is kept
        return await ask(bot, grown.new_chat_id, person)
    except (BadRequest, Forbidden) as refusal:
        log.info("a seat in a group is not known: %s", type(refusal).__name__)
        return OUTSIDE if "user not found" in refusal.message.lower() else UNKNOWN
    except TelegramError as problem:
        log.info("a seat in a group could not be asked about: %s", type(problem).__name__)
        return UNKNOWN


def _status(member: ChatMember) -> str:
    if member.status == ChatMemberStatus.RESTRICTED:  # may be in the group, or may have left it
        return MEMBER if getattr(member, "is_member", False) else OUTSIDE
    return STATUS.get(ChatMemberStatus(member.status), OUTSIDE)
