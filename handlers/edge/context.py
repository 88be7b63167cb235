"""The types that python-telegram-bot hands to a callback: its bot_data is our Services, and nothing else."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.services import Services
from handlers.edge.screen import Screen
from handlers.edge.visit import Visit

Context = CallbackContext[ExtBot[Any], Any, Any, Services]
Answer = Callable[[Update, Context], Coroutine[Any, Any, None]]
Page = Callable[[Visit], Awaitable[Screen]]
