"""Any event at any stage: what a parent tells moves the right dates, and says why."""

from datetime import datetime

import pytest
from sqlalchemy import update

from bot.clock import LONDON
from bot.store.tables import drafts
from tests.journeys.stage import asks, joins, meets, tell

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=LONDON)  # a Sunday


@pytest.fixture
async def mum(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


async def tells(person, subject, *acts):
    """Something happened, from home to the screen that says what it means."""
    await tell(person, ">/start", "Something happened", subject, *acts, "Save")


CONCEDED = (
    "Mediation, appeal or tribunal",
    "The council will not oppose my appeal",
    "A no to assessing or reassessing",
)


async def test_a_council_that_gave_way_today_owes_2_10_and_14_weeks_from_its_message_to_the_tribunal(mum):
    await tells(mum, *CONCEDED, "Today")
    for last_day in ("Sun 6 December 2026", "Sun 31 January 2027", "Sun 28 February 2027"):
        assert last_day in mum.sees
    assert (
        "Counted from Sun 22 November 2026, the day your council told the tribunal: not the day" in mum.sees
    )
    assert "no fresh 20 weeks" in mum.sees
    await tell(mum, "Why these dates?", "Appeal not opposed: the final plan")
    assert "Counted as 14 weeks from Sun 22 November 2026" in mum.sees
    assert "The clock does not run from the day you were told" in mum.sees


async def test_who_does_not_know_when_the_tribunal_was_told_gets_an_estimate_that_says_so(mum):
    await tells(mum, *CONCEDED, "I do not know", ">friday")
    for last_day in ("Fri 29 January 2027", "Fri 26 February 2027"):
        assert f"{last_day} (estimate)" in mum.sees
    assert "no later than" in mum.sees


async def test_a_refusal_starts_the_time_to_appeal_at_once_and_an_appeal_ends_its_reminders(scene, mum, move):
    await asks(mum, "1 october")
    await tells(mum, "Assessment or plan", "The council will not assess", ">20 november")
    assert "Wed 20 January 2027" in mum.sees
    assert "You have a right to appeal." in mum.sees
    await tells(mum, "Mediation, appeal or tribunal", "The mediation certificate came", ">22 november")
    await tells(
        mum, "Mediation, appeal or tribunal", "I sent my appeal to the tribunal", "Online form", "Today"
    )
    before = mum.acts
    await move(datetime(2027, 1, 14, 10, 0, tzinfo=LONDON))
    assert mum.acts == before


async def test_both_counts_of_the_appeal_are_shown_and_which_of_them_counts(mum):
    await tells(mum, "Assessment or plan", "The council will not assess", ">1 october")
    await tells(mum, "Mediation, appeal or tribunal", "The mediation certificate came", ">20 november")
    assert "Tue 1 December 2026" in mum.sees
    assert "Mon 21 December 2026" in mum.sees
    assert "The later of the two counts." in mum.sees


async def test_a_range_of_school_days_becomes_a_day_when_the_school_s_dates_are_told(mum):
    await tells(
        mum,
        "Suspension or exclusion",
        "The governors decided",
        "No, to a permanent exclusion",
        ">20 november",
    )
    assert "no earlier than" in mum.sees
    await tell(
        mum, "Show all dates", "Tell me the school's dates", "Name the school", ">Hillside Primary", "Save"
    )
    await tell(mum, "Give its dates", *SCHOOL_YEAR, "Save")
    assert "2026/27" in mum.sees
    await tell(mum, ">/dates")
    assert "no earlier than" not in mum.sees
    assert "Fri 11 December 2026" in mum.sees


SCHOOL_YEAR = (
    "This school year",
    *(">2 september", ">26 october", ">30 october", ">18 december"),
    *(">5 january", ">15 february", ">19 february", ">25 march"),
    *(">12 april", ">31 may", ">4 june", ">21 july"),
    ">1 september, 4 january",
)


async def test_another_parent_at_the_school_counts_on_the_same_dates_and_never_sees_who_told_them(scene, mum):
    await tell(
        mum, ">/children", "Bee", "School and its holidays", "Name the school", ">Hillside Primary", "Save"
    )
    await tell(mum, "Give its dates", *SCHOOL_YEAR, "Save")
    dad = joins(scene.standin, "Dad")
    await meets(dad, "Cam")
    await tells(
        dad,
        "Suspension or exclusion",
        "The governors decided",
        "No, to a permanent exclusion",
        ">20 november",
    )
    await tell(
        dad, "Show all dates", "Tell me the school's dates", "Name the school", ">hillside primary!", "Save"
    )
    assert "Another parent gave us this school's dates on Sun 22 November 2026." in dad.sees
    assert "Bee" not in dad.sees
    await tell(dad, ">/dates")
    assert "Fri 11 December 2026" in dad.sees
    assert "Another parent gave us this school's dates" in dad.sees


async def test_an_admin_without_a_child_can_give_a_school_s_dates_for_everybody(scene, mum):
    admin = joins(scene.standin, "Admin")
    await admin.starts()
    await tell(
        admin, "Start", ">/cancel", "More", "A school's holidays", "Another council", ">Kent County Council"
    )
    await tell(admin, ">Hillside Primary", *SCHOOL_YEAR, "Save")
    assert "The dates of Hillside Primary for 2026/27 are saved." in admin.sees
    await tell(mum, ">/children", "Add a child", "Another council", ">kent county council", ">Dee", "Save")
    named = ("School and its holidays", "Name the school", ">hillside primary", "Save")
    await tell(mum, ">/children", "Dee", *named)
    assert "Another parent gave us this school's dates" in mum.sees
    await tell(mum, ">/children", "Bee", *named)
    assert "We do not have its dates yet." in mum.sees


async def test_dates_of_a_school_that_cannot_be_are_asked_about_and_nothing_is_lost(mum):
    await tell(mum, ">/children", "Bee", "School and its holidays", "Name the school", ">Hillside", "Save")
    wrong = [
        ">4 june" if each == ">31 may" else ">31 may" if each == ">4 june" else each for each in SCHOOL_YEAR
    ]
    await tell(mum, "Give its dates", *wrong, "Save")
    assert "Is this right?" in mum.sees
    assert "Last day of May half term" in mum.sees
    await tell(
        mum, "Change first day of May half term", ">31 may", "Change last day of May half term", ">4 june"
    )
    await tell(mum, "Save")
    assert "2026/27" in mum.sees


async def test_several_complaints_are_kept_apart_and_one_can_be_over(mum):
    await tells(mum, "A complaint", "I complained to the council", "E-mail", ">2 november")
    await tells(mum, "A complaint", "Something new", "I complained to the school", "E-mail", ">9 november")
    await tell(mum, ">/dates")
    assert "You complained to your council, 2 November 2026" in mum.sees
    assert "You complained to the school, 9 November 2026" in mum.sees
    of_the_council = next(each for each in mum.buttons if each.startswith("2 Nov 2026: You complained"))
    await tell(mum, of_the_council, "This is over", "Yes, it is over", ">/dates")
    assert "You complained to your council" not in mum.sees
    await tell(mum, ">/children", "Bee", "What is over")
    assert "You complained to your council, 2 November 2026" in mum.sees
    await tell(mum, "Open again: 1", ">/dates")
    assert "You complained to your council, 2 November 2026" in mum.sees


async def test_a_case_that_is_over_says_nothing_more(scene, mum, move):
    await tells(mum, "A complaint", "I complained to the council", "E-mail", ">20 november")
    await tell(mum, "Show all dates", "This is over", "Yes, it is over")
    before = mum.acts
    await move(datetime(2027, 3, 1, 10, 0, tzinfo=LONDON))
    assert mum.acts == before


async def test_something_new_about_a_case_that_is_over_opens_it_again(scene, mum):
    await asks(mum, "1 october")
    await tell(
        mum, "Show all dates", "This is over", "Yes, it is over", "It is not over after all", "See its dates"
    )
    assert "Thu 12 November 2026" in mum.sees
    assert "This is over" in mum.buttons


async def test_a_date_that_was_wrong_is_put_right_and_everything_follows(mum):
    await asks(mum, "12 october")
    assert "Mon 23 November 2026" in mum.sees
    await tell(mum, ">/children", "Bee", "What you told me", "1", "Correct the date", ">13 october", "Save")
    assert "Tue 24 November 2026" in mum.sees
    await tell(mum, ">/children", "Bee", "What you told me")
    assert "Tue 13 October 2026" in mum.sees
    assert "Mon 12 October 2026" not in mum.sees


async def test_a_meeting_to_come_can_be_moved_to_another_day_to_come(mum):
    review = ("Annual review, moving on or away", "There is, or was, a review meeting")
    await tells(mum, *review, ">4 december")
    await tell(mum, ">/children", "Bee", "What you told me", "1", "Correct the date", ">11 december", "Save")
    assert "Fri 8 January 2027" in mum.sees


async def test_the_timeline_comes_as_a_picture_and_as_words(mum):
    await asks(mum, "1 july")
    await tell(mum, "Timeline")
    await mum.waits_for("\u25e6 by ")
    assert "Wed 1 July 2026: You asked for an assessment" in mum.sees
    assert "late by" in mum.sees
    assert mum.files[-1].name == "timeline.png"
    assert mum.files[-1].content.startswith(b"\x89PNG")


async def test_the_dates_come_as_a_file_for_a_calendar(mum):
    await asks(mum, "1 november")
    await tell(mum, "Add to my calendar")
    await mum.waits_for("for your calendar")
    words = mum.files[-1].content.decode()
    assert words.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:Bee: a date to check" in words
    assert "DTSTART;VALUE=DATE:20261214" in words


async def test_without_a_record_there_is_nothing_to_draw_and_the_way_to_begin_is_shown(mum):
    await tell(mum, ">/children", "Bee", "Timeline")
    assert "No dates yet for Bee." in mum.sees
    await tell(mum, ">/children", "Bee", "Add to my calendar")
    assert "Something happened" in mum.buttons


async def test_rights_can_be_read_by_subject_with_their_source_and_date(mum):
    await tell(mum, ">/rights", "Mediation, appeal or tribunal", "Your time to appeal")
    assert "First-tier Tribunal" in mum.sees
    assert "We last read it on Sun 22 November 2026." in mum.sees
    assert "Read the source itself" in mum.buttons


async def test_whether_the_law_has_changed_is_one_dated_screen(mum):
    await tell(mum, ">/start", "More", "Has the law changed?")
    assert "Last read on Sun 22 November 2026." in mum.sees
    assert "A proposal changes no one's rights." in mum.sees


async def test_from_16_the_young_person_can_hold_the_rights_and_every_page_of_dates_says_so(mum):
    await asks(mum, "1 november")
    await tell(mum, ">/children", "Bee", "Who decides", "The young person does")
    assert "Bee decides" in mum.sees
    await tell(mum, ">/dates")
    assert "the right to ask and to appeal is Bee\u2019s own" in mum.sees
    await tell(mum, ">/children", "Bee", "Who decides", "I do", ">/dates")
    assert "Bee\u2019s own" not in mum.sees


async def test_three_weeks_without_a_word_from_west_northamptonshire_are_nudged_once(scene, mum, move):
    await asks(mum, "22 november")
    before = mum.acts
    await move(datetime(2026, 12, 14, 10, 0, tzinfo=LONDON))
    assert mum.acts == before + 1
    assert "Hearing from your council while you wait" in mum.said[-1]
    assert "is late" not in mum.said[-1]
    await tell(mum, "They replied", "They wrote or rang, with no decision", "Today", "Save")
    assert "Mon 4 January 2027" in mum.sees


async def test_a_fine_is_nudged_before_the_lower_price_ends(scene, mum, move):
    await tells(mum, "Out of school, or a fine", "I got a first fine for absence", ">20 november")
    before = mum.acts
    await move(datetime(2026, 12, 8, 10, 0, tzinfo=LONDON))
    assert mum.acts == before + 1
    assert "£80" in mum.said[-1]


async def test_a_form_that_a_newer_version_no_longer_has_leads_home(scene, mum):
    await tell(mum, ">/start", "Something happened", "Assessment or plan", "I asked for an EHC assessment")
    async with scene.bot.services.db.transaction() as db:
        await db.execute(update(drafts).values(form="gone"))
    await mum.taps("Post")
    assert "Something happened" in mum.buttons
    await mum.says("12 march")
    assert "Something happened" in mum.buttons
