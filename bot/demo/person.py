"""A person with a phone, for tests and for the tour: says, taps, and waits for the bot."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Self

from bot.demo import people
from bot.demo.chats import Chat, Human
from bot.demo.people import Manner
from bot.demo.phone import NotThere, Phone
from bot.demo.pictures import SMALL_JPEG, SMALL_OGG, SMALL_WEBP
from bot.demo.refusals import Json
from bot.demo.world import World

SHOWN = 40


class NoAnswer(AssertionError):
    """The bot did not do what the person waited for; the message shows the end of the conversation."""


class Person(Phone):
    """One person in one chat with the bot. Every act waits until the bot has answered and is quiet.

    With `answered=False` an act waits only until the bot has dealt with it, and may have said nothing.
    """

    def __init__(self, world: World, human: Human, chat: Chat | None = None, *, timeout: float = 5.0) -> None:
        super().__init__(world, human, chat or world.private(human))
        self.timeout = timeout
        self.settle = 0.0  # further quiet to wait for, with a bot that acknowledges before it acts

    def at(self, chat: Chat) -> Self:
        """The same person in a group."""
        return type(self)(self.world, self.human, chat, timeout=self.timeout)

    async def starts(self, payload: str = "") -> None:
        """Presses Start, perhaps from a link with a payload."""
        await self._does("pressed Start", lambda: people.start(self.world, self.human, payload))

    async def says(
        self,
        text: str,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
        anonymous: bool = False,
        channel: str = "",
        answered: bool = True,
    ) -> None:
        """Says something; in a group perhaps in answer to a message, in a topic, or in another name."""
        manner = Manner(reply_to, topic, anonymous, channel)
        await self._does(
            f"said {text[:SHOWN]!r}",
            lambda: people.say(self.world, self.human, text, self.chat, manner),
            answered=answered,
        )

    async def taps(self, label: str, *, message_id: int | None = None, answered: bool = True) -> None:
        """Taps the button with this label on the newest message that has it, or on a certain message."""
        number, button = self.button(label, message_id)
        if "callback_data" not in button:
            raise NotThere(f"[{label}] opens a link or copies; it tells the bot nothing")
        await self._taps(number, button["callback_data"], label, answered=answered)

    async def taps_forged(self, data: str, *, message_id: int | None = None, answered: bool = True) -> None:
        """Sends a tap that no button has, as an altered app might."""
        number = self.newest["message_id"] if message_id is None else message_id
        await self._taps(number, data, "", answered=answered)

    async def edits(self, text: str, *, message_id: int | None = None, answered: bool = True) -> None:
        """Changes the person's newest text, or a certain one."""
        own = [n for n, post in self.chat.posts.items() if post["from"] is self.human.card and "text" in post]
        number = own[-1] if message_id is None else message_id
        await self._does(
            f"changed a message to {text[:SHOWN]!r}",
            lambda: people.edit(self.world, self.human, number, text, self.chat),
            answered=answered,
        )

    async def sends_photo(
        self, content: bytes = SMALL_JPEG, caption: str = "", *, answered: bool = True
    ) -> None:
        """Sends a picture from the phone."""
        await self.sends("photo", content, "photo.jpg", "image/jpeg", caption, answered=answered)

    async def sends_voice(self, content: bytes = SMALL_OGG, *, answered: bool = True) -> None:
        """Sends a voice message."""
        await self.sends("voice", content, "voice.oga", "audio/ogg", answered=answered)

    async def sends_sticker(self, content: bytes = SMALL_WEBP, *, answered: bool = True) -> None:
        """Sends a sticker."""
        await self.sends("sticker", content, "sticker.webp", "image/webp", answered=answered)

    async def sends_document(self, content: bytes, name: str, *, answered: bool = True) -> None:
        """Sends a file."""
        await self.sends("document", content, name, "application/octet-stream", answered=answered)

    async def sends(
        self, kind: str, content: bytes, name: str, mime: str, caption: str = "", *, answered: bool = True
    ) -> None:
        """Sends any kind of file: photo, voice, sticker or document."""
        stored = self.world.files.keep(f"{kind}s", name, mime, content)
        await self._does(
            f"sent a {kind}",
            lambda: people.send(self.world, self.human, kind, stored, self.chat, caption=caption),
            answered=answered,
        )

    async def forwards(self, message: Json, *, answered: bool = True) -> None:
        """Forwards a message from anywhere into this chat."""
        await self._does(
            "forwarded a message",
            lambda: people.forward(self.world, self.human, message, self.chat),
            answered=answered,
        )

    async def blocks(self) -> None:
        """Blocks the bot."""
        await self._does("blocked the bot", lambda: people.block(self.world, self.human), answered=False)

    async def unblocks(self) -> None:
        """Unblocks the bot."""
        await self._does("unblocked the bot", lambda: people.unblock(self.world, self.human), answered=False)

    async def waits_for(self, words: str) -> None:
        """Waits until the bot shows these words in this chat; for what it says unasked."""
        await self._until(lambda: self.shows(words) and not self.chat.in_flight, f"waited for {words!r}")

    async def waits_past(self, acts: int) -> None:
        """Waits until the bot has acted more often in this chat than when `person.acts` was read."""
        await self._until(lambda: self.acts > acts and not self.chat.in_flight, "waited for something new")

    async def _taps(self, number: int, data: str, label: str, *, answered: bool) -> None:
        await self._does(
            f"tapped [{label or data}]",
            lambda: people.tap(self.world, self.human, number, data, self.chat, label=label)[1],
            answered=answered,
        )

    async def _does(self, what: str, act: Callable[[], list[int]], *, answered: bool = True) -> None:
        before = self.acts
        updates = act()

        def settled() -> bool:
            quiet = not self.chat.in_flight and not any(n in self.world.updates.pending for n in updates)
            return quiet and (self.acts > before or not answered)

        await self._until(settled, what, updates)
        while self.settle and (self.acts, self.chat.in_flight) != (before, 0):
            before = self.acts
            await asyncio.sleep(self.settle)

    async def _until(self, reached: Callable[[], bool], what: str, updates: Sequence[int] = ()) -> None:
        try:
            async with asyncio.timeout(self.timeout):
                while not reached():
                    await self.chat.bell.wait()
        except TimeoutError:
            raise NoAnswer(f"{self.name} {what}, and {self._why(updates)}\n{self.recent()}") from None

    def _why(self, updates: Sequence[int]) -> str:
        waited = f"after {self.timeout:g} seconds"
        if self.chat.in_flight:
            return f"{waited} {self.chat.in_flight} call(s) of the bot were still unanswered"
        if left := [number for number in updates if number in self.world.updates.pending]:
            return f"{waited} the bot had not acknowledged update {left[0]}"
        return f"{waited} the bot had shown nothing"
