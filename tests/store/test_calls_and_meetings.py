from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, inspect
from sqlalchemy.exc import IntegrityError

from bot.store import contacts, families
from bot.store.contacts import Contact
from bot.store.sealed import Unreadable
from bot.store.tables import cases as case_table
from tests.postgres import on_sqlite
from tests.store.people import BEN, TODAY, a_case, a_child, a_contact, a_parent, within
from tests.store.statements import statements, steps

DAY = timedelta(days=1)
KINDS = ("they_rang", "i_rang", "meeting", "wrote")
SETTLED = ("kept", "broken", "dropped")
FACTS = {"kind": "meeting", "on": date(2026, 3, 9), "told_on": date(2026, 3, 10)}
PROMISED = {"promised_by": date(2026, 3, 20), "settled": "broken"}
DETAILS = {"who": "Mr Lowe", "role": "head", "said": "No more half days", "promise": "A plan in writing"}

told = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "on": st.dates(), "told_on": st.dates()},
    optional={"promised_by": st.none() | st.dates(), "settled": st.sampled_from(["", *SETTLED])},
)


@pytest.fixture
async def sam(database):
    """A case of a child about whom somebody rings."""
    async with database.transaction() as db:
        return await a_case(db)


async def promises(db, *children):
    """The days by which something was promised and is still awaited, child by child."""
    found = await contacts.promises_of(db, children)
    return {child: [each.promised_by for each in some] for child, some in found.items()}


async def test_every_field_comes_back_as_it_was_told(database, sam):
    row = {"child_id": sam.child_id, "case_id": sam.id} | FACTS | PROMISED
    async with database.transaction() as db:
        number = await contacts.log(db, **row, details=DETAILS)
    async with database.transaction() as db:
        contact = Contact(number, **row)
        assert await contacts.find(db, sam.parent_id, number) == contact
        assert await contacts.of_child(db, sam.child_id) == [contact]
        assert await contacts.details_of(db, [number]) == {number: DETAILS}


async def test_a_contact_may_have_no_case_no_promise_and_no_details(database, sam):
    async with database.transaction() as db:
        number = await contacts.log(db, child_id=sam.child_id, **FACTS, details={})
        bare = {"case_id": None, "promised_by": None, "settled": ""}
        assert await contacts.of_child(db, sam.child_id) == [Contact(number, sam.child_id, **FACTS, **bare)]
        assert await contacts.details_of(db, [number]) == {number: {}}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(told, max_size=4), st.dictionaries(st.text(), st.text(), max_size=3))
async def test_any_contact_comes_back_equal_and_in_order(database, some, details):
    async with database.transaction() as db:
        parent = await a_parent(db)
        child = await a_child(db, parent)
        bare = {"case_id": None, "promised_by": None, "settled": ""}
        every = [
            Contact(await contacts.log(db, details, child_id=child, **each), child, **(bare | each))
            for each in some
        ]
        awaited = [each for each in every if each.promised_by and not each.settled]
        awaited.sort(key=lambda each: each.promised_by)
        assert await contacts.of_child(db, child) == sorted(every, key=lambda each: each.on)
        assert await contacts.promises_of(db, [child]) == {child: awaited}
        numbers = [each.id for each in every]
        assert await contacts.details_of(db, numbers) == dict.fromkeys(numbers, details)
        await families.erase(db, parent.id)


async def test_the_oldest_comes_first_and_those_of_one_day_as_they_were_told(database, sam):
    async with database.transaction() as db:
        days = (TODAY, TODAY - 9 * DAY, TODAY, TODAY - DAY)
        numbers = [await a_contact(db, sam.child_id, on) for on in days]
        in_order = [each.id for each in await contacts.of_child(db, sam.child_id)]
        assert in_order == [numbers[1], numbers[3], numbers[0], numbers[2]]


async def test_contacts_of_another_child_stay_apart(database, sam):
    async with database.transaction() as db:
        sister = await a_child(db, await families.parent(db, sam.parent_id))
        number = await a_contact(db, sister)
        assert [each.id for each in await contacts.of_child(db, sister)] == [number]
        assert await contacts.of_child(db, sam.child_id) == []


async def test_a_promise_is_open_until_it_is_settled_one_way_or_another(database, sam):
    async with database.transaction() as db:
        await a_contact(db, sam.child_id)
        for settled in SETTLED:
            number = await a_contact(db, sam.child_id, promised_by=TODAY + DAY)
            assert await promises(db, sam.child_id) == {sam.child_id: [TODAY + DAY]}
            await contacts.settle(db, number, settled)
            assert await promises(db, sam.child_id) == {sam.child_id: []}
        assert [each.settled for each in await contacts.of_child(db, sam.child_id)] == ["", *SETTLED]


async def test_settling_one_promise_changes_nothing_else_and_can_be_undone(database, sam):
    async with database.transaction() as db:
        one, other = [await a_contact(db, sam.child_id, promised_by=TODAY, who="x") for _ in range(2)]
        before = await contacts.of_child(db, sam.child_id)
        await contacts.settle(db, one, "kept")
        assert [each.settled for each in await contacts.of_child(db, sam.child_id)] == ["kept", ""]
        await contacts.settle(db, one, "")
        assert await contacts.of_child(db, sam.child_id) == before
        assert await contacts.details_of(db, [one, other]) == {one: {"who": "x"}, other: {"who": "x"}}


