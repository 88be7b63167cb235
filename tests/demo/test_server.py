"""The stand-in on its own, for benchmarks: `python -m bot.demo.server`."""

import asyncio
import sys

from telegram import Bot

from bot.demo.server import Standin


async def test_it_runs_by_itself_and_says_where() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.demo.server",
        "--port",
        "0",
        "--token",
        "7:abc",
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        async with asyncio.timeout(10):
            url, token = (await process.stdout.readline()).decode().split()
        async with Bot(token, base_url=f"{url}/bot") as bot:
            assert (token, bot.id) == ("7:abc", 7)
    finally:
        process.kill()
        await process.communicate()


async def test_two_worlds_know_nothing_of_each_other(clock) -> None:
    async with Standin(clock=clock) as one, Standin(clock=clock) as two:
        assert one.port != two.port
        one.person("Parent")
        assert len(one.world.people) == 1
        assert two.world.people == {}


async def test_a_started_world_stops_with_calls_still_open(clock) -> None:
    async with Standin(clock=clock) as standin, Bot(standin.token, base_url=f"{standin.url}/bot") as bot:
        standin.faults.hold("getMe")
        open_call = asyncio.create_task(bot.get_me())
        await asyncio.sleep(0.02)
        polling = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.sleep(0.02)
        async with asyncio.timeout(2):
            await standin.stop()
        await asyncio.gather(open_call, polling, return_exceptions=True)
