"""The bot put together and running: the one place where `bot` and `handlers` meet."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError

import handlers
from bot.actions.pace import Pace
from bot.catalogue import bundled_letters
from bot.clock import Clock
from bot.config import Settings
from bot.directory.contacts import Directory
from bot.forms import heard_sayings
from bot.keys import load_keys
from bot.law import changes, rules
from bot.law.calendars import Calendars
from bot.law.termdates import council_calendars, published
from bot.services import Services
from bot.store import schema
from bot.store.db import open_database
from bot.store.sealed import Sealer
from bot.texts import bundled_texts
from bot.trouble import CannotStart
from handlers import pages
from handlers.edge.intake import Intake, connect
from handlers.edge.jobs import Jobs
from handlers.edge.patience import TokenRefused


@dataclass(frozen=True)
class Running:
    """A bot that is answering."""

    services: Services
    app: Any
    intake: Intake
    jobs: Jobs
    work: asyncio.Task[None]  # ends only when the intake was stopped, or cannot go on


def assemble(settings: Settings, clock: Clock) -> Services:
    """Everything the bot needs, read and checked; nothing is connected yet."""
    rulebook = rules.bundled()
    heard_sayings.bundled()  # read now, so that the first parent who types does not wait for it
    return Services(
        settings=settings,
        db=open_database(settings.database.url, Sealer(load_keys(settings))),
        clock=clock,
        rulebook=rulebook,
        calendars=Calendars.bundled(),
        term_dates=council_calendars(published()),
        changes=changes.load(),
        texts=bundled_texts(),
        catalogue=bundled_letters(),
        directory=Directory.load(),
    )


@asynccontextmanager
async def running(services: Services) -> AsyncIterator[Running]:
    """The bot answers until the block ends; then what is in hand is finished and everything is closed."""
    await schema.check(services.db)
    app = handlers.build(services)
    gc.freeze()  # what was read at the start stays: the collector need not look at it again
    try:
        await connect(app)
        intake = Intake(app, services.settings, services.db.settle, services.db.ping)
        told = services.settings
        pace = Pace(told.nudges.messages_a_second, told.telegram.seconds_between_posts)
        jobs = Jobs(app.bot, services, pace)
        jobs.start()
        work = asyncio.create_task(intake.run())
        introduction = asyncio.create_task(_introduce(app, services))
        try:
            yield Running(services, app, intake, jobs, work)
        finally:
            introduction.cancel()
            intake.stop()
            await work
            await jobs.stop()
    finally:
        await app.shutdown()
        await services.db.close()


async def run(services: Services, stop: asyncio.Event) -> None:
    """Answers until `stop` is set. An intake that cannot go on ends the program: deaf is worse than dead."""
    async with running(services) as bot:
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({told, bot.work}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()


async def greet(services: Services) -> None:
    """One question to Telegram, to know whether the token and the network will do. Raises CannotStart."""
    bot = handlers.build(services).bot
    try:
        await bot.initialize()
    except InvalidToken:
        refused: CannotStart = TokenRefused()
    except TelegramError as problem:
        where = services.settings.telegram.api_url
        refused = CannotStart(f"Telegram at {where} does not answer ({type(problem).__name__}).")
    else:
        return
    finally:
        await bot.shutdown()
    raise refused  # out here it has no context: the library's error may hold the token


async def _introduce(app: Any, services: Services) -> None:
    """The list of commands, and what stands in an empty chat. The bot works without them."""
    commands = [BotCommand(name, words) for name, (_, words) in pages.COMMANDS.items()]
    with suppress(TelegramError):
        await app.bot.set_my_commands(commands)
        await app.bot.set_my_description(services.texts.plain("description"))
        await app.bot.set_my_short_description(services.texts.plain("short_description"))
