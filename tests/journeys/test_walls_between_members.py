"""Nobody learns of a parent's group, cases or membership: by no button, link, count or error.

Whoever asks for what is not theirs is answered, to the byte, as if it did not exist. Every page about groups
is tried, also one that is added tomorrow: they are read from where the bot reads them.
"""

import itertools
import re
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import select

import handlers
from bot.clock import LONDON, HeldClock
from bot.demo import groups
from bot.demo.run import show
from bot.figures import APPEARS, SPREAD, STEP
from bot.forms.form import BYTES_IN_A_BUTTON
from bot.store.group_tables import memberships
from bot.store.tables import parents
from handlers import group_pages
from handlers.edge.door import Entry
from handlers.edge.seats import by_group
from tests.journeys import road, walls
from tests.journeys.crowd import link_in, member, opens_group
from tests.journeys.record import whole
from tests.journeys.stage import asks, joins, tell
from tests.journeys.walls import (
    NO_WORD,
    answer,
    different,
    differs,
    every_row,
    heard,
    link_answer,
    since,
    without,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGES = {**group_pages.ENTRIES, **{name: Entry(handlers.OPEN_PAGES[name]) for name in ("given", "takeback")}}
OUTSIDERS = ("elsewhere", "left", "nowhere", "stranger")
INSIDERS = ("demoted", "member")
AGREES = "agreejoin"  # is how a stranger agrees: it has a test of its own
BY_THE_COUNCIL = datetime(
    2026, 11, 23, 10, 0, tzinfo=LONDON
)  # a Monday; those who asked in June wait too long
FIGURES = ("figures:{}", "figures:{}:WNC", "group:{}")
FOR_ONESELF = ("leftgroup", "nonotices")  # what a member does to their own membership
LOOKING = ("group:{group}", "gsettings:{group}", "newnotice:{group}", "notices:{group}", "pledges:{group}")
LOOKING += ("figures:{group}", "shared:{group}", "inuse:{group}", "manage:{posted}", "manage:{unposted}")
LOOKING += ("who:{posted}", "ideas:{posted}", "offnotice:{posted}", "groups")
LINKS = {
    "truncated": lambda word: word[:-1],
    "one letter": lambda word: word[:1],
    "longer": lambda word: f"{word}A",
    "another case": lambda word: word.swapcase(),
    "its last letter another": lambda word: word[:-1] + ("A" if word[-1] != "A" else "B"),
    "as long as a link can be": lambda word: (word * 9)[:63],
    "longer than a button can carry": lambda word: word * 20,
    "with a colon": lambda word: f"{word}:yes",
    "not in English letters": lambda word: f"{word}\u00fc\u4e2d",
    "with a sign that means any": lambda word: f"{word[:-1]}%",
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def found(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("walls"), HeldClock(road.BEGINS)) as scene:
        yield await walls.builds(scene)


@pytest_asyncio.fixture(loop_scope="module")
async def nothing_changes(found):
    """Whatever the test does, not a row is other than before."""
    before = await every_row(found.database)
    yield
    assert different(before, await every_row(found.database)) == []


# Forged buttons


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("who", OUTSIDERS[:1])
async def test_outside_the_group_everything_of_it_is_answered_as_what_is_not_there(found, who):
    """One of the four whom the long one below tries."""
    person = getattr(found.people, who)
    begin = len(person.chat.log)
    for page, entry in PAGES.items():
        for real, absent in walls.as_an_outsider(found, entry):
            assert not await differs(person, page, real, absent)
    _says_none_of(person, begin, walls.SECRETS)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("who", INSIDERS[:1])
async def test_a_member_learns_nothing_of_what_admins_have_not_shown_nor_of_who_told_what(found, who):
    person = getattr(found.people, who)
    begin = len(person.chat.log)
    for page, entry in PAGES.items():
        if page not in FOR_ONESELF:
            if who == "demoted":
                await walls.was_admin(found, person)  # and this is the first thing that they do then
            for real, absent in walls.as_a_member(found, entry):
                assert not await differs(person, page, real, absent)
    _says_none_of(person, begin, (*walls.FAMILY, *walls.UNPOSTED))


async def test_the_number_of_ones_own_group_opens_nothing_of_another(found):
    """The admin of another group may do everything there, and nothing to what is not of it."""
    olga, before = found.people.elsewhere, await _of_zoe(found)
    begin, known = len(olga.chat.log), {}
    for page, entry in PAGES.items():
        if entry.seat is by_group and page not in FOR_ONESELF:
            known.clear()
            for real, absent in walls.as_an_admin_of_another(found):
                assert not await differs(olga, page, real, absent, known)
    _says_none_of(olga, begin, walls.SECRETS)
    assert await _of_zoe(found) == before


async def test_only_its_author_says_when_a_notice_goes_out(found):
    """At that time Telegram is asked about the author: an admin of once must not choose it for them."""
    fay = await member(found.scene, found.group, found.ada, "Fay")
    groups.promote(fay.world, found.group, found.ada.human, fay.human)
    for number in found.numbers["unposted"]:
        await fay.taps_forged(f"manage:{number}")
        assert "Post now" in fay.buttons
        assert "Post at a time" not in fay.buttons
        await fay.taps_forged(f"noticewhen:{number}")
        assert "Post now" in fay.buttons


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("who", INSIDERS[1:])
async def test_to_a_member_a_posted_notice_has_no_number(found, who):
    """By its number it is refused in the same words whatever the page, or is not there at all."""
    person, number = getattr(found.people, who), found.one("posted")
    refused = await answer(person, f"gsettings:{found.one('group')}")
    assert "Telegram says that you are not one" in refused
    for page in PAGES:
        if await answer(person, f"{page}:{number}") != refused:
            assert not await differs(person, page, number, walls.ABSENT)


async def test_a_form_that_was_left_open_gives_nothing_away_either(found):
    """Any other button puts the form aside: what is typed then is no answer to it, after either."""
    person, said = found.people.member, []
    await tell(person, ">/start", "Begin", "West Northamptonshire")
    for number in (found.one("unposted"), walls.ABSENT):
        shown, begin = await answer(person, f"manage:{number}"), len(person.chat.log)
        await person.says("Bee")
        said.append((shown, await since(person, begin)))
        await tell(person, ">/start", road.CARRY_ON)
    await person.taps("Stop")
    assert said[0] == said[1]


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("page", PAGES)
async def test_something_of_every_kind_in_every_place_of_every_page(found, page):
    for who, person in vars(found.people).items():
        if (who, page) == ("stranger", AGREES) or (who in INSIDERS and page in FOR_ONESELF):
            continue
        begin, known = len(person.chat.log), {}
        for real, absent in walls.every_way(found, inside=who in INSIDERS):
            assert not await differs(person, page, real, absent, known), who
        _says_none_of(person, begin, walls.FAMILY if who in INSIDERS else walls.SECRETS)


def _says_none_of(person, begin, secrets):
    words = heard(person, begin)
    assert not [secret for secret in secrets if secret in words]
    assert "went wrong on my side" not in words


# Links


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("who", [*OUTSIDERS, "member"])
async def test_an_altered_link_is_answered_as_nonsense(found, who):
    person = getattr(found.people, who)
    for letter, real in (("g", found.words["group"]), ("n", found.words["Zither evening"])):
        for how, altered in LINKS.items():
            if (who, how) == ("member", "with a colon"):
                continue  # the word is whole, and of their group
            word = altered(real)
            nonsense = "".join("q" if each.isalnum() and each.isascii() else each for each in word)
            assert await _said(person, letter, word) == await _said(person, letter, nonsense), (letter, how)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("who", OUTSIDERS)
async def test_a_link_that_was_passed_on_does_not_tell_that_there_is_such_a_group_or_notice(found, who):
    person = getattr(found.people, who)
    links = [("g", found.words["group"]), *(("n", word) for word in found.words.values())]
    for letter, word in links:
        said = await _said(person, letter, word)
        assert said == await _said(person, letter, NO_WORD)
        assert not [secret for secret in walls.SECRETS if secret in said]


async def _said(person, letter, word):
    said = await link_answer(person, f"{letter}{word}")
    assert "went wrong on my side" not in said
    return without(said, word, word.partition(":")[0])


async def test_who_agrees_after_a_link_that_was_passed_on_learns_as_little(found):
    said = []
    for word in (found.words["group"], NO_WORD):
        person = joins(found.scene.standin, "Una")
        await person.starts(f"g{word}")
        said.append([without(await answer(person, f"{page}:{word}"), word) for page in (AGREES, "member")])
        assert await _belongs(found, person) == 0
    assert said[0] == said[1]
    assert "could not see you" in said[0][0]


@pytest.mark.parametrize("route", ["join:{}", "agreejoin:{}", "member:{}:yes"])
async def test_who_has_just_left_the_group_is_not_let_in_by_an_old_button(found, route):
    """What Telegram said a minute ago is remembered, to look; who joins is asked about anew."""
    person = await member(found.scene, found.group, found.ada, "Lee")
    groups.depart(found.scene.standin.world, found.group, person.human)
    await found.ada.at(found.group).says("/help")
    assert "could not see you" in await answer(person, route.format(found.words["group"]))
    assert await _belongs(found, person) == 0


async def _belongs(found, person):
    mine = select(memberships.c.id).join(parents, parents.c.id == memberships.c.parent_id)
    async with found.database.transaction() as db:
        return len((await db.execute(mine.where(parents.c.chat_id == person.id))).all())


async def test_a_word_that_no_button_can_carry_leaves_a_button_that_works(found):
    person = found.people.nowhere
    await person.starts(f"g{'a' * 300}")
    _, button = person.button("Try again")
    assert len(button["callback_data"].encode()) <= BYTES_IN_A_BUTTON
    await person.taps("Try again")
    assert "could not see you" in person.sees


# Buttons of others


@pytest.mark.parametrize("who", ["nowhere", "elsewhere", "left"])
async def test_a_button_under_somebody_elses_message_answers_its_tapper_and_shows_nothing(found, who):
    """As an altered app sends it: who taps is not whose chat it is."""
    person, zoe = getattr(found.people, who), found.zoe
    shown, begin, before = len(zoe.chat.log), len(person.chat.log), await _of_zoe(found)
    for data in dict.fromkeys(button["callback_data"] for post in zoe._of_bot() for button in _taps_of(post)):
        if not data.startswith(("agree", "rsvp", "export")):
            await _taps_in(person, zoe.chat, zoe.newest, data)
    _says_none_of(person, begin, walls.FAMILY)
    assert len(zoe.chat.log) == shown
    assert await _of_zoe(found) == before
    assert person.spinning == []


async def _of_zoe(found):
    """All that is hers, and all that is the group's; the others may open what is their own."""
    every = await every_row(found.database)
    tables = ("groups", "memberships", "notices", "answers", "suggested", "suggestions", "pledges")
    return {name: every[name] for name in tables} | await whole(found.database, found.zoe.id)


def _taps_of(post):
    rows = post.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]


async def _taps_in(person, chat, post, data):
    """Taps under a message of a chat that is not theirs."""
    world, acts = person.world, person.acts
    query = world.ask(person.chat, person.human, data)
    content = {"id": query.id, "from": person.human.card, "message": post | {"message_id": walls.GONE}}
    told = content | {"chat_instance": str(chat.id), "data": data}
    world.update("callback_query", told, person.chat)
    await person.waits_past(acts)
    await person._until(lambda: query.answered and not person.chat.in_flight, f"tapped {data}")


@pytest.mark.usefixtures("nothing_changes")
async def test_in_the_group_every_page_is_the_neutral_line_to_the_tapper_alone(found):
    here = found.people.member.at(found.group)
    before, taps = len(here.said), 0
    first = len(here.alerts)
    for page, entry in PAGES.items():
        for real, absent in walls.as_an_outsider(found, entry):
            for rest in (real, absent) if page != "rsvp" or not real.endswith(":going") else (absent,):
                await here.taps_forged(f"{page}:{rest}", answered=False)
                taps += 1
    assert len(here.alerts[first:]) == taps
    assert len(set(here.alerts[first:])) == 1
    assert len(here.said) == before
    assert here.spinning == []


@pytest.mark.usefixtures("nothing_changes")
async def test_in_another_group_a_notice_is_answered_as_one_that_is_not_there(found):
    olga = found.people.elsewhere
    there = next(chat for chat in found.scene.standin.world.chats.values() if chat.title == "Corby families")
    here = olga.at(there)
    for word in (*found.words.values(), NO_WORD):
        for said in ("going", "maybe", "no", "", "full"):
            await here.taps_forged(f"rsvp:{word}:{said}", answered=False)
    assert len(set(here.alerts)) == 1
    assert "Zither" not in here.transcript()


# Who answered


async def test_who_answered_is_seen_by_the_organiser_alone(found):
    """Another admin manages the notice, and sees neither names nor answers; nor does anybody else."""
    eve = await member(found.scene, found.group, found.ada, "Eve")
    groups.promote(found.scene.standin.world, found.group, found.ada.human, eve.human)
    number, word = found.one("posted"), found.words["Zither evening"]
    await eve.taps_forged(f"manage:{number}")
    assert "Told in private" in eve.sees
    await eve.taps_forged(f"ideasfile:{number}")
    for page in ("who", "ideas", "hideidea", "ideasfile"):
        for posted in found.numbers["posted"]:
            assert not await differs(eve, page, f"{posted}:1", f"{walls.ABSENT}:1")
    await eve.taps_forged(f"notice:{word}")
    _says_none_of(eve, 0, walls.FAMILY)
    for person in (found.people.member, found.people.demoted):
        await person.taps_forged(f"notice:{word}")
        assert "You are going" not in person.sees
        _says_none_of(person, 0, walls.FAMILY)
    assert not [name for name in walls.FAMILY if name in "\n".join(found.ada.at(found.group).said)]
    await found.ada.taps_forged(f"who:{number}")
    assert "Zoe" in found.ada.sees


async def test_answers_to_a_question_bear_no_name_not_even_for_the_organiser(found):
    ada, question = found.ada, found.numbers["posted"][1]
    for page in ("ideas", "ideasfile", "manage"):
        said = await answer(ada, f"{page}:{question}")
        assert "Zoe" not in said
        assert str(found.zoe.id) not in said
    await ada.taps_forged(f"ideas:{question}")
    assert "Zucchini for lunch" in ada.sees
    assert all(b"Zoe" not in file.content for file in ada.files)
    assert any(b"Zucchini" in file.content for file in ada.files)


async def test_who_organised_an_event_and_is_no_admin_any_more_sees_no_names(found):
    world, group, ada = found.scene.standin.world, found.group, found.ada
    dan = await member(found.scene, group, ada, "Dan")
    groups.promote(world, group, ada.human, dan.human)
    await dan.taps_forged(f"writenotice:{found.one('group')}:event")
    await tell(dan, ">Coffee", *walls.EVENT[1:], "Post now")
    await found.scene.bot.jobs.announce()
    await tell(found.zoe, "Going")
    await tell(dan, "Manage it", "Who is coming")
    assert "Zoe" in dan.sees
    number = dan.button("Back")[1]["callback_data"].partition(":")[2]
    groups.demote(world, group, ada.human, dan.human)
    await _sees_no_names(dan, number)
    await tell(dan, ">/groups", walls.TITLE, "Leave this group here", "Yes, leave")
    await _sees_no_names(dan, number)


async def _sees_no_names(person, number):
    begin = len(person.chat.log)
    for page in ("who", "ideas", "ideasfile", "hideidea"):
        assert not await differs(person, page, number, walls.ABSENT)
    _says_none_of(person, begin, walls.FAMILY)


async def test_a_thank_you_does_not_tell_how_many_of_those_named_use_the_bot(found):
    """Beside the list of names a number would say of one person whether they belong here: here of Ida."""
    ada, ida, day = found.ada, joins(found.scene.standin, "Ida"), found.scene.clock.now()
    await ada.taps_forged(f"writenotice:{found.one('group')}:event")
    await tell(ada, ">Tea", ">Tomorrow", *walls.EVENT[2:], "Post now")
    await found.scene.bot.jobs.announce()
    groups.enter(ida.world, found.group, ida.human)
    tea = next(number for number, post in found.group.posts.items() if post.get("text", "").startswith("Tea"))
    await ida.at(found.group).taps("Going", message_id=tea, answered=False)
    number = ada.button("Manage it")[1]["callback_data"].partition(":")[2]
    found.scene.clock.move_to(day.replace(day=day.day + 2))
    await found.scene.bot.jobs.announce()
    await ada.taps_forged(f"manage:{number}")
    await tell(ada, "Write a thank-you", ">Thank you.", "Skip", "Save", "Send it")
    assert ada.sees.startswith("It goes to those who said that they were going")
    assert not re.search(r"[0-9]", ada.sees)


# Coming and going


async def test_no_page_of_a_member_or_an_admin_changes_when_a_family_comes_is_counted_and_goes(found):
    ivy = joins(found.scene.standin, "Ivy")
    groups.enter(found.scene.standin.world, found.group, ivy.human)
    await found.ada.at(found.group).says("/help")
    await tell(found.ada, *walls.PAGE, "How long everyone waits")
    if "No, thank you" in found.ada.buttons:
        await found.ada.taps("No, thank you")
    before = await _views(found)
    await ivy.starts(link_in(found.ada, found.group))
    await tell(ivy, "Start", "No, only in the group", "Begin my own record")
    await tell(ivy, "West Northamptonshire", ">Ike", "Save")
    await tell(ivy, *walls.PAGE, "How long everyone waits", "Yes, count my family")
    assert await _views(found) == before
    await tell(ivy, *walls.PAGE, "Leave this group here", "Yes, leave")
    assert await _views(found) == before


async def _views(found):
    numbers = {name: found.one(name) for name in ("group", "posted", "unposted")}
    routes = [route.format(**numbers) for route in LOOKING]
    people = (found.ada, found.people.member)
    return [(person.name, route, await answer(person, route)) for person in people for route in routes]


# Numbers


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def counting(tmp_path_factory):
    """A scene in which every test has a group of its own, and begins on the same day."""
    async with show(tmp_path_factory.mktemp("counting"), HeldClock(BY_THE_COUNCIL)) as scene:
        yield scene


@pytest_asyncio.fixture(loop_scope="module")
async def crowded(counting):
    """A group of so many families: the group, its number, its admin, and a member who reads the numbers."""
    counting.clock.move_to(BY_THE_COUNCIL)

    async def crowded(number):
        ada = joins(counting.standin, "Ada")
        group = await opens_group(counting, ada)
        amira = await member(counting, group, ada, "Amira")
        group_id = int(amira.button("Leave this group here")[1]["callback_data"].partition(":")[2])
        await walls.fills(counting.bot.services.db, group_id, number, BY_THE_COUNCIL)
        await amira.taps_forged(f"countme:{group_id}:no")
        return group, group_id, ada, amira

    return crowded


async def test_a_group_of_up_to_four_families_looks_like_one_of_none(crowded):
    shown = []
    for number in range(5):
        _, group_id, _, amira = await crowded(number)
        shown.append([without(await answer(amira, route.format(group_id)), group_id) for route in FIGURES])
        assert "not enough families" in shown[-1][0]
    assert shown[1:] == shown[:1] * 4


async def _comes(counting, group, ada):
    """A family that waits too long, and was not asked yet whether it may be counted."""
    tia = await member(counting, group, ada, "Tia")
    await tell(tia, "Begin my own record", "West Northamptonshire", ">Tom", "Save")
    await asks(tia, "1 june")
    return tia


async def _choice(tia, group_id, said):
    await tia.taps_forged(f"countme:{group_id}:{said}")
    assert ("Your family is counted" if said == "yes" else "Your family is not counted") in tia.sees


async def _is_erased(tia):
    await tell(tia, ">/delete", "Yes, erase everything")


async def _leaves(tia, group_id):
    await tia.taps_forged(f"leavegroup:{group_id}")
    await tia.taps("Yes, leave")


ACTS = ("comes", "says yes", "says no", "leaves", "is erased")
NEAR_THE_LIMITS = (8, 9, 10, 11, 12, 13, 20)
CERTAIN = APPEARS + SPREAD - 1  # families of whom a figure is shown, whatever is drawn


async def _acts(counting, act, group, group_id, ada, tia):
    if act == "comes":
        tia = await _comes(counting, group, ada)
    if act in ("comes", "says yes"):
        await _choice(tia, group_id, "yes")
    elif act == "says no":
        await _choice(tia, group_id, "no")
    else:
        await (_leaves(tia, group_id) if act == "leaves" else _is_erased(tia))


async def _one_family_cannot_be_seen(counting, crowded, act, number):
    """What a member and an admin read before it acts, on the same day, the next, and in new numbers."""
    group, group_id, ada, amira = await crowded(number)
    tia = None if act == "comes" else await _comes(counting, group, ada)
    if act not in ("comes", "says yes"):
        await _choice(tia, group_id, "yes")
    await ada.starts(link_in(ada, group))
    await tell(ada, "Start", "No, only in the group")
    await ada.taps_forged(f"countme:{group_id}:no")
    before = await _read(amira, ada, group_id)
    shown = [int(each) for each in re.findall(r"about (\d+)", before)]
    assert [each for each in shown if each % STEP] == []
    assert shown or number < CERTAIN
    await _acts(counting, act, group, group_id, ada, tia)
    assert await _read(amira, ada, group_id) == before
    for days in (1, 8, 15):
        counting.clock.move_to(BY_THE_COUNCIL + timedelta(days=days))
        assert _numbers(await _read(amira, ada, group_id)) == _numbers(before), days


async def _read(amira, ada, group_id):
    pages = [await answer(person, f"figures:{group_id}:WNC") for person in (amira, ada)]
    assert pages[0] == pages[1]
    return pages[0]


def _numbers(page):
    """Without the days on which numbers were made and come anew."""
    return [line for line in page.split("\\n") if not line.startswith("Counted on")]


@pytest.mark.parametrize(("act", "number"), list(zip(ACTS, (CERTAIN, 10, 12, 9, CERTAIN), strict=True)))
async def test_what_one_family_does_is_seen_in_no_number(counting, crowded, act, number):
    await _one_family_cannot_be_seen(counting, crowded, act, number)


@pytest.mark.slow
@pytest.mark.parametrize(("act", "number", "time"), list(itertools.product(ACTS, NEAR_THE_LIMITS, range(3))))
async def test_what_one_family_does_is_seen_in_no_number_near_any_limit(counting, crowded, act, number, time):
    """Each a few times, for the limits are drawn by chance; test_figures.py goes through many draws."""
    await _one_family_cannot_be_seen(counting, crowded, act, number)
