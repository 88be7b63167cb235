"""What the council promised in public: kept by a group's admins, shown to members, asked about in time."""

from datetime import datetime

import pytest

from bot.actions.deliver import InDoubt, Refused, TryLater
from bot.actions.pace import Pace
from bot.actions.pledge_reminders import remind_of_pledges
from bot.clock import LONDON
from bot.demo import groups
from bot.store import pledges
from handlers.edge.pledge_news import asks_admins, tells_admins
from tests.journeys.crowd import comes, member, opens_group
from tests.journeys.stage import joins, meets, tell

PROMISE = (">600 new places", ">The director, at the cabinet", ">https://example.org/minutes?a=1&b=2")
LIST = ("Parents together", "What the council promised")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)  # a Monday


def at(month, day, hour=10, year=2026):
    return datetime(year, month, day, hour, tzinfo=LONDON)


@pytest.fixture
def admin(scene):
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    scene.clock.move_to(NOW)
    found = await opens_group(scene, admin)
    await comes(admin, found, admin)
    return found


@pytest.fixture
async def amira(scene, admin, group):
    return await member(scene, group, admin, "Amira")


@pytest.fixture
def remind(scene):
    """What the hourly job does; `send` in place of Telegram, where a test says so."""

    async def remind(moment, send=None):
        scene.clock.move_to(moment)
        bot, services = scene.bot.app.bot, scene.bot.services
        says = send or tells_admins(bot, services, Pace(1000))
        return await remind_of_pledges(services, asks_admins(bot), says)

    return remind


async def opens(person):
    await tell(person, ">/groups", *LIST)


async def adds(admin, due=">1 September 2025", promise=PROMISE):
    await opens(admin)
    await tell(admin, "Add one", *promise, due, "Save", "Put it on the list")


async def on_record(scene, group_id=1):
    async with scene.bot.services.db.transaction() as db:
        return [(each.words["what"], each.state) for each in await pledges.of_group(db, group_id)]


async def test_a_promise_is_seen_before_it_is_on_the_list_and_then_by_every_member(admin, amira):
    await opens(amira)
    assert "Nothing is on this list yet." in amira.sees
    await opens(admin)
    await tell(admin, "Add one", *PROMISE, ">1 September 2025", "Save")
    assert "It is not on the list yet." in admin.sees
    await opens(amira)
    assert "600 new places" not in amira.sees
    await admin.taps("Put it on the list")
    await opens(amira)
    assert "600 new places" in amira.sees
    assert "Said by: The director, at the cabinet" in amira.sees
    assert "It was due on 1 September 2025, 448 days ago." in amira.sees


async def test_where_it_was_said_is_a_link_and_is_never_fetched(admin, amira):
    await adds(admin)
    await opens(amira)
    await amira.taps("1")
    _, button = amira.button("Where they said it")
    assert button["url"] == "https://example.org/minutes?a=1&b=2"
    assert "https://" not in amira.sees  # Telegram would fetch it to show a part of it


async def test_what_was_only_spoken_says_that_there_is_no_link(admin, amira):
    await adds(admin, promise=(">600 places", ">The director", "Skip"))
    await opens(amira)
    await amira.taps("1")
    assert "No link was given" in amira.sees
    assert "Where they said it" not in amira.buttons


async def test_what_is_due_first_stands_first_and_what_is_settled_last(admin, amira):
    await adds(admin, ">1 March 2027", (">Later", ">The leader", "Skip"))
    await adds(admin, ">1 December 2026", (">Sooner", ">The leader", "Skip"))
    await adds(admin, ">1 September 2025", (">Overdue", ">The leader", "Skip"))
    await opens(amira)
    places = [amira.sees.index(word) for word in ("1. Overdue", "2. Sooner", "3. Later")]
    assert places == sorted(places)
    assert "It is due on 1 December 2026, in 8 days." in amira.sees
    await opens(admin)
    await tell(admin, "1", "Not kept")
    assert "It was not kept. The day for it was 1 September 2025." in admin.sees
    await opens(amira)
    assert "1. Sooner" in amira.sees
    assert "3. Overdue" in amira.sees
    assert "It was not kept." in amira.sees


