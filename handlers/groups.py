"""In a group: a welcome, one neutral line, answers to a notice. No family is ever spoken of here."""

from datetime import date

from telegram import ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot import clock
from bot.actions import gathering
from bot.services import Services
from bot.store import families, groups
from handlers.edge import seats
from handlers.edge.context import Context
from handlers.edge.lanes import committed

HERE = "here"  # the command by which an admin says in which topic notices go
INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)


async def membership(update: Update, context: Context) -> None:
    """The parent blocked the bot, or let it in again; or a group took it in, or put it out."""
    change = update.my_chat_member
    if change is None:
        committed()
    elif change.chat.type == ChatType.PRIVATE:
        here = change.new_chat_member.status == ChatMemberStatus.MEMBER
        async with context.bot_data.db.transaction() as db:
            await families.set_reachable(db, change.chat.id, reachable=here)
        committed()
    elif change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        await _came_or_went(context, change.chat.id, change.chat.title or "", change.new_chat_member)
    else:
        committed()


async def _came_or_went(context: Context, chat_id: int, title: str, bot: ChatMember) -> None:
    services = context.bot_data
    is_new = False
    async with services.db.transaction() as db:
        if bot.status in INSIDE and getattr(bot, "is_member", True):
            _, is_new = await groups.arrive(db, chat_id, title, _today(services))
        else:
            await groups.depart(db, chat_id)
    committed()
    if is_new:
        await _welcome(context, chat_id)


async def _welcome(context: Context, chat_id: int) -> None:
    text = context.bot_data.texts.message("groupwelcome")
    try:
        await context.bot.send_message(chat_id, text, reply_markup=await _way_in(context, chat_id))
    except TelegramError:  # it may not write there: an admin can still send the link
        return


async def _way_in(context: Context, chat_id: int) -> InlineKeyboardMarkup:
    """The button to the private chat, which carries the group."""
    async with context.bot_data.db.transaction() as db:
        group = await groups.by_chat(db, chat_id)
    payload = f"g{group.word}" if group else "group"
    url = f"https://t.me/{context.bot.username}?start={payload}"
    return InlineKeyboardMarkup([[InlineKeyboardButton("Open our private chat", url=url)]])


async def moved(update: Update, context: Context) -> None:
    """The group became a supergroup: both chats say so, and whichever comes first moves everything."""
    message = update.effective_message
    assert message
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    async with context.bot_data.db.transaction() as db:
        await gathering.move(db, old, new, context.bot_data.clock.now())
    committed()


async def member(update: Update, context: Context) -> None:
    """Somebody left the group, or was put out: they belong to it no more here either."""
    change = update.chat_member
    if change and change.new_chat_member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED):
        async with context.bot_data.db.transaction() as db:
            await groups.leave_chat(db, change.new_chat_member.user.id, change.chat.id)
    committed()


async def command(update: Update, context: Context) -> None:
    """A command in a group. All but one are answered the same for everybody, and nothing is read or kept."""
    message = update.effective_message
    words = (message.text or "").split() if message else []
    if message is None or not words or not _is_for(context.bot.username, words[0]):
        committed()
    elif words[0].partition("@")[0] == f"/{HERE}":
        await _here(message, context)
    else:
        committed()
        await message.reply_text(
            context.bot_data.texts.message("neutral"), reply_markup=await _way_in(context, message.chat.id)
        )


def _is_for(name: str, command: str) -> bool:
    """Says whether a command is ours: `/dates@OtherBot` is not."""
    _, at, other = command.partition("@")
    return not at or other.lower() == name.lower()


async def _here(message: Message, context: Context) -> None:
    """An admin says where notices go: in this topic."""
    services, chat = context.bot_data, message.chat.id
    async with services.db.transaction() as db:
        group, _ = await groups.arrive(db, chat, message.chat.title or "", _today(services))
    allowed = await _is_admin(message, context, group)
    if allowed:
        topic = message.message_thread_id if message.is_topic_message else None
        async with services.db.transaction() as db:
            await groups.change(db, group.id, topic=topic)
    committed()
    text = services.texts.message("here" if allowed else "herenot")
    await message.reply_text(text, reply_markup=None if allowed else await _way_in(context, chat))


async def _is_admin(message: Message, context: Context, group: groups.Group) -> bool:
    """An anonymous admin speaks as the group itself, and counts only where the group said so.

    Every anonymous admin of every group has the same Telegram number: that number is never trusted.
    """
    if message.sender_chat is not None:
        return message.sender_chat.id == group.chat_id and group.anonymous
    if message.from_user is None:
        return False
    return await seats.ask(context.bot, group.chat_id, message.from_user.id) in (seats.OWNER, seats.ADMIN)


async def tapped(update: Update, context: Context) -> None:
    """A button tapped in a group: an answer to a notice of that group; else a neutral line, to them alone."""
    query = update.callback_query
    assert query
    route = (query.data or "").split(":")
    said = ""
    if route[0] == "rsvp" and query.message:
        services = context.bot_data
        async with services.db.transaction() as db:
            who = gathering.Person(query.from_user.id, query.from_user.full_name)
            chat, now = query.message.chat.id, services.clock.now()
            said = await gathering.answer_in_group(db, chat, route[1:], who, now)
    committed()
    words = context.bot_data.texts.message("rsvptoast", said=said) if said else None
    await query.answer(words or context.bot_data.texts.message("neutral"), show_alert=words is None)


async def ignore(update: Update, context: Context) -> None:
    """Everything else that is said in a group: not ours to read."""
    committed()


def _today(services: Services) -> date:
    return clock.today(services.clock)
