"""Telegram: the application and every route, in order, on one screen."""

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.services import Services
from handlers import group_pages, groups, help, others, start  # noqa: A004
from handlers.edge import errors
from handlers.edge.context import Context
from handlers.edge.door import Door, Entry
from handlers.edge.request import AiohttpRequest
from handlers.pages import COMMANDS, FORM_DESK, FORM_PAGES, OPEN_COMMANDS, OPEN_PAGES, PAGES

App = Application[Any, Context, Any, Any, Services, Any]

PRIVATE = filters.ChatType.PRIVATE
PLAIN = filters.TEXT & PRIVATE & ~filters.COMMAND & ~filters.UpdateType.EDITED  # most of what comes


def build(services: Services, **request: Any) -> App:
    """The application, ready to be initialised. `request` goes to the HTTP client."""
    telegram = services.settings.telegram
    app = (
        Application.builder()
        .token(telegram.token.get_secret_value())
        .base_url(f"{telegram.api_url}/bot")
        .base_file_url(f"{telegram.api_url}/file/bot")
        .request(AiohttpRequest(**request))
        .get_updates_request(AiohttpRequest(**request))
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(bot_data=lambda: services))  # type: ignore[call-overload]  # it is only ever called
        .build()
    )
    for route in _routes(_door()):
        app.add_handler(route)
    app.add_error_handler(errors.apologise)
    return app


def _door() -> Door:
    buttons = {name: Entry(page) for name, page in PAGES.items()}
    buttons |= {name: Entry(page, in_form=True) for name, page in FORM_PAGES.items()}
    buttons |= {name: Entry(page, open_to_all=True, in_form=True) for name, page in OPEN_PAGES.items()}
    return Door(
        FORM_DESK,
        buttons | group_pages.ENTRIES,
        hello=start.hello,
        urgent=help.heard,
        lost=others.lost,
        in_group=groups.tapped,
        links=group_pages.LINKS,
    )


def _routes(door: Door) -> list[BaseHandler[Update, Context, Any]]:
    """Every route; the first that fits an update answers it. A command comes before any form."""
    return [
        CallbackQueryHandler(door.tapped),
        MessageHandler(PLAIN, door.page(Entry(others.typed, in_form=True))),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ChatMemberHandler(groups.member, ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, groups.moved),
        MessageHandler(filters.COMMAND & ~PRIVATE, groups.command),
        MessageHandler(~PRIVATE, groups.ignore),
        MessageHandler(filters.UpdateType.EDITED, door.page(Entry(others.edited, in_form=True))),
        CommandHandler("start", door.linked, PRIVATE, has_args=1),
        *(
            CommandHandler(name, door.page(Entry(page, name in OPEN_COMMANDS), name), PRIVATE)
            for name, (page, _) in COMMANDS.items()
        ),
        MessageHandler(filters.COMMAND, door.page(Entry(others.unknown_command, open_to_all=True), "help")),
        MessageHandler(filters.ALL, door.page(Entry(others.not_words, in_form=True))),
    ]
