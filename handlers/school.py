"""The school and its holidays: told once, used for every date that is counted in school days."""

from dataclasses import replace

from bot.actions.schooldays import known_as, school_calendar
from bot.forms.form import Answers
from bot.forms.school_calendar import ANY_SCHOOL, SCHOOL, SCHOOL_YEAR
from bot.forms.school_year import school_year_of
from bot.store import drafts, families, school_calendars
from bot.store.families import Child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME, home

DATES = replace(SCHOOL_YEAR, agree=school_year_of)
ANY = replace(ANY_SCHOOL, agree=school_year_of)


async def shown(visit: Visit) -> Screen:
    """Which school, and which of its years are known."""
    return await _screen(visit, await visit.child())


async def _screen(visit: Visit, child: Child) -> Screen:
    name = known_as(child.council, child.council_name, child.school)
    known = await school_calendar(visit.db, visit.parent.id, child.council, name)
    text = visit.says("school", child=child, years=known.years if known else ())
    another = Button("Another school" if child.school else "Name the school", f"nameschool:{child.id}")
    dates = (Button("Give its dates", f"schooldates:{child.id}"),) if child.school else ()
    return Screen(
        text, ((another, *dates), (Button("Back", f"child:{child.id}"), HOME)), route=f"school:{child.id}"
    )


async def ask_name(visit: Visit) -> Screen:
    child = await visit.child()
    return await visit.forms.begin(visit, SCHOOL, child.id, child.id)


async def save_name(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await _mine(visit, child_id)
    if child.school != answers["school"]:  # dates that were being told are those of the school before
        await drafts.forget(visit.db, visit.parent.id, DATES.id, child.id)
    await families.correct_child(visit.db, child.id, school=answers["school"])
    return await _screen(visit, await _mine(visit, child_id))


async def ask_dates(visit: Visit) -> Screen:
    child = await visit.child()
    form = DATES if child.school else SCHOOL
    return await visit.forms.begin(visit, form, child.id, child.id)


async def save_dates(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await _mine(visit, child_id)
    if child.school is None:
        raise NotTheirs
    year = school_year_of(answers)
    name = known_as(child.council, child.council_name, child.school) or child.school
    await school_calendars.keep(visit.db, visit.parent.id, child.council, name, year, visit.today)
    return await _screen(visit, child)


async def ask_any(visit: Visit) -> Screen:
    """A school's dates from who has no child there, such as the admin of a group."""
    return await visit.forms.begin(visit, ANY)


async def save_any(visit: Visit, _about: int, answers: Answers) -> Screen:
    year = school_year_of(answers)
    council, school = answers["council"], answers["school"]
    name = known_as(council, answers.get("council_name", ""), school) or school
    await school_calendars.keep(visit.db, visit.parent.id, council, name, year, visit.today)
    return await home(visit, done=f"Thank you. The dates of {school} for {year.period.name} are saved.")


async def _mine(visit: Visit, child_id: int) -> Child:
    return await visit.going(f"school:{child_id}").child()
