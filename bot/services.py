"""Everything a page or an action may use, joined once at the start and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.config import Settings
from bot.directory.contacts import Directory
from bot.law.calendars import Calendars
from bot.law.changes import Changes
from bot.law.rules import Rulebook
from bot.law.school import SchoolCalendar
from bot.store.db import Database
from bot.texts import Texts


@dataclass(frozen=True)
class Services:
    settings: Settings
    db: Database
    clock: Clock
    rulebook: Rulebook
    calendars: Calendars
    term_dates: Mapping[str, SchoolCalendar]  # as a council published them, by its id
    changes: Changes  # of the law
    texts: Texts
    catalogue: Catalogue
    directory: Directory
