"""`check`, run inside the test: what it says on a day, and whether all is in order."""

from datetime import datetime, time, timedelta

import pytest

from bot import checking, running
from bot.clock import LONDON, HeldClock
from bot.demo.run import settings_for
from bot.demo.server import Standin
from bot.law import changes
from bot.law.rules import bundled
from bot.law.termdates import published
from bot.store import schema

CHANGES, YEARS = changes.load().rows, published()
LAST_READ = max(
    *(rule.read_on for rule in bundled().all),
    *(row.read_on for row in CHANGES),
    *(year.checked for year in YEARS),
)
READ_ON = datetime.combine(LAST_READ, time(12), LONDON)


@pytest.fixture
async def check(tmp_path):
    """`check(clock)` gives the lines said and whether all is sound, for a bot that could start."""
    clock = HeldClock(READ_ON)
    async with Standin(clock=clock) as standin:
        settings = settings_for(tmp_path, standin)
        services = running.assemble(settings, clock)
        await schema.migrate(services.db)
        await services.db.close()
        file = tmp_path / "config.toml"
        file.write_text(
            f"""
            telegram = {{ token = "{standin.token}", api_url = "{standin.url}" }}
            database.url = "{settings.database.url}"
            seal.key_file = "{settings.seal.key_file}"
            """,
            encoding="utf-8",
        )

        async def report(held):
            said = []
            sound = await checking.report(file, held, said.append)
            return said, sound

        yield report


async def test_when_everything_was_read_lately_all_is_in_order(check):
    said, sound = await check(HeldClock(READ_ON))
    assert sound, said
    assert "Law: read within a year." in said
    assert "Changes of law: read within a year." in said
    assert "School term dates: read within a year." in said
    assert len([line for line in said if line.startswith("Bank holidays of ")]) == 3


async def test_councils_without_term_dates_of_the_school_year_are_a_note(check):
    said, _ = await check(HeldClock(READ_ON.replace(year=2040, month=8)))
    notes = [line for line in said if line.startswith("Note: ")]
    assert len(notes) == 2
    assert "West Northamptonshire Council for 2040/41" in notes[0]
    assert "North Northamptonshire Council for 2040/41" in notes[1]


async def test_a_year_later_each_thing_to_be_read_again_has_its_line(check):
    clock = HeldClock(READ_ON)
    clock.move(timedelta(days=366))
    said, sound = await check(clock)
    assert not sound
    lines = {line.partition(":")[0]: line for line in said}
    assert "final-plan-20w" in lines["Law"]
    assert "set 'read_on' in bot/law/rules." in lines["Law"]
    assert f"“{CHANGES[0].title}”" in lines["Changes of law"]
    assert f"{YEARS[0].council} {YEARS[0].school_year}" in lines["School term dates"]


async def test_when_the_holidays_run_out_each_calendar_says_so(check):
    said, sound = await check(HeldClock(READ_ON.replace(year=2040)))
    assert not sound
    missing = [line for line in said if "those of 2041 are missing" in line]
    assert len(missing) == 3
    assert all("govuk-bank-holidays" in line for line in missing)


async def test_a_day_before_the_rules_were_read_is_noticed(check):
    said, sound = await check(HeldClock(READ_ON - timedelta(days=1)))
    assert not sound
    assert any("read on a day that is still to come: " in line for line in said)
