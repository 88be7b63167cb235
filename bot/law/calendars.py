"""Which days are working days, and which are school days.

Bank holidays come from the file that `govuk-bank-holidays` carries, read as data: importing that library's
own module would bring in `requests`, and its class asks the network first. A year that the file does not
cover is refused, never counted as a year without holidays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Protocol

from bot.days import longdate

SATURDAY = 5


class HolidaysUnknown(LookupError):
    """The bank holidays of that year are not in our list; the sentence says which years are."""


class SchoolDays(Protocol):
    """One school's own calendar: it knows whether that school has a session on a day."""

    def is_school_day(self, day: date) -> bool: ...


@dataclass(frozen=True)
class WorkingDays:
    """Days that are not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday."""

    holidays: frozenset[date]
    first: int
    last: int

    @classmethod
    def england(cls) -> "WorkingDays":
        """Working days for councils, tribunals and the health service: the bank holidays of England."""
        return _working_days("england-and-wales")

    @classmethod
    def uk(cls) -> "WorkingDays":
        """Working days for freedom of information requests: a bank holiday anywhere in the UK is skipped."""
        return _working_days("england-and-wales", "scotland", "northern-ireland")

    def is_working_day(self, day: date) -> bool:
        """Says whether it is a working day; raises HolidaysUnknown for a year not in our list."""
        if not self.first <= day.year <= self.last:
            covered = f"our list covers {self.first} to {self.last}"
            raise HolidaysUnknown(f"We do not have the bank holidays for {longdate(day)}: {covered}.")
        return day.weekday() < SATURDAY and day not in self.holidays


@dataclass(frozen=True)
class Calendars:
    """Everything that a count of days may need; `school` only when a school has given us its own."""

    england: WorkingDays
    uk: WorkingDays
    school: SchoolDays | None = None

    @classmethod
    def bundled(cls) -> "Calendars":
        """Gives the calendars that come with the bot, without any school's."""
        return cls(WorkingDays.england(), WorkingDays.uk())


@cache
def _working_days(*divisions: str) -> WorkingDays:
    listed = [_holidays(division) for division in divisions]
    first = max(min(days).year for days in listed)
    last = min(max(days).year for days in listed)
    return WorkingDays(frozenset().union(*listed), first, last)


def _holidays(division: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(event["date"]) for event in _bundled()[division]["events"])


@cache
def _bundled() -> Mapping[str, Mapping[str, list[dict[str, str]]]]:
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text(encoding="utf-8")
    bundled: Mapping[str, Mapping[str, list[dict[str, str]]]] = json.loads(text)
    return bundled
