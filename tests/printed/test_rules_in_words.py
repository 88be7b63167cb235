"""A rule in words, as advisers read it: periods, days, people, events and reminders, and no ids."""

from dataclasses import replace
from datetime import date

import pytest

from bot.law.rule import Limb, Nudge
from bot.law.rulefile import CALENDARS, CHOICES, PEOPLE
from bot.law.rules import Rulebook
from bot.printed import phrases
from bot.printed.inwords import InWords

DAY = date(2026, 11, 22)
NAMES = {"WNC": "West Northamptonshire Council", "NNC": "North Northamptonshire Council"}


@pytest.fixture(scope="module")
def words(rulebook):
    return InWords(rulebook, DAY, NAMES, {"A3": "Reminder", "B1": "Complaint, stage one"})


@pytest.fixture
def rule(rulebook):
    return lambda rule_id: rulebook.rule(rule_id, on=DAY)


@pytest.fixture
def entry(words, rule):
    return lambda rule_id: words.entry(rule(rule_id))


def test_every_word_that_a_rule_file_may_use_has_its_words():
    assert set(phrases.PEOPLE) == set(PEOPLE)
    assert set(phrases.STANDING) == set(CHOICES["standing"])
    assert set(phrases.SURE) == set(CHOICES["confidence"])
    assert set(phrases.HOLIDAYS) == set(CALENDARS)
    assert set(phrases.ROLLS) == {"", *CALENDARS}


@pytest.mark.parametrize(
    ("rule_id", "counted"),
    [
        ("final-plan-20w", "20 weeks, from the day your council got your request"),
        ("draft-reps-15d", "15 days, from the day the draft plan was served, that day included"),
        ("ar-papers-2w", "at least 2 weeks before the day of the review meeting"),
        ("phase-5m", "at least 5 months before the day your child starts at the new college"),
        (
            "phase-feb",
            "by the next 14 February, from 10 months before the day your child starts at the next school",
        ),
        ("move-transfer", "on the day you move"),
        ("section-f-now", ""),
    ],
)
def test_a_period_is_said_with_the_day_that_it_runs_from(rule_id, counted, entry):
    assert entry(rule_id).counted == counted


def test_a_second_count_says_which_of_the_two_holds_and_what_is_said_until_it_is_known(entry):
    later, until_then, moves_on = entry("appeal-2m-1m").notes
    assert (
        later
        == "The last day is the later of that and 1 month from the day the mediation certificate was issued."
    )
    assert until_then.startswith(
        "Until that second day is known, the bot says: “You have told us of no mediation"
    )
    assert moves_on.startswith("If the last day is a weekend or a bank holiday in England, it moves on")


def test_other_working_days_are_named(entry):
    assert entry("foi-20wd").notes == (
        "A bank holiday anywhere in the United Kingdom is no working day here.",
    )
    assert "none in August" in entry("la-response-30wd").notes[0]
    assert entry("cc-s2").notes == ()


def test_what_the_bot_does_not_say_at_once_or_call_late_is_told(entry):
    assert entry("ehcna-noplan-16w").shown == (phrases.CONDITIONAL, phrases.QUIET)
    assert entry("final-plan-20w").shown == ()


def test_events_are_told_as_the_record_tells_them(entry):
    assert entry("final-plan-20w").starts == ("You asked for an assessment", "Your council got the request")
    starts = entry("med-agreement-appealable-school").starts
    assert starts == (
        "You and the other side made a written mediation agreement (Only to change the school or college)",
    )


def test_a_letter_is_told_by_its_title_and_one_that_we_do_not_have_as_a_letter(words):
    assert words.told("letter_sent:B1") == "You sent a letter: Complaint, stage one"
    assert words.told("letter_sent:Z9") == "You sent a letter"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-56, "8 weeks before"), (-10, "10 days before"), (-7, "7 days before"), (-2, "2 days before"),
        (-1, "the day before"), (0, "on the day"), (1, "the day after"), (15, "15 days after"),
        (14, "2 weeks after"),
    ],
)  # fmt: skip
def test_a_reminder_is_said_from_the_last_day(days, said):
    assert phrases.days_from_due(days) == said


