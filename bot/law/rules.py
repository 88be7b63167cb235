"""The rules that we know, and which of them was in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from bot.days import longdate
from bot.law.rule import Nudge, Rule
from bot.law.rulefile import BadRules, read

__all__ = ["BadRules", "NoRuleInForce", "Nudge", "Rule", "Rulebook", "load"]

RULES = Path(__file__).parent / "rules"


class NoRuleInForce(LookupError):
    """No rule has that id, or none was in force on that day. The nearest is never used instead."""


@dataclass(frozen=True)
class Rulebook:
    """Every rule, in the order of its files. A change of law is a second row with the same id."""

    all: tuple[Rule, ...]

    def rule(self, rule_id: str, on: date) -> Rule:
        """Finds the rule with that id that was in force on that day, or raises NoRuleInForce."""
        rows = [rule for rule in self.all if rule.id == rule_id]
        for rule in rows:
            if rule.holds_on(on):
                return rule
        if not rows:
            raise NoRuleInForce(f'There is no rule "{rule_id}".')
        known = "; ".join(_in_force(rule) for rule in rows)
        raise NoRuleInForce(f'The rule "{rule_id}" was not in force on {longdate(on)}. We know it {known}.')

    def on(self, day: date) -> tuple[Rule, ...]:
        """Lists the rules in force on a day."""
        return tuple(rule for rule in self.all if rule.holds_on(day))

    def about(self, kind: str) -> tuple[Rule, ...]:
        """Lists the rules for one kind of case, in the order of its file."""
        if kind not in self._kinds:
            raise NoRuleInForce(f'We know no rules about "{kind}". We know: {", ".join(self._kinds)}.')
        return self._kinds[kind]

    def nearest(self, rule_id: str) -> str | None:
        """Names the known id nearest to one that is not known."""
        close = get_close_matches(rule_id, sorted({rule.id for rule in self.all}), n=1, cutoff=0.5)
        return close[0] if close else None

    @cached_property
    def _kinds(self) -> dict[str, tuple[Rule, ...]]:
        kinds = dict.fromkeys(rule.about for rule in self.all)
        return {kind: tuple(rule for rule in self.all if rule.about == kind) for kind in kinds}


def load(folder: Path = RULES) -> Rulebook:
    """Reads every rule file of a folder. Raises BadRules, a sentence with the file, rule and key."""
    rules = tuple(rule for path in sorted(folder.glob("*.toml")) for rule in read(path))
    if not rules:
        raise BadRules(f"There are no rules in {folder}.")
    _refuse_overlaps(rules)
    _refuse_strangers(rules)
    return Rulebook(rules)


def _refuse_overlaps(rules: Iterable[Rule]) -> None:
    for before, rule in pairwise(sorted(rules, key=lambda each: (each.id, each.in_force))):
        if before.id == rule.id and before.holds_on(rule.in_force):
            raise BadRules(
                f'{rule.about}.toml, rule "{rule.id}": two rows are in force on {longdate(rule.in_force)}. '
                "Give the earlier one an 'until'."
            )


def _refuse_strangers(rules: Iterable[Rule]) -> None:
    ids = {rule.id for rule in rules}
    for rule in rules:
        if strange := set(rule.see) - ids:
            raise BadRules(
                f'{rule.about}.toml, rule "{rule.id}": \'see\' names "{min(strange)}", which is no rule.'
            )


def _in_force(rule: Rule) -> str:
    until = f" to {longdate(rule.until)}" if rule.until else ""
    return f"from {longdate(rule.in_force)}{until}"
