"""The stand-in for Telegram in a process of its own: JSON commands come in, a line each, and are answered."""

import argparse
import asyncio
import json
import sys
import time
from collections import Counter

from benchmarks import words
from benchmarks.audience import Audience
from benchmarks.crowd import Crowd
from benchmarks.limits import Limits
from benchmarks.taps import Taps
from bot.clock import SystemClock
from bot.demo import controls
from bot.demo.refusals import Json
from bot.demo.server import BENCHMARK_HISTORY, Standin

LOOK_SECONDS = 0.001
PATIENCE_SECONDS = 20.0


class Stage:
    def __init__(self, standin: Standin) -> None:
        self._standin = standin
        self._crowd: Crowd | None = None
        self._audience: Audience | None = None
        self._taps = Taps(standin.world)
        self._first_poll: asyncio.Task[float] = asyncio.create_task(self._polled())

    async def obey(self, asked: Json) -> Json:
        """Does what one line asked for."""
        return await getattr(self, f"do_{asked.pop('do')}")(**asked)

    async def do_crowd(self, size: int, script: str) -> Json:
        self._crowd = Crowd(self._standin.world, size, script)
        return {}

    async def do_figures(self, *, forget: bool = False) -> Json:
        """How many answers there were so far, at what moment, and how long people waited for one."""
        told = controls.figures(self._standin.world)
        if forget:
            controls.forget_figures(self._standin.world)
        if self._crowd:
            told |= {"answers": self._crowd.answers, "strays": self._crowd.strays}
        return told | {"at": time.monotonic(), "cpu": time.process_time()}

    async def do_join(self, size: int) -> Json:
        """People who have met the bot, and say nothing."""
        for number in range(size):
            human = self._standin.world.join("Parent", person_id=words.FIRST_PERSON + number)
            self._standin.world.private(human).started = True
        return {}

    async def do_heard(self) -> Json:
        """How many chats got how many messages: {"1": 10000} is one each."""
        chats = self._standin.world.chats.values()
        return {"chats": dict(Counter(chat.next_id - 1 for chat in chats if chat.next_id > 1))}

    async def do_tap(self, person: int, what: str) -> Json:
        """How long one person waits after one tap."""
        return await self._taps.tap(person, what)

    async def do_rush(self, asked: dict[str, str], readers: dict[str, list[str]], every: float) -> Json:
        """Many tap at once, or nobody, while others turn pages."""
        by_number = {int(person): what for person, what in asked.items()}
        turning = {int(person): pages for person, pages in readers.items()}
        return await self._taps.rush(by_number, turning, every)

    async def do_audience(self, members: int, others: int) -> Json:
        """A group with its members, of whom some have blocked the bot or are gone."""
        assert isinstance(self._standin.faults, Limits)
        self._audience = Audience(self._standin.world, self._standin.faults, members, others)
        return {"group": self._audience.group}

    async def do_flood(self, after: int, seconds: float) -> Json:
        assert isinstance(self._standin.faults, Limits)
        self._standin.faults.flood(after, seconds)
        return {}

    async def do_told(self, what: str) -> Json:
        """What the audience knows: progress, rhythm or copies."""
        found: Json = getattr(self._audience, what)()
        return found

    async def do_slow(self, seconds: float) -> Json:
        self._standin.faults.slow(seconds)
        return {}

    async def do_first_poll(self) -> Json:
        """The moment at which the bot first asked for updates; null when it has not in good time."""
        done, _ = await asyncio.wait({self._first_poll}, timeout=PATIENCE_SECONDS)
        return {"at": self._first_poll.result() if done else None}

    async def _polled(self) -> float:
        while not self._standin.world.calls["getupdates"]:  # noqa: ASYNC110  # it rings no bell
            await asyncio.sleep(LOOK_SECONDS)
        return time.monotonic()


async def serve(latency: float, limit: int) -> None:
    standin = Standin(clock=SystemClock(), latency=latency, history=BENCHMARK_HISTORY)
    if limit:
        standin.faults = Limits(latency, limit)
    async with standin:
        lines = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        stage = Stage(standin)
        print(json.dumps({"url": standin.url, "token": standin.token}), flush=True)
        while line := await lines.readline():
            print(json.dumps(await stage.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    options.add_argument("--limit", type=int, default=0, help="messages a second; 0: no limit")
    told = options.parse_args()
    asyncio.run(serve(told.latency, told.limit))
