"""An answer came: which letters it ends the wait of, and that it was none after all."""

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions.in_step import ANSWERED_BY
from bot.catalogue import Catalogue
from bot.directory.contacts import COUNCIL, SCHOOL, SIDES
from bot.law.deadlines import Event
from bot.law.rules import Rulebook
from bot.services import Services
from bot.store import cases, letters
from bot.store.cases import Case
from bot.store.letters import Written

OWED_BY = {"council": COUNCIL, "school": SCHOOL, "governors": SCHOOL}  # of a rule
DONE_BY = {"assessment": COUNCIL, "review": COUNCIL}  # what others do there, where no rule says who
ANYBODY = "replied"  # they wrote or rang: who, nobody was asked


async def end_wait(
    db: AsyncConnection, services: Services, case: Case, event: Event, letter_id: int = 0
) -> Sequence[Written]:
    """Nobody waits any more for what an event is the answer to. Gives those letters.

    With `letter_id` it was told of that letter, and is the answer to no other.
    """
    answered = await _answered(db, services, case, event, letter_id)
    for each in answered:
        await letters.note(db, each.id, answered_on=event.told_on or event.on)
    return answered


async def _answered(
    db: AsyncConnection, services: Services, case: Case, event: Event, letter_id: int
) -> Sequence[Written]:
    """What came before a letter was sent is no answer to it, and neither is what the other side did.

    Where nobody said who wrote or rang, and letters to both wait, they all go on waiting.
    """
    if services.rulebook.kinds[event.kind].by != "them":
        return ()
    every = await letters.waiting(db, [case.id])
    before = [each for each in every if each.sent_on and each.sent_on <= event.on]
    if letter_id:
        return [each for each in before if each.id == letter_id]
    sides = {each.id: _side_of(services.catalogue, each) for each in before}
    by = set(sides.values()) if event.kind == ANYBODY else _who(services.rulebook, event.kind)
    if event.kind == ANYBODY and len(by) > 1:
        return ()
    return [each for each in before if sides[each.id] in by]


def _side_of(catalogue: Catalogue, written: Written) -> str:
    to = catalogue.letter(written.template).at(written.strength).to
    return SIDES.get(to, to)


def _who(rulebook: Rulebook, kind: str) -> set[str]:
    """Who does such a thing: those who owe what it meets, or those whose doing its subject is."""
    met = [rule for rule in rulebook.all if kind in (each.partition(":")[0] for each in rule.met_by)]
    owed = {OWED_BY.get(rule.owed_by, rule.owed_by) for rule in met}
    subject = rulebook.kinds[kind].subject
    return owed or ({DONE_BY[subject]} if subject in DONE_BY else set())


async def keep(db: AsyncConnection, case: Case, event: Event, answered: Iterable[Written]) -> None:
    """These letters were answered by what is now on the record: they wait again when that is taken back."""
    said = (event.kind, event.on, event.how)
    entries = await cases.entries(db, case.id)
    numbers = [each.id for each in entries if (each.event.kind, each.event.on, each.event.how) == said]
    for each in answered:
        given = each.given | {ANSWERED_BY: numbers[-1]}
        await letters.note(db, each.id, given=given)
