"""The world as Telegram's servers hold it: people, chats, messages, and what the bot has yet to hear."""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.clock import Clock, HeldClock, SystemClock
from bot.demo.chats import ANONYMOUS_ADMIN, Chat, Entry, Human, Member
from bot.demo.files import Files
from bot.demo.refusals import Json
from bot.demo.updates import Update, Updates

FIRST = {
    "person": 5_000_001, "group": 4_000_001, "supergroup": 1_002_000_000_001, "query": 7_000_000_000_001
}  # fmt: skip
QUERIES_LIVE = timedelta(minutes=15)

Watcher = Callable[[Chat | None, Json], None]


@dataclass(eq=False, slots=True)
class Query:
    """A tap on a button, waiting for the bot to answer it."""

    id: str
    chat: Chat
    human: Human
    at: datetime
    label: str
    answered: bool = False


class World:
    def __init__(
        self,
        token: str,
        clock: Clock | None = None,
        *,
        bot_name: str = "Twenty Weeks",
        username: str = "TwentyWeeksBot",
        first_update: int | None = None,
        history: int | None = None,
    ) -> None:
        self.token = token
        self.clock = clock or SystemClock()
        self.bot: Json = {
            "id": int(token.partition(":")[0]), "is_bot": True, "first_name": bot_name, "username": username
        }  # fmt: skip
        self.settings: Json = {"name": bot_name, "description": "", "short_description": ""}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.privacy = True
        self.people: dict[int, Human] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files = Files()
        self.updates = Updates(first_update or self.stamp(), self._acknowledged)
        self.watchers: set[Watcher] = set()
        self.when_moved: list[Callable[[], Awaitable[None]]] = []
        self.calls: Counter[str] = Counter()
        self.answer_times: deque[float] = deque(maxlen=100_000)
        self.acknowledged = 0
        self.history = history
        self._numbers = {kind: count(first) for kind, first in FIRST.items()}

    def stamp(self) -> int:
        return int(self.clock.now().timestamp())

    async def move(self, step: timedelta) -> None:
        """Moves the held clock on, and tells everyone who asked to know, one after the other."""
        if not isinstance(self.clock, HeldClock):
            raise TypeError("only a held clock can be moved")
        self.clock.move(step)
        for callback in self.when_moved:
            await callback()
        self.tell(None, {"type": "clock"})

    def join(
        self, name: str, *, username: str = "", person_id: int | None = None, aside: bool = False
    ) -> Human:
        """A new person with a Telegram account, who has not met the bot."""
        human = Human(person_id or next(self._numbers["person"]), name, username, aside=aside)
        self.people[human.id] = human
        self.chats[human.id] = self._chat(human.id, "private", name, human=human)
        return human

    def open_group(self, title: str, owner: Human, *, kind: str = "supergroup", forum: bool = False) -> Chat:
        """A new group with its creator in it; the bot is not in it yet."""
        chat = self._chat(-next(self._numbers[kind]), kind, title, forum=forum)
        chat.members[owner.id] = Member(owner.card, "creator")
        self.chats[chat.id] = chat
        return chat

    def private(self, human: Human) -> Chat:
        return self.chats[human.id]

    def bot_in(self, chat: Chat) -> Member:
        return chat.members.setdefault(self.bot["id"], Member(self.bot, "left"))

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A new message in a chat. A message is never changed in place: an edit puts a new one there."""
        message: Json = {"message_id": chat.next_id, "from": sender, "chat": chat.card, "date": self.stamp()}
        if sender is ANONYMOUS_ADMIN:
            message["sender_chat"] = chat.card
        message.update(content)
        chat.posts[chat.next_id] = message
        chat.next_id += 1
        if self.history and len(chat.posts) > self.history:
            del chat.posts[next(iter(chat.posts))]
        own = sender is self.bot
        self.record(chat, "bot" if own else "said", sender["first_name"], message)
        self.tell(chat, {"type": "message", "message": message})
        return message

    def edit(self, chat: Chat, message: Json) -> None:
        chat.posts[message["message_id"]] = message
        self.record(chat, "edit", message["from"]["first_name"], message)
        self.tell(chat, {"type": "edit", "message": message})

    def remove(self, chat: Chat, message_id: int) -> None:
        gone = chat.posts.pop(message_id)
        self.record(chat, "deleted", gone["from"]["first_name"], gone)
        self.tell(chat, {"type": "delete", "message_id": message_id})

    def ask(self, chat: Chat, human: Human, label: str) -> Query:
        query = Query(str(next(self._numbers["query"])), chat, human, self.clock.now(), label)
        self.queries[query.id] = query
        if self.history and len(self.queries) > self.history * 100:
            del self.queries[next(iter(self.queries))]
        return query

    def update(self, kind: str, content: Json, chat: Chat) -> list[int]:
        """Tells the bot; gives the update's number, or nothing where the bot has not asked for this kind."""
        if chat.asked_at is None:
            chat.asked_at = asyncio.get_running_loop().time()
        number = self.updates.put(kind, content, chat)
        return [] if number is None else [number]

    def acted(self, chat: Chat) -> None:
        """The bot has shown something in this chat."""
        chat.acts += 1
        if chat.asked_at is not None:
            self.answer_times.append(asyncio.get_running_loop().time() - chat.asked_at)
            chat.asked_at = None
        chat.bell.ring()

    def record(self, chat: Chat, kind: str, who: str, post: Json | None = None, words: str = "") -> None:
        chat.log.append(Entry(kind, self.clock.now(), who, post, words))

    def tell(self, chat: Chat | None, event: Json) -> None:
        for watcher in tuple(self.watchers):
            watcher(chat, event)

    def _chat(
        self, number: int, kind: str, title: str, human: Human | None = None, *, forum: bool = False
    ) -> Chat:
        log: deque[Entry] = deque(maxlen=self.history)
        return Chat(number, kind, title, human, forum=forum, log=log)

    def _acknowledged(self, update: Update) -> None:
        self.acknowledged += 1
        update.chat.bell.ring()
