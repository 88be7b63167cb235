"""What happened, as a letter tells it: the parent's own record, in the order of time, and not too long."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from bot.actions.standing import Standing
from bot.law.deadlines import Event
from bot.law.eventkind import EventKind

HOW_SENT = {"email": "By e-mail", "online": "By online form", "post": "By post", "hand": "By hand"}
# A number, and not a stretch of time: it holds for a letter that has no clock, and in a year of daily calls.
MOST_TOLD = 15
ASKED = "asked"  # the kind of event


def story(
    standings: Sequence[Standing],
    rule_ids: Collection[str],
    kinds: Mapping[str, EventKind],
    untold: Collection[str] = (),
) -> tuple[tuple[date, str], ...]:
    """The newest of what happened up to today, and whatever started the dates that the letter is about.

    `untold` are kinds that are no business of whom the letter goes to.
    """
    events = sorted(
        (event for each in standings for event in _of_now(each.story)), key=lambda event: event.on
    )
    past = [each for each in events if each.on <= standings[-1].today]  # no meeting to come
    wanted = kinds.keys() - {*untold}
    told = [(event, _words(event, kinds[event.kind])) for event in past if event.kind in wanted]
    said = [(event, words) for event, words in told if words]
    begun = set(_starts([event for event, _ in said], standings, rule_ids))
    old, new = said[:-MOST_TOLD], said[-MOST_TOLD:]
    return tuple((event.on, words) for event, words in (*(each for each in old if each[0] in begun), *new))


def _of_now(events: Sequence[Event]) -> Iterable[Event]:
    """Without an earlier request for an assessment, and what came of it: a new one begins the matter anew."""
    anew = max((event.on for event in events if event.kind == ASKED), default=date.min)
    return (event for event in events if event.on >= anew)


def _starts(
    events: Sequence[Event], standings: Iterable[Standing], rule_ids: Collection[str]
) -> Iterable[Event]:
    """The last event of each kind that a clock of the letter's counts from: how the matter began."""
    last = {name: event for event in events for name in (event.kind, f"{event.kind}:{event.how}")}
    for standing in standings:
        for each in standing.in_state("due", "missed", "met late"):
            if each.rule.id in rule_ids or (each.rule.owed_by == "council" and each.state != "due"):
                yield from (last[start] for start in each.rule.starts if start in last)


def _words(event: Event, kind: EventKind) -> str:
    how = f" {HOW_SENT[event.how].lower()}" if event.how in HOW_SENT else ""
    return kind.letter_words(event.how).replace("{how}", how)
