"""Whatever is typed where a school or its days are asked for, and whatever a child is called."""

import asyncio
import threading
from datetime import date

import pytest
import pytest_asyncio
from icalendar import Calendar

from bot.clock import HeldClock
from bot.demo.run import show
from bot.documents import timeline
from handlers.edge import speak
from tests.journeys.families import NOW, SCHOOL_YEAR, TRAINING, happens
from tests.journeys.record import whole
from tests.journeys.stage import asks, joins, meets, tell
from tests.journeys.test_hostile_input import WORDS, is_kind

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

MORE = {
    "a calendar's line": "Bee\nBEGIN:VEVENT\nSUMMARY:Pay here\nEND:VEVENT",
    "a long line of commas": "1," * 500,
    "five hundred lines": "1\n" * 500,
    "typst": '#read("/etc/passwd") $x$ \\ @ref <label> [[',
    "a backslash and a semicolon": "a\\nb;c,d",
    "a path": "../../etc/passwd\u2028x",
}
every_kind = pytest.mark.parametrize("words", (WORDS | MORE).values(), ids=(WORDS | MORE).keys())


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("school"), HeldClock(NOW)) as found:
        yield found


@every_kind
async def test_a_schools_name_is_shown_as_it_was_typed_or_asked_for_again(scene, parent, words):
    await meets(parent)
    await tell(parent, ">/children", "Bee", "School and its holidays", "Name the school", f">{words[:80]}")
    is_kind(parent)
    if "Save" not in parent.buttons:
        return
    await parent.taps("Save")
    is_kind(parent)
    [child] = (await whole(scene.bot.services.db, parent.id))["children"]
    assert f"School: {child.school}" in parent.sees
    assert "\n" not in child.school
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    assert "2026/27" in parent.sees
    await tell(parent, ">/export")
    assert child.school in parent.files[-1].content.decode()


@every_kind
async def test_at_every_question_about_days_any_words_are_read_or_asked_again(parent, words):
    await meets(parent)
    await tell(parent, ">/children", "Bee", "School and its holidays", "Name the school", ">Hillside", "Save")
    await parent.taps("Give its dates")
    for answer in (*SCHOOL_YEAR, TRAINING):
        await parent.says(words)
        is_kind(parent)
        await tell(parent, answer)
    is_kind(parent)
    assert "Save" in parent.buttons


@every_kind
async def test_the_day_of_any_event_takes_any_words_and_asks_again(scene, parent, words):
    await meets(parent)
    for subject, event in (
        ("Annual review, moving on or away", "There is, or was, a review meeting"),
        ("Out of school, or a fine", "I got a first fine for absence"),
    ):
        await tell(parent, ">/start", "Something happened", subject, event)
        await parent.says(words)
        is_kind(parent)
        assert "Back" in parent.buttons
    assert (await whole(scene.bot.services.db, parent.id))["events"] == []


@every_kind
async def test_a_childs_name_puts_no_line_into_the_calendar_and_leaves_picture_and_words(parent, words):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire", f">{words[:40]}")
    if "Save" not in parent.buttons:
        return
    await parent.taps("Save")
    await asks(parent, "1 november")
    await parent.taps("Timeline")
    await parent.waits_for("\u25e6 by ")
    is_kind(parent)
    assert parent.files[-1].content.startswith(b"\x89PNG")
    await parent.taps("Add to my calendar")
    await parent.waits_for("for your calendar")
    is_kind(parent)
    content = parent.files[-1].content
    assert content.count(b"BEGIN:VEVENT") == len(_events(content)) > 1
    assert not [event for event in _events(content) if "Pay here" in event["summary"]]
    assert b"\x1b" not in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


async def test_a_name_with_a_jinja_expression_stands_in_the_calendar_as_it_was_typed(parent):
    await meets(parent, "{{7*7}};\\n,BEGIN:VEVENT")
    await asks(parent, "1 november")
    await parent.taps("Add to my calendar")
    await parent.waits_for("for your calendar")
    titles = {str(event["summary"]) for event in _events(parent.files[-1].content)}
    assert titles == {"{{7*7}};\\n,BEGIN:VEVENT: a date to check"}


async def test_a_picture_that_cannot_be_drawn_leaves_the_words(parent, monkeypatch, tmp_path):
    await meets(parent)
    await asks(parent, "1 november")
    monkeypatch.setattr(timeline, "SOURCE", tmp_path / "gone.typ")
    before = len(parent.files)
    await parent.taps("Timeline")
    await parent.waits_for("\u25e6 by ")
    is_kind(parent)
    assert "Sun 1 November 2026: You asked for an assessment" in parent.sees
    assert len(parent.files) == before


async def test_fifty_pictures_at_once_are_drawn_two_at_a_time_and_nobody_else_waits(scene):
    everyone = [joins(scene.standin, f"Parent {number}") for number in range(50)]
    await asyncio.gather(*(_has_a_date(person) for person in everyone))
    loop, widest, drawing = asyncio.get_running_loop(), 0.0, set()

    async def watch():
        nonlocal widest
        while True:
            began = loop.time()
            await asyncio.sleep(0.01)
            widest = max(widest, loop.time() - began)
            drawing.add(sum(thread.name.startswith("drawing") for thread in threading.enumerate()))

    watching = asyncio.create_task(watch())
    for person in everyone:
        person.timeout = 60
    await asyncio.gather(*(person.taps("Timeline") for person in everyone))
    await asyncio.gather(*(person.waits_for("\u25e6 by ") for person in everyone))
    watching.cancel()
    assert all(person.files[-1].content.startswith(b"\x89PNG") for person in everyone)
    assert max(drawing) == speak.AT_ONCE
    assert widest < 1


async def _has_a_date(person):
    await meets(person)
    await happens(person, "A complaint", "I complained to the council", "E-mail", ">4 november")


def _events(content):
    found = Calendar.from_ical(content).walk("VEVENT")
    assert all(isinstance(event.decoded("dtstart"), date) for event in found)
    return found
