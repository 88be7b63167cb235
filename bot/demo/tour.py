"""`python -m bot demo --tour`: the main journey, played in the terminal through the same server."""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import LONDON, HeldClock
from bot.demo.person import Person
from bot.demo.run import Show, show

Say = Callable[[str], None]
Letters = dict[str, str]  # a file's name -> the words as the chat showed them

BEGINS = datetime(2026, 3, 12, 10, 0, tzinfo=LONDON)  # a Thursday
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


def play(out: Path, say: Say) -> None:
    """Plays it, prints it, and leaves every letter of it as a text file in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="twentyweeks-") as folder:
        letters = asyncio.run(_journey(Path(folder), say))
    for name, words in letters.items():
        (out / f"{name}.txt").write_text(words, encoding="utf-8")
    say(f"\nThe letters are in {out.absolute()}.")


async def _journey(folder: Path, say: Say) -> Letters:
    async with show(folder, HeldClock(BEGINS)) as scene:
        amira = scene.standin.person("Amira")
        letters = await _twenty_weeks(scene, amira)
        say(amira.transcript())
        return letters


async def _twenty_weeks(scene: Show, amira: Person) -> Letters:
    letters: Letters = {}
    await _meets(amira)
    await _asks(amira)
    await _passes(scene, 6 * WEEK + DAY)
    await _writes(amira, letters, "1-reminder")
    await _passes(scene, 2 * WEEK)
    await _complains(amira, letters, "2-complaint")
    await _hears(amira, "The council will assess")
    await _is_answered(amira)
    await _passes(scene, 12 * WEEK)
    await _insists(amira, letters, "3-the-plan-is-late")
    await _passes(scene, 2 * WEEK)
    await _hears(amira, "The final plan came")
    return letters


async def _passes(scene: Show, step: timedelta) -> None:
    await scene.standin.world.move(step)


async def _meets(amira: Person) -> None:
    await amira.starts()
    await _taps(amira, "Start", "West Northamptonshire")
    await amira.says("Bee")
    await amira.taps("Save")


async def _asks(amira: Person) -> None:
    await _taps(amira, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "E-mail")
    await amira.says("12 march")
    await _taps(amira, "Save", "Show all dates", "Why these dates?", "The final plan")


async def _writes(amira: Person, letters: Letters, name: str) -> None:
    await amira.taps("Write the letter")
    for answer in ("Amira Khan", "Bilal Khan", "3 June 2017"):
        await amira.says(answer)
    await _taps(amira, "Skip", "Save")
    await _sends(amira, letters, name)


async def _complains(amira: Person, letters: Letters, name: str) -> None:
    await _taps(amira, "Write the letter", "Effect on my child")
    await amira.says("He has been at home for five weeks, and asks every day when he can go back.")
    await amira.taps("Save")
    await _sends(amira, letters, name)


async def _insists(amira: Person, letters: Letters, name: str) -> None:
    await _taps(amira, "Write the letter", "Make it firmer")
    await _sends(amira, letters, name)


async def _hears(amira: Person, what: str) -> None:
    await amira.says("/start")
    await _taps(amira, "Something happened", "Assessment or plan", what, "Today", "Save")


async def _is_answered(amira: Person) -> None:
    """The complaint has done what it was for."""
    await amira.says("/start")
    await _taps(amira, "Something happened", "A complaint")
    await _taps(amira, amira.buttons[0], "They answered my complaint", "Today", "Save")
    await _taps(amira, "Show all dates", "This is over", "Yes, it is over")


async def _sends(amira: Person, letters: Letters, name: str) -> None:
    """Keeps the words that the chat showed, and tells the bot that the letter went."""
    letters[name] = "\n\n".join(amira.copyable) + "\n"
    await _taps(amira, "I sent it", "E-mail", "Today", "Skip", "Save")


async def _taps(amira: Person, *labels: str) -> None:
    for label in labels:
        await amira.taps(label)
