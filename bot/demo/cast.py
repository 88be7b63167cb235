"""The people of the demonstration: two parents and the admin of their group."""

from dataclasses import dataclass

from bot.demo import groups
from bot.demo.chats import Chat, Human
from bot.demo.world import World

GROUP = "Parents together"


@dataclass(frozen=True)
class Cast:
    parent: Human
    second: Human
    admin: Human
    group: Chat


def gather(world: World) -> Cast:
    """Brings the usual people into a world, with a group that they and the bot are in."""
    parent, second, admin = (world.join(name) for name in ("Parent", "Second parent", "Group admin"))
    group = world.open_group(GROUP, admin)
    for human in (parent, second):
        groups.enter(world, group, human)
    groups.add_bot(world, group, admin)
    return Cast(parent, second, admin, group)
