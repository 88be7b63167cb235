"""Every event of every rule file can be told in the chat, and stands on the record in its own words."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.law.absence import bundled as bundled_kinds
from bot.law.rules import bundled
from tests.journeys.record import whole
from tests.journeys.stage import meets, tell

pytestmark = pytest.mark.slow

RULEBOOK = bundled()
COMMON = [event for event in RULEBOOK.kinds.values() if event.subject == "any" and event.button]
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=LONDON)


WAYS = ("Back", "Stop", "Skip")


@pytest.mark.parametrize("subject", RULEBOOK.menu, ids=lambda subject: subject.id)
async def test_every_event_of_a_subject_can_be_told_and_stands_on_the_record(scene, parent, subject):
    scene.clock.move_to(NOW)
    await meets(parent)
    events = [event for event in (*subject.events, *COMMON) if event.button and not event.logged]
    for number, event in enumerate(events):
        await _begins(parent, subject, event)
        how = ["E-mail"] if event.sent else [words for _, words in event.which][-1:]
        day = "22 november 2027" if event.when == "future" else f"{number % 20 + 1} november"
        await tell(parent, event.button, *how, f">{day}", "Save")
        assert "Thank you. That is saved." in parent.sees, event.kind
    await tell(parent, ">/children", "Bee", "What you told me")
    record = "\n".join(parent.said[-3:])
    assert [event.told for event in events if event.told not in record] == []


LOGGED = [
    pytest.param(subject, event, id=event.kind)
    for subject in RULEBOOK.menu
    for event in subject.events
    if event.logged and event.button
]


@pytest.mark.parametrize(("subject", "event"), LOGGED)
async def test_every_event_that_is_logged_leads_to_the_log_and_is_added_up(scene, parent, subject, event):
    scene.clock.move_to(NOW)
    await meets(parent)
    await _begins(parent, subject, event)
    await parent.taps(event.button)
    kind = event.logged
    if kind == "any":  # illness, no place: which of them is asked next
        kind = "ill"
        await parent.taps(bundled_kinds().kinds[kind].button)
    await parent.says("9 november")
    while "Save" not in parent.buttons:
        plain = [label for label in parent.buttons if label not in WAYS]
        await parent.taps("No" if "No" in plain else plain[0])
    await parent.taps("Save")
    assert "Thank you. That is saved: " in parent.sees
    rows = await whole(scene.bot.services.db, parent.id)
    assert [(row.kind, str(row.first_on)) for row in rows["absences"]] == [(kind, "2026-11-09")]
    assert (rows["events"], rows["drafts"]) == ([], [])


async def _begins(person, subject, event):
    await tell(person, ">/start", "Something happened", subject.title)
    if event.button not in person.buttons:  # another complaint, or the one there is
        await person.taps(person.buttons[0])
