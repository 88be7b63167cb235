"""A meeting in Corby: written, posted, answered, changed, reminded of, called off; and nobody named."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.demo import groups
from tests.journeys.crowd import CORBY, comes, member, opens_group, posts_event, writes_event
from tests.journeys.stage import joins, tell, ticks


@pytest.fixture
async def admin(scene):
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    found = await opens_group(scene, admin)
    await comes(admin, found, admin, says="No, only in the group")
    return found


@pytest.fixture
async def amira(scene, admin, group):
    return await member(scene, group, admin, "Amira")


@pytest.fixture
async def ben(scene, admin, group):
    return await member(scene, group, admin, "Ben")


def at(day, hour=10):
    return datetime(2026, *day, hour, tzinfo=LONDON)


async def test_a_meeting_is_posted_as_it_was_shown_to_the_group_and_to_its_members(
    scene, admin, group, amira, ben
):
    await writes_event(admin)
    preview = admin.said[-2]
    assert "Thu 4 June 2026, 7pm to 9pm" in preview
    assert "in private to fewer than 5 members" in admin.sees
    await admin.taps("Post now")
    await scene.bot.jobs.announce()
    assert amira.sees == preview
    assert ben.sees == preview
    assert admin.at(group).sees.replace("Going: 0\n\n", "") == preview
    assert "Told in private: fewer than 5, of fewer than 5." in admin.sees
    assert "It stands in the group." in admin.sees


async def test_answers_are_counted_in_public_and_named_to_the_organiser_alone(
    scene, admin, group, amira, ben
):
    await posts_event(scene, admin)
    await amira.taps("Going")
    await tell(amira, "Bring one more")
    await ben.at(group).taps("Maybe", answered=False)
    await scene.bot.jobs.announce()
    shown = admin.at(group).sees
    assert "Going: 2. Maybe: 1" in shown
    assert "Amira" not in shown
    await tell(admin, "Manage it", "Who is coming")
    assert "Amira and 1 more" in admin.sees
    assert "Ben" in admin.sees
    await amira.taps_forged("who:1")
    assert "out of date" in amira.sees


async def test_a_no_can_become_a_yes_at_any_time(scene, admin, group, amira):
    await posts_event(scene, admin)
    await tell(amira, "Can't", "Going", "Maybe", "Going")
    await scene.bot.jobs.announce()
    assert "Going: 1" in admin.at(group).sees


async def test_the_time_changes_every_copy_is_edited_and_those_coming_are_told(
    scene, admin, group, amira, ben
):
    await posts_event(scene, admin)
    await amira.taps("Going")
    before = len(ben.said)
    await tell(admin, "Manage it", "Change", "Change starts", ">6:30pm", "Save")
    assert "6:30pm to 9pm" in admin.said[-2]
    assert "6:30pm" not in ben.sees
    await admin.taps("Change it")
    await scene.bot.jobs.announce()
    assert "6:30pm to 9pm" in admin.at(group).sees
    assert "6:30pm to 9pm" in ben.sees
    assert len(ben.said) == before
    assert "Changed: Meeting with the council in Corby" in amira.sees


async def test_those_going_are_reminded_the_day_before_and_two_hours_before_once(
    scene, admin, group, amira, ben
):
    await posts_event(scene, admin)
    await amira.taps("Going")
    await ben.taps("Maybe")
    quiet = len(ben.said)
    for moment in (at((6, 3), 18), at((6, 3), 19), at((6, 4), 17), at((6, 4), 18)):
        await ticks(scene.bot, scene.clock, moment)
    reminders = [words for words in amira.said if words.startswith(("Tomorrow", "In two hours"))]
    assert [words.split(":")[0] for words in reminders] == ["Tomorrow", "In two hours"]
    assert len(ben.said) == quiet


async def test_called_off_those_coming_are_told_and_every_copy_says_so(scene, admin, group, amira, ben):
    await posts_event(scene, admin)
    await amira.taps("Going")
    await tell(admin, "Manage it", "Call it off", "Yes, call it off")
    await scene.bot.jobs.announce()
    assert "Called off" in admin.at(group).sees
    assert "Called off" in ben.sees
    assert "I am telling you because you said" in amira.sees
    await ticks(scene.bot, scene.clock, at((6, 3), 18))
    assert "Tomorrow" not in amira.sees


async def test_a_full_event_says_so_and_takes_nobody_more(scene, admin, group, amira, ben):
    full = (*CORBY[:8], ">1", *CORBY[9:])
    await posts_event(scene, admin, words=full)
    await amira.taps("Going")
    await ben.taps("Going")
    assert "It is full" in ben.sees
    await amira.taps("Bring one more")
    assert "It is full" in amira.sees
    await scene.bot.jobs.announce()
    assert "Going: 1 of 1" in admin.at(group).sees


async def test_the_event_comes_as_a_file_for_a_calendar(scene, admin, group, amira):
    await posts_event(scene, admin)
    await tell(amira, "More", "Add to my calendar")
    while not amira.files:  # it is made after the answer to the tap
        await amira.waits_past(amira.acts)
    content = amira.files[-1].content.decode()
    assert "DTSTART:20260604T180000Z" in content  # 7pm in British summer time
    assert "Corby Cube" in content


async def test_it_waits_for_its_time_and_goes_out_then(scene, admin, group, amira):
    await writes_event(admin)
    await tell(admin, "Post at a time", ">20 April", ">9:30am", "Save")
    assert "It goes out on Mon 20 April 2026, 09:30" in admin.sees
    await ticks(scene.bot, scene.clock, at((4, 20), 9))
    assert "Corby" not in amira.sees
    await ticks(scene.bot, scene.clock, at((4, 20), 10))
    assert "Corby" in amira.sees


async def test_a_planned_notice_of_an_admin_who_is_none_any_more_is_held_back(scene, admin, group, amira):
    second = joins(scene.standin, "Bo")
    await comes(second, group, admin)
    groups.promote(scene.standin.world, group, admin.human, second.human)
    await tell(second, ">/start")
    await second.taps_forged("writenotice:1:event")
    await tell(second, *CORBY, "Post at a time", ">20 April", ">9:30am", "Save")
    groups.demote(scene.standin.world, group, admin.human, second.human)
    await ticks(scene.bot, scene.clock, at((4, 20), 10))
    assert "Corby" not in amira.sees
    await second.taps_forged("postnotice:1")
    assert "Telegram says that you are not one" in second.sees


async def test_an_admin_who_was_demoted_changes_nothing_with_a_form_that_is_still_open(
    scene, admin, group, amira
):
    second = joins(scene.standin, "Bo")
    await comes(second, group, admin)
    groups.promote(scene.standin.world, group, admin.human, second.human)
    await posts_event(scene, admin)
    await second.taps_forged("changenotice:1")
    await tell(second, "Change title", ">Hacked")
    groups.demote(scene.standin.world, group, admin.human, second.human)
    await tell(second, "Save", "Change it")
    assert "Telegram says that you are not one" in second.sees
    await scene.bot.jobs.announce()
    assert "Hacked" not in admin.at(group).transcript()
    assert "Hacked" not in amira.transcript()


async def test_after_it_those_who_were_going_are_thanked_with_a_link(scene, admin, group, amira, ben):
    await posts_event(scene, admin)
    await amira.taps("Going")
    await ticks(scene.bot, scene.clock, at((6, 4), 22))
    await admin.taps_forged("manage:1")
    await tell(
        admin,
        "Write a thank-you",
        ">Thank you all. 60 came.",
        ">https://example.org/notes",
        "Save",
        "Send it",
    )
    await scene.bot.jobs.announce()
    assert "Thank you all. 60 came." in amira.sees
    assert "Thank you all" not in ben.transcript()


async def test_a_monthly_coffee_comes_again_on_the_same_weekday(scene, admin, group, amira):
    coffee = (">Coffee", ">5 May", ">10am", "Skip", "Skip", "Skip", "Skip", "Skip", "Every month", "Save")
    await posts_event(scene, admin, words=coffee)
    await ticks(scene.bot, scene.clock, at((5, 5), 14))
    await ticks(scene.bot, scene.clock, at((5, 25), 10))
    assert "Tue 2 June 2026, 10am" not in amira.sees  # a week before is soon enough
    await ticks(scene.bot, scene.clock, at((5, 26), 10))
    assert "Tue 2 June 2026, 10am" in amira.sees


async def test_what_should_we_ask_is_answered_in_private_and_listed_without_names(scene, admin, group, amira):
    await tell(admin, ">/groups", "Parents together", "Post something", "Ask everybody a question")
    await tell(admin, ">What should we ask on 4 June?", "Skip", "Save", "Post now")
    await scene.bot.jobs.announce()
    await tell(amira, "Answer", "Write an answer", ">When do the plans come?", "Save")
    await tell(admin, "Manage it", "The answers")
    assert "1. When do the plans come?" in admin.sees
    assert "Amira" not in admin.sees
    await tell(admin, "As a list to hand on")
    while not admin.files:
        await admin.waits_past(admin.acts)
    assert b"1. When do the plans come?" in admin.files[-1].content
    await tell(admin, "Leave out 1")
    assert "(left out)" in admin.sees


async def test_a_picture_goes_out_just_before_the_words(scene, admin, group, amira):
    await writes_event(admin)
    await admin.taps("Add a picture")
    await admin.sends_photo()
    assert "just before these words" in admin.sees
    await admin.taps("Post now")
    await scene.bot.jobs.announce()
    kinds = [
        "photo" if "photo" in post else "text"
        for post in amira.chat.posts.values()
        if post["from"] is amira.world.bot
    ]
    assert kinds[-2:] == ["photo", "text"]


async def test_a_plain_notice_has_no_answers(scene, admin, group, amira):
    await tell(admin, ">/groups", "Parents together", "Post something", "A notice")
    await tell(admin, ">The office is closed", ">Back on Monday.", "Save", "Post now")
    await scene.bot.jobs.announce()
    assert "The office is closed" in amira.sees
    assert "Going" not in amira.buttons


async def test_a_half_sent_notice_can_be_stopped_and_gone_on_with(scene, admin, group, amira, ben):
    await writes_event(admin)
    await admin.taps("Post now")
    await admin.taps_forged("stopnotice:1")
    await scene.bot.jobs.announce()
    assert "Corby" not in amira.transcript()
    await admin.taps_forged("goon:1")
    await scene.bot.jobs.announce()
    assert "Corby" in amira.sees
    assert "Corby" in ben.sees


async def test_a_parent_with_a_child_is_never_named_or_counted_by_a_notice(scene, admin, group, amira):
    await tell(amira, ">/start", "Begin", "West Northamptonshire", ">Zebedee", "Save")
    await posts_event(scene, admin)
    await amira.taps("Going")
    await scene.bot.jobs.announce()
    await tell(admin, "Manage it", "Who is coming")
    assert "Zebedee" not in admin.transcript()
    assert "Zebedee" not in admin.at(group).transcript()
