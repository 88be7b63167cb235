"""What people do in Telegram, and what the bot is told of it."""

import pytest
from telegram import Bot

from bot.demo import people
from bot.demo.people import Impossible
from bot.demo.pictures import SMALL_JPEG, SMALL_OGG, SMALL_WEBP
from bot.demo.world import World


async def test_pressing_start_says_so_with_what_the_link_carried(bot: Bot, standin) -> None:
    person = standin.person("Parent")
    people.start(standin.world, person.human, "invited")
    (update,) = await bot.get_updates()
    message = update.message
    assert (message.text, message.from_user.first_name, message.chat.type) == (
        "/start invited",
        "Parent",
        "private",
    )
    assert message.parse_entities(["bot_command"]) == {message.entities[0]: "/start"}
    await bot.send_message(person.id, "Hello")


async def test_a_long_text_is_cut_as_apps_cut_it(bot: Bot, parent) -> None:
    people.say(parent.world, parent.human, "line\n" * 1000)
    first, second = [update.message.text for update in await bot.get_updates()]
    assert len(first) <= 4096
    assert first.endswith("line")
    assert first + "\n" + second == ("line\n" * 1000).strip()


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("x" * 4096, [4096]),
        ("x" * 4097, [4096, 1]),
        ("x" * 4000 + " " + "y" * 200, [4000, 200]),
        ("  x  ", [1]),
    ],
)
def test_pieces_are_never_longer_than_4096(text: str, lengths: list[int]) -> None:
    assert [len(piece) for piece in people.pieces(text)] == lengths


async def test_nothing_cannot_be_said(parent) -> None:
    with pytest.raises(Impossible, match="an empty message cannot be sent"):
        people.say(parent.world, parent.human, "  ")


async def test_one_changes_only_ones_own_words(bot: Bot, parent) -> None:
    people.say(parent.world, parent.human, "frist")
    sent = await bot.send_message(parent.id, "mine")
    people.edit(parent.world, parent.human, 1, "first /help")
    _, update = await bot.get_updates()
    assert update.edited_message.text == "first /help"
    assert update.edited_message.edit_date is not None
    assert update.edited_message.entities[0].type == "bot_command"
    for number in (sent.message_id, 77):
        with pytest.raises(Impossible):
            people.edit(parent.world, parent.human, number, "x")


async def test_every_kind_of_file_reaches_the_bot_and_can_be_fetched(bot: Bot, parent) -> None:
    world, human = parent.world, parent.human
    for kind, name, mime, content in (
        ("photo", "photo.jpg", "image/jpeg", SMALL_JPEG),
        ("voice", "voice.oga", "audio/ogg", SMALL_OGG),
        ("sticker", "sticker.webp", "image/webp", SMALL_WEBP),
        ("document", "plan.pdf", "application/pdf", b"plan"),
    ):
        people.send(world, human, kind, world.files.keep(f"{kind}s", name, mime, content), caption="Here")
    photo, voice, sticker, document = [update.message for update in await bot.get_updates()]
    assert (photo.photo[0].width, photo.caption) == (1, "Here")
    assert voice.voice.duration.total_seconds() == 3
    assert not sticker.sticker.is_animated
    assert (document.document.file_name, document.document.mime_type) == ("plan.pdf", "application/pdf")
    fetched = await (await document.document.get_file()).download_as_bytearray()
    assert bytes(fetched) == b"plan"


async def test_a_forwarded_message_says_whose_it_was(bot: Bot, standin, parent) -> None:
    other = standin.person("Other")
    people.say(standin.world, other.human, "from my chat")
    message = standin.world.private(other.human).posts[1]
    people.forward(standin.world, parent.human, message)
    _, update = await bot.get_updates()
    assert update.message.text == "from my chat"
    assert update.message.forward_origin.sender_user.first_name == "Other"


async def test_blocking_and_unblocking_is_told_once(bot: Bot, parent) -> None:
    world, human = parent.world, parent.human
    assert people.block(world, human)
    assert not people.block(world, human)
    with pytest.raises(Impossible, match="Parent has blocked the bot"):
        people.say(world, human, "hello")
    people.start(world, human)
    blocked, unblocked, started = await bot.get_updates()
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.new_chat_member.status == "member"
    assert started.message.text == "/start"


async def test_a_forged_tap_carries_whatever_it_likes(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "no buttons at all")
    people.tap(parent.world, parent.human, sent.message_id, "9:delete:all")
    (update,) = await bot.get_updates()
    assert update.callback_query.data == "9:delete:all"


async def test_nobody_speaks_in_anothers_chat(standin, parent) -> None:
    stranger = standin.person("Stranger")
    with pytest.raises(Impossible, match="Stranger is not in this chat"):
        people.say(standin.world, stranger.human, "hello", standin.world.private(parent.human))


async def test_history_can_be_kept_short(clock) -> None:
    world = World("1:x", clock, history=3)
    human = world.join("Parent")
    for number in range(10):
        people.say(world, human, str(number))
    chat = world.private(human)
    assert [post["text"] for post in chat.posts.values()] == ["7", "8", "9"]
    assert len(chat.log) == 3
