"""The figures of a group from the records of its families: who is counted, by what, and how quickly."""

import asyncio
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import insert, select, update

from bot.actions import tally
from bot.actions.measures import FAMILIES, MEASURES
from bot.actions.standing import look_at
from bot.law.school import Break, SchoolYear
from bot.law.terms import long_term
from bot.store import absences, cases, families, groups, school_calendars
from bot.store.group_tables import memberships, publications
from bot.store.tables import cases as case_table
from bot.store.tables import children, events, parents
from tests.store.people import NOW, away

TODAY = date(2026, 11, 23)  # a Monday of the autumn term
FIRST_CHAT = 7_100_000_000
COUNCIL = "NNC"


def ago(weeks, days=0):
    return TODAY - timedelta(weeks=weeks, days=days)


@pytest.fixture
async def group(database):
    async with database.transaction() as db:
        found, _ = await groups.arrive(db, -100_1, "Parents together", TODAY)
    return found


@pytest.fixture
def family(database, group):
    """A family in the group, who said yes, and what happened to their child; gives parent and child."""
    chats = iter(range(FIRST_CHAT, FIRST_CHAT + 10_000))

    async def family(*happened, counted=True, out=(), council=COUNCIL, parent=None):
        async with database.transaction() as db:
            if parent is None:
                parent = (await families.welcome(db, next(chats), NOW)).id
                choices = {} if counted is None else {"counted": counted}
                await groups.join(db, parent, group.id, TODAY, **choices)
            child = await families.add_child(db, parent, "Sam", council, "North")
            if happened:
                case = await cases.open_case(db, child, "plan")
                for kind, on in happened:
                    await cases.record(db, case, tally.Event(kind, on, "email", on))
            for each in out:
                await absences.log(db, child, None, each, {})
        return parent, child

    return family


@pytest.fixture
def look(database, services, group):
    """The publication that a member sees on a day."""

    async def look(today=TODAY, council=COUNCIL, group_id=None):
        async with database.transaction() as db:
            return await tally.look(db, services, group_id or group.id, council, today)

    return look


@pytest.fixture
def true(database, services, group):
    """The true counts, which no screen ever shows."""

    async def true(today=TODAY, council=COUNCIL):
        async with database.transaction() as db:
            found = await tally.publications.children_counted(db, group.id, council)
            counts = await tally._counts(db, services, found, council, today)
        return {name: count for name, count in counts.items() if count}

    return true


def seen(publication):
    return {name: figure.value for name, figure in publication.figures.items() if figure.value is not None}


# Who is counted


async def test_only_who_said_yes_is_counted_and_a_family_once(family, true):
    await family()
    await family(counted=False)
    await family(counted=None)
    parent, _ = await family(("asked", ago(10)))
    await family(("asked", ago(30)), parent=parent)
    assert await true() == {
        FAMILIES: 2,
        "decision": 1,
        "decision6": 1,
        "decision12": 1,
        "plan": 1,
        "plan20": 1,
    }


async def test_each_council_has_its_own_figures_and_another_council_has_none(family, true, look):
    parent, _ = await family()
    await family(council="WNC", parent=parent)
    await family(council="other")
    assert await true(council="NNC") == {FAMILIES: 1}
    assert await true(council="WNC") == {FAMILIES: 1}
    assert await true(council="") == {}


async def test_another_group_has_none_of_it(database, family, look):
    for _ in range(30):
        await family()
    async with database.transaction() as db:
        other, _ = await groups.arrive(db, -100_2, "Elsewhere", TODAY)
    assert seen(await look()) == {FAMILIES: 30}
    assert seen(await look(group_id=other.id)) == {}


# By what


