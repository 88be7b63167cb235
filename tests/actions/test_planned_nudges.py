from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.nudge import OPEN, planned
from bot.law.calendars import Calendars
from bot.law.deadlines import Event
from bot.law.rules import load
from tests.actions.happenings import QUIET_UNTIL, a_standing, at, day, happened

RULES, CALENDARS = load(), Calendars.bundled()
ASKED = "asked email Thu 2026-03-12"
AGREED = "agreed Mon 2026-04-20"
DAY = timedelta(days=1)


def nudges(events, today, *, nudged=True):
    return planned(a_standing(RULES, CALENDARS, events, today, nudged=nudged), QUIET_UNTIL)


@pytest.mark.parametrize(
    ("why", "events", "today", "earned"),
    [
        ("nothing is earned on the last lawful day", [ASKED], "Thu 2026-04-23", ""),
        ("the first nudge comes the day after", [ASKED], "Fri 2026-04-24", "decision day_after"),
        ("and stays the same for two weeks", [ASKED], "Thu 2026-05-07", "decision day_after"),
        ("then there is one more", [ASKED], "Fri 2026-05-08", "decision two_weeks_on"),
        (
            "and never a third",
            [ASKED],
            "Thu 2026-07-30",
            "decision two_weeks_on, target day_after, notice day_after",
        ),
        (
            "the day after the target of week 14",
            [ASKED],
            "Fri 2026-06-19",
            "decision two_weeks_on, target day_after",
        ),
        (
            "the day after week 16, which is conditional",
            [ASKED],
            "Fri 2026-07-03",
            "decision two_weeks_on, target day_after, notice day_after",
        ),
        (
            "a refusal starts the time to appeal",
            [ASKED, "refused Mon 2026-04-20"],
            "Mon 2026-05-25",
            "mediator six_weeks_left, appeal four_weeks_left",
        ),
        (
            "and it is counted down",
            [ASKED, "refused Mon 2026-04-20"],
            "Sat 2026-06-20",
            "mediator two_weeks_left, appeal two_days_left",
        ),
        (
            "until the appeal is sent",
            [
                ASKED,
                "refused Mon 2026-04-20",
                "mediation_contacted Thu 2026-05-21",
                "appealed Fri 2026-05-22",
            ],
            "Mon 2026-05-25",
            "",
        ),
        (
            "or decided against",
            [ASKED, "refused Mon 2026-04-20", "no_appeal Fri 2026-05-22"],
            "Mon 2026-05-25",
            "",
        ),
        (
            "each date has its own ladder",
            [ASKED],
            "Fri 2026-07-31",
            "decision two_weeks_on, target day_after, notice day_after, final day_after",
        ),
        (
            "up to its own top",
            [ASKED],
            "Fri 2026-08-14",
            "decision two_weeks_on, target day_after, notice day_after, final two_weeks_on",
        ),
        ("a yes in time ends the first ladder", [ASKED, AGREED], "Fri 2026-05-08", ""),
        (
            "and not the second",
            [ASKED, AGREED],
            "Fri 2026-07-31",
            "target day_after, notice day_after, final day_after",
        ),
        ("a late yes ends it too", [ASKED, "agreed Mon 2026-05-11"], "Tue 2026-05-12", ""),
        (
            "a letter without a decision ends nothing",
            [ASKED, "replied Fri 2026-04-24"],
            "Fri 2026-04-24",
            "decision day_after",
        ),
        ("a refusal stops everything", [ASKED, "refused Mon 2026-04-20"], "Fri 2026-07-31", ""),
        (
            "no plan stops everything but starts the time to appeal",
            [ASKED, AGREED, "no_plan Mon 2026-06-22"],
            "Fri 2026-07-31",
            "mediator six_weeks_left",
        ),
        ("a final plan meets everything", [ASKED, AGREED, "final Mon 2026-08-10"], "Fri 2026-08-14", ""),
        ("post is received on the next working day", ["asked post Thu 2026-04-02"], "Tue 2026-05-19", ""),
        ("and the clock starts then", ["asked post Thu 2026-04-02"], "Wed 2026-05-20", "decision day_after"),
        (
            "eight days of the window left are quiet",
            [ASKED, AGREED, "draft Mon 2026-06-01"],
            "Sun 2026-06-07",
            "",
        ),
        ("a week left", [ASKED, AGREED, "draft Mon 2026-06-01"], "Mon 2026-06-08", "reps week_left"),
        ("two days left", [ASKED, AGREED, "draft Mon 2026-06-01"], "Sat 2026-06-13", "reps two_days_left"),
        ("the last day", [ASKED, AGREED, "draft Mon 2026-06-01"], "Mon 2026-06-15", "reps two_days_left"),
        (
            "nobody is nudged about a window that closed",
            [ASKED, AGREED, "draft Mon 2026-06-01"],
            "Tue 2026-06-16",
            "",
        ),
        (
            "comments that were sent end the window",
            [ASKED, AGREED, "draft Mon 2026-06-01", "letter_sent B1 Tue 2026-06-09"],
            "Sat 2026-06-13",
            "",
        ),
        (
            "a second draft opens it again",
            [ASKED, AGREED, "draft Mon 2026-06-01", "draft Mon 2026-06-22"],
            "Mon 2026-06-29",
            "reps week_left",
        ),
        (
            "a council that changed its mind has a ladder of one step",
            [ASKED, "refused Mon 2026-04-20", "agreed Mon 2026-05-04"],
            "Tue 2026-08-11",
            "reversed day_after",
        ),
    ],
)
def test_what_a_case_has_earned(why, events, today, earned):
    assert short(nudges([happened(each) for each in events], day(today))) == earned, why


