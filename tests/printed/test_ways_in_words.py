"""The ways of counting as advisers read them: one for each code, with an example that is counted."""

import inspect
import re
from datetime import date, datetime

import pytest

from bot.law.calendars import Calendars
from bot.law.counting import CODES, COUNTS, ON_WORKING_DAYS, fixed, school_days
from bot.law.lastday import last_day
from bot.law.rule import period
from bot.law.school import Break, SchoolCalendar, SchoolYear
from bot.printed.ways import WAYS
from tests.law.schools import HILLSIDE

# It breaks up on Wed 16 December 2026 and opens on Tue 5 January 2027, after a training day.
EARLIER = SchoolYear(
    date(2026, 9, 2),
    date(2027, 7, 21),
    (Break(date(2026, 12, 17), date(2027, 1, 3)),),
    (date(2027, 1, 4),),
)
SCHOOLS = {"SD": EARLIER, "SB": HILLSIDE}
SAID_BY = {**COUNTS, **ON_WORKING_DAYS, "SD": school_days, "FIX": fixed}
DATES = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+ [A-Z][a-z]+ \d{4})")
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.code)


def dates_of(way):
    found = [(day, datetime.strptime(text, "%d %B %Y").date()) for day, text in DATES.findall(way.example)]  # noqa: DTZ007
    assert all(f"{day:%a}" == weekday for weekday, day in found), way.example
    return [day for _, day in found]


def test_every_code_has_its_words_and_no_other():
    assert sorted(way.code for way in WAYS) == sorted(CODES)


@every_way
def test_the_example_is_what_the_bot_counts(way):
    start, due = dates_of(way)
    n, month = (14, 2) if way.code == "FIX" else (int(re.search(r", (?:papers )?(\d+) ", way.example)[1]), 0)
    school = SCHOOLS.get(way.code)
    calendars = Calendars.bundled()
    if school:
        calendars = Calendars(calendars.england, calendars.uk, calendars.tribunal, SchoolCalendar((school,)))
    found = last_day(way.code, start, n, calendars, month=month)
    assert (found.earliest, found.latest) == (due, due)


@every_way
def test_the_example_names_the_unit_of_its_code(way):
    if way.code != "FIX":
        unit = period(way.code, 2).removeprefix("2 ").removesuffix("s")
        assert unit in way.example
        assert unit.split()[-1] in way.words.lower()


@pytest.mark.parametrize("code", sorted(SAID_BY))
def test_the_example_is_the_one_beside_the_code_that_counts(code):
    example = next(way.example for way in WAYS if way.code == code)
    assert example in " ".join(inspect.getdoc(SAID_BY[code]).split())
