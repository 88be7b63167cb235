"""A crowd in the stand-in: each says the next thing as soon as the answer to the last one is in the chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import words
from bot.demo import people
from bot.demo.chats import Chat, Human
from bot.demo.refusals import Json
from bot.demo.world import World

FORM = tuple(
    zip(
        (f"/{words.COMMAND}", *words.ANSWERS, words.SAVE),
        (*(ask for _, ask in words.QUESTIONS), words.CHECK, words.THANKS),
        strict=True,
    )
)
ECHO = tuple((said, "") for said, _ in FORM)
SCRIPTS = {"form": FORM, "echo": ECHO}  # what is said, and what the answer has to hold


@dataclass(eq=False)
class Speaker:
    """One person, and how far they have come in the script."""

    human: Human
    step: int = 0


class Crowd:
    """Begins to talk when it is made; `answers` counts the bot's answers and `strays` the wrong ones."""

    def __init__(self, world: World, size: int, script: str) -> None:
        self._world = world
        self._script = SCRIPTS[script]
        numbers = range(words.FIRST_PERSON, words.FIRST_PERSON + size)
        joined = [world.join("Parent", person_id=number) for number in numbers]
        self._speakers = {human.id: Speaker(human) for human in joined}
        self.answers = 0
        self.strays = 0
        world.watchers.add(self._saw)
        for speaker in self._speakers.values():
            self._soon(lambda speaker=speaker: self._say(speaker))

    def _saw(self, chat: Chat | None, event: Json) -> None:
        if event["type"] not in ("message", "edit") or event["message"]["from"] is not self._world.bot:
            return
        if chat and (speaker := self._speakers.get(chat.id)):
            self.answers += 1
            self._soon(lambda: self._answered(speaker, event["message"]))

    def _answered(self, speaker: Speaker, message: Json) -> None:
        if self._script[speaker.step][1] in message["text"]:
            speaker.step = (speaker.step + 1) % len(self._script)
        else:
            self.strays += 1
            speaker.step = 0
        self._say(speaker, message)

    def _say(self, speaker: Speaker, message: Json | None = None) -> None:
        said = self._script[speaker.step][0]
        if data := button(message, said):
            people.tap(self._world, speaker.human, message["message_id"], data, label=said)
        else:
            people.say(self._world, speaker.human, said)

    def _soon(self, act: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_soon(act)


def button(message: Json | None, label: str) -> str:
    """What the button of that label under a message carries; "" when there is none."""
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", ())
    return next((button["callback_data"] for row in rows for button in row if button["text"] == label), "")