@pytest.mark.parametrize(
    ("happened", "measures"),
    [
        ([("asked", ago(6))], "decision plan"),
        ([("asked", ago(6, 3))], "decision decision6 plan"),
        ([("asked", ago(12))], "decision decision6 plan"),
        ([("asked", ago(12, 3))], "decision decision6 decision12 plan"),
        ([("asked", ago(12)), ("agreed", ago(5))], "plan"),
        ([("asked", ago(12)), ("refused", ago(5))], ""),
        ([("asked", ago(20)), ("agreed", ago(15))], "plan"),
        ([("asked", ago(20, 3)), ("agreed", ago(15))], "plan plan20"),
        ([("asked", ago(30, 3)), ("agreed", ago(15))], "plan plan20 plan30"),
        ([("asked", ago(40, 3)), ("agreed", ago(15)), ("draft", ago(2))], "plan plan20 plan30 plan40"),
        ([("asked", ago(52, 3)), ("agreed", ago(15))], "plan plan20 plan30 plan40 plan52"),
        ([("asked", ago(60)), ("agreed", ago(55)), ("final", ago(41))], "plan_in_time"),
        ([("asked", ago(60)), ("agreed", ago(55)), ("final", ago(39))], "plan_late"),
        ([("asked", ago(90)), ("agreed", ago(80)), ("final", ago(54))], "review"),
        ([("asked", ago(90)), ("agreed", ago(80)), ("final", ago(54)), ("review_keep", ago(10))], ""),
    ],
)
async def test_a_family_waits_or_is_past_a_date_or_has_its_plan(family, true, happened, measures):
    await family(*happened)
    found = await true()
    assert found.pop(FAMILIES) == 1
    assert set(found) == set(measures.split())


async def test_nobody_waits_in_a_case_that_a_parent_has_closed(database, family, true):
    _, child = await family(("asked", ago(30)))
    async with database.transaction() as db:
        [case] = await cases.cases_of(db, child)
        await cases.set_ended(db, case.id, TODAY)
    assert await true() == {FAMILIES: 1}


async def test_what_is_counted_is_what_the_parents_own_page_says(database, services, family, true):
    """The same dates as the page of a case shows, so that a number can be checked by who is in it."""
    for weeks in range(0, 60, 3):
        await family(("asked", ago(weeks)))
    async with database.transaction() as db:
        every = [each for n in range(1, 21) for each in await cases.cases_of(db, n)]
        standings = await look_at(db, services, every, TODAY)
    found = await true()
    for rule, waits, late in (
        ("ehcna-decision-6w", "decision", "decision6"),
        ("final-plan-20w", "plan", "plan20"),
    ):
        mine = [each.of(rule) for each in standings]
        assert found[waits] == sum(each.waiting for each in mine)
        assert found[late] == sum(each.days_late(TODAY) > 0 for each in mine)


@pytest.mark.parametrize(
    ("out", "measures"),
    [
        ([away(date(2026, 11, 16), date(2026, 11, 16), part="am")], "informal"),
        ([away(date(2026, 11, 16), date(2026, 11, 16))], "out1 informal"),
        ([away(date(2026, 11, 9), date(2026, 11, 13), "suspended")], "out1 out5 formal formal5"),
        ([away(date(2026, 3, 2), date(2026, 3, 20), "suspended")], ""),  # last school year
        ([away(date(2026, 11, 9), date(2026, 11, 13), "internal")], ""),  # in school, away from the class
    ],
)
async def test_days_out_are_those_of_this_term_formal_and_not(family, true, out, measures):
    await family(out=out)
    found = await true()
    assert found.pop(FAMILIES) == 1
    assert set(found) == set(measures.split())


async def test_days_out_are_counted_on_the_dates_of_the_childs_own_school(database, family, true):
    """A week that a parent said was out of school, most of which was a holiday of this school."""
    parent, child = await family(out=[away(date(2026, 11, 9), date(2026, 11, 20), "suspended")])
    assert set(await true()) == {FAMILIES, "out1", "out5", "formal", "formal5"}
    async with database.transaction() as db:
        await families.correct_child(db, child, school="Oak School")
        year = SchoolYear(
            date(2026, 9, 1), date(2027, 7, 20), (Break(date(2026, 11, 10), date(2026, 11, 20)),), ()
        )
        await school_calendars.keep(db, parent, COUNCIL, "oak school", year, TODAY)
    assert set(await true()) == {FAMILIES, "out1", "formal"}


# How it is published


