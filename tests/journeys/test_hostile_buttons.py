"""Taps that no button of ours sent: forged, forwarded, old, doubled. No family's record meets another's."""

import asyncio
import itertools

import pytest
import pytest_asyncio
from sqlalchemy import select

import handlers
from bot.clock import HeldClock
from bot.demo import people
from bot.demo.run import show
from bot.store import suggestions as told
from bot.store.group_tables import (
    answers,
    groups,
    memberships,
    notices,
    pledges,
    posts,
    suggested,
    suggestions,
)
from bot.store.tables import parents
from handlers import group_pages
from tests.journeys import road
from tests.journeys.crowd import CORBY, comes, opens_group, posts_event, writes_event
from tests.journeys.families import logs
from tests.journeys.record import kept, whole
from tests.journeys.stage import asks, joins, meets, tell, ticks, writes

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

ROUTES = [
    *handlers.PAGES,
    *handlers.FORM_PAGES,
    *sorted(set(handlers.OPEN_PAGES) - set(handlers.PAGES)),
    *group_pages.ENTRIES,
]
OF_A_GROUP = (groups, memberships, notices, posts, answers, suggested, pledges, suggestions)
SECRETS = ("Zebedee", "Zoltan", "Zimmermann", "Zanzibar")  # the names and words of the other family
ODD = (
    "", ":", "::::", ":0", ":-1", ":999999999999999999999", ":9223372036854775807", ":\u0661", ":\uff11",
    ":1e3", ":1.0", ": 1", ":0x1", ":None", ":<b>", ":{{ 7*7 }}", ":'--", ":1:1:1:1:1:1", ":a:b:c:d",
)  # fmt: skip


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("buttons"), HeldClock(road.BEGINS)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def other(scene):
    """Another parent, with something in every table: letters sent and begun, a form half way, nudges."""
    found = joins(scene.standin, "Zoe")
    await meets(found, "Zebedee")
    await asks(found, "20 january")
    await ticks(scene.bot, scene.clock, road.day(3, 18))
    await tell(found, ">/start", "Letters", "Reminder: yes or no to an assessment")
    await tell(found, ">Zoltan Zimmermann", ">Zebedee Zimmermann", "Skip", "Skip", "Save")
    await tell(found, "I sent it", "E-mail", "Today", "Skip", "Save")
    await writes(found, "Reminder: yes or no to an assessment")
    await tell(found, "My own words", ">Zanzibar", "Save")
    await logs(found, "Suspended", "Today", "It has not ended yet", "Yes", "No")
    await tell(found, ">/out", "Calls and meetings", "A call, meeting or message", "A meeting", "Today")
    await tell(found, ">Zoltan", "SENCO", ">Zanzibar", ">Zanzibar", ">30 march", "Save")
    await writes(found, "Reminder: yes or no to an assessment")
    await tell(found, "Effect on my child", ">Zanzibar")
    await _gathers(scene, found)
    return found


async def _gathers(scene, found):
    """They own a group too: with a meeting, a question and its answer, promises, an address to confirm."""
    group = await opens_group(scene, found, "Zanzibar")
    await comes(found, group, found)
    await posts_event(scene, found, words=(">Zanzibar", *CORBY[1:]), group="Zanzibar")
    await tell(found, "Going", ">/groups", "Zanzibar", "Post something", "Ask everybody a question")
    await tell(found, ">Zoltan?", "Skip", "Save", "Post now")
    await scene.bot.jobs.announce()
    await tell(found, "Answer", "Write an answer", ">Zanzibar", "Save")
    await writes_event(found, words=(">Zimmermann", *CORBY[1:]), group="Zanzibar")
    for last in ("Put it on the list", "All of them"):
        await tell(found, ">/groups", "Zanzibar", "What the council promised", "Add one")
        await tell(found, ">Zanzibar", ">Zoltan", "Skip", ">1 September 2027", "Save", last)
    async with scene.bot.services.db.transaction() as db:
        parent = await db.scalar(select(parents.c.id).where(parents.c.chat_id == found.id))
        place = told.at("WNC", "complaints")
        await told.suggest(db, parent, place, ("Zanzibar", "zoo@example.org"), road.BEGINS.date())


