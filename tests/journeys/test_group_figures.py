"""The figures of a group in the chat: asked once, the same for everybody, and closed to who tries."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from bot.clock import LONDON
from bot.demo import groups
from bot.law.deadlines import Event
from bot.store import cases, families
from bot.store import groups as kept
from bot.store.group_tables import memberships, publications
from tests.journeys.crowd import member, opens_group
from tests.journeys.stage import asks, joins, tell
from tests.journeys.test_papers_of_days_out import sent

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)  # a Monday
TODAY = NOW.date()
PAGE = (">/groups", "Parents together", "How long everyone waits")
FIRST_CHAT = 7_200_000_000
PNG, PDF, ZIP = b"\x89PNG", b"%PDF", b"PK"
ROUTES = (
    *("figures:{}", "figures:{}:WNC", "countme:{}:yes", "countme:{}:no", "figurechart:{}:WNC"),
    *(f"briefing:{{}}:WNC:{form}" for form in ("docx", "pdf")),
)


@pytest.fixture
async def admin(scene):
    scene.clock.move_to(NOW)
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    return await opens_group(scene, admin)


@pytest.fixture
async def amira(scene, admin, group):
    """A member with a child in the West, whose council is late."""
    found = await member(scene, group, admin, "Amira")
    await tell(found, "Begin my own record", "West Northamptonshire", ">Bee", "Save")
    await asks(found, "1 june")
    return found


@pytest.fixture
def crowd(scene, group):
    """So many more families of a group, each waiting since a day, put on the record at once."""
    chats = iter(range(FIRST_CHAT, FIRST_CHAT + 1000))

    async def crowd(number, on=date(2026, 6, 1), group_id=1, council="WNC"):
        async with scene.bot.services.db.transaction() as db:
            return [await _family(db, next(chats), on, group_id, council) for _ in range(number)]

    return crowd


async def _family(db, chat, on, group_id, council):
    parent = await families.welcome(db, chat, NOW)
    await kept.join(db, parent.id, group_id, TODAY, counted=True)
    case = await cases.open_case(db, await families.add_child(db, parent.id, "Zebedee", council, ""), "plan")
    await cases.record(db, case, Event("asked", on, "email", on))
    return parent.id


async def leave(scene, *people, group_id=1):
    async with scene.bot.services.db.transaction() as db:
        for person in people:
            await kept.leave(db, person, group_id)


async def counted(scene):
    async with scene.bot.services.db.transaction() as db:
        return list((await db.execute(select(memberships.c.counted).order_by(memberships.c.id))).scalars())


async def read(person):
    """What the page of figures says to somebody who has been asked."""
    await tell(person, *PAGE)
    return person.sees


async def says_no(person):
    await tell(person, *PAGE, "No, thank you")
    return person.sees


# Asked once


async def test_a_member_is_asked_once_in_clear_words_and_then_sees_the_numbers(scene, amira, crowd):
    await crowd(24)
    await tell(amira, *PAGE)
    assert "Shall I count your family?" in amira.sees
    for said in (
        "Nobody sees who is counted",
        "at least 9 families",
        "You can stop at any time",
        "either way",
    ):
        assert said in amira.sees
    assert "about" not in amira.sees
    await amira.taps("Yes, count my family")
    assert "Families counted: about 25" in amira.sees
    assert "Of them, past the 20 weeks in law: about 25" in amira.sees
    assert "Plan came" not in amira.sees
    assert "Out of school\nFewer than we can show" in amira.sees
    assert "Counted on Mon 23 November 2026. New numbers can come on Mon 30 November 2026." in amira.sees
    assert "Your family is counted." in amira.sees
    assert "Families counted" in await read(amira)


async def test_who_says_no_reads_the_same_numbers_and_is_in_none(scene, amira, crowd):
    await crowd(24)
    words = await says_no(amira)
    assert "Families counted: about 25" in words
    assert "Your family is not counted." in words
    assert (await counted(scene))[0] is False
    await amira.taps("Count my family")
    assert "Your family is counted." in amira.sees
    await amira.taps("Stop counting my family")
    assert "Your family is not counted." in amira.sees
    assert (await counted(scene))[0] is False


async def test_before_anybody_was_asked_nothing_is_counted_nor_kept(scene, amira):
    await tell(amira, *PAGE)
    async with scene.bot.services.db.transaction() as db:
        assert (await db.execute(select(publications))).all() == []
    assert await counted(scene) == [None]


async def test_erasing_oneself_takes_a_family_out_at_once(scene, admin, group, amira, crowd):
    people = await crowd(11)
    await tell(amira, *PAGE, "Yes, count my family")
    assert "Families counted: about 10" in amira.sees
    await leave(scene, *people[:7])
    await tell(amira, ">/delete", "Yes, erase everything")
    async with scene.bot.services.db.transaction() as db:
        assert len((await db.execute(select(memberships))).all()) == 4
    other = await member(scene, group, admin, "Bo")
    assert "There are not enough families yet" in await says_no(other)


# Handed on


async def test_the_picture_and_the_page_are_files_that_name_nobody(scene, amira, crowd):
    await crowd(24)
    await tell(amira, *PAGE, "Yes, count my family")
    picture = await sent(amira, amira.taps("As a picture"))
    assert picture.content.startswith(PNG)
    assert "Families counted: about 25." in amira.transcript()
    await amira.taps("Back to the numbers")
    page = await sent(amira, amira.taps("Briefing, PDF"))
    assert page.content.startswith(PDF)
    assert page.name == "briefing-wnc-2026-11-23.pdf"
    await amira.taps("Back to the numbers")
    page = await sent(amira, amira.taps("Briefing, Word"))
    assert page.content.startswith(ZIP)
    document = Document(BytesIO(page.content))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    words = "\n".join([*cells, *(each.text for each in document.paragraphs)])
    assert "about 25" in words
    assert "12.2% (72 of 590)" in words
    assert "Parents together" in words
    assert not [name for name in ("Amira", "Bee", "Zebedee", "Ada") if name in words]


async def test_each_council_has_a_button_whoever_lives_there(scene, amira, crowd):
    await crowd(24)
    await tell(amira, *PAGE, "Yes, count my family", "North Northamptonshire Council")
    assert "There are not enough families yet" in amira.sees
    assert "As a picture" not in amira.buttons
    await amira.taps("West Northamptonshire Council")
    assert "Families counted: about 25" in amira.sees


# Somebody who tries


async def test_an_admin_sees_exactly_what_a_member_sees(scene, admin, group, amira, crowd):
    await crowd(24)
    ada = await member(scene, group, admin, "Bo")
    groups.promote(scene.standin.world, group, admin.human, ada.human)
    for person in (amira, ada):
        await says_no(person)
    assert await read(amira) == await read(ada)
    assert amira.buttons == ada.buttons


async def test_nobody_outside_learns_that_there_is_a_group(scene, amira, crowd):
    await crowd(24)
    sly = joins(scene.standin, "Sly")
    await tell(sly, ">/start", "Start", "West Northamptonshire", ">Cam", "Save")
    for route in ROUTES:
        heard = []
        for group_id in ("1", "2", "999999", "0", "-1", "1e0", "", "\u0661"):
            await sly.taps_forged(route.format(group_id))
            heard.append(sly.sees)
        assert set(heard) == {heard[0]}
        assert "out of date" in heard[0]
    assert sly.files == []
    assert "Parents together" not in sly.transcript()
    assert len(await counted(scene)) == 25
    async with scene.bot.services.db.transaction() as db:
        assert (await db.execute(select(publications))).all() == []


async def test_a_member_forges_nothing_out_of_it(scene, amira, crowd):
    await crowd(24)
    await says_no(amira)
    for route in (
        "figures:1:other",
        "figures:1:wnc",
        "figures:1:WNC'--",
        "figures:1:another",
        "figurechart:1:other",
        "briefing:1:WNC:exe",
        "briefing:1:WNC:",
        "briefing:1:other:pdf",
        "countme:1:maybe",
        "countme:1:",
        "countme:2:yes",
    ):
        await amira.taps_forged(route)
        assert "out of date" in amira.sees, route
    assert amira.files == []
    assert (await counted(scene))[0] is False


async def test_a_member_who_was_not_asked_gets_no_file_either(scene, amira, crowd):
    await crowd(24)
    for route in ("figurechart:1:WNC", "briefing:1:WNC:pdf"):
        await amira.taps_forged(route)
        assert "out of date" in amira.sees
    assert amira.files == []


async def test_who_is_in_the_group_no_more_reads_nothing_and_may_still_say_no(scene, amira, crowd):
    """Where the bot is no admin it is not told who left: a membership may outlive a seat in the group."""
    await crowd(24)
    gone = joins(scene.standin, "Gil")
    async with scene.bot.services.db.transaction() as db:
        parent = await families.welcome(db, gone.id, NOW)
        await kept.join(db, parent.id, 1, TODAY, counted=True)
    await gone.says("/start")
    for route in ("figures:1", "figures:1:WNC", "countme:1:yes", "figurechart:1:WNC", "briefing:1:WNC:pdf"):
        await gone.taps_forged(route)
        assert "about" not in gone.sees
        assert "could not see you" in gone.sees or "out of date" in gone.sees
    assert gone.files == []
    await gone.taps_forged("countme:1:no")
    assert (await counted(scene))[-1] is False


@pytest.mark.parametrize("leaving", [0, 4, 7])
async def test_a_small_group_looks_the_same_whatever_it_holds(scene, amira, crowd, leaving):
    """Nobody, four or eight families: no word and no button differs."""
    people = await crowd(8)
    nothing = await says_no(amira)
    buttons = amira.buttons
    await leave(scene, *people[:leaving])
    scene.clock.move_to(NOW + timedelta(days=7))
    later = await read(amira)
    assert "not enough families" in nothing
    assert later == nothing.replace("30 Nov", "7 Dec").replace("23 Nov", "30 Nov").replace(
        "Mon 7 Dec", "Mon 7 Dec"
    )
    assert amira.buttons == buttons


@pytest.mark.parametrize("families_there", [12, 15, 23, 37])
async def test_putting_one_family_out_changes_nothing_that_anybody_can_see(
    scene, amira, crowd, families_there
):
    """Looked at on the same day, on the next and after a week, by somebody who knows who was put out."""
    people = await crowd(families_there)
    before = await says_no(amira)
    await leave(scene, people[0])
    assert await read(amira) == before
    scene.clock.move_to(NOW + timedelta(days=1))
    assert await read(amira) == before
    scene.clock.move_to(NOW + timedelta(days=8))
    after = await read(amira)
    assert _numbers(after) == _numbers(before)


async def test_bringing_two_families_of_ones_own_changes_nothing_either(scene, amira, crowd):
    await crowd(12)
    before = await says_no(amira)
    await crowd(2)
    scene.clock.move_to(NOW + timedelta(days=8))
    assert _numbers(await read(amira)) == _numbers(before)


async def test_no_family_can_be_seen_in_a_group_of_another(scene, admin, amira, crowd):
    """The same person in two groups: the numbers of one are not those of the other."""
    world = scene.standin.world
    other = world.open_group("Corby families", admin.human)
    groups.add_bot(world, other, admin.human)
    groups.enter(world, other, amira.human)
    await admin.at(other).says("/help")
    await crowd(24)
    async with scene.bot.services.db.transaction() as db:
        parent = (
            (await db.execute(select(memberships.c.parent_id).order_by(memberships.c.id))).scalars().first()
        )
        await kept.join(db, parent, 2, TODAY, counted=False)
    await tell(amira, ">/groups", "Corby families", "How long everyone waits")
    assert "not enough families" in amira.sees


def _numbers(words):
    return [line for line in words.splitlines() if ": about" in line or ": fewer" in line]
