"""Letters: which fit today and why, the whole set by subject, and those that wait for an answer."""

from collections.abc import Sequence

from bot.actions import write
from bot.actions.absent import days_out
from bot.actions.standing import Standing
from bot.catalogue import GROUPS
from bot.letterfile import Letter
from bot.store import cases, letters
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.letters import Written
from handlers import children
from handlers.cases import case_and_child, open_standings
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import show
from handlers.start import HOME

MOST_FITTING = 3  # more is a wall; the others are under their subject
MOST_SENT = 30  # the newest
Fit = tuple[Standing, Letter, str]


async def listed(visit: Visit) -> Screen:
    """The letters that fit today, each with its reason; those that were begun or sent; and the whole set."""
    child = await children.which(visit, "letters", "Which child is the letter about?")
    if isinstance(child, Screen):
        return child
    fits = await _fitting(visit, child)
    written = await _written(visit, child)
    text = visit.says(
        "letters",
        child=child,
        fitting=[(letter, because) for _, letter, because in fits[:MOST_FITTING]],
        more=len(fits) - MOST_FITTING,
        waiting=[
            each for each in written if each[0].sent_on and each[0].reply_by and not each[0].answered_on
        ],
        sent=[each for each in written if each[0].sent_on],
    )
    rows: list[tuple[Button, ...]] = [
        (Button(short(letter.title), _write(child, standing, letter)),)
        for standing, letter, _ in fits[:MOST_FITTING]
    ]
    rows += [(_begun_button(each, letter),) for each, letter in written if not each.sent_on and each.words]
    rows += [(_sent_button(each, letter),) for each, letter in written[-MOST_SENT:] if each.sent_on]
    rows.append((Button("All letters", f"allletters:{child.id}"), HOME))
    return Screen(text, tuple(rows), route=f"letters:{child.id}")


async def _fitting(visit: Visit, child: Child) -> list[Fit]:
    """What fits the record of each of the child's cases; of what has no case yet, what fits without one."""
    found = await days_out(visit.db, visit.services, child, visit.today)
    known = await open_standings(visit, child)
    kinds = dict.fromkeys(letter.case for letter in visit.services.catalogue.letters)
    fits: list[Fit] = []
    for standing in [*known, *(_none_yet(visit, child, kind, known) for kind in kinds)]:
        if standing is None:
            continue
        written = await letters.letters_of(visit.db, standing.case.id)
        every = write.fitting(visit.services, standing, written, found, known)
        fits += [(standing, letter, because) for letter, because in every]
    return sorted(fits, key=lambda fit: not fit[0].late)


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
    child, letter = await visit.child(), _letter(visit)
    text = visit.says("aboutletter", child=child, letter=letter)
    does = Button("Read it" if letter.sheet else "Write it", f"writefor:{child.id}:{letter.id}")
    back = (Button(GROUPS[letter.group], f"allletters:{child.id}:{letter.group}"), HOME)
    return Screen(text, ((does,), back), route=f"aboutletter:{child.id}:{letter.id}")


async def begin_for(visit: Visit) -> Screen:
    """Write this letter of the set: in the newest open case that it fits, or in a new one."""
    child, letter = await visit.child(), _letter(visit)
    case_id = await _case_for(visit, child, letter)
    return await begin(visit.going(f"write:{case_id}:{letter.id}"))


async def _case_for(visit: Visit, child: Child, letter: Letter) -> int:
    """The newest open case in which what the letter needs has happened. A complaint begins a new one."""
    book = visit.services.rulebook
    needed = letter.events_needed
    begins = letter.records and not needed and letter.case == book.subject(_subject(visit, letter)).kind
    if begins and not book.subject(_subject(visit, letter)).one:
        return await cases.new_case(visit.db, child.id, letter.case)
    every = [each for each in await open_standings(visit, child) if each.case.kind == letter.case]
    happened = [(each, {event.kind for event in each.events}) for each in every]
    fit = [each.case.id for each, kinds in happened if all(kinds & {*any_of} for any_of in needed)]
    some = fit or [each.case.id for each in every]
    return some[-1] if some else await cases.new_case(visit.db, child.id, letter.case)


def _subject(visit: Visit, letter: Letter) -> str:
    """The subject of the event that sending it is."""
    return visit.services.rulebook.kinds[letter.records.partition(":")[0]].subject


async def begin(visit: Visit) -> Screen:
    """Write this letter: the one begun before, or a new one."""
    case, _ = await case_and_child(visit, visit.number())
    letter = _letter(visit)
    if letter.case != case.kind:
        raise NotTheirs
    strength = letter.strengths[0]
    number = await letters.begin(visit.db, case.id, letter.id, letter.version, strength, visit.today)
    return await show(visit.going(f"letter:{number}"))


async def unanswered(visit: Visit) -> Screen:
    """From a nudge, by its case: the letters that nobody has answered, and the next step after each."""
    case, child = await case_and_child(visit, visit.number())
    waiting = await letters.waiting(visit.db, [case.id])
    if not waiting:
        return await listed(visit.going(f"letters:{child.id}"))
    catalogue = visit.services.catalogue
    known = [(each, catalogue.letter(each.template).at(each.strength)) for each in waiting]
    rows = [row for each, letter in known for row in _next_steps(visit, child, each, letter)]
    text = visit.says("unanswered", child=child, waiting=known)
    return Screen(
        text, (*rows, (Button("Letters", f"letters:{child.id}"), HOME)), route=f"unanswered:{case.id}"
    )


def _next_steps(visit: Visit, child: Child, written: Written, letter: Letter) -> Sequence[tuple[Button, ...]]:
    kind = letter.records.partition(":")[0]
    every = visit.services.catalogue.after(letter.id)
    after = [each for each in every if all(kind in any_of for any_of in each.events_needed)]
    steps = [(Button(short(f"Write: {each.title}"), f"writefor:{child.id}:{each.id}"),) for each in after]
    again = (Button("Read what I sent", f"letter:{written.id}"),)
    return (*steps, (Button("They answered", f"answered:{written.id}"),), again)


def _letter(visit: Visit) -> Letter:
    known = {letter.id: letter for letter in visit.services.catalogue.letters}
    if visit.word(2) not in known:
        raise NotTheirs
    return known[visit.word(2)]
