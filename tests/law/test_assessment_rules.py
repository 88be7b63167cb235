"""The rules about assessments: all there, read lately, and fit to be read by a tired parent."""

import re
import tomllib
from datetime import date

import pytest

from bot.clock import SystemClock, today
from bot.law.events import KINDS
from bot.law.rules import RULES, load

RULEBOOK = load()
BY_ID = {rule.id: rule for rule in RULEBOOK.all}
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
}
every_rule = pytest.mark.parametrize("rule", RULEBOOK.all, ids=lambda rule: rule.id)

SHORT = re.compile(r"&|\b(LA|LGSCO|SEND|SEN|EHCP|DfE|CFA|IHCP|Regs?)\b")
UNKIND = re.compile(r"\b(you missed|you failed|invalid|fight|battle|unlawful|illegal)\b", re.IGNORECASE)


def test_every_rule_about_assessments_is_there():
    assert set(NAMES) <= set(BY_ID)


def test_each_rule_with_a_clock_counts_as_the_law_says():
    assert {rule.id: (rule.count, rule.n) for rule in RULEBOOK.all if rule.count} == DATED


@every_rule
def test_a_rule_was_read_within_twelve_months(rule):
    now = today(SystemClock())
    assert rule.read_on <= now
    assert (now - rule.read_on).days <= 365, (
        f"{rule.id} was last compared with {rule.url} on {rule.read_on}. Read it again and set 'read_on'."
    )


@every_rule
def test_the_law_of_2014_is_in_force_today(rule):
    assert rule.holds_on(today(SystemClock()))
    assert rule.in_force == date(2014, 9, 1)


@every_rule
def test_a_parent_can_read_it(rule):
    for words in (rule.title, rule.says, rule.means, rule.counted_from, *rule.exceptions, *rule.assumes):
        assert not SHORT.search(words), words
        assert not UNKIND.search(words), words
        assert "{" not in words
        assert "\n" not in words
    for sentence in re.split(r"(?<=[.:?])\s", f"{rule.says} {rule.means}"):
        assert len(sentence.split()) <= 32, sentence


@every_rule
def test_what_is_shown_ends_as_a_sentence(rule):
    for words in (rule.says, rule.means, *rule.exceptions, *rule.assumes):
        assert words[0].isupper()
        assert words.endswith(".")
    assert not rule.title.endswith(".")
    assert len(rule.title) <= 50


def test_no_number_of_weeks_or_days_is_typed_twice():
    for row in tomllib.loads((RULES / "assessment.toml").read_text(encoding="utf-8"))["rule"]:
        typed = re.findall(r"\d+|\btwo weeks\b", row["says"].replace("day 1", "") + row["means"])
        assert not typed, (row["id"], typed)


@every_rule
def test_a_citation_stands_in_the_middle_of_a_sentence(rule):
    assert not rule.cite.endswith(".")
    assert not re.search(r"\b(reg|s|ss|regs)\b\.?", rule.cite)


@every_rule
def test_only_law_that_we_are_sure_of_ever_calls_anybody_late(rule):
    sure_law = rule.standing == "law" and rule.confidence in ("high", "medium") and rule.owed_by != "parent"
    assert rule.claims_lateness == sure_law
    assert not rule.claims_silence or rule.claims_lateness


def test_these_and_no_others_may_call_a_silent_council_late():
    assert [rule.id for rule in RULEBOOK.all if rule.claims_silence and rule.starts] == [
        "ehcna-decision-6w",
        "final-plan-20w",
    ]


@every_rule
def test_what_is_uncertain_says_that_we_think_so(rule):
    if rule.confidence == "low":
        assert "we think" in rule.says.lower()
        assert rule.assumes or not rule.count
        assert not any(nudge.letter for nudge in rule.nudges)


@every_rule
def test_guidance_and_targets_say_that_they_are_not_law(rule):
    if rule.standing in ("guidance", "target"):
        assert re.search(r"It is not law|We think|we think", rule.says)
        assert "is late." not in rule.means


@every_rule
def test_law_that_we_are_sure_of_quotes_its_words(rule):
    if rule.standing == "law" and rule.confidence == "high":
        assert rule.quote


# The ladder


def ladder(rule_id):
    return [(nudge.stage, nudge.days, nudge.letter) for nudge in BY_ID[rule_id].nudges]


def test_a_council_s_date_is_nudged_the_day_after_and_once_more_two_weeks_on():
    assert ladder("ehcna-decision-6w") == [("day_after", 1, "A3"), ("two_weeks_on", 15, "A4")]
    assert ladder("final-plan-20w") == [("day_after", 1, "A7"), ("two_weeks_on", 15, "A7")]


def test_a_parent_s_own_date_is_nudged_7_and_12_days_after_the_draft_is_served():
    rule = BY_ID["draft-reps-15d"]
    assert [nudge.days + rule.n - 1 for nudge in rule.nudges] == [7, 12]


def test_nobody_is_nudged_about_a_target_or_about_silence_that_breaks_nothing():
    for rule_id in ("draft-plan-target", "ehcna-noplan-16w", "school-consult-15d", "reversed-refusal-10w"):
        assert ladder(rule_id) == []


def test_there_is_at_most_one_repeat():
    assert all(len(rule.nudges) <= 2 for rule in RULEBOOK.all)


def test_every_kind_of_event_that_decides_something_is_used_by_a_rule():
    used = {
        kind.partition(":")[0]
        for rule in RULEBOOK.all
        for kind in (*rule.starts, *rule.met_by, *rule.proved_by, *rule.stopped_by, rule.after)
    }
    assert used - {""} == KINDS - {"replied"}


def test_each_row_has_a_heading_that_can_be_read_aloud():
    text = (RULES / "assessment.toml").read_text(encoding="utf-8")
    blocks = re.split(r"^\[\[rule\]\]$", text, flags=re.MULTILINE)[:-1]
    assert len(blocks) == len(RULEBOOK.all)
    assert all(re.search(r"^# \d+b?\. [A-Z :,']+$", block, flags=re.MULTILINE) for block in blocks)