async def test_the_promises_to_many_children_come_at_once_the_first_due_in_front(database):
    async with database.transaction() as db:
        parent, ben = await a_parent(db), await a_parent(db, BEN)
        two, none, one = [await a_child(db, parent) for _ in range(3)]
        for child, days in ((two, 9), (one, 1), (two, 2), (await a_child(db, ben), 3)):
            await a_contact(db, child, promised_by=TODAY + days * DAY)
        await a_contact(db, none)
        found = await promises(db, one, none, two, one, 9999)
        assert found == {one: [TODAY + DAY], none: [], two: [TODAY + 2 * DAY, TODAY + 9 * DAY], 9999: []}
        assert await contacts.promises_of(db, iter(())) == {}


async def test_a_contact_is_found_by_its_parent_alone(database, sam):
    async with database.transaction() as db:
        ben, number = await a_parent(db, BEN), await a_contact(db, sam.child_id)
        assert await contacts.find(db, sam.parent_id, number)
        assert await contacts.find(db, ben.id, number) is None
        assert await contacts.find(db, sam.parent_id, number + 1) is None


async def test_details_come_only_for_the_numbers_asked_for_and_known(database, sam):
    async with database.transaction() as db:
        first, second = [await a_contact(db, sam.child_id, said=said) for said in ("one", "two")]
        assert await contacts.details_of(db, [first, second + 9]) == {first: {"said": "one"}}
        assert await contacts.details_of(db, []) == {}


async def test_one_that_is_removed_is_gone_alone_and_its_number_is_not_used_again(database, sam):
    async with database.transaction() as db:
        first, second = [await a_contact(db, sam.child_id) for _ in range(2)]
        await contacts.remove(db, second)
        assert [each.id for each in await contacts.of_child(db, sam.child_id)] == [first]
        assert await a_contact(db, sam.child_id) > second
        await contacts.remove(db, 9999)


async def test_a_child_and_a_parent_take_their_contacts_with_them_and_nobody_elses(database, sam):
    async with database.transaction() as db:
        sister = await a_child(db, await families.parent(db, sam.parent_id))
        cousin = await a_child(db, await a_parent(db, BEN))
        numbers = [await a_contact(db, child) for child in (sam.child_id, sister, cousin)]
        await families.remove_child(db, sam.child_id)
        assert await contacts.details_of(db, numbers) == {numbers[1]: {}, numbers[2]: {}}
        await families.erase(db, sam.parent_id)
        assert await contacts.details_of(db, numbers) == {numbers[2]: {}}


async def test_a_contact_outlives_its_case(database, sam):
    async with database.transaction() as db:
        number = await a_contact(db, sam.child_id, case=sam.id, promised_by=TODAY, who="Mr Lowe")
        assert (await contacts.find(db, sam.parent_id, number)).case_id == sam.id
        await db.execute(delete(case_table).where(case_table.c.id == sam.id))
        [left] = (await contacts.promises_of(db, [sam.child_id]))[sam.child_id]
        assert (left.id, left.case_id) == (number, None)
        assert await contacts.details_of(db, [number]) == {number: {"who": "Mr Lowe"}}


@pytest.mark.parametrize(("child", "case"), [(9999, None), (1, 9999)])
async def test_no_contact_without_a_child_and_none_in_a_case_that_is_not(database, sam, child, case):
    assert sam.child_id == 1
    with pytest.raises(IntegrityError):
        await within(database, lambda db: a_contact(db, child, case=case))


async def test_looking_for_promises_opens_nothing_that_is_sealed(database, keyless, sam):
    async with database.transaction() as db:
        number = await a_contact(db, sam.child_id, promised_by=TODAY, who="Mr Lowe")
    async with keyless.transaction() as db:
        assert await promises(db, sam.child_id) == {sam.child_id: [TODAY]}
        assert [each.id for each in await contacts.of_child(db, sam.child_id)] == [number]
        assert await contacts.find(db, sam.parent_id, number)
        with pytest.raises(Unreadable):
            await contacts.details_of(db, [number])


async def test_each_question_is_one_statement_however_many_it_is_about(database, sam):
    async with database.transaction() as db:
        with statements(database) as seen:
            number = await a_contact(db, sam.child_id, promised_by=TODAY)
            await contacts.find(db, sam.parent_id, number)
            await contacts.of_child(db, sam.child_id)
            assert len(await contacts.promises_of(db, [sam.child_id, *range(1000, 1499)])) == 500
            await contacts.details_of(db, [number, *range(1000, 1499)])
            await contacts.settle(db, number, "kept")
            await contacts.remove(db, number)
    assert [each.split()[0] for each in seen] == ["INSERT", *["SELECT"] * 4, "UPDATE", "DELETE"]


@on_sqlite
async def test_open_promises_have_an_index_of_their_own_and_need_no_sorting(database):
    async with database.transaction() as db:
        with statements(database) as seen:
            await contacts.promises_of(db, [1, 2, 3])
            await contacts.of_child(db, 1)
        [promised], [of_child] = [await steps(db, each) for each in seen]
        assert promised.startswith("SEARCH contacts USING INDEX ix_contacts_child_id_promised_by (child_id=?")
        assert of_child == "SEARCH contacts USING INDEX ix_contacts_child_id_on_day (child_id=?)"


async def test_a_promise_that_was_settled_is_in_that_index_no_more(database):
    async with database.transaction() as db:
        found = await db.run_sync(lambda connection: inspect(connection).get_indexes("contacts"))
    [index] = [each for each in found if each["column_names"] == ["child_id", "promised_by"]]
    [where] = [str(said) for option, said in index["dialect_options"].items() if option.endswith("_where")]
    assert "promised_by IS NOT NULL" in where
    assert "settled" in where
