"""A group joins, and its members find their way: from the group's button to their own chat."""

import pytest

from bot.demo import groups
from bot.store import groups as kept
from tests.journeys.crowd import comes, link_in, opens_group
from tests.journeys.stage import joins, meets, tell


@pytest.fixture
def admin(scene):
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    return await opens_group(scene, admin)


async def test_a_group_is_welcomed_once_and_the_link_carries_it_to_the_private_chat(scene, admin, group):
    said = [post["text"] for post in group.posts.values() if "I only post notices" in post.get("text", "")]
    assert len(said) == 1
    parent = joins(scene.standin, "Amira")
    groups.enter(scene.standin.world, group, parent.human)
    await parent.starts(link_in(admin, group))
    assert "Three promises" in parent.sees
    await parent.taps("Start")
    assert "Parents together" in parent.sees
    await parent.taps("Yes, send them here too")
    assert "Its notices come to you here too." in parent.sees
    await parent.taps("Begin my own record")
    assert "Which council" in parent.sees


async def test_a_link_opens_nothing_for_somebody_who_is_not_in_the_group(scene, admin, group):
    stranger = joins(scene.standin, "Sly")
    await meets(stranger)
    await stranger.starts(link_in(admin, group))
    assert "I could not see you" in stranger.sees
    assert "Parents together" not in stranger.transcript()


async def test_a_guessed_link_is_out_of_date_for_everybody(scene, admin, group):
    stranger = joins(scene.standin, "Sly")
    await stranger.starts("gAAAAAAAAAAAAAAAA")
    assert "Three promises" in stranger.sees
    await meets(stranger)
    await stranger.starts("gAAAAAAAAAAAAAAAA")
    assert "out of date" in stranger.sees


async def test_notices_in_private_are_off_again_in_one_tap(scene, admin, group):
    parent = joins(scene.standin, "Amira")
    await comes(parent, group, admin)
    await parent.taps("Stop notices here")
    assert "do not come to you here" in parent.sees
    await parent.taps("Send me notices here")
    assert "come to you here too" in parent.sees


async def test_a_parent_may_belong_to_several_groups_and_leave_one(scene, admin, group):
    world = scene.standin.world
    other = world.open_group("Corby families", admin.human)
    groups.add_bot(world, other, admin.human)
    await admin.at(other).says("/help")
    parent = joins(scene.standin, "Amira")
    await comes(parent, group, admin)
    await comes(parent, other, admin)
    await tell(parent, ">/groups", "Corby families", "Leave this group here", "Yes, leave")
    assert parent.buttons == ["Parents together", "Home"]


async def test_who_leaves_the_group_is_no_member_here_where_telegram_tells_us(scene, admin, group):
    world = scene.standin.world
    groups.promote_bot(world, group, admin.human)
    parent = joins(scene.standin, "Amira")
    await comes(parent, group, admin)
    groups.depart(world, group, parent.human)
    await admin.at(group).says("/help")
    await parent.says("/groups")
    assert "You belong to no group" in parent.sees


async def test_only_an_admin_is_shown_and_let_into_the_settings(scene, admin, group):
    await comes(admin, group, admin)
    parent = joins(scene.standin, "Amira")
    await comes(parent, group, admin)
    assert "Settings" not in parent.buttons
    await parent.taps_forged("gsettings:1")
    assert "Telegram says that you are not one" in parent.sees
    await parent.taps_forged("gset:1:council:north")
    assert "Telegram says that you are not one" in parent.sees
    await tell(admin, "Settings", "North Northamptonshire Council")
    assert "Council: North Northamptonshire Council" in admin.sees


async def test_a_demoted_admin_is_refused_at_that_moment(scene, admin, group):
    world = scene.standin.world
    second = joins(scene.standin, "Bo")
    await comes(second, group, admin)
    groups.promote(world, group, admin.human, second.human)
    await tell(second, ">/start", "More", "Your groups", "Parents together")
    assert "Settings" not in second.buttons  # what was asked a minute ago is remembered, to look
    await second.taps_forged("gsettings:1")
    assert "Who may post" in second.sees  # who acts is asked about anew
    groups.demote(world, group, admin.human, second.human)
    await second.taps_forged("gset:1:anonymous:1")
    assert "Telegram says that you are not one" in second.sees


async def test_only_the_owner_says_who_may_post(scene, admin, group):
    world = scene.standin.world
    second = joins(scene.standin, "Bo")
    await comes(second, group, admin)
    groups.promote(world, group, admin.human, second.human)
    await second.taps_forged("gset:1:owner_only:1")
    assert "kept this for themselves" in second.sees
    await comes(admin, group, admin)
    await tell(admin, "Settings", "Only the owner may post")
    assert "Who may post: the owner" in admin.sees


async def test_a_group_that_grows_keeps_everything_under_its_new_number(scene, admin):
    world = scene.standin.world
    small = world.open_group("Small group", admin.human, kind="group")
    groups.add_bot(world, small, admin.human)
    await admin.at(small).says("/help")
    parent = joins(scene.standin, "Amira")
    await comes(parent, small, admin)
    new, _ = groups.migrate(world, small, admin.human)
    await admin.at(new).says("/help")
    async with scene.bot.services.db.transaction() as db:
        assert await kept.by_chat(db, small.id) is None
        found = await kept.by_chat(db, new.id)
    assert found.title == "Small group"
    await tell(parent, ">/groups", "Small group")
    assert "Its notices come to you here too." in parent.sees


async def test_a_bot_that_was_removed_says_so_and_is_not_there(scene, admin, group):
    parent = joins(scene.standin, "Amira")
    await comes(parent, group, admin)
    groups.remove_bot(scene.standin.world, group, admin.human)
    await tell(parent, ">/groups", "Parents together")
    assert "I am not in this group any more" in parent.sees
