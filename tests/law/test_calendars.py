"""Working days: which days count, which years we can answer for, and never a call to the network."""

import subprocess
import sys
from datetime import date

import pytest

from bot.clock import SystemClock, today
from bot.law.calendars import Calendars
from bot.law.workingdays import HolidaysUnknown, WorkingDays

ENGLAND, UK = WorkingDays.england(), WorkingDays.uk()

OFFLINE = """
import socket, sys
def refuse(*args, **kwargs): raise SystemExit("the network was asked")
socket.socket.connect = refuse; socket.create_connection = refuse; socket.getaddrinfo = refuse
from datetime import date
from bot.law.calendars import Calendars
from bot.law.rules import load
load(), Calendars.bundled().england.is_working_day(date(2026, 12, 25))
print(sorted(name for name in ("requests", "urllib3", "telegram", "sqlalchemy") if name in sys.modules))
"""


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
    ],
)
def test_a_bank_holiday_in_england_is_no_working_day(holiday):
    assert not ENGLAND.is_working_day(date.fromisoformat(holiday))
    assert not UK.is_working_day(date.fromisoformat(holiday))


@pytest.mark.parametrize("elsewhere", ["2026-11-30", "2027-01-04", "2027-03-17", "2027-07-12", "2027-08-02"])
def test_a_holiday_in_scotland_or_northern_ireland_counts_only_for_freedom_of_information(elsewhere):
    assert ENGLAND.is_working_day(date.fromisoformat(elsewhere))
    assert not UK.is_working_day(date.fromisoformat(elsewhere))


@pytest.mark.parametrize("weekend", ["2026-11-21", "2026-11-22", "2027-12-25"])
def test_a_weekend_is_no_working_day(weekend):
    assert not ENGLAND.is_working_day(date.fromisoformat(weekend))


@pytest.mark.parametrize("ordinary", ["2026-11-23", "2026-12-24", "2026-12-29", "2026-12-31"])
def test_an_ordinary_weekday_is_a_working_day_at_christmas_too(ordinary):
    assert ENGLAND.is_working_day(date.fromisoformat(ordinary))


def test_a_year_without_a_list_of_holidays_is_an_error_and_not_a_year_without_holidays():
    with pytest.raises(
        HolidaysUnknown, match="We do not have the bank holidays for Thu 25 December 2031: our list"
    ):
        ENGLAND.is_working_day(date(2031, 12, 25))
    with pytest.raises(HolidaysUnknown, match="covers 2012 to "):
        ENGLAND.is_working_day(date(2011, 12, 28))


@pytest.mark.parametrize("calendar", [ENGLAND, UK], ids=["england", "uk"])
def test_the_bank_holidays_of_next_year_are_known(calendar):
    next_year = today(SystemClock()).year + 1
    assert calendar.last >= next_year, (
        f"The bank holidays of {next_year} are missing: raise the version of govuk-bank-holidays."
    )
    assert len([day for day in calendar.holidays if day.year == next_year]) >= 8


@pytest.mark.parametrize("year", range(ENGLAND.first, ENGLAND.last + 1))
def test_every_covered_year_has_its_eight_holidays_and_its_christmas(year):
    assert len([day for day in ENGLAND.holidays if day.year == year]) >= 8
    assert not ENGLAND.is_working_day(date(year, 12, 25))


def test_the_uk_list_contains_england_s():
    assert ENGLAND.holidays < UK.holidays


def test_the_calendars_that_come_with_the_bot_know_no_school():
    assert Calendars.bundled() == Calendars(ENGLAND, UK, WorkingDays.tribunal(), school=None)


def test_loading_the_law_asks_no_network_and_loads_no_web_library():
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "[]", "")
