"""Absences as a test writes them, and what follows from them, written as a test reads it."""

from collections.abc import Iterable

from what_happened import day

from bot.law.absence import ALL_DAY, LUNCH, Absence
from bot.law.calendars import Calendars
from bot.law.derived import InCase, derived
from bot.law.events import Event


def an_absence(line: str) -> Absence:
    """Reads "suspended Mon 2026-11-09" (that day), "... to Fri 2026-11-13", or "... on" (not ended).

    Words such as part=am, letter=yes, code=O or exam=yes can follow. A wrong weekday is refused.
    """
    said = dict(word.split("=") for word in line.split() if "=" in word)
    kind, *words = (word for word in line.split() if "=" not in word)
    first, *end = (day(" ".join(words[n : n + 2])) for n in (0, 3) if words[n : n + 2])
    return Absence(
        kind=kind,
        first=first,
        last=None if words[2:] == ["on"] else end[0] if end else first,
        part=LUNCH if kind == "lunchtime" else said.get("part", ALL_DAY),
        letter=said.get("letter", ""),
        code=said.get("code", ""),
        exam=said.get("exam") == "yes",
        told_on=first,
    )


def events_of_log(*lines: str, calendars: Calendars, today: str) -> list[Event]:
    """The events that follow from one case with these entries."""
    logged = [InCase(1, an_absence(line)) for line in lines]
    return list(derived(logged, (calendars,), day(today)).get(1, ()))


def in_words(events: Iterable[Event], *kinds: str) -> list[str]:
    """Events of these kinds as a test writes them, in order of day: "suspended:over_5 Mon 2026-11-09"."""
    some = sorted((event for event in events if event.kind in kinds), key=lambda each: (each.on, each.kind))
    return [f"{each.kind}{':' if each.how else ''}{each.how} {each.on:%a %Y-%m-%d}" for each in some]
