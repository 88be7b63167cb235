from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from bot.law.absence import PARTS, Absence, bundled
from bot.store import absences, families
from bot.store.absences import Logged
from bot.store.sealed import Unreadable
from bot.store.tables import cases as case_table
from tests.postgres import on_sqlite
from tests.store.people import BEN, TODAY, a_case, a_child, a_parent, an_absence, away, within
from tests.store.statements import statements, steps

DAY = timedelta(days=1)
LETTERS = ("", "yes", "no", "not_yet")
WHOLE = Absence(
    kind="suspended",
    first=date(2026, 3, 9),
    last=date(2026, 3, 13),
    part="from_pm_to_am",
    weekdays="1345",
    letter="not_yet",
    code="C2",
    exam=True,
    told_on=date(2026, 3, 10),
)
DETAILS = {"at": "11:00", "who": "Mrs Okoro", "note": "She said “just for today”."}

weekdays = st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days)))
entries = st.builds(
    Absence,
    kind=st.sampled_from(sorted(bundled().kinds)),
    first=st.dates(),
    last=st.none() | st.dates(),
    part=st.sampled_from(PARTS),
    weekdays=weekdays,
    letter=st.sampled_from(LETTERS),
    code=st.sampled_from(["", *sorted(bundled().codes)]),
    exam=st.booleans(),
    told_on=st.dates(),
)


@pytest.fixture
async def sam(database):
    """A case of a child, for what kept that child out of school."""
    async with database.transaction() as db:
        return await a_case(db)


async def everything_of(db, *children):
    """What was logged of these children, without their numbers, child by child."""
    found = await absences.of_children(db, children)
    return [[logged.absence for logged in found[child]] for child in children]


async def test_every_field_comes_back_as_it_was_logged(database, sam):
    async with database.transaction() as db:
        number = await absences.log(db, sam.child_id, sam.id, WHOLE, DETAILS)
    async with database.transaction() as db:
        logged = Logged(number, sam.child_id, sam.id, WHOLE)
        assert await absences.find(db, sam.parent_id, number) == logged
        assert await absences.of_children(db, [sam.child_id]) == {sam.child_id: [logged]}
        assert await absences.details_of(db, [number]) == {number: DETAILS}


async def test_an_absence_may_go_on_belong_to_no_case_and_have_no_details(database, sam):
    going_on = away(last=None, kind="no_place")
    async with database.transaction() as db:
        number = await absences.log(db, sam.child_id, None, going_on, {})
        found = await absences.find(db, sam.parent_id, number)
        assert (found.case_id, found.absence) == (None, going_on)
        assert await absences.details_of(db, [number]) == {number: {}}


async def test_one_told_without_a_day_of_telling_was_told_on_its_first_day(database, sam):
    async with database.transaction() as db:
        number = await an_absence(db, sam.child_id, away(TODAY - DAY, told_on=None))
        assert (await absences.find(db, sam.parent_id, number)).absence.told_on == TODAY - DAY


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, max_size=4), st.dictionaries(st.text(), st.text(), max_size=3))
async def test_any_absence_comes_back_equal_and_in_order(database, told, details):
    async with database.transaction() as db:
        parent = await a_parent(db)
        child = await a_child(db, parent)
        numbers = [await absences.log(db, child, None, each, details) for each in told]
        assert await everything_of(db, child) == [sorted(told, key=lambda each: each.first)]
        assert await absences.details_of(db, numbers) == dict.fromkeys(numbers, details)
        await families.erase(db, parent.id)


async def test_every_word_of_the_law_file_fits_its_column(database, sam):
    law = bundled()
    each = [away(kind=kind) for kind in law.kinds]
    each += [away(code=code) for code in law.codes]
    each += [away(part=part) for part in PARTS] + [away(letter=letter) for letter in LETTERS]
    async with database.transaction() as db:
        for one in each:
            await an_absence(db, sam.child_id, one)
        assert await everything_of(db, sam.child_id) == [each]


async def test_the_earliest_comes_first_and_those_of_one_day_as_they_were_logged(database, sam):
    told = [away(TODAY, kind="ill"), away(TODAY - 9 * DAY, None), away(TODAY), away(TODAY - DAY)]
    async with database.transaction() as db:
        for each in told:
            await an_absence(db, sam.child_id, each)
        assert await everything_of(db, sam.child_id) == [[told[1], told[3], told[0], told[2]]]


async def test_many_children_come_at_once_and_stay_apart(database):
    async with database.transaction() as db:
        parent, ben = await a_parent(db), await a_parent(db, BEN)
        two, none, one = [await a_child(db, parent) for _ in range(3)]
        for child, kind in (
            (two, "ill"),
            (one, "other"),
            (two, "sent_home"),
            (await a_child(db, ben), "ill"),
        ):
            await an_absence(db, child, away(kind=kind))
        found = await absences.of_children(db, iter((one, none, two, one, 9999)))
        kinds = {child: [each.absence.kind for each in logged] for child, logged in found.items()}
        assert kinds == {one: ["other"], none: [], two: ["ill", "sent_home"], 9999: []}
        assert {each.child_id for each in found[two]} == {two}
        assert await absences.of_children(db, []) == {}


async def test_an_absence_is_found_by_its_parent_alone(database, sam):
    async with database.transaction() as db:
        ben, number = await a_parent(db, BEN), await an_absence(db, sam.child_id)
        assert await absences.find(db, sam.parent_id, number)
        assert await absences.find(db, ben.id, number) is None
        assert await absences.find(db, sam.parent_id, number + 1) is None


