"""What belongs to the matter of a letter: nothing of another year, another quarrel or another reader."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.actions.standing import Standing
from bot.directory.contacts import SIDES
from bot.law.deadlines import Deadline
from bot.letterfile import Letter
from bot.offers import HALF_A_YEAR
from bot.store.letters import Written

COMPLAINT = "complaint"  # the kind of case that a complaint to a council is
OF_ONE_MATTER = (COMPLAINT, "exclusion", "records")  # cases that begin and end with what they are about
PLAN = "plan"
A_YEAR = timedelta(days=365)
RUNS = ("due", "missed", "met late", "passed")


def told_beside(letter: Letter, beside: Iterable[Standing]) -> tuple[Standing, ...]:
    """The other cases whose story a complaint tells: those in which the council owes something.

    A child's health, or a quarrel with the school, is no business of who looks into what the council did.
    """
    if letter.case != COMPLAINT:
        return ()
    return tuple(each for each in beside if each.case.kind == PLAN or _failed(each))


def _failed(standing: Standing) -> list[Deadline]:
    """The dates that the council did not keep."""
    return [each for each in standing.in_state("missed", "met late") if each.rule.owed_by == "council"]


def wrote_before(
    face: Letter,
    standing: Standing,
    beside: Sequence[Standing],
    earlier: Iterable[tuple[Written, Letter]],
) -> list[tuple[date, str]]:
    """The day and the title of each letter that this one may quote; `earlier` are letters with their faces.

    A letter to the council quotes none to the school, and the other way about. Who stands above both, such as
    the Ombudsman, is told of all.
    """
    since = begun_on(face, standing, beside)
    mine = SIDES.get(face.to)
    return [
        (each.sent_on, its_face.title)
        for each, its_face in earlier
        if each.sent_on and each.sent_on >= since and mine in (None, SIDES.get(its_face.to, mine))
    ]


def begun_on(letter: Letter, standing: Standing, beside: Iterable[Standing]) -> date:
    """The first day of the matter: of the clocks that the letter names, or of what the council is late with.

    Where there is no such clock, a case of one matter goes back to its beginning, and any other a year.
    """
    days: list[date] = []
    if letter.case == COMPLAINT:
        days = [_start_of(each, other) for other in beside for each in _failed(other)]
    elif letter.case not in OF_ONE_MATTER:
        clocks = (each for each in standing.in_state(*RUNS) if each.rule.id in letter.rules and each.due)
        days = [_start_of(each, standing) for each in clocks]
    if days:
        return min(days)
    return date.min if letter.case in OF_ONE_MATTER else standing.today - A_YEAR


def _start_of(clock: Deadline, standing: Standing) -> date:
    """The day of what started a clock: a day or two before it where it came at a weekend."""
    if clock.due and clock.due < clock.from_on:  # it counts back from a meeting
        return clock.due - HALF_A_YEAR
    starts = {each.partition(":")[0] for each in clock.rule.starts}
    began = (each.on for each in standing.events if each.kind in starts and each.on <= clock.from_on)
    return max(began, default=clock.from_on)
