import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.actions.deliver import FIRST_WAIT, MOST_TRIES, InDoubt, Refused, TryLater, drain
from bot.actions.nudge import plan_all, snooze
from bot.actions.standing import look
from bot.store import families
from bot.store.outbox import LEASE
from bot.store.tables import cases as case_table
from bot.store.tables import outbox
from tests.actions import many
from tests.actions.happenings import at, day, happened
from tests.actions.many import FIRST_CHAT, many_cases, one_case, rows_in
from tests.actions.post import Post, slow
from tests.postgres import on_postgresql, on_sqlite

ASKED = happened("asked email Thu 2026-03-12")
AGREED = happened("agreed Mon 2026-04-20")
DECISION, FINAL = "ehcna-decision-6w", "final-plan-20w"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LATER = timedelta(seconds=90)


@pytest.fixture
async def case(database, held):
    """A case whose council is a day late with its decision, at ten in the morning."""
    held.move_to(at("Fri 2026-04-24"))
    return await one_case(database, ASKED)


@pytest.fixture
async def planned(services, case):
    await plan_all(services)
    return case


async def test_what_is_due_is_said_once_and_settled(services, database, planned):
    post = Post()
    assert await drain(services, post) == 1
    assert await drain(services, post) == 0
    assert post.said == [f"{FIRST_CHAT} {DECISION} day_after"]
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_nothing_due_is_nothing_said(services, case):
    post = Post()
    assert await drain(services, post) == 0
    assert post.tried == []


async def test_a_message_is_told_all_that_it_needs(services, planned):
    post = Post()
    await drain(services, post)
    [due] = post.sent
    assert (due.called, due.chat_id, due.case_id) == ("Sam", FIRST_CHAT, planned.id)
    assert due.deadline.due == day("Thu 2026-04-23")
    assert due.standing.today == day("Fri 2026-04-24")
    assert (due.step.letter, due.others) == ("A3", 0)
    assert due.rows == (due.row.id,)


async def test_no_transaction_is_open_while_something_is_sent(services, database, planned):
    async def is_free():
        async with asyncio.timeout(5), database.transaction() as db:
            await families.set_nudged(db, planned.parent_id, nudged=True)

    post = Post(is_free)
    assert await drain(services, post) == 1


@pytest.mark.parametrize(("hour", "minute"), [(8, 59), (20, 0)])
async def test_in_the_quiet_hours_nothing_is_touched(services, database, planned, held, hour, minute):
    held.move_to(at("Sat 2026-04-25", hour, minute))
    assert await drain(services, Post()) == 0
    assert await rows_in(database) == [f"{DECISION} day_after waiting"]
    held.move_to(at("Sun 2026-04-26", 9))
    assert await drain(services, Post()) == 1


async def test_what_is_planned_at_night_is_said_in_the_morning(services, database, held):
    held.move_to(at("Fri 2026-04-24", 0, 1))
    await one_case(database, ASKED)
    await plan_all(services)
    held.move_to(at("Fri 2026-04-24", 9, 4))
    assert await drain(services, Post()) == 0
    held.move_to(at("Fri 2026-04-24", 9, 5))
    assert await drain(services, Post()) == 1


@on_sqlite
async def test_nothing_more_is_said_once_the_evening_comes(furnish, database, held):
    held.move_to(at("Fri 2026-04-24", 19, 59))
    await many_cases(database, 4, day("Thu 2026-03-12"), apart=0)
    services = furnish(database, messages_a_second=2)
    await plan_all(services)

    async def evening():
        held.move_to(at("Fri 2026-04-24", 20))

    assert await drain(services, Post(None, evening)) == 2
    assert [row.split()[-1] for row in await rows_in(database)].count("waiting") == 2


async def test_refused_is_the_end_and_the_parent_is_out_of_reach(services, database, planned):
    post = Post(Refused())
    assert await drain(services, post) == 0
    assert await rows_in(database) == [f"{DECISION} day_after refused"]
    async with database.transaction() as db:
        assert not (await families.parent(db, planned.parent_id)).reachable


