from datetime import date, timedelta
from functools import partial

from bot.law.deadlines import Event
from bot.store import cases, families
from tests.store.people import BEN, TODAY, a_case, a_child, a_parent, asked

DAY = timedelta(days=1)


async def test_a_case_is_begun_once_for_a_child_and_a_kind(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        child = await a_child(db, parent)
        first = await cases.open_case(db, child, "plan")
        assert await cases.open_case(db, child, "plan") == first
        assert await cases.open_case(db, child, "review") != first
        assert [case.kind for case in await cases.cases_of(db, child)] == ["plan", "review"]


async def test_a_case_that_is_over_is_not_begun_again_but_a_new_one_is(database):
    async with database.transaction() as db:
        child = await a_child(db, await a_parent(db))
        first = await cases.open_case(db, child, "plan")
        await cases.set_ended(db, first, TODAY)
        second = await cases.open_case(db, child, "plan")
        assert second != first
        assert [case.ended_on for case in await cases.cases_of(db, child)] == [TODAY, None]
        await cases.record(db, second, Event("asked", TODAY, "email"))
        await cases.set_ended(db, first, None)
        assert [case.ended_on for case in await cases.cases_of(db, child)] == [None, None]


async def test_a_case_that_goes_on_needs_no_empty_one_in_its_place(database):
    async with database.transaction() as db:
        child = await a_child(db, await a_parent(db))
        first, other = await cases.open_case(db, child, "plan"), await cases.open_case(db, child, "complaint")
        await cases.set_ended(db, first, TODAY)
        await cases.open_case(db, child, "plan")
        await cases.set_ended(db, first, None)
        assert [case.id for case in await cases.cases_of(db, child)] == [first, other]


async def test_something_new_gets_a_case_of_its_own_and_an_empty_one_is_used_first(database):
    async with database.transaction() as db:
        child = await a_child(db, await a_parent(db))
        first = await cases.new_case(db, child, "complaint")
        assert await cases.new_case(db, child, "complaint") == first
        await cases.record(db, first, Event("complained", TODAY, "email"))
        second = await cases.new_case(db, child, "complaint")
        assert second != first
        assert await cases.new_case(db, child, "records") not in (first, second)


async def test_an_event_is_found_by_its_parent_alone(database):
    async with database.transaction() as db:
        case, ben = await a_case(db, None, asked()), await a_parent(db, BEN)
        [entry] = await cases.entries(db, case.id)
        assert await cases.entry(db, case.parent_id, entry.id) == entry
        assert await cases.entry(db, ben.id, entry.id) is None
        assert await cases.entry(db, case.parent_id, entry.id + 1) is None


async def test_a_day_put_right_is_that_events_alone(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case, other = await a_case(db, parent, asked(), asked(TODAY - DAY)), await a_case(db, parent, asked())
        first, second = await cases.entries(db, case.id)
        await cases.redate(db, case.id, first.id, TODAY - 9 * DAY)
        await cases.redate(db, other.id, second.id, TODAY - 20 * DAY)
        days = [entry.event.on for entry in await cases.entries(db, case.id)]
        assert days == [TODAY - 9 * DAY, TODAY]
        assert [entry.event.told_on for entry in await cases.entries(db, case.id)] == [TODAY - DAY, TODAY]


async def test_brothers_and_sisters_each_have_a_case_of_their_own(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        one, other = await a_case(db, parent), await a_case(db, parent)
        assert one.id != other.id
        assert (one.parent_id, one.child_id) == (parent.id, one.child_id)


async def test_another_parents_case_is_none(database):
    async with database.transaction() as db:
        case, ben = await a_case(db), await a_parent(db, BEN)
        assert await cases.case(db, ben.id, case.id) is None
        assert await cases.case(db, case.parent_id, case.id + 1) is None


async def test_events_come_back_as_they_were_told_oldest_first(database):
    later = Event("agreed", date(2026, 4, 20), "", date(2026, 4, 21))
    reply = Event("replied", date(2026, 4, 1), "", date(2026, 4, 21))
    async with database.transaction() as db:
        case = await a_case(db, None, later, reply, asked())
        assert [entry.event for entry in await cases.entries(db, case.id)] == [asked(), reply, later]


async def test_events_of_one_day_keep_the_order_in_which_they_were_told(database):
    told = [Event("letter_sent", TODAY, "A1", TODAY), asked(), Event("replied", TODAY, "", TODAY)]
    async with database.transaction() as db:
        case = await a_case(db, None, *told)
        assert [entry.event for entry in await cases.entries(db, case.id)] == told


async def test_an_event_told_without_a_day_of_telling_was_told_on_its_day(database):
    async with database.transaction() as db:
        case = await a_case(db, None, Event("asked", TODAY, "post"))
        assert (await cases.entries(db, case.id))[0].event.told_on == TODAY


async def test_the_events_of_many_cases_come_at_once_and_stay_apart(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        some = [await a_case(db, parent, *[asked(TODAY - DAY * n) for n in range(k)]) for k in (2, 0, 1)]
        found = await cases.events_of(db, [case.id for case in some])
        assert found[some[0].id] == [asked(TODAY - DAY), asked(TODAY)]
        assert found[some[1].id] == []
        assert found[some[2].id] == [asked(TODAY)]
        assert await cases.events_of(db, []) == {}


async def test_an_event_is_removed_from_its_own_case_only_and_once(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case, other = await a_case(db, parent, asked()), await a_case(db, parent, asked())
        entry = (await cases.entries(db, case.id))[0]
        assert not await cases.remove_event(db, other.id, entry.id)
        assert await cases.remove_event(db, case.id, entry.id)
        assert not await cases.remove_event(db, case.id, entry.id)
        assert await cases.entries(db, case.id) == []
        assert len(await cases.entries(db, other.id)) == 1


async def test_pausing_a_case_leaves_the_others_nudged(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case, other = await a_case(db, parent), await a_case(db, parent)
        await cases.set_nudged(db, case.id, nudged=False)
        assert not (await cases.case(db, parent.id, case.id)).nudged
        assert (await cases.case(db, parent.id, other.id)).nudged


async def test_a_family_is_what_a_nudge_must_know(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case = await a_case(db, parent)
        found = await cases.with_families(db, [case.id, 99, None])
        assert found == {case.id: cases.Family(case, "Sam", parent.chat_id, nudged=True, reachable=True)}
        assert await cases.with_families(db, []) == {}


async def test_a_family_wants_nudges_unless_something_speaks_against_it(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        case = await a_case(db, parent)
        assert await _wanted(db, case)
        for off, on in _switches(db, parent, case):
            await off()
            assert not await _wanted(db, case)
            assert await cases.next_nudged(db, 0, 9) == []
            await on()
            assert await _wanted(db, case)
            assert await cases.next_nudged(db, 0, 9) == [case]


async def test_all_cases_are_gone_through_a_few_at_a_time(database):
    async with database.transaction() as db:
        parent = await a_parent(db)
        all_of_them = [await a_case(db, parent) for _ in range(5)]
        seen, last = [], 0
        while some := await cases.next_nudged(db, last, 2):
            seen, last = seen + some, some[-1].id
        assert seen == all_of_them


def _switches(db, parent, case):
    """Each thing that stops nudges, with its opposite."""
    switches = (
        lambda on: cases.set_nudged(db, case.id, nudged=on),
        lambda on: cases.set_ended(db, case.id, None if on else TODAY),
        lambda on: families.set_nudged(db, parent.id, nudged=on),
        lambda on: families.set_reachable(db, parent.chat_id, reachable=on),
    )
    return [(partial(switch, on=False), partial(switch, on=True)) for switch in switches]


async def _wanted(db, case):
    return (await cases.with_families(db, [case.id]))[case.id].wants_nudges
