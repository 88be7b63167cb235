"""This project's bot, whole, with one form more: the same three questions as the others ask."""

import asyncio
import signal

from pydantic import SecretStr

from benchmarks import words
from benchmarks.bots.options import options
from bot import running
from bot.clock import SystemClock
from bot.config import Settings
from bot.forms.answers import text
from bot.forms.form import Answers, Form, Question
from bot.keys import make_key_file
from bot.services import Services
from bot.store import families, schema
from handlers import children, pages
from handlers.edge.forms import Kept
from handlers.edge.screen import Screen
from handlers.edge.visit import Visit

REPORT = Form(
    words.COMMAND,
    words.TITLE,
    tuple(Question(name, ask, text(words.MOST, "the answer")) for name, ask in words.QUESTIONS),
    saves=words.COMMAND,
)


async def begin(visit: Visit) -> Screen:
    return await visit.forms.begin(visit, REPORT)


async def save(visit: Visit, about: int, answers: Answers) -> Screen:
    return Screen(words.THANKS)


async def welcome(services: Services, people: int) -> None:
    """Parents who have agreed, one for each person of the crowd."""
    async with services.db.transaction() as db:
        for number in range(people):
            await families.welcome(db, words.FIRST_PERSON + number, services.clock.now())


async def main() -> None:
    told = options()
    key_file = told.folder / "bench.key"
    make_key_file(key_file)
    settings = Settings(
        telegram={"token": SecretStr(told.token), "api_url": told.api},
        database={"url": f"sqlite+aiosqlite:///{told.folder / 'bench.sqlite'}"},
        seal={"key_file": key_file},
    )
    pages.FORM_DESK.kept[REPORT.id] = Kept(REPORT, save, children.nobody)
    pages.COMMANDS[words.COMMAND] = (begin, words.TITLE)
    services = running.assemble(settings, SystemClock())
    await schema.migrate(services.db)
    await welcome(services, told.people)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await running.run(services, stop)


if __name__ == "__main__":
    asyncio.run(main())
