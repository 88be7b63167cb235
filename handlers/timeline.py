"""A child's record in one view: as words, as a picture, and as dates for the parent's own calendar."""

from bot.actions import draw
from bot.actions.standing import Standing
from bot.store.families import Child
from handlers import children
from handlers.cases import standings
from handlers.edge.screen import Button, File, Picture, Screen
from handlers.edge.visit import Visit
from handlers.start import HOME

MOST_LINES = 40  # the newest; a message of Telegram holds some 60


async def timeline(visit: Visit) -> Screen:
    """What happened and what counts, oldest first, with the picture before it."""
    child = await children.which(visit, "timeline", "Whose timeline?")
    if isinstance(child, Screen):
        return child
    found = await standings(visit, child)
    if not found:
        return _nothing(visit, child)
    png = draw.picture(visit.services, child.called, found)
    lines = _lines(visit, found)
    text = visit.says(
        "timeline",
        child=child,
        lines=lines[-MOST_LINES:],
        left_out=max(0, len(lines) - MOST_LINES),
        today=visit.today,
    )
    rows = (
        (Button("Add to my calendar", f"calendar:{child.id}"), Button("Dates", f"dates:{child.id}")),
        (Button("Something happened", f"happened:{child.id}"), HOME),
    )
    picture = Picture("timeline.png", png, f"{child.called}: timeline")
    return Screen(text, rows, pictures=(picture,), fresh=True, route=f"timeline:{child.id}")


async def calendar(visit: Visit) -> Screen:
    """The open dates as a file that a phone's calendar takes."""
    child = await children.which(visit, "calendar", "Whose dates?")
    if isinstance(child, Screen):
        return child
    found = await standings(visit, child)
    if not any(deadline.waiting for standing in found for deadline in standing.deadlines):
        return _nothing(visit, child)
    content = draw.calendar(child.called, found, visit.now)
    rows = ((Button("Dates", f"dates:{child.id}"), HOME),)
    file = File("dates.ics", content)
    return Screen(visit.says("calendar"), rows, files=(file,), fresh=True, route=f"calendar:{child.id}")


def _nothing(visit: Visit, child: Child) -> Screen:
    rows = ((Button("Something happened", f"happened:{child.id}"), HOME),)
    return Screen(visit.says("nodates", child=child), rows, route=f"dates:{child.id}")


def _lines(visit: Visit, found: list[Standing]) -> list[dict[str, object]]:
    """Events and deadlines together, in order of day; of one day, what happened comes first."""
    told = visit.services.rulebook.told
    happened = [(each.on, 0, told(each), None) for standing in found for each in standing.story]
    counting = [
        (each.due, 1, each.rule.title, each)
        for standing in found
        for each in standing.deadlines
        if each.due and each.state != "stopped"
    ]
    every = sorted([*happened, *counting], key=lambda line: line[:3])
    return [{"on": on, "words": words, "deadline": deadline} for on, _, words, deadline in every]
