"""What the page asks a person to do, as JSON."""

from collections.abc import Callable

from bot.demo import groups, people
from bot.demo.chats import Chat, Human
from bot.demo.people import Impossible, Manner
from bot.demo.refusals import Json
from bot.demo.world import World

Act = Callable[[World, Json], Json]


def who(world: World, asked: Json, name: str = "person") -> Human:
    """The person that a request names."""
    human = world.people.get(int(asked[name]))
    if human is None:
        raise Impossible("there is no such person")
    return human


def where(world: World, asked: Json, human: Human) -> Chat:
    """The chat that a request names, if this person may see it; without a name, the private one."""
    chat = world.chats.get(int(asked.get("chat") or human.id))
    if chat is None or not chat.holds(human.id):
        raise Impossible("there is no such chat for this person")
    return chat


def _start(world: World, asked: Json) -> Json:
    return _told(people.start(world, who(world, asked), str(asked.get("payload", ""))))


def _say(world: World, asked: Json) -> Json:
    human = who(world, asked)
    manner = Manner(asked.get("reply_to"), asked.get("topic"), bool(asked.get("anonymous")))
    return _told(people.say(world, human, str(asked["text"]), where(world, asked, human), manner))


def _edit(world: World, asked: Json) -> Json:
    human, text = who(world, asked), str(asked["text"])
    return _told(people.edit(world, human, int(asked["message"]), text, where(world, asked, human)))


def _tap(world: World, asked: Json) -> Json:
    """A tap names the button's row and column; with `data` instead it is forged."""
    human = who(world, asked)
    chat, number = where(world, asked, human), int(asked["message"])
    data, label = str(asked.get("data", "")), ""
    if not data:
        button = chat.posts[number]["reply_markup"]["inline_keyboard"][asked["row"]][asked["column"]]
        data, label = button["callback_data"], button["text"]
    query, told = people.tap(world, human, number, data, chat, label=label)
    return _told(told) | {"query": query}


def _forward(world: World, asked: Json) -> Json:
    human = who(world, asked)
    source = where(world, {"chat": asked.get("source")}, human)
    message = source.posts[int(asked["message"])]
    return _told(people.forward(world, human, message, where(world, asked, human)))


def _block(world: World, asked: Json) -> Json:
    return _told(people.block(world, who(world, asked)))


def _unblock(world: World, asked: Json) -> Json:
    return _told(people.unblock(world, who(world, asked)))


def _person(world: World, asked: Json) -> Json:
    return {"person": world.join(str(asked["name"])).id}


def _group(world: World, asked: Json) -> Json:
    owner = who(world, asked)
    kind = "group" if asked.get("kind") == "group" else "supergroup"
    chat = world.open_group(str(asked["title"]), owner, kind=kind, forum=bool(asked.get("forum")))
    return {"chat": chat.id}


def _enter(world: World, asked: Json) -> Json:
    human = who(world, asked)
    chat = world.chats[int(asked["chat"])]
    if chat.private:
        raise Impossible("nobody joins a private chat")
    return _told(groups.enter(world, chat, human))


def _depart(world: World, asked: Json) -> Json:
    human = who(world, asked)
    return _told(groups.depart(world, where(world, asked, human), human))


def _add_bot(world: World, asked: Json) -> Json:
    human = who(world, asked)
    return _told(groups.add_bot(world, where(world, asked, human), human, admin=bool(asked.get("admin"))))


def _remove_bot(world: World, asked: Json) -> Json:
    human = who(world, asked)
    return _told(groups.remove_bot(world, where(world, asked, human), human))


def _promote(world: World, asked: Json) -> Json:
    by, other = who(world, asked), who(world, asked, "other")
    anonymous = bool(asked.get("anonymous"))
    return _told(groups.promote(world, where(world, asked, by), by, other, anonymous=anonymous))


def _demote(world: World, asked: Json) -> Json:
    by, other = who(world, asked), who(world, asked, "other")
    return _told(groups.demote(world, where(world, asked, by), by, other))


def _migrate(world: World, asked: Json) -> Json:
    by = who(world, asked)
    chat, told = groups.migrate(world, where(world, asked, by), by)
    return _told(told) | {"chat": chat.id}


def _told(updates: list[int]) -> Json:
    return {"updates": updates}


ACTS: dict[str, Act] = {
    "start": _start, "say": _say, "edit": _edit, "tap": _tap, "forward": _forward,
    "block": _block, "unblock": _unblock, "person": _person, "group": _group,
    "enter": _enter, "depart": _depart, "add_bot": _add_bot, "remove_bot": _remove_bot,
    "promote": _promote, "demote": _demote, "migrate": _migrate,
}  # fmt: skip