@pytest_asyncio.fixture(loop_scope="module")
async def nosy(scene, parent):
    """A parent with a child of their own, who taps what is not theirs."""
    await meets(parent)
    return parent


@pytest_asyncio.fixture(loop_scope="module")
async def theirs(scene, other):
    """Every number in the other family's record, as the routes would carry it."""
    rows = await whole(scene.bot.services.db, other.id)
    assert all(rows.values()), "the other family has something in every table"
    numbers = sorted({row.id for table in rows.values() for row in table})
    shared = await _of_groups(scene)
    assert all(shared.values()), "and in every table of groups"
    gathered = sorted({row.id for table in shared.values() for row in table})
    words = [row.word for name in ("groups", "notices") for row in shared[name]]
    cases = [row.id for row in rows["cases"]]
    events = [row.id for row in rows["events"]]
    return [
        *(f":{number}" for number in sorted({*numbers, *gathered})),
        *(f":{row.group_id}:{row.id}" for row in shared["pledges"]),
        *(f":{shared['groups'][0].id}:address:{row.id}" for row in shared["suggestions"]),
        *(f":{row.notice_id}:{row.id}:1" for row in shared["suggested"]),
        *(f":{word}:{answer}" for word in words for answer in ("yes", "going", "1")),
        *(f":{case}:{events[0]}" for case in cases),
        *(f":{cases[0]}:{word}" for word in ("A3", "A1", "final-plan-20w", "nonsense")),
        *(f":{row.id}:formal" for row in rows["letters"]),
        *(f":{row.child_id}:schedule:pdf" for row in rows["absences"]),
    ]


@pytest_asyncio.fixture(loop_scope="module")
async def presses(scene, other):
    """Every button of the other family's unfinished forms."""
    drafts = (await whole(scene.bot.services.db, other.id))["drafts"]
    places = itertools.product(drafts, ("check", "effect"), ("y", "x", "b", "c", "s", "0"))
    return [f":{d.form}:{question}:{d.id}.{d.version}:{press}" for d, question, press in places]


@pytest.mark.parametrize("route", ROUTES)
async def test_a_forged_route_shows_and_changes_nothing_of_another_family(
    scene, other, nosy, theirs, presses, route
):
    before, gathered = await whole(scene.bot.services.db, other.id), await _of_groups(scene)
    for rest in (*theirs, *ODD, *(presses if route in handlers.FORM_PAGES else ())):
        await nosy.taps_forged(f"{route}{rest}")
        assert nosy.buttons, nosy.recent()
        if nosy.buttons[0] == "Start":  # they have erased themselves, and begin again
            await tell(nosy, "Start", "West Northamptonshire", ">Bee", "Save")
    words = nosy.transcript()
    assert not [secret for secret in SECRETS if secret in words]
    assert "went wrong on my side" not in words
    assert "49" not in words.replace("{{ 7*7 }}", "")
    assert nosy.spinning == []
    assert await whole(scene.bot.services.db, other.id) == before
    assert await _of_groups(scene) == gathered


async def _of_groups(scene):
    """Every row that has to do with groups: in this scene they are all of the other family's."""
    async with scene.bot.services.db.transaction() as db:
        return {
            table.name: list(await db.execute(select(*table.c).order_by(table.c.id))) for table in OF_A_GROUP
        }


@pytest.mark.parametrize(
    "data", ["", ":", "garbage", "x" * 64, "\u00fc" * 32, "__class__", "f", "f:", "f:event", "\x00"]
)
async def test_garbage_in_a_button_brings_the_home_screen(nosy, data):
    await nosy.taps_forged(data)
    assert "Something happened" in nosy.buttons


async def test_a_forged_route_before_hello_brings_hello_or_an_open_page(scene, parent, theirs):
    await parent.starts()
    for route, rest in itertools.product(ROUTES, (theirs[0], "", ":0", "::::")):
        await parent.taps_forged(f"{route}{rest}")
        if route in ("agree", "agreejoin"):
            await parent.taps_forged("erase")
        assert parent.buttons
    assert "went wrong on my side" not in parent.transcript()
    assert (await kept(scene.bot.services.db, parent.id))["children"] == []


