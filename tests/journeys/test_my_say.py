"""A parent's own say: a copy of every word, and an end that leaves nothing behind."""

import sqlite3

import pytest
from sqlalchemy import select

from bot.demo.server import Standin
from bot.store.columns import metadata
from bot.store.tables import parents
from tests.journeys import road
from tests.journeys.record import WAYS, kept, whole
from tests.journeys.stage import answering, asks, joins, meets, tell, writes

OTHER_COUNCIL = "Rutherglen-on-Sea Council"
EFFECT = "She cries at the school gate every morning."
HALF_DONE = "A sentence that was never saved."


@pytest.fixture
async def full(scene, parent, walk):
    """A parent who has told us everything: letters sent and begun, a form half way, nudges."""
    await walk(road.MEETING, road.ASKING, road.REMINDING)
    await tell(parent, ">/children", "Add a child", "Another council", f">{OTHER_COUNCIL}", ">Cam", "Save")
    await writes(parent, "Complaint: no answer about an assessment", "Bee")
    await tell(parent, "Effect on my child", f">{EFFECT}", "Save", "My own words", f">{HALF_DONE}")
    return parent


async def test_the_copy_has_every_word_every_date_and_every_letter(scene, full):
    await full.says("/export")
    copy = full.files[-1].content.decode()
    entered = (*road.TYPED, OTHER_COUNCIL, "Cam", EFFECT, HALF_DONE, "West Northamptonshire", "3 June 2017")
    readable = copy.replace("2017-06-03", "3 June 2017")
    assert [words for words in entered if words not in readable] == []
    assert str(full.id) in copy
    days = ("Thu 12 March 2026", "Fri 24 April 2026", "Thu 23 April 2026", "Thu 30 July 2026")
    assert [day for day in days if day not in copy] == []
    for letter in (await whole(scene.bot.services.db, full.id))["letters"]:
        assert letter.words is None or letter.words.strip() in copy


async def test_the_copy_has_own_words_of_a_letter_that_was_shown_before_they_were_added(scene, full):
    """The letter can no longer be shown, since what it is about was taken back; the words are still kept."""
    await tell(
        full, ">/start", "Carry on where you left off", "Save", ">/children", "Bee", "What you told me"
    )
    await tell(full, "1", "Remove it", "Yes, remove it", ">/start")
    await full.taps("My own words")
    await tell(full, ">Words after the fact.", "Save", ">/export")
    assert "Words after the fact." in full.files[-1].content.decode()


async def test_the_copy_goes_into_this_chat_alone_and_has_nobody_elses_words(scene, full):
    second = joins(scene.standin, "Second")
    await meets(second, "Quentin")
    await tell(second, ">/export")
    copy = second.files[-1].content.decode()
    assert "Quentin" in copy
    assert [words for words in (*road.TYPED, EFFECT) if words in copy] == []
    assert full.files == []


async def test_one_tap_erases_nothing(scene, full):
    await full.says("/cancel")
    before = await whole(scene.bot.services.db)
    await full.says("/delete")
    assert await whole(scene.bot.services.db) == before
    await full.taps("No, keep it")
    assert await whole(scene.bot.services.db) == before


async def test_two_taps_leave_no_row_in_any_table_and_leave_everybody_elses(scene, full, move):
    second = joins(scene.standin, "Second")
    await meets(second, "Quentin")
    await asks(second, "20 march")
    await move(road.day(5, 2))
    before = await whole(scene.bot.services.db, second.id)
    await tell(full, ">/delete", "Yes, erase everything")
    assert not any((await whole(scene.bot.services.db, full.id)).values())
    assert await whole(scene.bot.services.db) == before
    assert await _strays(scene) == {}


async def test_nothing_that_was_queued_is_said_after_the_end(full, move):
    await tell(full, ">/delete", "Yes, erase everything")
    before = full.acts
    await move(road.day(8, 30))
    assert full.acts == before


