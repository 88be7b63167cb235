import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import answers, cases, drafts, families, groups, letters, notices, outbox, posts
from bot.store.columns import metadata
from bot.store.outbox import Waiting
from tests.store.people import (
    AMIRA,
    BEN,
    NOW,
    TODAY,
    a_case,
    a_child,
    a_contact,
    a_parent,
    an_absence,
    asked,
    count,
    within,
)


async def test_a_parent_is_remembered_from_the_moment_that_they_agreed(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        assert await families.parent(db, parent.id) == parent
        assert (parent.chat_id, parent.nudged, parent.reachable) == (AMIRA, True, True)
        assert await families.consented_at(db, parent.id) == NOW
        assert (await families.consented_at(db, parent.id)).utcoffset().total_seconds() == 0


async def test_a_chat_is_one_parent_only(database):
    with pytest.raises(IntegrityError):
        await within(database, a_parent, a_parent)


async def test_nobody_is_found_under_a_number_that_was_never_given(database):
    async with database.transaction() as db:
        assert await families.parent(db, 1) is None
        assert await families.child(db, 1, 1) is None
        assert await families.children_of(db, 1) == []


async def test_a_child_is_kept_with_its_council_and_the_rest_is_asked_later(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        child = await families.child(db, parent.id, await a_child(db, parent))
        assert (child.called, child.council, child.council_name) == ("Sam", "north", "North Northamptonshire")
        assert (child.full_name, child.born_on, child.reference) == (None, None, None)
        await families.correct_child(
            db, child.id, full_name="Samir Khan", born_on="2019-05-04", reference="X/1"
        )
        child = await families.child(db, parent.id, child.id)
        assert (child.full_name, child.born_on, child.reference) == ("Samir Khan", "2019-05-04", "X/1")


async def test_children_are_listed_in_the_order_in_which_they_were_told_of(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        for called in ("Zoe", "Ali", "Mia"):
            await a_child(db, parent, called)
        assert [child.called for child in await families.children_of(db, parent.id)] == ["Zoe", "Ali", "Mia"]


async def test_another_parents_child_is_none(database):
    async with database.transaction() as db:
        amira, ben = await a_parent(db), await a_parent(db, BEN)
        child = await a_child(db, amira)
        assert await families.child(db, ben.id, child) is None
        assert await families.children_of(db, ben.id) == []


async def test_pausing_and_losing_touch_change_that_parent_alone(database):
    async with database.transaction() as db:
        amira, ben = await a_parent(db), await a_parent(db, BEN)
        await families.set_nudged(db, amira.id, nudged=False)
        await families.set_reachable(db, AMIRA, reachable=False)
        changed = await families.parent(db, amira.id)
        assert (changed.nudged, changed.reachable) == (False, False)
        assert await families.parent(db, ben.id) == ben


async def test_removing_a_child_takes_its_cases_and_leaves_its_brothers_and_sisters(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case = await a_case(db, parent, asked())
        other = await a_case(db, parent, asked())
        await families.remove_child(db, case.child_id)
        assert await families.child(db, parent.id, case.child_id) is None
        assert await cases.case(db, parent.id, case.id) is None
        assert await cases.entries(db, case.id) == []
        assert len(await cases.entries(db, other.id)) == 1


async def test_erasing_a_parent_erases_every_row_that_is_theirs(database):
    async with database.transaction() as db:
        parent = await _with_everything(db, AMIRA)
        assert all([await count(db, table) == 1 for table in _theirs()])
        await families.erase(db, parent.id)
        assert all([await count(db, table) == 0 for table in _theirs()])


async def test_erasing_a_parent_leaves_every_row_of_another(database):
    async with database.transaction() as db:
        amira = await _with_everything(db, AMIRA)
        await _with_everything(db, BEN)
        await families.erase(db, amira.id)
        assert all([await count(db, table) == 1 for table in _theirs()])


async def test_a_chat_that_was_erased_can_begin_again_with_nothing(database):
    async with database.transaction() as db:
        before = await _with_everything(db, AMIRA)
        await families.erase(db, before.id)
        after = await a_parent(db)
        assert await families.children_of(db, after.id) == []
        assert await families.name_of(db, after.id) is None


async def test_no_child_without_a_parent(database):
    with pytest.raises(IntegrityError):
        await within(database, lambda db: families.add_child(db, 99, "Sam", "north", "North"))


NOBODYS = {"seen_updates", "school_calendars", "groups", "notices", "publications", "pledges", "suggestions"}


def _theirs():
    """Every table whose rows are a parent's. An answer to a notice is a Telegram number's: see answers."""
    return [table for table in metadata.sorted_tables if table.name not in NOBODYS | {"answers"}]


async def _with_everything(db, chat_id):
    """A parent with one row in every table."""
    parent = await a_parent(db, chat_id)
    case = await a_case(db, parent, asked())
    await letters.begin(db, case.id, "A1", 1, "polite", TODAY)
    await an_absence(db, case.child_id, case=case.id)
    await a_contact(db, case.child_id, case=case.id)
    await drafts.begin(db, parent.id, "child", 0, NOW)
    key = f"nudge:{case.id}"
    await outbox.put(db, [Waiting(key, parent.id, case.id, "final-plan-20w", TODAY, "day_after", NOW)])
    group, _ = await groups.arrive(db, -chat_id, "Parents together", TODAY)
    await groups.join(db, parent.id, group.id, TODAY, notices=True)
    notice = await notices.add(db, group.id, parent.id, "plain", NOW, words={"title": "Hello"})
    await posts.put(db, notice, [parent.id], posts.NOTICE, NOW)
    await answers.suggest(db, notice, parent.id, "When do plans come?", NOW)
    return parent
