"""In a group the bot says a welcome and one neutral line, and nothing about any family, whoever asks."""

import pytest

from bot.demo import groups
from handlers import pages
from tests.journeys.record import whole
from tests.journeys.stage import asks, joins, meets, tell

ABOUT_A_FAMILY = ("Zebedee", "15 April", "assessment", "plan", "council", "SEND", "Northamptonshire")

WELCOME = "I only post notices that your admins write"


@pytest.fixture
async def other(scene):
    """A parent with a child and a running clock, who is in the group too."""
    found = joins(scene.standin, "Zoe")
    await meets(found, "Zebedee")
    await asks(found, "3 march")
    return found


@pytest.fixture
async def group(scene, parent, other):
    world = scene.standin.world
    found = world.open_group("Parents together", parent.human, kind="group")
    groups.add_bot(world, found, parent.human, admin=True)
    groups.enter(world, found, other.human)
    return found


def said_in(group, world):
    """What the bot said in the group, but for its welcome."""
    said = [post["text"] for post in group.posts.values() if post["from"] is world.bot and "text" in post]
    return [words for words in said if WELCOME not in words]


async def test_every_command_brings_the_same_neutral_line_for_everybody(scene, parent, other, group):
    before = await whole(scene.bot.services.db)
    for command in (*pages.COMMANDS, "nonsense", "start group"):
        for person in (parent, other):
            await person.at(group).says(f"/{command}")
    lines = said_in(group, scene.standin.world)
    assert len(lines) == 2 * (len(pages.COMMANDS) + 2)
    assert len(set(lines)) == 1
    assert not [word for word in ABOUT_A_FAMILY if word in lines[0]]
    assert await whole(scene.bot.services.db) == before


async def test_the_neutral_line_leads_to_the_private_chat_and_carries_no_route(scene, parent, group):
    await parent.at(group).says("/dates@TwentyWeeksBot")
    [[button]] = parent.at(group).newest["reply_markup"]["inline_keyboard"]
    assert button["url"].startswith("https://t.me/")
    assert "callback_data" not in button


async def test_ordinary_talk_is_not_answered(scene, parent, other, group):
    here = other.at(group)
    for words in ("my child was sent home", "12 march", "Zebedee", "hello @TwentyWeeksBot", "I want to die"):
        await here.says(words, answered=False)
    await here.sends_photo(caption="/dates", answered=False)
    await here.sends_voice(answered=False)
    await here.says("first", answered=False)
    await here.edits("second", answered=False)
    assert said_in(group, scene.standin.world) == []


async def test_a_form_that_is_open_in_private_hears_nothing_of_what_is_said_in_the_group(scene, other, group):
    await tell(
        other, "Something else happened", "Assessment or plan", "I asked for an EHC assessment", "Post"
    )
    before = await whole(scene.bot.services.db)
    await other.at(group).says("12 march", answered=False)
    await other.at(group).says("/cancel")
    assert await whole(scene.bot.services.db) == before


async def test_a_command_for_another_bot_is_left_to_it(scene, parent, group):
    await parent.at(group).says("/roll@DiceBot", answered=False)
    assert said_in(group, scene.standin.world) == []


async def test_a_tap_in_a_group_is_answered_to_the_tapper_alone_with_the_neutral_line(scene, other, group):
    here = other.at(group)
    await here.says("/start")
    before = await whole(scene.bot.services.db)
    for route in (*pages.PAGES, *pages.FORM_PAGES, *pages.OPEN_PAGES, "garbage"):
        await here.taps_forged(f"{route}:1", answered=False)
    assert len(said_in(group, scene.standin.world)) == 1
    assert len(set(here.alerts)) == 1
    assert not [word for word in ABOUT_A_FAMILY if word in here.alerts[0]]
    assert here.spinning == []
    assert await whole(scene.bot.services.db) == before


async def test_a_button_forwarded_from_a_private_chat_shows_nothing_in_the_group(scene, parent, other, group):
    await parent.at(group).says("/start")
    for button in [button for row in other.newest["reply_markup"]["inline_keyboard"] for button in row]:
        await parent.at(group).taps_forged(button["callback_data"], answered=False)
    assert not [word for word in ABOUT_A_FAMILY if word in "".join(said_in(group, scene.standin.world))]


async def test_a_nudge_goes_to_the_private_chat_and_never_to_the_group(scene, other, group, move):
    await move(scene.clock.now().replace(month=4, day=16))
    assert "Zebedee" in other.said[-1]
    assert said_in(group, scene.standin.world) == []


async def test_each_arrival_is_one_welcome_and_a_group_that_grows_is_not_welcomed_anew(scene, parent, group):
    world, here = scene.standin.world, parent.at(group)
    await here.says("/help")
    groups.remove_bot(world, group, parent.human)
    groups.add_bot(world, group, parent.human)
    await here.says("/help")
    new, _ = groups.migrate(world, group, parent.human)
    await parent.at(new).says("/help")
    assert len(said_in(group, world)) == 2
    every = [post.get("text", "") for chat in (group, new) for post in chat.posts.values()]
    assert sum(WELCOME in words for words in every) == 2
