"""A group with something in every table, those who try to look into it, and what they are answered."""

import json
import re
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace

from sqlalchemy import select, text

from bot.demo import groups
from bot.law.deadlines import Event
from bot.store import cases, families, suggestions
from bot.store import groups as kept_groups
from bot.store.columns import metadata
from bot.store.group_tables import groups as groups_table
from bot.store.group_tables import memberships, notices, pledges, suggested
from bot.store.group_tables import suggestions as suggestions_table
from bot.store.tables import parents, seen_updates
from handlers.edge.seats import by_group, by_notice, by_word
from tests.journeys.crowd import comes, member, opens_group, posts_event, writes_event
from tests.journeys.stage import asks, joins, meets, tell

TITLE = "Zanzibar together"
ADDRESS = ("Zoological Office", "complaints@zoo.example")
FAMILY = ("Zoe", "Zebedee", "Zucchini", "Zoological", "zoo.example")
UNPOSTED = ("Zodiac", "Zig")  # what admins have written and not shown to anybody
SECRETS = (*FAMILY, *UNPOSTED, "Zanzibar", "Zither", "Zenith", "Zeal")
_DETAILS = (">Zenith House", "Skip", "Skip", ">Bring a Zither.", "Skip", "Only once", "Save")
EVENT = (">Zither evening", ">4 June", ">7pm", ">9pm", *_DETAILS)
DRAFT = (">Zodiac night", *EVENT[1:])
PLEDGE = (">Zeal for all", ">The director", "Skip", ">1 September 2027", "Save")
DRAFTED = (">Zig and zag", *PLEDGE[1:])
PAGE = (">/groups", TITLE)
ABSENT, NO_WORD = 987_654, "A" * 16  # a number that no row has, a word that no link has
GONE = 999_999  # of a message that is in no chat: whatever answers it comes as a new one
_CHATS = count(7_200_000_000)
SHOWN = 100  # messages of a chat: a person who looks at thousands takes long
APART = 1000  # between the numbers of two tables, so that a number names one thing


@dataclass
class Walls:
    """The scene, the people, and the numbers and words of what is in the first group."""

    scene: object
    ada: object  # its owner
    group: object = None
    zoe: object = None  # of the family that nobody may learn of
    numbers: dict[str, list[int]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # by "group", and by the titles of notices
    people: SimpleNamespace = field(default_factory=SimpleNamespace)  # those who try

    @property
    def database(self):
        return self.scene.bot.services.db

    def one(self, name):
        """The number of the first row of a kind."""
        return self.numbers[name][0]


# What is kept, and what is said


async def sets_apart(database):
    """From now on no number is that of two things. It is for SQLite, and comes before everything else."""
    statement = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)")
    async with database.transaction() as db:
        for place, table in enumerate(metadata.sorted_tables, 1):
            if "id" in table.c:
                await db.execute(statement, {"name": table.name, "seq": place * APART})


async def every_row(database):
    """All that is kept, table by table, but for the numbers of updates that were answered."""
    async with database.transaction() as db:
        return {
            table.name: list(await db.execute(select(*table.c).order_by(*table.primary_key)))
            for table in metadata.sorted_tables
            if table is not seen_updates
        }


def different(before, after):
    """The tables in which something is not as it was."""
    return [name for name in before if before[name] != after[name]]


async def answer(person, data):
    """What a tap with this data is answered with; the message that it was under is gone."""
    begin = len(person.chat.log)
    await person.taps_forged(data, message_id=GONE)
    return await since(person, begin)


async def link_answer(person, word):
    """What a link with this word is answered with."""
    begin = len(person.chat.log)
    await person.starts(word)
    return await since(person, begin)


async def since(person, begin):
    """All that the bot has said to somebody since then: words, how they look, buttons with what they do.

    Whatever it says, the last message of it has buttons.
    """
    await person._until(lambda: _is_over(person, begin) and not person.chat.in_flight, "waited for it all")
    said = _posts(person, begin)
    shown = [[_words(post), post.get("entities", []), post.get("reply_markup", {})] for post in said]
    over = sorted(each.words for each in _entries(person, begin) if each.kind == "alert")
    return json.dumps([shown, over], ensure_ascii=False)


def heard(person, begin=0):
    """All the words that the bot has said to somebody since then, on buttons too."""
    posts = _posts(person, begin)
    labels = [button["text"] for post in posts for row in _rows(post) for button in row]
    return "\n".join([*map(_words, posts), *labels])


def _rows(post):
    return post.get("reply_markup", {}).get("inline_keyboard", [])


def _is_over(person, begin):
    return any("reply_markup" in post for post in _posts(person, begin))


def _posts(person, begin):
    return [each.post for each in _entries(person, begin) if each.kind in ("bot", "edit")]


def _entries(person, begin):
    log = person.chat.log
    return [log[place] for place in range(begin, len(log))]


