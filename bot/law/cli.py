"""What `law RULE DATE` prints: a rule, its last day, its source, and what that day takes for granted."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from bot.days import longdate
from bot.law.calendars import Calendars
from bot.law.rules import NoRuleInForce, Rule, Rulebook

EVERY_ID = "`law --list` shows every rule."
SURE = {
    "high": "high: the words of the source were read, or two good sources agree",
    "medium": "medium: one good source",
    "low": "low: this is what we think; ask an adviser before you rely on it",
}
STANDING = {
    "law": "law",
    "duty": "law, with no number of days",
    "guidance": "guidance, not law: missing it does not by itself break the law",
    "target": "a target, not law: missing it does not break the law",
}
FOOTER = "General information, not legal advice."


class BadQuestion(ValueError):
    """A question that cannot be answered as it was asked; the sentence says what to type instead."""


def describe(
    rule_id: str, start: str, rulebook: Rulebook, calendars: Calendars, *, as_json: bool = False
) -> str:
    """Answers one question: this rule, from this day. Raises BadQuestion with a sentence to show."""
    day = _a_day(start)
    rule = _rule(rule_id, day, rulebook)
    due = _due(rule, day, calendars)
    if as_json:
        return json.dumps(_facts(rule, day, due), ensure_ascii=False, indent=2)
    also = [(other, _due(other, day, calendars)) for other in rulebook.on(day) if other.id in rule.see]
    return "\n".join([*_head(rule, day, due), *_source(rule), *_notes(rule, day), *_also(also), "", FOOTER])


def table(rulebook: Rulebook) -> str:
    """Lists every rule: id, period, who owes it, what kind of rule it is, and how sure we are."""
    heads = ("rule", "period", "owed by", "standing", "sure", "what")
    rows = [_row(rule) for rule in rulebook.all]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    return "\n".join(_aligned(row, widths) for row in (heads, *rows))


def _a_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(
            f'"{text}" is not a date that we can read. Write it like this: 2025-04-01.'
        ) from None


def _rule(rule_id: str, day: date, rulebook: Rulebook) -> Rule:
    try:
        return rulebook.rule(rule_id, on=day)
    except NoRuleInForce as none:
        near = rulebook.nearest(rule_id)
        if near == rule_id:
            raise BadQuestion(str(none)) from none
        raise BadQuestion(f"{none} " + (f'Did you mean "{near}"?' if near else EVERY_ID)) from none


def _due(rule: Rule, day: date, calendars: Calendars) -> date | None:
    try:
        return rule.due(day, calendars)
    except (LookupError, ValueError) as cannot:
        raise BadQuestion(f"{rule.id} cannot be counted from {longdate(day)}. {cannot}") from cannot
    except OverflowError:
        raise BadQuestion(f"{longdate(day)} is too far away. Write a date like this: 2025-04-01.") from None


def _facts(rule: Rule, day: date, due: date | None) -> dict[str, object]:
    return {
        "rule": rule.id,
        "from": day.isoformat(),
        "due": due.isoformat() if due else None,
        "owed_by": rule.owed_by,
        "cite": rule.cite,
        "url": rule.url,
        "assumptions": _assumptions(rule, day),
    }


def _assumptions(rule: Rule, day: date) -> list[str]:
    counted = [f"We take {longdate(day)} as {rule.counted_from}."] if rule.counted_from else []
    return counted + list(rule.assumes)


def _head(rule: Rule, day: date, due: date | None) -> list[str]:
    last = (
        f"{longdate(due)} ({rule.period or 'a fixed date'})"
        if due
        else "none: the law gives no number of days"
    )
    return [
        f"{rule.title} ({rule.id})",
        rule.says,
        "",
        f"From:       {longdate(day)}",
        f"Last day:   {last}",
        f"Owed by:    {rule.owed_by}, to {rule.owed_to}",
        f"Standing:   {STANDING[rule.standing]}",
    ]


def _source(rule: Rule) -> list[str]:
    quote = [f'Words:      "{rule.quote}"'] if rule.quote else []
    read_on = f"Read on:    {longdate(rule.read_on)}"
    return [
        f"Source:     {rule.cite}",
        f"Link:       {rule.url}",
        *quote,
        read_on,
        f"How sure:   {SURE[rule.confidence]}",
    ]


def _notes(rule: Rule, day: date) -> list[str]:
    return [
        *_section("This takes for granted:", _assumptions(rule, day)),
        *_section("What may change it (nothing here moves the date by itself):", rule.exceptions),
    ]


def _also(others: Sequence[tuple[Rule, date | None]]) -> list[str]:
    lines = [f"{other.id}: {longdate(due) if due else 'no date'} ({other.title})" for other, due in others]
    return _section("See also:", lines)


def _section(head: str, lines: Iterable[str]) -> list[str]:
    found = [f"  - {line}" for line in lines]
    return ["", head, *found] if found else []


def _row(rule: Rule) -> tuple[str, ...]:
    period = f"{rule.period} ({rule.count})" if rule.count else "no date"
    return rule.id, period, rule.owed_by, rule.standing, rule.confidence, rule.title


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
