"""A notice, for whoever reads it: to answer, bring somebody, keep the date, say what should be asked."""

from bot.actions import gathering
from bot.actions.gathering import FULL, MOST_GUESTS, PAST, Person
from bot.documents.gathering_file import Meeting, meeting_file
from bot.forms.form import Answers
from bot.forms.notice import IDEA
from bot.store import answers, groups, notices
from bot.store.answers import GOING, MAYBE, NO
from bot.store.notices import ASK, EVENT, OFF, OUT, OVER, STOPPED, Notice
from handlers import notice_copy
from handlers.edge.door import Entry
from handlers.edge.forms import Kept
from handlers.edge.screen import Button, File, Screen, leaf, short
from handlers.edge.seats import UNKNOWN, by_notice
from handlers.edge.visit import NotTheirs, Unseated, Visit
from handlers.group import mine_of as group_of
from handlers.start import HOME

POSTED = (OUT, STOPPED, OFF, OVER)
MOST_LISTED = 8
MOST_NAMES = 80  # on a page
SAID = {
    GOING: "You are going.",
    MAYBE: "Noted: maybe.",
    NO: "Noted: you cannot come. Thank you for saying.",
    FULL: "It is full, so I have not put you down. Please ask the organiser.",
    PAST: "This is over, or was called off.",
}
TAKEN = tuple(SAID[answer] for answer in gathering.ANSWERS)


async def listed(visit: Visit) -> Screen:
    """The notices of a group, the newest first."""
    mine = await group_of(visit)
    every = [each for each in await notices.of_group(visit.db, mine.group.id) if each.state in POSTED]
    _, some, pages = leaf(every, visit.number(2), MOST_LISTED, f"notices:{mine.group.id}")
    my_answers = {each.id: said.answer for each, said in await answers.of_person(visit.db, visit.chat_id)}
    rows = tuple(
        (Button(short(_label(each, my_answers.get(each.id, ""))), f"notice:{each.word}"),)
        for each in reversed(some)
    )
    back = (*pages, Button("Back", f"group:{mine.group.id}"), HOME)
    return Screen(visit.says("notices", group=mine.group, some=bool(every)), (*rows, back), route=visit.route)


def _label(notice: Notice, said: str) -> str:
    """The notice with what its reader answered: a no is found again here, to be changed."""
    before = {OFF: "Called off", OVER: "Over"}.get(notice.state) or notice_copy.LABELS.get(said)
    return f"{before}: {notice.words['title']}" if before else notice.words["title"]


async def _mine(visit: Visit) -> Notice:
    """The notice that the word of the route names, of a group that the visitor belongs to."""
    notice = await notices.by_word(visit.db, visit.word(1))
    if notice is None or notice.state not in POSTED:
        raise NotTheirs
    if await groups.membership(visit.db, visit.parent.id, notice.group_id) is None:
        raise NotTheirs
    return notice


async def one(visit: Visit) -> Screen:
    return await _shown(visit, await _mine(visit))


async def _shown(visit: Visit, notice: Notice, note: str = "") -> Screen:
    """The notice with what they answered."""
    group = await groups.by_id(visit.db, notice.group_id)
    assert group
    mine = await answers.said_by(visit.db, notice.id, visit.chat_id)
    copy = notice_copy.words(visit.services, notice, group)
    said = "" if note in TAKEN else note  # the words below say it already
    text = visit.says("mynotice", copy=copy, mine=mine, note=said, notice=notice)
    rows = (*notice_copy.with_answer(notice, mine), (Button("Your group", f"group:{group.id}"), HOME))
    return Screen(text, rows, route=f"notice:{notice.word}", toast=note)


async def rsvp(visit: Visit) -> Screen:
    """Going, maybe, or can't; changed at any time."""
    notice, answer = await _mine(visit), visit.word(2)
    if notice.kind != EVENT or answer not in gathering.ANSWERS:
        raise NotTheirs
    earlier = await answers.said_by(visit.db, notice.id, visit.chat_id)
    return await _say(visit, notice, answer, earlier.guests if earlier else 0)


async def guests(visit: Visit) -> Screen:
    """A partner or a carer comes too; or nobody does after all."""
    notice = await _mine(visit)
    earlier = await answers.said_by(visit.db, notice.id, visit.chat_id)
    if earlier is None or earlier.answer == NO:
        raise NotTheirs
    return await _say(visit, notice, earlier.answer, min(visit.number(2), MOST_GUESTS))


async def _say(visit: Visit, notice: Notice, answer: str, with_them: int) -> Screen:
    who = Person(visit.chat_id, visit.name)
    taken = await gathering.say(visit.db, notice, who, answer, with_them, visit.now)
    return await _shown(visit, notice, SAID[taken])


async def calendar(visit: Visit) -> Screen:
    """The event as a file that a phone's calendar takes."""
    notice = await _mine(visit)
    if notice.starts_at is None:
        raise NotTheirs
    words = notice.words
    meeting = Meeting(
        uid=f"{notice.word}@twentyweeks",
        title=words["title"],
        starts_at=notice.starts_at,
        ends_at=notice.ends_at,
        place=words.get("place", ""),
        description=words.get("details", ""),
        link=words.get("online", ""),
        off=notice.state == OFF,
    )
    made_at = visit.now
    shown = await _shown(visit, notice)
    file = File("event.ics", lambda: meeting_file(meeting, made_at))
    return Screen(shown.text, shown.rows, files=(file,), fresh=True, route=shown.route)


