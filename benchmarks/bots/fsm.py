"""The form with aiogram's FSM, kept in SQLite by aiogram-sqlite-storage. Updates are handled side by side.

Two settings are not what it comes with, and make it much faster: JSON in place of pickle, and SQLite's
write-ahead log without a wait for the disk at each commit. `--as-it-comes` leaves them out.
"""

import asyncio
import sys
from html import escape

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_sqlite_storage.sqlitestore import SQLStorage

from benchmarks import words
from benchmarks.bots.options import options

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=words.SAVE, callback_data="save")]]
)
router = Router()


class Report(StatesGroup):
    first = State()
    second = State()
    third = State()
    check = State()


STATES = (Report.first, Report.second, Report.third, Report.check)


@router.message(Command(words.COMMAND))
async def begin(message: Message, state: FSMContext) -> None:
    await state.set_data({})
    await state.set_state(Report.first)
    await message.answer(words.question(0))


@router.message(StateFilter(*STATES[:-1]), F.text)
async def answered(message: Message, state: FSMContext, raw_state: str) -> None:
    step = [each.state for each in STATES].index(raw_state)
    said = escape(message.text, quote=False)
    answers = await state.update_data({words.QUESTIONS[step][0]: said})
    await state.set_state(STATES[step + 1])
    if STATES[step + 1] == Report.check:
        await message.answer(words.check(answers), reply_markup=BUTTONS)
    else:
        await message.answer(words.question(step + 1, said))


@router.callback_query(Report.check, F.data == "save")
async def save(query: CallbackQuery, state: FSMContext) -> None:
    await state.clear()
    chat, message = query.message.chat.id, query.message.message_id
    await asyncio.gather(
        query.bot.answer_callback_query(query.id),
        query.bot.edit_message_text(words.THANKS, chat_id=chat, message_id=message),
    )


async def main() -> None:
    plain = "--as-it-comes" in sys.argv
    if plain:
        sys.argv.remove("--as-it-comes")
    told = options()
    storage = SQLStorage(str(told.folder / "fsm.db"), "pickle" if plain else "json")
    if not plain:
        storage.con.execute("PRAGMA journal_mode = WAL")
        storage.con.execute("PRAGMA synchronous = NORMAL")
    session = AiohttpSession(api=TelegramAPIServer.from_base(told.api))
    bot = Bot(told.token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