async def test_a_long_list_comes_in_pages(admin, amira):
    for number in range(10):
        await adds(admin, f">{number + 1} January 2027", (f">Promise {number}.", ">The leader", "Skip"))
    await opens(amira)
    assert "Promise 7." in amira.sees
    assert "Promise 8." not in amira.sees
    await amira.taps("More")
    assert "9. Promise 8." in amira.sees
    await amira.taps("Before")
    assert "1. Promise 0." in amira.sees


async def test_a_mistake_can_be_mended_and_a_promise_taken_off(scene, admin, amira):
    await adds(admin)
    await opens(admin)
    await tell(admin, "1", "Kept")
    assert await on_record(scene) == [("600 new places", "kept")]
    await admin.taps("Still open")
    assert await on_record(scene) == [("600 new places", "open")]
    await tell(admin, "Take it off", "No, leave it", "Take it off", "Yes, take it off")
    assert await on_record(scene) == []
    await opens(amira)
    assert "Nothing is on this list yet." in amira.sees


async def test_words_and_day_are_put_right_and_members_see_it_when_it_is_put_on_the_list(
    scene, admin, amira, remind
):
    await adds(admin, ">25 November 2026")
    await remind(at(11, 25))
    await opens(admin)
    await tell(admin, "1", "Change it", "Change promise", ">650 new places", "Change due", ">1 March 2027")
    await admin.taps("Save")
    assert "650 new places" in admin.sees
    assert "It is not on the list yet." in admin.sees
    assert await on_record(scene) == [("600 new places", "open")]
    await admin.taps("Put it on the list")
    assert await on_record(scene) == [("650 new places", "open")]
    await opens(amira)
    assert "Said by: The director, at the cabinet" in amira.sees
    assert "It is due on 1 March 2027" in amira.sees
    assert await remind(at(3, 1, year=2027)) == 1  # of the new day they are told anew


async def test_a_change_that_is_not_wanted_leaves_the_promise_as_it_was(scene, admin, group):
    await adds(admin)
    await opens(admin)
    await tell(admin, "1", "Change it", "Change promise", ">Nonsense", "Save", "No")
    assert await on_record(scene) == [("600 new places", "open")]


async def test_a_change_of_a_promise_that_was_taken_off_meanwhile_goes_nowhere(scene, admin, group):
    await adds(admin)
    await opens(admin)
    await tell(admin, "1", "Change it", "Change promise", ">Too late", "Save")
    await admin.taps_forged("droppledge:1:1")
    await admin.taps_forged("putpledge:1:2")
    assert await on_record(scene) == []


async def test_an_admin_who_was_demoted_in_between_changes_nothing(scene, admin, group, amira):
    await adds(admin)
    groups.promote(scene.standin.world, group, admin.human, amira.human)
    await amira.taps_forged("changepledge:1:1")
    await tell(amira, "Change promise", ">Hacked")
    groups.demote(scene.standin.world, group, admin.human, amira.human)
    await tell(amira, "Save", "Put it on the list")
    assert "Telegram says that you are not one" in amira.sees
    assert await on_record(scene) == [("600 new places", "open")]


async def test_hostile_words_are_shown_as_they_are(admin, amira):
    words = "<b>600</b> {{ 7*7 }} & <a href='https://evil.example.com'>here</a>"
    await adds(admin, promise=(f">{words}", ">{% raise %}", "Skip"))
    await opens(amira)
    assert words in amira.sees
    assert "{% raise %}" in amira.sees
    entities = amira.newest.get("entities", [])
    assert not [each for each in entities if each["type"] == "text_link"]


# Who may keep the list.

ACTS = (
    "newpledge:1",
    "changepledge:1:1",
    "pledgekept:1:1",
    "pledgebroken:1:1",
    "pledgeopen:1:1",
    "pledgeoff:1:1",
)
TO_THE_END = (*ACTS, "putpledge:1:1", "droppledge:1:1", "throwpledge:1:1")


