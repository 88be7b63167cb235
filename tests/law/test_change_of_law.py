"""A change of law is one more row with dates: only what begins from then on has the new period.

Every test writes its change into a copy of the rule files that the bot itself loads.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from what_happened import day, happenings

from bot.law.deadlines import deadlines
from bot.law.rules import RULES, BadRules, NoRuleInForce, Rulebook, load
from bot.printed.answer import describe
from bot.printed.inwords import InWords
from bot.printed.listing import table

PLAN, NAMES_IT = "final-plan-20w", "conc-assess-final"
BEFORE, LAST, FIRST, AFTER = "Tue 2029-03-27", "Sat 2029-03-31", "Sun 2029-04-01", "Tue 2029-04-03"
ENDS = {"until": "2029-03-31"}
BEGINS = {"in_force": "2029-04-01", "n": "12", "cite": '"regulation 9 of the Plans Regulations 2029"'}


@dataclass(frozen=True)
class Copy:
    """The real rule files in a folder of their own, to be changed."""

    folder: Path

    def row(self, rule_id: str) -> str:
        """The text of a row, from its first key to its last."""
        found = re.search(
            rf'^id = "{rule_id}"$.*?(?=\n\n\n|\Z)', self._text(rule_id), re.DOTALL | re.MULTILINE
        )
        assert found
        return found[0].rstrip()

    def put(self, rule_id: str, *rows: str) -> "Copy":
        """Puts these rows in the place of one; none takes it away."""
        path, old = self._path(rule_id), f"[[rule]]\n{self.row(rule_id)}\n"
        new = "\n\n".join(f"[[rule]]\n{row}\n" for row in rows)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return self

    def load(self) -> Rulebook:
        return load(self.folder)

    def _path(self, rule_id: str) -> Path:
        return next(
            path for path in self.folder.glob("*.toml") if f'id = "{rule_id}"\n' in path.read_text("utf-8")
        )

    def _text(self, rule_id: str) -> str:
        return self._path(rule_id).read_text(encoding="utf-8")


def with_keys(row: str, keys: dict[str, str]) -> str:
    """The row with other values for these keys, or with these keys as well."""
    for key, value in keys.items():
        row, changed = re.subn(rf"^{key} = .*$", f"{key} = {value}", row, flags=re.MULTILINE)
        row = row if changed else row.replace("\nin_force = ", f"\n{key} = {value}\nin_force = ")
    return row


@pytest.fixture
def files(tmp_path):
    shutil.copytree(RULES, tmp_path / "rules")
    return Copy(tmp_path / "rules")


@pytest.fixture
def changed(files):
    """A law under which a final plan that is asked for from 1 April 2029 is due within 12 weeks."""
    row = files.row(PLAN)
    return files.put(PLAN, with_keys(row, ENDS), with_keys(row, BEGINS)).load()


@pytest.fixture
def plan(calendars):
    """`plan(rulebook, "received Tue 2029-03-27")`: the deadline for the final plan, seen long afterwards."""

    def found(rulebook, *happened, on="Mon 2029-12-03"):
        every = deadlines("plan", happenings(*happened), rulebook, calendars, day(on))
        return next((each for each in every if each.rule.id == PLAN), None)

    return found


# Another period


@pytest.mark.parametrize(
    ("received", "due", "period"),
    [
        (BEFORE, "Tue 2029-08-14", "20 weeks"),
        (LAST, "Sat 2029-08-18", "20 weeks"),
        (FIRST, "Sun 2029-06-24", "12 weeks"),
        (AFTER, "Tue 2029-06-26", "12 weeks"),
    ],
)
def test_a_clock_keeps_the_period_of_the_day_on_which_it_started(received, due, period, changed, plan):
    found = plan(changed, f"received {received}")
    assert (found.due, found.rule.period) == (day(due), period)
    assert f"within {period} of getting your request" in found.rule.says


def test_a_request_sent_before_and_received_after_the_change_has_the_new_period(changed, plan):
    found = plan(changed, "asked:email Thu 2029-03-29", f"received {AFTER}")
    assert found.due == day("Tue 2029-06-26")


def test_a_decision_after_the_change_does_not_move_an_old_case_to_the_new_period(changed, plan):
    found = plan(changed, f"received {BEFORE}", "agreed Tue 2029-05-08", "draft Tue 2029-07-03")
    assert (found.due, found.state) == (day("Tue 2029-08-14"), "missed")


def test_a_second_request_after_the_change_has_the_new_period_though_the_first_had_the_old(changed, plan):
    again = plan(changed, f"received {BEFORE}", "refused Mon 2029-04-30", "received Tue 2029-10-02")
    assert (again.due, again.rule.n) == (day("Tue 2029-12-25"), 12)


def test_every_other_date_of_a_case_is_as_it_was(changed, rulebook, calendars):
    for received in (BEFORE, AFTER):
        happened = happenings(f"received {received}", "agreed Tue 2029-05-08")
        one, other = (
            deadlines("plan", happened, book, calendars, day(AFTER)) for book in (rulebook, changed)
        )
        assert {each.rule.id: each.due for each in one if each.rule.id != PLAN} == {
            each.rule.id: each.due for each in other if each.rule.id != PLAN
        }


# Where it is shown


@pytest.mark.parametrize(("on", "n"), [(BEFORE, 20), (LAST, 20), (FIRST, 12), (AFTER, 12)])
def test_the_rule_of_a_day_is_the_row_that_was_in_force(on, n, changed):
    assert changed.rule(PLAN, on=day(on)).n == n
    assert [rule.n for rule in changed.on(day(on)) if rule.id == PLAN] == [n]


@pytest.mark.parametrize(
    ("start", "last", "cite"),
    [
        ("2029-03-27", "Tue 14 August 2029 (20 weeks)", "regulation 13(2) of the Special Educational Needs"),
        ("2029-04-03", "Tue 26 June 2029 (12 weeks)", "regulation 9 of the Plans Regulations 2029"),
    ],
)
def test_the_card_of_a_rule_has_the_period_and_the_source_of_its_day(start, last, cite, changed, calendars):
    card = describe(PLAN, start, changed, calendars)
    assert f"Last day:   {last}" in card
    assert f"Source:     {cite}" in card


def test_the_list_has_both_rows_and_says_when_each_holds(changed):
    rows = [line for line in table(changed, day(BEFORE)).splitlines() if line.split()[:1] == [PLAN]]
    assert [re.findall(r"\d+ weeks", row) for row in rows] == [["20 weeks"], ["12 weeks"]]
    assert "until 2029-03-31" in rows[0]
    assert "from 2029-04-01" in rows[1]


@pytest.mark.parametrize(
    ("today", "holds"), [(BEFORE, ["In force", "Not yet"]), (AFTER, ["No longer", "In force"])]
)
def test_the_rules_in_words_say_which_row_holds_today(today, holds, changed):
    words = InWords(changed, day(today))
    said = [words.entry(rule).holds for rule in changed.all if rule.id == PLAN]
    assert [words.startswith(start) for words, start in zip(said, holds, strict=True)] == [True, True]


# A rule that ends, one that begins, and one that is taken out of the file


def test_a_repealed_rule_still_holds_for_what_began_before(files, plan):
    repealed = files.put(PLAN, with_keys(files.row(PLAN), ENDS)).load()
    assert plan(repealed, f"received {LAST}").due == day("Sat 2029-08-18")
    assert plan(repealed, f"received {FIRST}") is None


def test_a_repealed_rule_is_named_with_the_days_on_which_it_held(files, calendars):
    repealed = files.put(PLAN, with_keys(files.row(PLAN), ENDS)).load()
    sentence = (
        f'The rule "{PLAN}" was not in force on Sun 1 April 2029. '
        "We know it from Mon 1 September 2014 to Sat 31 March 2029."
    )
    with pytest.raises(NoRuleInForce, match=re.escape(sentence)):
        repealed.rule(PLAN, on=day(FIRST))


def test_a_new_rule_is_for_what_begins_on_its_first_day_or_after(files, calendars):
    new = with_keys(files.row(PLAN), {"id": '"plan-news-4w"', "n": "4", "in_force": "2029-04-01"})
    book = files.put(PLAN, files.row(PLAN), new).load()
    for received, due in ((LAST, None), (FIRST, day("Sun 2029-04-29"))):
        found = deadlines("plan", happenings(f"received {received}"), book, calendars, day(AFTER))
        assert next((each.due for each in found if each.rule.id == "plan-news-4w"), None) == due
        assert PLAN in {each.rule.id for each in found}


def test_a_rule_that_is_taken_out_leaves_no_date_behind(files, plan):
    files.put(NAMES_IT, files.row(NAMES_IT).replace(f', "{PLAN}"]', "]"))
    assert plan(files.put(PLAN).load(), f"received {BEFORE}") is None


def test_a_rule_that_another_names_cannot_be_taken_out_unnoticed(files):
    with pytest.raises(BadRules, match=f"appeal.toml, rule \"{NAMES_IT}\": 'see'"):
        files.put(PLAN).load()


def test_two_rows_that_hold_on_one_day_are_refused(files):
    row = files.row(PLAN)
    with pytest.raises(BadRules, match="two rows are in force on Sun 1 April 2029"):
        files.put(PLAN, row, with_keys(row, BEGINS)).load()
