"""How bots like ours break, as users of other bots have told it: a test a row. Mostly in groups, 9 to 18.

9   anonymous admins are not recognised, or are trusted too widely
10  an admin who was removed keeps power; a real admin is refused
11  a group becomes a supergroup, and its settings are lost
12  replies land in General, and posting to General with thread 1 fails
13  old buttons fail after a restart
14  a broadcast hits limits, and people who blocked the bot make it fail
15  the list of those coming overflows the message past about 200 people
16  a partner or carer comes too; somebody changes a "no"
17  a reminder is seen, then forgotten
18  people answer a number that nobody watches

Rows 1 to 8 are in test_telegram_traps_of_conversations.py.
"""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.clock import LONDON
from bot.demo import groups, people
from bot.demo.chats import Member
from bot.demo.run import Show
from bot.demo.server import Standin
from bot.store import groups as kept
from handlers.coming import MOST_NAMES
from handlers.edge.screen import short
from tests.journeys import road
from tests.journeys.crowd import CORBY, comes, link_in, member, opens_group, posts_event, writes_event
from tests.journeys.record import whole
from tests.journeys.stage import answering, asks, joins, meets, tell, ticks

NOTICES, OTHER_TOPIC = 5, 6  # topics of a forum
HERE = ">/groups", "Parents together"
MEETING = CORBY[0].removeprefix(">")
PLANNED_AT = datetime(2026, 4, 20, 10, tzinfo=LONDON)
PLANNED = ("Post at a time", ">20 April", ">9:30am", "Save")
LONG_NAME = "Maximiliane Wilhelmina Featherstonehaugh-Cholmondeley"  # of those that Telegram allows
MANY = 230


@pytest.fixture
def admin(scene):
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    """A group whose notices its owner reads there, and not in private."""
    found = await opens_group(scene, admin)
    await comes(admin, found, admin, says="No, only in the group")
    return found


@pytest.fixture
async def forum(scene, admin):
    """A group with topics."""
    found = await opens_group(scene, admin, forum=True)
    for number, name in ((NOTICES, "Notices"), (OTHER_TOPIC, "Cats")):
        groups.add_topic(found, number, name)
    await comes(admin, found, admin, says="No, only in the group")
    return found


@pytest.fixture
async def amira(scene, admin, group):
    return await member(scene, group, admin, "Amira")


async def writes_notice(admin, title, group="Parents together"):
    """A notice that nobody need answer, up to its preview."""
    await tell(admin, ">/groups", group, "Post something", "A notice", f">{title}", ">Read this.", "Save")


async def posts_notice(scene, admin, title):
    await writes_notice(admin, title)
    await admin.taps("Post now")
    await scene.bot.jobs.announce()


def place_of(post):
    """The topic that a message stands in; None is General, or a group that has no topics."""
    return post.get("message_thread_id")


async def test_row_9_an_anonymous_admin_counts_where_the_group_said_so_and_only_there(scene, admin, forum):
    here = admin.at(forum)
    await here.says("/here", topic=NOTICES, anonymous=True)
    assert "I cannot see here that you are one" in here.sees
    await admin.starts(link_in(admin, forum))  # in private they are somebody, and Telegram says who
    await tell(admin, "Settings", "Trust anonymous admins")
    assert "their word in the group counts" in admin.sees
    await here.says("/here", topic=NOTICES, anonymous=True)
    assert "Notices for this group will be posted here" in here.sees
    await posts_notice(scene, admin, "The office is closed")
    assert place_of(here.newest) == NOTICES


