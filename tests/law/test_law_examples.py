"""Every example in examples.toml, worked by hand or published, comes out to the day."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from what_happened import day

from bot.law.counting import CODES, last_day

EXAMPLES = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))["example"]
KEYS = {"why", "rule", "count", "n", "month", "holidays", "open", "from", "due", "source"}


@dataclass(frozen=True)
class OpenOn:
    days: frozenset[date]

    def is_school_day(self, on: date) -> bool:
        return on in self.days


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["why"])
def test_an_example_comes_out_to_the_day(example, rulebook, calendars):
    start, due = day(example["from"]), day(example["due"])
    if "rule" in example:
        assert rulebook.rule(example["rule"], on=start).due(start, calendars) == due
        return
    with_school = replace(calendars, school=OpenOn(frozenset(day(each) for each in example.get("open", []))))
    extra = {key: example[key] for key in ("month", "holidays") if key in example}
    assert last_day(example["count"], start, example["n"], with_school, **extra) == due


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["why"])
def test_an_example_is_written_in_full(example):
    assert set(example) <= KEYS
    assert {"why", "from", "due", "source"} <= set(example)
    assert ("rule" in example) != ("count" in example)
    assert example["source"].startswith("http")


def test_every_way_of_counting_has_an_example_of_its_own():
    assert {example["count"] for example in EXAMPLES if "count" in example} == set(CODES)


def test_every_rule_with_a_date_has_an_example(rulebook):
    dated = {rule.id for rule in rulebook.all if rule.count}
    assert dated == {example["rule"] for example in EXAMPLES if "rule" in example}


def test_a_wrong_weekday_in_an_example_is_refused():
    with pytest.raises(AssertionError, match="2025-04-01 is a Tue, not a Wed"):
        day("Wed 2025-04-01")
