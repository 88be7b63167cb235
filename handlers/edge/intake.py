"""The intake: updates from Telegram, by polling or by webhook, through the lanes and into the application."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.ext import Application

from bot.config import Settings
from handlers.edge.lanes import Lanes, hold_back
from handlers.edge.patience import persist
from handlers.edge.polling import Polling
from handlers.edge.webhook import Webhook

FINISH_SECONDS = 20.0
App = Application[Any, Any, Any, Any, Any, Any]
Ask = Callable[[], Awaitable[None]]


class Intake:
    """Hands every update to the application, and acknowledges it when `committed` has been said of it.

    `durable` returns when every commit would survive a power cut; `ping` when the database answers.
    """

    finish_seconds = FINISH_SECONDS

    def __init__(
        self,
        application: App,
        settings: Settings,
        durable: Ask,
        ping: Ask,
        lanes: Lanes | None = None,
    ) -> None:
        _put_first(application)
        self._lanes = lanes or Lanes(application.process_update)
        self.source: Polling | Webhook = Polling(application.bot, self._lanes, durable)
        if settings.telegram.mode == "webhook":
            self.source = Webhook(application.bot, self._lanes, settings.webhook, durable, ping)
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Takes updates until `stop`; returns when the lanes have finished, or have had long enough."""
        work = asyncio.create_task(self.source.run())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (work, stopping):
                task.cancel()
            await asyncio.wait({work, stopping})
            await self._lanes.finish(self.finish_seconds)
            await self.source.say_goodbye()
        if not work.cancelled():
            work.result()

    def stop(self) -> None:
        """Takes nothing more; what is in its lane is finished first."""
        self._stopping.set()

    async def idle(self) -> None:
        """Returns when no update is in flight."""
        await self._lanes.idle()


async def connect(application: App) -> None:
    """Makes the application ready, however long the network takes; TokenRefused if its token is not known."""
    try:
        await persist(application.initialize)
    except BaseException:
        await application.bot.shutdown()  # the application closes only what it opened to the end
        raise


def _put_first(application: App) -> None:
    """Before every other error handler, or parents would hear "sorry" for what is about to work."""
    others = dict(application.error_handlers)
    application.error_handlers.clear()
    application.add_error_handler(hold_back)
    application.error_handlers.update(others)
