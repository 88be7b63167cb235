"""`check`: is everything in order before the bot starts? A line each, with how to mend what is not."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

from bot import clock, config, running
from bot.clock import SystemClock
from bot.law.calendars import HolidaysUnknown
from bot.services import Services
from bot.store import schema
from bot.trouble import CannotStart

Say = Callable[[str], None]
A_YEAR = timedelta(days=365)


async def report(file: Path | None, say: Say) -> bool:
    """Says how each thing stands; True when all is in order."""
    try:
        settings = config.load(file)
        services = running.assemble(settings, SystemClock())
    except CannotStart as problem:
        say(f"Settings and files: {problem}")
        return False
    say("Settings and files: in order.")
    say(f"Rules: {len(services.rulebook.all)}. Letters: {len(services.catalogue.letters)}.")
    found = [await _look("Database", lambda: schema.check(services.db), say)]
    found.append(await _look("Token", lambda: running.greet(services), say))
    found.append(_say_which_rules_are_old(services, say))
    found.append(_say_whether_holidays_are_known(services, say))
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


def _say_which_rules_are_old(services: Services, say: Say) -> bool:
    today = clock.today(services.clock)
    old = [rule.id for rule in services.rulebook.all if today - rule.read_on > A_YEAR]
    say(f"Law: read these again, it is over a year: {', '.join(old)}." if old else "Law: read within a year.")
    return not old


def _say_whether_holidays_are_known(services: Services, say: Say) -> bool:
    next_year = clock.today(services.clock).year + 1
    try:
        services.calendars.england.is_working_day(date(next_year, 12, 31))
    except HolidaysUnknown:
        say(f"Bank holidays: those of {next_year} are missing. Update govuk-bank-holidays.")
        return False
    say(f"Bank holidays: known to the end of {next_year}.")
    return True
