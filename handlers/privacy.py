"""A parent's own say over the record: how it is kept, a copy of it, its end."""

from bot.actions import forget
from bot.actions.letter_story import HOW_SENT
from bot.actions.telling import when
from bot.law.absence import bundled
from bot.store import suggestions
from handlers.edge.screen import Button, File, Screen
from handlers.edge.visit import Visit
from handlers.start import HOME


async def privacy(visit: Visit) -> Screen:
    back = HOME if visit.known else Button("Back", "hello")
    shared = await suggestions.told_by(visit.db, visit.parent.id) if visit.known else []
    given = ((Button("Addresses that I shared", "given"),),) if shared else ()
    return Screen(visit.says("privacy"), (*given, (back,)), route="privacy")


async def export(visit: Visit) -> Screen:
    held = await forget.everything(visit.db, visit.services, visit.parent, visit.now)
    says = {"told": visit.services.rulebook.told, "how": HOW_SENT, "when": when, "kinds": bundled().kinds}
    words = visit.services.texts.plain("export", **says, **held)
    file = File(f"twenty-weeks-{visit.today}.txt", words.encode())
    return Screen(visit.says("exported"), ((HOME,),), files=(file,), route="home")


async def delete(visit: Visit) -> Screen:
    rows = ((Button("Yes, erase everything", "erase"),), (Button("No, keep it", "home"),))
    return Screen(visit.says("delete"), rows, route="delete")


async def erase(visit: Visit) -> Screen:
    await forget.erase(visit.db, visit.parent)
    return Screen(visit.says("erased"), ((Button("Start", "agree"),),), route="hello")
