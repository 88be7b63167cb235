"""What the bot may learn of chats and of the people in them."""

from bot.demo.calls import Call
from bot.demo.chats import Chat, Member
from bot.demo.methods import access
from bot.demo.refusals import Json, bad
from bot.demo.world import World

ADMINS = ("creator", "administrator")
GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(world: World, call: Call) -> Json:
    chat = access.known(world, call)
    if not chat.private:
        access.readable(world, call)
    elif not chat.started:
        raise bad("chat not found")
    return chat.card | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}


def get_chat_member(world: World, call: Call) -> Json:
    chat = access.readable(world, call)
    number = call.integer("user_id")
    if chat.private and number in (chat.id, world.bot["id"]):
        human = world.people[chat.id]
        return Member(human.card if number == chat.id else world.bot).record()
    if member := chat.members.get(number):
        return member.record()
    if human_there := world.people.get(number):
        return Member(human_there.card, "left").record()
    raise bad("invalid user_id specified" if number <= 0 else "user not found")


def get_chat_administrators(world: World, call: Call) -> list[Json]:
    chat = access.readable(world, call)
    if chat.private:
        raise bad("there are no administrators in the private chat")
    admins = [member for member in chat.members.values() if member.status in ADMINS]
    return [admin.record() for admin in admins if not admin.card["is_bot"] or admin.card is world.bot]


def get_chat_member_count(world: World, call: Call) -> int:
    chat = access.readable(world, call)
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def leave_chat(world: World, call: Call) -> bool:
    chat = access.readable(world, call)
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    leave(world, chat, world.bot_in(chat))
    return True


def leave(world: World, chat: Chat, member: Member, status: str = "left") -> None:
    member.status, member.rights = status, frozenset()
    world.post(chat, member.card, {"left_chat_member": member.card})
