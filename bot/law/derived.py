"""What a logged absence means for a case: events that follow from it. They are worked out, never stored."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from bot.law.absence import AM, Absence, AbsenceKind, bundled
from bot.law.absencefile import FORMAL, INFORMAL, Threshold
from bot.law.bands import band, suspended
from bot.law.calendars import Calendars
from bot.law.events import Event
from bot.law.missed import Missed, missed
from bot.law.opendays import OpenDays
from bot.law.terms import school_year
from bot.law.thresholds import CROSSED, counts_for, crossing

EXCLUSION, ATTENDANCE = "exclusion", "attendance"
BACK = {EXCLUSION: ("back_at_school", "ended"), ATTENDANCE: ("returned", "")}
NEVER = date.max
YEARS_BACK = 3  # for what was reached in a school year: older than that it is history
SUSPENDED, EXCLUDED, OFFSITE = "suspended", "excluded", "offsite"
ADDED_UP = (SUSPENDED, "lunch_ban")  # how much they come to is said with them
SUSPENSION = "suspension"  # what came in writing, or did not
WRITTEN = {FORMAL: SUSPENSION, INFORMAL: "sent_home"}


@dataclass(frozen=True)
class InCase:
    """An absence, and the number of the case that it belongs to."""

    case_id: int
    absence: Absence

    @property
    def kind(self) -> AbsenceKind:
        return bundled().kinds[self.absence.kind]

    @property
    def told_on(self) -> date:
        return self.absence.told_on or self.absence.first


def derived(
    logged: Sequence[InCase], several: Sequence[Calendars], today: date
) -> dict[int, tuple[Event, ...]]:
    """Gives the events that follow from one child's absences, by case.

    `several` are the calendars that may be right, the best first. Where they differ a total is taken as a
    range, so that nothing that another parent told of a school's holidays can hide a right or claim a breach.
    """
    school = [OpenDays(calendars) for calendars in several]
    found: dict[int, list[Event]] = {each.case_id: [] for each in logged}
    for each in logged:
        found[each.case_id] += _told(each)
    for case_id in found:
        mine = [each for each in logged if each.case_id == case_id]
        found[case_id] += _returns(mine, school[-1], today)
    for each, event in _from_totals(logged, school, today):
        found[each.case_id].append(event)
    return {case_id: tuple(events) for case_id, events in found.items()}


def _told(each: InCase) -> Iterator[Event]:
    """What the entry itself says. How much a suspension adds up to is worked out in `_from_totals`."""
    absence, kind, told_on = each.absence, each.kind, each.told_on
    on = absence.first
    if kind.event and kind.event not in ADDED_UP:
        yield Event(kind.event, on, kind.how or _letter(absence, kind), told_on)
    if absence.letter == "yes" and kind.group == FORMAL:
        yield Event("put_in_writing", min(on, told_on), SUSPENSION, told_on)
    if absence.exam:
        yield Event("exam_missed", on, "", told_on)
    if kind.group in WRITTEN and absence.letter in ("no", "not_yet"):
        yield Event("no_letter", on, WRITTEN[kind.group], told_on)


def _letter(absence: Absence, kind: AbsenceKind) -> str:
    if kind.event != OFFSITE or not absence.letter:
        return ""
    return "letter" if absence.letter == "yes" else "no_letter"


def _newest(each: InCase) -> tuple[int, date]:
    """The case that was begun last is the one that is open, where another was said to be over."""
    return each.case_id, each.absence.first


def _returns(mine: Sequence[InCase], school: OpenDays, today: date) -> Iterator[Event]:
    """Back at school: after every row of entries of a case with no school day between them.

    A day to come ends nothing yet. Where an exclusion was last, its end is no return: the child is elsewhere,
    and the time to ask for a review goes on.
    """
    rows: list[tuple[date, date]] = []  # the day back, and the day on which we learnt of it
    away = [each for each in mine if each.kind.event and each.kind.group != INFORMAL]
    for each in sorted(away, key=lambda each: each.absence.first):
        absence = each.absence
        back = school.next_after(absence.last) if absence.last else NEVER
        if rows and absence.first <= rows[-1][0]:
            rows[-1] = max(rows[-1][0], back), max(rows[-1][1], each.told_on)
        else:
            rows.append((back, each.told_on))
    gone = max((each.absence.first for each in away if each.kind.event == EXCLUDED), default=NEVER)
    for back, told_on in rows:
        if back <= min(today, gone):
            kind, how = BACK[away[0].kind.case]
            yield Event(kind, back, how, told_on)


def _from_totals(
    logged: Sequence[InCase], school: Sequence[OpenDays], today: date
) -> Iterator[tuple[InCase, Event]]:
    """What follows only from adding up: how much a suspension comes to, six days in a row, 15 days ill."""
    rules = bundled()
    if not any(each.kind.counts or each.absence.code in rules.not_allowed for each in logged):
        return
    absences = [each.absence for each in logged]
    several = [missed(absences, each, today) for each in school]
    yield from _suspensions([each for each in logged if each.kind.event in ADDED_UP], several)
    for threshold_id, kind in (("ill-15", "fifteen_days"), ("not-allowed-10", "unauthorised_10")):
        line = rules.threshold(threshold_id)
        for day in _ends(several[0], today) if line.per == "year" else [today]:
            found = crossing(line, several, day)
            if found.state == CROSSED and found.on:
                yield from _reached(kind, line, found.on, several[0], logged)


def _ends(found: Missed, today: date) -> list[date]:
    """The last days of the school years that are over, and today: what was reached in a year stays."""
    over = {school_year(half.on).last for half in found.halves}
    lately = sorted(day for day in over if day < today)[-YEARS_BACK:]
    return [*lately, today]


def _reached(
    kind: str, threshold: Threshold, on: date, found: Missed, logged: Sequence[InCase]
) -> Iterator[tuple[InCase, Event]]:
    """That a total was reached, in the case of the last entry that it was reached with.

    It became clear on that day, or on the day on which it was logged: nobody could ask before.
    """
    until = {half.absence for half in found.halves if half.on <= on and counts_for(threshold, half)}
    some = [each for each in logged if each.kind.case == ATTENDANCE and each.absence in until]
    if some:
        last = max(some, key=_newest)
        told_on = max(each.told_on for each in some)
        yield last, Event(kind, max(on, told_on), "", told_on)


def _suspensions(mine: Sequence[InCase], several: Sequence[Missed]) -> Iterator[tuple[InCase, Event]]:
    known = [suspended(found) for found in several] if mine else []
    for each in mine:
        yield each, Event(each.kind.event, each.absence.first, band(each.absence, known), each.told_on)
    whole_days = [each for each in mine if each.kind.event == SUSPENDED]
    for row in _rows(whole_days, several[-1].school):
        days = _days_of({each.absence for each in row}, several[-1])
        least = bundled().threshold("six-in-a-row").at_least or 0
        if days and (len(days) >= least or any(each.absence.last is None for each in row)):
            yield max(row, key=_newest), Event("six_days", days[0], "", max(each.told_on for each in row))


def _rows(mine: Sequence[InCase], school: OpenDays) -> list[list[InCase]]:
    """Each row of suspensions that follow straight on, the earliest first."""
    rows: list[list[InCase]] = []
    until = date.min
    for each in sorted(mine, key=lambda each: each.absence.first):
        straight_on = until == NEVER or (rows and each.absence.first <= school.next_after(until))
        rows[-1].append(each) if straight_on else rows.append([each])
        until = max(until, each.absence.last or NEVER)
    return rows


def _days_of(row: AbstractSet[Absence], found: Missed) -> list[date]:
    """The school days that there surely are in a row, from the first of which the morning was missed.

    Where the first began after lunch, a school may count from the day after.
    """
    mine = [half for half in found.halves if half.sure and half.absence in row]
    begins = min((half.on for half in mine if half.part == AM), default=NEVER)
    return sorted({half.on for half in mine if half.on >= begins})
