"""`make demo`: the bot, its database and the stand-in for Telegram, with a chat page to talk to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import clock, running
from bot.actions.deliver import is_quiet
from bot.clock import HeldClock, SystemClock
from bot.config import Database, Seal, Settings, Telegram
from bot.demo.cast import gather
from bot.demo.server import Standin
from bot.keys import make_key_file
from bot.running import Running
from bot.store import schema

FOLDER = Path("demo-data").absolute()
CLOCK = "clock.txt"
MORNING = time(9, 30)  # moving the clock lands after the quiet hours, so that what is due is said


@dataclass(frozen=True)
class Show:
    """A bot in front of the stand-in, and the clock that both go by."""

    standin: Standin
    bot: Running
    clock: HeldClock

    async def moved(self) -> None:
        """The clock was moved: it goes on to the morning, and the bot does at once what that brings."""
        hours = self.bot.services.settings.nudges
        while is_quiet(self.clock.now(), hours.quiet_from, hours.quiet_until):
            self.clock.move_to(_next_morning(self.clock.now()))
        await self.bot.jobs.plan()
        await self.bot.jobs.deliver()
        await self.bot.jobs.announce()


def _next_morning(now: datetime) -> datetime:
    there = clock.london(now)
    day = there.date() if there.time() < MORNING else there.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, clock.LONDON)


@asynccontextmanager
async def show(folder: Path, held: HeldClock, port: int = 0, database: str = "") -> AsyncIterator[Show]:
    """A bot with its data in `folder`, or in another database, talking to its own stand-in."""
    async with Standin(clock=held, port=port) as standin:
        services = running.assemble(settings_for(folder, standin, database), held)
        await schema.migrate(services.db)
        async with running.running(services) as bot:
            scene = Show(standin, bot, held)
            standin.world.when_moved.append(scene.moved)
            yield scene


def settings_for(folder: Path, standin: Standin, database: str = "") -> Settings:
    """Settings for a bot that keeps everything in `folder` and talks to the stand-in alone."""
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "demo.key"
    if not key_file.exists():
        make_key_file(key_file)
    return Settings(
        telegram=Telegram(token=SecretStr(standin.token), api_url=standin.url, seconds_between_posts=0.0),
        database=Database(url=database or f"sqlite+aiosqlite:///{folder.absolute() / 'demo.sqlite'}"),
        seal=Seal(key_file=key_file),
    )


async def serve(port: int, say: Callable[[str], None], folder: Path = FOLDER) -> None:
    """Serves the chat page until Control-C."""
    held = HeldClock(_where_the_clock_was(folder), SystemClock())
    async with show(folder, held, port) as scene:
        gather(scene.standin.world)
        scene.standin.world.when_moved.append(lambda: _keep_the_clock(folder, held))
        say(f"Open {scene.standin.url} and press Start. You are a parent; the others are one tap away.")
        say(f"Everything stays on this machine, in {folder}. Delete that folder to begin again.")
        say("Control-C stops it.")
        await asyncio.Event().wait()


def _where_the_clock_was(folder: Path) -> datetime:
    """The clock never goes back: what was recorded in a moved time stays in the past."""
    now = SystemClock().now()
    try:
        return max(now, datetime.fromisoformat((folder / CLOCK).read_text(encoding="ascii")))
    except (OSError, ValueError):
        return now


async def _keep_the_clock(folder: Path, held: HeldClock) -> None:
    await asyncio.to_thread((folder / CLOCK).write_text, held.now().isoformat(), encoding="ascii")
