"""What a letter is told: everything it may print, and nothing that it must look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.law.deadlines import Deadline
from bot.law.rules import Rule

RUNNING = {"running": ("due", "missed"), "missed": ("missed",)}


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """One letter's facts, from the record. What is not known is empty, and the letter leaves it out."""

    written_on: date  # lateness is counted to this day
    reply_by: date  # from Letter.reply_in_working_days and the working-day calendar
    parent_name: str
    child_name: str  # in full, once
    child_called: str  # in the text
    council_name: str
    dear: str  # "EHC team"
    to: tuple[str, ...]  # name and address lines; Directory.recipient gives both
    rules: Mapping[str, Rule]  # every rule that the letter cites, in force on written_on
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)  # by rule id, those that are running
    from_lines: tuple[str, ...] = ()  # the parent's address or e-mail address
    copies: tuple[str, ...] = ()  # only people a copy really goes to
    sent_how: str = ""  # "By e-mail"
    born_on: date | None = None
    school: str = ""
    reference: str | None = None
    asked_on: date | None = None  # the day the request was sent
    receipt_confirmed: bool = False  # the council has said on which day it received the request
    story: tuple[tuple[date, str], ...] = ()
    own_words: str = ""
    effect: str = ""
    earlier_letters: tuple[tuple[date, str], ...] = ()
    attachments: tuple[str, ...] = ()
    reply_how: str = ""  # "by e-mail"
    adjustments: str = ""

    def has(self, need: str) -> bool:
        """Whether a need is met: a fact by name, `running.<rule id>` or `missed.<rule id>`."""
        kind, _, rule_id = need.partition(".")
        if not rule_id:
            value = getattr(self, need)
            return bool(value.strip() if isinstance(value, str) else value)
        deadline = self.deadlines.get(rule_id)
        return deadline is not None and deadline.state in RUNNING[kind]
