"""Events that are logged and never told: each, with each answer, follows from some entry of the log."""

import pytest
from what_was_logged import an_absence, events_of_log

from bot.law import absence
from bot.law.events import Event
from bot.law.rules import load

RULEBOOK = load()
LOGGED = [event for event in RULEBOOK.kinds.values() if event.logged]
KINDS = absence.bundled().kinds
# No dates of this school are known: of Fri 6 to Mon 16 November only the two ends are sure to be school days.
FROM = {
    "suspended:up_to_5": "suspended Mon 2026-11-09 to Fri 2026-11-13",
    "suspended:over_5": "suspended Mon 2026-11-09 to Mon 2026-11-16",
    "suspended:over_15": "suspended Mon 2026-09-14 to Fri 2026-10-16",
    "suspended:not_sure": "suspended Fri 2026-11-06 to Mon 2026-11-16",
    "six_days": "suspended Mon 2026-11-09 to Mon 2026-11-16",
    "excluded": "excluded Mon 2026-11-09 on",
    "lunch_ban:up_to_5": "lunchtime Mon 2026-11-09 to Fri 2026-11-13",
    "lunch_ban:over_5": "lunchtime Mon 2026-09-14 to Fri 2026-10-09",
    "lunch_ban:over_15": "lunchtime Mon 2026-09-07 to Fri 2026-12-18",
    "lunch_ban:not_sure": "lunchtime Mon 2026-10-12 to Fri 2026-11-06",
    "sent_home": "sent_home Tue 2026-11-10 part=pm",
    "sent_home:safeguarding": "separation Tue 2026-11-10",
    "no_letter:sent_home": "kept_home Tue 2026-11-10 letter=not_yet",
    "no_letter:suspension": "suspended Tue 2026-11-10 letter=no",
    "offsite:letter": "offsite Wed 2026-12-02 on letter=yes",
    "offsite:no_letter": "offsite Wed 2026-12-02 on letter=no",
    "out_of_school:ill": "ill Mon 2026-11-09",
    "out_of_school:other": "no_place Mon 2026-11-09 on",
    "part_time": "part_time Mon 2026-11-09 on part=am",
}


def names(event):
    """The event with each of its answers; sent home is also told without one."""
    of_answers = [f"{event.kind}:{answer}" for answer, _ in event.which]
    return of_answers if of_answers and event.kind != "sent_home" else [event.kind, *of_answers]


def test_every_event_that_is_logged_is_tried_here_with_every_answer():
    assert {name for event in LOGGED for name in names(event)} == set(FROM)


@pytest.mark.parametrize("name", FROM)
def test_an_event_that_is_logged_follows_from_an_entry_of_the_kind_that_it_names(name, calendars):
    kind, _, how = name.partition(":")
    entry = an_absence(FROM[name])
    found = events_of_log(FROM[name], calendars=calendars, today="Fri 2026-12-04")
    assert Event(kind, entry.first, how, entry.first) in found
    event = RULEBOOK.kinds[kind]
    assert RULEBOOK.subject(event.subject).kind == KINDS[entry.kind].case
    assert event.logged in ("any", entry.kind) or KINDS[event.logged].event == KINDS[entry.kind].event


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_what_an_entry_brings_about_is_an_event_of_its_case_that_is_never_told(kind):
    if not kind.event:
        return
    event = RULEBOOK.kinds[kind.event]
    assert event.logged
    assert RULEBOOK.subject(event.subject).kind == kind.case
    assert not kind.how or event.which_words(kind.how)


@pytest.mark.parametrize("event", LOGGED, ids=lambda event: event.kind)
def test_a_button_for_what_is_logged_leads_to_an_entry_of_that_very_thing(event):
    if event.button and event.logged != "any":
        assert KINDS[event.logged].event == event.kind
    assert not event.which_ask
