"""`check`: is everything in order before the bot starts? A line each, with how to mend what is not."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from bot import clock, config, running
from bot.clock import Clock
from bot.law import care, termdates
from bot.law.care import Care
from bot.services import Services
from bot.store import schema
from bot.trouble import CannotStart

Say = Callable[[str], None]


async def report(file: Path | None, now: Clock, say: Say) -> bool:
    """Says how each thing stands; True when all is in order."""
    try:
        settings = config.load(file)
        services = running.assemble(settings, now)
    except CannotStart as problem:
        say(f"Settings and files: {problem}")
        return False
    say("Settings and files: in order.")
    say(f"Rules: {len(services.rulebook.all)}. Letters: {len(services.catalogue.letters)}.")
    found = [await _look("Database", lambda: schema.check(services.db), say)]
    found.append(await _look("Token", lambda: running.greet(services), say))
    found.append(_say_what_the_law_needs(services, say))
    await services.db.close()
    return all(found)


async def _look(what: str, at: Callable[[], Awaitable[None]], say: Say) -> bool:
    try:
        await at()
    except CannotStart as problem:
        say(f"{what}: {problem}")
        return False
    say(f"{what}: in order.")
    return True


def _say_what_the_law_needs(services: Services, say: Say) -> bool:
    found = list(_cares(services))
    for each in found:
        say(each.says)
    return all(each.sound for each in found)


def _cares(services: Services) -> Iterator[Care]:
    today, years = clock.today(services.clock), termdates.published()
    councils = {council.id: council.name for council in services.directory.councils}
    yield care.of_rules(services.rulebook, today)
    yield care.of_changes(services.changes, today)
    yield from care.of_holidays(services.calendars, today)
    yield care.of_term_dates(years, today)
    yield from care.notes_on_term_dates(years, councils, today)
