"""Letters: which fit today and why, the whole set by subject, and those that wait for an answer."""

from collections.abc import Sequence

from bot.actions import write
from bot.actions.absent import DaysOut, days_out
from bot.actions.letter_days import days_of
from bot.actions.standing import Standing
from bot.catalogue import GROUPS
from bot.letterfile import Letter
from bot.store import cases, letters
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.letters import Written
from handlers import children
from handlers.cases import open_standings
from handlers.edge.screen import Button, Screen, leaf, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter_begin import letter_named
from handlers.start import HOME

MOST_FITTING = 3  # more is a wall; the others are under their subject
MOST_BEGUN, MOST_SENT = 10, 12  # the newest
MOST_ON_A_PAGE = 20
Fit = tuple[Standing, Letter, str]


async def listed(visit: Visit) -> Screen:
    """The letters that fit today, each with its reason; those that were begun or sent; and the whole set."""
    child = await children.which(visit, "letters", "Which child is the letter about?")
    if isinstance(child, Screen):
        return child
    fits = await _fitting(visit, child)
    written = await _written(visit, child)
    begun = [each for each in written if not each[0].sent_on and each[0].words]
    sent = [each for each in written if each[0].sent_on]
    text = visit.says(
        "letters",
        child=child,
        fitting=[(letter, because) for _, letter, because in fits[:MOST_FITTING]],
        more=max(0, len(fits) - MOST_FITTING),
        begun_more=max(0, len(begun) - MOST_BEGUN),
        waiting=[each for each in sent if each[0].reply_by and not each[0].answered_on],
        sent=sent[-MOST_SENT:],
        sent_more=max(0, len(sent) - MOST_SENT),
    )
    rows: list[tuple[Button, ...]] = [
        (Button(short(letter.title), _write(child, standing, letter)),)
        for standing, letter, _ in fits[:MOST_FITTING]
    ]
    rows += [(_begun_button(each, letter),) for each, letter in begun[-MOST_BEGUN:]]
    rows += [(_sent_button(each, letter),) for each, letter in sent[-MOST_SENT:]]
    if sent[MOST_SENT:]:
        rows.append((Button("All that you sent", f"sentletters:{child.id}"),))
    rows.append((Button("All letters", f"allletters:{child.id}"), HOME))
    return Screen(text, tuple(rows), route=f"letters:{child.id}")


async def all_sent(visit: Visit) -> Screen:
    """Every letter that was sent, as pages that begin with the newest."""
    child = await visit.child()
    sent = [each for each in await _written(visit, child) if each[0].sent_on]
    _, here, beside = leaf(sent, visit.number(2), MOST_ON_A_PAGE, f"sentletters:{child.id}")
    rows = [(_sent_button(each, letter),) for each, letter in here]
    last = (Button("Letters", f"letters:{child.id}"), HOME)
    text = visit.says("sentletters", child=child, sent=here)
    ways = (*rows, *((beside,) if beside else ()), last)
    return Screen(text, ways, route=f"sentletters:{child.id}:{visit.number(2)}")


async def _fitting(visit: Visit, child: Child) -> list[Fit]:
    """What fits the record of each of the child's cases; of what has no case yet, what fits without one.

    Letters about a missed date come first. Of the others, the first of each case comes before the second of
    any: none crowds another out.
    """
    found = await days_out(visit.db, visit.services, child, visit.today)
    known = await open_standings(visit, child)
    kinds = dict.fromkeys(letter.case for letter in visit.services.catalogue.letters)
    fits: list[tuple[bool, int, Fit]] = []
    for standing in [*known, *(_none_yet(visit, child, kind, known) for kind in kinds)]:
        if standing is None:
            continue
        written = await letters.letters_of(visit.db, standing.case.id)
        now = write.situation(standing, written, found, known)
        every = write.fitting(visit.services, standing, written, found, known)
        here = [fit for fit in every if _has_its_days(fit[0], standing, found)]
        for place, (letter, because) in enumerate(here):
            fits.append((not letter.is_late(now), place, (standing, letter, because)))
    return [fit for *_, fit in sorted(fits, key=lambda each: each[:2])]


def _has_its_days(letter: Letter, standing: Standing, found: DaysOut) -> bool:
    """Whether the days that a letter cannot do without are in this case: else it belongs to another."""
    return "days_out" not in letter.needs or bool(days_of(letter, standing, found, {}))


def _none_yet(visit: Visit, child: Child, kind: str, known: Sequence[Standing]) -> Standing | None:
    """A case of a kind that the child has none of: nothing has happened in it."""
    if any(each.case.kind == kind for each in known):
        return None
    case = Case(0, child.id, visit.parent.id, kind, nudged=True, council=child.council)
    return Standing(case, (), (), visit.today)


async def _written(visit: Visit, child: Child) -> list[tuple[Written, Letter]]:
    every = [
        each
        for case in await cases.cases_of(visit.db, child.id)
        for each in await letters.letters_of(visit.db, case.id)
    ]
    catalogue = visit.services.catalogue
    in_order = sorted(every, key=lambda each: (each.sent_on or each.made_on, each.id))
    return [(each, catalogue.letter(each.template).at(each.strength)) for each in in_order]


def _write(child: Child, standing: Standing, letter: Letter) -> str:
    number = standing.case.id
    return f"write:{number}:{letter.id}" if number else f"writefor:{child.id}:{letter.id}"


def _begun_button(written: Written, letter: Letter) -> Button:
    return Button(short(f"Go on: {letter.title}"), f"letter:{written.id}")


def _sent_button(written: Written, letter: Letter) -> Button:
    assert written.sent_on
    day = f"{written.sent_on.day} {written.sent_on:%b}"  # not %-d: Windows has none
    return Button(short(f"Sent {day}: {letter.title}"), f"letter:{written.id}")


async def every(visit: Visit) -> Screen:
    """The subjects of the set; or the letters of one."""
    child = await visit.child()
    if visit.word(2):
        return _of_group(visit, child, visit.word(2))
    rows = tuple((Button(title, f"allletters:{child.id}:{group}"),) for group, title in GROUPS.items())
    back = (Button("Letters", f"letters:{child.id}"), HOME)
    return Screen(visit.says("allletters", child=child), (*rows, back), route=f"allletters:{child.id}")


def _of_group(visit: Visit, child: Child, group: str) -> Screen:
    every = visit.services.catalogue.letters
    mine = [letter for letter in every if letter.group == group and letter.is_for(child.council)]
    if not mine:
        raise NotTheirs
    rows = tuple((Button(short(each.title), f"aboutletter:{child.id}:{each.id}"),) for each in mine)
    back = (Button("All letters", f"allletters:{child.id}"), HOME)
    text = visit.says("lettergroup", child=child, title=GROUPS[group], letters=mine)
    return Screen(text, (*rows, back), route=f"allletters:{child.id}:{group}")


async def about(visit: Visit) -> Screen:
    """One letter of the set: what it does, when it is for and when it is not."""
    child, letter = await visit.child(), letter_named(visit)
    text = visit.says("aboutletter", child=child, letter=letter)
    does = Button("Read it" if letter.sheet else "Write it", f"writefor:{child.id}:{letter.id}")
    back = (Button(GROUPS[letter.group], f"allletters:{child.id}:{letter.group}"), HOME)
    return Screen(text, ((does,), back), route=f"aboutletter:{child.id}:{letter.id}")
