"""What the bot says of itself: its name, its description, its commands; and the files it may fetch."""

import re

from bot.demo.calls import Call
from bot.demo.chats import Chat
from bot.demo.files import LARGEST_DOWNLOAD
from bot.demo.refusals import Json, bad
from bot.demo.world import World

MOST_COMMANDS = 100
LONGEST_COMMAND_HELP = 256
USUAL_SCOPE = "default"
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def get_me(world: World, call: Call) -> Json:
    return world.bot | {
        "can_join_groups": True, "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False, "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip


def set_my_commands(world: World, call: Call) -> bool:
    commands = call.tree("commands", "commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(call)] = [_command(command) for command in commands]
    world.tell(None, {"type": "commands"})
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.commands.get(_scope(call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_scope(call), None)
    world.tell(None, {"type": "commands"})
    return True


def set_my_name(world: World, call: Call) -> bool:
    return _set(world, call, "name", 64)


def set_my_description(world: World, call: Call) -> bool:
    return _set(world, call, "description", 512)


def set_my_short_description(world: World, call: Call) -> bool:
    return _set(world, call, "short_description", 120)


def get_my_name(world: World, call: Call) -> Json:
    return {"name": world.settings["name"]}


def get_my_description(world: World, call: Call) -> Json:
    return {"description": world.settings["description"]}


def get_my_short_description(world: World, call: Call) -> Json:
    return {"short_description": world.settings["short_description"]}


def get_file(world: World, call: Call) -> Json:
    name = call.text("file_id")
    if not name:
        raise bad("file_id not specified")
    stored = world.files.by_id.get(name)
    if stored is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return stored.card() | {"file_path": stored.path}


def menu(world: World, chat: Chat) -> list[Json]:
    """The commands that a person sees in this chat: the nearest scope that has any."""
    wide = "all_private_chats" if chat.private else "all_group_chats"
    for scope in (f"chat:{chat.id}", wide, USUAL_SCOPE):
        if commands := world.commands.get((scope, "")):
            return commands
    return []


def _set(world: World, call: Call, name: str, longest: int) -> bool:
    value = call.text(name)
    if len(value) > longest:
        raise bad(f"{name} is longer than {longest} characters")
    if not call.text("language_code"):
        world.settings[name] = value
    world.tell(None, {"type": "commands"})
    return True


def _scope(call: Call) -> tuple[str, str]:
    scope = call.tree("scope", "BotCommandScope") or {"type": USUAL_SCOPE}
    kind = scope.get("type", "")
    if kind in CHAT_SCOPES:
        kind = f"{kind}:{scope.get('chat_id', '')}"
    return kind, call.text("language_code")


def _command(command: Json) -> Json:
    name, description = str(command.get("command", "")).removeprefix("/"), str(command.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= LONGEST_COMMAND_HELP:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
