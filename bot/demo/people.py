"""What a person can do in Telegram; each act gives the numbers of the updates that the bot will get."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.demo import entities as parts
from bot.demo.chats import A_CHANNEL, ANONYMOUS_ADMIN, CHANNEL_BOT, Chat, Human
from bot.demo.files import Files, Stored
from bot.demo.refusals import Json
from bot.demo.world import World

LONGEST_TEXT = 4096
KINDS = ("photo", "voice", "sticker", "document")


class Impossible(Exception):
    """Something that Telegram's own apps would not let this person do."""


@dataclass(frozen=True)
class Manner:
    """How something is said in a group: in answer to a message, in a topic, in another name than theirs."""

    reply_to: int | None = None
    topic: int | None = None
    anonymous: bool = False
    channel: str = ""  # the title of a channel of theirs: any member may speak as one


PLAINLY = Manner()


def start(world: World, human: Human, payload: str = "") -> list[int]:
    """Presses Start, perhaps from a link that carries a word."""
    chat = world.private(human)
    told = unblock(world, human) if chat.blocked else []
    return told + say(world, human, f"/start {payload}".strip(), chat)


def say(
    world: World, human: Human, text: str, chat: Chat | None = None, manner: Manner = PLAINLY
) -> list[int]:
    """Says something, in as many messages as Telegram's apps would cut it into."""
    chat = chat or world.private(human)
    if not text.strip():
        raise Impossible("an empty message cannot be sent")
    told: list[int] = []
    for piece in pieces(text):
        content = _place(chat, manner) | {"text": piece}
        if found := parts.find(piece):
            content["entities"] = found
        told += _post(world, human, chat, content | _speaker(manner))
    return told


def edit(world: World, human: Human, message_id: int, text: str, chat: Chat | None = None) -> list[int]:
    """Changes one of the person's own messages."""
    chat = chat or world.private(human)
    old = _message(chat, message_id)
    if old["from"] is not human.card or "text" not in old:
        raise Impossible("only one's own text can be changed")
    new = {name: value for name, value in old.items() if name != "entities"} | {"text": text.strip()}
    if found := parts.find(new["text"]):
        new["entities"] = found
    new["edit_date"] = world.stamp()
    world.edit(chat, new)
    return world.update("edited_message", new, chat) if _bot_hears(world, chat, new) else []


def tap(
    world: World, human: Human, message_id: int, data: str, chat: Chat | None = None, *, label: str = ""
) -> tuple[str, list[int]]:
    """Taps a button, or sends what an altered app might; gives the query's number too."""
    chat = chat or world.private(human)
    _check_presence(chat, human)
    query = world.ask(chat, human, label or data)
    world.record(chat, "tap", human.first_name, words=label or f"forged: {data}")
    gone: Json = {"message_id": message_id, "chat": chat.card, "date": 0}
    message = chat.posts.get(message_id, gone)
    content: Json = {"id": query.id, "from": human.card, "message": message}
    told = content | {"chat_instance": str(chat.id), "data": data}
    return query.id, world.update("callback_query", told, chat)


def send(
    world: World, human: Human, kind: str, stored: Stored, chat: Chat | None = None, *, caption: str = ""
) -> list[int]:
    """Sends a photo, a voice message, a sticker or a document."""
    content: Json = {kind: _media(kind, stored, world.files)}
    if caption:
        content["caption"] = caption
    return _post(world, human, chat or world.private(human), content)


def forward(world: World, human: Human, message: Json, chat: Chat | None = None) -> list[int]:
    """Forwards a message from anywhere into a chat with the bot."""
    kept = ("text", "entities", "caption", "caption_entities", "document", *KINDS)
    content = {name: message[name] for name in kept if name in message}
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    return _post(world, human, chat or world.private(human), {"forward_origin": origin} | content)


def block(world: World, human: Human) -> list[int]:
    return _set_blocked(world, human, "member", "kicked")


def unblock(world: World, human: Human) -> list[int]:
    return _set_blocked(world, human, "kicked", "member")


