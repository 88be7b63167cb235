"""What the page may show to a person: the stage for all, a chat only to those in it."""

from bot.clock import HeldClock
from bot.demo.chats import Chat, Human
from bot.demo.methods.settings import menu
from bot.demo.refusals import Json
from bot.demo.world import World

NEWEST = 200


def stage(world: World) -> Json:
    """Who is there, which groups there are, and what the bot's clock says. No word of any chat."""
    return {
        "bot": {"name": world.settings["name"], "username": world.bot["username"]},
        "people": [_person(human) for human in world.people.values() if not human.aside],
        "groups": [_group(world, chat) for chat in world.chats.values() if _open(chat)],
        "clock": clock(world),
    }


def clock(world: World) -> Json:
    held = world.clock if isinstance(world.clock, HeldClock) else None
    return {
        "now": world.clock.now().timestamp(),
        "runs": held is None or held.since is not None,
        "movable": held is not None,
    }


def chat(world: World, room: Chat, human: Human) -> Json:
    """Everything that this person sees in this chat."""
    return {
        "chat": room.card,
        "started": room.started or not room.private,
        "blocked": room.blocked,
        "description": world.settings["description"],
        "menu": menu(world, room),
        "messages": list(room.posts.values())[-NEWEST:],
        "role": room.members[human.id].status if not room.private else "private",
    }


def _person(human: Human) -> Json:
    return {"id": human.id, "name": human.first_name}


def _open(room: Chat) -> bool:
    return not room.private and not room.migrated_to


def _group(world: World, room: Chat) -> Json:
    members = {number: member.status for number, member in room.members.items() if member.present}
    bot = members.pop(world.bot["id"], None)
    return {"id": room.id, "title": room.title, "kind": room.kind, "members": members, "bot": bot}