async def idea(visit: Visit) -> Screen:
    """What should we ask? Told in private."""
    notice = await _mine(visit)
    if notice.kind != ASK or notice.state != OUT:
        return await _shown(visit, notice)
    return await visit.forms.begin(visit, IDEA, notice.id)


async def save_idea(visit: Visit, notice_id: int, given: Answers) -> Screen:
    notice = await notices.notice(visit.db, notice_id)
    assert notice
    mine = await _mine(visit.going(f"notice:{notice.word}"))
    if mine.kind == ASK and mine.state == OUT:
        await answers.suggest(visit.db, mine.id, visit.parent.id, given["idea"], visit.now)
    return await _shown(visit, mine, "Thank you. The organiser sees it without your name.")


async def idea_name(visit: Visit, notice_id: int) -> str:
    """The question that a form answers, for its heading."""
    notice = await notices.notice(visit.db, notice_id)
    if notice is None:
        raise NotTheirs
    return (await _mine(visit.going(f"notice:{notice.word}"))).words["title"]


async def _organised(visit: Visit) -> Notice:
    """The notice that the route names by number, for whoever wrote it and for nobody else.

    They are its organiser while Telegram calls them an admin. Who is none any more is told nothing new.
    """
    seat, notice = visit.seated(), await notices.notice(visit.db, visit.number())
    if notice is None or notice.author_id != visit.parent.id:
        raise NotTheirs
    if seat.status == UNKNOWN:
        raise Unseated
    if not seat.is_admin:
        raise NotTheirs
    return notice


async def who(visit: Visit) -> Screen:
    """Who is coming, by name: for the organiser alone."""
    notice = await _organised(visit)
    every = await answers.every(visit.db, notice.id)
    every.sort(key=lambda each: gathering.ANSWERS.index(each.answer))
    page = min(visit.number(2), max(0, len(every) - 1) // MOST_NAMES)
    some = every[page * MOST_NAMES : (page + 1) * MOST_NAMES]
    said = {answer: [each for each in some if each.answer == answer] for answer in gathering.ANSWERS}
    count = await answers.count(visit.db, notice.id)
    text = visit.says("who", notice=notice, said=said, count=count)
    before = (Button("Names before", f"who:{notice.id}:{page - 1}"),) if page else ()
    after = (Button("More names", f"who:{notice.id}:{page + 1}"),) if some[-1:] != every[-1:] else ()
    pages = ((*before, *after),) if before or after else ()
    return Screen(text, (*pages, (Button("Back", f"manage:{notice.id}"), HOME)), route=visit.route)


async def ideas(visit: Visit) -> Screen:
    """What people said should be asked, without names; the organiser leaves out what should not be read."""
    notice = await _organised(visit)
    every = await answers.suggestions(visit.db, notice.id)
    begin, some, pages = leaf(every, visit.number(2), MOST_LISTED, f"ideas:{notice.id}")
    rows = tuple(
        (
            Button(
                f"{'Put back' if hidden else 'Leave out'} {begin + place}",
                f"hideidea:{notice.id}:{number}:{int(not hidden)}",
            ),
        )
        for place, (number, _, hidden) in enumerate(some, 1)
    )
    text = visit.says("ideas", notice=notice, some=some, begin=begin, every=len(every))
    file = (Button("As a list to hand on", f"ideasfile:{notice.id}"),) if every else ()
    return Screen(
        text,
        (*rows, *((file,) if file else ()), (*pages, Button("Back", f"manage:{notice.id}"), HOME)),
        route=visit.route,
    )


async def hide(visit: Visit) -> Screen:
    notice = await _organised(visit)
    await answers.hide(visit.db, notice.id, visit.number(2), hidden=visit.word(3) == "1")
    return await ideas(visit.going(f"ideas:{notice.id}"))


async def ideas_file(visit: Visit) -> Screen:
    """The list without names, to read out or to post."""
    notice = await _organised(visit)
    every = [words for _, words, hidden in await answers.suggestions(visit.db, notice.id) if not hidden]
    lines = [notice.words["title"], "", *(f"{place}. {words}" for place, words in enumerate(every, 1))]
    shown = await ideas(visit.going(f"ideas:{notice.id}"))
    file = File("answers.txt", "\n".join(lines).encode())
    return Screen(shown.text, shown.rows, files=(file,), fresh=True, route=shown.route)


ENTRIES = {
    "notices": Entry(listed),
    "notice": Entry(one),
    "rsvp": Entry(rsvp),
    "guests": Entry(guests),
    "ics": Entry(calendar),
    "idea": Entry(idea),
    "who": Entry(who, seat=by_notice, fresh=True),
    "ideas": Entry(ideas, seat=by_notice, fresh=True),
    "hideidea": Entry(hide, seat=by_notice, fresh=True),
    "ideasfile": Entry(ideas_file, seat=by_notice, fresh=True),
}
FORMS = (Kept(IDEA, save_idea, idea_name),)
