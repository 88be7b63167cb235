"""Plain words typed at any time: an offer to log the day out, with what was said already filled in."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys import road
from tests.journeys.record import kept, whole
from tests.journeys.stage import meets, tell

NOW = datetime(2026, 11, 12, 11, 20, tzinfo=LONDON)  # a Thursday


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


async def test_sent_home_again_offers_to_log_it_and_asks_for_the_day(scene, bee):
    await bee.says("sent home again")
    assert "Shall I log this?" in bee.sees
    assert "Sent home, not called a suspension" in bee.sees
    await tell(bee, "Yes, log it", "Today", ">11", "No", "No", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("sent_home", "2026-11-12", "2026-11-12")
    ]


async def test_suspended_till_friday_fills_in_the_last_day(scene, bee):
    await tell(bee, ">he's been suspended till Friday", "Yes, log it")
    assert "What is the first school day of this suspension?" in bee.sees
    await tell(bee, "Today", "Whole days", "Yes", "No", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("suspended", "2026-11-12", "2026-11-13")
    ]


async def test_what_is_not_wanted_is_not_kept(scene, bee):
    await tell(bee, ">sent home again", "No, thank you")
    assert "Something happened" in bee.buttons
    record = await whole(scene.bot.services.db, bee.id)
    assert record["absences"] == record["drafts"] == []


async def test_with_two_children_the_offer_names_each(scene, bee):
    await tell(bee, ">/children", "Add a child", "North Northamptonshire", ">Cam", "Save")
    await tell(bee, ">suspended today", "Yes, for Cam")
    assert "Cam" in bee.sees
    await tell(bee, "Only that day", "All day", "Yes", "No", "Save")
    assert "for Cam this long term" in bee.sees


async def test_before_there_is_a_child_the_words_bring_the_home_page(scene, parent):
    await parent.starts()
    await tell(parent, "Start", "Stop", ">sent home again")
    assert "Begin" in parent.buttons


async def test_words_in_the_middle_of_a_form_are_an_answer_where_they_fit_one(scene, bee):
    await tell(bee, ">/out", "Sent home, not called a suspension", "Today", ">11", "No", "No", "Save")
    await tell(bee, "Add who rang, or a note", ">Mrs Okafor", "SENCO", ">sent home again for shouting")
    assert "Shall I log this?" not in bee.sees
    await tell(bee, "Skip", "Skip", "Skip", "Save")
    assert "The reason given: sent home again for shouting" in bee.sees


async def test_words_in_the_middle_of_a_form_that_they_do_not_fit_are_offered_and_the_form_stays(scene, bee):
    await tell(bee, ">/start", "Something happened", "Assessment or plan", "I asked for an EHC assessment")
    await tell(bee, "E-mail", ">sent home again")
    assert "Shall I log this?" in bee.sees
    await tell(bee, "Back to the question", ">9 november", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["events"] == [("asked", "email", "2026-11-09")]


async def test_what_is_put_off_for_the_log_can_be_carried_on(scene, bee):
    await tell(bee, ">/start", "Something happened", "Assessment or plan", "I asked for an EHC assessment")
    await tell(bee, "E-mail", ">sent home today", "Yes, log it", ">11", "No", "No", "Save", ">/start")
    await tell(bee, road.CARRY_ON, ">9 november", "Save")
    record = await kept(scene.bot.services.db, bee.id)
    assert record["events"] == [("asked", "email", "2026-11-09")]
    assert len(record["absences"]) == 1


@pytest.mark.parametrize(
    "forged",
    [
        "heard:{child}:nonsense",
        "heard:{child}:sent_home:9999-99-99",
        "heard:{child}:suspended:2026-11-09:2026-11-10:evil",
        "heard:{child}:ill:0030-01-01:open",
        "heard:{child}:ill:9999-12-31:9999-12-31",
        "heard:{child}:sent_home:2027-11-09",
        "heard:{child}:" + ":".join(["sent_home", *"-" * 20]),
        "heard:{child}",
        "heard:{child}:",
        "heard:999999:sent_home",
    ],
)
async def test_a_forged_offer_logs_nothing(scene, bee, forged):
    rows = await whole(scene.bot.services.db, bee.id)
    await bee.taps_forged(forged.format(child=rows["children"][0].id))
    assert bee.buttons
    assert "went wrong" not in bee.transcript()
    assert (await whole(scene.bot.services.db, bee.id))["absences"] == []


@pytest.mark.parametrize(
    "words",
    [
        "is it legal to send him home?",
        "he was not suspended in the end",
        "when will the plan come",
        "thank you",
        "I am worried he will be excluded",
    ],
)
async def test_what_is_no_news_of_a_day_out_is_not_offered(bee, words):
    await bee.says(words)
    assert "Shall I log this?" not in bee.sees
    assert "Something happened" in bee.buttons


async def test_despair_is_heard_before_any_offer(bee):
    await bee.says("he was sent home again and I want to end my life")
    assert "Shall I log this?" not in bee.sees
    assert "116 123" in bee.sees
