"""What happens, told to an open page as it happens: only of the chats that its person is in."""

import asyncio
import contextlib
import json

from aiohttp import web

from bot.demo.chats import Chat, Human
from bot.demo.refusals import Json
from bot.demo.world import World

ALIVE = 15.0
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Streams:
    """All the pages that are open."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._open: set[asyncio.Queue[str | None]] = set()

    async def serve(self, request: web.Request, human: Human) -> web.StreamResponse:
        """Tells one page until it goes away or the server closes."""
        response = web.StreamResponse(headers=HEADERS)
        lines: asyncio.Queue[str | None] = asyncio.Queue()

        def watch(chat: Chat | None, event: Json) -> None:
            if seen := _seen(chat, event, human):
                lines.put_nowait(f"data: {json.dumps(seen)}\n\n")

        self._open.add(lines)
        self.world.watchers.add(watch)
        try:
            await response.prepare(request)
            with contextlib.suppress(ConnectionError):
                await self._write(response, lines)
        finally:
            self.world.watchers.discard(watch)
            self._open.discard(lines)
        return response

    def close(self) -> None:
        for lines in self._open:
            lines.put_nowait(None)

    @staticmethod
    async def _write(response: web.StreamResponse, lines: asyncio.Queue[str | None]) -> None:
        await response.write(b": hello\n\n")
        while True:
            try:
                line = await asyncio.wait_for(lines.get(), ALIVE)
            except TimeoutError:
                line = ": still here\n\n"
            if line is None:
                return
            await response.write(line.encode())


def _seen(chat: Chat | None, event: Json, human: Human) -> Json | None:
    """The event as this person may know it: of another's chat, only that something stirred."""
    if chat is None or event["type"] == "chats":
        return event
    if not chat.holds(human.id):
        return {"type": "stir", "chat": chat.id} if event["type"] == "message" else None
    if event.get("person", human.id) != human.id:
        return None
    return event | {"chat": chat.id}
