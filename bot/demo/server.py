"""A local stand-in for Telegram: the Bot API for a bot, a chat page for people, and no way out."""

import argparse
import asyncio
import contextlib
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.clock import Clock, HeldClock, SystemClock
from bot.demo.chatpage import ChatPage
from bot.demo.faults import Faults
from bot.demo.gate import Gate
from bot.demo.person import Person
from bot.demo.webhooks import Courier
from bot.demo.world import World

TOKEN = "1000000001:stand-in-token-for-this-machine-only"  # noqa: S105  # opens nothing but this
LARGEST_REQUEST = 64 << 20
CLOSING = 0.2
BENCHMARK_HISTORY = 50


class Standin:
    """`async with Standin() as standin:` serves at `standin.url` until the block ends."""

    def __init__(  # noqa: PLR0913
        self,
        token: str = TOKEN,
        clock: Clock | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        latency: float = 0.0,
        history: int | None = None,
        first_update: int | None = None,
        webhook_pause: float = 0.05,
    ) -> None:
        self.world = World(token, clock, history=history, first_update=first_update)
        self.faults = Faults(latency)
        self.courier = Courier(self.world, webhook_pause)
        self.page = ChatPage(self.world, self.faults)
        self.host = host
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def person(self, name: str = "Parent", *, timeout: float = 5.0) -> Person:
        """A new person, who can talk to the bot and wait for its answers."""
        return Person(self.world, self.world.join(name), timeout=timeout)

    async def start(self) -> None:
        """Begins to serve; port 0 takes a free one."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes(Gate(self.world, self.courier, self.faults).routes())
        app.add_routes(self.page.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self.faults.clear()
        self.page.close()
        await self.courier.close()
        self.world.updates.hang_up()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


async def serve(token: str, host: str, port: int, latency: float) -> None:
    """Serves until it is interrupted, keeping little history: for benchmarks."""
    now = SystemClock().now()
    clock = HeldClock(now, since=SystemClock())
    async with Standin(
        token, clock, host=host, port=port, latency=latency, history=BENCHMARK_HISTORY
    ) as standin:
        print(f"{standin.url} {standin.token}", flush=True)  # noqa: T201  # for whoever started it
        await asyncio.Event().wait()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bot.demo.server", description=__doc__)
    options.add_argument("--token", default=TOKEN)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8081)
    options.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    chosen = options.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(chosen.token, chosen.host, chosen.port, chosen.latency))


if __name__ == "__main__":
    main()
