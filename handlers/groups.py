"""In a group: one neutral line and a button to the private chat. No family is ever spoken of here."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.store import families
from handlers.edge.context import Context
from handlers.edge.lanes import committed


async def neutral(update: Update, context: Context) -> None:
    """A command in a group. It is answered the same for everybody, and nothing is read or kept."""
    committed()
    message, bot = update.effective_message, context.bot
    if message is None or not _is_for(bot.username, message.text or ""):
        return
    button = InlineKeyboardButton("Open our private chat", url=f"https://t.me/{bot.username}?start=group")
    text = context.bot_data.texts.message("neutral")
    await message.reply_text(text, reply_markup=InlineKeyboardMarkup([[button]]))


def _is_for(name: str, text: str) -> bool:
    """Says whether a command is ours: `/dates@OtherBot` is not."""
    _, at, other = text.split(maxsplit=1)[0].partition("@") if text.strip() else ("", "", "")
    return not at or other.lower() == name.lower()


async def neutral_tap(update: Update, context: Context) -> None:
    """A button tapped in a group, such as one forwarded there: the same neutral line, to the tapper alone."""
    committed()
    if update.callback_query:
        await update.callback_query.answer(context.bot_data.texts.message("neutral"), show_alert=True)


async def ignore(update: Update, context: Context) -> None:
    """Everything else that is said in a group: not ours to read."""
    committed()


async def membership(update: Update, context: Context) -> None:
    """The parent blocked the bot, or let it in again. A group that adds it needs nothing from us."""
    change = update.my_chat_member
    if change and change.chat.type == ChatType.PRIVATE:
        here = change.new_chat_member.status == ChatMemberStatus.MEMBER
        async with context.bot_data.db.transaction() as db:
            await families.set_reachable(db, change.chat.id, reachable=here)
    committed()
