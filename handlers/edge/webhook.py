"""The webhook: Telegram posts an update, and hears 200 when it is committed and not before."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web
from telegram import Bot

from bot import config
from handlers.edge.lanes import Lanes
from handlers.edge.patience import persist
from handlers.edge.reading import ALLOWED, read

LOG = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name
SETTLE_SECONDS = 50.0  # Telegram waits about a minute
STOP_SECONDS = 20.0
LARGEST_UPDATE = 1024 * 1024
CONNECTIONS = 100
Ask = Callable[[], Awaitable[None]]


class Webhook:
    """Listens for Telegram, and answers GET /health, until it is cancelled."""

    settle_seconds = SETTLE_SECONDS

    def __init__(self, bot: Bot, lanes: Lanes, where: config.Webhook, durable: Ask, ping: Ask) -> None:
        self._bot = bot
        self._lanes = lanes
        self._where = where
        self._durable = durable
        self._ping = ping
        self._listening = asyncio.Event()
        self.port = where.port

    async def run(self) -> None:
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=STOP_SECONDS)
        try:
            await runner.setup()
            await web.TCPSite(runner, self._where.listen, self._where.port).start()
            self.port = runner.addresses[0][1]
            await persist(self._ask_telegram_to_call)
            self._listening.set()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def say_goodbye(self) -> None:
        """Nothing: Telegram heard of each update as it was settled, and keeps the rest."""

    async def ready(self) -> None:
        """Returns once Telegram has been told where to post."""
        await self._listening.wait()

    async def _ask_telegram_to_call(self) -> None:
        await self._bot.set_webhook(
            self._where.public_url.rstrip("/") + self._where.path,
            max_connections=CONNECTIONS,
            allowed_updates=ALLOWED,
            secret_token=self._where.secret.get_secret_value(),
        )

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(self._where.path, self._post)
        app.router.add_get("/health", self._health)
        return app

    async def _post(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._where.secret.get_secret_value().encode()):
            raise web.HTTPUnauthorized
        raw = _an_update(await request.read())
        if await self._settled(raw):
            return web.Response()
        raise web.HTTPInternalServerError  # Telegram will post it again

    async def _settled(self, raw: dict[str, Any]) -> bool:
        update = read(raw, self._bot)
        if update is None:
            return True
        try:
            async with asyncio.timeout(self.settle_seconds):
                committed = await asyncio.shield(await self._lanes.take(update))
                await self._durable()
        except (TimeoutError, asyncio.CancelledError):
            return False
        return committed

    async def _health(self, request: web.Request) -> web.Response:
        try:
            await self._ping()
        except Exception as error:  # noqa: BLE001  # whatever it is, the answer is the same
            LOG.warning("Not well: the database did not answer (%s).", type(error).__name__)
            return web.Response(text="the database does not answer", status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(text="ok")


def _an_update(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body)
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
        raise web.HTTPBadRequest
    return raw
