"""A bot that is a process of its own, a parent who goes on whatever happens to it, and kill -9."""

import asyncio
import json
import os
import signal
import subprocess
import sys

from bot.demo import people
from bot.demo.phone import NotThere
from tests.journeys.road import CARRY_ON, FIRST, Say, Tap, Until

PATIENCE = 10.0


class Nursery:
    """The process that bots are forked from: it has done their imports."""

    def __init__(self):
        command = [sys.executable, "-m", "tests.journeys.bot_process"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def bear(self, **asked):
        """Starts a bot; gives the number of its process."""
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Mortal:
    """A bot that can be killed and started again, on the same record, in front of the same Telegram."""

    def __init__(self, nursery, standin, folder, held):
        self._nursery = nursery
        self._standin = standin
        self._folder = folder
        self._held = held
        self._number = 0
        self.deaths = 0

    async def start(self):
        """Returns when the new process asks for updates."""
        asked = self._standin.world.calls["getupdates"]
        self._number = self._nursery.bear(
            folder=str(self._folder),
            token=self._standin.token,
            url=self._standin.url,
            now=self._held.now().isoformat(),
        )
        await reached(lambda: self._standin.world.calls["getupdates"] > asked, "the bot to ask for updates")

    async def kill(self):
        """SIGKILL, and nothing else: the process has no moment to tidy up."""
        if self._is_gone():
            return
        os.kill(self._number, signal.SIGKILL)
        await reached(self._is_gone, "the process to be gone")
        self.deaths += 1

    def _is_gone(self):
        try:
            os.kill(self._number, 0)
        except ProcessLookupError:
            return True
        return False


class Traveller:
    """A parent on the road. When the bot falls silent they do what people do: tap again, or press Start."""

    def __init__(self, person):
        self.person = person
        self.world = person.world
        self.silences = []

    def act(self, step):
        """Taps or says, and does not wait."""
        self.said(step.words) if isinstance(step, Say) else self.tapped(step.label)

    def tapped(self, label):
        number, button = self.person.button(label or self.person.buttons[0])
        people.tap(self.world, self.person.human, number, button["callback_data"], label=label)

    def said(self, words):
        people.say(self.world, self.person.human, words)

    async def calm(self):
        """Waits until the bot has dealt with everything, and is quiet."""
        person, quiet = self.person, 0
        for _ in range(int(PATIENCE / 0.01)):
            before = person.acts
            await asyncio.sleep(0.01)
            busy = self.world.updates.pending or person.chat.in_flight or person.acts != before
            quiet = 0 if busy else quiet + 1
            if quiet > 2:
                return
        raise AssertionError(f"the bot never came to rest\n{person.recent()}")

    async def comes_to(self, step, last):
        """Makes sure that the next step can be taken; after a silence, by the ways that a parent has."""
        await self.calm()
        if self._can(step):
            return
        self.silences.append(f"{last} was not answered before {step}")
        await self._again(last)
        for act in getattr(step, "instead", ()) if not self._can(step) else ():
            await self._tries(act)
        if not self._can(step):
            raise NotThere(f"there is no way on to {step}\n{self.person.recent()}")

    async def _again(self, last):
        """The same tap once more; after words, which might be taken for the next answer, Start."""
        if isinstance(last, Tap):
            await self._tries(last.label)
        else:
            await self._tries("/start")
            if CARRY_ON in self.person.buttons:
                await self._tries(CARRY_ON)

    async def _tries(self, act):
        self.said(act) if act.startswith("/") else self.tapped(act)
        await self.calm()

    def _can(self, step):
        if isinstance(step, Until) or (isinstance(step, Say) and not step.asked):
            return True
        if not self.person.said:
            return False
        if isinstance(step, Say):
            return step.asked in self.person.sees
        return step.label == FIRST or step.label in self.person.buttons


async def reached(happened, what):
    for _ in range(int(PATIENCE / 0.002)):
        if happened():
            return
        await asyncio.sleep(0.002)
    raise AssertionError(f"waited in vain for {what}")
