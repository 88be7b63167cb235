"""A family with many cases hears a few things a day; what it must do itself is always said."""

from collections import Counter
from datetime import timedelta
from html import unescape

import pytest

from bot.actions.deliver import MOST_A_DAY, Due, drain
from bot.actions.nudge import plan_all, planned
from bot.law.deadlines import Deadline
from bot.store import cases, families
from bot.store.outbox import Claimed
from handlers.nudges import nudge_screen
from tests.actions import many
from tests.actions.happenings import QUIET_UNTIL, a_standing, at, day, happened
from tests.actions.many import FIRST_CHAT, one_case
from tests.actions.post import Post

ASKED = happened("asked email Thu 2026-03-12")
TEN = 10
TELLING = (
    *("complain", "appeal", "tribunal", "mediation", "exclu", "suspen", "fine", "absence", "school", "plan"),
    *("assess", "autism", "health", "council", "ombudsman", "court", "review", "record", "care", "disab"),
)


@pytest.fixture
async def ten(database, held):
    """Ten cases of one parent, of each of which the council is a day late."""
    held.move_to(at("Fri 2026-04-24"))
    case = await one_case(database, ASKED)
    async with database.transaction() as db:
        parent = await families.parent(db, case.parent_id)
        return [case, *[await many.a_case(db, parent, ASKED) for _ in range(TEN - 1)]]


async def test_ten_cases_on_one_morning_are_three_messages_and_the_others_come_on_the_next_days(
    services, ten, held
):
    told = []
    for today in ("Fri 2026-04-24", "Sat 2026-04-25", "Sun 2026-04-26", "Mon 2026-04-27", "Tue 2026-04-28"):
        held.move_to(at(today))
        for _ in range(3):  # however often the clock ticks
            await plan_all(services)
            post = Post()
            await drain(services, post)
            told.append([each.case_id for each in post.sent])
            held.move(timedelta(hours=2))
    assert [len(each) for each in told if each] == [MOST_A_DAY, MOST_A_DAY, MOST_A_DAY, 1]
    assert sorted(case for each in told for case in each) == [case.id for case in ten]


async def test_a_few_at_a_time_make_no_more_of_them(furnish, database, ten):
    services = furnish(database, messages_a_second=1)
    await plan_all(services)
    post = Post()
    assert await drain(services, post) == MOST_A_DAY


async def test_what_the_parent_must_do_is_said_however_much_there_is(services, database, ten, held):
    mine = happened("draft Thu 2026-04-16")
    async with database.transaction() as db:
        for case in ten[:5]:
            await cases.record(db, case.id, mine)
    held.move_to(at("Thu 2026-04-30"))
    await plan_all(services)
    post = Post()
    await drain(services, post)
    said = Counter(each.deadline.rule.owed_by for each in post.sent)
    assert said["parent"] == 5
    assert said.total() == 5


async def test_one_familys_many_cases_take_nothing_from_another_family(services, database, ten):
    await one_case(database, ASKED, chat=FIRST_CHAT + 1)
    await plan_all(services)
    post = Post()
    await drain(services, post)
    assert Counter(each.chat_id for each in post.sent) == {FIRST_CHAT: MOST_A_DAY, FIRST_CHAT + 1: 1}


async def test_what_was_put_off_and_then_answered_is_never_said(services, database, ten, held):
    await plan_all(services)
    await drain(services, Post())
    async with database.transaction() as db:
        for case in ten:
            await cases.set_ended(db, case.id, day("Fri 2026-04-24"))
    held.move_to(at("Sat 2026-04-25"))
    assert await drain(services, Post()) == 0


async def test_an_erased_family_hears_nothing_of_what_was_put_off(services, database, ten, held):
    await plan_all(services)
    await drain(services, Post())
    await many.erase(database, ten[0])
    held.move_to(at("Sat 2026-04-25"))
    assert await drain(services, Post()) == 0


def _screens(services, rulebook, calendars):
    """A nudge of every rule that has one, before its day and after it."""
    standing = a_standing(rulebook, calendars, [ASKED], day("Fri 2026-04-24"))
    [row, *_] = planned(standing, QUIET_UNTIL)
    for rule in (rule for rule in rulebook.all if rule.nudges):
        for state, due in (
            ("due", "Tue 2026-04-28"),
            ("missed", "Thu 2026-02-12"),
            ("passed", "Thu 2026-04-23"),
        ):
            deadline = Deadline(rule, day("Thu 2026-03-12"), day(due), state)
            yield rule, nudge_screen(services, _due(row, standing, deadline))


def _due(row, standing, deadline):
    claimed = Claimed(1, row.parent_id, row.case_id, row.rule, row.due_on, row.stage, 1)
    return Due(claimed, FIRST_CHAT, "Bee", standing, deadline, deadline.rule.nudges[0], 0, (1,))


def test_what_a_locked_screen_shows_of_any_nudge_tells_nobody_what_it_is_about(services, rulebook, calendars):
    seen = 0
    for rule, screen in _screens(services, rulebook, calendars):
        shown, _, about = screen.text.partition("\n\n")
        assert len(shown) > 80  # some two lines of a telephone, and more
        assert [word for word in TELLING if word in shown.lower()] == [], rule.id
        begins = "<b>Bee</b>: something that you began is kept" if rule.ours else "<b>Bee</b>: a date "
        assert shown.startswith(begins)
        assert rule.title in unescape(about)
        assert len(screen.text) < 1500
        seen += 1
    assert seen > 250
