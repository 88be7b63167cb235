"""Groups: who is in them, what the bot hears, what it may do, and how they change."""

import pytest
from telegram import Bot, ChatMember
from telegram.constants import ChatID
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.demo import groups, people
from bot.demo.chats import Chat
from bot.demo.people import Impossible, Manner
from tests.demo.clients import keyboard


@pytest.fixture
def admin(standin):
    return standin.person("Admin")


@pytest.fixture
async def group(standin, admin, parent) -> Chat:
    """A supergroup of an admin and a parent, with the bot; what happened so far is forgotten."""
    chat = standin.world.open_group("Parents together", admin.human)
    groups.enter(standin.world, chat, parent.human)
    groups.add_bot(standin.world, chat, admin.human)
    standin.world.updates.forget()
    return chat


async def kinds(bot: Bot) -> list[str]:
    """What the bot was told: the kind of update, and the kind of service message."""
    told = []
    for update in await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member"]):
        message = update.message
        names = [
            name
            for name in ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id")
            if message and getattr(message, name)
        ]
        kind = "message" if message else "my_chat_member" if update.my_chat_member else "chat_member"
        told.append(" ".join([kind, *names]))
    return told  # fmt: skip


async def test_the_bot_is_told_that_it_was_brought_in(bot: Bot, standin, admin) -> None:
    chat = standin.world.open_group("Parents together", admin.human)
    groups.add_bot(standin.world, chat, admin.human)
    change, message = await bot.get_updates()
    assert change.my_chat_member.old_chat_member.status == ChatMember.LEFT
    assert change.my_chat_member.new_chat_member.status == ChatMember.MEMBER
    assert change.my_chat_member.from_user.id == admin.id
    assert [user.id for user in message.message.new_chat_members] == [bot.id]
    assert (message.message.chat.type, message.message.chat.title) == ("supergroup", "Parents together")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/deadlines", True),
        ("/deadlines@TwentyWeeksBot", True),
        ("/deadlines@OtherBot", False),
        ("@TwentyWeeksBot hello", True),
        ("just talking", False),
    ],
)
async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(
    bot: Bot, standin, parent, group, text, heard
) -> None:
    people.say(standin.world, parent.human, text, group)
    assert [update.message.text for update in await bot.get_updates()] == ([text] if heard else [])


async def test_the_bot_hears_an_answer_to_itself(bot: Bot, standin, parent, group) -> None:
    sent = await bot.send_message(group.id, "A notice")
    people.say(standin.world, parent.human, "thank you", group, Manner(reply_to=sent.message_id))
    (update,) = await bot.get_updates()
    assert update.message.reply_to_message.text == "A notice"


async def test_as_an_admin_or_without_privacy_the_bot_hears_everything(
    bot: Bot, standin, admin, parent, group
) -> None:
    standin.world.privacy = False
    people.say(standin.world, parent.human, "one", group)
    standin.world.privacy = True
    groups.promote_bot(standin.world, group, admin.human)
    people.say(standin.world, parent.human, "two", group)
    heard = [update.message.text for update in await bot.get_updates() if update.message]
    assert heard == ["one", "two"]
    assert not (await bot.get_me()).can_read_all_group_messages


async def test_the_admins_of_a_group_are_listed(bot: Bot, standin, admin, parent, group) -> None:
    assert [one.user.id for one in await bot.get_chat_administrators(group.id)] == [admin.id]
    groups.promote(standin.world, group, admin.human, parent.human)
    assert {one.status for one in await bot.get_chat_administrators(group.id)} == {"creator", "administrator"}
    groups.demote(standin.world, group, admin.human, parent.human)
    assert [one.user.id for one in await bot.get_chat_administrators(group.id)] == [admin.id]


async def test_each_person_in_a_group_has_a_status(bot: Bot, standin, admin, parent, group) -> None:
    stranger = standin.person("Stranger")

    async def status(number: int) -> str:
        return (await bot.get_chat_member(group.id, number)).status

    assert [await status(one) for one in (admin.id, parent.id, stranger.id, bot.id)] == [
        "creator", "member", "left", "member"
    ]  # fmt: skip
    groups.depart(standin.world, group, parent.human)
    assert await status(parent.id) == "left"
    assert await bot.get_chat_member_count(group.id) == 2


async def test_somebody_nobody_knows_is_no_member(bot: Bot, group) -> None:
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(group.id, 77)
    with pytest.raises(BadRequest, match="Invalid user_id specified"):
        await bot.get_chat_member(group.id, 0)


async def test_a_private_chat_has_two_members_and_no_admins(bot: Bot, parent) -> None:
    assert await bot.get_chat_member_count(parent.id) == 2
    assert (await bot.get_chat_member(parent.id, parent.id)).status == "member"
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(parent.id)
    with pytest.raises(BadRequest, match="Chat member status can't be changed in private chats"):
        await bot.leave_chat(parent.id)


async def test_a_chat_tells_of_itself(bot: Bot, standin, parent, group) -> None:
    assert (await bot.get_chat(group.id)).title == "Parents together"
    assert (await bot.get_chat(parent.id)).first_name == "Parent"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(standin.person("Stranger").id)


async def test_a_bot_that_is_no_admin_is_not_told_of_members(bot: Bot, standin, admin, parent, group) -> None:
    await kinds(bot)
    groups.promote(standin.world, group, admin.human, parent.human)
    assert await kinds(bot) == []
    groups.promote_bot(standin.world, group, admin.human)
    groups.demote(standin.world, group, admin.human, parent.human)
    assert await kinds(bot) == ["my_chat_member", "chat_member"]


