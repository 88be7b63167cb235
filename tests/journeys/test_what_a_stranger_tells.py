"""A school's dates told by a stranger: they help, they name nobody, and they can cost nobody a right."""

import pytest

from tests.journeys.families import NOW, SCHOOL_YEAR, TRAINING, everything, happens, lives, names_a_school
from tests.journeys.road import CARRY_ON
from tests.journeys.stage import joins, meets, tell

SCHOOL = "Hillside Primary"
REVIEW = "Asking for an independent review"
DECIDED = ("Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", ">13 november")
SAFE = "Fri 4 December 2026"  # counts every weekday from 13 November on which a school can be open
# Dates that fit each other, with every holiday as long, and as many training days, as the form takes.
SHUT = (
    "This school year",
    *(">2 september", ">23 november", ">9 december", ">11 december"),
    *(">11 january", ">15 february", ">19 february", ">25 march"),
    *(">12 april", ">31 may", ">4 june", ">21 july"),
)
SHUT_TRAINING = (
    ">18 november, 19 november, 20 november, 10 december, 11 january, 12 january, 13 january, "
    "14 january, 15 january, 18 january, 19 january, 20 january"
)
# The same, with hardly a holiday in autumn and spring.
OPEN = (
    "This school year",
    *(">14 september", ">21 december", ">21 december", ">22 december"),
    *(">4 january", ">12 february", ">12 february", ">18 march"),
    *(">12 april", ">24 may", ">4 june", ">16 july"),
)


