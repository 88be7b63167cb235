"""What is published of a group: rounded, slow to move, and silent about any one family. For any history."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import APPEARS, FEWEST, KEPT, LEAST, SPREAD, STEP, Figure, Publication, publish

MONDAY = date(2026, 11, 23)
WITHIN = {"late": "waiting"}
NAMES = ("waiting", "late", "out")

weeks = st.integers(0, 2**32).map(Random)  # for the secret draws
counts = st.fixed_dictionaries({name: st.integers(0, 60) for name in NAMES})
# How the counts change from look to look, and how many days lie between two looks.
steps = st.lists(
    st.tuples(st.fixed_dictionaries({name: st.integers(-6, 6) for name in NAMES}), st.integers(0, 9)),
    max_size=25,
)


def looks(start, changes, chance):
    """Every look at a group's figures in turn: the true counts, whether it is new, and what is seen."""
    now, today, found = dict(start), MONDAY, None
    for change, days in [({}, 0), *changes]:
        now = {name: max(0, count + change.get(name, 0)) for name, count in now.items()}
        today += timedelta(days=days)
        before, found = found, publish(now, found, today, chance.randrange)
        yield dict(now), before is None or today >= before.next_on, found


def values(publication):
    return {name: figure.value for name, figure in publication.figures.items()}


@given(counts, steps, weeks)
def test_no_figure_is_ever_shown_that_fewer_than_five_families_stand_behind(start, changes, chance):
    for now, _, found in looks(start, changes, chance):
        for name, value in values(found).items():
            assert value is None or (now[name] >= LEAST and value % STEP == 0 and value >= 10)


@given(counts, steps, weeks)
def test_a_figure_appears_only_with_more_and_on_the_day_of_publication_is_never_near_five(
    start, changes, chance
):
    before = {}
    for now, is_new, found in looks(start, changes, chance):
        for name, value in values(found).items():
            if value is not None and before.get(name) is None:
                assert now[name] >= APPEARS
            if value is not None and is_new:
                assert now[name] >= KEPT
        before = values(found)


@given(counts, steps, weeks)
def test_nothing_new_is_said_within_a_week_and_nothing_is_taken_back_but_what_too_few_stand_behind(
    start, changes, chance
):
    before = None
    for now, is_new, found in looks(start, changes, chance):
        if not is_new:
            assert found.published_on == before.published_on
            for name, value in values(found).items():
                was = before.figures[name].value
                assert value == (None if was is not None and now[name] < LEAST else was)
        elif before:
            assert found.published_on >= before.next_on
        before = found


@given(counts, steps, weeks)
def test_every_change_that_can_be_seen_is_the_work_of_three_families(start, changes, chance):
    """Between two publications: since the figure was last set. Within a week: since it was published."""
    set_at, published, before = {}, {}, None
    for now, _, found in looks(start, changes, chance):
        for name, figure in found.figures.items():
            old = before.figures[name] if before else None
            if old and old.value != figure.value:
                within_the_week = found.published_on == before.published_on
                known = published[name] if within_the_week else set_at[name]
                assert abs(now[name] - known) >= FEWEST
            if old is None or old is not figure:
                set_at[name] = now[name]
            if before is None or found.published_on != before.published_on:
                published[name] = now[name]
        before = found


@given(counts, steps, weeks, st.sampled_from(NAMES), st.sampled_from([-1, 1]))
def test_one_family_more_or_less_is_seen_by_nobody_who_does_not_know_the_secret_limits(
    start, changes, chance, name, one
):
    """From the same publication, with and without a family: equal, but where the count stands at a limit."""
    *_, (now, _, before) = looks(start, changes, chance)
    other = now | {name: max(0, now[name] + one)}
    later = before.next_on
    with_it, without = (publish(each, before, later, chance.randrange) for each in (now, other))
    figure = before.figures[name]
    at_a_limit = figure.holds(now[name]) != figure.holds(other[name])
    both_set = not figure.holds(now[name]) and not figure.holds(other[name])
    if not (at_a_limit or both_set):
        assert values(with_it) == values(without)
    for each in set(NAMES) - {name}:
        assert with_it.figures[each].value == without.figures[each].value
    within = [publish(each, before, before.published_on, chance.randrange) for each in (now, other)]
    if min(now[name], other[name]) >= LEAST:
        assert values(within[0]) == values(within[1])


