"""The children: adding one, and a page for each."""

from bot.actions import forget
from bot.forms.child import CHILD, OTHER
from bot.forms.form import Answers
from bot.store import families
from bot.store.families import Child
from handlers.edge.screen import MOST_BUTTONS, Button, Screen, short
from handlers.edge.visit import Visit
from handlers.start import HOME, home


async def add(visit: Visit) -> Screen:
    return await visit.forms.begin(visit, CHILD)


async def save(visit: Visit, _about: int, answers: Answers) -> Screen:
    council = answers["council"]
    name = answers["council_name"] if council == OTHER else visit.services.directory.council(council).name
    await families.add_child(visit.db, visit.parent.id, answers["called"], council, name)
    return await home(visit, done=f"Thank you. That is saved. I will call your child {answers['called']}.")


async def listed(visit: Visit) -> Screen:
    children = await families.children_of(visit.db, visit.parent.id)
    rows = tuple((Button(child.called, f"child:{child.id}"),) for child in children[-MOST_BUTTONS:])
    text = visit.says("children", children=children)
    return Screen(text, (*rows, (Button("Add a child", "addchild"), HOME)), route="children")


async def one(visit: Visit) -> Screen:
    child = await visit.child()
    rows = (
        (Button("Something happened", f"happened:{child.id}"),),
        (Button("Days out of school", f"out:{child.id}"), Button("Calls and meetings", f"calls:{child.id}")),
        (Button("Dates", f"dates:{child.id}"), Button("Letters", f"letters:{child.id}")),
        (Button("Timeline", f"timeline:{child.id}"), Button("Add to my calendar", f"calendar:{child.id}")),
        (Button("What you told me", f"record:{child.id}"), Button("Your rights", "rights")),
        (
            Button("School and its holidays", f"school:{child.id}"),
            Button("Who decides", f"holder:{child.id}"),
        ),
        (Button("Names for letters", f"people:{child.id}"), Button("What is over", f"finished:{child.id}")),
        (Button(short(f"Remove {child.called}"), f"removechild:{child.id}"), HOME),
    )
    return Screen(visit.says("child", child=child), rows, route=f"child:{child.id}")


async def remove(visit: Visit) -> Screen:
    child = await visit.child()
    rows = ((Button("Yes, erase", f"erasechild:{child.id}"), Button("No, keep", f"child:{child.id}")),)
    return Screen(visit.says("removechild", child=child), rows, route=f"child:{child.id}")


async def erase(visit: Visit) -> Screen:
    child = await visit.child()
    await forget.remove_child(visit.db, child)
    return await home(visit, done=f"Everything about {child.called} is erased.")


async def name(visit: Visit, child_id: int) -> str:
    """What the child of a form is called, for its heading."""
    return (await visit.going(f"child:{child_id}").child()).called


async def nobody(visit: Visit, about: int) -> str:
    """A form about no child yet has no name in its heading."""
    return ""


async def which(visit: Visit, page: str, ask: str) -> Child | Screen:
    """The child that a page is about: the one in the route, the only one, or a question."""
    if visit.number():
        return await visit.child()
    children = await families.children_of(visit.db, visit.parent.id)
    if len(children) == 1:
        return children[0]
    if not children:
        return await home(visit)
    rows = tuple((Button(child.called, f"{page}:{child.id}"),) for child in children[-MOST_BUTTONS:])
    return Screen(visit.says("which", ask=ask), (*rows, (HOME,)), route=page)
