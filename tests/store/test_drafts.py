from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.store import drafts, families
from bot.store.tables import drafts as table
from tests.store.people import BEN, NOW, a_child, a_parent, within

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def db(database):
    async with database.transaction() as db:
        yield db


@pytest.fixture
async def amira(db):
    return await a_parent(db)


async def opened(db, parent):
    """The forms of this parent that are open."""
    mine = select(table.c.form).where(table.c.parent_id == parent.id, table.c.is_open)
    return list((await db.execute(mine)).scalars())


async def test_a_new_draft_is_open_and_empty(db, amira):
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    assert (draft.form, draft.about, draft.answers, draft.version) == ("child", 0, {}, 0)
    assert await drafts.find(db, amira.id, draft.id) == draft
    assert await opened(db, amira) == ["child"]


async def test_at_most_one_draft_of_a_parent_is_open(db, amira):
    await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.begin(db, amira.id, "letter", 1, NOW)
    assert await opened(db, amira) == ["letter"]
    assert len(await drafts.parked(db, amira.id)) == 2


async def test_one_parents_draft_does_not_park_anothers(db, amira):
    ben = await a_parent(db, BEN)
    await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.begin(db, ben.id, "child", 0, NOW)
    assert await opened(db, amira) == ["child"]


async def test_beginning_the_same_form_about_the_same_thing_starts_it_afresh(db, amira):
    old = await drafts.begin(db, amira.id, "event", 5, NOW)
    await drafts.keep(db, old, {"kind": "asked"}, NOW)
    other = await drafts.begin(db, amira.id, "event", 6, NOW)
    new = await drafts.begin(db, amira.id, "event", 5, LATER)
    assert await drafts.find(db, amira.id, old.id) is None
    assert {draft.id for draft in await drafts.parked(db, amira.id)} == {other.id, new.id}
    assert new.answers == {}


async def test_the_same_form_about_the_same_thing_cannot_be_there_twice(database):
    async def twice(db):
        amira = await a_parent(db)
        await drafts.begin(db, amira.id, "event", 5, NOW)
        row = {"parent_id": amira.id, "form": "event", "about": 5, "answers": {}, "touched_at": NOW}
        await db.execute(table.insert(), row)

    with pytest.raises(IntegrityError):
        await within(database, twice)


async def test_keeping_answers_counts_the_versions(db, amira):
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    first = await drafts.keep(db, draft, {"called": "Sam"}, NOW)
    second = await drafts.keep(db, first, {"called": "Sam", "council": "north"}, NOW)
    assert [first.version, second.version] == [1, 2]
    assert await drafts.find(db, amira.id, draft.id) == second


async def test_keeping_one_draft_leaves_the_others_as_they_are(db, amira):
    one = await drafts.begin(db, amira.id, "child", 0, NOW)
    other = await drafts.begin(db, amira.id, "letter", 1, NOW)
    await drafts.keep(db, other, {"own_words": "x"}, NOW)
    assert await drafts.find(db, amira.id, one.id) == one


async def test_a_parked_draft_keeps_its_answers_and_can_be_opened_again(db, amira):
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    kept = await drafts.keep(db, draft, {"called": "Sam"}, NOW)
    await drafts.park(db, amira.id)
    assert await opened(db, amira) == []
    await drafts.begin(db, amira.id, "letter", 1, NOW)
    await drafts.reopen(db, amira.id, draft.id)
    assert await opened(db, amira) == ["child"]
    assert await drafts.find(db, amira.id, draft.id) == kept


async def test_unfinished_forms_are_listed_the_last_touched_first(db, amira):
    first = await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.begin(db, amira.id, "letter", 1, NOW)
    await drafts.begin(db, amira.id, "event", 2, NOW)
    await drafts.keep(db, first, {"called": "Sam"}, LATER)
    assert [draft.form for draft in await drafts.parked(db, amira.id)] == ["child", "event", "letter"]


async def test_another_parents_draft_is_neither_found_nor_opened(db, amira):
    ben = await a_parent(db, BEN)
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.park(db, amira.id)
    assert await drafts.find(db, ben.id, draft.id) is None
    await drafts.reopen(db, ben.id, draft.id)
    assert await opened(db, amira) == []


async def test_a_draft_about_a_child_goes_when_the_child_goes(db, amira):
    child = await a_child(db, amira)
    await drafts.begin(db, amira.id, "event", 5, NOW, child_id=child)
    other = await drafts.begin(db, amira.id, "child", 0, NOW)
    await families.remove_child(db, child)
    assert await drafts.parked(db, amira.id) == [other]


async def test_a_number_is_never_used_again(db, amira):
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.drop(db, draft.id)
    child = await a_child(db, amira)
    await families.remove_child(db, child)
    assert (await drafts.begin(db, amira.id, "child", 0, NOW)).id != draft.id
    assert await a_child(db, amira) != child


async def test_a_dropped_draft_is_gone_and_dropping_it_again_does_nothing(db, amira):
    draft = await drafts.begin(db, amira.id, "child", 0, NOW)
    await drafts.drop(db, draft.id)
    await drafts.drop(db, draft.id)
    assert await drafts.parked(db, amira.id) == []
