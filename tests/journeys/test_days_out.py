"""Days out of school in the chat: logged in under a minute, added up, put right, said in the law's words."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import LONDON
from tests.journeys.families import SCHOOL_YEAR, TRAINING, logs, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import meets, tell

NOW = datetime(2026, 11, 12, 11, 20, tzinfo=LONDON)  # a Thursday
MOST_TAPS, MOST_TYPED = 7, 1  # "under 8 taps and one screen of typing"
SENT_HOME = "Sent home, not called a suspension"
KEPT_HOME = "Told to keep my child at home"


@pytest.fixture
async def bee(scene, parent):
    """A parent of one child, Bee, whose school has given its dates."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await names_a_school(parent, "Bee")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save", ">/start")
    return parent


async def test_sent_home_today_at_11_with_no_letter_takes_under_8_taps_and_one_typing(bee):
    await bee.says("/start")
    acts = ["Days out of school", SENT_HOME, "Today", ">11", "No", "No", "Save"]
    typed = [act for act in acts if act.startswith(">")]
    await tell(bee, *acts)
    assert len(acts) - len(typed) <= MOST_TAPS
    assert len(typed) <= MOST_TYPED
    assert "sent home, not called a suspension, Thu 12 November 2026, home at 11am" in bee.sees
    assert "½ day" in bee.sees
    assert "What to write to the school" in bee.buttons


async def test_the_same_typed_in_one_line_takes_fewer_taps_still(bee):
    acts = [">sent home today at 11, no letter", "Yes, log it", "No", "Save"]
    await tell(bee, *acts)
    assert "sent home, not called a suspension, Thu 12 November 2026, home at 11am" in bee.sees


async def test_the_total_says_days_this_term_how_many_were_no_suspension_and_what_that_means(bee):
    await logs(bee, "Suspended", ">14 september", ">16 september", "Whole days", "Yes", "No")
    await logs(bee, KEPT_HOME, ">5 october", ">7 october", "Whole days", "No", "No")
    await logs(bee, SENT_HOME, ">9 november", ">11", "No", "No")
    await logs(bee, SENT_HOME, "Today", ">1pm", "No", "No")
    await logs(bee, "Ill, or too anxious to go", ">10 november", "Only that day", "Morning")
    await bee.says("/out")
    assert "Sat 1 August 2026 to Thu 31 December 2026: 7½ days, 4 not recorded as suspensions." in bee.sees
    assert "Suspended or excluded: 3 days" in bee.sees
    assert "Sent or kept home, not recorded as a suspension: 4 days" in bee.sees
    assert "Out for other reasons: ½ day" in bee.sees
    assert "What the total means" in bee.sees
    assert "• Sent or kept home without a suspension" in bee.sees


async def test_last_week_is_logged_as_easily_as_today(bee):
    await logs(bee, "Suspended", ">monday last week", ">6 november", "Whole days", "Yes", "No")
    assert "suspended, Mon 2 to Fri 6 November 2026" in bee.sees
    assert "5 days" in bee.sees


async def test_a_part_time_timetable_since_march_fills_itself_until_it_is_ended(scene, bee):
    await logs(bee, "Part-time timetable", ">3 march", ">monday to thursday", ">home at 11:30", "No")
    await bee.says("/out")
    # 2 September to 12 November is 42 days of Monday to Thursday with the school's dates; a half day each
    days = _mondays_to_thursdays("2026-09-02", "2026-11-12", but=("2026-10-26", "2026-10-30"))
    assert f": {_said(days)}." in bee.sees
    scene.clock.move_to(NOW.replace(day=19))
    await bee.says("/out")
    assert f": {_said(days + 4)}." in bee.sees
    assert "Part-time timetable, since Tue 3 March 2026" in bee.sees
    await tell(bee, "What I logged", "1", "It has ended", ">12 november", "Save", ">/out")
    assert f": {_said(days)}." in bee.sees
    assert "Going on" not in bee.sees


async def test_the_same_day_can_be_logged_for_two_children_with_one_more_tap(scene, bee):
    await tell(bee, ">/children", "Add a child", "North Northamptonshire", ">Cam", "Save")
    await tell(bee, ">/out", "Bee", KEPT_HOME, "Today", "Only that day", "All day", "No", "No", "Save")
    await bee.taps("The same for Cam")
    assert "for Cam this long term" in bee.sees
    rows = (await whole(scene.bot.services.db, bee.id))["absences"]
    for _ in range(2):  # an old button, tapped again
        await bee.taps_forged(f"same:{rows[0].id}:{rows[1].child_id}")
    rows = (await whole(scene.bot.services.db, bee.id))["absences"]
    assert len(rows) == 2
    assert len({row.child_id for row in rows}) == 2


