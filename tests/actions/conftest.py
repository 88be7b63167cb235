"""Everything that an action is given, around a new database and a clock that the test holds."""

import pytest

from bot.actions.nudge import plan_all
from bot.catalogue import Catalogue
from bot.config import Nudges, Settings
from bot.directory.contacts import Directory
from bot.law import changes, rules
from bot.law.calendars import Calendars
from bot.law.termdates import council_calendars, published
from bot.places import templates_folder
from bot.services import Services
from bot.texts import Texts
from tests.actions.happenings import at, happened
from tests.actions.many import one_case

TERM_DATES = council_calendars(published())


@pytest.fixture(scope="session")
def rulebook():
    return rules.load()


@pytest.fixture(scope="session")
def calendars():
    return Calendars.bundled()


@pytest.fixture(scope="session")
def words(rulebook):
    folder = templates_folder()
    catalogue = Catalogue.load(folder, rulebook)
    return {
        "changes": changes.load(),
        "texts": Texts(folder),
        "catalogue": catalogue,
        "directory": Directory.load(),
    }


@pytest.fixture
def furnish(held, rulebook, calendars, words):
    """`furnish(database)` is the services of one process; its settings of nudges can be given."""

    def services(database, **nudges):
        settings = Settings(nudges=Nudges(**nudges))
        return Services(settings, database, held, rulebook, calendars, TERM_DATES, **words)

    return services


@pytest.fixture
def services(furnish, database):
    return furnish(database)


@pytest.fixture
async def case(database, held):
    """A case whose council is a day late with its decision, at ten in the morning."""
    held.move_to(at("Fri 2026-04-24"))
    return await one_case(database, happened("asked email Thu 2026-03-12"))


@pytest.fixture
async def planned(services, case):
    await plan_all(services)
    return case
