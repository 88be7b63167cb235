"""The rules that we know, and which of them was in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from bot.days import longdate
from bot.law.counting import ON_SCHOOL_DAYS
from bot.law.eventkind import EventKind, Subject
from bot.law.events import Event
from bot.law.rule import Nudge, Rule
from bot.law.rulefile import BadRules, RuleFile, read
from bot.law.stranger import strange_names

__all__ = [
    "BadRules",
    "EventKind",
    "NoRuleInForce",
    "Nudge",
    "Rule",
    "Rulebook",
    "Subject",
    "bundled",
    "load",
]

RULES = Path(__file__).parent / "rules"
MOST_REMEMBERED = 10_000


class NoRuleInForce(LookupError):
    """No rule has that id, or none was in force on that day. The nearest is never used instead."""


@dataclass(frozen=True)
class Rulebook:
    """Every rule, in the order of its files. A change of law is a second row with the same id."""

    all: tuple[Rule, ...]
    subjects: tuple[Subject, ...] = ()
    _started: dict[tuple[str, frozenset[str]], tuple[Rule, ...]] = field(
        default_factory=dict, compare=False, init=False, repr=False
    )

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
        """Lists the rules for one kind of case, in the order of its files."""
        if kind not in self._by_kind:
            raise NoRuleInForce(f'We know no rules about "{kind}". We know: {", ".join(self._by_kind)}.')
        return self._by_kind[kind]

    def started_by(self, kind: str, happened: frozenset[str]) -> tuple[Rule, ...]:
        """Lists those of them that one of these kinds of event can start; the answer is remembered."""
        asked = kind, happened
        if asked not in self._started:
            may = (
                rule
                for rule in self.about(kind)
                if not happened.isdisjoint((*rule.starts, *rule.else_starts))
            )
            if len(self._started) >= MOST_REMEMBERED:
                self._started.clear()
            self._started[asked] = tuple(may)
        return self._started[asked]

    def told(self, event: Event) -> str:
        """Says what happened as the parent's record has it: "Your council refused to assess"."""
        kind = self.kinds.get(event.kind)
        if kind is None:  # of a rule file that is no longer here
            return event.kind.replace("_", " ").capitalize()
        which = kind.which_words(event.how)
        return f"{kind.told} ({which})" if which else kind.told

    def nearest(self, rule_id: str) -> str | None:
        """Names the known id nearest to one that is not known."""
        close = get_close_matches(rule_id, sorted({rule.id for rule in self.all}), n=1, cutoff=0.5)
        return close[0] if close else None

    def subject(self, subject_id: str) -> Subject:
        """Finds a subject by the name of its file, or raises KeyError."""
        return self._subjects[subject_id]

    @cached_property
    def menu(self) -> tuple[Subject, ...]:
        """Lists the subjects that a parent can choose from, in their order."""
        return tuple(
            subject
            for subject in self.subjects
            if subject.kind and any(event.button for event in subject.events)
        )

    @cached_property
    def kinds(self) -> Mapping[str, EventKind]:
        """Gives every kind of event by its name, each with its place among all."""
        every = [event for subject in self.subjects for event in subject.events]
        return {event.kind: replace(event, place=place) for place, event in enumerate(every)}

    @cached_property
    def on_school_days(self) -> frozenset[str]:
        """Names the kinds of case in which school days are counted."""
        return frozenset(kind for kind, rules in self._by_kind.items() if any(map(_on_school_days, rules)))

    @cached_property
    def _subjects(self) -> dict[str, Subject]:
        return {subject.id: subject for subject in self.subjects}

    @cached_property
    def restarting(self) -> frozenset[str]:
        """Names the subjects in which a new request can begin everything again."""
        return frozenset(event.subject for event in self.kinds.values() if event.does)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Rule, ...]]:
        kind_of = {subject.id: subject.kind for subject in self.subjects}
        of = [(kind_of.get(rule.about, rule.about), rule) for rule in self.all]
        kinds = dict.fromkeys(kind for kind, _ in of if kind)
        return {kind: tuple(rule for its, rule in of if its in (kind, "")) for kind in kinds}


@cache
def bundled() -> Rulebook:
    """Gives the rules that come with the bot, read once."""
    return load()


def load(folder: Path = RULES) -> Rulebook:
    """Reads every rule file of a folder. Raises BadRules, a sentence with the file, rule and key."""
    files = sorted(
        (read(path) for path in sorted(folder.glob("*.toml"))), key=lambda each: each.subject.order
    )
    rules = tuple(rule for each in files for rule in each.rules)
    if not rules:
        raise BadRules(f"There are no rules in {folder}.")
    _refuse_twins(files)
    _refuse_overlaps(rules)
    if slip := strange_names(files):
        raise BadRules(slip)
    return Rulebook(rules, tuple(each.subject for each in files))


def _refuse_twins(files: Iterable[RuleFile]) -> None:
    known: dict[str, str] = {}
    for event in (event for each in files for event in each.subject.events):
        if event.kind in known:
            raise BadRules(
                f'{event.subject}.toml, event "{event.kind}": {known[event.kind]}.toml has it already.'
            )
        known[event.kind] = event.subject


def _refuse_overlaps(rules: Iterable[Rule]) -> None:
    for before, rule in pairwise(sorted(rules, key=lambda each: (each.id, each.in_force))):
        if before.id == rule.id and before.holds_on(rule.in_force):
            raise BadRules(
                f'{rule.about}.toml, rule "{rule.id}": two rows are in force on {longdate(rule.in_force)}. '
                "Give the earlier one an 'until'."
            )


def _on_school_days(rule: Rule) -> bool:
    return rule.count in ON_SCHOOL_DAYS or (rule.limb is not None and rule.limb.count in ON_SCHOOL_DAYS)


def _in_force(rule: Rule) -> str:
    until = f" to {longdate(rule.until)}" if rule.until else ""
    return f"from {longdate(rule.in_force)}{until}"
