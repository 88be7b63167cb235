"""People, and the chats they share with the bot."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.refusals import Json

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"
}  # fmt: skip
# Whom a message is from that was sent in the name of a channel: `sender_chat` says which (Bot API, Message).
CHANNEL_BOT: Json = {
    "id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"
}  # fmt: skip
A_CHANNEL = -1_003_000_000_001
RIGHTS = (
    "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users", "can_restrict_members",
    "can_pin_messages", "can_manage_topics", "can_promote_members", "can_manage_video_chats",
    "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


class Bell:
    """Wakes whoever waits for something to change."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def wait(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future


@dataclass(eq=False)
class Human:
    """A person with a Telegram account."""

    id: int
    first_name: str
    username: str = ""
    language: str = "en"
    deleted: bool = False
    aside: bool = False  # one of many: nobody looks at this phone
    card: Json = field(init=False)

    def __post_init__(self) -> None:
        self.card = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            self.card["username"] = self.username
        self.card["language_code"] = self.language


@dataclass(eq=False, slots=True)
class Entry:
    """One line of what happened in a chat, as somebody in it would tell it."""

    kind: str  # said, bot, edit, deleted, tap, alert, note
    at: datetime
    who: str
    post: Json | None = None
    words: str = ""


@dataclass(eq=False)
class Member:
    """Somebody's place in a group: creator, administrator, member, restricted, left or kicked."""

    card: Json
    status: str = "member"
    rights: frozenset[str] = frozenset()
    anonymous: bool = False

    def record(self) -> Json:
        """Telegram's ChatMember."""
        record: Json = {"user": self.card, "status": self.status}
        if self.status in ("creator", "administrator"):
            record["is_anonymous"] = self.anonymous
        if self.status == "administrator":
            record |= {"can_be_edited": False} | {right: right in self.rights for right in RIGHTS}
        if self.status == "kicked":
            record["until_date"] = 0
        return record

    @property
    def present(self) -> bool:
        return self.status in ("creator", "administrator", "member", "restricted")


@dataclass(eq=False)
class Chat:
    """A private chat of one person with the bot, or a group."""

    id: int
    kind: str  # private, group, supergroup
    title: str
    human: Human | None = None
    forum: bool = False
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    next_id: int = 1
    acts: int = 0
    in_flight: int = 0
    asked_at: float | None = None
    posts: dict[int, Json] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    log: deque[Entry] = field(default_factory=deque)
    bell: Bell = field(default_factory=Bell)
    card: Json = field(init=False)

    def __post_init__(self) -> None:
        if self.human:
            own: Json = {k: v for k, v in self.human.card.items() if k in ("first_name", "username")}
            self.card = {"id": self.id} | own | {"type": "private"}
        else:
            self.card = {"id": self.id, "title": self.title, "type": self.kind}
            if self.forum:
                self.card["is_forum"] = True

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def holds(self, who: int) -> bool:
        """Whether this person may see this chat."""
        return self.id == who if self.private else who in self.members and self.members[who].present
