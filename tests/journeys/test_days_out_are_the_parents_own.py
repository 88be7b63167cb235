"""The log of days out is the parent's own: sealed, out of logs, in the copy, gone at the end, told once."""

import io
import logging
from datetime import datetime

import pytest

from bot import logs as program_logs
from bot.clock import LONDON
from bot.demo import people
from bot.demo.run import show
from tests.journeys.families import REASON, SENCO, logs
from tests.journeys.record import kept, whole
from tests.journeys.stage import joins, meets, tell
from tests.postgres import on_postgresql

NOW = datetime(2026, 11, 12, 11, 20, tzinfo=LONDON)  # a Thursday
SAID, PROMISE, NOTE = "They cannot keep him safe", "a plan for the hall", "He hid under the zinc table"
TYPED = (SENCO, REASON, SAID, PROMISE, NOTE)
SENT_HOME = ("Sent home, not called a suspension", "Today", ">11:05", "No", "No")


async def full(person):
    """A send-home and a call, with everything that can be said of them, and a note half changed."""
    await meets(person, "Bee")
    await logs(person, *SENT_HOME)
    await tell(person, "Add who rang, or a note", f">{SENCO}", "SENCO", f">{REASON}", ">C", "No", f">{NOTE}")
    await person.taps("Save")
    await tell(person, ">/out", "Calls and meetings", "A call, meeting or message", "They rang me", "Today")
    await tell(person, f">{SENCO}", "SENCO", f">{SAID}", f">{PROMISE}", ">27 november", "Save")
    return person


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    return await full(parent)


@pytest.fixture
def lines():
    """Every line that is logged from here on, at DEBUG, as the running program would write it."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in program_logs.CHATTY}
    stream = io.StringIO()
    program_logs.set_up("debug", stream)
    yield stream.getvalue
    root.handlers, root.level, logging.raiseExceptions = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_nothing_of_it_is_in_the_logs(lines, scene, parent):
    logging.getLogger("tests").debug("logging works")
    scene.clock.move_to(NOW)
    await full(parent)
    await tell(parent, ">/out", "What I logged", "1", "What to write to the school")
    await tell(parent, ">/out", "Files", "Chronology (Word)")
    await parent.waits_for("Read it before you send it")
    assert "logging works" in lines()
    assert [words for words in (*TYPED, "Bee", "11:05", "sent_home") if words in lines()] == []


async def test_nothing_that_was_typed_is_open_in_the_file(scene, bee):
    file = scene.bot.services.db.file
    content = b"".join(each.read_bytes() for each in file.parent.iterdir() if each.name.startswith(file.name))
    assert len(content) > 10_000
    for words in (*TYPED, "11:05"):
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert words.encode(coding) not in content


async def test_the_copy_has_every_word_of_it(bee):
    await bee.says("/export")
    copy = bee.files[-1].content.decode()
    assert [
        words for words in (*TYPED, "11:05", "Thu 12 November 2026", "27 November 2026") if words not in copy
    ] == []


async def test_the_end_leaves_nothing_of_it(scene, bee):
    await tell(bee, ">/delete", "Yes, erase everything")
    rows = await whole(scene.bot.services.db)
    assert rows["absences"] == rows["contacts"] == []


async def test_removing_the_child_removes_it_and_leaves_the_other_childs(scene, bee):
    await tell(bee, ">/children", "Add a child", "North Northamptonshire", ">Cam", "Save")
    await tell(bee, ">/out", "Cam", "Suspended", "Today", "Only that day", "All day", "Yes", "No", "Save")
    await tell(bee, ">/children", "Bee", "Remove Bee", "Yes, erase")
    record = await kept(scene.bot.services.db, bee.id)
    assert record["absences"] == [("suspended", "2026-11-12", "2026-11-12")]
    assert record["contacts"] == []


async def test_a_double_tap_on_save_logs_once(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    await tell(parent, ">/out", *SENT_HOME)
    number, button = parent.button("Save")
    for _ in range(3):
        people.tap(scene.standin.world, parent.human, number, button["callback_data"], label="Save")
    await parent.says("/start")
    assert (await kept(scene.bot.services.db, parent.id))["absences"] == [
        ("sent_home", "2026-11-12", "2026-11-12")
    ]
    assert parent.spinning == []


async def test_every_old_button_of_the_log_leads_somewhere_and_says_nothing_twice(scene, bee):
    """Each button that was ever shown is tapped once more, but for those that take something away."""
    before = await whole(scene.bot.services.db, bee.id)
    for number, post in list(bee.chat.posts.items()):
        for row in post.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                data = button.get("callback_data", "drop")
                if not data.startswith(("drop", "kept", "broken", "promiseover", "askedwriting", "erase")):
                    await bee.taps_forged(data, message_id=number)
                    assert bee.buttons
    after = await whole(scene.bot.services.db, bee.id)
    assert bee.spinning == []
    for table in ("absences", "contacts", "events"):
        assert after[table] == before[table]


async def test_old_buttons_of_what_was_removed_lead_to_a_page_and_bring_nothing_back(scene, bee):
    await tell(bee, ">/out", "What I logged", "1")
    old = [
        button["callback_data"]
        for row in bee.newest["reply_markup"]["inline_keyboard"]
        for button in row
        if "callback_data" in button
    ]
    await tell(bee, "Remove it", "Yes, remove it")
    for data in old:
        await bee.taps_forged(data)
        assert bee.buttons
    assert "went wrong on my side" not in bee.transcript()
    assert (await whole(scene.bot.services.db, bee.id))["absences"] == []


HOSTILE = (
    "<b>x</b>",
    "{{ 7*7 }}",
    "{% raw %}",
    "\u202eevil",
    "=cmd|' /C calc'!A0",
    "a" * 3000,
    "\U0001f600" * 40,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_words_are_kept_as_words_or_asked_again(scene, bee, words):
    await tell(bee, ">/out", "What I logged", "1", "Add a note", "Change note", f">{words}")
    if "Save" in bee.buttons:
        await bee.taps("Save")
    await tell(bee, ">/out", "What I logged", "1", ">/export", ">/out", "Files", "Sessions missed (PDF)")
    await bee.waits_for("Read it before you send it")
    assert "went wrong on my side" not in bee.transcript()
    assert "49" not in bee.transcript().replace("{{ 7*7 }}", "")


@on_postgresql
async def test_days_out_are_logged_added_up_and_put_right_on_postgresql(tmp_path, held, address):
    held.move_to(NOW)
    async with show(tmp_path / "data", held, database=address) as scene:
        person = await full(joins(scene.standin))
        await logs(
            person, "Part-time timetable", ">2 november", ">monday to thursday", ">home at 11:30", "No"
        )
        await tell(person, ">/out", "What I logged", "1", "It has ended", ">10 november", "Save")
        await tell(person, ">/out", "What I logged", "2", "Remove it", "Yes, remove it", ">/out")
        assert "up to 3 days" in person.sees  # any of the six could have been one of five training days
        record = await kept(scene.bot.services.db)
        assert record["absences"] == [("part_time", "2026-11-02", "2026-11-10")]
        assert record["contacts"] == [("they_rang", "2026-11-12", "")]
