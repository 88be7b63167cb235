"""What one person sees of one chat: messages, buttons, alerts, files."""

from dataclasses import dataclass

from bot.demo import story, written
from bot.demo.chats import Chat, Human
from bot.demo.refusals import Json
from bot.demo.world import World

RECENT = 12


class NotThere(AssertionError):
    """The person looked for something that the chat does not show."""


@dataclass(frozen=True)
class Received:
    """A file that the bot sent."""

    name: str
    content: bytes
    caption: str


class Phone:
    def __init__(self, world: World, human: Human, chat: Chat) -> None:
        self.world = world
        self.human = human
        self.chat = chat

    @property
    def id(self) -> int:
        return self.human.id

    @property
    def name(self) -> str:
        return self.human.first_name

    @property
    def acts(self) -> int:
        """How often the bot has done anything in this chat."""
        return self.chat.acts

    @property
    def newest(self) -> Json:
        """The newest message of the bot, as the Bot API would tell it."""
        posts = self._of_bot()
        if not posts:
            raise NotThere(f"the bot has said nothing to {self.name}\n{self.recent()}")
        return posts[-1]

    @property
    def sees(self) -> str:
        """The text, or caption, of the bot's newest message."""
        return _words(self.newest)

    @property
    def sees_html(self) -> str:
        """The bot's newest message as Telegram HTML."""
        post = self.newest
        return written.write(_words(post), post.get("entities") or post.get("caption_entities") or [])

    @property
    def said(self) -> list[str]:
        """The texts of all messages of the bot that stand in this chat, oldest first."""
        return [_words(post) for post in self._of_bot()]

    @property
    def copyable(self) -> list[str]:
        """The blocks that copy in one tap, in the newest message that has any and those just before it."""
        blocks: list[str] = []
        for post in reversed(self._of_bot()):
            found = [entity for entity in post.get("entities", []) if entity["type"] == "pre"]
            if blocks and not found:
                break
            blocks += [_words(post) for _ in found]
        return blocks[::-1]

    @property
    def buttons(self) -> list[str]:
        """The labels on the bot's newest message."""
        return [button["text"] for button in _buttons(self.newest)]

    @property
    def rows(self) -> list[list[str]]:
        """The labels on the bot's newest message, row by row."""
        return [[button["text"] for button in row] for row in _rows(self.newest)]

    @property
    def alerts(self) -> list[str]:
        """The words that this person's taps were answered with, oldest first."""
        mine = (entry for entry in self.chat.log if entry.kind == "alert" and entry.who == self.name)
        return [entry.words for entry in mine]

    @property
    def spinning(self) -> list[str]:
        """The labels of taps that the bot never answered: their buttons would still be turning."""
        queries = self.world.queries.values()
        return [q.label for q in queries if q.human is self.human and q.chat is self.chat and not q.answered]

    @property
    def files(self) -> list[Received]:
        """The documents and pictures that the bot sent, oldest first."""
        return [self._received(post) for post in self._of_bot() if "document" in post or "photo" in post]

    def button(self, label: str, message_id: int | None = None) -> tuple[int, Json]:
        """The newest button with this label, or the one on a certain message; and that message's number."""
        posts = self._of_bot() if message_id is None else [self.chat.posts[message_id]]
        for post in reversed(posts):
            for button in _buttons(post):
                if button["text"] == label:
                    return post["message_id"], button
        there = " ".join(f"[{button['text']}]" for post in posts for button in _buttons(post))
        raise NotThere(f"there is no button [{label}]; there are: {there or 'none'}\n{self.recent()}")

    def transcript(self) -> str:
        """The whole conversation as text."""
        return story.tell(self.chat.log)

    def recent(self) -> str:
        """The end of the conversation, for somebody who asks why a test failed."""
        return f"The conversation ends:\n{story.tell(list(self.chat.log)[-RECENT:]) or '(nothing)'}"

    def shows(self, words: str) -> bool:
        """Whether any message of the bot in this chat has these words."""
        return any(words in said for said in self.said)

    def _of_bot(self) -> list[Json]:
        return [p for p in self.chat.posts.values() if p["from"] is self.world.bot and story.is_said(p)]

    def _received(self, post: Json) -> Received:
        card = post.get("document") or post["photo"][-1]
        stored = self.world.files.by_id[card["file_id"]]
        return Received(stored.name, stored.content, post.get("caption", ""))


def _rows(post: Json) -> list[list[Json]]:
    rows: list[list[Json]] = post.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _buttons(post: Json) -> list[Json]:
    return [button for row in _rows(post) for button in row]


def _words(post: Json) -> str:
    return str(post.get("text") or post.get("caption") or "")
