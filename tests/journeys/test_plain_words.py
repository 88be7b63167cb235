"""Plain words typed at any time: an offer to log the day out, with what was said already filled in."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from tests.journeys import road
from tests.journeys.record import kept, whole
from tests.journeys.stage import joins, meets, tell

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
    assert "What is the first school day of this suspension?" in bee.sees
    await tell(bee, "Today", "Only that day", "All day", "Yes", "No", "Save")
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
    assert "went wrong on my side" not in bee.transcript()
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


# Back at school


ILL, SUSPENDED = "Ill, or too anxious to go", "Suspended"


async def logs(parent, kind, *replies):
    await tell(parent, ">/out", *(() if kind == SUSPENDED else ("Something else",)), kind, *replies, "Save")


async def test_back_at_school_offers_to_end_what_goes_on(scene, bee):
    await logs(bee, ILL, ">2 november", "It has not ended yet")
    await bee.says("he's back at school today")
    assert "Has it ended?" in bee.sees
    assert "Bee: ill, or too anxious to go, since Mon 2 November 2026" in bee.sees
    assert bee.buttons == ["It has ended: Ill or anxious", "No, thank you"]
    await tell(bee, "It has ended: Ill or anxious", "Yesterday", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [("ill", "2026-11-02", "2026-11-11")]


async def test_of_what_goes_on_each_has_a_button_and_no_more_than_four(scene, bee):
    for day in range(2, 7):
        await logs(bee, ILL, f">{day} november", "It has not ended yet")
    await bee.says("back to full time")
    assert bee.buttons == [*["It has ended: Ill or anxious"] * 4, "No, thank you"]
    assert "since Tue 3 November 2026" in bee.sees
    assert "since Mon 2 November 2026" not in bee.sees
    await tell(bee, "No, thank you")
    assert "Something happened" in bee.buttons
    rows = (await whole(scene.bot.services.db, bee.id))["absences"]
    assert [each.last_on for each in rows] == [None] * 5


async def test_with_two_children_what_has_ended_names_the_child(bee):
    await logs(bee, ILL, ">2 november", "It has not ended yet")
    await tell(bee, ">/children", "Add a child", "North Northamptonshire", ">Cam", "Save", ">he's back")
    assert "It has ended for Bee: Ill or anxious" in bee.buttons


async def test_where_nothing_goes_on_back_at_school_is_no_news(bee):
    await bee.says("he's back at school")
    assert "Has it ended?" not in bee.sees
    await logs(bee, SUSPENDED, "Today", "Only that day", "All day", "Yes", "No")
    await bee.says("he's back at school")
    assert "Has it ended?" not in bee.sees
    assert "Something happened" in bee.buttons


async def test_back_in_the_middle_of_a_form_keeps_the_form(scene, bee):
    await logs(bee, ILL, ">2 november", "It has not ended yet")
    await tell(bee, ">/start", "Something happened", "Assessment or plan", "I asked for an EHC assessment")
    await tell(bee, "E-mail", ">he's back")
    assert "Has it ended?" in bee.sees
    await tell(bee, "Back to the question", ">9 november", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["events"][-1] == ("asked", "email", "2026-11-09")


async def test_another_familys_days_are_not_offered(scene, bee):
    await logs(bee, ILL, ">2 november", "It has not ended yet")
    neighbour = joins(scene.standin, "Zoe")
    await meets(neighbour)
    await neighbour.says("he's back at school")
    assert "Has it ended?" not in neighbour.sees


async def test_despair_is_heard_before_back(bee):
    await logs(bee, ILL, ">2 november", "It has not ended yet")
    await bee.says("he's back at school and I want to end my life")
    assert "Has it ended?" not in bee.sees
    assert "116 123" in bee.sees


# What was typed, in the form


async def test_sent_home_every_day_this_week_is_not_a_timetable(bee):
    await bee.says("sent home at lunch every day this week")
    assert "Sent home, not called a suspension" in bee.sees
    assert "Part-time" not in bee.sees
    await tell(bee, "Yes, log it")
    assert "If it has happened on several days, log each one." in bee.sees


async def test_a_weekday_is_the_next_after_the_first_day_and_a_weekend_is_refused_at_once(scene, bee):
    await tell(bee, ">/out", "Suspended", ">9 november", ">saturday")
    assert "Sat 14 November 2026 is at a weekend, when there is no school." in bee.sees
    assert "Tue 10 November" in bee.buttons
    await tell(bee, ">wednesday", "Whole days", "Yes", "No", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("suspended", "2026-11-09", "2026-11-11")
    ]


async def test_the_next_school_days_have_buttons(scene, bee):
    await tell(bee, ">/out", "Suspended", "Today", "Mon 16 November")
    assert "Mon 16 November 2026" in bee.sees
    await tell(bee, "Whole days", "Yes", "No", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("suspended", "2026-11-12", "2026-11-16")
    ]


async def test_lunchtimes_that_were_not_called_a_suspension_are_kept_as_sent_home(scene, bee):
    await tell(bee, ">sent home at lunchtimes", "Yes, log it", ">9 november", "Wed 11 November", "No")
    assert "Did the school call it a suspension?" in bee.sees
    await tell(bee, "No", "Save")
    assert "sent home, not called a suspension, Mon 9 to Wed 11 November 2026, lunchtime" in bee.sees
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("sent_home", "2026-11-09", "2026-11-11")
    ]
    await tell(bee, ">/out", "What I logged", "1", "Change it", "Change called a suspension", "Yes", "Save")
    assert (await kept(scene.bot.services.db, bee.id))["absences"] == [
        ("lunchtime", "2026-11-09", "2026-11-11")
    ]
