import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import pairwise

from bot.actions.deliver import drain
from bot.actions.nudge import plan_all
from bot.store.outbox import LEASE
from tests.actions.happenings import at, day
from tests.actions.many import FIRST_CHAT, many_cases, rows_in
from tests.actions.post import Post, slow
from tests.postgres import on_postgresql, on_sqlite

DECISION, FINAL = "ehcna-decision-6w", "final-plan-20w"
SECOND = timedelta(seconds=1)


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
