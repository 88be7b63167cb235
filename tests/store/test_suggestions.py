"""Addresses that parents told, and what the admins of a group said of them: for that group and no other."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.store import groups, suggestions
from bot.store.group_tables import suggestions as table
from bot.store.suggestions import CONFIRMED, DATES, MOST_OPEN, REFUSED, at
from tests.store.people import BEN, TODAY, a_parent, count

DAY = timedelta(days=1)
COUNCIL = "WNC"
PLACE = at(COUNCIL, "complaints")
LINES = ("Complaints team", "complaints@westnorthants.gov.uk")
OTHERS = ("Complaints", "One Angel Square")


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
def a_group(db):
    async def a_group(chat=-100, council=COUNCIL, *members):
        found, _ = await groups.arrive(db, chat, "Parents together", TODAY)
        await groups.change(db, found.id, council=council)
        for each in members:
            await groups.join(db, each.id, found.id, TODAY)
        return found

    return a_group


@pytest.fixture
def judge(db):
    async def judge(group, of=1, place=PLACE, lines=LINES, on=TODAY, *, right=True, **more):
        words = {"group": group.id, "of": of, "lines": list(lines)} | more
        await suggestions.judge(db, place, words, TODAY, on, right=right)

    return judge


async def used_by(db, parent, school=""):
    found = await suggestions.contacts_for(db, parent.id, COUNCIL, school)
    return {role: each.lines for role, each in found.items()}


async def test_an_address_waits_as_it_was_told_and_only_its_lines_are_kept(db, amira):
    assert await suggestions.suggest(db, amira.id, PLACE, LINES, TODAY)
    [kept] = await suggestions.open_of(db, COUNCIL)
    assert (kept.place, kept.lines, kept.told_on, kept.confirmed_on) == (PLACE, LINES, TODAY, None)
    assert dict(kept.words) == {"lines": list(LINES)}
    assert await suggestions.open_of(db, "NNC") == []


async def test_nobody_has_it_before_an_admin_confirms_it_and_the_one_who_told_neither(db, amira, a_group):
    await a_group(-100, COUNCIL, amira)
    await suggestions.suggest(db, amira.id, PLACE, LINES, TODAY)
    assert await used_by(db, amira) == {}


async def test_it_takes_the_place_of_what_she_told_of_the_same_place(db, amira, ben):
    await suggestions.suggest(db, amira.id, PLACE, OTHERS, TODAY)
    await suggestions.suggest(db, ben.id, PLACE, OTHERS, TODAY)
    await suggestions.suggest(db, amira.id, PLACE, LINES, TODAY)
    assert [each.lines for each in await suggestions.told_by(db, amira.id)] == [LINES]
    assert [each.lines for each in await suggestions.told_by(db, ben.id)] == [OTHERS]


async def test_one_parent_cannot_fill_the_list(db, amira):
    said = [
        await suggestions.suggest(db, amira.id, at(COUNCIL, "school", f"School {number}"), LINES, TODAY)
        for number in range(MOST_OPEN + 3)
    ]
    assert said == [True] * MOST_OPEN + [False] * 3
    assert await count(db, table) == MOST_OPEN


async def test_who_told_it_and_what_cannot_be_read_from_the_table(db, amira):
    await suggestions.suggest(db, amira.id, PLACE, LINES, TODAY)
    [(who, words)] = await db.execute(text("SELECT told_by, words FROM suggestions"))
    assert len(who) > 50
    assert "westnorthants" not in words


async def test_what_a_group_confirmed_is_for_its_members_alone(db, amira, ben, a_group, judge):
    await a_group(-200, COUNCIL, ben)
    await judge(await a_group(-100, COUNCIL, amira))
    assert await used_by(db, amira) == {"complaints": LINES}
    assert await used_by(db, ben) == {}


async def test_it_names_nobody(db, a_group, judge):
    await judge(await a_group())
    [who] = (await db.execute(text("SELECT told_by FROM suggestions"))).scalars()
    assert who is None


async def test_who_leaves_the_group_has_it_no_more(db, amira, a_group, judge):
    group = await a_group(-100, COUNCIL, amira)
    await judge(group)
    await groups.leave(db, amira.id, group.id)
    assert await used_by(db, amira) == {}


async def test_it_holds_only_while_the_group_is_there_and_of_that_council(db, amira, a_group, judge):
    group = await a_group(-100, COUNCIL, amira)
    await judge(group)
    await groups.change(db, group.id, council="NNC")
    assert await used_by(db, amira) == {}
    await groups.change(db, group.id, council=COUNCIL)
    await groups.depart(db, group.chat_id)
    assert await used_by(db, amira) == {}
    await groups.change(db, group.id, present=True)
    assert await used_by(db, amira) == {"complaints": LINES}


async def test_of_two_groups_the_newest_counts(db, amira, a_group, judge):
    await judge(await a_group(-100, COUNCIL, amira), lines=OTHERS, on=TODAY)
    await judge(await a_group(-200, COUNCIL, amira), lines=LINES, on=TODAY - DAY)
    assert await used_by(db, amira) == {"complaints": OTHERS}


async def test_a_group_has_one_address_for_one_place(db, amira, a_group, judge):
    group = await a_group(-100, COUNCIL, amira)
    await judge(group, of=1, lines=OTHERS)
    await judge(group, of=2, lines=LINES)
    assert await used_by(db, amira) == {"complaints": LINES}
    assert await count(db, table) == 1


async def test_what_was_refused_or_stopped_is_used_by_nobody(db, amira, a_group, judge):
    group = await a_group(-100, COUNCIL, amira)
    await judge(group, of=1, right=False)
    assert await used_by(db, amira) == {}
    await judge(group, of=2)
    [_, kept] = await suggestions.judged(db, group.id, COUNCIL)
    await suggestions.stop(db, kept.id)
    assert await used_by(db, amira) == {}
    assert [each.state for each in await suggestions.judged(db, group.id, COUNCIL)] == [REFUSED, REFUSED]


async def test_an_address_of_a_school_is_for_that_school_by_name(db, amira, a_group, judge):
    await judge(await a_group(-100, COUNCIL, amira), place=at(COUNCIL, "school", "St. Mary's Primary"))
    assert await used_by(db, amira, "ST MARYS primary") == {"school": LINES}
    assert await used_by(db, amira, "St Mary's") == {}
    assert await used_by(db, amira) == {}


async def test_dates_of_a_school_are_apart_from_addresses(db, amira, a_group, judge):
    group = await a_group(-100, COUNCIL, amira)
    await judge(group, place=at(COUNCIL, DATES, "Hillside"), lines=(), starts_on="2025-08-01", days={})
    await judge(group, of=2, place=at(COUNCIL, DATES, "Hillside"), lines=(), starts_on="2026-08-01", days={})
    assert await used_by(db, amira, "Hillside") == {}
    found = await suggestions.dates_for(db, amira.id, COUNCIL, "hillside")
    assert [(each.words["starts_on"], each.state) for each in found] == [
        ("2025-08-01", CONFIRMED),
        ("2026-08-01", CONFIRMED),
    ]


async def test_who_erases_everything_takes_along_what_waits_and_leaves_what_was_confirmed(
    db, amira, ben, a_group, judge
):
    await suggestions.suggest(db, amira.id, PLACE, LINES, TODAY)
    await suggestions.suggest(db, ben.id, PLACE, OTHERS, TODAY)
    await judge(await a_group(-100, COUNCIL, ben))
    await suggestions.leave(db, amira.id)
    assert [each.told_by for each in await suggestions.open_of(db, COUNCIL)] == [ben.id]
    assert await used_by(db, ben) == {"complaints": LINES}


async def test_with_a_child_goes_what_was_told_of_its_school(db, amira):
    for place in (PLACE, at(COUNCIL, "school", "Hillside"), at(COUNCIL, "school", "Woodside")):
        await suggestions.suggest(db, amira.id, place, LINES, TODAY)
    await suggestions.leave(db, amira.id, [(COUNCIL, "Woodside")])
    left = [each.place.school for each in await suggestions.told_by(db, amira.id)]
    assert left == ["", "woodside"]
    await suggestions.leave(db, amira.id, [(COUNCIL, "")])
    assert [each.place.school for each in await suggestions.told_by(db, amira.id)] == [""]
    await suggestions.leave(db, amira.id, [("NNC", "Woodside")])
    assert await suggestions.told_by(db, amira.id) == []
