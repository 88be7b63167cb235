"""A letter is begun: in the case that it belongs to, or in a new one."""

from collections.abc import Sequence

from bot.actions.absent import days_out
from bot.actions.letter_days import is_about
from bot.letterfile import Letter
from bot.store import cases, letters
from bot.store.families import Child
from handlers.cases import case_and_child, open_standings
from handlers.edge.screen import Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import show


async def begin_for(visit: Visit) -> Screen:
    """Write this letter of the set: in the newest open case that it fits, or in a new one."""
    child, letter = await visit.child(), letter_named(visit)
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
    letter = letter_named(visit)
    if letter.case != case.kind or not letter.is_for(child.council):
        raise NotTheirs
    strength = visit.word(3) or letter.strengths[0]
    if strength not in letter.strengths:
        raise NotTheirs
    number = await letters.begin(visit.db, case.id, letter.id, letter.version, strength, visit.today)
    if visit.word(3):
        await _goes_on_from_what_was_sent(visit, number)
    return await show(visit.going(f"letter:{number}"))


async def _goes_on_from_what_was_sent(visit: Visit, number: int) -> None:
    """A letter that is sent again, firmer, has what the parent said in the first: nobody tells it twice."""
    mine = await letters.letter(visit.db, number)
    if mine is None or mine.words or mine.given or mine.own_words or mine.effect:
        return
    every = await letters.letters_of(visit.db, mine.case_id)
    sent = [each for each in every if each.sent_on and each.template == mine.template]
    before = max(sent, key=lambda each: (each.sent_on or each.made_on, each.id), default=None)
    if before and before.strength != mine.strength:
        said = {"asks": before.given["asks"]} if before.given.get("asks") else {}
        await letters.revise(visit.db, number, given=said, own_words=before.own_words, effect=before.effect)


def letter_named(visit: Visit) -> Letter:
    """The letter of the set that the route names."""
    known = {letter.id: letter for letter in visit.services.catalogue.letters}
    if visit.word(2) not in known:
        raise NotTheirs
    return known[visit.word(2)]
