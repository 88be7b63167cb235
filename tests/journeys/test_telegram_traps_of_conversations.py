"""How bots like ours break, as users of other bots have told it: a test a row. In one's own chat, 1 to 8.

1  the conversation is lost at a restart, and the user must begin again
2  a conversation's time-out is not kept over a restart, nor where one conversation stands in another
3  /cancel is eaten by a step that takes any text; a new command does not end what was going on
4  a user is stuck in a loop with no way out
5  jobs are lost at a restart, or doubled
6  a reminder is silently skipped when it comes seconds late
7  after an outage nobody is told
8  all is an hour out after the clocks change

Rows 9 to 18 are in test_telegram_traps_of_groups.py.
"""

import asyncio
import shutil
import time
from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.config import Nudges
from bot.demo.server import Standin
from tests.journeys import road
from tests.journeys.crowd import comes, member, opens_group, posts_event
from tests.journeys.record import kept
from tests.journeys.stage import answering, asks, joins, meets, tell, ticks, writes

A_DATE = ("Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post")
LATE = road.day(4, 24)  # the council had until Thu 23 April
COFFEE = (">Coffee", ">22 March", ">10am", "Skip", "Skip", "Skip", "Skip", "Skip", "Every week", "Save")


@pytest.fixture
async def standin(held):
    """A Telegram that goes on when the bot does not."""
    async with Standin(clock=held) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def as_it_is_now(folder, tmp_path):
    """The disk of a machine that lost its power now: what the bot had only in mind is not there."""

    def copy():
        return shutil.copytree(folder, tmp_path / "after the power cut")

    return copy


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


async def heard(person, bot, held, *moments):
    """What the bot says to this person unasked at these moments, a list for each."""
    found = []
    for moment in moments:
        before = len(person.said)
        await ticks(bot, held, moment)
        found.append(person.said[before:])
    return found


async def test_row_1_a_conversation_is_not_lost_at_a_restart(standin, folder, held, as_it_is_now):
    parent = joins(standin)
    async with answering(standin, folder, held):
        await meets(parent)
        await tell(parent, *A_DATE)
        disk = as_it_is_now()
    async with answering(standin, disk, held) as bot:
        await parent.says("/start")
        assert "You have something unfinished" in parent.sees
        await tell(parent, road.CARRY_ON, ">12 march", "Save")
        assert (await kept(bot.services.db))["events"] == [("asked", "post", "2026-03-12")]


async def test_row_2_a_time_out_is_kept_over_a_restart_and_for_a_form_within_another_thing(
    standin, folder, held, as_it_is_now
):
    """What is left unfinished is asked about on a day that is worked out, and not by a timer."""
    parent = joins(standin)
    async with answering(standin, folder, held):
        await meets(parent)
        await asks(parent)
        await writes(parent, "Reminder: yes or no to an assessment")
        await tell(parent, *(f">{words}" for words in ("Amira", "Bilal")), "Skip", "Skip", "Save")
        await tell(parent, "My own words", ">He is at home all day.")  # a form within the letter, not saved
        disk = as_it_is_now()
    async with answering(standin, disk, held) as bot:
        said = await heard(parent, bot, held, road.day(3, 14), road.day(3, 15), road.day(3, 16))
        assert [len(each) for each in said] == [0, 1, 0]
        assert "A letter that you began" in said[1][0]
        await parent.taps("Go on with it")
        assert parent.buttons[0].startswith("Go on: Reminder")
        await tell(parent, ">/start", road.CARRY_ON, "Save")
        assert "He is at home all day." in "\n".join(parent.copyable)


@pytest.mark.parametrize("command", ["/cancel", "/rights", "/dates"])
async def test_row_3_a_command_is_not_eaten_by_a_text_step_and_ends_what_was_going_on(scene, parent, command):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire")  # what the child is called: any words will do
    await parent.says(command)
    assert "call your child" not in parent.sees
    await parent.says("Bee")
    assert "I did not understand that" in parent.sees
    assert (await kept(scene.bot.services.db))["children"] == []


