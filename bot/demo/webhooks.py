"""Updates carried to the bot's own address: in order in each chat, many chats side by side."""

import asyncio
from collections import deque
from dataclasses import dataclass

import aiohttp

from bot.demo.updates import Update
from bot.demo.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
LONGEST_PAUSE = 30.0
PATIENCE = 60.0


@dataclass(eq=False)
class Webhook:
    url: str
    secret: str
    most: int
    last_error: str = ""
    failed_at: int = 0

    def headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json"} | ({SECRET_HEADER: self.secret} if self.secret else {})


class Courier:
    """Delivers while a webhook is set; tries again, with growing pauses, until the bot answers 2xx."""

    def __init__(self, world: World, pause: float = 0.5) -> None:
        self.world = world
        self.pause = pause
        self.webhook: Webhook | None = None
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)

    def start(self, webhook: Webhook) -> None:
        self.stop()
        self.webhook = webhook
        self._slots = asyncio.Semaphore(webhook.most)
        self.world.updates.courier = self.take
        for update in self.world.updates.pending.values():
            self.take(update)

    def stop(self) -> None:
        """Deliveries under way are broken off; what they carried stays to be delivered again."""
        self.webhook = None
        self.world.updates.courier = None
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()

    async def close(self) -> None:
        tasks = tuple(self._tasks)
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def take(self, update: Update) -> None:
        lane = self._lanes.get(update.chat.id)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.chat.id] = lane = deque([update])
        task = asyncio.ensure_future(self._run(update.chat.id, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, number: int, lane: deque[Update]) -> None:
        webhook = self.webhook
        assert webhook
        while lane:
            update = lane[0]
            if update.id in self.world.updates.pending:
                await self._deliver(webhook, update)
            lane.popleft()
        if self._lanes.get(number) is lane:
            del self._lanes[number]

    async def _deliver(self, webhook: Webhook, update: Update) -> None:
        pause = self.pause
        while update.id in self.world.updates.pending:
            async with self._slots:
                error = await self._post(webhook, update)
            if not error:
                self.world.updates.acknowledge(update.id)
                return
            webhook.last_error, webhook.failed_at = error, self.world.stamp()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, webhook: Webhook, update: Update) -> str:
        """Nothing when the bot took the update; else what getWebhookInfo will say."""
        self._session = self._session or aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE))
        body = update.raw.encode()
        try:
            async with self._session.post(
                webhook.url, data=body, headers=webhook.headers(), allow_redirects=False
            ) as answer:
                if answer.status // 100 == 2:  # noqa: PLR2004
                    return ""
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Connection reset by peer"