def _words(post):
    return post.get("text") or post.get("caption") or "a file"


def without(said, *named):
    """An answer without the numbers or the words that were asked for."""
    for each in sorted({str(each) for each in named if each}, key=len, reverse=True):
        said = said.replace(f":{each}", ":#")
    return said


async def differs(person, page, real, absent, known=None):
    """What differs between the answers to something that is there and to something that is not; or "".

    With `known` what is not there is asked for once.
    """
    known = {} if known is None else known
    there = await _asked(person, page, real)
    not_there = known[absent] = known.get(absent) or await _asked(person, page, absent)
    return "" if there == not_there else f"{page}:{real} -> {there}\n{page}:{absent} -> {not_there}"


async def _asked(person, page, rest):
    said = await answer(person, f"{page}:{rest}")
    return without(re.sub(r"(f:\w+:\w+):[0-9]+\.[0-9]+", r"\1", said), *str(rest).split(":"))


# The first group, and those who try


async def builds(scene):
    """The first group, with everything; Zoe's family in it; and those who try."""
    await sets_apart(scene.bot.services.db)
    found = Walls(scene, joins(scene.standin, "Ada"))
    found.group = await opens_group(scene, found.ada, TITLE)
    groups.promote_bot(scene.standin.world, found.group, found.ada.human)
    await comes(found.ada, found.group, found.ada, says="No, only in the group")
    await _family(found)
    await _announces(found)
    await _outsiders(found)
    await _insiders(found)
    for person in vars(found.people).values():
        await person.says("/start")
    await _numbers(found)
    scene.standin.world.history = SHOWN
    return found


async def _family(found):
    found.zoe = await member(found.scene, found.group, found.ada, "Zoe")
    await tell(found.zoe, "Begin my own record", "West Northamptonshire", ">Zebedee", "Save")
    await asks(found.zoe)
    await tell(found.zoe, *PAGE, "How long everyone waits", "Yes, count my family")
    async with found.database.transaction() as db:
        parent = await db.scalar(select(parents.c.id).where(parents.c.chat_id == found.zoe.id))
        place = suggestions.at("WNC", "complaints")
        await suggestions.suggest(db, parent, place, ADDRESS, found.scene.clock.now().date())
        await kept_groups.change(db, await db.scalar(select(groups_table.c.id)), council="WNC")


async def _announces(found):
    """An event that Zoe goes to, a question that she answers, one of each that was not posted; promises."""
    ada, announce = found.ada, found.scene.bot.jobs.announce
    await posts_event(found.scene, ada, words=EVENT, group=TITLE)
    await tell(found.zoe, "Going")
    await tell(ada, *PAGE, "Post something", "Ask everybody a question", ">Zither or harp?", "Skip", "Save")
    await ada.taps("Post now")
    await announce()
    await tell(found.zoe, "Answer", "Write an answer", ">Zucchini for lunch", "Save")
    await writes_event(ada, words=DRAFT, group=TITLE)
    await tell(ada, *PAGE, "Post something", "A notice", ">Zodiac news", "Skip", "Save")
    await tell(ada, "Post at a time", ">20 April", ">9:30am", "Save")
    await tell(ada, *PAGE, "What the council promised", "Add one", *PLEDGE, "Put it on the list")
    await tell(ada, *PAGE, "What the council promised", "Add one", *DRAFTED)
    await announce()


async def _outsiders(found):
    """A stranger, somebody in no group, the admin of another group."""
    scene, those = found.scene, found.people
    those.stranger = joins(scene.standin, "Sly")
    await those.stranger.starts()
    those.nowhere = joins(scene.standin, "Ned")
    await meets(those.nowhere, "Bee")
    those.elsewhere = joins(scene.standin, "Olga")
    other = await opens_group(scene, those.elsewhere, "Corby families")
    await comes(those.elsewhere, other, those.elsewhere)


async def _insiders(found):
    """A member, an admin of once, and somebody who has left: each was looked up while they were more."""
    scene, group, ada, those = found.scene, found.group, found.ada, found.people
    world = scene.standin.world
    those.member = await member(scene, group, ada, "Amira")
    those.demoted = await member(scene, group, ada, "Bo")
    await was_admin(found, those.demoted)
    those.left = await member(scene, group, ada, "Gil")
    groups.depart(world, group, those.left.human)
    await ada.at(group).says("/help")


async def was_admin(found, person):
    """Makes somebody an admin, lets the bot see that, and makes them a member again: it may remember."""
    groups.promote(person.world, found.group, found.ada.human, person.human)
    async with found.database.transaction() as db:
        number = await db.scalar(select(groups_table.c.id).order_by(groups_table.c.id))
    await person.taps_forged(f"gsettings:{number}", message_id=GONE)
    assert "Who may post" in person.sees
    groups.demote(person.world, found.group, found.ada.human, person.human)