async def test_row_4_no_question_holds_a_parent_and_start_always_leads_out(scene, parent):
    await meets(parent)
    await asks(parent, "2 march")
    await tell(parent, "Something else happened", "Assessment or plan", "The council will assess")
    before = await kept(scene.bot.services.db)
    for words in ("never", "31 february", "?", "stop", "tomorrow never knows"):
        await parent.says(words)
        assert "Stop" in parent.buttons
    await parent.says("/start")
    assert "Bee" in parent.sees
    assert "Something happened" in parent.buttons
    assert await kept(scene.bot.services.db) == before
    await tell(parent, road.CARRY_ON, ">10 march", "Save")
    assert ("agreed", "", "2026-03-10") in (await kept(scene.bot.services.db))["events"]


async def test_row_5_no_job_is_lost_at_a_restart_and_none_is_done_twice(standin, folder, held, as_it_is_now):
    parent = joins(standin)
    async with answering(standin, folder, held) as bot:
        await meets(parent)
        await asks(parent)
        assert await heard(parent, bot, held, road.day(4, 24, 0, 30)) == [[]]  # planned, in the night
        disk = as_it_is_now()
    before = len(parent.said)
    for minute in (6, 7, 8):  # and three times the bot is started in that very morning
        held.move_to(road.day(4, 24, 9, minute))
        async with answering(standin, disk, held) as bot:
            await asyncio.gather(bot.jobs.plan(), bot.jobs.plan())
            await asyncio.gather(*(bot.jobs.deliver() for _ in range(3)))
    assert len(parent.said) == before + 1
    assert "Thu 23 April 2026" in parent.said[-1]


async def test_row_6_a_reminder_that_comes_seconds_late_is_not_skipped(standin, folder, held):
    """The machine is busy for longer than schedulers forgive by themselves: a second."""
    parent = joins(standin)
    async with answering(standin, folder, held):
        await meets(parent)
        await asks(parent)
    held.move_to(LATE)
    before = parent.acts
    async with answering(standin, folder, held, nudges=Nudges(deliver_every_seconds=1)):
        time.sleep(1.3)  # noqa: ASYNC251  # nothing else in this process goes on meanwhile
        await parent.waits_past(before)
        assert "Thu 23 April 2026" in parent.sees


async def test_row_7_after_an_outage_everybody_is_told_how_late_it_is_with_the_right_date(
    standin, folder, held
):
    both = [joins(standin), joins(standin, "Second")]
    async with answering(standin, folder, held):
        for person in both:
            await meets(person)
            await asks(person)
    held.move_to(road.day(4, 27, 10))  # it fell due while nobody was at home
    async with answering(standin, folder, held) as bot:
        for person in both:
            before = len(person.said)
            await ticks(bot, held, held.now())
            assert len(person.said) <= before + 1
    for person in both:
        assert "The last day was Thu 23 April 2026, 4 days ago" in person.sees
        assert "Write the letter" in person.buttons


async def test_row_8_nothing_is_an_hour_out_after_the_clocks_change(scene, held):
    """In 2026 they go forward in the night to Sunday, 29 March."""
    admin = joins(scene.standin, "Ada")
    group = await opens_group(scene, admin)
    await comes(admin, group, admin, says="No, only in the group")
    amira = await member(scene, group, admin, "Amira")
    await tell(amira, "Begin my own record", "West Northamptonshire", ">Bee", "Save")
    await asks(amira, "16 february")  # the six weeks of its answer end on Monday, 30 March
    await posts_event(scene, admin, words=COFFEE)
    await amira.taps("Going")
    await ticks(scene.bot, held, at(3, 22, 14))  # the first is over, and the next is announced
    assert "Sun 29 March 2026, 10am" in amira.sees
    await amira.taps("Going")
    early, evening = await heard(amira, scene.bot, held, at(3, 28, 17, 59), at(3, 28, 18, 1))
    assert [words.split(":")[0] for words in (*early, *evening)] == ["Tomorrow"]
    early, morning = await heard(amira, scene.bot, held, at(3, 29, 7, 59), at(3, 29, 8, 1))
    assert [words.split(":")[0] for words in (*early, *morning)] == ["In two hours"]
    assert evening
    assert morning
    await ticks(scene.bot, held, at(3, 30, 14))  # the coffee of the week after is announced
    early, nudge = await heard(amira, scene.bot, held, at(3, 31, 9, 4), at(3, 31, 9, 6))
    assert early == []
    assert "The last day was Mon 30 March 2026, yesterday" in nudge[0]
