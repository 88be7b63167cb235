"""What a row of a rule file must hold besides its keys: each check gives a sentence, or nothing."""

import re
from collections.abc import Callable

from bot.law.counting import fixed
from bot.law.eventkind import EventKind
from bot.law.rule import Rule

MUST_SAY = ("id", "title", "says", "means", "cite", "url")
LETTER = re.compile(r"[A-Z]\d+")
KIND = re.compile("[a-z][a-z0-9_]{0,23}")
AN_ANSWER = 2  # its id and its words
LONGEST_BUTTON = 40


def rule_slip(rule: Rule) -> str | None:
    """Finds what is wrong with a rule, as a sentence; None when nothing is."""
    return next((slip for check in CHECKS if (slip := check(rule))), None)


def event_slip(event: EventKind) -> str | None:
    """Finds what is wrong with a kind of event, as a sentence; None when nothing is."""
    if not KIND.fullmatch(event.kind):
        return "'kind' is up to 24 small letters, digits and underscores."
    if not event.told.strip():
        return "'told' is empty."
    if bool(event.which_ask) != bool(event.which and not event.logged):
        return "'which' and 'which_ask' go together."
    if event.sent and event.which:
        return "'sent' and 'which' do not go together: only one thing is kept with an event."
    for key, rows in (("which", event.which), ("which_letter", event.which_letter)):
        if wrong := next((answer for answer in rows if len(answer) != AN_ANSWER), None):
            return f"'{key}' has {list(wrong)}. Each answer is an id and its words."
    answers = {answer[0] for answer in event.which}
    stray = next((answer[0] for answer in event.which_letter if answer[0] not in answers), None)
    return f"'which_letter' has '{stray}', which is no answer of 'which'." if stray else None


def _words(rule: Rule) -> str | None:
    empty = next((key for key in MUST_SAY if not getattr(rule, key).strip()), None)
    if empty:
        return f"'{empty}' is empty."
    return None if rule.url.startswith("https://") else "'url' should start with https://."


def _period(rule: Rule) -> str | None:
    if (rule.count is None) != (rule.n is None):
        return "'count' and 'n' go together."
    if rule.standing != "guidance" and (rule.standing == "duty") != (rule.count is None):
        return "a 'duty' has no 'count', 'guidance' may have one, and every other 'standing' has one."
    if (rule.count == "FIX") != (rule.month is not None):
        return "'month' goes with the count FIX, and with no other."
    if rule.count and not rule.counted_from:
        return "the key 'counted_from' is missing: the day that the clock starts, in plain words."
    return _second(rule)


def _second(rule: Rule) -> str | None:
    if bool(rule.else_starts) != bool(rule.else_assumes):
        return "'else_starts' and 'else_assumes' go together."
    if rule.limb is None:
        return None
    if rule.count is None:
        return "a 'limb' is a second count, and this rule has no first."
    if bool(rule.limb.starts) != bool(rule.limb.without):
        return "a 'limb' that has 'starts' says in 'without' what holds until then, and no other does."
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
