"""Answers to what is no answer: odd words, pictures, edits, buttons that lead nowhere."""

from dataclasses import replace

from handlers import heard, notice_changes
from handlers.edge.screen import Screen
from handlers.edge.visit import Visit
from handlers.help import helps
from handlers.start import home

WHAT = {
    "photo": "pictures",
    "voice": "voice messages",
    "audio": "sound",
    "video": "videos",
    "video_note": "videos",
    "sticker": "stickers",
    "document": "files",
    "location": "places",
    "contact": "contacts",
}


async def typed(visit: Visit) -> Screen:
    """Words: the answer to the open form; a day out of school, to be logged; else what can be done.

    Anything could be a name: so there, what sounds like a day out of school is asked about first.
    """
    if visit.draft and visit.forms.takes(visit) and not visit.forms.asks_a_name(visit):
        return await visit.forms.typed(visit)
    if offered := await heard.offer(visit):
        return offered
    return await (visit.forms.typed(visit) if visit.draft else _again(visit, "understood_not"))


async def not_words(visit: Visit) -> Screen:
    """A picture may be one that a notice asked for; nothing else can be read."""
    if visit.picture and (shown := await notice_changes.picture(visit)):
        return shown
    return await _again(visit, "notwords", what=WHAT.get(visit.route, "that"))


async def edited(visit: Visit) -> Screen:
    return await _again(visit, "edited")


async def unknown_command(visit: Visit) -> Screen:
    return await helps(visit)


async def lost(visit: Visit) -> Screen:
    """A button that leads nowhere any more, or never did for this parent."""
    if visit.known is None:
        return await home(visit)
    screen = await home(visit, done="That button is out of date. Here is where things stand now.")
    return replace(screen, fresh=True)


async def _again(visit: Visit, template: str, **facts: str) -> Screen:
    """A word of explanation, then the screen that the parent was at."""
    note = visit.says(template, advice=visit.services.directory.advice, **facts)
    here = await visit.forms.current(visit)
    return replace(here, text=f"{note}\n\n{here.text}")
