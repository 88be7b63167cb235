"""More families of a group, who tell the bot what happened to them: a group's figures need a group."""

import asyncio
from datetime import timedelta

from bot.clock import london
from bot.days import longdate
from bot.demo import groups
from bot.demo.chats import Chat
from bot.demo.people import Impossible
from bot.demo.person import Person
from bot.demo.refusals import Json
from bot.demo.world import World

MOST = 40
LINK = "?start="
COUNCIL = "West Northamptonshire"
# How long ago each asked for an assessment, in weeks, over and over. One in four was sent home today.
ASKED = (26, 31, 9, 44, 60, 23, 35, 28)
ONE_IN = 4
PATIENCE = 60  # seconds, for many who talk at once


async def bring(world: World, chat: Chat, families: int) -> Json:
    """They come into the group, follow its link, tell what happened, and say yes to being counted."""
    if not 1 <= families <= MOST:
        raise Impossible(f"from 1 to {MOST} families can be brought at once")
    word = _link(world, chat)
    here = sum(human.aside for human in world.people.values())
    coming = range(here, here + families)
    await asyncio.gather(*(_comes(world, chat, word, number) for number in coming))
    return {"families": families}


def _link(world: World, chat: Chat) -> str:
    """The word that the newest link of the bot in the group carries."""
    own = [post for post in chat.posts.values() if post["from"] is world.bot]
    buttons = [
        button
        for post in own
        for row in post.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if LINK in button.get("url", "")
    ]
    if not buttons:
        raise Impossible("the bot has posted no link in this group yet: bring it in, or say /here")
    return str(buttons[-1]["url"]).partition(LINK)[2]


async def _comes(world: World, chat: Chat, word: str, number: int) -> None:
    human = world.join(f"Family {number + 1}", aside=True)
    groups.enter(world, chat, human)
    parent = Person(world, human, timeout=PATIENCE)
    await parent.starts(word)
    if "Start" in parent.buttons:
        await parent.taps("Start")
    await _tell(
        parent, "No, only in the group", "Begin my own record", "West Northamptonshire", ">Bee", "Save"
    )
    day = london(world.clock.now()).date() - timedelta(weeks=ASKED[number % len(ASKED)])
    await _tell(
        parent, ">/start", "Something happened", "Assessment or plan", "I asked for an EHC assessment"
    )
    await _tell(parent, "E-mail", f">{longdate(day)}", "Save")
    if number % ONE_IN == 0:
        await _tell(parent, ">sent home again", "Yes, log it", "Today", ">11", "No", "No", "Save")
    await _tell(parent, ">/groups", chat.title, "How long everyone waits", "Yes, count my family")


async def _tell(parent: Person, *acts: str) -> None:
    """Taps and words in turn: a word that begins with ">" is typed, the others are labels."""
    for act in acts:
        await (parent.says(act[1:]) if act.startswith(">") else parent.taps(act))
