"""The bot as a process of its own, to be killed: `python -m tests.journeys.bot_process`.

It reads lines of JSON: where Telegram is, which database, what time it is. For each it forks a bot, with
its own memory and connections, and writes the number of that process. Only the slowest second of a start is
shared: the imports, and what is read from files that never change.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import logs, running
from bot.clock import HeldClock, SystemClock
from bot.config import Settings
from bot.keys import load_keys
from bot.services import Services
from bot.store.db import open_database
from bot.store.sealed import Sealer
from handlers.edge import request

KEY = SecretStr("A" * 43 + "=")  # opens nothing: each bot has its own


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a killed bot is gone at once, not a zombie
    read = running.assemble(Settings(keys=KEY), SystemClock())
    request._trusted()
    started: list[int] = []
    for line in sys.stdin:
        number = os.fork()
        if not number:
            _be_a_bot(read, json.loads(line))
        started.append(number)
        print(number, flush=True)  # noqa: T201  # for whoever asked
    for number in started:  # the test is over, or has died
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _be_a_bot(read: Services, asked: dict[str, Any]) -> None:
    logs.set_up("warning")
    status = 1
    try:
        asyncio.run(running.run(_services(read, asked), asyncio.Event()))
        status = 0
    finally:
        os._exit(status)


def _services(read: Services, asked: dict[str, Any]) -> Services:
    folder = Path(asked["folder"])
    settings = Settings(
        telegram={"token": SecretStr(asked["token"]), "api_url": asked["url"]},
        database={"url": f"sqlite+aiosqlite:///{folder / 'demo.sqlite'}"},
        seal={"key_file": folder / "demo.key"},
        nudges={"deliver_every_seconds": 1},
    )
    database = open_database(settings.database.url, Sealer(load_keys(settings)))
    clock = HeldClock(datetime.fromisoformat(asked["now"]), SystemClock())
    return replace(read, settings=settings, db=database, clock=clock)


if __name__ == "__main__":
    main()
