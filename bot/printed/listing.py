"""What `law --list` prints: every rule in columns, under the title of its subject."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.law.eventkind import Subject
from bot.law.rules import Rule, Rulebook
from bot.printed.answer import NO_NAMES, BadQuestion
from bot.printed.phrases import last_day_words
from bot.strict import nearest

HEADS = ("rule", "period", "owed by and to", "standing", "sure", "what")
INDENT = "  "


def table(rulebook: Rulebook, day: date, subject: str = "", councils: Mapping[str, str] = NO_NAMES) -> str:
    """Lists the rules of every subject, or of one. Raises BadQuestion for a subject that we do not know."""
    chosen = chosen_subjects(rulebook, subject)
    groups = [(each, [_row(rule, day, councils) for rule in _of(each, rulebook)]) for each in chosen]
    rows = [row for _, group in groups for row in group]
    widths = [max(len(row[column]) for row in (HEADS, *rows)) for column in range(len(HEADS) - 1)]
    lines = [INDENT + _aligned(HEADS, widths)]
    for each, group in groups:
        lines += ["", f"{each.title} ({each.id})", *(INDENT + _aligned(row, widths) for row in group)]
    return "\n".join(lines)


def chosen_subjects(rulebook: Rulebook, subject: str = "") -> Sequence[Subject]:
    """Finds the subjects that have rules, or the one of that name; else raises BadQuestion."""
    known = {each.id: each for each in rulebook.subjects if any(_of(each, rulebook))}
    if not subject:
        return tuple(known.values())
    if subject not in known:
        near = nearest(subject, known) or f" There are: {', '.join(known)}."
        raise BadQuestion(f"There is no subject '{subject}'.{near}")
    return (known[subject],)


def _of(subject: Subject, rulebook: Rulebook) -> Iterable[Rule]:
    return (rule for rule in rulebook.all if rule.about == subject.id)


def _row(rule: Rule, day: date, councils: Mapping[str, str]) -> tuple[str, ...]:
    who = f"{rule.owed_by} to {rule.owed_to}"
    title = " ".join(filter(None, (rule.title, _families(rule, councils), _holds(rule, day))))
    return rule.id, _period(rule), who, rule.standing, rule.confidence, title


def _period(rule: Rule) -> str:
    if rule.count is None:
        return "no date"
    or_else = f", or {rule.limb.takes}" if rule.limb else ""
    return f"{last_day_words(rule)}{or_else} ({rule.count})"


def _families(rule: Rule, councils: Mapping[str, str]) -> str:
    only = [councils.get(each, each) for each in rule.councils]
    but = [councils.get(each, each) for each in rule.not_councils]
    return f"[only {', '.join(only)}]" if only else f"[not {', '.join(but)}]" if but else ""


def _holds(rule: Rule, day: date) -> str:
    since = [f"from {rule.in_force}"] if day < rule.in_force else []
    until = [f"until {rule.until}"] if rule.until else []
    return f"[{', '.join(since + until)}]" if since or until else ""


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