@pytest.mark.parametrize("value", [15, 20, 40])
def test_whoever_counts_on_does_not_know_at_which_family_a_figure_moves(value):
    """Of all secret limits that a figure can have, one more family moves it under a third at the most."""
    chance = Random(1)
    drawn = [publish({"out": value}, None, MONDAY, chance.randrange).figures["out"] for _ in range(3000)]
    highs, lows = ([getattr(each, end) for each in drawn] for end in ("high", "low"))
    assert set(highs) == {value + STEP + n for n in range(SPREAD)}
    assert set(lows) == {value - STEP - n for n in range(SPREAD)}
    assert max(highs.count(n) for n in set(highs)) < 3000 * 0.37


@given(counts, steps, weeks)
def test_a_figure_is_never_more_than_six_away_on_the_day_it_is_published(start, changes, chance):
    for now, is_new, found in looks(start, changes, chance):
        if is_new:
            for name, value in found.shown(WITHIN).items():
                if value is not None and name != "late":
                    assert abs(value - now[name]) <= 6


# Of a part the true count is never more than of its whole.
nested = st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1), st.integers(0, 9)), min_size=1, max_size=20)


@given(nested, weeks)
def test_a_part_is_never_shown_without_its_whole_nor_as_more_and_is_near_the_truth(history, chance):
    found, today = None, MONDAY
    for whole, share, days in history:
        now = {"waiting": whole, "late": int(whole * share)}
        today += timedelta(days=days)
        before, found = found, publish(now, found, today, chance.randrange)
        seen = found.shown(WITHIN)
        if seen["late"] is not None:
            assert seen["waiting"] is not None
            assert seen["late"] <= seen["waiting"]
            if before is None or today >= before.next_on:
                assert abs(seen["late"] - now["late"]) <= 6


@given(st.integers(0, 8), weeks)
def test_a_hidden_figure_looks_the_same_whatever_it_hides(count, chance):
    found = publish({"out": count}, None, MONDAY, chance.randrange)
    assert found.shown({}) == {"out": None}


@given(counts, steps, weeks)
def test_the_days_of_publication_are_a_week_apart(start, changes, chance):
    days = sorted({found.published_on for _, _, found in looks(start, changes, chance)})
    assert all((after - before).days >= 7 for before, after in pairwise(days))


def test_a_clock_that_goes_back_makes_no_new_publication():
    first = publish({"out": 20}, None, MONDAY)
    assert publish({"out": 50}, first, MONDAY - timedelta(days=400)) is first


def test_a_figure_that_is_new_in_the_product_begins_hidden_or_with_enough_families():
    before = Publication(MONDAY, {"gone": Figure(10, 6, 15)})
    after = publish({"out": 30, "few": 8}, before, MONDAY + timedelta(days=7))
    assert values(after) == {"out": 30, "few": None}


# Somebody who tries

ROUNDS = 60


def walks(others, own, chance):
    """An admin adds families of their own, one a week, then takes them away; what they saw at each step."""
    found, seen = None, []
    for week, mine in enumerate([*range(own + 1), *reversed(range(own))]):
        found = publish({"out": others + mine}, found, MONDAY + timedelta(weeks=week), chance.randrange)
        seen.append(found.figures["out"].value)
    return tuple(seen)


def test_who_adds_two_families_and_takes_them_away_cannot_tell_one_group_from_the_next():
    """What is seen of n families is also seen of n + 1: no answer is a proof."""
    for others in (8, 9, 13, 14, 16, 21):
        fewer, more = ({walks(n, 2, Random(seed)) for seed in range(ROUNDS)} for n in (others, others + 1))
        assert fewer & more, others


def test_who_takes_out_one_family_while_all_else_stands_still_sees_nothing_at_all():
    """A member is thrown out in the very week after a publication, whatever the group."""
    for others in range(60):
        for seed in range(20):
            chance = Random(seed)
            before = publish({"out": others + 1}, None, MONDAY, chance.randrange)
            now = publish({"out": others}, before, MONDAY + timedelta(days=1), chance.randrange)
            later = publish({"out": others}, now, MONDAY + timedelta(days=7), chance.randrange)
            assert values(before) == values(now) == values(later)