async def test_row_9_neither_a_channel_nor_the_anonymous_admin_of_another_group_is_trusted(
    scene, admin, forum
):
    await admin.at(forum).says("/here", topic=NOTICES)
    await tell(admin, *HERE, "Settings", "Trust anonymous admins")
    sly = joins(scene.standin, "Sly")
    groups.enter(scene.standin.world, forum, sly.human)
    await sly.at(forum).says("/here", topic=OTHER_TOPIC, channel=forum.title)
    assert "I cannot see here that you are one" in sly.at(forum).sees
    await sly.at(forum).says("/here", topic=OTHER_TOPIC)
    assert "I cannot see here that you are one" in sly.at(forum).sees
    other = await opens_group(
        scene, sly, "Sly's own", forum=True
    )  # its anonymous admins have the same number
    groups.add_topic(other, NOTICES, "Notices")
    await sly.at(other).says("/here", topic=NOTICES, anonymous=True)
    assert "I cannot see here that you are one" in sly.at(other).sees
    await posts_notice(scene, admin, "The office is closed")
    assert place_of(admin.at(forum).newest) == NOTICES


@pytest.fixture
async def second(scene, admin, group):
    """Another admin of the group."""
    found = joins(scene.standin, "Bo")
    groups.enter(scene.standin.world, group, found.human)
    groups.promote(scene.standin.world, group, admin.human, found.human)
    await comes(found, group, admin)
    return found


async def test_row_10_who_posts_is_asked_about_when_they_post(scene, admin, second, group):
    world = scene.standin.world
    await writes_event(second)
    await tell(second, *HERE, "Post something", short(f"Not posted: {MEETING}"))  # the same preview, twice
    groups.demote(world, group, admin.human, second.human)
    await second.taps("Post now")
    assert "Telegram says that you are not one" in second.sees
    await scene.bot.jobs.announce()
    assert "Corby" not in admin.at(group).transcript()
    groups.promote(world, group, admin.human, second.human)
    await second.taps("Post now")  # the other: they are one again, and nothing remembers that they were not
    await scene.bot.jobs.announce()
    assert "Corby" in admin.at(group).sees


async def test_row_10_what_was_planned_asks_at_its_time_and_no_answer_of_telegrams_is_no_refusal(
    scene, admin, second, group
):
    for person, title in ((second, "From Bo"), (admin, "From Ada")):
        await writes_notice(person, title)
        await tell(person, *PLANNED)
    groups.demote(scene.standin.world, group, admin.human, second.human)
    scene.standin.faults.fail("getChatMember", times=2)
    await ticks(scene.bot, scene.clock, PLANNED_AT)
    assert "From" not in admin.at(group).sees
    await ticks(scene.bot, scene.clock, PLANNED_AT + timedelta(minutes=1))
    assert "From Ada" in admin.at(group).sees
    assert "From Bo" not in admin.at(group).transcript()
    await tell(admin, *HERE, "Post something")
    assert "Held back: From Bo" in admin.buttons


async def test_row_10_an_admin_whom_telegram_does_not_name_at_once_is_asked_to_try_again(scene, admin, group):
    await writes_notice(admin, "The office is closed")
    await tell(admin, *HERE, "Post something", "Not posted: The office is closed")
    scene.standin.faults.fail("getChatMember")
    await admin.taps("Post now")
    assert "Telegram did not tell me whether you are an admin" in admin.sees
    assert "you are not one" not in admin.sees
    await admin.taps("Post now")
    await scene.bot.jobs.announce()
    assert "The office is closed" in admin.at(group).sees


@pytest.fixture
async def small(scene, admin):
    """A basic group with settings, a member, an event that is out, and a notice that waits for its time."""
    found = await opens_group(scene, admin, kind="group")
    await comes(admin, found, admin, says="No, only in the group")
    await tell(admin, "Settings", "North Northamptonshire Council", "Only the owner may post")
    await posts_event(scene, admin)
    await admin.at(found).taps("Going", answered=False)
    await writes_notice(admin, "The office is closed")
    await tell(admin, *PLANNED)
    return found