@pytest.mark.parametrize(
    ("why", "told", "today", "earned"),
    [
        ("whoever tells on the day after has just been shown it", "Fri 2026-04-24", "Fri 2026-04-24", ""),
        ("and hears of it two weeks later", "Fri 2026-04-24", "Fri 2026-05-08", "decision two_weeks_on"),
        ("told a day in time the ladder is whole", "Thu 2026-04-23", "Fri 2026-04-24", "decision day_after"),
        ("told between the steps only the last is left", "Fri 2026-05-01", "Thu 2026-05-07", ""),
        ("on its own day", "Fri 2026-05-01", "Fri 2026-05-08", "decision two_weeks_on"),
        ("told on the day of the last step it waits as long again", "Fri 2026-05-08", "Fri 2026-05-22", ""),
        ("from the telling", "Fri 2026-05-08", "Sat 2026-05-23", "decision two_weeks_on"),
        ("told long after it still comes once", "Mon 2026-06-01", "Mon 2026-06-15", ""),
        ("fifteen days after the telling", "Mon 2026-06-01", "Tue 2026-06-16", "decision two_weeks_on"),
    ],
)
def test_who_tells_late_is_nudged_later(why, told, today, earned):
    assert short(nudges([happened(f"{ASKED} told {told}")], day(today))) == earned, why


@pytest.mark.parametrize(
    ("told", "today", "earned"),
    [
        ("Mon 2026-06-08", "Mon 2026-06-08", ""),
        ("Mon 2026-06-08", "Sat 2026-06-13", "reps two_days_left"),
        ("Sat 2026-06-13", "Mon 2026-06-15", ""),
    ],
)
def test_a_draft_told_of_late_is_not_counted_down_from_what_was_just_shown(told, today, earned):
    events = [happened(ASKED), happened(AGREED), happened(f"draft Mon 2026-06-01 told {told}")]
    assert short(nudges(events, day(today))) == earned


def test_something_else_told_about_the_same_day_does_not_silence_the_first_nudge():
    late_word = happened("replied Thu 2026-03-12 told Fri 2026-04-24")
    assert short(nudges([happened(ASKED), late_word], day("Fri 2026-04-24"))) == "decision day_after"


def test_a_paused_case_earns_nothing():
    assert nudges([happened(ASKED)], day("Fri 2026-05-08"), nudged=False) == []


def test_a_case_without_events_earns_nothing():
    assert nudges([], day("Fri 2026-05-08")) == []


