"""How a case stands: its events, and the deadlines that follow from them today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import schooldays
from bot.actions.history import BEGUN, Histories, histories
from bot.law.calendars import Calendars
from bot.law.deadlines import Deadline, Event, deadlines
from bot.law.events import in_time
from bot.law.rules import Rulebook
from bot.services import Services
from bot.store.cases import Case

TOLD = ("suspended", "excluded", "back_at_school")  # of what follows from the log
PLAN = "plan"  # the kind of case that a child's assessment, plan, reviews and appeals are


@dataclass(frozen=True)
class Standing:
    """A case on a day. `deadlines` are in order of date, duties without a date last."""

    case: Case
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    today: date
    follows: frozenset[Event] = frozenset()  # those of the events that follow from what was logged
    reminders: tuple[Deadline, ...] = ()  # our own suggestions, which are nobody's dates

    @property
    def story(self) -> tuple[Event, ...]:
        """What is told of the case, in order: all that the parent told, and the most important of the log."""
        return tuple(each for each in self.events if each not in self.follows or each.kind in TOLD)

    def in_state(self, *states: str) -> tuple[Deadline, ...]:
        return tuple(each for each in self.deadlines if each.state in states)

    def of(self, rule_id: str, due: date | None = None) -> Deadline | None:
        """The clock of a rule; of several, the one with that date."""
        mine = [each for each in (*self.deadlines, *self.reminders) if each.rule.id == rule_id]
        return next((each for each in mine if due in (None, each.due)), None)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the dates that still matter take for granted, each said once."""
        open_ones = self.in_state("due", "missed", "passed")
        return tuple(dict.fromkeys(doubt for each in open_ones for doubt in each.assumptions))

    @property
    def late(self) -> tuple[Deadline, ...]:
        """What the council is late with, the latest date first: that is the one that matters most now."""
        return tuple(reversed(self.in_state("missed")))

    @property
    def next(self) -> Deadline | None:
        """The next date that somebody must keep; a mere target only when there is no other."""
        coming = sorted(self.in_state("due"), key=lambda each: not each.rule.is_firm)
        return coming[0] if coming else None


class Law(Protocol):
    """What a standing is worked out from, beside what happened."""

    @property
    def rulebook(self) -> Rulebook: ...
    @property
    def calendars(self) -> Calendars: ...


def standing_of(law: Law, case: Case, known: Histories, today: date) -> Standing:
    """How a case stands. Without calendars of its own, no school's holidays are known."""
    on = known.calendars.get(case.id, law.calendars)
    follows = known.follows.get(case.id, [])
    events = [*known.told.get(case.id, []), *follows]
    found = deadlines(case.kind, events, law.rulebook, on, today, case.council)
    if careful := schooldays.untold(on):
        without = deadlines(case.kind, events, law.rulebook, careful, today, case.council)
        found = schooldays.never_later(found, without)
    told = [event for event in in_time(events, law.rulebook.kinds) if event.kind != BEGUN]
    dates, ours = (tuple(each for each in found if each.rule.ours == is_ours) for is_ours in (False, True))
    return Standing(case, tuple(told), dates, today, frozenset(follows), ours)


async def look_at(
    db: AsyncConnection, services: Services, some: Sequence[Case], today: date
) -> list[Standing]:
    """Cases as their records have them now, in the same order; many cost little more than one."""
    known = await histories(db, services, some, today)
    return [standing_of(services, case, known, today) for case in some]


async def look(db: AsyncConnection, services: Services, case: Case, today: date) -> Standing:
    """The case as its record has it now."""
    [found] = await look_at(db, services, [case], today)
    return found