@pytest.fixture
async def mum(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


@pytest.fixture
async def stranger(scene, mum):
    """Somebody who can type the name of the school."""
    found = joins(scene.standin, "Stranger")
    await meets(found, "Nobody")
    return found


async def tells(person, dates, training):
    await names_a_school(person, "Nobody", SCHOOL)
    await tell(person, "Give its dates", *dates, training, "Save")
    assert "2026/27" in person.sees, person.recent()


async def her_date(person):
    """What the page of dates says of the day up to which she can ask for a review."""
    await tell(person, ">/dates")
    return next(line for line in person.sees.splitlines() if REVIEW in line)


async def test_dates_of_a_stranger_never_put_off_the_last_day_of_a_parents_own_right(mum, stranger):
    await happens(mum, *DECIDED)
    without = await her_date(mum)
    assert SAFE in without
    await tells(stranger, SHUT, SHUT_TRAINING)
    await names_a_school(mum, "Bee", SCHOOL)
    assert await her_date(mum) == without


async def test_the_reminders_of_that_right_come_on_the_same_days_as_without_the_stranger(
    scene, mum, stranger, move
):
    await tells(stranger, SHUT, SHUT_TRAINING)
    await names_a_school(mum, "Bee", SCHOOL)
    await happens(mum, *DECIDED)
    before = mum.acts
    await move(NOW.replace(day=24, hour=9, minute=6))
    assert mum.acts == before + 1
    assert SAFE in mum.said[-1]


@pytest.mark.parametrize(("dates", "training"), [(OPEN, ">none"), (SHUT, SHUT_TRAINING)])
async def test_her_window_stays_as_long_as_without_the_stranger_and_she_keeps_the_earlier_day(
    mum, stranger, dates, training
):
    await happens(mum, *DECIDED)
    latest = (await her_date(mum)).partition("no later than")[2]
    await tells(stranger, dates, training)
    await names_a_school(mum, "Bee", SCHOOL)
    assert (await her_date(mum)).partition("no later than")[2] == latest
    assert "keep the earlier day" in latest


async def test_what_she_has_told_herself_counts_whatever_a_stranger_tells_later(mum, stranger):
    await happens(mum, *DECIDED)
    await names_a_school(mum, "Bee", SCHOOL)
    await tell(mum, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    assert "Another parent" not in mum.sees
    mine = await her_date(mum)
    await tells(stranger, SHUT, SHUT_TRAINING)
    assert await her_date(mum) == mine
    assert SAFE in mine
    assert "no earlier than" not in mine


async def test_her_own_dates_can_be_put_in_over_a_strangers(mum, stranger):
    await tells(stranger, SHUT, SHUT_TRAINING)
    await names_a_school(mum, "Bee", SCHOOL)
    assert "Another parent gave us this school's dates on Fri 20 November 2026." in mum.sees
    await tell(mum, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    assert "Another parent" not in mum.sees
    assert "Wed 2 September 2026" in mum.sees


async def test_in_the_window_she_is_told_that_it_may_not_be_too_late(mum, scene):
    await happens(mum, *DECIDED)
    scene.clock.move_to(NOW.replace(month=12, day=7))
    line = await her_date(mum)
    assert "has gone by" not in line
    assert "it may not be too late: do it today" in line
    await tell(mum, "Why these dates?", REVIEW)
    assert "very likely ended" not in mum.sees
    scene.clock.move_to(NOW.replace(month=12, day=30))
    assert "has gone by" in await her_date(mum)


async def test_dates_half_told_of_one_school_are_never_kept_as_those_of_another(scene, mum):
    await names_a_school(mum, "Bee", "Hillside Primary")
    await tell(mum, "Give its dates", *SCHOOL_YEAR, TRAINING)
    number, button = mum.button("Save")
    await names_a_school(mum, "Bee", "Woodside Primary")
    await mum.taps_forged(button["callback_data"], message_id=number)
    await tell(mum, ">/start")
    assert CARRY_ON not in mum.buttons
    assert (await everything(scene.bot.services.db, mum.id))["schools"] == []


async def test_the_same_name_told_again_keeps_what_was_half_told(mum):
    await names_a_school(mum, "Bee", "Hillside Primary")
    await tell(mum, "Give its dates", *SCHOOL_YEAR[:3])
    await names_a_school(mum, "Bee", "Hillside Primary")
    await tell(mum, ">/start")
    assert CARRY_ON in mum.buttons


async def test_a_school_is_only_found_by_its_name(mum, stranger):
    await tells(stranger, SHUT, SHUT_TRAINING)
    for guess in (
        "Hillside",
        "Primary",
        "Hillside%",
        "Hillside_Primary",
        "Hillside Primary School",
        "hillside' OR '1'='1",
    ):
        await names_a_school(mum, "Bee", guess)
        assert "We do not have its dates yet." in mum.sees


async def test_removing_a_child_leaves_nothing_that_says_where_it_went_to_school(scene, parent):
    scene.clock.move_to(NOW)
    await lives(parent)
    await tell(parent, ">/children", "Add a child", "West Northamptonshire", ">Cam", "Save")
    await names_a_school(parent, "Cam", "Woodside Primary")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    await tell(parent, ">/children", "Zebedee", "Remove Zebedee", "Yes, erase")
    left = await everything(scene.bot.services.db, parent.id)
    assert [child.called for child in left["children"]] == ["Cam"]
    assert [left[table] for table in ("cases", "events", "letters", "drafts", "outbox")] == [[]] * 5
    assert [(row.school, row.told_by is None) for row in left["schools"]] == [
        ("zoffany academy", True),
        ("woodside primary", False),
    ]
    await tell(parent, ">/export")
    copy = parent.files[-1].content.decode()
    assert "zoffany" not in copy.lower()
    assert "woodside primary" in copy


async def test_erasing_everything_leaves_a_schools_dates_and_nothing_of_who_told_them(scene, parent):
    scene.clock.move_to(NOW)
    await lives(parent)
    await tell(parent, ">/delete", "Yes, erase everything")
    left = await everything(scene.bot.services.db, parent.id)
    [school] = left.pop("schools")
    assert school.told_by is None
    assert not any(left.values())


async def test_the_copy_has_school_holder_holidays_and_what_is_over(scene, parent):
    scene.clock.move_to(NOW)
    await lives(parent)
    await tell(parent, ">/dates")
    await parent.taps(next(label for label in parent.buttons if "complained" in label))
    await tell(parent, "Pause reminders", ">/export")
    copy = parent.files[-1].content.decode()
    for words in (
        *("School: Zoffany Academy", "Rights held by: the young person", "zoffany academy, school year from"),
        *("over since Fri 20 November 2026", "You complained to the school", "e_records", "school_year"),
        *("Wed 4 November 2026: You complained to your council", "2026-10-02", "Reminders are paused"),
    ):
        assert words in copy