async def test_what_is_logged_twice_is_kept_once(scene, bee):
    for _ in range(2):
        await logs(bee, KEPT_HOME, ">2 november", ">4 november", "Whole days", "No", "No")
    assert "3 days" in bee.sees
    assert len((await whole(scene.bot.services.db, bee.id))["absences"]) == 1


async def test_days_that_were_logged_before_are_counted_once_and_the_parent_is_told(bee):
    await logs(bee, KEPT_HOME, ">2 november", ">4 november", "Whole days", "No", "No")
    await logs(bee, "Suspended", ">4 november", ">6 november", "Whole days", "Yes", "No")
    assert "You had logged Wed 4 November 2026 before. Each half day is counted once." in bee.sees
    assert "That makes 5 days, 2 not recorded as suspensions, for Bee this long term." in bee.sees


async def test_holidays_training_days_and_weekends_are_never_counted(bee):
    await logs(bee, KEPT_HOME, ">21 october", ">3 november", "Whole days", "No", "No")
    assert "That makes 5 days," in bee.sees  # 21 to 23 October, 2 and 3 November


async def test_a_day_on_which_the_school_was_closed_is_kept_and_not_counted(bee):
    await logs(bee, SENT_HOME, ">28 october", "All day", "No", "No")
    assert (
        "a day on which the school was closed by the dates that I have, so that day is not counted"
        in bee.sees
    )