def test_a_reminder_names_the_letter_that_it_offers(words, rule):
    nudges = (Nudge("day_after", 1, "A3"), Nudge("later", 15, "Z9"))
    said = words.entry(replace(rule("final-plan-20w"), nudges=nudges)).reminders
    assert said == ("the day after, with the letter “Reminder”", "15 days after")


def test_a_reminder_says_that_it_comes_in_an_evening(words, rule, entry):
    assert entry("informal-in-writing").reminders == ("the day before, in the evening", "2 days after")
    nudges = (Nudge("tonight", -1, "A3", evening=True),)
    said = words.entry(replace(rule("final-plan-20w"), nudges=nudges)).reminders
    assert said == ("the day before, in the evening, with the letter “Reminder”",)


def test_what_follows_from_the_log_is_told_as_the_record_tells_it(entry):
    assert entry("susp-day6").starts == ("A suspension of 6 school days or more began",)
    assert entry("gov-5-15-ask").starts == (
        "Your child was suspended (more than 5 days this long term)",
        "Your child was suspended (perhaps more than 5 days this long term)",
        "Your child was suspended at lunchtimes (more than 5 days this long term)",
        "Your child was suspended at lunchtimes (perhaps more than 5 days this long term)",
    )
    assert entry("promise-kept").starts == ("The day by which something was promised",)


@pytest.mark.parametrize(
    ("rule_id", "families"),
    [
        ("wnc-s1", "It is only for families of West Northamptonshire Council."),
        (
            "cc-s1",
            "It is not for families of West Northamptonshire Council or North Northamptonshire Council.",
        ),
        ("final-plan-20w", ""),
    ],
)
def test_a_rule_of_some_councils_names_them(rule_id, families, entry):
    assert entry(rule_id).families == families


def test_a_council_that_we_have_no_name_for_keeps_its_id(rule):
    assert phrases.families(rule("wnc-s1"), {}) == "It is only for families of WNC."


def test_a_second_count_whose_last_day_moves_on_says_so(words, rule):
    limb = Limb(takes="later", count="M", n=1, counted_from="the day after", rolls="england")
    notes = words.entry(replace(rule("final-plan-20w"), limb=limb)).notes
    assert notes == (
        "The last day is the later of that and 1 month from the day after.",
        phrases.ROLLS["england"],
    )


# Rows of the law that follow one another


@pytest.fixture
def rows(rule):
    """The law before, the law today, and the law to come, of one rule."""
    today = rule("final-plan-20w")
    return (
        replace(today, until=date(2025, 8, 31)),
        replace(today, in_force=date(2025, 9, 1), until=date(2027, 8, 31)),
        replace(today, in_force=date(2027, 9, 1)),
    )


def test_a_row_says_when_it_holds_and_is_marked_unless_it_simply_holds(rows, rulebook):
    said = [InWords(Rulebook(rows, rulebook.subjects), DAY).entry(row) for row in rows]
    assert [each.holds for each in said] == [
        "No longer in force: it held from Mon 1 September 2014 until Sun 31 August 2025",
        "In force since Mon 1 September 2025, until Tue 31 August 2027",
        "Not yet in force: from Wed 1 September 2027",
    ]
    assert all(each.marked for each in said)
    last = replace(rows[2], until=date(2030, 8, 31))
    assert phrases.holds(last, DAY) == "Not yet in force: from Wed 1 September 2027, until Sat 31 August 2030"


def test_a_row_that_simply_holds_is_not_marked(entry):
    assert not entry("final-plan-20w").marked
    assert entry("final-plan-20w").holds == "In force since Mon 1 September 2014"


def test_the_row_of_today_is_found_by_the_id_alone_and_the_others_by_their_day_too(rows, rulebook):
    anchors = [InWords(Rulebook(rows, rulebook.subjects), DAY).entry(row).anchor for row in rows]
    assert anchors == ["final-plan-20w-from-2014-09-01", "final-plan-20w", "final-plan-20w-from-2027-09-01"]


def test_where_no_row_holds_today_the_newest_is_found_by_the_id(rows, rulebook):
    book = Rulebook(rows[:2], rulebook.subjects)
    anchors = [InWords(book, date(2028, 1, 1)).entry(row).anchor for row in rows[:2]]
    assert anchors == ["final-plan-20w-from-2014-09-01", "final-plan-20w"]