@pytest.mark.parametrize("heard", [True, False], ids=["by the service message", "by the error of a send"])
async def test_row_11_a_group_that_becomes_a_supergroup_keeps_everything(scene, admin, small, heard):
    amira = await member(scene, small, admin, "Amira")
    word = link_in(admin, small)
    new, _ = groups.migrate(scene.standin.world, small, admin.human)
    if heard:
        await admin.at(new).says("/help")
    else:
        scene.standin.world.updates.forget()  # as Telegram does, of a bot that was down for a day
    async with scene.bot.services.db.transaction() as db:
        assert (await kept.by_chat(db, small.id) is None) is heard
    await ticks(scene.bot, scene.clock, PLANNED_AT)
    assert admin.at(new).shows("The office is closed")
    assert "The office is closed" in amira.sees
    async with scene.bot.services.db.transaction() as db:
        assert f"g{(await kept.by_chat(db, new.id)).word}" == word
    await tell(admin, *HERE, "Settings")
    assert "Council: North Northamptonshire Council" in admin.sees
    assert "Who may post: the owner" in admin.sees
    await comes(joins(scene.standin, "Ben"), new, admin)
    await tell(admin, *HERE, "Post something", "A notice", ">Cake", ">On Monday.", "Save", "Post now")
    assert "in private to fewer than 5 members" in admin.sees


async def test_row_11_where_nobody_told_the_bot_an_admin_is_still_an_admin(scene, admin, small):
    await tell(admin, *HERE, "What the council promised", "Add one", ">600 new places", ">The director")
    await tell(admin, ">https://example.org/minutes", ">1 April 2026", "Save", "Put it on the list")
    groups.migrate(scene.standin.world, small, admin.human)
    scene.standin.world.updates.forget()
    await tell(admin, *HERE, "Settings", "Every admin may post")
    assert "Who may post: every admin" in admin.sees
    await ticks(scene.bot, scene.clock, datetime(2026, 4, 2, 10, tzinfo=LONDON))
    assert "600 new places" in admin.sees


async def test_row_11_an_event_that_is_out_can_be_answered_and_called_off_in_the_supergroup(
    scene, admin, small
):
    new, _ = groups.migrate(scene.standin.world, small, admin.human)
    await admin.at(new).says("/help")
    await scene.bot.jobs.announce()
    assert "Going: 1" in admin.at(new).sees
    ben = joins(scene.standin, "Ben")
    groups.enter(scene.standin.world, new, ben.human)
    await ben.at(new).taps("Going", answered=False)
    await scene.bot.jobs.announce()
    assert "Going: 2" in admin.at(new).sees
    await tell(admin, *HERE, "Post something", short(f"Posted: {MEETING}"))
    await tell(admin, "Call it off", "Yes, call it off")
    await scene.bot.jobs.announce()
    assert "Called off" in admin.at(new).sees


async def test_row_12_answers_and_notices_stand_in_the_topic_that_an_admin_chose(scene, admin, forum):
    here = admin.at(forum)
    for topic in (None, NOTICES):
        await here.says("/help", topic=topic)
        assert place_of(here.newest) == topic
    await here.says("/here", topic=NOTICES)
    assert place_of(here.newest) == NOTICES
    await writes_event(admin)
    await admin.taps("Add a picture")
    await admin.sends_photo()
    await admin.taps("Post now")
    await scene.bot.jobs.announce()
    said = [post for post in forum.posts.values() if post["from"] is scene.standin.world.bot]
    assert [("photo" in post, place_of(post)) for post in said[-2:]] == [(True, NOTICES), (False, NOTICES)]


async def test_row_12_general_has_no_number_and_a_thread_of_replies_is_no_topic(scene, admin, forum, group):
    for place in (forum, group):  # in General, and where there are no topics
        here = admin.at(place)
        await here.says("/here", reply_to=here.newest["message_id"])
        assert "Notices for this group will be posted here" in here.sees
        assert place_of(here.newest) is None
        async with scene.bot.services.db.transaction() as db:
            assert (await kept.by_chat(db, place.id)).topic is None
    await posts_notice(scene, admin, "The office is closed")
    assert "The office is closed" in admin.at(forum).sees
    assert place_of(admin.at(forum).newest) is None


