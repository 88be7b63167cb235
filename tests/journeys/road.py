"""The main journey as data: what one parent says, taps and waits for, from hello to the final plan."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue import bundled_letters
from bot.clock import LONDON
from bot.demo.person import Person
from bot.forms.child import CHILD
from bot.forms.letter import PEOPLE, words_form
from bot.forms.log import LOG
from bot.law.rules import bundled

BEGINS = datetime(2026, 3, 12, 10, 0, tzinfo=LONDON)  # a Thursday
CHILD_NAME = "Bee"
PARENT_NAME = "Amira Khan"
FULL_NAME = "Bilal Khan"
BORN = "3 June 2017"
REFERENCE = "WN/4471"
OWN_WORDS = "He has been at home since half term and asks every day when he may go back."
FIRST = ""  # the first button of the newest screen, whatever its label
CARRY_ON = "Carry on where you left off"


@dataclass(frozen=True)
class Tap:
    """A tap. `instead` is how to come to that button from anywhere, should its screen have been lost."""

    label: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Say:
    """Words; in answer to the question `asked`, or a command that needs none."""

    words: str
    asked: str = ""


@dataclass(frozen=True)
class Until:
    """Time goes by, and then the bot says something with `hears` in it, or nothing new where that is ""."""

    moment: datetime
    hears: str


Step = Tap | Say | Until


def day(month: int, number: int, hour: int = 9, minute: int = 6) -> datetime:
    return datetime(2026, month, number, hour, minute, tzinfo=LONDON)


def _sent(button: Tap) -> tuple[Step, ...]:
    return (button, Tap("E-mail"), Tap("Today"), Tap("Skip"), Tap("Save"))


_LETTER = ("/letters", FIRST)

MEETING: tuple[Step, ...] = (
    Say("/start"),
    Tap("Start"),
    Tap("West Northamptonshire"),
    Say(CHILD_NAME, CHILD.question("called").ask),
    Tap("Save"),
)
ASKING: tuple[Step, ...] = (
    Tap("Something happened"),
    Tap("Assessment or plan"),
    Tap("I asked for an EHC assessment"),
    Tap("E-mail"),
    Say("12 march", bundled().kinds["asked"].ask),
    Tap("Save"),
    Say("/dates"),
)
REMINDING: tuple[Step, ...] = (
    Until(day(4, 24), "Thu 23 April 2026"),
    Tap("Write the letter"),
    Say(PARENT_NAME, PEOPLE.question("parent_name").ask),
    Say(FULL_NAME, PEOPLE.question("full_name").ask),
    Say(BORN, PEOPLE.question("born_on").ask),
    Say(REFERENCE, PEOPLE.question("reference").ask),
    Tap("Save"),
    Tap("Make it firmer", _LETTER),
    Tap("My own words", _LETTER),
    Say(OWN_WORDS, words_form("A3", bundled_letters().letter("A3").own_words_ask).question("own_words").ask),
    Tap("Save"),
    *_sent(Tap("I sent it", _LETTER)),
)
AGREEING: tuple[Step, ...] = (
    Until(day(4, 28), ""),
    Say("/start"),
    Tap("Something happened"),
    Tap("Assessment or plan"),
    Tap("The council will assess"),
    Tap("Today"),
    Tap("Save"),
    Until(day(5, 11), ""),
)
ENDING: tuple[Step, ...] = (
    Until(day(7, 31), "Thu 30 July 2026"),
    Tap("Write the letter"),
    *_sent(Tap("I sent it", _LETTER)),
    Until(day(8, 8), "a date to check"),
    Until(day(8, 10, 14), ""),
    Say("/start"),
    Tap("Something happened"),
    Tap("Assessment or plan"),
    Tap("The final plan came"),
    Tap("Today"),
    Tap("Save"),
    Say("/dates"),
)
ROAD: tuple[Step, ...] = (*MEETING, *ASKING, *REMINDING, *AGREEING, *ENDING)
# Another road: a day out of school is logged, asked about in the evening, and written about.
LOGGING: tuple[Step, ...] = (
    *MEETING,
    Say("/out"),
    Tap(LOG.question("kind").options[2].label),
    Tap("Today"),
    Say("11", LOG.question("part").ask),
    Tap("No"),
    Tap("No"),
    Tap("Save"),
    Say("/out"),
    Until(day(3, 12, 18, 1), "Sent home, and nothing in writing"),
    Tap("What to write"),
    Tap("I asked for it"),
    Say("/dates"),
)
TYPED = (CHILD_NAME, PARENT_NAME, FULL_NAME, REFERENCE, OWN_WORDS)

# What is on the record at the end, in order.
EVENTS = [
    ("asked", "email", "2026-03-12"),
    ("letter_sent", "A3", "2026-04-24"),
    ("agreed", "", "2026-04-28"),
    ("letter_sent", "A7", "2026-07-31"),
    ("final", "", "2026-08-10"),
]


async def go(person: Person, steps: tuple[Step, ...], move: Callable[[datetime], Awaitable[None]]) -> None:
    """Walks these steps, each answered before the next; `move` puts the clock on and lets the bot act."""
    for step in steps:
        if isinstance(step, Tap):
            await person.taps(step.label)
        elif isinstance(step, Say):
            await person.says(step.words)
        else:
            await _wait(person, step, move)


async def _wait(person: Person, step: Until, move: Callable[[datetime], Awaitable[None]]) -> None:
    before = person.acts
    await move(step.moment)
    if not step.hears:
        assert person.acts == before, person.recent()
    elif step.hears not in person.said[-1] or person.acts == before:
        raise AssertionError(f"the bot did not say {step.hears}\n{person.recent()}")
