"""Telegram: the application, every page and every route, in order, on one screen."""

from collections.abc import Iterator
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

from bot.catalogue import bundled_letters
from bot.forms.child import CHILD
from bot.forms.contact import CONTACT
from bot.forms.correct import CORRECT, CORRECT_AHEAD
from bot.forms.draft_check import DRAFT_CHECK
from bot.forms.event import event_form, reply_form
from bot.forms.form import Form
from bot.forms.last_day import END
from bot.forms.letter import EFFECT, PARAGRAPH, PEOPLE, SENT, WAYS, WORDS, asks_form, effect_form, words_form
from bot.forms.log import LOG
from bot.forms.more import MORE
from bot.forms.school_calendar import SCHOOL
from bot.law import rules
from bot.services import Services
from handlers import (
    absence,
    absences,
    calls,
    cases,
    children,
    deadlines,
    draft_check,
    groups,
    happened,
    heard,
    help,  # noqa: A004
    holder,
    letter,
    letter_parts,
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
from handlers.edge.forms import Forms, Kept
from handlers.edge.request import AiohttpRequest

App = Application[Any, Context, Any, Any, Services, Any]


def _event_forms() -> Iterator[Kept]:
    """Something happened, and they replied: two forms for each subject, from the events of its rule file."""
    rulebook = rules.bundled()
    common = [event for event in rulebook.kinds.values() if not rulebook.subject(event.subject).kind]
    for subject in rulebook.menu:
        yield Kept(event_form(subject, common), happened.save, cases.child_called, absences.leads)
        yield Kept(reply_form(subject, common), happened.save, cases.child_called, absences.leads)


LETTERS = bundled_letters().letters


def _forms_of_letters() -> Iterator[Form]:
    """Own words, and the effect on the child, as each letter asks for them."""
    yield from (words_form(each.id, each.own_words_ask) for each in LETTERS if each.own_words_ask)
    yield from (effect_form(each.id, each.effect_ask) for each in LETTERS if each.effect_ask)


# Each form, what its answers are saved by, and what its heading says that it is about.
FORMS = (
    Kept(CHILD, children.save, children.nobody),
    *_event_forms(),
    Kept(CORRECT, record.save_correction, record.name),
    Kept(CORRECT_AHEAD, record.save_correction, record.name),
    Kept(LOG, absences.save, children.name),
    Kept(absence.RELOG, absence.save_change, absence.name),
    Kept(MORE, absence.save_more, absence.name),
    Kept(END, absence.save_end, absence.name),
    Kept(CONTACT, calls.save, children.name),
    Kept(SCHOOL, school.save_name, children.name),
    Kept(school.DATES, school.save_dates, children.name),
    Kept(school.ANY, school.save_any, children.nobody),
    Kept(PEOPLE, letter.save_people, children.name),
    Kept(WORDS, letter.save_words, letter.name),
    Kept(EFFECT, letter.save_words, letter.name),
    *(Kept(form, letter.save_words, letter.name) for form in _forms_of_letters()),
    Kept(PARAGRAPH, letter_parts.save_paragraph, letter.name),
    Kept(WAYS, letter_parts.save_ways, letter.name),
    Kept(SENT, letter.save_sent, letter.name),
    Kept(DRAFT_CHECK, draft_check.save, letter.name),
    *(
        Kept(asks_form(each.id, each.title, each.asks), letter_parts.save_asks, letter.name)
        for each in LETTERS
        if each.asks
    ),
)
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
    "people": letter.people,
    "letterfile": letter.file,
    "sent": letter.sent,
    "answered": letter.answered,
    "parts": letter_parts.parts,
    "leave": letter_parts.leave,
    "copyto": letter_parts.copy_to,
    "paragraph": letter_parts.paragraph,
    "ownpart": letter_parts.own_part,
    "ownup": letter_parts.up,
    "owndrop": letter_parts.drop,
    "asks": letter_parts.asks,
    "ways": letter_parts.ways,
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
    "urgent": help.urgent,
    "help": help.helps,
}
COMMANDS: dict[str, tuple[Page, str]] = {
    "start": (start.start, "Your home page"),
    "dates": (deadlines.dates, "Dates and deadlines"),
    "rights": (rights.rights, "Your rights, with their sources"),
    "out": (absences.out, "Days out of school"),
    "letters": (letters.listed, "Letters"),
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
        buttons,
        hello=start.hello,
        urgent=help.heard,
        lost=others.lost,
        in_group=groups.neutral_tap,
    )


def _routes(door: Door) -> list[BaseHandler[Update, Context, Any]]:
    """Every route; the first that fits an update answers it. A command comes before any form."""
    return [
        CallbackQueryHandler(door.tapped),
        MessageHandler(PLAIN, door.page(Entry(others.typed, in_form=True))),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.COMMAND & ~PRIVATE, groups.neutral),
        MessageHandler(~PRIVATE, groups.ignore),
        MessageHandler(filters.UpdateType.EDITED, door.page(Entry(others.edited, in_form=True))),
        *(
            CommandHandler(name, door.page(Entry(page, name in OPEN_COMMANDS), name), PRIVATE)
            for name, (page, _) in COMMANDS.items()
        ),
        MessageHandler(filters.COMMAND, door.page(Entry(others.unknown_command, open_to_all=True), "help")),
        MessageHandler(filters.ALL, door.page(Entry(others.not_words, in_form=True))),
    ]