async def test_row_12_where_the_topic_is_gone_notices_go_to_general_and_the_admin_sees_that(
    scene, admin, forum
):
    await admin.at(forum).says("/here", topic=NOTICES)
    await tell(admin, *HERE, "Settings")
    assert "Notices go to: one topic of the group" in admin.sees
    del forum.topics[NOTICES]
    for title in ("The office is closed", "It is open again"):
        await posts_notice(scene, admin, title)
        assert title in admin.at(forum).sees
        assert place_of(admin.at(forum).newest) is None
    await tell(admin, *HERE, "Settings")
    assert "Notices go to: the group's main chat" in admin.sees


async def has_heard_all(scene):
    """All that anybody did is dealt with, whoever was answered and whoever was not."""
    for _ in range(2000):
        if not scene.standin.world.updates.pending:
            break
        await asyncio.sleep(0.005)
    await scene.bot.intake.idle()


def taps_unheard(person, label):
    """A tap while the bot is down."""
    number, button = person.button(label)
    people.tap(person.world, person.human, number, button["callback_data"], person.chat, label=label)


async def test_row_13_what_was_tapped_while_the_bot_was_down_counts_though_the_tap_is_too_old(tmp_path, held):
    async with Standin(clock=held) as standin:
        admin = joins(standin, "Ada")
        async with answering(standin, tmp_path, held) as bot:
            stage = Show(standin, bot, held)
            group = await opens_group(stage, admin)
            amira = await member(stage, group, admin, "Amira")
            await comes(admin, group, admin)
            await posts_event(stage, admin)
        taps_unheard(amira, "Going")
        taps_unheard(admin.at(group), "Maybe")
        held.move(timedelta(hours=2))
        seen, said = amira.acts, len(admin.at(group).said)
        async with answering(standin, tmp_path, held) as bot:
            await amira.waits_past(seen)
            await has_heard_all(Show(standin, bot, held))
            await bot.jobs.announce()
            assert "You are going" in amira.sees  # and no apology comes after it
            assert "Going: 1. Maybe: 1" in admin.at(group).sees
            assert len(admin.at(group).said) == said  # and nobody is told of it there


async def test_row_13_a_button_of_an_earlier_time_brings_the_screen_of_now(tmp_path, held):
    async with Standin(clock=held) as standin:
        parent = joins(standin)
        async with answering(standin, tmp_path, held):
            await parent.starts()
            await parent.taps("Start")
            _, council = parent.button("West Northamptonshire")
            await tell(parent, "West Northamptonshire")
        async with answering(standin, tmp_path, held):
            await parent.taps_forged(council["callback_data"])  # of a question that was answered since
            assert "That question has moved on" in parent.sees
            assert "call your child" in parent.sees
            await tell(parent, ">Bee", "Save")
            for old in (council["callback_data"], "apageofthepast:7", "case:7", "snooze:7", ""):
                before = parent.acts
                await parent.taps_forged(old)
                assert parent.acts > before
                assert "Something happened" in parent.buttons
        assert parent.spinning == []


@pytest.mark.parametrize("over", ["called off", "unknown"])
async def test_row_13_an_old_button_in_a_group_is_answered_to_its_tapper(scene, admin, group, amira, over):
    await posts_event(scene, admin)
    here = amira.at(group)
    _, going = here.button("Going")
    if over == "called off":
        await tell(admin, "Manage it", "Call it off", "Yes, call it off")
        await scene.bot.jobs.announce()
    said = len(here.said)
    await here.taps_forged(going["callback_data"] if over == "called off" else "apageofthepast:7")
    words = "This event is over, or was called off" if over == "called off" else "in a private chat"
    assert words in here.alerts[-1]
    assert here.spinning == []
    assert len(here.said) == said


