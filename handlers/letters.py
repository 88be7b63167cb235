"""Letters: which fit today and why, the whole set by subject, and those that wait for an answer."""

from collections.abc import Sequence

from bot.actions import write
from bot.actions.absent import days_out
from bot.actions.letter_days import is_about
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
MOST_BEGUN, MOST_SENT = 10, 30  # the newest
Fit = tuple[Standing, Letter, str]


async def listed(visit: Visit) -> Screen:
    """The letters that fit today, each with its reason; those that were begun or sent; and the whole set."""
    child = await children.which(visit, "letters", "Which child is the letter about?")
    if isinstance(child, Screen):
        return child
    fits = await _fitting(visit, child)
    written = await _written(visit, child)
    begun = [each for each in written if not each[0].sent_on and each[0].words]
    text = visit.says(
        "letters",
        child=child,
        fitting=[(letter, because) for _, letter, because in fits[:MOST_FITTING]],
        more=max(0, len(fits) - MOST_FITTING),
        begun_more=max(0, len(begun) - MOST_BEGUN),
        waiting=[
            each for each in written if each[0].sent_on and each[0].reply_by and not each[0].answered_on
        ],
        sent=[each for each in written if each[0].sent_on],
    )
    rows: list[tuple[Button, ...]] = [
        (Button(short(letter.title), _write(child, standing, letter)),)
        for standing, letter, _ in fits[:MOST_FITTING]
    ]
    rows += [(_begun_button(each, letter),) for each, letter in begun[-MOST_BEGUN:]]
    rows += [(_sent_button(each, letter),) for each, letter in written[-MOST_SENT:] if each.sent_on]
    rows.append((Button("All letters", f"allletters:{child.id}"), HOME))
    return Screen(text, tuple(rows), route=f"letters:{child.id}")


async def _fitting(visit: Visit, child: Child) -> list[Fit]:
    """What fits the record of each of the child's cases; of what has no case yet, what fits without one.

    What is late comes first. The first of each case comes before the second of any: none crowds another out.
    """
    found = await days_out(visit.db, visit.services, child, visit.today)
    known = await open_standings(visit, child)
    kinds = dict.fromkeys(letter.case for letter in visit.services.catalogue.letters)
    fits: list[tuple[int, Fit]] = []
    for standing in [*known, *(_none_yet(visit, child, kind, known) for kind in kinds)]:
        if standing is None:
            continue
        written = await letters.letters_of(visit.db, standing.case.id)
        every = write.fitting(visit.services, standing, written, found, known)
        fits += [(place, (standing, letter, because)) for place, (letter, because) in enumerate(every)]
    return [fit for _, fit in sorted(fits, key=lambda each: (not each[1][0].late, each[0]))]


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
    if not letter.is_for(child.council):
        raise NotTheirs
    known = {case.id for case in await cases.cases_of(visit.db, child.id)}
    case_id = await _case_for(visit, child, letter)
    screen = await begin(visit.going(f"write:{case_id}:{letter.id}:{visit.word(3)}"))
    if case_id not in known and not await letters.letters_of(visit.db, case_id):
        await cases.drop(visit.db, case_id)  # the letter was not called for, and left nothing
    return screen


async def _case_for(visit: Visit, child: Child, letter: Letter) -> int:
    """Where the letter was begun; where the days out of school are that it is about; where it fits.

    A request or a complaint that waits for nothing else begins a new matter.
    """
    every = [each for each in await open_standings(visit, child) if each.case.kind == letter.case]
    ids = [each.case.id for each in every]
    if begun := await _begun_in(visit, letter, ids) or await _days_in(visit, child, letter, ids):
        return begun
    needed = letter.events_needed
    if _begins_a_matter(visit, letter):
        return await cases.new_case(visit.db, child.id, letter.case)
    happened = [(each, {event.kind for event in each.events}) for each in every]
    fit = [each.case.id for each, kinds in happened if all(kinds & {*any_of} for any_of in needed)]
    some = fit or ids
    return some[-1] if some else await cases.new_case(visit.db, child.id, letter.case)


async def _begun_in(visit: Visit, letter: Letter, case_ids: Sequence[int]) -> int:
    """The newest case in which this letter was begun and not sent; 0 where there is none."""
    every = [each for case_id in case_ids for each in await letters.letters_of(visit.db, case_id)]
    mine = [each.case_id for each in every if each.template == letter.id and not each.sent_on]
    return max(mine, default=0)


async def _days_in(visit: Visit, child: Child, letter: Letter, case_ids: Sequence[int]) -> int:
    """The case of the newest day out of school that the letter is about; 0 where there is none."""
    found = await days_out(visit.db, visit.services, child, visit.today)
    mine = [each for each in found.logged if each.case_id in case_ids and is_about(letter, each)]
    newest = max(mine, key=lambda each: (each.absence.first, each.id), default=None)
    return newest.case_id or 0 if newest else 0


def _begins_a_matter(visit: Visit, letter: Letter) -> bool:
    """Whether sending it is what a case of its kind begins with."""
    if not letter.records or letter.events_needed:
        return False
    book = visit.services.rulebook
    subject = book.subject(book.kinds[letter.records.partition(":")[0]].subject)
    return letter.case == subject.kind and not subject.one


async def begin(visit: Visit) -> Screen:
    """Write this letter: the one begun before, or a new one."""
    case, child = await case_and_child(visit, visit.number())
    letter = _letter(visit)
    if letter.case != case.kind or not letter.is_for(child.council):
        raise NotTheirs
    strength = visit.word(3) or letter.strengths[0]
    if strength not in letter.strengths:
        raise NotTheirs
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
    after = visit.services.catalogue.next_steps(letter.id, written.strength)
    steps = [
        (Button(short(f"Write: {each.at(strength).title}"), f"writefor:{child.id}:{each.id}:{strength}"),)
        for each, strength in after
    ]
    again = (Button("Read what I sent", f"letter:{written.id}"),)
    return (*steps, (Button("They answered", f"answered:{written.id}"),), again)


def _letter(visit: Visit) -> Letter:
    known = {letter.id: letter for letter in visit.services.catalogue.letters}
    if visit.word(2) not in known:
        raise NotTheirs
    return known[visit.word(2)]
