"""From a missed 6-week date to the Ombudsman: each step in its time, and each quotes what came before."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.record import kept
from tests.journeys.stage import asks, hears, meets, tell

BEGINS = datetime(2026, 4, 13, 10, 0, tzinfo=LONDON)
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
SENT = ("I sent it", "E-mail", "Today", "Skip", "Save")
REMINDER = "Reminder: yes or no to an assessment"
COMPLAINT = "Complaint: no answer about an assessment"
STAGE_2 = "Complaint: please go to stage two"


def on(month, day, hour=9, minute=6):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(BEGINS)
    await meets(parent)
    await asks(parent, "12 march")
    return parent


async def test_the_ladder_runs_from_a_missed_6_week_date_to_the_ombudsman(scene, bee, move):
    await hears(bee, move, on(4, 24), "Thu 23 April 2026")
    await tell(bee, "Write the letter", *NAMES, *SENT)

    await hears(bee, move, on(5, 2), "An answer to your letter")
    await bee.taps("What now?")
    await bee.taps(short(f"Write: {COMPLAINT}"))
    assert "24 April 2026" in bee.copyable[-1]  # it quotes the reminder
    assert "late by 9 days" in bee.copyable[-1]
    await tell(bee, *SENT)
    assert "What this means" in bee.sees  # the council's own days for a complaint run now

    await hears(bee, move, on(5, 20), "Tue 19 May 2026")  # 10 working days after it arrived
    await bee.taps("Write the letter")
    await tell(bee, ">There is still no answer.", "Skip", "Save")
    assert "stage 2" in bee.copyable[-1]
    assert "2 May 2026" in bee.copyable[-1]
    await tell(bee, *SENT)

    await move(on(6, 19))  # the target for a draft plan goes by
    await hears(bee, move, on(6, 26), "Thu 25 June 2026")
    await bee.taps("Write the letter")
    await tell(bee, ">She cries every morning.", ">A decision, and help for the time lost.", "Skip", "Save")
    await bee.taps("Make it firmer")
    summary = "\n".join(bee.copyable[-2:])
    for day in ("12 March 2026", "23 April 2026", "2 May 2026", "20 May 2026"):
        assert day in summary
    await tell(bee, *SENT)

    record = await kept(scene.bot.services.db)
    kinds = [kind for kind, _, _ in record["events"]]
    assert [kind for kind in kinds if kind != "letter_sent"] == [
        "asked",
        "complained",
        "stage2_asked",
        "ombudsman",
    ]
    assert [template for template, _, _ in record["letters"]] == ["A3", "A4", "G2", "G3"]
