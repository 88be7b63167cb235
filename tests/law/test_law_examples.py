"""Every example, worked by hand or published, comes out to the day."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from what_happened import day, happenings

from bot.law.counting import CODES
from bot.law.deadlines import deadlines
from bot.law.lastday import last_day
from bot.law.stranger import WAYS

FILES = sorted((Path(__file__).parent / "examples").glob("*.toml"))
EXAMPLES = [
    example | {"file": file.stem}
    for file in FILES
    for example in tomllib.loads(file.read_text(encoding="utf-8"))["example"]
]
SIMPLE = [example for example in EXAMPLES if "from" in example]
STORIES = [example for example in EXAMPLES if "happened" in example]
KEYS = {
    "simple": {"why", "rule", "count", "n", "month", "holidays", "rolls", "open", "from", "due", "source"},
    "story": {
        "why",
        "rule",
        "happened",
        "today",
        "council",
        "state",
        "due",
        "not_before",
        "not_after",
        "source",
    },
}


def name(example):
    return f"{example['file']}: {example['why']}"


@dataclass(frozen=True)
class OpenOn:
    """A school that is open on these days alone."""

    days: frozenset[date]
    years = training = ()

    def is_school_day(self, on: date) -> bool:
        return on in self.days

    def sessions_on(self, working) -> list[date]:
        return sorted(self.days)

    def source_of(self, year) -> str:
        return ""

    def year_of(self, on: date):
        return self


@pytest.mark.parametrize("example", SIMPLE, ids=name)
def test_an_example_comes_out_to_the_day(example, rulebook, calendars):
    start, due = day(example["from"]), day(example["due"])
    if "rule" in example:
        assert rulebook.rule(example["rule"], on=start).due(start, calendars) == due
        return
    extra = {key: example[key] for key in ("month", "holidays", "rolls") if key in example}
    school = OpenOn(frozenset(map(day, example["open"]))) if "open" in example else None
    span = last_day(example["count"], start, example["n"], replace(calendars, school=school), **extra)
    assert span.earliest == span.latest == due


@pytest.mark.parametrize("example", STORIES, ids=name)
def test_what_happened_comes_out_to_the_day(example, rulebook, calendars, term_dates):
    council = example.get("council", "")
    kinds = {subject.id: subject.kind for subject in rulebook.subjects}
    rule = next(rule for rule in rulebook.all if rule.id == example["rule"])
    found = deadlines(
        kinds[rule.about] or kinds[example["file"]],
        happenings(*example["happened"]),
        rulebook,
        replace(calendars, usual=term_dates.get(council)),
        day(example["today"]),
        council,
    )
    deadline = next((each for each in found if each.rule.id == example["rule"]), None)
    assert deadline, "it has not started"
    assert deadline.state == example["state"]
    assert deadline.due == (day(example["due"]) if "due" in example else None)
    if "not_before" in example:
        assert deadline.span
        assert deadline.span.earliest == day(example["not_before"])
        assert deadline.span.latest == day(example["not_after"])


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_example_is_written_in_full(example):
    form = "simple" if "from" in example else "story"
    assert set(example) - {"file"} <= KEYS[form]
    assert {"why", "source"} <= set(example)
    assert ("rule" in example) != ("count" in example)
    assert example["source"].startswith("http")
    if form == "story":
        assert {"today", "state"} <= set(example)
        assert ("due" in example) or example["state"] in ("duty", "met", "stopped")


@pytest.mark.parametrize("example", STORIES, ids=name)
def test_an_example_names_only_events_and_answers_that_there_are(example, rulebook):
    for event in happenings(*example["happened"]):
        kind = rulebook.kinds[event.kind]
        answers = {answer for answer, _ in kind.which} or (WAYS if kind.sent else set())
        assert not event.how or event.how in answers or event.kind == "letter_sent", event


def test_what_only_a_log_can_bring_about_is_in_an_example(rulebook):
    shown = {event.kind for example in STORIES for event in happenings(*example["happened"])}
    assert {event.kind for event in rulebook.kinds.values() if event.logged} <= shown
    assert "promised" in shown


def test_every_way_of_counting_has_an_example_of_its_own():
    assert {example["count"] for example in EXAMPLES if "count" in example} == set(CODES)


def test_every_rule_has_an_example(rulebook):
    shown = {example["rule"] for example in EXAMPLES if "rule" in example}
    assert {rule.id for rule in rulebook.all} == shown


def test_every_rule_with_a_date_has_an_example_with_a_date(rulebook):
    dated = {rule.id for rule in rulebook.all if rule.count}
    assert dated <= {example["rule"] for example in EXAMPLES if "rule" in example and "due" in example}


def test_a_wrong_weekday_in_an_example_is_refused():
    with pytest.raises(AssertionError, match="2025-04-01 is a Tue, not a Wed"):
        day("Wed 2025-04-01")
