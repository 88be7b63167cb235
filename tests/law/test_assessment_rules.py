"""The rules about assessments: all there, read lately, and fit to be read by a tired parent."""

import re
import tomllib

from bot.law.rules import RULES, load

BY_ID = {rule.id: rule for rule in load().all if rule.about == "assessment"}
NAMES = [
    "ehcna-decision-6w",
    "ehcna-refusal-contents",
    "ehcna-notify-others",
    "ehcna-advice-6w",
    "ehcna-noplan-16w",
    "draft-plan-target",
    "draft-reps-15d",
    "draft-meeting",
    "school-consult-15d",
    "final-plan-20w",
    "reversed-refusal-10w-14w",
    "section-f-now",
    "personal-budget",
]
DATED = {
    "ehcna-decision-6w": ("W", 6),
    "ehcna-advice-6w": ("W", 6),
    "ehcna-noplan-16w": ("W", 16),
    "draft-plan-target": ("W", 14),
    "draft-reps-15d": ("DI", 15),
    "school-consult-15d": ("DX", 15),
    "final-plan-20w": ("W", 20),
    "reversed-refusal-10w-14w": ("W", 14),
    "reversed-refusal-10w": ("W", 10),
    "wnc-contact-3w": ("W", 3),
}


def test_every_rule_about_assessments_is_there():
    assert set(NAMES) <= set(BY_ID)


def test_each_rule_with_a_clock_counts_as_the_law_says():
    assert {rule.id: (rule.count, rule.n) for rule in BY_ID.values() if rule.count} == DATED


def test_no_number_of_weeks_or_days_is_typed_twice():
    for row in tomllib.loads((RULES / "assessment.toml").read_text(encoding="utf-8"))["rule"]:
        typed = re.findall(r"\d+|\btwo weeks\b", row["says"].replace("day 1", "") + row["means"])
        assert not typed, (row["id"], typed)


def test_these_and_no_others_may_call_a_silent_council_late():
    silent = [
        rule.id for rule in BY_ID.values() if rule.claims_silence and rule.owed_by == "council" and rule.count
    ]
    assert silent == ["ehcna-decision-6w", "final-plan-20w"]


# The ladder


def ladder(rule_id):
    return [(nudge.stage, nudge.days, nudge.letter) for nudge in BY_ID[rule_id].nudges]


def test_a_council_s_date_is_nudged_the_day_after_and_once_more_two_weeks_on():
    assert ladder("ehcna-decision-6w") == [("day_after", 1, "A3"), ("two_weeks_on", 15, "A4")]
    assert ladder("final-plan-20w") == [("day_after", 1, "A7"), ("two_weeks_on", 15, "A7")]


def test_a_parent_s_own_date_is_nudged_7_and_12_days_after_the_draft_is_served():
    rule = BY_ID["draft-reps-15d"]
    assert [nudge.days + rule.n - 1 for nudge in rule.nudges] == [7, 12]


def test_a_target_and_a_silence_that_breaks_nothing_are_nudged_once_and_called_late_by_nobody():
    asking = {"draft-plan-target": "A6", "ehcna-noplan-16w": "A6"}
    for rule_id in (*asking, "school-consult-15d", "reversed-refusal-10w"):
        assert ladder(rule_id) == [("day_after", 1, asking.get(rule_id))]
        assert "late" not in BY_ID[rule_id].means.replace("is not late by itself", "").replace(
            "A late answer", ""
        )


def test_there_is_at_most_one_repeat():
    assert all(len(rule.nudges) <= 2 for rule in BY_ID.values())
