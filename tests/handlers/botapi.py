"""A Bot API the size of these tests: real HTTP on loopback, real offsets, and a hand on the tap."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters

from bot.config import Settings
from handlers.edge.intake import Intake, connect
from handlers.edge.lanes import Lanes, committed
from handlers.edge.request import AiohttpRequest, Timeouts

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
ME = {"id": 1, "is_bot": True, "first_name": "Twenty Weeks", "username": "weeks_bot"}


@dataclass
class BotApi:
    waiting: list[dict] = field(default_factory=list)
    sent: list[dict] = field(default_factory=list)
    called: list[tuple[str, dict]] = field(default_factory=list)
    refusals: dict[str, list[tuple[int, dict]]] = field(default_factory=dict)
    may_send: asyncio.Event = field(default_factory=asyncio.Event)
    delay: float = 0.0
    url: str = ""
    last_id: int = 100

    def __post_init__(self):
        self.may_send.set()
        self.arrived = asyncio.Condition()

    @property
    def offsets(self):
        return [int(fields.get("offset", 0)) for method, fields in self.called if method == "getUpdates"]

    @property
    def offset(self):
        """Up to which update the bot has acknowledged."""
        return self.offsets[-1] if self.offsets else 0

    async def says(self, chat, text, **more):
        """One more message is waiting for the bot; returns its update_id."""
        self.last_id += 1
        update = {"update_id": self.last_id, "message": a_message(self.last_id, chat, text), **more}
        async with self.arrived:
            self.waiting.append(update)
            self.arrived.notify_all()
        return self.last_id

    async def answer(self, request):
        method = request.match_info["method"]
        fields = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        self.called.append((method, fields))
        if self.refusals.get(method):
            status, more = self.refusals[method].pop(0)
            return web.json_response({"ok": False, "error_code": status, **more}, status=status)
        if self.delay:
            await asyncio.sleep(self.delay)
        result = await getattr(self, method, self.yes)(fields)
        return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")

    async def yes(self, fields):
        return True

    async def getMe(self, fields):  # noqa: N802
        return ME

    async def getUpdates(self, fields):  # noqa: N802
        offset = int(fields.get("offset", 0))
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        async with self.arrived:
            try:
                async with asyncio.timeout(float(fields.get("timeout", 0))):
                    await self.arrived.wait_for(lambda: self.waiting)
            except TimeoutError:
                return []
        return self.waiting[: int(fields.get("limit", 100))]

    async def sendMessage(self, fields):  # noqa: N802
        await self.may_send.wait()
        self.sent.append(fields)
        return a_message(1, int(fields["chat_id"]), fields["text"])


def a_message(number, chat, text):
    return {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}, "text": text} | {
        "from": {"id": chat, "is_bot": False, "first_name": "Sam"}
    }


@asynccontextmanager
async def serving(answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """A web server on loopback that answers every path; gives its address."""
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def a_bot_api() -> AsyncIterator[BotApi]:
    api = BotApi()
    async with serving(api.answer) as api.url:
        yield api


def an_application(api: BotApi) -> Application:
    """A real application over our own request; it is not connected yet."""
    return (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{api.url}/bot")
        .updater(None)
        .request(AiohttpRequest(timeouts=Timeouts(read=5)))
        .get_updates_request(AiohttpRequest(1, Timeouts(read=5)))
        .build()
    )


def an_update(number, chat, text="hello"):
    return Update.de_json({"update_id": number, "message": a_message(number, chat, text)}, None)


@dataclass
class Page:
    """A handler as ours are: it commits, then speaks. `mishaps` happen to it before its commit, one a try."""

    mishaps: list[Exception] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    tried: int = 0

    def __post_init__(self):
        self.may_commit = asyncio.Event()
        self.may_commit.set()

    async def __call__(self, update, context):
        self.tried += 1
        await self.may_commit.wait()
        if self.mishaps:
            raise self.mishaps.pop(0)
        self.done.append(update.message.text)
        committed()
        await context.bot.send_message(update.message.chat.id, f"{update.message.text}: done")


async def sorry(update, context):
    await context.bot.send_message(update.message.chat.id, "sorry")


async def nothing():
    """For a database with nothing to say or do."""


async def until(fact):
    """Waits, a moment at a time, for something to become true."""
    async with asyncio.timeout(5):
        while not fact():  # noqa: ASYNC110  # facts of all kinds, most with no event of their own
            await asyncio.sleep(0.005)


@asynccontextmanager
async def an_intake(api, page, settings=None, durable=nothing, ping=nothing, **lanes):
    """A running intake; it is stopped at the end, as a supervisor would."""
    application = an_application(api)
    application.add_handler(MessageHandler(filters.TEXT, page))
    application.add_error_handler(sorry)
    await connect(application)
    lanes = Lanes(application.process_update, **({"pauses": (0.01, 0.01, 0.01)} | lanes))
    intake = Intake(application, settings or Settings(), durable, ping, lanes)
    intake.finish_seconds = 0.2
    intake.running = asyncio.create_task(intake.run())
    try:
        yield intake
    finally:
        intake.stop()
        async with asyncio.timeout(5):
            await asyncio.wait({intake.running})
        await application.shutdown()
    if not intake.running.cancelled():
        intake.running.result()
