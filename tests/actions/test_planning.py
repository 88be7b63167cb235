import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from bot.actions import nudge
from bot.actions.nudge import plan_all, snooze
from bot.actions.standing import look
from bot.store import families
from bot.store.tables import cases as case_table
from tests.actions import many
from tests.actions.happenings import at, day, happened
from tests.actions.many import keys_in, many_cases, one_case, rows_in
from tests.postgres import on_postgresql

ASKED = happened("asked email Thu 2026-03-12")
TWO_WEEKS_ON = "nudge:1:ehcna-decision-6w:2026-04-23:two_weeks_on"
DAY_AFTER = "nudge:1:ehcna-decision-6w:2026-04-23:day_after"
TARGET = "nudge:1:draft-plan-target:2026-06-18:day_after"
NOTICE = "nudge:1:ehcna-noplan-16w:2026-07-02:day_after"
FINAL = "nudge:1:final-plan-20w:2026-07-30:day_after"


async def test_every_case_is_planned_and_a_second_time_nothing_is_added(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 3 * nudge.AT_A_TIME + 1, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    once = await keys_in(database)
    assert len(once) == len(set(once)) == 3 * nudge.AT_A_TIME + 1
    await plan_all(services)
    assert await keys_in(database) == once


async def test_an_empty_record_plans_nothing(services, database):
    await plan_all(services)
    assert await keys_in(database) == []


async def test_two_processes_may_plan_at_the_same_time(furnish, database, another, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 2 * nudge.AT_A_TIME, day("Thu 2026-03-12"), apart=0)
    await asyncio.gather(plan_all(furnish(database)), plan_all(furnish(another)))
    assert len(await keys_in(database)) == 2 * nudge.AT_A_TIME


async def test_planning_again_and_again_for_months_earns_each_step_once(services, database, held):
    await one_case(database, ASKED)
    held.move_to(at("Thu 2026-04-23"))
    for _ in range(22):
        await plan_all(services)
        held.move(timedelta(days=5))
    assert await keys_in(database) == [DAY_AFTER, TWO_WEEKS_ON, TARGET, NOTICE, FINAL]


async def test_an_outage_of_weeks_is_caught_up_with_the_step_that_is_reached_by_now(services, database, held):
    await one_case(database, ASKED)
    held.move_to(at("Fri 2026-07-31"))
    await plan_all(services)
    assert await keys_in(database) == [TWO_WEEKS_ON, TARGET, NOTICE, FINAL]


async def test_a_corrected_date_is_planned_anew_and_the_old_row_stays_to_be_withdrawn(
    services, database, held
):
    held.move_to(at("Sat 2026-04-25"))
    case = await one_case(database, ASKED)
    await plan_all(services)
    await many.correct(database, case, happened("asked email Fri 2026-03-13"))
    await plan_all(services)
    assert await keys_in(database) == [DAY_AFTER, "nudge:1:ehcna-decision-6w:2026-04-24:day_after"]


@pytest.mark.parametrize("stop", [many.pause, many.pause_everything, many.lose_touch, many.erase])
async def test_nothing_is_planned_for_who_does_not_want_it_or_is_gone(services, database, held, stop):
    held.move_to(at("Fri 2026-04-24"))
    case = await one_case(database, ASKED)
    await stop(database, case)
    await plan_all(services)
    assert await keys_in(database) == []


async def test_the_day_is_the_day_in_england(services, database, held):
    await one_case(database, ASKED)
    held.move_to(at("Thu 2026-04-23", 23, 59))
    await plan_all(services)
    assert await keys_in(database) == []
    held.move_to(at("Fri 2026-04-24", 0, 0))  # eleven at night, the day before, to a clock in UTC
    await plan_all(services)
    assert await keys_in(database) == [DAY_AFTER]


async def test_a_case_whose_dates_cannot_be_worked_out_does_not_hold_up_the_others(
    services, database, held, caplog
):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 3, day("Thu 2026-03-12"), apart=0)
    async with database.transaction() as db:
        await db.execute(update(case_table).where(case_table.c.id == 2).values(kind="unheard of"))
    with caplog.at_level(logging.ERROR):
        await plan_all(services)
    assert [key.split(":")[1] for key in await keys_in(database)] == ["1", "3"]
    assert [record.getMessage() for record in caplog.records] == ["the dates of case 2 cannot be worked out"]


async def test_parents_are_answered_while_everything_is_planned(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 10 * nudge.AT_A_TIME, day("Thu 2026-03-12"), apart=0)
    planning = asyncio.create_task(plan_all(services))
    answered = 0
    while not planning.done():
        async with database.transaction() as db:
            await families.parent(db, 1)
        answered += 1
        await asyncio.sleep(0)
    await planning
    assert answered >= 10


@on_postgresql
async def test_a_parent_who_is_erased_while_being_planned_does_not_stop_the_planning(
    services, database, another, held
):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 3, day("Thu 2026-03-12"), apart=0)
    async with another.transaction() as db:
        await families.erase(db, 2)
        planning = asyncio.create_task(plan_all(services))
        await _waits_for_a_lock(database)
    await planning
    assert [key.split(":")[1] for key in await keys_in(database)] == ["1", "3"]


async def test_a_snoozed_nudge_comes_again_on_the_day_that_was_asked_for(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    case = await one_case(database, ASKED)
    await plan_all(services)
    assert await _snoozed(services, case, "Mon 2026-04-27")
    assert await keys_in(database) == [DAY_AFTER, f"{DAY_AFTER}:again:2026-04-27"]
    assert await _snoozed(services, case, "Mon 2026-04-27")
    assert await _snoozed(services, case, "Thu 2026-04-30")
    assert len(await keys_in(database)) == 3


async def test_there_is_nothing_to_snooze_about_what_is_done(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    case = await one_case(database, ASKED, happened("agreed Mon 2026-04-20"))
    assert not await _snoozed(services, case, "Mon 2026-04-27")
    assert await rows_in(database) == []


async def test_there_is_nothing_to_snooze_about_a_date_that_is_not_there(services, database, held):
    case = await one_case(database)
    assert not await _snoozed(services, case, "Mon 2026-04-27")


async def _snoozed(services, case, until):
    async with services.db.transaction() as db:
        standing = await look(db, services, case, services.clock.now().date())
        return await snooze(db, services, standing, standing.of("ehcna-decision-6w"), "day_after", day(until))


async def _waits_for_a_lock(database):
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    async with asyncio.timeout(5):
        while True:
            async with database.transaction() as db:
                if (await db.execute(waiting)).scalar_one():
                    return
            await asyncio.sleep(0.01)
