"""What happened to a number of families: five cases a child, each as far on as chance will have it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bot.law.calendars import Calendars
from bot.law.deadlines import Event
from bot.law.school import Break, SchoolCalendar, SchoolYear
from bot.law.termdates import council_calendars, published

TODAY = date(2026, 11, 23)
EARLIEST = date(2026, 4, 1)  # the first events of a case: from then until today
MOST_DAYS = 28  # from one event to the next
COUNCILS = ("WNC", "NNC", "another")
KNOWN = ("own", "list", "nothing")
SCHOOLS = 300  # with dates of their own
TRAINING_DAYS = 5

# Each line is one way that a case can go, from its first event on.
SCRIPTS = {
    "plan": (
        "asked:email received agreed advice_asked advice_came draft commented final",
        "asked:post agreed draft school_consulted school_answered commented final",
        "asked:online refused mediation_declined certificate appealed:email registered ordered:make draft",
        "asked:email refused mediation_declined certificate appealed:email registered conceded:assess agreed",
        "asked:hand received agreed no_plan mediation_wanted:both mediation_held mediation_agreed:make draft",
        "final review_papers:invite review_meeting review_papers:report review_amend amend_replied amended",
        "final review_meeting review_keep certificate appealed:email registered ordered:amend order_sent",
        "final reassess_asked:email reassess_refused certificate conceded_told:contents amended",
        "final early_asked:email review_meeting review_amend phase_move:feb amended",
        "final review_keep move_told:email moving transferred:new review_meeting review_cease",
    ),
    "exclusion": (
        "suspended:up_to_5 back_at_school:ended",
        "suspended:over_5 six_days governors_asked:email day6_provided governors_met governors_decided:back",
        "suspended:over_15 exam_missed governors_met governors_decided:no unfair claim_made",
        "excluded day6_provided governors_met governors_decided:no panel_asked:email panel_decided:quashes",
        "excluded governors_decided:no panel_asked:post panel_decided:recommends governors_again",
        "lunch_ban sent_home no_letter offsite:no_letter back_at_school:ended",
    ),
    "complaint": (
        "problem_known complained:email complaint_acked:stage1 stage1_reply stage2_asked:email stage2_reply",
        "complained:online stage1_reply stage2_asked:email complaint_acked:stage2 stage2_reply ombudsman",
        "complained:post stage1_reply stage2_asked:post stage2_reply ombudsman",
        "problem_known complained_care:email care_reply:stage1 care_stage2_asked:email care_reply:stage2",
        "went_wrong complained:email complaint_acked:stage1 claim_letter:email claim_news:answered",
        "complained_school:email school_replied",
    ),
    "records": (
        "asked_records:email more_time records_came data_complaint:email data_acked",
        "asked_information:email info_came info_review_asked:email info_reviewed",
        "asked_school_info:email info_came",
        "asked_school_record:email school_record_came",
    ),
    "attendance": (
        "out_of_school:ill fifteen_days teaching_asked:email council_arranged returned",
        "part_time unauthorised_10 fine_first fine_paid",
        "out_of_school:other teaching_asked:post fine_first fine_withdrawn",
    ),
}


@dataclass(frozen=True)
class History:
    """One case. `known` is what is known of the school: its own days, its council's list, or nothing."""

    kind: str
    events: tuple[Event, ...]
    council: str
    known: str
    school: int


def families(children: int, seed: int) -> Iterator[History]:
    """Five cases a child: the same ones in every run with that seed."""
    chance = Random(seed)
    for _ in range(children):
        council, known, school = chance.choice(COUNCILS), chance.choice(KNOWN), chance.randrange(SCHOOLS)
        for kind, scripts in SCRIPTS.items():
            yield History(kind, _events(chance, chance.choice(scripts)), council, known, school)


def _events(chance: Random, script: str) -> tuple[Event, ...]:
    steps = script.split()
    on = EARLIEST + timedelta(days=chance.randrange((TODAY - EARLIEST).days))
    events = []
    for step in steps[: chance.randint(1, len(steps))]:
        kind, _, how = step.partition(":")
        events.append(Event(kind, on, how))
        on += timedelta(days=chance.randint(1, MOST_DAYS))
    return tuple(events)


class Schools:
    """What is known of each school: its own days, its council's list, or nothing."""

    def __init__(self, seed: int = 27) -> None:
        chance = Random(seed)
        self.nothing = Calendars.bundled()
        listed = council_calendars(published())["WNC"]
        self._list = replace(self.nothing, usual=listed)
        self._own = [replace(self._list, school=_calendar(chance)) for _ in range(SCHOOLS)]

    def of(self, history: History) -> Calendars:
        if history.known == "own":
            return self._own[history.school]
        return self._list if history.known == "list" else self.nothing


def _calendar(chance: Random) -> SchoolCalendar:
    return SchoolCalendar(tuple(_year(year, chance) for year in (2025, 2026, 2027)))


def _year(year: int, chance: Random) -> SchoolYear:
    """The usual holidays, some of them a week earlier, and five training days."""
    earlier = timedelta(weeks=chance.choice((0, 1)))
    breaks = (
        Break(date(year, 10, 24) - earlier, date(year, 11, 1) - earlier),
        Break(date(year, 12, 19), date(year + 1, 1, 3)),
        Break(date(year + 1, 2, 13), date(year + 1, 2, 21)),
        Break(date(year + 1, 3, 27), date(year + 1, 4, 11)),
        Break(date(year + 1, 5, 29), date(year + 1, 6, 6)),
    )
    first = date(year, 9, chance.randint(1, 5))
    training = sorted(first + timedelta(days=chance.randrange(300)) for _ in range(TRAINING_DAYS))
    return SchoolYear(first, date(year + 1, 7, 21), breaks, tuple(training))
