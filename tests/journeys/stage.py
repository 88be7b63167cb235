"""Ways to put the bot on stage: stopped and started again, and asked to do what the hour brings."""

from contextlib import asynccontextmanager

from bot import running
from bot.catalogue import GROUPS, bundled_letters
from bot.demo.person import Person
from bot.demo.run import settings_for
from bot.store import schema
from handlers.edge.screen import short


class Reader(Person):
    """A person who reads to the end: an answer of several messages is over when one has buttons."""

    async def _does(self, what, act, *, answered=True):
        await super()._does(what, act, answered=answered)
        if answered and self.chat.private:
            await self._until(lambda: self.buttons and not self.chat.in_flight, what)


def joins(standin, name="Amira"):
    """A new parent, who has not met the bot."""
    return Reader(standin.world, standin.world.join(name))


@asynccontextmanager
async def answering(standin, folder, held, **more):
    """A bot in front of a stand-in that goes on when the bot does not; `more` are further settings."""
    settings = settings_for(folder, standin).model_copy(update=more)
    services = running.assemble(settings, held)
    await schema.migrate(services.db)
    async with running.running(services) as bot:
        yield bot


async def ticks(bot, held, moment):
    """The clock stands at `moment`, and the bot does what its two jobs then do."""
    held.move_to(moment)
    await bot.jobs.plan()
    await bot.jobs.deliver()
    await bot.jobs.announce()


async def tell(person, *acts):
    """Taps and words in turn: a word that begins with ">" is typed, the others are labels."""
    for act in acts:
        await (person.says(act[1:]) if act.startswith(">") else person.taps(act))


async def meets(person, called="Bee"):
    """From hello to a child on the record."""
    await person.starts()
    await tell(person, "Start", "West Northamptonshire", f">{called}", "Save")


async def asks(person, on="12 march"):
    """Puts a request for an assessment on the record of an only child."""
    await tell(
        person,
        ">/start",
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "E-mail",
        f">{on}",
        "Save",
    )


async def quiet(person, move, moment):
    """Time goes by, and nothing is said."""
    before = person.acts
    await move(moment)
    assert person.acts == before, person.recent()


async def hears_not(person, move, moment, words):
    """Time goes by, and whatever is said is about something else."""
    before = len(person.said)
    await move(moment)
    assert words not in "\n".join(person.said[before:]), person.recent()


async def hears(person, move, moment, words):
    before = person.acts
    await move(moment)
    assert person.acts > before, f"nothing was said\n{person.recent()}"
    assert words in person.sees, person.recent()


async def writes(person, title, child=""):
    """Opens a letter of the set by its title, whether it fits today or not."""
    letter = next(each for each in bundled_letters().letters if each.title == title)
    way = "Read it" if letter.sheet else "Write it"
    some = (child,) if child else ()
    await tell(person, ">/letters", *some, "All letters", GROUPS[letter.group], short(title), way)
