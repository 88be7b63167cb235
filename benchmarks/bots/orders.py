"""How a bot that is measured is told what to do meanwhile: lines of JSON, each answered with one."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

Obey = Callable[..., Awaitable[dict[str, Any]]]


async def take(orders: dict[str, Obey]) -> None:
    """Until nobody gives any more."""
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        asked = json.loads(line)
        print(json.dumps(await orders[asked.pop("do")](**asked)), flush=True)
