"""What people do to a group: bring the bot in, come and go, make admins, let it grow into a supergroup."""

from bot.demo.chats import ANONYMOUS_ADMIN, RIGHTS, Chat, Human, Member
from bot.demo.people import Impossible
from bot.demo.refusals import Json
from bot.demo.world import World

USUAL_RIGHTS = frozenset(RIGHTS) - {"can_promote_members"}


def add_bot(world: World, chat: Chat, by: Human, *, admin: bool = False) -> list[int]:
    """Brings the bot into a group."""
    _check_admin(chat, by)
    told = _change(world, chat, by, world.bot_in(chat), "administrator" if admin else "member")
    message = world.post(chat, by.card, _joined(world.bot))
    return told + world.update("message", message, chat)


def remove_bot(world: World, chat: Chat, by: Human) -> list[int]:
    """Throws the bot out of a group."""
    _check_admin(chat, by)
    world.post(chat, by.card, {"left_chat_member": world.bot})
    return _change(world, chat, by, world.bot_in(chat), "kicked")


def enter(world: World, chat: Chat, human: Human) -> list[int]:
    """A person joins a group."""
    member = chat.members.setdefault(human.id, Member(human.card, "left"))
    told = _change(world, chat, human, member, "member")
    return told + _service(world, chat, human.card, _joined(human.card))


def depart(world: World, chat: Chat, human: Human) -> list[int]:
    """A person leaves a group."""
    told = _service(world, chat, human.card, {"left_chat_member": human.card})
    return told + _change(world, chat, human, _member(chat, human), "left")


def promote(world: World, chat: Chat, by: Human, human: Human, *, anonymous: bool = False) -> list[int]:
    """Makes a member an admin, perhaps one who posts in the group's name."""
    _check_admin(chat, by)
    member = _member(chat, human)
    member.anonymous = anonymous
    return _change(world, chat, by, member, "administrator")


def demote(world: World, chat: Chat, by: Human, human: Human) -> list[int]:
    """Takes an admin's powers away."""
    _check_admin(chat, by)
    return _change(world, chat, by, _member(chat, human), "member")


def promote_bot(world: World, chat: Chat, by: Human) -> list[int]:
    """Makes the bot an admin, so that it hears everything said in the group."""
    _check_admin(chat, by)
    return _change(world, chat, by, world.bot_in(chat), "administrator")


def set_bot(world: World, chat: Chat, by: Human, status: str) -> list[int]:
    """Gives the bot any other place: member, restricted, left."""
    _check_admin(chat, by)
    return _change(world, chat, by, world.bot_in(chat), status)


def add_topic(chat: Chat, number: int, name: str) -> None:
    """Opens a topic in a group that has topics; 1 is General, which has no number in a message."""
    if not chat.forum or number == 1:
        raise Impossible("topics are for groups with topics, and General is always there")
    chat.topics[number] = name


def migrate(world: World, chat: Chat, by: Human) -> tuple[Chat, list[int]]:
    """A basic group becomes a supergroup, with a new number; both chats say so."""
    if chat.kind != "group":
        raise Impossible("only a basic group can become a supergroup")
    _check_admin(chat, by)
    new = world.open_group(chat.title, by)
    new.members = chat.members
    told = _service(world, chat, by.card, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    return new, told + _service(world, new, ANONYMOUS_ADMIN, {"migrate_from_chat_id": chat.id})


def _joined(card: Json) -> Json:
    return {"new_chat_participant": card, "new_chat_member": card, "new_chat_members": [card]}


def _service(world: World, chat: Chat, sender: Json, content: Json) -> list[int]:
    message = world.post(chat, sender, content)
    return world.update("message", message, chat) if world.bot_in(chat).present else []


def _change(world: World, chat: Chat, by: Human, member: Member, status: str) -> list[int]:
    own = member.card is world.bot
    old = member.record()
    member.status = status
    member.rights = USUAL_RIGHTS if status == "administrator" else frozenset()
    world.tell(chat, {"type": "chats"})
    change: Json = {"chat": chat.card, "from": by.card, "date": world.stamp()}
    change |= {"old_chat_member": old, "new_chat_member": member.record()}
    if own:
        return world.update("my_chat_member", change, chat)
    return world.update("chat_member", change, chat) if world.bot_in(chat).status == "administrator" else []


def _member(chat: Chat, human: Human) -> Member:
    if human.id not in chat.members:
        raise Impossible(f"{human.first_name} is not in this group")
    return chat.members[human.id]


def _check_admin(chat: Chat, human: Human) -> None:
    if chat.private or _member(chat, human).status not in ("creator", "administrator"):
        raise Impossible(f"{human.first_name} is not an admin of this group")