async def test_a_publication_stays_for_a_week_and_who_leaves_is_in_no_new_one(database, family, look):
    people = [(await family(("asked", ago(30))))[0] for _ in range(18)]
    first = await look()
    assert seen(first)["plan30" if "plan30" in seen(first) else "plan20"] == 20
    async with database.transaction() as db:
        for parent in people[:6]:
            await families.erase(db, parent)
    assert await look(TODAY + timedelta(days=1)) == await look() == first
    later = await look(TODAY + timedelta(days=7))
    assert later.published_on == TODAY + timedelta(days=7)
    assert seen(later)[FAMILIES] == 10


@pytest.mark.parametrize("way", ["leave", "no", "erase", "child"])
async def test_a_figure_of_fewer_than_five_is_gone_at_the_next_look_the_same_day(database, family, look, way):
    people = [await family(("asked", ago(10))) for _ in range(12)]
    assert seen(await look())["decision6"] == 10
    async with database.transaction() as db:
        for parent, child in people[:8]:
            if way == "leave":
                await groups.leave(db, parent, 1)
            elif way == "no":
                await groups.join(db, parent, 1, TODAY, counted=False)
            elif way == "erase":
                await families.erase(db, parent)
            else:
                await families.remove_child(db, child)
    after = await look()
    assert seen(after) == {}
    assert after.published_on == TODAY


async def test_what_is_kept_of_a_publication_names_nobody_and_has_no_true_count(database, family, look):
    for _ in range(13):
        await family(("asked", ago(10)))
    await look()
    async with database.transaction() as db:
        [row] = (await db.execute(select(publications))).all()
    assert set(row.figures) == {"figures", "who", "on"}
    assert set(row.figures["figures"]) == set(MEASURES)
    assert row.figures["figures"][FAMILIES][0] == 15
    assert len(row.figures["who"]) == 64


async def test_nothing_is_counted_again_on_the_same_day_for_the_same_families(
    database, services, family, look, monkeypatch
):
    for _ in range(12):
        await family()
    first = await look()
    monkeypatch.setattr(tally, "_counts", None)  # would fail
    assert await look() == first


# Five hundred families


@pytest.fixture
async def five_hundred(database, group):
    """Each with a child at a school of its name, a request, and some days out of school."""
    number = 500
    on = [ago(n % 60) for n in range(number)]
    people = {
        parents: [{"chat_id": FIRST_CHAT + n, "consented_at": NOW} for n in range(number)],
        children: [
            {
                "parent_id": n + 1,
                "called": "Sam",
                "council": COUNCIL,
                "council_name": "North",
                "school": "Oak",
            }
            for n in range(number)
        ],
        case_table: [{"child_id": n + 1, "kind": "plan"} for n in range(number)],
        events: [
            {"case_id": n + 1, "kind": "asked", "happened_on": on[n], "how": "email", "told_on": on[n]}
            for n in range(number)
        ],
        memberships: [
            {"parent_id": n + 1, "group_id": group.id, "counted": True, "joined_on": TODAY}
            for n in range(number)
        ],
    }
    term = long_term(TODAY)
    async with database.transaction() as db:
        for table, some in people.items():
            await db.execute(insert(table), some)
        for n in range(number):
            for week in range(n % 5):
                first = term.first + timedelta(weeks=6 + week)
                await absences.log(db, n + 1, None, away(first, first + timedelta(days=n % 4)), {})


async def test_while_five_hundred_families_are_counted_others_get_their_turns(five_hundred, look):
    """By the processor's time of the loop's thread, which no other program on the machine can change."""
    turns = [time.thread_time()]

    async def others():
        while True:
            await asyncio.sleep(0)
            turns.append(time.thread_time())

    meanwhile = asyncio.create_task(others())
    began = time.process_time()
    found = await look()
    took = time.process_time() - began
    meanwhile.cancel()
    longest = max(after - before for before, after in pairwise(turns))
    assert seen(found)[FAMILIES] == 500
    assert longest < took / 2, f"{longest:.3f} s of {took:.3f} s"
    assert await look() == found


async def test_who_is_counted_can_change_while_it_is_counted(database, family, look):
    """One transaction sees one state of things."""
    for _ in range(20):
        await family(("asked", ago(10)))
    async with database.transaction() as db:
        await db.execute(update(memberships).values(counted=False))
    assert seen(await look()) == {}