def pieces(text: str) -> Iterator[str]:
    """A long text as Telegram's apps cut it: at a line's end if they can, else between words."""
    text = text.strip()
    while len(text) > LONGEST_TEXT:
        head = text[:LONGEST_TEXT]
        at = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or LONGEST_TEXT
        yield head[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _speaker(manner: Manner) -> Json:
    """Who a message says that it is from, where that is not the person."""
    if manner.anonymous:
        return {"from": ANONYMOUS_ADMIN}
    if manner.channel:
        channel = {"id": A_CHANNEL, "title": manner.channel, "type": "channel"}
        return {"from": CHANNEL_BOT, "sender_chat": channel}
    return {}


def _post(world: World, human: Human, chat: Chat, content: Json) -> list[int]:
    _check_presence(chat, human)
    if chat.private:
        chat.started = True
    message = world.post(chat, content.get("from", human.card), content)
    return world.update("message", message, chat) if _bot_hears(world, chat, message) else []


def _check_presence(chat: Chat, human: Human) -> None:
    if not chat.holds(human.id):
        raise Impossible(f"{human.first_name} is not in this chat")
    if chat.blocked:
        raise Impossible(f"{human.first_name} has blocked the bot; Telegram shows no typing box")
    if chat.migrated_to:
        raise Impossible("this group has become a supergroup")


def _place(chat: Chat, manner: Manner) -> Json:
    place: Json = {"message_thread_id": manner.topic, "is_topic_message": True} if manner.topic else {}
    if manner.reply_to is None:
        return place
    answered = {k: v for k, v in _message(chat, manner.reply_to).items() if k != "reply_to_message"}
    if chat.kind == "supergroup" and not manner.topic:
        place["message_thread_id"] = answered.get("message_thread_id", manner.reply_to)  # a thread, no topic
    return place | {"reply_to_message": answered}


def _message(chat: Chat, message_id: int) -> Json:
    if message_id not in chat.posts:
        raise Impossible("there is no such message in this chat")
    return chat.posts[message_id]


def _bot_hears(world: World, chat: Chat, message: Json) -> bool:
    """With privacy mode on, a bot in a group hears commands and answers to itself, unless it is an admin."""
    if chat.private:
        return True
    bot = world.bot_in(chat)
    if not bot.present or chat.migrated_to:
        return False
    if not world.privacy or bot.status == "administrator":
        return True
    if message.get("reply_to_message", {}).get("from") is world.bot:
        return True
    return any(_for_bot(world, message, entity) for entity in message.get("entities", ()))


def _for_bot(world: World, message: Json, entity: Json) -> bool:
    if entity["type"] not in ("bot_command", "mention"):
        return False
    _, at, name = parts.cut(message["text"], entity).partition("@")
    return not at or name.lower() == world.bot["username"].lower()


def _media(kind: str, stored: Stored, files: Files) -> Json | list[Json]:
    card = stored.card()
    if kind == "photo":
        return files.sizes(stored)
    if kind == "voice":
        return card | {"duration": 3, "mime_type": stored.mime}
    if kind == "sticker":
        still = {"is_animated": False, "is_video": False, "type": "regular"}
        return card | {"width": 512, "height": 512, "emoji": "\N{THUMBS UP SIGN}"} | still
    return {"file_name": stored.name, "mime_type": stored.mime} | card


def _set_blocked(world: World, human: Human, old: str, new: str) -> list[int]:
    chat = world.private(human)
    if chat.blocked == (new == "kicked"):
        return []
    chat.blocked = new == "kicked"
    world.record(
        chat, "note", human.first_name, words="blocked the bot" if chat.blocked else "unblocked the bot"
    )
    world.tell(chat, {"type": "chats"})
    change: Json = {"chat": chat.card, "from": human.card, "date": world.stamp()}
    for name, status in (("old_chat_member", old), ("new_chat_member", new)):
        change[name] = {"user": world.bot, "status": status} | (
            {"until_date": 0} if status == "kicked" else {}
        )
    return world.update("my_chat_member", change, chat)
