"""Reads a rule file strictly: a slip in the law stops the bot at the start, with a sentence saying where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.law.counting import CODES, COUNTS, ON_SCHOOL_DAYS, ON_WORKING_DAYS
from bot.law.eventkind import EventKind, Subject
from bot.law.events import DOES
from bot.law.rule import Limb, Nudge, Rule
from bot.law.rulecheck import event_slip, rule_slip
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
    "ombudsman",
    "minister",
    "social care",
)
CALENDARS = ("england", "uk", "tribunal")
CHOICES = {
    "count": CODES,
    "standing": ("law", "guidance", "target", "promise", "duty"),
    "confidence": ("high", "medium", "low"),
    "owed_by": PEOPLE,
    "owed_to": PEOPLE,
    "holidays": CALENDARS,
    "rolls": ("", *CALENDARS),
}
LIMB_CHOICES = {
    "takes": ("later", "earlier"),
    "count": (*COUNTS, *ON_WORKING_DAYS, *ON_SCHOOL_DAYS),
    "rolls": ("", *CALENDARS),
    "holidays": CALENDARS,
}
EVENT_CHOICES = {"by": ("us", "them"), "when": ("past", "future", "either"), "does": ("", *DOES)}
PERIOD = "{period}"


class BadRules(NotUnderstood):
    """A rule file that cannot be trusted; the sentence names the file, the rule and the key."""


@dataclass(frozen=True)
class RuleFile:
    """One file: what can happen, and the rules."""

    subject: Subject
    rules: tuple[Rule, ...]


def read(path: Path) -> RuleFile:
    """Reads one file, in its order."""
    try:
        tables = table(path.read_text(encoding="utf-8"), path.name)
        known_only(tables, ["case", "event", "rule"], path.name, "table")
        rows = enumerate(tables.get("rule", []), start=1)
        return RuleFile(_subject(tables, path), tuple(_rule(row, number, path) for number, row in rows))
    except NotUnderstood as slip:
        raise BadRules(str(slip)) from slip


def _subject(tables: dict[str, Any], path: Path) -> Subject:
    rows = enumerate(tables.get("event", []), start=1)
    events = tuple(_event(row, number, path) for number, row in rows)
    case = tables.get(
        "case", {"kind": "", "title": "", "ask": ""}
    )  # a file of events that belong to every case
    return fill(Subject, case, f"{path.name}, case", id=path.stem, events=events)


def _event(row: dict[str, Any], number: int, path: Path) -> EventKind:
    where = (
        f'{path.name}, event "{row["kind"]}"' if row.get("kind") else f"{path.name}, event number {number}"
    )
    event = fill(EventKind, row, where, subject=path.stem, place=number)
    _choices(event, EVENT_CHOICES, where)
    if slip := event_slip(event):
        raise NotUnderstood(f"{where}: {slip}")
    return event


def _rule(row: dict[str, Any], number: int, path: Path) -> Rule:
    where = f'{path.name}, rule "{row["id"]}"' if row.get("id") else f"{path.name}, rule number {number}"
    given = {
        "nudges": tuple(fill(Nudge, each, f"{where}, nudges") for each in row.pop("nudges", [])),
        "limb": fill(Limb, row.pop("limb"), f"{where}, limb") if "limb" in row else None,
    }
    rule = fill(Rule, row, where, about=path.stem, **given)
    _choices(rule, CHOICES, where)
    if rule.limb:
        _choices(rule.limb, LIMB_CHOICES, f"{where}, limb")
    if slip := rule_slip(rule):
        raise NotUnderstood(f"{where}: {slip}")
    said, meant = (words.replace(PERIOD, rule.period) for words in (rule.says, rule.means))
    return replace(rule, says=said, means=meant)


def _choices(row: object, choices: Mapping[str, Collection[str]], where: str) -> None:
    for key, known in choices.items():
        value = getattr(row, key)
        known_only([] if value is None else [value], known, f"{where}: '{key}'", "word")
