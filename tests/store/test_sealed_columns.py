from contextlib import asynccontextmanager

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from bot.store import cases, drafts, families, letters
from bot.store.columns import metadata
from bot.store.db import open_database
from bot.store.sealed import Sealer, Unreadable
from bot.store.tables import children
from tests.postgres import on_sqlite
from tests.store.people import (
    NOW,
    TODAY,
    a_case,
    a_child,
    a_contact,
    a_parent,
    an_absence,
    asked,
    checkpoint,
)

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
WORDS = "Zebedee cannot sit through assembly"
TELLING = ("Zebedee", "assembly")  # a short word could be in sealed text by chance


@given(st.text())
def test_any_text_comes_back_as_it_went_in(words):
    sealer = Sealer((OLD,))
    assert sealer.open(sealer.seal(words)) == words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.dictionaries(st.text(), st.text(), max_size=4))
async def test_any_text_comes_back_from_the_database(database, words, answers):
    async with database.transaction() as db:
        parent = await a_parent(db)
        await families.rename(db, parent.id, words)
        draft = await drafts.begin(db, parent.id, "child", 0, NOW)
        await drafts.keep(db, draft, answers, NOW)
    async with database.transaction() as db:
        assert await families.name_of(db, parent.id) == words
        assert (await drafts.find(db, parent.id, draft.id)).answers == answers
        await families.erase(db, parent.id)


async def test_nothing_stays_nothing_and_empty_stays_empty(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        assert await families.name_of(db, parent.id) is None
        await families.rename(db, parent.id, "")
        assert await families.name_of(db, parent.id) == ""


def test_the_same_words_are_sealed_differently_each_time():
    sealer = Sealer((OLD,))
    assert sealer.seal(WORDS) != sealer.seal(WORDS)
    assert WORDS not in sealer.seal(WORDS)


@pytest.mark.parametrize("token", [Sealer((OLD,)).seal(WORDS), "", "gAAAA", "not a token", "Ünïcode", "\x00"])
def test_what_another_key_sealed_or_something_damaged_is_unreadable_and_says_how_to_mend_it(token):
    with pytest.raises(
        Unreadable, match=r"sealed with another key\. Put the old key back, after the new one\."
    ):
        Sealer((NEW,)).open(token)


def test_an_unreadable_value_is_not_part_of_the_sentence():
    token = Sealer((OLD,)).seal(WORDS)
    with pytest.raises(Unreadable) as caught:
        Sealer((NEW,)).open(token)
    assert token not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_new_key_in_front_seals_and_the_old_one_behind_it_still_opens():
    before = Sealer((OLD,)).seal(WORDS)
    rotated = Sealer((NEW, OLD))
    assert rotated.open(before) == WORDS
    assert Sealer((NEW,)).open(rotated.seal(WORDS)) == WORDS


async def test_a_database_opens_with_rotated_keys_and_not_with_others(address):
    async with _opened(address, OLD) as db:
        parent = await a_parent(db)
        child = await a_child(db, parent, "Sam")
    async with _opened(address, NEW, OLD) as db:
        assert (await families.child(db, parent.id, child)).called == "Sam"
    with pytest.raises(Unreadable):
        async with _opened(address, NEW) as db:
            await families.child(db, parent.id, child)


async def test_no_word_of_a_parent_is_in_the_database_as_it_was_written(database):
    await _tell_everything(database)
    async with database.transaction() as db:
        for table in metadata.sorted_tables:
            rows = (await db.execute(text(f"SELECT * FROM {table.name}"))).all()
            assert not any(word in str(row) for row in rows for word in TELLING), table.name
        assert (await db.execute(select(children.c.called))).scalar_one() == WORDS


@on_sqlite
async def test_no_word_of_a_parent_is_in_the_files_of_a_database(database):
    await _tell_everything(database)
    held = b"".join(path.read_bytes() for path in database.file.parent.glob(f"{database.file.name}*"))
    assert b"gAAAA" in held  # what is sealed begins so
    assert not any(word.encode() in held for word in TELLING)


@on_sqlite
async def test_what_was_erased_is_overwritten_in_the_file(database):
    parent = await _tell_everything(database)
    async with database.transaction() as db:
        token = (await db.execute(text("SELECT called FROM children"))).scalar_one()
    assert token.encode() in _main_file(database)
    async with database.transaction() as db:
        await families.erase(db, parent.id)
    assert token.encode() not in _main_file(database)


async def _tell_everything(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        await families.rename(db, parent.id, WORDS)
        case = await a_case(db, parent, asked())
        await families.correct_child(db, case.child_id, called=WORDS, full_name=WORDS, reference=WORDS)
        letter = await letters.begin(db, case.id, "A1", 1, "polite", TODAY)
        await letters.revise(db, letter, own_words=WORDS, effect=WORDS, words=WORDS, sha256="0" * 64)
        draft = await drafts.begin(db, parent.id, "child", 0, NOW)
        await drafts.keep(db, draft, {WORDS: WORDS}, NOW)
        await an_absence(db, case.child_id, **{"note": WORDS, WORDS: WORDS})
        await a_contact(db, case.child_id, **{"promise": WORDS, WORDS: WORDS})
        assert await cases.entries(db, case.id)
    return parent


def _main_file(database):
    checkpoint(database.file)
    return database.file.read_bytes()


@asynccontextmanager
async def _opened(address, *keys):
    """A transaction on a database that is opened with these keys, and closed again."""
    database = open_database(address, Sealer(keys))
    try:
        async with database.transaction() as db:
            yield db
    finally:
        await database.close()
