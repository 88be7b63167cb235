"""What parents have told of schools: found by name, a row for each year, one's own before anybody else's."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.forms.options import same_words
from bot.law.school import Break, SchoolYear
from bot.store import families, school_calendars
from bot.store.tables import school_calendars as table
from tests.store.people import BEN, TODAY, a_parent, count

DAY = timedelta(days=1)
CARA = BEN + 1
COUNCIL, SCHOOL = "WNC", "St. Mary's Primary School"

YEAR = SchoolYear(
    date(2025, 9, 3),
    date(2026, 7, 21),
    (Break(date(2025, 10, 27), date(2025, 10, 31)), Break(date(2025, 12, 20), date(2026, 1, 4))),
    (date(2025, 9, 3), date(2026, 1, 5)),
)
ANOTHER = SchoolYear(date(2025, 9, 1), date(2026, 7, 17), (), None)
NEXT = SchoolYear(date(2026, 9, 2), date(2027, 7, 21), (), ())


@pytest.fixture
async def db(database):
    async with database.transaction() as db:
        yield db


@pytest.fixture
async def amira(db):
    return await a_parent(db)


@pytest.fixture
async def ben(db):
    return await a_parent(db, BEN)


@pytest.fixture
def tell(db):
    async def tell(parent, year=YEAR, on=TODAY, school=SCHOOL, council=COUNCIL):
        await school_calendars.keep(db, parent.id, council, school, year, on)

    return tell


@pytest.fixture
def known(db):
    async def known(parent, school=SCHOOL, council=COUNCIL):
        rows = await school_calendars.found(db, council, school, parent.id)
        return [SchoolYear.from_json(row.days) for row in rows]

    return known


async def test_a_year_comes_back_as_it_was_told(db, amira, tell):
    await tell(amira)
    (row,) = await school_calendars.found(db, COUNCIL, SCHOOL, amira.id)
    assert SchoolYear.from_json(row.days) == YEAR
    assert (row.told_by, row.school, row.told_on) == (amira.id, "st marys primary school", TODAY)
    assert row.starts_on == date(2025, 8, 1)


async def test_training_days_that_nobody_told_stay_unknown(amira, tell, known):
    await tell(amira, ANOTHER)
    assert (await known(amira))[0].training is None


async def test_what_is_told_again_takes_the_place_of_what_was_told_before(db, amira, tell, known):
    await tell(amira)
    await tell(amira, ANOTHER)
    assert await known(amira) == [ANOTHER]
    assert await count(db, table) == 1


async def test_the_years_of_a_school_come_in_order(amira, tell, known):
    await tell(amira, NEXT)
    await tell(amira, YEAR)
    assert await known(amira) == [YEAR, NEXT]


@pytest.mark.parametrize(
    "typed",
    ["st marys primary school", "ST MARY'S PRIMARY SCHOOL", " St Mary\u2019s  Primary school."],
)
async def test_a_school_is_found_whatever_the_case_and_punctuation(amira, tell, known, typed):
    await tell(amira)
    assert await known(amira, typed) == [YEAR]
    assert await known(amira, same_words(typed)) == [YEAR]


@pytest.mark.parametrize("typed", ["St Mary's", "St Mary's Primary", "", "%", "st_marys primary school"])
async def test_a_part_of_a_name_finds_no_school(amira, tell, known, typed):
    await tell(amira)
    assert await known(amira, typed) == []


async def test_a_school_of_the_same_name_in_another_area_is_another_school(amira, tell, known):
    await tell(amira)
    assert await known(amira, council="NNC") == []


async def test_what_another_parent_told_is_found_by_typing_the_name(db, amira, ben, tell):
    await tell(ben, on=TODAY - DAY)
    (row,) = await school_calendars.found(db, COUNCIL, SCHOOL, amira.id)
    assert (row.told_by, row.told_on) == (ben.id, TODAY - DAY)


async def test_ones_own_comes_before_what_another_told_later(amira, ben, tell, known):
    await tell(amira, YEAR, TODAY - DAY)
    await tell(ben, ANOTHER, TODAY)
    assert await known(amira) == [YEAR]
    assert await known(ben) == [ANOTHER]


async def test_of_others_the_newest_is_found_and_of_one_day_the_last(db, amira, ben, tell, known):
    cara = await a_parent(db, CARA)
    await tell(ben, YEAR, TODAY)
    await tell(cara, ANOTHER, TODAY - DAY)
    assert await known(amira) == [YEAR]
    await tell(cara, ANOTHER, TODAY)
    assert await known(amira) == [ANOTHER]


async def test_each_year_is_found_from_whoever_told_it(amira, ben, tell, known):
    await tell(amira, YEAR)
    await tell(ben, ANOTHER)
    await tell(ben, NEXT)
    assert await known(amira) == [YEAR, NEXT]


async def test_only_ones_own_can_be_dropped_and_once(db, amira, ben, tell, known):
    await tell(ben)
    begins = YEAR.period.first
    assert not await school_calendars.drop(db, amira.id, COUNCIL, SCHOOL, begins)
    assert not await school_calendars.drop(db, ben.id, COUNCIL, SCHOOL, NEXT.period.first)
    assert await school_calendars.drop(db, ben.id, COUNCIL, SCHOOL.upper(), begins)
    assert not await school_calendars.drop(db, ben.id, COUNCIL, SCHOOL, begins)
    assert await known(ben) == []


async def test_a_parent_sees_everything_that_she_told_and_nothing_else(db, amira, ben, tell):
    await tell(amira, NEXT)
    await tell(amira, YEAR, school="Hillside")
    await tell(ben, ANOTHER)
    own = await school_calendars.told_by(db, amira.id)
    assert [(row.school, row.starts_on.year) for row in own] == [
        ("hillside", 2025),
        ("st marys primary school", 2026),
    ]


async def test_a_calendar_outlives_the_parent_who_told_it_without_her(db, amira, ben, tell):
    await tell(ben)
    await school_calendars.leave(db, ben.id)
    await families.erase(db, ben.id)
    (row,) = await school_calendars.found(db, COUNCIL, SCHOOL, amira.id)
    assert row.told_by is None
    assert SchoolYear.from_json(row.days) == YEAR


async def test_what_several_who_left_have_told_stays_and_the_newest_is_found(db, amira, ben, tell, known):
    cara = await a_parent(db, CARA)
    await tell(ben, YEAR, TODAY)
    await tell(cara, ANOTHER, TODAY - DAY)
    for parent in (ben, cara):
        await school_calendars.leave(db, parent.id)
        await families.erase(db, parent.id)
    assert await known(amira) == [YEAR]
    assert await count(db, table) == 2


async def test_who_told_it_cannot_be_read_from_the_table(db, amira, tell):
    await tell(amira)
    (kept,) = (await db.execute(text("SELECT told_by FROM school_calendars"))).scalars()
    assert len(kept) > 50
    assert str(amira.id) != kept


@given(st.text(max_size=120))
def test_a_name_is_looked_for_as_it_is_kept(typed):
    assert len(school_calendars.compared(typed)) <= 160
    if typed.isascii():
        assert school_calendars.compared(same_words(typed)) == school_calendars.compared(typed)