async def _numbers(found):
    async with found.database.transaction() as db:
        group, other = await db.execute(select(*groups_table.c).order_by(groups_table.c.id))
        mine = list(await db.execute(select(*notices.c).where(notices.c.group_id == group.id)))
        here = (pledges.c.group_id == group.id, memberships.c.group_id == group.id)
        listed = (
            ("promised", select(pledges.c.id).where(here[0], pledges.c.state == "open")),
            ("drafted", select(pledges.c.id).where(here[0], pledges.c.state == "draft")),
            ("memberships", select(memberships.c.id).where(here[1])),
            ("ideas", select(suggested.c.id)),
            ("told", select(suggestions_table.c.id)),
            ("zoe", select(parents.c.id).where(parents.c.chat_id == found.zoe.id)),
        )
        found.numbers = {name: list((await db.execute(rows)).scalars()) for name, rows in listed}
    found.numbers |= {"group": [group.id], "other": [other.id]}
    found.numbers["posted"] = [each.id for each in mine if each.state == "out"]
    found.numbers["unposted"] = [each.id for each in mine if each.state != "out"]
    found.words = {"group": group.word} | {each.words["title"]: each.word for each in mine}
    assert all(found.numbers.values()), found.numbers
    assert [len(found.numbers[name]) for name in ("posted", "unposted")] == [2, 2]


async def fills(database, group_id, number, now):
    """So many families who wait since June, and said yes."""
    today = now.date()
    async with database.transaction() as db:
        for _ in range(number):
            parent = await families.welcome(db, next(_CHATS), now)
            await kept_groups.join(db, parent.id, group_id, today, counted=True)
            child = await families.add_child(db, parent.id, "Zebedee", "WNC", "")
            asked = Event("asked", today.replace(month=6, day=1), "email", today.replace(month=6, day=1))
            await cases.record(db, await cases.open_case(db, child, "plan"), asked)


# What a page could be asked with: something of the group, and the same with something that is not there


def as_an_outsider(found, entry):
    """By what the page must know of a seat: a page that is added is tried like the others."""
    group, notice, word = found.one("group"), found.one("posted"), found.words["group"]
    if entry.seat is by_word:
        return [(f"{word}:yes", f"{NO_WORD}:yes")]
    if entry.seat is by_group:
        return [(f"{group}:{found.one('promised')}", f"{ABSENT}:{found.one('promised')}")]
    if entry.seat is by_notice:
        return [(f"{number}", f"{ABSENT}") for number in (notice, found.one("unposted"))]
    spoken = (f"{found.words['Zither evening']}:going", f"{NO_WORD}:going")
    return [(f"{group}", f"{ABSENT}"), (f"{found.one('told')}", f"{ABSENT}"), spoken]


def as_an_admin_of_another(found):
    """What is the first group's, asked for with the number of one's own."""
    other = found.one("other")
    plain = [(f"{other}:{found.one(kind)}", f"{other}:{ABSENT}") for kind in ("promised", "told")]
    return [*plain, (f"{other}:address:{found.one('told')}", f"{other}:address:{ABSENT}")]


def as_a_member(found, entry):
    """In one's own group: what its admins have not shown, and what others told."""
    group, notice = found.one("group"), f"{found.one('unposted')}:{found.one('ideas')}:1"
    if entry.seat is by_group:
        shapes = (("{}:{}", found.one("drafted")), ("{}:address:{}", found.one("told")))
        return [(shape.format(group, number), shape.format(group, ABSENT)) for shape, number in shapes]
    if entry.seat is by_notice:
        return [(notice, f"{ABSENT}:{found.one('ideas')}:1")]
    spoken = (f"{found.words['Zodiac night']}:going", f"{NO_WORD}:going")
    return [(f"{number}", f"{ABSENT}") for number in (found.one("unposted"), found.one("told"))] + [spoken]


def every_way(found, *, inside):
    """Something of every kind that the group has, in every place of a route."""
    group, posted = found.one("group"), found.one("posted")
    mine = sorted(found.one(name) for name in found.numbers if name != "other")
    first = [number for number in mine if not inside or number not in (group, posted)]
    second = [number for number in mine if not inside or number != found.one("promised")]
    ways = [(f"{number}", f"{ABSENT}") for number in first]
    ways += [(f"{number}:{found.one('ideas')}:1", f"{ABSENT}:{ABSENT}:1") for number in first]
    for shape in ("{}:{}", "{}:address:{}"):
        there_not = shape.format(group if inside else ABSENT, ABSENT)
        ways += [(shape.format(group, number), there_not) for number in second]
    spoken = ["Zodiac night"] if inside else ["group", "Zither evening", "Zodiac night"]
    ends = ("yes", "going", "")
    return ways + [(f"{found.words[name]}:{end}", f"{NO_WORD}:{end}") for name in spoken for end in ends]