async def test_row_14_of_a_broadcast_each_person_has_a_result_and_the_organiser_hears_of_them(
    scene, admin, group
):
    world, faults = scene.standin.world, scene.standin.faults
    blocked, gone, slow, lost, well = [
        await member(scene, group, admin, name) for name in ("Bea", "Cy", "Dev", "Eli", "Fay")
    ]
    people.block(world, blocked.human)
    world.updates.forget()  # the bot has not heard of that
    gone.human.deleted = True
    faults.fail("sendMessage", chat=slow.id, retry_after=1)
    faults.drop("sendMessage", chat=lost.id)
    await posts_notice(scene, admin, "The office is closed")
    assert "The office is closed" not in slow.sees
    held = scene.clock.now() + timedelta(seconds=2)
    await ticks(scene.bot, scene.clock, held)
    assert [person.said.count(well.said[-1]) for person in (slow, lost, well)] == [1, 1, 1]
    report = admin.sees
    assert "Everybody who can be told has been told" in report
    assert "Told in private: fewer than 5, of about 5." in report
    assert "Blocked me, or left Telegram: fewer than 5." in report
    assert "I cannot be sure about fewer than 5." in report
    assert "It stands in the group" in report
    await admin.taps("Send again where I am not sure")
    await scene.bot.jobs.announce()
    assert lost.said.count(well.said[-1]) == 2
    said = [len(person.said) for person in (blocked, gone)]
    await posts_notice(scene, admin, "It is open again")
    assert "It is open again" in well.sees
    assert said == [len(person.said) for person in (blocked, gone)]


