"""The meeting in Corby, with the people and the group that the demo opens with."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.clock import LONDON
from bot.demo import neighbours
from bot.demo.cast import GROUP, gather
from tests.journeys.crowd import comes, posts_event
from tests.journeys.stage import Reader, asks, tell, ticks

TODAY = datetime(2026, 5, 18, 10, 0, tzinfo=LONDON)  # a Monday; the meeting is on Thursday, 4 June
FAMILIES = 14
PAGE = (">/groups", GROUP, "How long everyone waits")


@pytest.fixture
async def cast(scene):
    scene.clock.move_to(TODAY)
    return gather(scene.standin.world)


@pytest.fixture
async def admin(scene, cast):
    found = Reader(scene.standin.world, cast.admin)
    await comes(found, cast.group, found)
    return found


@pytest.fixture
async def parents(scene, cast, admin):
    """Both have a child on the record, and told their group's page that notices may come."""
    both = [Reader(scene.standin.world, human) for human in (cast.parent, cast.second)]
    for person, child in zip(both, ("Bee", "Cam"), strict=True):
        await comes(person, cast.group, admin)
        await tell(person, "Begin my own record", "North Northamptonshire", f">{child}", "Save")
        await asks(person, "1 december")
    return both


async def test_it_is_posted_answered_moved_and_reminded_of(scene, cast, admin, parents):
    first, second = parents
    await posts_event(scene, admin, group=GROUP)
    for person in (first, second, admin.at(cast.group)):
        assert "Meeting with the council in Corby" in person.sees
        assert "Thu 4 June 2026, 7pm to 9pm" in person.sees

    await first.taps("Going")
    await second.taps("Maybe")
    await scene.bot.jobs.announce()
    assert "Going: 1. Maybe: 1" in admin.at(cast.group).sees

    await tell(admin, "Manage it", "Change", "Change starts", ">6:30pm", "Save", "Change it")
    await scene.bot.jobs.announce()
    assert "6:30pm to 9pm" in admin.at(cast.group).sees
    for person in (first, second):
        assert "Changed: Meeting with the council in Corby" in person.sees
        assert "Thu 4 June 2026, 6:30pm to 9pm" in person.sees

    await ticks(scene.bot, scene.clock, TODAY.replace(month=6, day=3, hour=18, minute=45))
    assert first.sees.startswith("Tomorrow: Meeting with the council in Corby")
    assert "6:30pm" in first.sees
    await ticks(scene.bot, scene.clock, TODAY.replace(month=6, day=4, hour=16, minute=45))
    assert first.sees.startswith("In two hours: Meeting with the council in Corby")
    assert not any(words.startswith(("Tomorrow", "In two hours")) for words in second.said)


async def test_the_groups_picture_and_briefing_come_out_with_small_numbers_hidden(
    scene, cast, admin, parents
):
    first, second = parents
    await tell(second, *PAGE, "No, thank you")
    assert "not enough families" in second.sees
    await neighbours.bring(scene.standin.world, cast.group, FAMILIES)
    scene.clock.move_to(TODAY.replace(day=25))  # a week later there are new numbers
    await tell(first, *PAGE, "Yes, count my family", "West Northamptonshire Council")
    assert "Families counted: about 15" in first.sees
    assert "Of them, past the 20 weeks in law: about" in first.sees
    assert "Out of school\nFewer than we can show" in first.sees
    picture, page, printed = [await made(first, label) for label in LABELS]
    assert picture.name.endswith(".png")
    assert "Families counted: about 15" in picture.caption
    words = in_word(page.content)
    assert "about 15" in words
    assert "not shown" in words
    assert printed.content.startswith(b"%PDF")
    for name in ("Bee", "Cam", "Second parent", "Group admin", "Family 1"):
        assert name not in words


LABELS = ("As a picture", "Briefing, Word", "Briefing, PDF")


async def made(person, label):
    """A file that comes after the answer to the tap."""
    await tell(person, *PAGE, "West Northamptonshire Council", label)
    before = len(person.files)
    while len(person.files) == before:
        await person.waits_past(person.acts)
    return person.files[-1]


def in_word(content):
    return ZipFile(BytesIO(content)).read("word/document.xml").decode()
