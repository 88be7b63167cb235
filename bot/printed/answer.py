"""What `law RULE DATE` prints: a rule, its last day, its source, and what that day takes for granted."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.days import longdate
from bot.law.calendars import Calendars
from bot.law.rules import NoRuleInForce, Rule, Rulebook
from bot.law.school import Span
from bot.printed.phrases import STANDING, SURE, families, second_count

EVERY_ID = "`law --list` shows every rule."
FOOTER = "General information, not legal advice."
NO_NAMES: Mapping[str, str] = {}


class BadQuestion(ValueError):
    """A question that cannot be answered as it was asked; the sentence says what to type instead."""


def describe(
    rule_id: str,
    start: str,
    rulebook: Rulebook,
    calendars: Calendars,
    councils: Mapping[str, str] = NO_NAMES,
    *,
    as_json: bool = False,
) -> str:
    """Answers one question: this rule, from this day. Raises BadQuestion with a sentence to show.

    `councils` are the names of councils by their ids.
    """
    day = _a_day(start)
    rule = _rule(rule_id, day, rulebook)
    span = _span(rule, day, calendars)
    assumed = _assumptions(rule, day, span, councils)
    if as_json:
        return json.dumps(_facts(rule, day, span, assumed), ensure_ascii=False, indent=2)
    also = [(other, _span(other, day, calendars)) for other in rulebook.on(day) if other.id in rule.see]
    return "\n".join(
        [*_head(rule, day, span), *_source(rule), *_notes(rule, assumed), *_also(also), "", FOOTER]
    )


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


def _span(rule: Rule, day: date, calendars: Calendars) -> Span | None:
    try:
        return rule.span(day, calendars)
    except (LookupError, ValueError) as cannot:
        raise BadQuestion(f"{rule.id} cannot be counted from {longdate(day)}. {cannot}") from cannot
    except OverflowError:
        raise BadQuestion(f"{longdate(day)} is too far away. Write a date like this: 2025-04-01.") from None


def _facts(rule: Rule, day: date, span: Span | None, assumed: Sequence[str]) -> dict[str, object]:
    return {
        "rule": rule.id,
        "from": day.isoformat(),
        "due": rule.safe(span).isoformat() if span else None,
        "owed_by": rule.owed_by,
        "cite": rule.cite,
        "url": rule.url,
        "assumptions": assumed,
    }


def _start(rule: Rule, day: date) -> list[str]:
    if rule.count == "FIX":
        return [f"We take the first such date on or after {longdate(day)}."]
    return [f"We take {longdate(day)} as {rule.counted_from}."] if rule.counted_from else []


def _assumptions(rule: Rule, day: date, span: Span | None, councils: Mapping[str, str]) -> list[str]:
    return [
        *_start(rule, day),
        *filter(None, [families(rule, councils)]),
        *_range(span),
        *(span.assumptions if span else ()),
        *_second(rule),
        *rule.assumes,
    ]


def _range(span: Span | None) -> list[str]:
    if span is None or span.earliest == span.latest:
        return []
    return [f"It is no earlier than {longdate(span.earliest)} and no later than {longdate(span.latest)}."]


def _second(rule: Rule) -> list[str]:
    limb = rule.limb
    if limb is None:
        return []
    return [f"It is {second_count(limb)}.", *([limb.without] if limb.without else [])]


def _head(rule: Rule, day: date, span: Span | None) -> list[str]:
    last = (
        f"{longdate(rule.safe(span))} ({rule.period or 'a fixed date'})"
        if span
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


def _notes(rule: Rule, assumed: Sequence[str]) -> list[str]:
    return [
        *_section("This takes for granted:", assumed),
        *_section("What may change it (nothing here moves the date by itself):", rule.exceptions),
    ]


def _also(others: Sequence[tuple[Rule, Span | None]]) -> list[str]:
    lines = [
        f"{other.id}: {longdate(other.safe(span)) if span else 'no date'} ({other.title})"
        for other, span in others
    ]
    return _section("See also:", lines)


def _section(head: str, lines: Iterable[str]) -> list[str]:
    found = [f"  - {line}" for line in lines]
    return ["", head, *found] if found else []
