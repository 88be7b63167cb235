"""The stretches of time over which days of exclusion are added up: three long terms, and the school year."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]  # it ships no types

DAY = timedelta(days=1)
JANUARY, JULY, AUGUST, DECEMBER = 1, 7, 8, 12


@dataclass(frozen=True)
class Term:
    """A stretch of the school year. Its first and its last day are both in it."""

    first: date
    last: date
    name: str


def long_term(day: date) -> Term:
    """Finds the long term that a day is in: "autumn", "spring" or "summer", of which there are three a year.

    Where a school divides its year into more than three terms, "term" means 31 December to Easter Monday,
    Easter Monday to 31 July and 31 July to 31 December. These are the "reference dates" of the regulations:
    https://legislation.vlex.co.uk/vid/the-school-discipline-pupil-812332081
    No text that we could read says to which term a reference date itself belongs. We let it end a term, so
    that 1 August begins a term and the school year alike. No school is open on any of the three days.
    """
    spring, summer = easter_monday(day.year), date(day.year, JULY, 31)
    if day <= spring:
        return Term(date(day.year, JANUARY, 1), spring, "spring")
    if day <= summer:
        return Term(spring + DAY, summer, "summer")
    return Term(summer + DAY, date(day.year, DECEMBER, 31), "autumn")


def school_year(day: date) -> Term:
    """Finds the school year that a day is in: from 1 August to 31 July, named like "2026/27".

    A school year begins with the first term that begins after July, and no school is open between. As here:
    http://lexisweb.co.uk/si/2008/3001-3100/school-information-england-regulations-2008
    """
    year = begins(day)
    return Term(date(year, AUGUST, 1), date(year + 1, JULY, 31), f"{year}/{(year + 1) % 100:02}")


def begins(day: date) -> int:
    """Finds the calendar year in which the school year of a day begins."""
    return day.year if day.month >= AUGUST else day.year - 1


def easter_monday(year: int) -> date:
    """Finds the day after Easter Sunday."""
    sunday: date = easter(year)
    return sunday + DAY
