"""Which calendar a case is counted on: its school's own dates, where somebody has told us them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.forms.child import OTHER
from bot.forms.options import same_words
from bot.law.absence import bundled
from bot.law.calendars import Calendars
from bot.law.deadlines import Deadline
from bot.law.school import SchoolCalendar, Span, told_and_confirmed, told_by_another
from bot.law.schoolyear import SchoolYear
from bot.services import Services
from bot.store import families, school_calendars, suggestions
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.school_calendars import Kept
from bot.store.suggestions import Suggestion

LOGGED = frozenset(kind.case for kind in bundled().kinds.values() if kind.case)


async def calendars_of(db: AsyncConnection, services: Services, some: Sequence[Case]) -> dict[int, Calendars]:
    """The calendars of those of the cases in which school days are counted or logged, by number."""
    counted = [case for case in some if case.kind in services.rulebook.on_school_days | LOGGED]
    if not counted:
        return {}
    schools = await families.schools_of(db, {case.child_id for case in counted})
    names = {number: known_as(*school) for number, school in schools.items()}
    where = {case.id: (case.parent_id, case.council, names.get(case.child_id)) for case in counted}
    known = {each: await school_calendar(db, *each) for each in set(where.values())}
    return {
        case.id: replace(
            services.calendars, school=known[where[case.id]], usual=services.term_dates.get(case.council)
        )
        for case in counted
    }


async def calendars_of_child(db: AsyncConnection, services: Services, child: Child) -> Calendars:
    """The calendars on which a child's days are counted."""
    name = known_as(child.council, child.council_name, child.school)
    school = await school_calendar(db, child.parent_id, child.council, name)
    return replace(services.calendars, school=school, usual=services.term_dates.get(child.council))


def known_as(council: str, council_name: str, school: str | None) -> str | None:
    """The name under which a school's dates are kept; elsewhere in England the council's name is in it."""
    return f"{school}, {council_name}" if school and council == OTHER else school


async def schools_known(db: AsyncConnection, council: str) -> set[str]:
    """The schools of a council of whose dates anything is known, by their names as they are compared."""
    told = await school_calendars.schools_told_of(db, council)
    return told | await suggestions.schools_with_dates(db, council)


async def school_calendar(
    db: AsyncConnection, parent_id: int, council: str, school: str | None
) -> SchoolCalendar | None:
    """What is known of a school by that name: what this parent has told, else what the admins of a group of
    theirs have confirmed, else what another parent has told and no such admin has found wrong."""
    if not school:
        return None
    judged = await suggestions.dates_for(db, parent_id, council, same_words(school))
    wrong = {each.words["of"] for each in judged if each.state == suggestions.REFUSED}
    kept = await school_calendars.found(db, council, same_words(school), parent_id, wrong)
    years = {each.starts_on: _year(each, parent_id) for each in kept}
    for each in judged:
        confirmed = _confirmed(each)
        if confirmed and (confirmed.period.first not in years or years[confirmed.period.first].source):
            years[confirmed.period.first] = confirmed
    return SchoolCalendar(tuple(years[begins] for begins in sorted(years))) if years else None


def untold(calendars: Calendars) -> Calendars | None:
    """The same calendars without what other parents told; None where there is nothing of that in them."""
    school = calendars.school
    own = tuple(year for year in school.years if not year.source) if school else ()
    if school is None or len(own) == len(school.years):
        return None
    return replace(calendars, school=SchoolCalendar(own) if own else None)


def never_later(told: Sequence[Deadline], untold: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Deadlines that count on what another parent told, held against those that do not.

    Such a calendar may be mistaken, or told to mislead. So it can bring a date forward, never put one off.
    """
    without = {(each.rule.id, each.from_on): each for each in untold}
    kept = (_earlier(each, without.get((each.rule.id, each.from_on), each)) for each in told)
    return tuple(sorted(kept, key=lambda each: each.due or date.max))


def _earlier(told: Deadline, untold: Deadline) -> Deadline:
    """The earlier of the two. What the parent must do stays a range, as long as it is without the others."""
    if told.due is None or untold.due is None:
        return told
    if untold.due < told.due:
        return untold
    latest = untold.span.latest if untold.span else untold.due
    if told.rule.owed_by != "parent" or latest == told.due:
        return told
    return replace(told, span=Span(told.due, latest))


def _confirmed(judged: Suggestion) -> SchoolYear | None:
    """A year as the admins of a group confirmed it. They may be mistaken too, so it is never as one's own."""
    if judged.state != suggestions.CONFIRMED or judged.confirmed_on is None:
        return None
    return SchoolYear.from_json(judged.words["days"], told_and_confirmed(judged.told_on, judged.confirmed_on))


def _year(kept: Kept, parent_id: int) -> SchoolYear:
    """One year of it; where another parent told it, the dates that rest on it say so."""
    source = "" if kept.told_by == parent_id else told_by_another(kept.told_on)
    return SchoolYear.from_json(kept.days, source)
