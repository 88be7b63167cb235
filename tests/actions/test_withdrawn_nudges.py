from functools import partial

import pytest

from bot.actions.deliver import Refused, drain
from bot.actions.nudge import plan_all
from tests.actions import many
from tests.actions.happenings import happened
from tests.actions.many import rows_in
from tests.actions.post import Post

ASKED = happened("asked email Thu 2026-03-12")
DECISION = "ehcna-decision-6w"


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