def test_a_nudge_says_which_case_rule_date_and_step_it_is_about():
    [row] = nudges([happened(ASKED)], day("Fri 2026-04-24"))
    assert row.key == "nudge:5:ehcna-decision-6w:2026-04-23:day_after"
    assert (row.parent_id, row.case_id, row.rule) == (3, 5, "ehcna-decision-6w")
    assert (row.due_on, row.stage) == (day("Thu 2026-04-23"), "day_after")


def test_the_key_is_the_same_on_every_day_of_a_step():
    keys = {nudges([happened(ASKED)], day("Fri 2026-04-24") + n * DAY)[0].key for n in range(14)}
    assert len(keys) == 1


def test_a_corrected_date_makes_another_key():
    corrected = nudges([happened("asked email Fri 2026-03-13")], day("Sat 2026-04-25"))
    assert corrected[0].key == "nudge:5:ehcna-decision-6w:2026-04-24:day_after"


@pytest.mark.parametrize("today", ["Fri 2026-03-27", "Fri 2026-07-31", "Fri 2026-10-30", "Fri 2026-12-25"])
def test_a_nudge_is_for_five_past_nine_in_england_in_summer_and_winter(today):
    [row] = nudges([Event("asked", day(today) - 43 * DAY, "email")], day(today))
    assert row.send_at == at(today, 9, 5)


KINDS = st.sampled_from(["asked", "received", "agreed", "refused", "draft", "final", "no_plan", "replied"])
DAYS = st.dates(date(2025, 9, 1), date(2026, 12, 31))


@st.composite
def an_event(draw):
    on = draw(DAYS)
    how = draw(st.sampled_from(["email", "online", "post", "hand"]))
    return Event(draw(KINDS), on, how, on + draw(st.integers(0, 60)) * DAY)


@given(st.lists(an_event(), max_size=7), DAYS)
def test_there_is_one_nudge_a_date_about_something_that_is_still_open(events, today):
    standing = a_standing(RULES, CALENDARS, events, today)
    rows = planned(standing, QUIET_UNTIL)
    assert len({row.key for row in rows}) == len({(row.rule, row.due_on) for row in rows}) == len(rows)
    for row in rows:
        deadline = standing.of(row.rule, row.due_on)
        assert deadline.state in OPEN
        assert (deadline.due, deadline.rule.standing) != (None, "target")
        assert row.due_on == deadline.due
        assert row.stage in {step.stage for step in deadline.rule.nudges}
        assert row.send_at.date() == today


@given(st.lists(an_event(), max_size=7), DAYS)
def test_nobody_is_nudged_on_the_day_on_which_they_tell_what_started_the_clock(events, today):
    told_today = [Event(event.kind, event.on, event.how, today) for event in events if event.on <= today]
    assert nudges(told_today, today) == []


@given(st.lists(an_event(), max_size=7), DAYS)
def test_a_ladder_is_only_climbed(events, today):
    heights = {}
    for later in range(30):
        standing = a_standing(RULES, CALENDARS, events, today + later * DAY)
        for row in planned(standing, QUIET_UNTIL):
            steps = {step.stage: step.days for step in standing.of(row.rule).rule.nudges}
            before = heights.setdefault((row.rule, row.due_on), steps[row.stage])
            assert steps[row.stage] >= before
            heights[row.rule, row.due_on] = steps[row.stage]


def short(rows):
    """ "decision day_after, final two_weeks_on" """
    return ", ".join(f"{NAMES[row.rule]} {row.stage}" for row in rows if row.rule in NAMES)


NAMES = {
    "draft-plan-target": "target",
    "ehcna-noplan-16w": "notice",
    "med-contact-2m": "mediator",
    "appeal-2m-1m": "appeal",
    "ehcna-decision-6w": "decision",
    "final-plan-20w": "final",
    "draft-reps-15d": "reps",
    "reversed-refusal-10w-14w": "reversed",
}


def test_two_decisions_whose_time_ends_on_one_day_are_one_nudge():
    both = [happened("refused Mon 2025-09-01"), happened("refused Tue 2025-09-02")]
    rows = [row for row in nudges(both, day("Wed 2025-10-08")) if row.rule == "appeal-2m-1m"]
    assert len({row.key for row in rows}) == len(rows)
