"""Messages changed, taken away or pinned, and taps answered."""

from datetime import datetime, timedelta

from bot.demo import keyboards
from bot.demo.calls import Call
from bot.demo.chats import Chat
from bot.demo.methods import access
from bot.demo.methods.sending import caption_of, text_body
from bot.demo.refusals import Json, bad
from bot.demo.world import QUERIES_LIVE, World

DELETABLE_FOR = timedelta(hours=48)
LONGEST_ALERT = 200
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_message_text(world: World, call: Call) -> Json:
    body = text_body(call)
    return _edit(world, call, "text", body)


def edit_message_caption(world: World, call: Call) -> Json:
    return _edit(world, call, "caption", caption_of(call))


def edit_message_reply_markup(world: World, call: Call) -> Json:
    return _edit(world, call, None, {})


def delete_message(world: World, call: Call) -> bool:
    if not call.text("chat_id"):
        raise bad("chat identifier is not specified")
    if not call.integer("message_id"):
        raise bad("message identifier is not specified")
    chat = access.readable(world, call)
    message = access.message(chat, call, "delete")
    if not _may_delete(world, chat, message):
        raise bad("message can't be deleted")
    if world.clock.now() - datetime.fromtimestamp(message["date"], world.clock.now().tzinfo) > DELETABLE_FOR:
        raise bad("message can't be deleted for everyone")
    world.remove(chat, message["message_id"])
    world.acted(chat)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or query.answered or world.clock.now() - query.at > QUERIES_LIVE:
        raise bad(TOO_OLD)
    text = call.text("text")
    if len(text) > LONGEST_ALERT:
        raise bad("MESSAGE_TOO_LONG")
    query.answered = True
    if text:
        world.record(query.chat, "alert", query.human.first_name, words=text)
    shown = {"type": "alert", "query": query.id, "text": text, "alert": call.flag("show_alert")}
    world.tell(query.chat, shown | {"person": query.human.id})
    world.acted(query.chat)
    return True


def pin_chat_message(world: World, call: Call) -> bool:
    chat = access.readable(world, call)
    message = access.message(chat, call, "pin")
    bot = world.bot_in(chat)
    if not chat.private and bot.status == "administrator" and "can_pin_messages" not in bot.rights:
        raise bad("not enough rights to manage pinned messages in the chat")
    if not chat.private and bot.status == "member":
        raise bad("not enough rights to manage pinned messages in the chat")
    world.post(chat, world.bot, {"pinned_message": message})
    world.acted(chat)
    return True


def _edit(world: World, call: Call, part: str | None, body: Json) -> Json:
    if not call.text("chat_id") or not call.integer("message_id"):
        raise bad("message identifier is not specified")
    markup = keyboards.read(call.values.get("reply_markup"), only_inline=True)
    chat = access.readable(world, call)
    old = access.message(chat, call, "edit")
    _check_editable(world, old, part)
    new = _changed(old, part, body, markup)
    if _comparable(new) == _comparable(old):
        raise bad(UNCHANGED)
    new["edit_date"] = world.stamp()
    world.edit(chat, new)
    world.acted(chat)
    return new


def _changed(old: Json, part: str | None, body: Json, markup: Json | None) -> Json:
    replaced = ("reply_markup", *_parts_of(part))
    new = {name: value for name, value in old.items() if name not in replaced} | body
    if markup:
        new["reply_markup"] = markup
    return new


def _parts_of(part: str | None) -> tuple[str, ...]:
    if part == "text":
        return ("text", "entities", "link_preview_options")
    return ("caption", "caption_entities") if part else ()


def _comparable(message: Json) -> Json:
    return {
        name: value for name, value in message.items() if name not in ("edit_date", "link_preview_options")
    }


def _check_editable(world: World, message: Json, part: str | None) -> None:
    if message["from"] is not world.bot or "pinned_message" in message:
        raise bad("message can't be edited")
    if part == "text" and "text" not in message:
        raise bad("there is no text in the message to edit")
    if part == "caption" and "text" in message:
        raise bad("there is no caption in the message to edit")


def _may_delete(world: World, chat: Chat, message: Json) -> bool:
    bot = world.bot_in(chat) if not chat.private else None
    return bot is None or message["from"] is world.bot or "can_delete_messages" in bot.rights
