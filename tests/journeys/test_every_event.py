"""Every event of every rule file can be told in the chat, and stands on the record in its own words."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.law.rules import bundled
from tests.journeys.stage import meets, tell

RULEBOOK = bundled()
COMMON = [event for event in RULEBOOK.kinds.values() if event.subject == "any" and event.button]
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=LONDON)


@pytest.mark.parametrize("subject", RULEBOOK.menu, ids=lambda subject: subject.id)
async def test_every_event_of_a_subject_can_be_told_and_stands_on_the_record(scene, parent, subject):
    scene.clock.move_to(NOW)
    await meets(parent)
    events = [event for event in (*subject.events, *COMMON) if event.button]
    for number, event in enumerate(events):
        await tell(parent, ">/start", "Something happened", subject.title)
        if event.button not in parent.buttons:  # another complaint, or the one there is
            await parent.taps(parent.buttons[0])
        how = ["E-mail"] if event.sent else [words for _, words in event.which][-1:]
        day = "22 november 2027" if event.when == "future" else f"{number % 20 + 1} november"
        await tell(parent, event.button, *how, f">{day}", "Save")
        assert "Thank you. That is saved." in parent.sees, event.kind
    await tell(parent, ">/children", "Bee", "What you told me")
    record = "\n".join(parent.said[-3:])
    assert [event.told for event in events if event.told not in record] == []
