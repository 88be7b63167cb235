"""Outages, refusals, nights and holidays: late beats never, once is enough, and the dates are right."""

from datetime import datetime, timedelta

import pytest

from bot.actions.deliver import MOST_TRIES
from bot.clock import LONDON
from bot.demo.server import Standin
from tests.journeys import road
from tests.journeys.record import kept, whole
from tests.journeys.stage import answering, asks, joins, meets, tell, ticks

pytestmark = pytest.mark.slow

DECISION_LATE = road.day(4, 24)


@pytest.fixture
async def standin(held):
    async with Standin(clock=held) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
async def waiting(scene, parent):
    """A parent whose council must say yes or no by Thu 23 April."""
    await meets(parent)
    await asks(parent)
    return parent


@pytest.fixture
def rings(scene, move):
    """Moves the clock and gives what the bot then said unasked, to one parent."""

    async def what(person, moment):
        before = len(person.said)
        await move(moment)
        return person.said[before:]

    return what


async def test_after_three_days_down_one_message_a_case_comes_with_the_right_dates(standin, folder, held):
    parent, second = joins(standin), joins(standin, "Second")
    async with answering(standin, folder, held):
        for person in (parent, second):
            await meets(person)
            await asks(person)
    before = [parent.acts, second.acts]
    async with answering(standin, folder, held) as bot:
        await ticks(bot, held, road.day(4, 27, 10))
    assert [parent.acts, second.acts] == [before[0] + 1, before[1] + 1]
    assert "Thu 23 April 2026" in parent.said[-1]
    assert "4 days" in parent.said[-1]


async def test_after_five_months_down_one_message_comes_about_the_most_urgent_date(standin, folder, held):
    parent = joins(standin)
    async with answering(standin, folder, held):
        await meets(parent)
        await asks(parent)
    before = parent.acts
    async with answering(standin, folder, held) as bot:
        await ticks(bot, held, road.day(8, 20, 10))
        await ticks(bot, held, road.day(8, 20, 11))
        await ticks(bot, held, road.day(8, 21, 11))
    assert parent.acts == before + 1
    assert "Thu 30 July 2026" in parent.said[-1]


async def test_what_was_tapped_while_the_bot_was_down_is_answered_when_it_is_back(standin, folder, held):
    parent = joins(standin)
    async with answering(standin, folder, held):
        await meets(parent)
    parent.timeout = 0.1
    with pytest.raises(AssertionError):
        await parent.taps("Something happened")
    parent.timeout = 5.0
    seen = parent.acts
    held.move(timedelta(days=1))
    async with answering(standin, folder, held):
        await parent.waits_past(seen)
        assert "Assessment or plan" in parent.buttons


async def test_a_nudge_that_telegram_asks_to_wait_with_waits_as_long_as_it_asks(scene, waiting, rings):
    scene.standin.faults.fail("sendMessage", retry_after=90)
    assert await rings(waiting, DECISION_LATE) == []
    assert await rings(waiting, DECISION_LATE + timedelta(seconds=60)) == []
    assert len(await rings(waiting, DECISION_LATE + timedelta(seconds=91))) == 1


@pytest.mark.parametrize("status", [500, 502])
async def test_a_nudge_that_telegram_fails_to_take_is_tried_again_and_said_once(
    scene, waiting, rings, status
):
    scene.standin.faults.fail("sendMessage", status=status, description="Bad Gateway", times=2)
    heard = []
    for minutes in range(0, 120, 10):
        heard += await rings(waiting, DECISION_LATE + timedelta(minutes=minutes))
    assert len(heard) == 1


async def test_a_nudge_whose_connection_broke_before_it_was_taken_is_said_once(scene, waiting, rings):
    scene.standin.faults.drop("sendMessage", before=True, times=2)
    heard = []
    for minutes in range(0, 120, 10):
        heard += await rings(waiting, DECISION_LATE + timedelta(minutes=minutes))
    assert len(heard) == 1


async def test_a_nudge_is_said_again_only_until_one_answer_comes(scene, waiting, rings):
    """Nobody can tell an answer that was lost from a message that was: a nudge lost would cost a right."""
    scene.standin.faults.drop("sendMessage", times=1)
    heard = []
    for hours in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9):
        heard += await rings(waiting, DECISION_LATE + timedelta(hours=hours))
    assert len(heard) == 2


async def test_a_nudge_whose_every_answer_is_lost_comes_to_an_end(scene, waiting, rings):
    scene.standin.faults.drop("sendMessage", times=100)
    heard = []
    for hours in range(30):
        heard += await rings(waiting, DECISION_LATE + timedelta(minutes=20 * hours))
    assert len(heard) == MOST_TRIES


async def test_a_parent_who_blocked_the_bot_is_left_alone_and_hears_again_when_they_are_back(
    scene, waiting, rings
):
    await waiting.blocks()
    assert await rings(waiting, DECISION_LATE) == []
    assert not (await _parent(scene)).reachable
    await waiting.unblocks()
    await waiting.starts()
    assert (await _parent(scene)).reachable
    assert "Yes or no" in waiting.sees
    assert len(await rings(waiting, road.day(5, 8))) == 1


