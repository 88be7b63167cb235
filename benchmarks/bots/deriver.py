"""Every deadline of a number of children, derived in memory in this process alone.

Writes a line of JSON for each of the numbers of children it is told, and then one for the counting of working
days alone, beside two others that a programmer would take up first.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, FR, MO, TH, TU, WE, rrule, rruleset
from govuk_bank_holidays.bank_holidays import BankHolidays

from benchmarks.histories import TODAY, History, Schools, families
from bot.law.deadlines import Deadline, deadlines
from bot.law.rules import load

WARM_UP = 200  # children
MOST_COUNTED = 5000  # dates; the others are slow
RULEBOOK = load()
SCHOOLS = Schools()


@dataclass(frozen=True)
class Count:
    """So many working days after a day, and the date that we had for it."""

    start: date
    n: int
    due: date


def derive(history: History) -> tuple[Deadline, ...]:
    calendars = SCHOOLS.of(history)
    return deadlines(history.kind, history.events, RULEBOOK, calendars, TODAY, history.council)


def derived(children: int) -> dict[str, Any]:
    """All cases of so many children, one after another; nothing is kept but how many dates there were."""
    cases = list(families(children, seed=children))
    tally: Counter[str] = Counter()
    began, cpu = time.perf_counter(), time.process_time()
    for case in cases:
        found = derive(case)
        tally["deadlines"] += len(found)
        tally["dated"] += sum(each.due is not None for each in found)
        tally["ranges"] += sum(each.span is not None for each in found)
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    events = sum(len(case.events) for case in cases)
    return {"children": children, "cases": len(cases), "events": events, **tally, **took}


def by_kind(children: int) -> list[dict[str, Any]]:
    """The cost of each kind of case; where school days matter, for what is known of the school."""
    groups: dict[tuple[str, str], list[History]] = defaultdict(list)
    for case in families(children, seed=children):
        known = case.known if case.kind in RULEBOOK.on_school_days else ""
        groups[case.kind, known].append(case)
    return [
        {"kind": kind, "known": known, "cases": len(cases), "cpu": _cpu(derive, cases)}
        for (kind, known), cases in sorted(groups.items())
    ]


def counting(children: int) -> dict[str, Any]:
    """CPU for the same working days, counted in three ways; `wrong` are those that differ from ours."""
    counts = list(islice(_counts(children), MOST_COUNTED))
    ways = {"ours": _ours, "walk": _walk(), "rrule": _rrule()}
    return {
        "dates": len(counts),
        "cpu": {name: _cpu(way, counts) for name, way in ways.items()},
        "wrong": sum(way(each) != each.due for way in ways.values() for each in counts),
    }


def _counts(children: int) -> Iterator[Count]:
    for case in families(children, seed=children):
        for each in derive(case):
            rule = each.rule
            if rule.count == "WD" and rule.n and each.due and rule.holidays == "england":
                yield Count(each.from_on, rule.n, each.due)


def _ours(count: Count) -> date:
    return SCHOOLS.nothing.england.after(count.start, count.n)


def _walk() -> Callable[[Count], date]:
    """Day by day, with the class of the package that our bank holidays come from."""
    holidays = BankHolidays(use_cached_holidays=True)

    def count_on(count: Count) -> date:
        day = count.start
        for _ in range(count.n):
            day = holidays.get_next_work_day(BankHolidays.ENGLAND_AND_WALES, day)
        return day

    return count_on


def _rrule() -> Callable[[Count], date]:
    """A recurrence of weekdays that leaves out the bank holidays of two years, as dateutil has it."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    holidays = [datetime(*each["date"].timetuple()[:3]) for each in listed]  # noqa: DTZ001  # rrule's are plain

    def count_on(count: Count) -> date:
        start = datetime(*count.start.timetuple()[:3])  # noqa: DTZ001
        days = rruleset()
        days.rrule(rrule(DAILY, dtstart=start, byweekday=(MO, TU, WE, TH, FR)))
        for day in (start, *(each for each in holidays if start.year <= each.year <= start.year + 1)):
            days.exdate(day)
        return next(islice(days, count.n - 1, None)).date()

    return count_on


def _cpu(do: Callable[[Any], object], these: Sequence[Any]) -> float:
    began = time.process_time()
    for each in these:
        do(each)
    return time.process_time() - began


def main(children: Iterable[int]) -> None:
    sizes = list(children)
    derived(WARM_UP)
    for size in sizes:
        print(json.dumps(derived(size)), flush=True)
    print(json.dumps({"kinds": by_kind(sizes[0]), "counting": counting(sizes[0])}), flush=True)


if __name__ == "__main__":
    main(map(int, sys.argv[1:]))
