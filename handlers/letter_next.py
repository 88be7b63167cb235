"""After a letter: the answer that is waited for, and which letter follows where none comes."""

from collections.abc import Sequence
from datetime import date

from bot.actions.in_step import RECORDED
from bot.actions.sending import Sending
from bot.actions.standing import Standing, look
from bot.facts import any_of
from bot.letterfile import Letter
from bot.offers import MISSED
from bot.store import cases, letters
from bot.store.families import Child
from bot.store.letters import Written
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import Visit
from handlers.happened import AfterLetter
from handlers.letters import listed
from handlers.start import HOME

MOST_WAITING = 7  # the newest: each has up to four buttons
Step = tuple[Letter, str]  # a letter, and the strength to begin it at


def after_sending(visit: Visit, letter: Letter, done: Sending) -> AfterLetter:
    """What to expect now: the day that the letter names, and the later one of the law, where that decides.

    It does where nothing follows, or a complaint: nobody complains of what is not yet due. A letter that only
    asks once more need not wait so long.
    """
    standing = done.change.now
    steps = steps_after(visit, letter, done.strength, standing, watched=done.watched)
    if not steps:
        return AfterLetter(done.reply_by, done.due)
    following, strength = steps[0]
    face = following.at(strength)
    title = "" if _is_the_same(letter, done.strength, steps[0]) else face.title
    due = [*_needs_missed(face, standing), *((done.due,) if done.due and face.records else ())]
    later = max((day for day in due if day > done.reply_by), default=None)
    return AfterLetter(done.reply_by, later, then=title, again=not title)


def _needs_missed(face: Letter, standing: Standing) -> list[date]:
    """The last days that must have gone by before a letter can be written."""
    named = [each.partition(".") for need in face.needs for each in any_of(need)]
    clocks = [standing.of(rule) for state, _, rule in named if state == MISSED]
    return [each.due for each in clocks if each and each.due]


def steps_after(
    visit: Visit, letter: Letter, strength: str, standing: Standing, *, watched: bool = False
) -> Sequence[Step]:
    """The letters that follow one, as far as the record of its case calls for them."""
    happened = {event.kind for event in standing.events}
    return visit.services.catalogue.next_steps(letter.id, strength, happened, watched=watched)


async def unanswered(visit: Visit) -> Screen:
    """From a nudge, by its case: the letters that nobody has answered, and the next step after each."""
    case, child = await case_and_child(visit, visit.number())
    every = await letters.waiting(visit.db, [case.id])
    waiting = every[-MOST_WAITING:]
    if not waiting:
        return await listed(visit.going(f"letters:{child.id}"))
    standing = await look(visit.db, visit.services, case, visit.today)
    catalogue, advice = visit.services.catalogue, visit.services.directory.advice
    known = [(each, catalogue.letter(each.template).at(each.strength)) for each in waiting]
    rows: list[tuple[Button, ...]] = []
    follows = False
    for written, letter in known:
        steps = steps_after(visit, letter, written.strength, standing)
        follows = follows or bool(steps)
        rows += [(await _step_button(visit, child, (written, letter), step),) for step in steps]
        rows.append((Button("They answered", f"answered:{written.id}"),))
        rows.append((Button("Read what I sent", f"letter:{written.id}"),))
    more = len(every) - len(waiting)
    text = visit.says("unanswered", child=child, waiting=known, more=more, follows=follows, advice=advice)
    rows.append((Button("Letters", f"letters:{child.id}"), HOME))
    return Screen(text, tuple(rows), route=f"unanswered:{case.id}")


async def _step_button(visit: Visit, child: Child, sent: tuple[Written, Letter], step: Step) -> Button:
    written, letter = sent
    following, strength = step
    title = following.at(strength).title
    says = f"Firmer: {title}" if _is_the_same(letter, written.strength, step) else f"Write: {title}"
    return Button(short(says), await _where(visit, child, written, step))


def _is_the_same(letter: Letter, strength: str, step: Step) -> bool:
    """Whether a step is the same letter once more, only firmer: its title would say nothing new."""
    following, then = step
    return following.id == letter.id and following.at(then).title == letter.at(strength).title


async def _where(visit: Visit, child: Child, written: Written, step: Step) -> str:
    """The route to a next step: in the case that it goes on with, that of the letter or one that it began."""
    following, strength = step
    for number in (written.case_id, *(case_id for case_id, _ in written.given.get(RECORDED, ()))):
        case = await cases.case(visit.db, visit.parent.id, number)
        if case and case.kind == following.case:
            return f"write:{number}:{following.id}:{strength}"
    return f"writefor:{child.id}:{following.id}:{strength}"
