"""What `law RULE DATE` answers, in words and in JSON, and how it says that it cannot."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from bot.law.rules import Rulebook
from bot.printed.answer import BadQuestion, describe
from bot.printed.listing import table

NOT_YET = 'The rule "final-plan-20w" was not in force on Sun 31 August 2014.'
KEYS = {"rule", "from", "due", "owed_by", "cite", "url", "assumptions"}


@pytest.fixture
def ask(rulebook, calendars):
    return lambda rule_id, start, **how: describe(rule_id, start, rulebook, calendars, **how)


FINAL_PLAN = """\
The final plan (final-plan-20w)
If there is to be a plan, your council must send you the final one within 20 weeks of getting your request.

From:       Tue 1 April 2025
Last day:   Tue 19 August 2025 (20 weeks)
Owed by:    council, to parent
Standing:   law
Source:     regulation 13(2) of the Special Educational Needs and Disability Regulations 2014
Link:       https://www.legislation.gov.uk/uksi/2014/1530/regulation/13
"""


def test_the_published_example_is_answered_with_its_date_and_source(ask):
    assert ask("final-plan-20w", "2025-04-01").startswith(FINAL_PLAN)


def test_the_answer_ends_by_saying_what_it_is_not(ask):
    assert ask("final-plan-20w", "2025-04-01").endswith("\n\nGeneral information, not legal advice.")


def test_the_answer_says_what_it_takes_for_granted_what_may_change_it_and_how_sure_we_are(ask):
    answer = ask("final-plan-20w", "2025-04-01")
    assert "We take Tue 1 April 2025 as the day your council got your request." in answer
    assert "Being short of staff is not one of them." in answer
    assert "How sure:   high" in answer
    assert "Read on:    Sun 22 November 2026" in answer


def test_json_has_exactly_its_seven_keys(ask):
    assert json.loads(ask("final-plan-20w", "2025-04-01", as_json=True)) == {
        "rule": "final-plan-20w",
        "from": "2025-04-01",
        "due": "2025-08-19",
        "owed_by": "council",
        "cite": "regulation 13(2) of the Special Educational Needs and Disability Regulations 2014",
        "url": "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13",
        "assumptions": ["We take Tue 1 April 2025 as the day your council got your request."],
    }


def test_every_rule_can_be_asked_about_in_words_and_in_json(ask, rulebook):
    for rule in rulebook.all:
        answer = json.loads(ask(rule.id, "2026-11-23", as_json=True))
        assert set(answer) == KEYS
        assert (answer["due"] is None) == (rule.count is None)
        assert rule.cite in ask(rule.id, "2026-11-23")


def test_a_duty_has_no_date_and_says_so(ask):
    assert json.loads(ask("section-f-now", "2026-11-23", as_json=True))["due"] is None
    assert "Last day:   none: the law gives no number of days" in ask("section-f-now", "2026-11-23")


def test_a_target_says_that_it_is_not_law(ask):
    assert "a target, not law" in ask("draft-plan-target", "2026-11-23")


def test_the_two_clocks_of_a_reversed_refusal_name_each_other(ask):
    plan = ask("reversed-refusal-10w-14w", "2026-11-20")
    assert "Last day:   Fri 26 February 2027 (14 weeks)" in plan
    assert "reversed-refusal-10w: Fri 29 January 2027" in plan
    assert "reversed-refusal-10w-14w: Fri 26 February 2027" in ask("reversed-refusal-10w", "2026-11-20")
    assert "How sure:   low: this is what we think" in plan


@pytest.mark.parametrize(
    ("rule_id", "start", "sentence"),
    [
        ("final-plan", "2025-04-01", 'There is no rule "final-plan". Did you mean "final-plan-20w"?'),
        ("final_plan_20w", "2025-04-01", 'There is no rule "final_plan_20w". Did you mean "final-plan-20w"?'),
        ("zzz", "2025-04-01", 'There is no rule "zzz". `law --list` shows every rule.'),
        (
            "final-plan-20w",
            "1 April",
            '"1 April" is not a date that we can read. Write it like this: 2025-04-01.',
        ),
        (
            "final-plan-20w",
            "2025-02-30",
            '"2025-02-30" is not a date that we can read. Write it like this: 2025-04-01.',
        ),
        ("final-plan-20w", "", '"" is not a date that we can read. Write it like this: 2025-04-01.'),
        (
            "final-plan-20w",
            "2014-08-31",
            f"{NOT_YET} We know it from Mon 1 September 2014.",
        ),
        (
            "final-plan-20w",
            "9999-12-01",
            "Wed 1 December 9999 is too far away. Write a date like this: 2025-04-01.",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_what_to_type(rule_id, start, sentence, ask):
    with pytest.raises(BadQuestion) as cannot:
        ask(rule_id, start)
    assert str(cannot.value) == sentence


def test_a_working_day_rule_beyond_the_known_holidays_says_so(rulebook, calendars):
    ten_days = Rulebook((replace(rulebook.all[0], id="reply-10wd", count="WD", n=10),))
    with pytest.raises(
        BadQuestion, match=r"reply-10wd cannot be counted from Mon 1 December 2031\. We do not have"
    ):
        describe("reply-10wd", "2031-12-01", ten_days, calendars)


def test_a_school_day_rule_without_a_school_s_calendar_gives_a_range(rulebook, calendars):
    words = describe("irp-apply-15sd", "2026-12-01", rulebook, calendars)
    assert "Last day:   Tue 22 December 2026 (15 school days)" in words
    assert "It is no earlier than Tue 22 December 2026 and no later than " in words
    assert "We do not have this school's own term dates." in words


def test_a_fixed_date_is_described_as_one(rulebook, calendars):
    phase = Rulebook((replace(rulebook.all[0], id="phase-feb", count="FIX", n=14, month=2),))
    assert "Last day:   Sun 14 February 2027 (a fixed date)" in describe(
        "phase-feb", "2026-11-23", phase, calendars
    )


def test_a_rule_of_some_councils_only_names_them_in_full(rulebook, calendars):
    names = {"WNC": "West Northamptonshire Council"}
    only = describe("wnc-s1", "2026-11-02", rulebook, calendars, names)
    assert "  - It is only for families of West Northamptonshire Council." in only
    other = describe("cc-ack-s1", "2026-11-02", rulebook, calendars, names)
    assert "  - It is not for families of West Northamptonshire Council." in other


# The list

DAY = date(2026, 11, 22)
NAMES = {"WNC": "West Northamptonshire Council", "NNC": "North Northamptonshire Council"}


def listed(rulebook, **how):
    """Each rule's line by its id, from the whole list."""
    lines = [line.strip() for line in table(rulebook, DAY, **how).splitlines()]
    return {line.split()[0]: line for line in lines if line}


