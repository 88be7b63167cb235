"""Two families for the tests of walls: one with something in every table, one that is nosy."""

from datetime import datetime

from sqlalchemy import select

from bot.clock import LONDON
from bot.store.tables import school_calendars
from tests.journeys.record import whole
from tests.journeys.stage import asks, meets, tell

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)  # a Friday
SCHOOL = "Zoffany Academy"
SENCO, REASON = "Mrs Zuckerman", "He threw a zither"
SECRETS = (
    *("Zebedee", "Zoffany", "zoffany", "4 November 2026", "9 November 2026"),
    *(SENCO, "Zuckerman", "zither", "zip it", "27 November 2026"),
)

# The dates of a school, in the order in which they are asked for.
SCHOOL_YEAR = (
    "This school year",
    *(">2 september", ">26 october", ">30 october", ">18 december"),
    *(">5 january", ">15 february", ">19 february", ">25 march"),
    *(">12 april", ">31 may", ">4 june", ">21 july"),
)
TRAINING = ">1 september, 4 january"


async def happens(person, subject, *acts):
    """Something happened, from home to the screen that says what it means."""
    await tell(person, ">/start", "Something happened", subject, *acts, "Save")


async def logs(person, kind, *acts):
    """A day out of school of an only child, from anywhere to the screen that says what it adds up to."""
    await tell(person, ">/out")
    if kind not in person.buttons:
        await person.taps("Something else")
    await tell(person, kind, *acts, "Save")


async def names_a_school(person, child, school=SCHOOL):
    """From anywhere to the page of the child's school."""
    await tell(person, ">/children", child, "School and its holidays")
    button = "Name the school" if "Name the school" in person.buttons else "Another school"
    await tell(person, button, f">{school}", "Save")


async def lives(person, called="Zebedee"):
    """A family with every kind of thing on the record of its only child, and forms left half way."""
    await meets(person, called)
    await asks(person, "1 october")
    await names_a_school(person, called)
    await tell(person, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    await happens(person, "A complaint", "I complained to the council", "E-mail", ">4 november")
    await happens(
        person, "A complaint", "Something new", "I complained to the school", "E-mail", ">9 november"
    )
    await tell(person, "Show all dates", "This is over", "Yes, it is over")
    await happens(
        person,
        "Suspension or exclusion",
        "The governors decided",
        "No, to a permanent exclusion",
        ">13 november",
    )
    await logs(person, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await tell(person, "Add who rang, or a note", f">{SENCO}", "SENCO", f">{REASON}", ">C", "No", "Skip")
    await person.taps("Save")
    await tell(person, ">/out", "Calls and meetings", "A call, meeting or message", "They rang me", "Today")
    await tell(person, f">{SENCO}", "SENCO", f">{REASON}", ">zip it", ">27 november", "Save")
    await tell(person, ">/out", "What I logged", "1", "Change it", "Change day")
    await tell(person, ">/out", "What I logged", "1", "Add a note", "Change who")
    await tell(person, ">/children", called, "Who decides", "The young person does")
    await tell(person, ">/children", called, "What you told me", "1", "Correct the date", ">2 october")
    await tell(person, ">/children", called, "School and its holidays", "Give its dates", *SCHOOL_YEAR[:3])
    await tell(person, ">/start", "Something happened", "Asking for records or information")
    await person.taps(person.buttons[0])


async def everything(database, chat):
    """Every row of this chat's, and all that anybody has told of schools."""
    async with database.transaction() as db:
        schools = list(await db.execute(select(*school_calendars.c).order_by(school_calendars.c.id)))
    return await whole(database, chat) | {"schools": schools}
