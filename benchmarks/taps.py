"""People in the stand-in who tap: how long each of them waits for a page, or for a letter as a file."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.crowd import button
from bot.demo import people
from bot.demo.chats import Chat
from bot.demo.refusals import Json
from bot.demo.world import World

PATIENCE_SECONDS = 60.0
NO_MESSAGE = 0
BEGINNINGS = {"docx": b"PK", "pdf": b"%PDF-"}


@dataclass(eq=False)
class Wait:
    """From a tap on; the answer is whole when the message with buttons is there."""

    began: float = field(default_factory=time.perf_counter)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    file_ms: float = 0.0
    all_ms: float = 0.0
    file: str = ""

    @property
    def ms(self) -> float:
        return (time.perf_counter() - self.began) * 1000


class Taps:
    def __init__(self, world: World) -> None:
        self._world = world
        self._waits: dict[int, Wait] = {}
        self._turned: dict[int, int] = {}
        world.watchers.add(self._saw)

    async def tap(self, person: int, what: str) -> Json:
        """Taps the newest button of that label or, where there is none, one that leads to that page."""
        human = self._world.people[person]
        message_id, data = self._found(self._world.private(human), what)
        wait = self._waits[person] = Wait()
        people.tap(self._world, human, message_id, data, label=what)
        await asyncio.wait_for(wait.answered.wait(), PATIENCE_SECONDS)
        del self._waits[person]
        return {"file_ms": wait.file_ms, "all_ms": wait.all_ms} | self._file(wait)

    async def turn_pages(
        self, readers: Mapping[int, Sequence[str]], every: float, goes_on: Callable[[], bool]
    ) -> list[float]:
        """Now and then one of the readers taps a page, the next of their own: milliseconds of each."""
        turned = []
        for reader, pages in readers.items():
            if not goes_on():
                break
            turned.append(asyncio.create_task(self._turn(reader, pages)))
            await asyncio.sleep(every)
        return await asyncio.gather(*turned)

    async def rush(
        self, asked: Mapping[int, str], readers: Mapping[int, Sequence[str]], every: float
    ) -> Json:
        """All of them ask at once, and pages are turned until the last of them is answered."""
        asking = [asyncio.create_task(self.tap(person, what)) for person, what in asked.items()]
        await asyncio.sleep(0)
        pages = await self.turn_pages(
            readers, every, lambda: not asked or not all(each.done() for each in asking)
        )
        return {"waits": await asyncio.gather(*asking), "pages": pages}

    async def _turn(self, reader: int, pages: Sequence[str]) -> float:
        """Never the page that is there already: Telegram would change nothing."""
        self._turned[reader] = self._turned.get(reader, -1) + 1
        answered = await self.tap(reader, pages[self._turned[reader] % len(pages)])
        return answered["all_ms"]

    def _found(self, chat: Chat, what: str) -> tuple[int, str]:
        """The message and what its button carries."""
        for message in reversed(chat.posts.values()):
            if data := button(message, what):
                return message["message_id"], data
        return next(reversed(chat.posts), NO_MESSAGE), what

    def _saw(self, chat: Chat | None, event: Json) -> None:
        wait = self._waits.get(chat.id) if chat else None
        message = event.get("message", {})
        if wait is None or message.get("from") is not self._world.bot:
            return
        if "document" in message:
            wait.file_ms, wait.file = wait.ms, message["document"]["file_id"]
        if "reply_markup" in message:
            wait.all_ms = wait.ms
            wait.answered.set()

    def _file(self, wait: Wait) -> Json:
        """Its size, and whether it begins as a file of that name does."""
        if not wait.file:
            return {}
        stored = self._world.files.by_id[wait.file]
        right = stored.content.startswith(BEGINNINGS[stored.name.rpartition(".")[2]])
        return {"bytes": len(stored.content), "right": right}
