"""Where an update comes in: one transaction for all that it does, then the answer is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import IntegrityError
from telegram import Update
from telegram.constants import ChatType

from bot.forms.distress import is_distress
from bot.services import Services
from bot.store import drafts, families, visits
from bot.store.db import lock_chat
from handlers.edge.context import Answer, Context, Page
from handlers.edge.forms import Forms
from handlers.edge.lanes import committed
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import Finds, Seat, Seats
from handlers.edge.speak import show
from handlers.edge.visit import NotTheirs, Unseated, Visit
from handlers.edge.visitor import Visitor


@dataclass(frozen=True)
class Entry:
    """A page and who may see it. `open_to_all` needs no consent; `in_form` leaves an open form open,
    and every other page parks it: a command always wins."""

    page: Page
    open_to_all: bool = False
    in_form: bool = False
    seat: Finds | None = None  # the page must know what the visitor is in this group
    fresh: bool = False  # and acts on it, so Telegram is asked at this moment
    nowhere: Page | None = None  # what is said where there is no such group; usually that a button is old


@dataclass(frozen=True)
class Door:
    """Turns pages into python-telegram-bot callbacks. `buttons` are the pages that a button can ask for."""

    forms: Forms
    buttons: Mapping[str, Entry]
    hello: Page  # what anybody sees who has not agreed yet
    urgent: Page  # what words of despair bring, before anything else
    lost: Page  # a button that leads nowhere, any more or for this parent
    in_group: Answer  # a button that was tapped in a group
    links: Mapping[str, str] = field(default_factory=dict)  # the first letter of a link's word -> its page
    seats: Seats = field(default_factory=Seats)

    def page(self, entry: Entry, route: str = "") -> Answer:
        """A callback that always answers with the same page; `route` shows it again."""

        async def answer(update: Update, context: Context) -> None:
            await self._open(update, context, entry, Visitor.of(update, route))

        return answer

    async def tapped(self, update: Update, context: Context) -> None:
        """A callback that answers a button with the page that it names."""
        assert update.callback_query
        if update.effective_chat and update.effective_chat.type != ChatType.PRIVATE:
            await self.in_group(update, context)
            return
        visitor = Visitor.of(update, "")
        name = (update.callback_query.data or "").split(":")[0]
        await self._open(update, context, self.buttons.get(name, Entry(self.lost)), visitor)

    async def linked(self, update: Update, context: Context) -> None:
        """A callback that answers /start with the page that the word of its link leads to."""
        visitor = Visitor.of(update, "start")
        if visitor:
            word = visitor.text.partition(" ")[2].strip()
            page = self.links.get(word[:1], "")
            visitor = replace(visitor, route=f"{page}:{word[1:]}" if page else "start", text="")
        entry = self.buttons.get(visitor.route.split(":")[0]) if visitor else None
        await self._open(update, context, entry or self.buttons["home"], visitor)

    async def _open(self, update: Update, context: Context, entry: Entry, visitor: Visitor | None) -> None:
        if visitor is None:
            committed()
            return
        seat = await self._seat(entry, visitor, context)
        try:
            screen = await self._answer(visitor, update.update_id, context.bot_data, entry, seat)
        except IntegrityError:  # another process answered this very update in the same moment
            screen = await self._answer(visitor, update.update_id, context.bot_data, entry, seat)
        committed()
        await show(screen, context.bot, visitor.chat_id, update.callback_query)

    async def _seat(self, entry: Entry, who: Visitor, context: Context) -> Seat | None:
        """What the visitor is in the group of the route. Telegram is asked before the transaction begins."""
        if entry.seat is None:
            return None
        word = [*who.route.split(":"), ""][1]
        async with context.bot_data.db.transaction() as db:
            group = await entry.seat(db, who.chat_id, word)
        return await self.seats.look(context.bot, group, who.chat_id, fresh=entry.fresh) if group else None

    async def _answer(
        self, who: Visitor, update_id: int, services: Services, entry: Entry, seat: Seat | None
    ) -> Screen:
        now = services.clock.now()
        async with services.db.transaction() as db:
            await lock_chat(db, who.chat_id)
            came = await visits.arrive(db, who.chat_id, update_id)
            visit = Visit(
                services,
                db,
                self.forms,
                who.chat_id,
                now,
                came.parent,
                came.draft,
                who.route,
                who.text,
                seat,
                who.name,
                who.picture,
            )
            if came.answered_with is not None:
                return await self._again(visit.going(came.answered_with))
            screen = await self._screen(visit, entry)
            await visits.remember(db, update_id, screen.route, now)
        return screen

    async def _screen(self, visit: Visit, entry: Entry) -> Screen:
        if visit.known and not visit.known.reachable:  # they are back
            await families.set_reachable(visit.db, visit.chat_id, reachable=True)
        if visit.text and is_distress(visit.text):
            return await self.urgent(visit)
        if visit.known is None and not entry.open_to_all:
            return await self.hello(visit)
        if visit.draft and not entry.in_form:
            await drafts.park(visit.db, visit.parent.id)
            visit = replace(visit, draft=None)
        if entry.seat and visit.seat is None:  # there is no such group, or not for them
            return await (entry.nowhere or (self.lost if visit.known else self.hello))(visit)
        return await self._shown(visit, entry.page)

    async def _again(self, visit: Visit) -> Screen:
        """The screen that answered this update the first time, as it looks now."""
        entry = self.buttons.get(visit.word(0))
        if entry is None or visit.known is None:
            return await self.hello(visit)
        return await self._shown(visit, entry.page)

    async def _shown(self, visit: Visit, page: Page) -> Screen:
        try:
            return await page(visit)
        except Unseated:
            return _once_more(visit)
        except NotTheirs:
            return await self.lost(visit)


def _once_more(visit: Visit) -> Screen:
    """The page wants to know something that only a tap lets us ask."""
    rows = ((Button("Go on", visit.route), Button("Home", "home")),)
    return Screen(visit.says("oncemore"), rows, route=visit.route)
