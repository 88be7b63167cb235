"""Which chat and which message a call means, and whether the bot may."""

from bot.demo.calls import Call
from bot.demo.chats import Chat, Member
from bot.demo.refusals import Json, Refused, bad, forbidden
from bot.demo.world import World

GENERAL_TOPIC = 1


def known(world: World, call: Call) -> Chat:
    """The chat that a call names; the bot may have been thrown out of it."""
    name = call.text("chat_id")
    if not name:
        raise bad("chat_id is empty")
    chat = world.chats.get(call.integer("chat_id"))
    if chat is None:
        raise bad("chat not found")
    return chat


def readable(world: World, call: Call) -> Chat:
    """A chat that the bot is in, or may write to."""
    chat = known(world, call)
    if chat.migrated_to:
        parameters = {"migrate_to_chat_id": chat.migrated_to}
        raise bad("group chat was upgraded to a supergroup chat", parameters)
    if chat.private:
        _check_private(chat)
    else:
        _check_group(chat, world.bot_in(chat))
    return chat


def writable(world: World, call: Call) -> tuple[Chat, Json]:
    """A chat that the bot may write to, and what places the message in it: its topic."""
    chat = readable(world, call)
    if not chat.private and world.bot_in(chat).status == "restricted":
        raise bad("not enough rights to send text messages to the chat")
    topic = call.integer("message_thread_id")
    if not topic:
        return chat, {}
    if chat.forum and topic in chat.topics:
        return chat, {"message_thread_id": topic, "is_topic_message": True}
    raise bad("message thread not found")


def message(chat: Chat, call: Call, purpose: str) -> Json:
    """The message that a call names; `purpose` begins Telegram's sentence where there is none."""
    found = chat.posts.get(call.integer("message_id"))
    if found is None:
        raise bad(f"message to {purpose} not found")
    return found


def reply(chat: Chat, call: Call) -> Json:
    """The message that is answered, as it stands inside the answer."""
    asked = call.tree("reply_parameters", "reply parameters") or {}
    number = asked.get("message_id") or call.integer("reply_to_message_id")
    if not number:
        return {}
    if found := chat.posts.get(int(number)):
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}
    if asked.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def _check_private(chat: Chat) -> None:
    assert chat.human
    if chat.human.deleted:
        raise forbidden("user is deactivated")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")


def _check_group(chat: Chat, bot: Member) -> None:
    if not bot.present:
        how = "was kicked from" if bot.status == "kicked" else "is not a member of"
        raise _out(chat, how)


def _out(chat: Chat, how: str) -> Refused:
    return forbidden(f"bot {how} the {chat.kind} chat")
