"""Reads a rule file strictly: a slip in the law stops the bot at the start, with a sentence saying where."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.law.counting import CODES, fixed
from bot.law.events import KINDS
from bot.law.rule import Nudge, Rule
from bot.strict import NotUnderstood, fill, known_only, table

PEOPLE = (
    "council",
    "parent",
    "school",
    "governors",
    "health",
    "professionals",
    "tribunal",
    "panel",
    "mediator",
)
CHOICES = {
    "count": CODES,
    "standing": ("law", "guidance", "target", "duty"),
    "confidence": ("high", "medium", "low"),
    "owed_by": PEOPLE,
    "owed_to": PEOPLE,
    "holidays": ("england", "uk"),
}
EVENTS = ("starts", "met_by", "proved_by", "stopped_by")
MUST_SAY = ("id", "title", "says", "means", "cite", "url")
LETTER = re.compile(r"[A-Z]\d+")
PERIOD = "{period}"


class BadRules(NotUnderstood):
    """A rule file that cannot be trusted; the sentence names the file, the rule and the key."""


def read(path: Path) -> tuple[Rule, ...]:
    """Reads every rule of one file, in its order."""
    try:
        tables = table(path.read_text(encoding="utf-8"), path.name)
        known_only(tables, ["rule"], path.name, "table")
        return tuple(_rule(row, number, path) for number, row in enumerate(tables.get("rule", []), start=1))
    except NotUnderstood as slip:
        raise BadRules(str(slip)) from slip


def _rule(row: dict[str, Any], number: int, path: Path) -> Rule:
    where = f'{path.name}, rule "{row["id"]}"' if row.get("id") else f"{path.name}, rule number {number}"
    nudges = tuple(fill(Nudge, each, f"{where}, nudges") for each in row.pop("nudges", []))
    rule = fill(Rule, row, where, about=path.stem, nudges=nudges)
    _known_words(rule, where)
    for check in CHECKS:
        if slip := check(rule):
            raise NotUnderstood(f"{where}: {slip}")
    said, meant = (words.replace(PERIOD, rule.period) for words in (rule.says, rule.means))
    return replace(rule, says=said, means=meant)


def _known_words(rule: Rule, where: str) -> None:
    for key, choices in CHOICES.items():
        value = getattr(rule, key)
        known_only([] if value is None else [value], choices, f"{where}: '{key}'", "word")
    for key in EVENTS:
        kinds = [event.partition(":")[0] for event in getattr(rule, key)]
        known_only(kinds, KINDS, f"{where}: '{key}'", "event")
    known_only([rule.after] if rule.after else [], KINDS, f"{where}: 'after'", "event")


def _words(rule: Rule) -> str | None:
    empty = next((key for key in MUST_SAY if not getattr(rule, key).strip()), None)
    if empty:
        return f"'{empty}' is empty."
    return None if rule.url.startswith("https://") else "'url' should start with https://."


def _period(rule: Rule) -> str | None:
    if (rule.count is None) != (rule.n is None):
        return "'count' and 'n' go together."
    if (rule.standing == "duty") != (rule.count is None):
        return "a 'duty' has no 'count', and every other 'standing' has one."
    if (rule.count == "FIX") != (rule.month is not None):
        return "'month' goes with the count FIX, and with no other."
    if rule.count and not rule.counted_from:
        return "the key 'counted_from' is missing: the day that the clock starts, in plain words."
    return None


def _number(rule: Rule) -> str | None:
    if rule.n is None:
        return None
    if rule.n < 1:
        return f"'n' should be 1 or more, not {rule.n}."
    try:
        fixed(rule.n if rule.month else 1, rule.month or 1, rule.in_force)
    except ValueError as slip:
        return f"'n' and 'month' make no date. {slip}"
    return None


def _dates(rule: Rule) -> str | None:
    if rule.until is not None and rule.until < rule.in_force:
        return "'until' is before 'in_force'."
    return None


def _nudges(rule: Rule) -> str | None:
    if rule.nudges and rule.count is None:
        return "'nudges' need a date, and this rule has no 'count'."
    stages = [nudge.stage for nudge in rule.nudges]
    if len(set(stages)) < len(stages):
        return "two 'nudges' have the same 'stage'."
    wrong = next((letter for letter in rule.offers if not LETTER.fullmatch(letter)), None)
    if wrong is not None:
        return f"'offers' has '{wrong}'. A letter is named like 'A3'."
    unlisted = {nudge.letter for nudge in rule.nudges if nudge.letter} - set(rule.offers)
    return f"the nudge's letter '{min(unlisted)}' is not in 'offers'." if unlisted else None


CHECKS: tuple[Callable[[Rule], str | None], ...] = (_words, _period, _number, _dates, _nudges)
