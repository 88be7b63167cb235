"""Hundreds of cases and entries of one child: pages that Telegram takes, and all within reach."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.clock import HeldClock
from bot.demo.run import show
from bot.law.deadlines import Event
from bot.store import cases, families
from bot.store.tables import children
from tests.journeys.families import NOW, lives
from tests.journeys.record import whole
from tests.journeys.stage import joins, meets, tell

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMPLAINTS, EXCLUSIONS, ENDED, ENTRIES = 150, 50, 100, 500
MOST_BUTTONS, MOST_MESSAGES, LONGEST = 100, 3, 4096
TODAY = NOW.date()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("crowded"), HeldClock(NOW)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def crowded(scene):
    found = joins(scene.standin, "Amira")
    await lives(found, "Bee")
    async with scene.bot.services.db.transaction() as db:
        [child] = [row.id for row in await db.execute(children.select())]
        for number in range(COMPLAINTS + ENDED):
            case = await cases.new_case(db, child, "complaint")
            await _records(db, case, Event("complained", TODAY - timedelta(days=300 - number), "email"))
            if number >= COMPLAINTS:
                await cases.set_ended(db, case, TODAY)
        for number in range(EXCLUSIONS):
            case = await cases.new_case(db, child, "exclusion")
            await _records(db, case, Event("governors_decided", TODAY - timedelta(days=200 - number), "no"))
        plan = await cases.open_case(db, child, "plan")
        for days in range(ENTRIES):
            await _records(db, plan, Event("replied", TODAY - timedelta(days=days)))
    return found


async def _records(db, case, event):
    await cases.record(db, case, Event(event.kind, event.on, event.how, TODAY))


PAGES = {
    "home": (">/start",),
    "dates": (">/dates",),
    "older dates": (">/dates", "Older"),
    "what is over": (">/children", "Bee", "What is over"),
    "more that is over": (">/children", "Bee", "What is over", "Older"),
    "the record": (">/children", "Bee", "What you told me"),
    "the older record": (">/children", "Bee", "What you told me", "Older"),
    "letters": (">/letters",),
    "which complaint": (">/start", "Something happened", "A complaint"),
    "the school": (">/children", "Bee", "School and its holidays"),
    "timeline": (">/children", "Bee", "Timeline"),
    "calendar": (">/children", "Bee", "Add to my calendar"),
}


@pytest.mark.parametrize("way", PAGES.values(), ids=PAGES.keys())
async def test_no_page_of_a_crowded_record_is_too_long(crowded, way):
    await tell(crowded, *way[:-1])
    before = set(crowded.chat.posts)
    await tell(crowded, way[-1])
    await crowded.waits_for("")
    new = [post for number, post in crowded.chat.posts.items() if number not in before and "text" in post]
    assert len(new) <= MOST_MESSAGES
    assert all(len(post["text"].encode("utf-16-le")) // 2 <= LONGEST for post in new)
    assert len(crowded.buttons) <= MOST_BUTTONS


@pytest.mark.parametrize(
    ("way", "first"),
    [
        ((">/dates",), "4 Nov 2026: You complained to your coun\u2026"),
        ((">/children", "Bee", "What is over"), "Open again: 1"),
        ((">/children", "Bee", "What you told me"), "1"),
    ],
)
async def test_the_first_of_a_long_list_is_within_reach_and_its_end_is_where_it_began(crowded, way, first):
    await tell(crowded, *way)
    newest, turned = crowded.buttons, 0
    while "Older" in crowded.buttons:
        await crowded.taps("Older")
        turned += 1
    assert first in crowded.buttons
    for _ in range(turned):
        await crowded.taps("Newer")
    assert "Newer" not in crowded.buttons
    assert crowded.buttons == newest


@pytest.mark.parametrize("page", ["", "1", "999999999999999999", "-1", "x", "0:0"])
async def test_any_page_of_a_list_can_be_asked_for(scene, crowded, page):
    [child] = (await whole(scene.bot.services.db, crowded.id))["children"]
    for route in ("dates", "finished", "record"):
        await crowded.taps_forged(f"{route}:{child.id}:{page}")
        assert "Home" in crowded.buttons
        assert len(crowded.buttons) <= MOST_BUTTONS


async def test_a_hundred_and_twenty_children_fit_on_one_screen(scene, parent):
    await meets(parent)
    [mine] = (await whole(scene.bot.services.db, parent.id))["parents"]
    async with scene.bot.services.db.transaction() as db:
        for number in range(120):
            await families.add_child(db, mine.id, f"Child {number}", "WNC", "West Northamptonshire")
    for command in ("/children", "/dates", "/start", "/letters"):
        await parent.says(command)
        assert parent.buttons
        assert "went wrong on my side" not in parent.sees
    await parent.says("/children")
    assert "Child 119" in parent.buttons


async def test_an_event_of_a_kind_that_is_no_longer_known_leaves_every_page_standing(scene, parent):
    await meets(parent)
    [child] = (await whole(scene.bot.services.db, parent.id))["children"]
    async with scene.bot.services.db.transaction() as db:
        await _records(db, await cases.new_case(db, child.id, "complaint"), Event("of_a_law_gone", TODAY))
        await _records(
            db, await cases.new_case(db, child.id, "complaint"), Event("complained", TODAY, "email")
        )
    for way in ((">/dates",), (">/children", "Bee", "What you told me", "1", "Correct the date")):
        await tell(parent, *way)
        assert "went wrong on my side" not in parent.sees
    await tell(parent, ">1 november", "Save")
    assert "Thank you. That is saved." in parent.sees