async def test_a_member_who_is_no_admin_reads_and_changes_nothing(scene, admin, amira):
    await adds(admin)
    await opens(amira)
    assert "Add one" not in amira.buttons
    await amira.taps("1")
    assert not {"Kept", "Not kept", "Take it off"} & set(amira.buttons)
    for route in TO_THE_END:
        await amira.taps_forged(route)
        assert "Telegram says that you are not one" in amira.sees, route
    assert await on_record(scene) == [("600 new places", "open")]


async def test_a_stranger_who_guesses_numbers_sees_nothing(scene, admin, group):
    await adds(admin)
    stranger = joins(scene.standin, "Sly")
    await meets(stranger)
    for route in ("pledges:1", "pledge:1:1", *TO_THE_END):
        await stranger.taps_forged(route)
        assert "out of date" in stranger.sees, route
    assert "600 new places" not in stranger.transcript()
    assert await on_record(scene) == [("600 new places", "open")]


async def test_an_admin_of_another_group_cannot_reach_into_this_one(scene, admin, group):
    await adds(admin)
    other = joins(scene.standin, "Olga")
    theirs = await opens_group(scene, other, "Corby families")
    await comes(other, theirs, other)
    for route in TO_THE_END[1:]:  # their own group with the number of our promise, then our group
        page, _, number = route.split(":")
        for group_id in ("2", "1"):
            await other.taps_forged(f"{page}:{group_id}:{number}")
            assert "out of date" in other.sees, route
    await other.taps_forged("pledge:2:1")
    assert "600 new places" not in other.transcript()
    assert await on_record(scene) == [("600 new places", "open")]


async def test_an_admin_who_was_demoted_in_between_puts_nothing_on_the_list(scene, admin, group, amira):
    world = scene.standin.world
    groups.promote(world, group, admin.human, amira.human)
    await amira.taps_forged("newpledge:1")
    await tell(amira, *PROMISE, ">1 September 2027")
    groups.demote(world, group, admin.human, amira.human)
    await tell(amira, "Save", "Put it on the list")
    assert "Telegram says that you are not one" in amira.sees
    assert await on_record(scene) == []
    await amira.taps_forged("pledge:1:1")
    assert "out of date" in amira.sees  # a draft is for admins
    await opens(admin)
    assert "600 new places" not in admin.sees


@pytest.mark.parametrize(
    "odd", ["", ":0", ":-1", ":x", ":1e3", ":9223372036854775808", ":1:", ":\u0661", ":1:1:1:1"]
)
async def test_odd_numbers_lead_somewhere(admin, group, odd):
    await adds(admin)
    for page in ("pledge", "pledges", "pledgekept", "droppledge", "putpledge"):
        await admin.taps_forged(f"{page}:1{odd}")
        await admin.taps_forged(f"{page}{odd}")
        assert admin.buttons
    assert "went wrong on my side" not in admin.transcript()


# When it falls due.


async def test_the_admins_who_use_the_bot_are_told_on_the_day_once_and_members_are_not(
    scene, admin, group, amira, remind
):
    await adds(admin, ">30 November 2026")
    silent = scene.standin.world.join("Silent")  # an admin who never met the bot
    groups.enter(scene.standin.world, group, silent)
    groups.promote(scene.standin.world, group, admin.human, silent)
    assert await remind(at(11, 29)) == 0
    before = amira.acts
    assert await remind(at(11, 30)) == 1
    assert "A promise of the council is due." in admin.sees
    assert "600 new places" in admin.sees
    assert "It is due on 30 November 2026, today." in admin.sees
    assert await remind(at(11, 30, 11)) == 0
    assert await remind(at(12, 1)) == 0
    assert amira.acts == before
    await admin.taps("Kept")
    assert await on_record(scene) == [("600 new places", "kept")]


