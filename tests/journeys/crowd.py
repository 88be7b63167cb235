"""A group with its admin and its members, for the journeys about groups."""

from bot.demo import groups
from tests.journeys.stage import joins, tell


async def opens_group(scene, admin, title="Parents together", **more):
    """A group that this admin owns, with the bot in it."""
    world = scene.standin.world
    found = world.open_group(title, admin.human, **more)
    groups.add_bot(world, found, admin.human)
    await admin.at(found).says("/help")  # what came before is done when this is answered
    return found


def link_in(person, group):
    """The word that the newest link in the group carries."""
    rows = person.at(group).newest["reply_markup"]["inline_keyboard"]
    [url] = [button["url"] for row in rows for button in row if "?start=" in button.get("url", "")]
    return url.partition("?start=")[2]


async def comes(person, group, admin, *, says="Yes, send them here too"):
    """Somebody joins the group, opens its link and says whether notices should come."""
    if not group.holds(person.id):
        groups.enter(person.world, group, person.human)
    await admin.at(group).says("/help")
    await person.starts(link_in(admin, group))
    if "Start" in person.buttons:
        await person.taps("Start")
    await person.taps(says)


async def member(scene, group, admin, name):
    """A new member of the group, who gets its notices in private."""
    found = joins(scene.standin, name)
    await comes(found, group, admin)
    return found


CORBY = (
    ">Meeting with the council in Corby",
    ">4 June",
    ">7pm",
    ">9pm",
    ">The Corby Cube, NN17 1QG",
    "Skip",
    "Skip",
    ">Bring your questions.",
    "Skip",
    "Only once",
    "Save",
)


async def writes_event(admin, *, words=CORBY, group="Parents together"):
    """The admin writes an event, up to its preview."""
    await tell(admin, ">/groups", group, "Post something", "A meeting or an event", *words)


async def posts_event(scene, admin, *, words=CORBY, group="Parents together"):
    """The admin posts an event, and everybody is told."""
    await writes_event(admin, words=words, group=group)
    await admin.taps("Post now")
    await scene.bot.jobs.announce()
