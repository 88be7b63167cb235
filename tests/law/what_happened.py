"""Events and days as a test writes them."""

from datetime import date

from bot.law.deadlines import Event


def events(*happened: str) -> list[Event]:
    """Reads "kind 2026-03-12" or "kind how 2026-03-12"."""
    return [an_event(*words.split()) for words in happened]


def an_event(kind: str, *rest: str) -> Event:
    return Event(kind, date.fromisoformat(rest[-1]), rest[0] if len(rest) > 1 else "")


def day(text: str) -> date:
    """Reads "Tue 2025-04-01", and refuses a weekday that is not that date's."""
    weekday, iso = text.split()
    found = date.fromisoformat(iso)
    assert f"{found:%a}" == weekday, f"{iso} is a {found:%a}, not a {weekday}"
    return found


def happenings(*told: str) -> list[Event]:
    """Reads "kind Tue 2025-04-01" or "kind:how Tue 2025-04-01", and refuses a wrong weekday."""
    found = []
    for words in told:
        kind, on = words.split(maxsplit=1)
        kind, _, how = kind.partition(":")
        found.append(Event(kind, day(on), how))
    return found