async def test_after_the_end_the_parent_is_a_stranger_who_may_begin_again(scene, full):
    await tell(full, ">/delete", "Yes, erase everything", ">/dates")
    assert full.buttons[0] == "Start"
    await tell(full, "Start", "North Northamptonshire", ">Dee", "Save")
    assert (await kept(scene.bot.services.db, full.id))["children"] == [("Dee", None, None, None)]
    await full.says("/export")
    copy = full.files[-1].content.decode()
    assert [words for words in (*road.TYPED, EFFECT, HALF_DONE) if words in copy] == []


async def test_removing_one_child_leaves_the_other_and_everything_about_it(scene, full):
    await tell(full, ">/cancel", ">/children", "Bee", "Remove Bee", "Yes, erase")
    record = await kept(scene.bot.services.db, full.id)
    assert record | {"drafts": 0} == {
        "parents": [road.PARENT_NAME],
        "children": [("Cam", None, None, None)],
        "cases": 0,
        "events": [],
        "letters": [],
        "absences": [],
        "contacts": [],
        "drafts": 0,
        "nudges": [],
    }


async def test_removing_a_child_erases_what_was_half_written_about_it(scene, full):
    await tell(full, ">/cancel", ">/children", "Bee", "Remove Bee", "Yes, erase")
    assert HALF_DONE not in str(await whole(scene.bot.services.db, full.id))
    await full.says("/start")
    assert road.CARRY_ON not in full.buttons


async def test_what_was_half_written_about_a_removed_child_never_turns_up_in_another_childs_letter(
    scene, parent
):
    await meets(parent)
    await asks(parent, "5 january")
    await tell(parent, "Write the letter", ">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
    await tell(parent, "My own words", f">{HALF_DONE}", ">/children", "Bee", "Remove Bee", "Yes, erase")
    await tell(parent, ">/children", "Add a child", "West Northamptonshire", ">Cam", "Save")
    await asks(parent, "6 january")
    await tell(
        parent, "Write the letter", ">Amira Khan", ">Cameron Khan", "Skip", "Skip", "Save", "My own words"
    )
    assert "Carry on" not in parent.buttons
    await parent.says("/start")
    assert road.CARRY_ON not in parent.buttons


async def test_the_file_holds_no_word_that_was_typed_and_after_the_end_not_even_the_chat(scene, full):
    file = scene.bot.services.db.file
    _no_words_in(file, full)
    await tell(full, ">/delete", "Yes, erase everything")
    _no_words_in(file, full)
    copy = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    written = "\n".join(copy.iterdump())
    copy.close()
    assert str(full.id) not in written


async def test_what_was_erased_is_not_in_the_file_even_sealed(tmp_path, held):
    """Sealed text is erased too: a key that leaks later opens nothing."""
    async with Standin(clock=held) as standin, answering(standin, tmp_path, held) as bot:
        person = joins(standin)
        await meets(person)
        async with bot.services.db.engine.connect() as db:
            [sealed] = (await db.exec_driver_sql("SELECT called FROM children")).scalars()
        await tell(person, ">/delete", "Yes, erase everything")
    assert sealed.encode() not in (tmp_path / "demo.sqlite").read_bytes()
    assert not (tmp_path / "demo.sqlite-wal").exists()


def _no_words_in(file, person):
    files = [each for each in file.parent.iterdir() if each.name.startswith(file.name)]
    assert {each.suffix for each in files} >= {".sqlite", ".sqlite-wal"}
    typed = (*road.TYPED, OTHER_COUNCIL, EFFECT, HALF_DONE, person.name, "2017-06-03", "Khan")
    content = b"".join(each.read_bytes() for each in files)
    assert len(content) > 10_000
    for words in typed:
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            if len(words) > 3:  # three letters turn up by chance in what is sealed
                assert words.encode(coding) not in content


async def _strays(scene):
    """Rows that belong to nobody any more."""
    async with scene.bot.services.db.transaction() as db:
        alone = [
            table for table in metadata.sorted_tables if table not in WAYS and table.name != "seen_updates"
        ]
        found = {table.name: list(await db.execute(select(table))) for table in alone}
        known = {number for (number,) in await db.execute(select(parents.c.id))}
    everybody = await whole(scene.bot.services.db)
    found["unowned"] = [
        row for row in (*everybody["drafts"], *everybody["outbox"]) if row.parent_id not in known
    ]
    return {name: rows for name, rows in found.items() if rows}
