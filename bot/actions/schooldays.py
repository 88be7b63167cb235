"""Which calendar a case is counted on: its school's own dates, where somebody has told us them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.forms.child import OTHER
from bot.forms.options import same_words
from bot.law.calendars import Calendars
from bot.law.school import SchoolCalendar, told_by_another
from bot.law.schoolyear import SchoolYear
from bot.services import Services
from bot.store import families, school_calendars
from bot.store.cases import Case
from bot.store.school_calendars import Kept


async def calendars_of(db: AsyncConnection, services: Services, some: Sequence[Case]) -> dict[int, Calendars]:
    """The calendars of those of the cases in which school days are counted, by number."""
    counted = [case for case in some if case.kind in services.rulebook.on_school_days]
    if not counted:
        return {}
    schools = await families.schools_of(db, {case.child_id for case in counted})
    names = {number: known_as(*school) for number, school in schools.items()}
    return {
        case.id: replace(
            services.calendars,
            school=await school_calendar(db, case.parent_id, case.council, names.get(case.child_id)),
            usual=services.term_dates.get(case.council),
        )
        for case in counted
    }


def known_as(council: str, council_name: str, school: str | None) -> str | None:
    """The name under which a school's dates are kept. Elsewhere in England the council's name is part of it."""
    return f"{school}, {council_name}" if school and council == OTHER else school


async def school_calendar(
    db: AsyncConnection, parent_id: int, council: str, school: str | None
) -> SchoolCalendar | None:
    """What is known of a school by that name: what this parent has told, else what another has."""
    if not school:
        return None
    kept = await school_calendars.found(db, council, same_words(school), parent_id)
    years = tuple(_year(each, parent_id) for each in kept)
    return SchoolCalendar(years) if years else None


def _year(kept: Kept, parent_id: int) -> SchoolYear:
    """One year of it; where another parent told it, the dates that rest on it say so."""
    source = "" if kept.told_by == parent_id else told_by_another(kept.told_on)
    return SchoolYear.from_json(kept.days, source)


def starts_on(year: SchoolYear) -> date:
    """The day that names a school year in the store: the first of August."""
    return year.period.first