async def test_row_15_hundreds_are_counted_in_public_and_named_to_the_organiser_alone(
    scene, admin, group, amira
):
    await posts_event(scene, admin)
    number, button = admin.at(group).button("Going")
    world = scene.standin.world
    crowd = [world.join(f"{LONG_NAME} {place}") for place in range(MANY)]
    for human in crowd:
        group.members[human.id] = Member(human.card)
        people.tap(world, human, number, button["callback_data"], group)
    await has_heard_all(scene)
    await scene.bot.jobs.announce()
    assert f"Going: {MANY}" in admin.at(group).sees
    await tell(admin, "Manage it", "Who is coming")
    shown = [*admin.said]
    for _ in range(MANY // MOST_NAMES):
        await admin.taps("More names")
        shown += admin.said
    assert "More names" not in admin.buttons
    named = {line for words in shown for line in words.splitlines()}
    assert {human.first_name for human in crowd} <= named
    for seen in (admin.at(group), amira):
        assert LONG_NAME not in "".join(seen.said)


async def test_row_16_a_partner_comes_too_and_a_no_is_changed_at_any_time(scene, admin, group, amira):
    await posts_event(scene, admin)
    for tapped, mine, shown in (
        (["Can't"], "You cannot come", "Going: 0"),
        (["Going"], "You are going.", "Going: 1"),
        (["Bring one more"], "You are going, with 1 more person.", "Going: 2"),
        (["Maybe"], "You may come, with 1 more person.", "Going: 0. Maybe: 2"),
        (["Going", "Bring one more"], "You are going, with 2 more people.", "Going: 3"),
        (["Come alone"], "You are going.", "Going: 1"),
        (["Bring one more", "Can't"], "You cannot come.", "Going: 0"),
        (["Going"], "You are going.", "Going: 1"),
    ):
        await tell(amira, *tapped)
        assert mine in amira.sees
        await scene.bot.jobs.announce()
        assert shown in admin.at(group).sees
    await ticks(scene.bot, scene.clock, datetime(2026, 6, 3, 18, tzinfo=LONDON))
    assert "Tomorrow" in amira.sees
    await amira.taps("I can't come after all")
    await scene.bot.jobs.announce()
    assert "Going: 0" in admin.at(group).sees


async def test_row_16_everybody_finds_what_they_answered_and_the_organiser_everybody(
    scene, admin, group, amira
):
    await posts_event(scene, admin)
    await tell(amira, "Going", "Bring one more")
    passer_by = joins(scene.standin, "Pat")  # never met the bot
    groups.enter(scene.standin.world, group, passer_by.human)
    for answer in ("Can't", "Going", "Can't"):
        await passer_by.at(group).taps(answer, answered=False)
    await tell(admin, "Manage it", "Who is coming")
    assert "Going: 2. Maybe: 0. Can't: 1." in admin.sees
    assert "Amira and 1 more" in admin.sees
    assert "Pat" in admin.sees
    await comes(passer_by, group, admin)
    for person, answer in ((passer_by, "Can't"), (amira, "Going")):
        await tell(person, *HERE, "Events and notices", short(f"{answer}: {MEETING}"), "Maybe")
        assert "You may come" in person.sees
        assert "Pat" not in amira.sees


@pytest.fixture
async def late(scene, parent, move):
    """A parent who was told, on Friday, 24 April, that their council is late."""
    await meets(parent)
    await asks(parent)
    await move(road.day(4, 24))
    assert "The last day was Thu 23 April 2026, yesterday" in parent.sees
    return parent


@pytest.fixture
def days(move):
    """What the bot says to somebody unasked on each of so many days, by the day, where it says something."""

    async def days(person, begins, number):
        found = {}
        for place in range(number):
            before, day = len(person.said), begins + timedelta(days=place)
            await move(day)
            if person.said[before:]:
                found[f"{day:%-d %B}"] = person.said[before:]
        return found

    return days


async def test_row_17_a_reminder_that_is_forgotten_comes_once_more_and_never_again(late, days):
    heard = await days(late, road.day(4, 25), 60)
    [again] = [words for said in heard.values() for words in said if "Thu 23 April 2026" in words]
    assert [again] == heard["8 May"]  # two weeks on
    assert "15 days ago" in again
    assert late.button("They replied")


async def test_row_17_remind_me_in_3_days_is_one_reminder_in_3_days(late, days):
    await late.taps("In 3 days")
    assert "I will remind you about Bee again on Mon 27 April 2026" in late.sees
    heard = await days(late, road.day(4, 25), 10)
    assert list(heard) == ["27 April"]
    assert "Thu 23 April 2026, 4 days ago" in heard["27 April"][0]


@pytest.mark.parametrize(
    ("done", "kind"),
    [
        (("They replied", "The council will assess", "Today", "Save"), "agreed"),
        (("They replied", "The council will not assess", "Today", "Save"), "refused"),
    ],
)
async def test_row_17_they_replied_puts_it_on_the_record_and_ends_the_reminding(
    scene, late, days, done, kind
):
    await tell(late, *done)
    assert [row.kind for row in (await whole(scene.bot.services.db))["events"]] == ["asked", kind]
    heard = await days(late, road.day(4, 25), 30)
    assert not [words for said in heard.values() for words in said if "Thu 23 April 2026" in words]


async def test_row_17_what_was_done_about_it_is_known_to_the_repeat(late, days):
    await tell(late, "Write the letter", ">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
    await tell(late, "I sent it", "E-mail", "Today", "Skip", "Save")
    heard = await days(late, road.day(4, 25), 20)
    assert list(heard) == ["2 May", "8 May"]
    assert "An answer to your letter" in heard["2 May"][0]
    assert "15 days ago" in heard["8 May"][0]
    assert "You wrote to them about it on Fri 24 April 2026" in heard["8 May"][0]


@pytest.mark.parametrize(
    "words", ["Can somebody ring me back?", "Thank you, I did it", "STOP", "Is anybody there"]
)
async def test_row_18_who_answers_is_told_that_no_person_reads_this_and_whom_to_ring(late, words):
    await late.says(words)
    assert "No person reads this chat" in late.sees
    assert "ring SOS!SEN on 0300 302 3731" in late.sees
    assert "Urgent help" in late.buttons


async def test_row_18_a_voice_message_is_heard_by_nobody_and_the_bot_says_so(scene, late, admin, group):
    await comes(late, group, admin)
    await posts_notice(scene, admin, "The office is closed")
    for sends in (late.sends_voice, late.sends_photo, late.sends_sticker):
        await sends()
        assert "No person reads this chat" in late.sees
        assert "ring SOS!SEN on 0300 302 3731" in late.sees


async def test_row_18_it_is_said_before_anybody_begins_and_in_help(scene, parent):
    await parent.starts()
    assert "No person reads this chat. I am a program." in parent.sees
    await parent.says("/help")
    assert "No person reads this chat" in parent.sees
    assert "0300 302 3731" in parent.sees
    await parent.taps("Urgent help")
    assert "Samaritans: ring 116 123" in parent.sees