async def test_days_that_the_calendar_does_not_know_are_a_range_with_its_assumption(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    await logs(parent, KEPT_HOME, ">12 october", ">6 november", "Whole days", "No", "No")
    await parent.says("/out")
    assert "between 10 and 20 days" in parent.sees
    assert "may have been a holiday is counted both ways" in parent.sees


async def test_an_entry_can_be_put_right_and_every_total_follows(bee):
    await logs(bee, KEPT_HOME, ">2 november", ">6 november", "Whole days", "No", "No")
    await tell(bee, "Put this right", "Change it", "Change last day", ">3 november", "Save")
    assert "That makes 2 days," in bee.sees


async def test_an_entry_can_be_removed_and_its_case_forgets_it(scene, bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, "Put this right", "Remove it", "No, keep it", "Remove it", "Yes, remove it")
    assert "Nothing yet" in bee.sees
    assert (await whole(scene.bot.services.db, bee.id))["absences"] == []
    await bee.says("/dates")
    assert "writing" not in bee.sees


async def test_who_rang_and_why_can_be_added_and_every_question_skipped(scene, bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await tell(bee, "Add who rang, or a note", ">Mrs Zoffany", "Office", ">He threw a chair")
    await tell(bee, ">C", "No", "Skip", "Save")
    for words in ("Mrs Zoffany, Office", "The reason given: He threw a chair", "Register code: C,"):
        assert words in bee.sees
    [row] = (await whole(scene.bot.services.db, bee.id))["absences"]
    assert row.code == "C"


async def test_more_than_5_days_of_suspension_says_what_the_parent_may_ask_for(bee):
    await logs(bee, "Suspended", ">14 september", ">18 september", "Whole days", "Yes", "No")
    assert "More than 5 days" not in bee.sees  # exactly 5 is not more than 5
    await logs(bee, "Suspended", ">9 november", "Only that day", "After lunch", "Yes", "No")
    assert "5½ days" in bee.sees
    assert "• More than 5 days of suspension this long term" in bee.sees
    assert "About: " in " ".join((await _after(bee, "/out")).buttons)


async def test_a_suspension_that_is_told_as_something_that_happened_is_logged(scene, bee):
    await tell(bee, ">/start", "Something happened", "Suspension or exclusion", "My child was suspended")
    await tell(bee, ">9 november", ">10 november", "Whole days", "Yes", "No", "Save")
    assert "2 days" in bee.sees
    rows = await whole(scene.bot.services.db, bee.id)
    assert [(row.kind, str(row.first_on), str(row.last_on)) for row in rows["absences"]] == [
        ("suspended", "2026-11-09", "2026-11-10")
    ]


async def test_who_says_that_the_child_is_back_ends_what_was_going_on(scene, bee):
    await logs(bee, "Suspended", ">5 october", "It has not ended yet", "Yes", "No")
    await tell(bee, ">/start", "Something happened", "Suspension or exclusion")
    await tell(
        bee,
        bee.buttons[0],
        "My child is back, or it was cancelled",
        "Its time was over",
        ">12 october",
        "Save",
    )
    assert "this ends on the day before: suspended." in bee.sees
    await bee.says("/out")
    assert ": 5 days." in bee.sees
    assert "Going on" not in bee.sees
    [row] = (await whole(scene.bot.services.db, bee.id))["absences"]
    assert str(row.last_on) == "2026-10-09"
    await bee.says("/dates")
    assert "governors must meet" not in bee.sees


async def test_a_suspension_with_no_end_that_is_known_calls_no_governors_late(scene, bee):
    await logs(bee, "Suspended", ">5 october", "It has not ended yet", "Yes", "No")
    assert "19 days" in bee.sees or "24 days" in bee.sees, bee.sees
    assert "More than 15 days of suspension this long term" in bee.sees
    await bee.says("/dates")
    assert "The governors must meet" not in bee.sees


async def test_a_log_that_is_too_long_to_add_up_says_what_to_do_and_loses_nothing(scene, bee):
    for kind in ("Ill, or too anxious to go", "No school place"):
        await logs(bee, kind, ">10 november 2014", "It has not ended yet")
    assert "this log is full" in bee.sees
    assert len((await whole(scene.bot.services.db, bee.id))["absences"]) == 1
    await tell(bee, "What I logged", "1", "It has ended", ">9 november 2016", "Save")
    await logs(bee, "No school place", ">10 november 2014", "It has not ended yet")
    assert "Thank you. That is saved" in bee.sees
    await tell(bee, "Put this right", "Change it", "Change first day", ">20 november 2006", "Save")
    assert "this log is full" in bee.sees


async def test_what_has_come_in_writing_is_in_writing_in_the_log_too(scene, bee):
    await logs(bee, "Suspended", ">2 november", ">3 november", "Whole days", "No", "No")
    await logs(bee, SENT_HOME, ">9 november", ">11", "No", "No")
    await tell(bee, ">/start", "Something happened", "Suspension or exclusion")
    if "It has come in writing" not in bee.buttons:
        await bee.taps(bee.buttons[0])
    await tell(bee, "It has come in writing", "A day that was not called a suspension", "Today", "Save")
    rows = (await whole(scene.bot.services.db, bee.id))["absences"]
    assert {row.kind: row.letter for row in rows} == {"suspended": "no", "sent_home": "yes"}


async def test_a_weekend_is_refused_kindly_and_nothing_is_lost(scene, bee):
    await tell(bee, ">/out", SENT_HOME, ">7 november")
    assert "Sat 7 November 2026 is at a weekend, when there is no school." in bee.sees
    assert (await whole(scene.bot.services.db, bee.id))["absences"] == []
    await tell(bee, ">6 november", "All day", "No", "No", "Save")
    assert "Thank you. That is saved" in bee.sees


async def test_what_to_write_to_the_school_is_ready_to_copy_and_noted_when_sent(scene, bee):
    await logs(bee, SENT_HOME, "Today", ">11", "No", "No")
    await bee.taps("What to write to the school")
    assert "Please tell me in writing" in bee.sees
    assert "I would be glad of your answer by Tue 17 November 2026" in bee.sees
    await bee.taps("I asked for it")
    [event] = (await whole(scene.bot.services.db, bee.id))["events"]
    assert (event.kind, str(event.happened_on)) == ("asked_in_writing", "2026-11-12")


async def _after(person, words):
    await person.says(words)
    return person


def _said(half_days):
    whole_days, half = divmod(half_days, 2)
    return f"{whole_days or ''}{'½' if half else ''} days"


def _mondays_to_thursdays(first, last, but):
    day, count = date.fromisoformat(first), 0
    shut = [date.fromisoformat(each) for each in but]
    while day <= date.fromisoformat(last):
        count += day.isoweekday() <= 4 and not shut[0] <= day <= shut[1]
        day += timedelta(days=1)
    return count
