"""One update as a Visit: who came, what they said or tapped, and all that a page may use to answer."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import clock
from bot.services import Services
from bot.store import families
from bot.store.drafts import Draft
from bot.store.families import Child, Parent
from handlers.edge.seats import Seat

if TYPE_CHECKING:
    from handlers.edge.forms import Forms


class NotTheirs(LookupError):
    """A button named something that is gone, or that was never this parent's."""


class Unseated(LookupError):
    """A page must know what the visitor is in a group, and this update did not ask Telegram: the next can."""


@dataclass(frozen=True)
class Visit:
    """What a page is told. `route` is what was tapped, such as `dates:12`, or the command's name."""

    services: Services
    db: AsyncConnection
    forms: "Forms"
    chat_id: int
    now: datetime
    known: Parent | None
    draft: Draft | None
    route: str = ""
    text: str = field(default="", repr=False)
    seat: Seat | None = None  # in the group that the route names, where the page asks for it
    name: str = field(default="", repr=False)  # as Telegram has it
    picture: str = ""  # of Telegram's files, where one was sent

    @property
    def parent(self) -> Parent:
        assert self.known, "this page is only for a parent who has agreed"
        return self.known

    @property
    def today(self) -> date:
        return clock.london(self.now).date()

    def by(self, parent: Parent) -> "Visit":
        """The same visit, now by a parent who is known."""
        return replace(self, known=parent)

    def going(self, route: str) -> "Visit":
        """The same visit, as if that route had been tapped."""
        return replace(self, route=route, text="")

    def word(self, place: int) -> str:
        """A part of the route: `ehcna` is word 2 of `why:12:ehcna`; "" when there is none."""
        parts = self.route.split(":")
        return parts[place] if place < len(parts) else ""

    def number(self, place: int = 1) -> int:
        """A number in the route; 0, which no row ever has, when there is none."""
        part = self.word(place)
        return int(part) if part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS else 0

    def says(self, template: str, **facts: object) -> str:
        return self.services.texts.message(template, **facts)

    async def child(self, place: int = 1) -> Child:
        """The child that the route names, if it is this parent's."""
        found = await families.child(self.db, self.parent.id, self.number(place))
        if found is None:
            raise NotTheirs
        return found

    def seated(self) -> Seat:
        """What the visitor is in the group that the route names. Raises NotTheirs, or Unseated."""
        if self.seat is None:
            raise Unseated
        return self.seat


_MOST_DIGITS = 18  # what a database column of whole numbers can hold
