"""The ticks: plan the nudges, drain the outbox, say what groups announced. APScheduler holds no truth."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot

from bot import clock
from bot.actions import deliver, nudge
from bot.actions.pace import Pace
from bot.actions.pledge_reminders import remind_of_pledges
from bot.services import Services
from bot.store import visits
from handlers.edge.crier import Crier
from handlers.edge.pledge_news import asks_admins, tells_admins
from handlers.edge.sender import sender

log = logging.getLogger(__name__)

FINISH_SECONDS = 10.0

# Late is better than never, once is enough, and never two at the same time.
_HABITS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Jobs:
    """Runs planning and delivery on their intervals; each can also be asked for at once."""

    def __init__(self, bot: Bot, services: Services, pace: Pace) -> None:
        self._bot = bot
        self._services = services
        self._pace = pace
        self._send = sender(bot, services)
        self._crier = Crier(bot, services, pace)
        self._scheduler = AsyncIOScheduler(timezone=clock.LONDON)
        self._ticking: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        every = self._services.settings.nudges
        soon = clock.SystemClock().now()  # APScheduler ticks in real time, whatever our own clock says
        add = self._scheduler.add_job
        add(
            self._calmly(self.plan),
            "interval",
            minutes=every.plan_every_minutes,
            next_run_time=soon,
            **_HABITS,
        )
        add(self._calmly(self.deliver), "interval", seconds=every.deliver_every_seconds, **_HABITS)
        add(self._calmly(self.announce), "interval", seconds=every.deliver_every_seconds, **_HABITS)
        self._scheduler.start()

    async def stop(self) -> None:
        """No more ticks. One that is under way may finish: a nudge half sent would be sent again."""
        self._scheduler.pause()
        if self._ticking:
            await asyncio.wait(self._ticking, timeout=FINISH_SECONDS)
        self._scheduler.shutdown(wait=False)

    async def plan(self) -> None:
        await nudge.plan_all(self._services)
        async with self._services.db.transaction() as db:
            await visits.forget_old(db, self._services.clock.now())
        told = tells_admins(self._bot, self._services, self._pace)
        await remind_of_pledges(self._services, asks_admins(self._bot), told)

    async def deliver(self) -> None:
        await deliver.drain(self._services, self._send, self._pace)

    async def announce(self) -> None:
        """What groups have to say. A tick of its own: ten thousand people must not keep a nudge waiting."""
        await self._crier.cry()

    def _calmly(self, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """A tick that fails says so by its kind, and the next one tries again."""

        async def tick() -> None:
            task = asyncio.current_task()
            assert task
            self._ticking.add(task)
            task.add_done_callback(self._ticking.discard)
            try:
                await job()
            except Exception as problem:  # noqa: BLE001  # what it says may hold what a parent wrote
                log.error("%s failed: %s; the next tick tries again", job.__name__, type(problem).__name__)  # noqa: TRY400

        return tick