def test_the_list_has_a_line_for_every_rule_under_the_title_of_its_subject(rulebook):
    groups = [group.splitlines() for group in table(rulebook, DAY).split("\n\n")[1:]]
    assert {head: [line.split()[0] for line in lines] for head, *lines in groups} == {
        f"{subject.title} ({subject.id})": [rule.id for rule in rulebook.all if rule.about == subject.id]
        for subject in rulebook.subjects
        if any(rule.about == subject.id for rule in rulebook.all)
    }
    assert "Calls and meetings (contact)" in {head for head, *_ in groups}  # which is in no menu


def test_the_columns_of_the_list_stand_under_their_heads(rulebook):
    head, *lines = table(rulebook, DAY).splitlines()
    assert re.split("  +", head.strip()) == ["rule", "period", "owed by and to", "standing", "sure", "what"]
    starts = [head.index(word) for word in ("rule", "period", "owed", "standing", "sure", "what")]
    rows = [line for line in lines if line.startswith(" ")]
    for row in rows:
        assert all(row[start] != " " and row[start - 1] == " " for start in starts), row
        assert row == row.rstrip()


@pytest.mark.parametrize(
    "line",
    [
        r"ehcna-decision-6w +6 weeks \(W\) +council to parent +law +high +Yes or no to an assessment",
        r"appeal-2m-1m +2 months, or later \(M\) +parent to tribunal +law +high +Your time to appeal",
        r"phase-feb +by the next 14 February \(FIX\) +council to parent +law +high +The plan .*",
        r"ar-papers-2w +at least 2 weeks before \(WB\) +school to parent +law +high +Reports .*",
        r"section-f-now +no date +council to parent +duty +high +The help in Section F of the plan",
        r"wnc-escalate +20 working days \(WD\) +parent to council .* \[only West Northamptonshire Council\]",
        r"cc-s1 .* \[not West Northamptonshire Council, North Northamptonshire Council\]",
    ],
)
def test_a_line_of_the_list_says_what_who_and_how_sure(line, rulebook):
    assert re.fullmatch(line, listed(rulebook, councils=NAMES)[line.split()[0]])


def test_a_row_that_has_an_end_or_is_still_to_come_says_so_in_the_list(rulebook):
    rule = rulebook.all[0]
    old = replace(rule, until=date(2027, 1, 31))
    new = replace(rule, in_force=date(2027, 2, 1))
    lines = table(Rulebook((old, new), rulebook.subjects), DAY).splitlines()
    assert lines[-2].endswith("[until 2027-01-31]")
    assert lines[-1].endswith("[from 2027-02-01]")


def test_one_subject_can_be_listed_alone(rulebook):
    lines = table(rulebook, DAY, "health").splitlines()
    assert lines[2] == "The health service (health)"
    assert len(lines) == 3 + len([rule for rule in rulebook.all if rule.about == "health"])


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("apeal", "There is no subject 'apeal'. Did you mean 'appeal'?"),
        ("Exclusions", "There is no subject 'Exclusions'. Did you mean 'exclusion'?"),
        ("zzz", "There is no subject 'zzz'. There are: assessment, review, appeal, "),
    ],
)
def test_an_unknown_subject_gets_the_nearest_or_all_of_them(subject, sentence, rulebook):
    with pytest.raises(BadQuestion) as cannot:
        table(rulebook, DAY, subject)
    assert str(cannot.value).startswith(sentence)