async def test_coming_and_going_is_told(bot: Bot, standin, group) -> None:
    friend = standin.person("Friend")
    groups.enter(standin.world, group, friend.human)
    groups.depart(standin.world, group, friend.human)
    assert await kinds(bot) == ["message new_chat_members", "message left_chat_member"]


async def test_an_admin_can_speak_in_the_groups_name(bot: Bot, standin, admin, group) -> None:
    people.say(standin.world, admin.human, "/notice", group, Manner(anonymous=True))
    (update,) = await bot.get_updates()
    assert update.message.from_user.id == 1087968824
    assert update.message.sender_chat.id == group.id


async def test_anybody_can_speak_in_the_name_of_a_channel(bot: Bot, standin, parent, group) -> None:
    people.say(standin.world, parent.human, "/notice", group, Manner(channel=group.title))
    (update,) = await bot.get_updates()
    assert update.message.from_user.id == ChatID.FAKE_CHANNEL
    assert (update.message.sender_chat.type, update.message.sender_chat.title) == ("channel", group.title)
    assert update.message.sender_chat.id not in (group.id, parent.id)


async def test_a_bot_that_was_thrown_out_is_told_and_may_not_write(bot: Bot, standin, admin, group) -> None:
    groups.remove_bot(standin.world, group, admin.human)
    (update,) = await bot.get_updates()
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "x")


async def test_a_bot_that_left_may_not_write(bot: Bot, group) -> None:
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "x")
    with pytest.raises(Forbidden, match="bot is not a member"):
        await bot.get_chat(group.id)


async def test_a_bot_that_was_muted_may_not_write(bot: Bot, standin, admin, group) -> None:
    groups.set_bot(standin.world, group, admin.human, "restricted")
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(group.id, "x")


async def test_only_an_admin_bot_pins_and_deletes_what_others_said(
    bot: Bot, standin, admin, parent, group
) -> None:
    people.say(standin.world, parent.human, "/help", group)
    said = group.next_id - 1
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, said)
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await bot.pin_chat_message(group.id, said)
    groups.promote_bot(standin.world, group, admin.human)
    assert await bot.pin_chat_message(group.id, said)
    assert await bot.delete_message(group.id, said)


async def test_a_group_becomes_a_supergroup_and_both_say_so(bot: Bot, standin, admin, parent) -> None:
    old = standin.world.open_group("Parents together", admin.human, kind="group")
    groups.enter(standin.world, old, parent.human)
    groups.add_bot(standin.world, old, admin.human)
    standin.world.updates.forget()
    new, _ = groups.migrate(standin.world, old, admin.human)
    left, came = await bot.get_updates()
    assert (left.message.chat.id, left.message.migrate_to_chat_id) == (old.id, new.id)
    assert (came.message.chat.id, came.message.migrate_from_chat_id) == (new.id, old.id)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "x")
    assert moved.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "x")).chat.type == "supergroup"
    with pytest.raises(Impossible):
        people.say(standin.world, parent.human, "/help", old)
    with pytest.raises(Impossible):
        groups.migrate(standin.world, new, admin.human)


async def test_topics_take_their_number_and_general_takes_none(bot: Bot, standin, admin, parent) -> None:
    forum = standin.world.open_group("With topics", admin.human, forum=True)
    groups.add_topic(forum, 5, "Notices")
    groups.add_bot(standin.world, forum, admin.human)
    sent = await bot.send_message(forum.id, "x", message_thread_id=5)
    assert (sent.message_thread_id, sent.is_topic_message, sent.chat.is_forum) == (5, True, True)
    assert (await bot.send_message(forum.id, "x")).message_thread_id is None
    for wrong in (1, 6):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.id, "x", message_thread_id=wrong)
    with pytest.raises(Impossible):
        groups.add_topic(forum, 1, "General")


async def test_a_message_in_a_topic_says_so_and_an_answer_elsewhere_has_only_a_thread(
    bot: Bot, standin, admin, parent, group
) -> None:
    forum = standin.world.open_group("With topics", admin.human, forum=True)
    groups.add_topic(forum, 5, "Notices")
    groups.add_bot(standin.world, forum, admin.human)
    standin.world.updates.forget()
    people.say(standin.world, admin.human, "/notice", forum, Manner(topic=5))
    notice = await bot.send_message(group.id, "A notice")
    people.say(standin.world, parent.human, "/going", group, Manner(reply_to=notice.message_id))
    in_topic, in_thread = [update.message for update in await bot.get_updates()]
    assert (in_topic.message_thread_id, in_topic.is_topic_message) == (5, True)
    assert (in_thread.message_thread_id, in_thread.is_topic_message) == (notice.message_id, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "x", message_thread_id=notice.message_id)


async def test_anyone_in_the_group_taps_and_nobody_else_does(bot: Bot, standin, parent, group) -> None:
    sent = await bot.send_message(group.id, "Coming?", reply_markup=keyboard(["Going"]))
    people.tap(standin.world, parent.human, sent.message_id, "going", group)
    (update,) = await bot.get_updates()
    assert (update.callback_query.from_user.id, update.callback_query.message.chat.id) == (
        parent.id,
        group.id,
    )
    with pytest.raises(Impossible, match="Stranger is not in this chat"):
        people.tap(standin.world, standin.person("Stranger").human, sent.message_id, "going", group)


async def test_only_admins_change_a_group(standin, parent, group) -> None:
    for act in (groups.add_bot, groups.remove_bot, groups.promote_bot):
        with pytest.raises(Impossible, match="Parent is not an admin of this group"):
            act(standin.world, group, parent.human)
    with pytest.raises(Impossible, match="Stranger is not in this group"):
        groups.add_bot(standin.world, group, standin.person("Stranger").human)
