"""Which days are working days: for councils, for freedom of information, for the tribunal.

Bank holidays come from the file that `govuk-bank-holidays` carries, read as data: importing that library's
own module would bring in `requests`, and its class asks the network first. A year that the file does not
cover is refused, never counted as a year without holidays.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

from bot.days import longdate

SATURDAY = 5
AUGUST = 8
CHRISTMAS, NEW_YEAR = (12, 25), (1, 1)


class HolidaysUnknown(LookupError):
    """The bank holidays of that year are not in our list; the sentence says which years are."""


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

    @classmethod
    def tribunal(cls) -> "WorkingDays":
        """Working days as the tribunal counts them: England's, without August and 25 December to 1 January.

        Source: Tribunal Procedure (First-tier Tribunal) (HESC) Rules 2008, rule 12(3), for special
        educational needs cases (not for disability claims, since 21 July 2020).
        https://www.mentalhealthlaw.co.uk/index.php?diff=prev&oldid=59639&title=Text%3ATribunal_rule_12
        """
        return _tribunal()

    def is_working_day(self, day: date) -> bool:
        """Says whether it is a working day; raises HolidaysUnknown for a year not in our list."""
        self._refuse_unknown(day)
        return day.weekday() < SATURDAY and day not in self.holidays

    def after(self, start: date, n: int) -> date:
        """Finds the n-th working day after a day; that day is never counted."""
        self._refuse_unknown(start)
        return self._nth(bisect_right(self._days, start.toordinal()) + n - 1) if n else start

    def beginning_with(self, start: date, n: int) -> date:
        """Finds the n-th working day, where the start itself is the first if it is one."""
        self._refuse_unknown(start)
        return self._nth(bisect_left(self._days, start.toordinal()) + n - 1)

    def on_or_after(self, day: date) -> date:
        """Finds the day itself if it is a working day, else the next one."""
        return self.beginning_with(day, 1)

    def between(self, first: date, last: date) -> list[date]:
        """Lists the working days from one day to another, as far as the bank holidays are known."""
        days = self._days
        return [
            date.fromordinal(each)
            for each in days[bisect_left(days, first.toordinal()) : bisect_right(days, last.toordinal())]
        ]

    def _nth(self, place: int) -> date:
        if place >= len(self._days):
            self._refuse_unknown(date(self.last + 1, 1, 1))
        return date.fromordinal(self._days[place])

    def _refuse_unknown(self, day: date) -> None:
        if not self.first <= day.year <= self.last:
            covered = f"our list covers {self.first} to {self.last}"
            raise HolidaysUnknown(f"We do not have the bank holidays for {longdate(day)}: {covered}.")

    @cached_property
    def _days(self) -> list[int]:
        """Every working day that we know, as a number, so that a count is a look-up and not a walk."""
        first, last = date(self.first, 1, 1), date(self.last, 12, 31)
        every = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return [day.toordinal() for day in every if self.is_working_day(day)]


@cache
def _working_days(*divisions: str) -> WorkingDays:
    listed = [_holidays(division) for division in divisions]
    first = max(min(days).year for days in listed)
    last = min(max(days).year for days in listed)
    return WorkingDays(frozenset().union(*listed), first, last)


@cache
def _tribunal() -> WorkingDays:
    england = _working_days("england-and-wales")
    first, last = date(england.first, 1, 1), date(england.last, 12, 31)
    every = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    closed = {day for day in every if tribunal_is_closed(day)}
    return WorkingDays(england.holidays | closed, england.first, england.last)


def tribunal_is_closed(day: date) -> bool:
    """Says whether a day is in August, or from 25 December to 1 January: see WorkingDays.tribunal."""
    return day.month == AUGUST or (day.month, day.day) >= CHRISTMAS or (day.month, day.day) == NEW_YEAR


def _holidays(division: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(event["date"]) for event in _bundled()[division]["events"])


@cache
def _bundled() -> Mapping[str, Mapping[str, list[dict[str, str]]]]:
    text = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text(encoding="utf-8")
    bundled: Mapping[str, Mapping[str, list[dict[str, str]]]] = json.loads(text)
    return bundled
