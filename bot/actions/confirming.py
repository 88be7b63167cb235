"""What parents told and the admins of a group have not looked at yet: each is right, or wrong.

An admin says it for their own group and its council. Nothing here says who told it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.law.school import SchoolYear
from bot.store import school_calendars, suggestions
from bot.store.groups import Group
from bot.store.suggestions import CONFIRMED, DATES, Place, Suggestion

ADDRESS, YEAR = KINDS = ("address", "dates")


@dataclass(frozen=True)
class Item:
    """An address, or the dates of one school year."""

    kind: str
    id: int
    place: Place
    lines: tuple[str, ...]
    year: SchoolYear | None
    told_on: date


async def to_confirm(db: AsyncConnection, group: Group, today: date) -> list[Item]:
    """What waits for the admins of this group, the longest waiting first."""
    if not group.council:
        return []
    judged = await suggestions.judged(db, group.id, group.council)
    seen = {(each.place.role == DATES, each.words["of"]) for each in judged}
    known = [_what(in_use(each)) for each in judged if each.state == CONFIRMED]
    waiting = [
        each
        for each in await _told(db, group.council)
        if (each.kind == YEAR, each.id) not in seen and _what(each) not in known
    ]
    ahead = [each for each in waiting if each.year is None or each.year.period.last >= today]
    return sorted(ahead, key=lambda each: (each.told_on, each.kind, each.id))


async def _told(db: AsyncConnection, council: str) -> list[Item]:
    addresses = [
        Item(ADDRESS, each.id, each.place, each.lines, None, each.told_on)
        for each in await suggestions.open_of(db, council)
    ]
    years = [
        Item(
            YEAR,
            each.id,
            Place(council, DATES, each.school),
            (),
            SchoolYear.from_json(each.days),
            each.told_on,
        )
        for each in await school_calendars.of_council(db, council)
    ]
    return [*addresses, *years]


def _what(item: Item) -> object:
    """What two items have in common that say the same of the same."""
    return item.place, item.lines, item.year


async def used(db: AsyncConnection, group: Group) -> list[Item]:
    """What the group's members have from it now, the oldest first."""
    found = await suggestions.judged(db, group.id, group.council)
    return [in_use(each) for each in found if each.state == CONFIRMED]


def in_use(kept: Suggestion) -> Item:
    year = SchoolYear.from_json(kept.words["days"]) if kept.place.role == DATES else None
    kind = YEAR if year else ADDRESS
    return Item(kind, kept.id, kept.place, kept.lines, year, kept.confirmed_on or kept.told_on)


async def judge(db: AsyncConnection, group: Group, item: Item, today: date, *, right: bool) -> None:
    """The admins' word, kept for this group alone, with what they looked at as it was."""
    words: dict[str, object] = {"group": group.id, "of": item.id, "lines": list(item.lines)}
    if item.year:
        words |= {"starts_on": item.year.period.first.isoformat(), "days": item.year.to_json()}
    await suggestions.judge(db, item.place, words, item.told_on, today, right=right)
