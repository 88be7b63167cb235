"""What the bot says of itself, and the files it may fetch."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest

from bot.demo.methods.settings import menu

HELP = [BotCommand("help", "Urgent help")]
START = [BotCommand("start", "Begin")]


async def test_commands_are_kept_and_taken_away(bot: Bot) -> None:
    await bot.set_my_commands(HELP)
    assert list(await bot.get_my_commands()) == HELP
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_each_place_has_its_own_commands(bot: Bot, standin, parent) -> None:
    await bot.set_my_commands(HELP)
    await bot.set_my_commands(START, scope=BotCommandScopeAllPrivateChats())
    assert list(await bot.get_my_commands()) == HELP
    assert list(await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats())) == START


async def test_a_person_sees_the_nearest_menu(bot: Bot, standin, parent) -> None:
    world = standin.world
    own, group = world.private(parent.human), world.open_group("Group", parent.human)

    def names(chat) -> list[str]:
        return [command["command"] for command in menu(world, chat)]

    assert names(own) == []
    await bot.set_my_commands(HELP)
    assert (names(own), names(group)) == (["help"], ["help"])
    await bot.set_my_commands(START, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([("notice", "Write")], scope=BotCommandScopeAllGroupChats())
    assert (names(own), names(group)) == (["start"], ["notice"])
    await bot.set_my_commands([("mine", "Only mine")], scope=BotCommandScopeChat(parent.id))
    assert names(own) == ["mine"]


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (("Help", "x"), "Bot_command_invalid"),
        (("x" * 33, "x"), "Bot_command_invalid"),
        (("help", ""), "Bot_command_description_invalid"),
        (("help", "x" * 257), "Bot_command_description_invalid"),
    ],
)
async def test_a_bad_command_is_refused(bot: Bot, command, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.set_my_commands([command])
    assert refused.value.message.lower() == complaint.lower()


async def test_more_than_a_hundred_commands_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_commands_that_are_no_list_are_refused(standin, http) -> None:
    for commands in ("{}", "[", ""):
        async with http.post(
            f"{standin.url}/bot{standin.token}/setMyCommands", data={"commands": commands}
        ) as answer:
            assert answer.status == 400


async def test_names_and_descriptions_are_kept(bot: Bot, standin) -> None:
    await bot.set_my_name("Twenty Weeks")
    await bot.set_my_description("I keep the record.")
    await bot.set_my_short_description("Deadlines")
    await bot.set_my_description("Other words", language_code="cy")
    assert (await bot.get_my_name()).name == "Twenty Weeks"
    assert (await bot.get_my_description()).description == "I keep the record."
    assert (await bot.get_my_short_description()).short_description == "Deadlines"


async def test_a_description_that_is_too_long_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Description is longer than 512 characters"):
        await bot.set_my_description("x" * 513)


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot, me.can_join_groups) == (1000000001, "TwentyWeeksBot", True, True)


@pytest.mark.parametrize(
    ("number", "complaint"),
    [("", "File_id not specified"), ("nonsense", "Wrong file_id or the file is temporarily unavailable")],
)
async def test_a_file_that_is_not_there_is_refused(bot: Bot, number: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.get_file(number)
    assert refused.value.message.lower() == complaint.lower()


async def test_a_file_over_twenty_megabytes_is_not_given_to_bots(bot: Bot, standin) -> None:
    stored = standin.world.files.keep(
        "documents", "big.bin", "application/octet-stream", bytes((20 << 20) + 1)
    )
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(stored.file_id)
