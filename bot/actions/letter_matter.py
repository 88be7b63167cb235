"""What belongs to the matter of a letter: nothing of another year, another quarrel or another reader."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.actions.standing import Standing
from bot.directory.contacts import SIDES
from bot.facts import Broken
from bot.law.deadlines import Deadline
from bot.letterfile import Letter
from bot.offers import HALF_A_YEAR
from bot.store.letters import Written
from bot.wording import lateness

COMPLAINT = "complaint"  # the kind of case that a complaint to a council is
OF_ONE_MATTER = (COMPLAINT, "exclusion", "records")  # cases that begin and end with what they are about
PLAN = "plan"
# Whoever was asked owes these, which is often a school: no council is said to be late with them.
OF_WHOEVER_HOLDS_IT = ("sar-1m", "sar-1m-longer", "dp-complaint-30d", "foi-review")
TO_THE_SCHOOL = ("complained_school", "school_replied")  # kinds of events in a case of complaint
A_YEAR = timedelta(days=365)
RUNS = ("due", "missed", "met late", "passed")


def told_beside(letter: Letter, beside: Iterable[Standing]) -> tuple[Standing, ...]:
    """The other cases whose story a complaint tells: those in which the council owes something.

    A child's health, or a quarrel with the school, is no business of who looks into what the council did.
    """
    if letter.case != COMPLAINT:
        return ()
    return tuple(each for each in beside if each.case.kind == PLAN or failed(each))


def untold(letter: Letter) -> tuple[str, ...]:
    """The kinds of events that a letter is silent on: a complaint to the council is not about the school.

    A parent can have put both into one case.
    """
    return TO_THE_SCHOOL if letter.case == COMPLAINT else ()


def failed(standing: Standing) -> list[Deadline]:
    """The dates that the council did not keep."""
    late = (each for each in standing.in_state("missed", "met late") if each.rule.owed_by == "council")
    return [each for each in late if each.rule.id not in OF_WHOEVER_HOLDS_IT]


def broken_by_council(standings: Iterable[Standing]) -> tuple[Broken, ...]:
    """What the council owed by a day in law and did late, or not at all, oldest first."""
    late = [
        Broken(
            what=each.rule.title,
            cite=each.rule.cite,
            due=each.due,
            late=lateness(max(1, each.days_late(standing.today))),
            came=each.met_on,
            latest=each.span is not None,
        )
        for standing in standings
        for each in failed(standing)
        if each.due
    ]
    return tuple(sorted(late, key=lambda each: each.due))


def wrote_before(
    face: Letter,
    standing: Standing,
    beside: Sequence[Standing],
    earlier: Iterable[tuple[Written, Letter]],
) -> list[tuple[Written, Letter]]:
    """The letters that this one may quote, and send along; `earlier` are letters with their faces.

    A letter to the council quotes none to the school, and the other way about. Who stands above both, such as
    the Ombudsman, is told of all. A quarrel is quoted from its beginning; another case can be far older.
    """
    since = begun_on(face, standing, beside)
    here = date.min if face.case in OF_ONE_MATTER else since
    mine = SIDES.get(face.to)
    return [
        (each, its_face)
        for each, its_face in earlier
        if each.sent_on and each.sent_on >= (here if each.case_id == standing.case.id else since)
        if mine in (None, SIDES.get(its_face.to, mine))
    ]


def begun_on(letter: Letter, standing: Standing, beside: Iterable[Standing]) -> date:
    """The first day of the matter: of the clocks that the letter names, or of what the council is late with.

    Where there is no such clock, it goes back a year.
    """
    days: list[date] = []
    if letter.case == COMPLAINT:
        days = [_start_of(each, other) for other in beside for each in failed(other)]
    elif letter.case not in OF_ONE_MATTER:
        clocks = (each for each in standing.in_state(*RUNS) if each.rule.id in letter.rules and each.due)
        days = [_start_of(each, standing) for each in clocks]
    return min(days, default=standing.today - A_YEAR)


def _start_of(clock: Deadline, standing: Standing) -> date:
    """The day of what started a clock: a day or two before it where it came at a weekend."""
    if clock.due and clock.due < clock.from_on:  # it counts back from a meeting
        return clock.due - HALF_A_YEAR
    starts = {each.partition(":")[0] for each in clock.rule.starts}
    began = (each.on for each in standing.events if each.kind in starts and each.on <= clock.from_on)
    return max(began, default=clock.from_on)
