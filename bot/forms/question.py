"""A question: its words, its buttons, and the one condition under which it is asked."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.days import longdate
from bot.forms.invalid import Invalid, Refused
from bot.forms.options import LONGEST_LABEL, Option, chosen, please_choose, same_words
from bot.forms.times import short_time

Answers = dict[str, str]  # question id -> stored answer ("" is skipped); plain JSON, survives any deploy
Parse = Callable[[str, date], str]
When = Callable[[Answers], bool]

ANY_DAY = date(2026, 1, 1)


class BadForm(ValueError):
    """A form or question that could not be asked; found when it is built, or in its first test."""


def always(earlier: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """`ask` is a constant, `parse` turns a reply into what is stored, `label` is its name for checking."""

    id: str
    ask: str
    parse: Parse | None = None  # none: its buttons are the only answers
    options: tuple[Option, ...] = ()
    when: When = always
    why: str = ""
    optional: bool = False
    label: str = ""
    say: Callable[[str], str] | None = None  # how a typed answer reads, where its stored form does not
    beside: Callable[["Question", Answers], "Question"] | None = None  # itself, as earlier answers shape it

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.ask.strip():
            raise BadForm(f"{self.id} asks nothing")
        if not self.parse and not self.options:
            raise BadForm(f"{self.id} has neither a parser nor buttons")
        self._check_options()
        object.__setattr__(self, "label", self.label or self.id.replace("_", " ").capitalize())

    def after(self, earlier: Answers) -> "Question":
        """The question as it is asked after these answers: with buttons and words read as they make sense."""
        return self.beside(self, earlier) if self.beside else self

    def read(self, reply: str, today: date) -> str:
        """The stored answer for a reply, typed or tapped (an option's value), or Invalid.

        A tapped option is read as if its value had been typed ("today" is a date); one that the parser
        does not know stands for itself ("not_yet").
        """
        option = chosen(reply, self.options)
        if option is None and self.optional and same_words(reply) == "skip":
            return ""
        if option is None:
            return self._parsed(reply, today)
        if option.hint:
            raise Invalid(option.hint)
        try:
            return self._parsed(option.value, today)
        except Refused:
            raise
        except Invalid:
            return option.value

    def accepts(self, stored: object) -> bool:
        """Whether a stored answer is still one: not from an older form, nor of another kind."""
        if not isinstance(stored, str) or not stored:
            return self.optional and stored == ""
        on = _as_date(stored) or ANY_DAY  # on its own day, a date to come has not gone by
        try:
            return self.read(stored, on) == stored
        except Invalid:
            return False

    def show(self, stored: str) -> str:
        """A stored answer as people say it."""
        day = _as_date(stored)
        labels = {option.value: option.label for option in self.options}
        if stored in labels and not day:
            return labels[stored]
        if stored and self.say:
            return self.say(stored)
        if day:
            return longdate(day)
        return short_time(stored) if _TIME.fullmatch(stored) else stored or "Skipped"

    def _parsed(self, reply: str, today: date) -> str:
        if self.parse is None:
            raise please_choose(self.options)
        return self.parse(reply, today)

    def _check_options(self) -> None:
        labels = [same_words(option.label) or option.label for option in self.options]
        if any(not 1 <= len(option.label.strip()) <= LONGEST_LABEL for option in self.options):
            raise BadForm(f"{self.id}: the label of a button has 1 to {LONGEST_LABEL} characters")
        if not all(option.value for option in self.options):
            raise BadForm(f"{self.id}: a button needs a value")
        if repeated(labels) or repeated([option.value for option in self.options]):
            raise BadForm(f"{self.id} has two buttons alike")


def word_count(ask: str) -> int:
    """How many words a reader meets; a dash alone is none."""
    return sum(any(sign.isalnum() for sign in word) for word in ask.split())


def check_id(name: str) -> None:
    if not re.fullmatch("[a-z0-9_]+", name):
        raise BadForm(f"{name!r}: an id is small letters, digits and underscores")


def repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _as_date(stored: str) -> date | None:
    try:
        return date.fromisoformat(stored) if _DATE.fullmatch(stored) else None
    except ValueError:
        return None
