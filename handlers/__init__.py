"""Telegram: the application, every page and every route, in order, on one screen."""

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
from handlers import (
    absence,
    absences,
    calls,
    cases,
    children,
    deadlines,
    draft_check,
    given,
    group,
    group_pages,
    groups,
    happened,
    heard,
    help,  # noqa: A004
    holder,
    letter,
    letter_address,
    letter_files,
    letter_names,
    letter_parts,
    letter_sent,
    letters,
    nudges,
    others,
    papers,
    privacy,
    record,
    replies,
    rights,
    school,
    start,
    timeline,
)
from handlers.edge import errors
from handlers.edge.context import Context, Page
from handlers.edge.door import Door, Entry
from handlers.edge.forms import Forms
from handlers.edge.request import AiohttpRequest
from handlers.forms import FORMS

App = Application[Any, Context, Any, Any, Services, Any]

FORM_DESK = Forms({kept.form.id: kept for kept in FORMS}, start.home)

# What a button can ask for: `dates:12` is the page "dates". The same pages answer a repeated update.
PAGES: dict[str, Page] = {
    "home": start.home,
    "more": start.more,
    "children": children.listed,
    "child": children.one,
    "addchild": children.add,
    "removechild": children.remove,
    "erasechild": children.erase,
    "happened": happened.happened,
    "about": happened.about,
    "newcase": happened.new_case,
    "tell": happened.tell,
    "replied": replies.replied,
    "theysaid": replies.they_said,
    "record": record.told,
    "entry": record.one,
    "correct": record.correct,
    "removeevent": record.remove,
    "dropevent": record.drop,
    "dates": deadlines.dates,
    "case": deadlines.case,
    "over": cases.over,
    "end": cases.end,
    "reopen": cases.reopen,
    "finished": cases.finished,
    "whys": deadlines.whys,
    "why": deadlines.why,
    "out": absences.out,
    "outkinds": absences.kinds,
    "log": absences.begin,
    "same": absences.same,
    "heard": heard.accepted,
    "outlist": absence.listed,
    "absence": absence.one,
    "relog": absence.change,
    "addmore": absence.more,
    "ended": absence.ended,
    "removeabsence": absence.remove,
    "dropabsence": absence.drop,
    "askwriting": absence.ask_in_writing,
    "writing": absence.writing,
    "askedwriting": absence.asked_in_writing,
    "term": papers.term,
    "year": papers.year,
    "papers": papers.listed,
    "paper": papers.paper,
    "calls": calls.listed,
    "newcall": calls.begin,
    "call": calls.one,
    "kept": calls.kept,
    "broken": calls.broken,
    "promiseover": calls.over,
    "askpromise": calls.ask_promise,
    "promises": calls.promises,
    "removecall": calls.remove,
    "dropcall": calls.drop,
    "timeline": timeline.timeline,
    "calendar": timeline.calendar,
    "rights": rights.rights,
    "right": rights.right,
    "changed": rights.changed,
    "school": school.shown,
    "nameschool": school.ask_name,
    "schooldates": school.ask_dates,
    "anyschool": school.ask_any,
    "holder": holder.shown,
    "setholder": holder.choose,
    "letters": letters.listed,
    "allletters": letters.every,
    "aboutletter": letters.about,
    "writefor": letters.begin_for,
    "write": letters.begin,
    "unanswered": letters.unanswered,
    "letter": letter.show,
    "strength": letter.set_strength,
    "words": letter.words,
    "effect": letter.effect,
    "people": letter_names.of_child,
    "names": letter_names.of_letter,
    "letterfile": letter_files.file,
    "sent": letter_sent.sent,
    "answered": letter_sent.answered,
    "notanswered": letter_sent.not_answered,
    "sentday": letter_sent.another_day,
    "notsent": letter_sent.not_sent,
    "unsend": letter_sent.take_back,
    "parts": letter_parts.parts,
    "leave": letter_parts.leave,
    "copyto": letter_parts.copy_to,
    "paragraph": letter_parts.paragraph,
    "ownpart": letter_parts.own_part,
    "ownup": letter_parts.up,
    "ownedit": letter_parts.edit,
    "attach": letter_parts.attach,
    "owndrop": letter_parts.drop,
    "asks": letter_parts.asks,
    "ways": letter_parts.ways,
    "address": letter_address.address,
    "shareaddress": letter_address.share,
    "checkdraft": draft_check.begin,
    "snooze": nudges.snooze,
    "pause": nudges.pause,
    "resume": nudges.resume,
    "help": help.helps,
    "export": privacy.export,
    "delete": privacy.delete,
    "erase": privacy.erase,
    "carry": FORM_DESK.carry_on,
    "again": FORM_DESK.start_again,
}
FORM_PAGES: dict[str, Page] = {"form": FORM_DESK.current, "f": FORM_DESK.tapped}
OPEN_PAGES: dict[str, Page] = {
    "hello": start.start,
    "agree": start.agree,
    "privacy": privacy.privacy,
    "given": given.listed,
    "takeback": given.take_back,
    "urgent": help.urgent,
    "help": help.helps,
}
COMMANDS: dict[str, tuple[Page, str]] = {
    "start": (start.start, "Your home page"),
    "dates": (deadlines.dates, "Dates and deadlines"),
    "rights": (rights.rights, "Your rights, with their sources"),
    "out": (absences.out, "Days out of school"),
    "letters": (letters.listed, "Letters"),
    "groups": (group.listed, "Your groups"),
    "children": (children.listed, "Your children"),
    "help": (help.helps, "Help, and urgent help"),
    "privacy": (privacy.privacy, "How your information is kept"),
    "export": (privacy.export, "A copy of everything"),
    "delete": (privacy.delete, "Erase everything"),
    "cancel": (start.cancel, "Leave what we are doing"),
}
OPEN_COMMANDS = {"start", "help", "privacy"}

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
