"""Everything a page or an action may use, joined once at the start and never changed."""

from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.config import Settings
from bot.directory.contacts import Directory
from bot.law.calendars import Calendars
from bot.law.rules import Rulebook
from bot.store.db import Database
from bot.texts import Texts


@dataclass(frozen=True)
class Services:
    settings: Settings
    db: Database
    clock: Clock
    rulebook: Rulebook
    calendars: Calendars
    texts: Texts
    catalogue: Catalogue
    directory: Directory