async def test_a_button_forwarded_from_another_chat_shows_nothing_of_that_chat(scene, other, nosy):
    buttons = [b["callback_data"] for post in other.chat.posts.values() for b in _buttons(post)]
    before = await whole(scene.bot.services.db, other.id)
    await nosy.forwards(other.newest)
    for data in dict.fromkeys(buttons):
        await nosy.taps_forged(data)
    assert not [secret for secret in SECRETS if secret in "\n".join(said for said in nosy.said)]
    assert await whole(scene.bot.services.db, other.id) == before


async def test_every_old_button_in_a_chat_leads_somewhere_and_saves_nothing_twice(scene, parent):
    await meets(parent)
    await asks(parent)
    before = await kept(scene.bot.services.db, parent.id)
    for number, post in list(parent.chat.posts.items()):
        for button in _buttons(post):
            if "callback_data" in button:
                await parent.taps_forged(button["callback_data"], message_id=number)
                assert parent.buttons
    after = await kept(scene.bot.services.db, parent.id)
    assert after | {"drafts": 0} == before
    assert parent.spinning == []


async def test_a_double_tap_on_save_saves_once(scene, parent):
    await meets(parent)
    await tell(
        parent,
        ">/start",
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "Post",
        "Today",
    )
    number, button = parent.button("Save")
    for _ in range(3):
        people.tap(scene.standin.world, parent.human, number, button["callback_data"], label="Save")
    await parent.says("/dates")
    await parent.says("/start")
    record = await kept(scene.bot.services.db, parent.id)
    assert len(record["events"]) == 1
    assert parent.spinning == []


async def test_a_double_tap_on_an_answer_answers_one_question(scene, parent):
    await meets(parent)
    await tell(parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment")
    number, button = parent.button("Post")
    for _ in range(2):
        people.tap(scene.standin.world, parent.human, number, button["callback_data"], label="Post")
    await parent.says("12 march")
    await parent.taps("Save")
    assert (await kept(scene.bot.services.db, parent.id))["events"] == [("asked", "post", "2026-03-12")]


@pytest.mark.parametrize("label", ["Yesterday", "Back", "Stop"])
async def test_an_old_button_of_a_form_that_was_saved_does_nothing_to_the_next_form(scene, parent, label):
    await meets(parent)
    await tell(parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post")
    old, _ = parent.button("Today")
    await tell(
        parent,
        ">10 march",
        "Save",
        "Something else happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "E-mail",
    )
    before = (await whole(scene.bot.services.db, parent.id))["drafts"]
    await parent.taps(label, message_id=old)
    assert (await whole(scene.bot.services.db, parent.id))["drafts"] == before


async def test_two_children_are_asked_apart_and_their_records_stay_apart(scene, parent):
    await meets(parent, "Bee")
    await tell(parent, ">/children", "Add a child", "North Northamptonshire", ">Cam", "Save")
    await tell(
        parent,
        "Something happened",
        "Cam",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "Post",
        ">3 march",
        "Save",
    )
    assert "Cam" in parent.sees
    await tell(parent, ">/dates", "Bee")
    assert "15 April" not in parent.sees
    await tell(parent, ">/dates", "Cam")
    assert "Wed 15 April 2026" in parent.sees
    assert "Bee" not in parent.sees


async def test_many_parents_at_once_each_hear_their_own_childs_name(scene):
    everyone = [joins(scene.standin, f"Parent {number}") for number in range(12)]
    await asyncio.gather(*(_lives(person, f"Child{number:02}") for number, person in enumerate(everyone)))
    for number, person in enumerate(everyone):
        words = person.transcript()
        assert f"Child{number:02}" in words
        assert not [n for n in range(12) if n != number and f"Child{n:02}" in words]
        assert len((await kept(scene.bot.services.db, person.id))["events"]) == 1


async def _lives(person, called):
    await meets(person, called)
    await asks(person)
    await tell(person, ">/dates", ">/children", ">/letters")


def _buttons(post):
    rows = post.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]
