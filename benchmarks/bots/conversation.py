"""The form with python-telegram-bot's ConversationHandler and PicklePersistence, both as they come.

A ConversationHandler needs its updates one at a time, so `concurrent_updates` stays off. PicklePersistence
writes every 60 seconds and at the end.
"""

import asyncio
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks import words
from benchmarks.bots.options import options

CHECK = len(words.QUESTIONS)
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(words.SAVE, callback_data="save")]])


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data.clear()
    await update.message.reply_text(words.question(0), parse_mode=ParseMode.HTML)
    return 0


async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    step = len(context.user_data)
    said = escape(update.message.text, quote=False)
    context.user_data[words.QUESTIONS[step][0]] = said
    if step + 1 < CHECK:
        await update.message.reply_text(words.question(step + 1, said), parse_mode=ParseMode.HTML)
    else:
        text = words.check(context.user_data)
        await update.message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=BUTTONS)
    return step + 1


async def save(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await asyncio.gather(query.answer(), query.edit_message_text(words.THANKS, parse_mode=ParseMode.HTML))
    return ConversationHandler.END


def main() -> None:
    told = options()
    kept = PicklePersistence(told.folder / "conversations.pickle")
    app = ApplicationBuilder().token(told.token).base_url(f"{told.api}/bot").persistence(kept).build()
    said = MessageHandler(filters.TEXT & ~filters.COMMAND, answered)
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler(words.COMMAND, begin)],
            states={step: [said] for step in range(CHECK)} | {CHECK: [CallbackQueryHandler(save, "^save$")]},
            fallbacks=[CommandHandler(words.COMMAND, begin)],
            name=words.COMMAND,
            persistent=True,
        )
    )
    app.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
