"""What holds for the deadlines of any case whatever (Hypothesis)."""

import time
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.law.calendars import Calendars
from bot.law.counting import BACKWARDS
from bot.law.deadlines import Event, deadlines
from bot.law.rules import load

RULEBOOK, CALENDARS = load(), Calendars.bundled()
KINDS = sorted({subject.kind for subject in RULEBOOK.subjects if subject.kind})
STATES = {"due", "met", "met late", "missed", "passed", "stopped", "duty"}

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
WAYS = ["email", "online", "post", "hand"]
LETTERS = ["A3", "B1"]


def an_event(kind):
    hows = [answer[0] for answer in kind.which] or (
        WAYS if kind.sent else LETTERS if kind.kind == "letter_sent" else [""]
    )
    return st.builds(Event, st.just(kind.kind), days, st.sampled_from(hows))


happened = st.one_of([an_event(kind) for kind in RULEBOOK.kinds.values()])
histories = st.lists(happened, max_size=9)


def stand(history, today, council="WNC"):
    found = [deadlines(kind, history, RULEBOOK, CALENDARS, today, council) for kind in KINDS]
    return [each for some in found for each in some]


@given(history=histories, today=days)
def test_any_history_has_deadlines_that_make_sense(history, today):
    for each in stand(history, today):
        assert each.state in STATES
        assert (each.due is None) == (each.rule.count is None)
        if each.due and not each.rule.back:
            assert each.due <= each.from_on if each.rule.count in BACKWARDS else each.due >= each.from_on
        assert each.span is None or each.due == each.rule.safe(each.span)
        assert (each.met_on is not None) == (each.state in ("met", "met late"))
        assert each.days_late(today) >= 0
        if each.state in ("missed", "met late"):
            assert each.rule.claims_lateness
            assert each.days_late(today) > 0


@given(history=histories, today=days, order=st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_told_never_matters(history, today, order):
    shuffled = list(history)
    order.shuffle(shuffled)
    assert stand(shuffled, today) == stand(history, today)


@given(history=histories, today=days)
def test_replies_and_letters_about_other_things_never_matter(history, today):
    chatter = [Event("replied", today), Event("letter_sent", today, "A3")]
    assert stand([*history, *chatter], today, "NNC") == stand(history, today, "NNC")


@given(history=histories, today=days, later=st.integers(0, 400))
def test_time_alone_moves_no_date_and_meets_nothing(history, today, later):
    now, then = (
        {each.key: each for each in stand(history, day)} for day in (today, today + timedelta(days=later))
    )
    assert then.keys() <= now.keys()
    gone = [now[key] for key in now.keys() - then.keys()]  # over: of several the last stays, and that a year
    assert all(each.rule.each or each.state in ("due", "missed", "passed") for each in gone)
    for key, after in then.items():
        before = now[key]
        assert (before.due, before.met_on) == (after.due, after.met_on)
        assert before.state == after.state or (before.state, after.state) in LATER


# "passed" becomes "missed" when the days of grace are over; "missed" fades where we may not have been told.
LATER = {("due", "missed"), ("due", "passed"), ("passed", "missed"), ("missed", "passed")}


@given(asked=days, today=days)
def test_no_rule_that_is_guidance_a_target_or_unsure_ever_calls_anybody_late(asked, today):
    history = [Event("asked", asked, "email"), Event("refused", asked), Event("agreed", asked)]
    for each in stand(history, today):
        if each.rule.standing in ("guidance", "target") or each.rule.confidence == "low":
            assert each.state not in ("missed", "met late")


def test_five_thousand_cases_take_a_moment():
    history = [
        Event("asked", date(2026, 3, 12), "post"),
        Event("agreed", date(2026, 4, 20)),
        Event("draft", date(2026, 7, 1)),
    ]
    began = time.perf_counter()
    for _ in range(5000):
        stand(history, date(2026, 8, 1))
    assert time.perf_counter() - began < 2.5
