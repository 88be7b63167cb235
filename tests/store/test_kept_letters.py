from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.store import letters
from bot.store.tables import letters as table
from tests.store.people import BEN, TODAY, a_case, a_parent, within

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
async def db(database):
    async with database.transaction() as db:
        yield db


@pytest.fixture
async def case(db):
    return await a_case(db)


async def begun(db, case, template="A1"):
    return await letters.begin(db, case.id, template, 3, "polite", TODAY)


async def sent(db, case):
    letter = await begun(db, case)
    await letters.revise(db, letter, words="Dear council", sha256="a" * 64)
    assert await letters.freeze(db, letter, TODAY)
    return letter


async def test_a_letter_begins_without_words(db, case):
    letter = await letters.letter(db, await begun(db, case))
    assert (letter.template, letter.version, letter.strength, letter.made_on) == ("A1", 3, "polite", TODAY)
    assert (letter.own_words, letter.effect) == ("", "")
    assert (letter.sent_on, letter.words, letter.sha256) == (None, None, None)


async def test_an_unsent_letter_is_carried_on_and_not_begun_twice(db, case):
    assert await begun(db, case) == await begun(db, case)
    assert await begun(db, case, "A2") != await begun(db, case)


async def test_a_letter_of_another_case_is_another_letter(db, case):
    other = await a_case(db, await a_parent(db, BEN))
    assert await begun(db, case) != await begun(db, other)
    assert len(await letters.letters_of(db, case.id)) == 1


async def test_after_one_was_sent_the_next_of_its_kind_is_a_new_letter(db, case):
    first = await sent(db, case)
    second = await begun(db, case)
    assert second != first
    assert [letter.id for letter in await letters.letters_of(db, case.id)] == [first, second]


async def test_an_unsent_letter_can_be_revised(db, case):
    letter = await begun(db, case)
    await letters.revise(db, letter, own_words="He does not sleep.", strength="formal")
    revised = await letters.letter(db, letter)
    assert (revised.own_words, revised.strength) == ("He does not sleep.", "formal")


async def test_a_letter_that_was_never_shown_cannot_be_sent(db, case):
    letter = await begun(db, case)
    assert not await letters.freeze(db, letter, TODAY)
    assert (await letters.letter(db, letter)).sent_on is None


async def test_a_sent_letter_is_never_changed(db, case):
    letter = await sent(db, case)
    before = await letters.letter(db, letter)
    await letters.revise(db, letter, words="Something else", own_words="New", strength="formal")
    assert not await letters.freeze(db, letter, TOMORROW)
    await letters.discard(db, letter)
    assert await letters.letter(db, letter) == before
    assert (before.sent_on, before.words) == (TODAY, "Dear council")


async def test_an_unsent_letter_can_be_thrown_away(db, case):
    letter = await begun(db, case)
    await letters.discard(db, letter)
    assert await letters.letter(db, letter) is None
    assert await letters.letters_of(db, case.id) == []


async def test_the_database_itself_refuses_a_sent_letter_without_words(database):
    async def send_unseen(db):
        letter = await begun(db, await a_case(db))
        await db.execute(update(table).where(table.c.id == letter).values(sent_on=TODAY))

    with pytest.raises(IntegrityError):
        await within(database, send_unseen)


async def test_a_letter_that_is_not_there_is_none(db):
    assert await letters.letter(db, 1) is None