async def test_what_was_not_sent_is_sent_when_the_wait_is_over(services, database, planned, held):
    post = Post(TryLater(LATER))
    assert await drain(services, post) == 0
    held.move(LATER - SECOND)
    assert await drain(services, post) == 0
    held.move(SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 2
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_a_network_that_is_away_for_days_loses_nothing(services, database, planned, held):
    post = Post(*(TryLater(timedelta(seconds=30)) for _ in range(50)))
    for _ in range(50):
        assert await drain(services, post) == 0
        held.move(30 * SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 51


async def test_waiting_for_telegram_leaves_as_many_tries_as_before(services, database, planned, held):
    post = Post(*[TryLater(30 * SECOND)] * (2 * MOST_TRIES), InDoubt())
    for _ in range(2 * MOST_TRIES + 1):
        assert await drain(services, post) == 0
        held.move(FIRST_WAIT)
    assert await drain(services, post) == 1


@on_sqlite
async def test_when_telegram_asks_to_wait_nothing_more_is_tried(furnish, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 9, day("Thu 2026-03-12"), apart=0)
    services = furnish(database, messages_a_second=3)
    await plan_all(services)
    post = Post(TryLater(LATER))
    assert await drain(services, post) == 2
    assert len(post.tried) == 3


@pytest.mark.parametrize("problem", [InDoubt(), RuntimeError("Sam cannot sit still")])
async def test_what_may_or_may_not_have_arrived_is_said_again_further_and_further_apart(
    services, database, planned, held, problem
):
    post = Post(*[problem] * 3)
    for doubling in range(3):
        assert await drain(services, post) == 0
        held.move(FIRST_WAIT * 2**doubling - SECOND)
        assert await drain(services, post) == 0
        held.move(SECOND)
    assert await drain(services, post) == 1
    assert len(post.tried) == 4
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_doubt_has_an_end(services, database, planned, held):
    post = Post(*[InDoubt()] * 99)
    for number in range(99):
        held.move_to(at("Fri 2026-04-24") + number * timedelta(days=1))
        await drain(services, post)
    assert len(post.tried) == MOST_TRIES
    assert await rows_in(database) == [f"{DECISION} day_after refused"]
    async with database.transaction() as db:
        assert (await families.parent(db, planned.parent_id)).reachable


async def test_an_unforeseen_mishap_is_logged_by_the_number_of_the_row(services, planned, caplog):
    with caplog.at_level(logging.ERROR):
        await drain(services, Post(RuntimeError("Sam cannot sit still")))
    assert [record.getMessage() for record in caplog.records] == ["outbox row 1 could not be sent"]


async def test_one_that_fails_does_not_hold_up_the_others(services, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 5, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    post = Post(Refused(), InDoubt(), RuntimeError(), TryLater(LATER))
    assert await drain(services, post) == 1
    states = sorted(row.split()[-1] for row in await rows_in(database))
    assert states == ["refused", "sent", "waiting", "waiting", "waiting"]


REASONS_GONE = {
    "the council decided": lambda db, case: many.tell(db, case, happened("agreed Fri 2026-04-24")),
    "it refused": lambda db, case: many.tell(db, case, happened("refused Fri 2026-04-24")),
    "the date was another one": lambda db, case: many.correct(
        db, case, happened("asked email Fri 2026-03-20")
    ),
    "the case is paused": many.pause,
    "everything is paused": many.pause_everything,
    "the parent is out of reach": many.lose_touch,
}


@pytest.mark.parametrize("change", REASONS_GONE.values(), ids=REASONS_GONE)
async def test_a_nudge_whose_reason_is_gone_is_withdrawn(services, database, planned, change):
    await change(database, planned)
    post = Post()
    assert await drain(services, post) == 0
    assert post.tried == []
    assert await rows_in(database) == [f"{DECISION} day_after withdrawn"]


async def test_a_parent_who_was_erased_hears_nothing(services, database, planned):
    await many.erase(database, planned)
    post = Post()
    assert await drain(services, post) == 0
    assert post.tried == []


async def test_a_parent_who_is_erased_while_it_is_sent_leaves_nothing_behind(services, database, planned):
    post = Post(partial(many.erase, database, planned))
    assert await drain(services, post) == 1
    assert await rows_in(database) == []


async def test_one_that_is_refused_while_the_parent_is_erased_leaves_nothing_behind(
    services, database, planned
):
    async def refuse():
        await many.erase(database, planned)
        raise Refused

    assert await drain(services, Post(refuse)) == 0
    assert await rows_in(database) == []


@pytest.mark.parametrize("pause", [many.pause, many.pause_everything])
async def test_who_pauses_and_goes_on_is_nudged_about_what_still_holds(services, database, planned, pause):
    await pause(database, planned)
    await drain(services, Post())
    await pause(database, planned, nudged=True)
    await plan_all(services)
    post = Post()
    assert await drain(services, post) == 1
    await plan_all(services)
    assert await drain(services, post) == 0


async def test_a_date_that_was_corrected_and_corrected_back_is_nudged_about(
    services, database, planned, held
):
    await many.correct(database, planned, happened("asked email Fri 2026-03-20"))
    assert await drain(services, Post()) == 0
    await many.correct(database, planned, ASKED)
    await plan_all(services)
    assert await drain(services, Post()) == 1


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
        await snooze(db, services, standing, DECISION, "day_after", day("Mon 2026-04-27"))
    held.move_to(at("Sun 2026-04-26", 19))
    assert await drain(services, Post()) == 0
    held.move_to(at("Mon 2026-04-27", 9, 5))
    assert await drain(services, Post()) == 1
    assert await drain(services, Post()) == 0


async def test_who_dies_while_sending_is_followed_by_one_message_after_the_lease(
    services, database, planned, held
):
    dead = Post(slow(60))
    async with _killed(drain(services, dead)):
        await _until_states(database, {"sending": 1})
    post = Post()
    held.move(LEASE - SECOND)
    assert await drain(services, post) == 0
    held.move(SECOND)
    assert await drain(services, post) == 1
    held.move(LEASE)
    assert await drain(services, post) == 0
    assert await rows_in(database) == [f"{DECISION} day_after sent"]


async def test_what_was_sent_before_the_end_is_not_sent_again_though_another_was_under_way(
    services, database, held
):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 4, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    dead = Post(None, slow(60))
    async with _killed(drain(services, dead)):
        await _until_states(database, {"sent": 3, "sending": 1})
    held.move(LEASE)
    post = Post()
    assert await drain(services, post) == 1
    assert {due.chat_id for due in dead.sent}.isdisjoint(due.chat_id for due in post.sent)


async def test_two_drains_at_once_say_each_thing_once(furnish, database, another, held):
    held.move_to(at("Fri 2026-07-31"))
    await many_cases(database, 30, day("Thu 2026-03-12"), apart=0)
    await plan_all(furnish(database))
    one, other = Post(), Post()
    both = await asyncio.gather(drain(furnish(database), one), drain(furnish(another), other))
    assert sum(both) == 30
    assert len({due.chat_id for due in one.sent + other.sent}) == 30


@on_postgresql
async def test_two_drains_never_share_a_case_between_them(furnish, database, another, held):
    """Each case has two rows, and each drain takes two rows at a time: still one message a case."""
    held.move_to(at("Fri 2026-07-31"))
    await many_cases(database, 3, day("Thu 2026-03-12"), apart=0)
    await plan_all(furnish(database))
    posts = [Post(*[slow(0.01)] * 9) for _ in range(2)]
    takers = [furnish(database, messages_a_second=2), furnish(another, messages_a_second=2)]
    await asyncio.gather(*(drain(taker, post) for taker, post in zip(takers, posts, strict=True)))
    said = [line for post in posts for line in post.said]
    assert sorted(said) == [f"{FIRST_CHAT + n} {FINAL} day_after" for n in range(3)]


@on_sqlite
async def test_no_more_is_said_in_any_second_than_the_settings_allow(furnish, database, held):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 9, day("Thu 2026-03-12"), apart=0)
    services = furnish(database, messages_a_second=4)
    await plan_all(services)
    slow_and_quick = Post(slow(0.3))
    assert await drain(services, slow_and_quick) == 9
    times = slow_and_quick.at
    assert all(later - earlier > 0.999 for earlier, later in zip(times, times[4:], strict=False))
    assert all(earlier <= later for earlier, later in pairwise(times))


async def test_what_cannot_be_worked_out_waits_and_the_others_are_said(services, database, held, caplog):
    held.move_to(at("Fri 2026-04-24"))
    await many_cases(database, 3, day("Thu 2026-03-12"), apart=0)
    await plan_all(services)
    await _becomes(database, 2, "unheard of")
    with caplog.at_level(logging.ERROR):
        assert await drain(services, Post()) == 2
    await _becomes(database, 2, "assessment")
    held.move(LEASE)
    assert await drain(services, Post()) == 1
    assert set(await rows_in(database)) == {f"{DECISION} day_after sent"}


async def test_the_time_of_settling_is_kept(services, database, planned, held):
    await drain(services, Post())
    async with database.transaction() as db:
        assert (await db.execute(select(outbox.c.settled_at))).scalar_one() == held.now()


async def _becomes(database, case_id, kind):
    async with database.transaction() as db:
        await db.execute(update(case_table).where(case_table.c.id == case_id).values(kind=kind))


@asynccontextmanager
async def _killed(draining):
    """What is in the block happens; then the task is gone, as it would be with its process."""
    task = asyncio.create_task(draining)
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _until_states(database, wanted):
    async with asyncio.timeout(5):
        while True:
            states = [row.split()[-1] for row in await rows_in(database)]
            if {state: states.count(state) for state in set(states)} == wanted:
                return
            await asyncio.sleep(0.005)