async def test_who_is_an_admin_is_asked_when_it_is_said(scene, admin, group, amira, remind):
    await adds(admin, ">30 November 2026")
    groups.promote(scene.standin.world, group, admin.human, amira.human)
    assert await remind(at(11, 30)) == 2
    assert "600 new places" in amira.sees
    groups.demote(scene.standin.world, group, admin.human, amira.human)
    await amira.taps("Not kept")
    assert "Telegram says that you are not one" in amira.sees


async def test_it_waits_for_the_end_of_the_night_and_of_christmas(admin, group, remind):
    await adds(admin, ">25 December 2026")
    assert await remind(at(12, 25)) == 0
    assert await remind(at(12, 26, 7)) == 0
    assert await remind(at(12, 26, 10)) == 1
    assert "It was due on 25 December 2026, 1 day ago." in admin.sees


async def test_several_that_fall_due_are_one_message(admin, group, remind):
    await adds(admin, ">30 November 2026", (">One thing", ">The leader", "Skip"))
    await adds(admin, ">1 December 2026", (">Another thing", ">The leader", "Skip"))
    assert await remind(at(12, 1)) == 1
    assert "Promises of the council are due." in admin.sees
    assert "One thing" in admin.sees
    assert "Another thing" in admin.sees
    await admin.taps("See the list")
    assert "1. One thing" in admin.sees


async def test_what_was_due_already_when_it_was_added_is_not_told_as_news(admin, group, remind):
    await adds(admin, ">1 September 2025")
    assert await remind(at(11, 24)) == 0


async def test_killed_before_it_was_marked_it_is_said_again(admin, group, remind):
    await adds(admin, ">30 November 2026")

    class Killed(BaseException):
        pass

    said = []

    async def dies(reminder):
        said.append(reminder.chat_id)
        raise Killed

    with pytest.raises(Killed):
        await remind(at(11, 30), dies)
    assert said == [admin.id]
    assert await remind(at(11, 30, 11)) == 1
    assert "600 new places" in admin.sees


@pytest.mark.parametrize("trouble", [InDoubt(), TryLater(LONDON.utcoffset(NOW)), OSError()])
async def test_what_did_not_surely_arrive_is_said_again(admin, group, remind, trouble):
    await adds(admin, ">30 November 2026")

    async def fails(reminder):
        raise trouble

    assert await remind(at(11, 30), fails) == 0
    assert await remind(at(11, 30, 11)) == 1


async def test_an_admin_who_blocked_the_bot_is_left_alone_and_the_others_are_told(
    scene, admin, group, amira, remind
):
    await adds(admin, ">30 November 2026")
    groups.promote(scene.standin.world, group, admin.human, amira.human)
    await amira.blocks()
    assert await remind(at(11, 30)) == 1
    assert "600 new places" in admin.sees
    assert await remind(at(11, 30, 11)) == 0


async def test_one_refusal_of_all_is_not_a_reminder(admin, group, remind, scene):
    await adds(admin, ">30 November 2026")

    async def refuses(reminder):
        raise Refused

    assert await remind(at(11, 30), refuses) == 0
    await opens(admin)  # they are back
    assert await remind(at(12, 1)) == 1


async def test_where_no_admin_uses_the_bot_it_is_given_up_after_a_week(scene, admin, group, remind):
    await adds(admin, ">30 November 2026")
    await tell(admin, ">/delete", "Yes, erase everything")
    asked = []

    async def ask(chat_id):
        asked.append(chat_id)
        return [admin.id]

    for day in (30, 1, 7, 8, 9):
        scene.clock.move_to(at(11 if day == 30 else 12, day))
        assert await remind_of_pledges(scene.bot.services, ask, None) == 0
    assert asked == [group.id] * 4


async def test_in_a_group_that_the_bot_has_left_nobody_is_told(scene, admin, group, remind):
    await adds(admin, ">30 November 2026")
    groups.remove_bot(scene.standin.world, group, admin.human)
    await opens(admin)
    assert await remind(at(11, 30)) == 0


async def test_nothing_of_it_is_said_in_the_group(admin, group, remind):
    await adds(admin, ">30 November 2026")
    await remind(at(11, 30))
    assert not [post for post in group.posts.values() if "600" in post.get("text", "")]