async def test_a_refusal_at_the_moment_of_sending_marks_only_that_parent(scene, waiting, rings):
    second = joins(scene.standin, "Second")
    await meets(second)
    await asks(second)
    refused = "Forbidden: bot was blocked by the user"
    scene.standin.faults.fail("sendMessage", status=403, description=refused, chat=waiting.id)
    before = waiting.acts
    assert len(await rings(second, DECISION_LATE)) == 1
    assert waiting.acts == before
    rows = (await whole(scene.bot.services.db))["parents"]
    assert [row.reachable for row in rows] == [False, True]


async def test_a_parent_found_unreachable_is_reachable_again_after_any_word(scene, waiting, rings):
    scene.standin.faults.fail("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    await rings(waiting, DECISION_LATE)
    assert not (await _parent(scene)).reachable
    await waiting.says("hello")
    assert (await _parent(scene)).reachable


async def test_nothing_is_said_in_the_night(waiting, rings):
    for day, hour, minute in ((24, 0, 0), (24, 6, 30), (24, 8, 59), (24, 20, 0), (24, 23, 59), (25, 3, 0)):
        assert await rings(waiting, road.day(4, day, hour, minute)) == []


@pytest.mark.parametrize(("hour", "minute"), [(9, 5), (19, 59)])
async def test_by_day_the_nudge_is_said_by_the_clock_on_the_wall_in_england(waiting, rings, hour, minute):
    assert len(await rings(waiting, road.day(4, 24, hour, minute))) == 1


async def test_nothing_is_said_on_christmas_day_and_it_is_said_on_boxing_day(scene, parent, held, rings):
    held.move_to(datetime(2026, 11, 12, 10, tzinfo=LONDON))
    await meets(parent)
    await asks(parent, "12 november")
    assert await rings(parent, datetime(2026, 12, 25, 12, tzinfo=LONDON)) == []
    [nudge] = await rings(parent, datetime(2026, 12, 26, 9, 6, tzinfo=LONDON))
    assert "Thu 24 December 2026" in nudge


async def test_remind_me_in_three_days_reminds_once_in_three_days(scene, waiting, rings):
    await rings(waiting, DECISION_LATE)
    await waiting.taps("In 3 days")
    assert "Mon 27 April 2026" in waiting.sees
    assert await rings(waiting, road.day(4, 26)) == []
    assert len(await rings(waiting, road.day(4, 27))) == 1
    assert await rings(waiting, road.day(4, 30)) == []


async def test_a_reminder_asked_for_is_not_sent_when_the_council_has_answered(scene, waiting, rings):
    await rings(waiting, DECISION_LATE)
    await tell(
        waiting,
        "In 3 days",
        "Home",
        "Something happened",
        "Assessment or plan",
        "The council will assess",
        "Today",
        "Save",
    )
    assert await rings(waiting, road.day(4, 27)) == []


async def test_paused_reminders_are_silent_until_they_are_turned_on_again(scene, waiting, rings):
    await rings(waiting, DECISION_LATE)
    await waiting.taps("Pause reminders")
    assert await rings(waiting, road.day(5, 20)) == []
    await tell(waiting, ">/dates", "Turn reminders on again")
    assert "Pause reminders" in waiting.buttons
    assert len(await rings(waiting, road.day(7, 31))) == 1


async def test_a_nudge_that_came_while_reminders_were_paused_comes_when_they_are_on_again(
    scene, waiting, rings
):
    await rings(waiting, road.day(4, 24, 0, 30))  # it is planned in the night
    await tell(waiting, ">/dates", "Pause reminders")
    assert await rings(waiting, DECISION_LATE) == []
    await tell(waiting, ">/dates", "Turn reminders on again")
    assert len(await rings(waiting, road.day(4, 25))) == 1


async def test_a_mistake_taken_back_brings_back_the_nudge_that_it_stopped(scene, waiting, rings):
    await rings(waiting, road.day(4, 24, 0, 30))  # it is planned in the night
    await tell(
        waiting,
        ">/start",
        "Something happened",
        "Assessment or plan",
        "The council will assess",
        "Today",
        "Save",
    )
    assert await rings(waiting, DECISION_LATE) == []
    await tell(waiting, ">/children", "Bee", "What you told me", "2", "Remove it", "Yes, remove it")
    assert len(await rings(waiting, road.day(4, 25))) == 1


async def test_a_date_already_gone_by_when_it_is_told_is_not_nudged_the_next_day(scene, parent, rings):
    await meets(parent)
    await asks(parent, "5 january")
    assert "late" in parent.sees.lower()
    assert await rings(parent, road.day(3, 13)) == []


async def test_however_often_the_jobs_run_a_nudge_is_said_once(scene, waiting, rings):
    heard = []
    for minute in range(6, 56, 5):
        heard += await rings(waiting, road.day(4, 24, 9, minute))
    assert len(heard) == 1
    assert (await kept(scene.bot.services.db))["nudges"] == [("ehcna-decision-6w", "day_after", "sent")]


async def _parent(scene):
    [row] = (await whole(scene.bot.services.db))["parents"]
    return row
