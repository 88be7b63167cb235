from datetime import timedelta

from bot.actions.deliver import TryLater, drain
from bot.actions.nudge import plan_all, snooze
from bot.actions.standing import look
from bot.store import families
from tests.actions import many
from tests.actions.happenings import at, day, happened
from tests.actions.many import FIRST_CHAT, one_case, rows_in
from tests.actions.post import Post
from tests.postgres import on_sqlite

ASKED = happened("asked email Thu 2026-03-12")
AGREED = happened("agreed Mon 2026-04-20")
DECISION, FINAL = "ehcna-decision-6w", "final-plan-20w"
LATER = timedelta(seconds=90)


async def test_after_an_outage_a_case_is_told_of_its_most_urgent_date_alone(services, database, held):
    await one_case(database, ASKED)
    for today in ("Fri 2026-04-24", "Fri 2026-05-08", "Fri 2026-07-31"):
        held.move_to(at(today))
        await plan_all(services)
    post = Post()
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} {FINAL} day_after"]
    assert post.sent[0].others == 1
    assert await rows_in(database) == [
        f"{DECISION} day_after folded",
        f"{DECISION} two_weeks_on folded",
        "draft-plan-target day_after folded",
        "ehcna-noplan-16w day_after folded",
        f"{FINAL} day_after sent",
    ]


async def test_of_one_date_the_step_that_is_reached_by_now_is_said(services, database, planned, held):
    held.move_to(at("Fri 2026-05-08"))
    await plan_all(services)
    post = Post()
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} {DECISION} two_weeks_on"]


async def test_also_when_the_outbox_is_drained_before_anything_new_was_planned(services, planned, held):
    held.move_to(at("Fri 2026-07-31"))
    post = Post()
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} {FINAL} day_after"]
    await plan_all(services)
    assert await drain(services, post) == 0


@on_sqlite
async def test_the_most_urgent_is_found_however_few_are_taken_at_a_time(furnish, database, held):
    await one_case(database, ASKED)
    services = furnish(database, messages_a_second=1)
    for today in ("Fri 2026-05-08", "Fri 2026-07-31"):
        held.move_to(at(today))
        await plan_all(services)
    post = Post()
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} {FINAL} day_after"]


async def test_what_a_parent_must_do_comes_before_what_the_council_owes(services, database, held):
    late_draft = happened("draft Mon 2026-07-20")
    await one_case(database, ASKED, AGREED, late_draft)
    held.move_to(at("Sat 2026-08-01"))
    await plan_all(services)
    post = Post()
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} draft-reps-15d two_days_left"]
    assert post.sent[0].others == 1


async def test_what_was_not_said_takes_nothing_else_with_it(services, database, held):
    case = await one_case(database, ASKED)
    held.move_to(at("Fri 2026-07-31"))
    await plan_all(services)
    post = Post(TryLater(LATER))
    assert await drain(services, post) == 0
    assert {row.split()[-1] for row in await rows_in(database)} == {"waiting"}
    await many.correct(database, case, happened("asked email Thu 2026-04-30"))  # only the first is late now
    await plan_all(services)
    held.move(LATER)
    assert await drain(services, post) == 1
    assert post.said == [f"{FIRST_CHAT} {DECISION} two_weeks_on"]


async def test_two_children_of_a_parent_are_told_of_each(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    case = await one_case(database, ASKED)
    async with database.transaction() as db:
        await many.a_case(db, await families.parent(db, case.parent_id), ASKED)
    await plan_all(services)
    assert await drain(services, Post()) == 2


async def test_a_snoozed_nudge_is_said_again_on_its_day(services, database, planned, held):
    await drain(services, Post())
    async with database.transaction() as db:
        standing = await look(db, services, planned, day("Fri 2026-04-24"))
        await snooze(db, services, standing, standing.of(DECISION), "day_after", day("Mon 2026-04-27"))
    held.move_to(at("Sun 2026-04-26", 19))
    assert await drain(services, Post()) == 0
    held.move_to(at("Mon 2026-04-27", 9, 5))
    assert await drain(services, Post()) == 1
    assert await drain(services, Post()) == 0
