"""What a group's figures count, and how it is seen in a family's record that something is true of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.deadlines import Deadline
from bot.law.exclusions import Total

DECISION, PLAN = "ehcna-decision-6w", "final-plan-20w"
REVIEWS = ("ar-12m", "ar-12m-kept")
RULES = frozenset((DECISION, PLAN, *REVIEWS))
WEEK, A_YEAR = timedelta(weeks=1), timedelta(days=365)
A_DAY = 2  # in half days
FAMILIES = "families"

# What a figure is about, which is also how its bar is drawn.
ALL, WAITING, LATE, IN_TIME, OUT = "all", "waiting", "late", "in_time", "out"


@dataclass(frozen=True)
class Measure:
    """A thing that families are counted by. `within` is the measure of which it is a part."""

    name: str
    words: str
    about: str
    within: str = FAMILIES
    past: int = 0  # days out, for what is counted from so many; weeks since the request, where it is waiting

    @property
    def is_part(self) -> bool:
        """Says whether it is a part of another than of everyone counted."""
        return self.within not in ("", FAMILIES)


@dataclass(frozen=True)
class Section:
    """Measures that are read together. What is open and overdue stands beside what was finished in time."""

    heading: str
    measures: tuple[Measure, ...]


SECTIONS = (
    Section("Everyone counted here", (Measure(FAMILIES, "Families counted", ALL, ""),)),
    Section(
        "Yes or no to an assessment",
        (
            Measure("decision", "Waiting for yes or no to an assessment", WAITING),
            Measure("decision6", "Of them, past the 6 weeks in law", LATE, "decision"),
            Measure("decision12", "Of them, past 12 weeks", LATE, "decision6", 12),
        ),
    ),
    Section(
        "The final plan",
        (
            Measure("plan", "Waiting for the final plan", WAITING),
            Measure("plan20", "Of them, past the 20 weeks in law", LATE, "plan"),
            Measure("plan30", "Of them, past 30 weeks", LATE, "plan20", 30),
            Measure("plan40", "Of them, past 40 weeks", LATE, "plan30", 40),
            Measure("plan52", "Of them, past a year", LATE, "plan40", 52),
            Measure("plan_in_time", "Plan came in the last 12 months, in time", IN_TIME),
            Measure("plan_late", "Plan came in the last 12 months, late", LATE),
        ),
    ),
    Section("After the plan", (Measure("review", "Yearly review is overdue", LATE),)),
    Section(
        "Out of school",
        (
            Measure("out1", "Out of school this term, 1 day or more", OUT, past=1),
            Measure("out5", "Of them, 5 days or more", OUT, "out1", 5),
            Measure("out15", "Of them, 15 days or more", OUT, "out5", 15),
            Measure("formal", "Suspended or excluded this term", OUT),
            Measure("formal5", "Of them, 5 days or more", OUT, "formal", 5),
            Measure("informal", "Sent or kept home this term, not recorded as suspended", OUT),
            Measure("informal5", "Of them, 5 days or more", OUT, "informal", 5),
        ),
    ),
)
MEASURES: Mapping[str, Measure] = {each.name: each for section in SECTIONS for each in section.measures}
WITHIN = {each.name: each.within for each in MEASURES.values() if each.within}
PAST = tuple(each for each in MEASURES.values() if each.past)


def of_case(deadlines: Sequence[Deadline], today: date, *, is_over: bool) -> Iterator[str]:
    """What is true of a family by the dates of an assessment or a plan, by the names of the measures.

    Weeks are counted from the day that the council got the request. Nobody waits in a case that is over.
    """
    for each in deadlines:
        if each.rule.id == PLAN and each.met_on and today - A_YEAR < each.met_on <= today:
            yield "plan_late" if each.state == "met late" else "plan_in_time"
        elif is_over:
            continue
        elif each.rule.id == DECISION:
            yield from _waiting(each, today, "decision", "decision6")
        elif each.rule.id == PLAN:
            yield from _waiting(each, today, "plan", "plan20")
        elif each.rule.id in REVIEWS and each.state == "missed":
            yield "review"


def _waiting(deadline: Deadline, today: date, waits: str, late: str) -> Iterator[str]:
    if not deadline.waiting:
        return
    yield waits
    if deadline.state == "missed":
        yield late
        weeks = (today - deadline.from_on) / WEEK
        yield from (each.name for each in PAST if each.name.startswith(waits) and weeks > each.past)


def of_term(total: Total) -> Iterator[str]:
    """What is true of a family by the days that a child was out of school: those that are sure."""
    least = {"out": total.out.least, "formal": total.formal.least, "informal": total.informal.least}
    yield from (name for name in ("formal", "informal") if least[name])
    for each in PAST:
        if least.get(each.name.rstrip("0123456789"), 0) >= each.past * A_DAY:
            yield each.name