async def test_details_come_only_for_the_numbers_asked_for_and_known(database, sam):
    async with database.transaction() as db:
        first, second = [await an_absence(db, sam.child_id, note=note) for note in ("one", "two")]
        assert await absences.details_of(db, [second, second + 9]) == {second: {"note": "two"}}
        assert await absences.details_of(db, (first, second)) == {
            first: {"note": "one"},
            second: {"note": "two"},
        }
        assert await absences.details_of(db, []) == {}


async def test_putting_one_right_changes_all_of_it_and_no_other(database, sam):
    async with database.transaction() as db:
        number, other = [await an_absence(db, sam.child_id, note="before") for _ in range(2)]
        await absences.change(db, number, WHOLE, sam.id, DETAILS)
        changed = Logged(number, sam.child_id, sam.id, WHOLE)
        assert await absences.find(db, sam.parent_id, number) == changed
        assert await absences.find(db, sam.parent_id, other) == Logged(other, sam.child_id, None, away())
        assert await absences.details_of(db, [number, other]) == {number: DETAILS, other: {"note": "before"}}
        await absences.change(db, number, away(last=None), None, {})
        assert await absences.find(db, sam.parent_id, number) == Logged(
            number, sam.child_id, None, away(last=None)
        )
        assert await absences.details_of(db, [number]) == {number: {}}


async def test_putting_one_right_without_a_day_of_telling_keeps_the_day_it_had(database, sam):
    async with database.transaction() as db:
        number = await an_absence(db, sam.child_id, away(TODAY - 9 * DAY, told_on=TODAY))
        await absences.change(db, number, away(TODAY - 8 * DAY, told_on=None), None, {})
        found = (await absences.find(db, sam.parent_id, number)).absence
        assert (found.first, found.told_on) == (TODAY - 8 * DAY, TODAY)


async def test_one_that_is_removed_is_gone_alone_and_its_number_is_not_used_again(database, sam):
    async with database.transaction() as db:
        first, second = [await an_absence(db, sam.child_id) for _ in range(2)]
        await absences.remove(db, second)
        assert await absences.find(db, sam.parent_id, second) is None
        assert await absences.find(db, sam.parent_id, first)
        assert await an_absence(db, sam.child_id) > second
        await absences.remove(db, 9999)


async def test_removing_a_child_takes_its_absences_and_leaves_those_of_others(database, sam):
    async with database.transaction() as db:
        sister = await a_child(db, await families.parent(db, sam.parent_id))
        gone = await an_absence(db, sam.child_id, case=sam.id)
        stays = await an_absence(db, sister)
        await families.remove_child(db, sam.child_id)
        assert await absences.details_of(db, [gone, stays]) == {stays: {}}


async def test_erasing_a_parent_takes_every_absence_of_theirs(database, sam):
    async with database.transaction() as db:
        ben = await a_parent(db, BEN)
        gone, stays = await an_absence(db, sam.child_id), await an_absence(db, await a_child(db, ben))
        await families.erase(db, sam.parent_id)
        assert await absences.details_of(db, [gone, stays]) == {stays: {}}


async def test_an_absence_outlives_its_case(database, sam):
    async with database.transaction() as db:
        number = await absences.log(db, sam.child_id, sam.id, WHOLE, DETAILS)
        await db.execute(delete(case_table).where(case_table.c.id == sam.id))
        assert await absences.find(db, sam.parent_id, number) == Logged(number, sam.child_id, None, WHOLE)
        assert await absences.details_of(db, [number]) == {number: DETAILS}


@pytest.mark.parametrize(("child", "case"), [(9999, None), (1, 9999)])
async def test_no_absence_without_a_child_and_none_in_a_case_that_is_not(database, sam, child, case):
    assert sam.child_id == 1
    with pytest.raises(IntegrityError):
        await within(database, lambda db: an_absence(db, child, case=case))


async def test_counting_opens_nothing_that_is_sealed(database, keyless, sam):
    async with database.transaction() as db:
        number = await absences.log(db, sam.child_id, sam.id, WHOLE, DETAILS)
    async with keyless.transaction() as db:
        assert await everything_of(db, sam.child_id) == [[WHOLE]]
        assert (await absences.find(db, sam.parent_id, number)).absence == WHOLE
        with pytest.raises(Unreadable):
            await absences.details_of(db, [number])


async def test_each_question_is_one_statement_however_many_it_is_about(database, sam):
    children = [sam.child_id, *range(1000, 1499)]
    async with database.transaction() as db:
        with statements(database) as seen:
            number = await an_absence(db, sam.child_id)
            await absences.find(db, sam.parent_id, number)
            assert len(await absences.of_children(db, children)) == 500
            await absences.details_of(db, [number, *range(1000, 1499)])
            await absences.change(db, number, WHOLE, sam.id, DETAILS)
            await absences.remove(db, number)
    assert [each.split()[0] for each in seen] == ["INSERT", "SELECT", "SELECT", "SELECT", "UPDATE", "DELETE"]


@on_sqlite
async def test_many_children_are_looked_up_by_an_index_and_need_no_sorting(database):
    async with database.transaction() as db:
        with statements(database) as seen:
            await absences.of_children(db, [1, 2, 3])
        assert await steps(db, seen[0]) == [
            "SEARCH absences USING INDEX ix_absences_child_id_first_on (child_id=?)"
        ]
