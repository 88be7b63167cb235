"""A kind of event: what a parent can tell us, and the words for it. Each is a row of a rule file."""

from dataclasses import dataclass

DATE_ON_IT = "What date is on the letter or e-mail?"
USE_IT = "Use the date printed on it, not the day it reached you. For a call, give the day of it."


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """One row of [[event]]. What a question needs is here, so that a new event is one row and no code."""

    kind: str
    button: str  # in the parent's words; empty: reached only by way of another's `unsure`
    by: str  # "us": the parent did it; "them": the council, the school, the tribunal ...
    told: str  # the line in the record
    letter: str  # the sentence in a letter; empty: it is nobody else's business
    ask: str = DATE_ON_IT
    why: str = USE_IT
    when: str = "past"  # or "future", or "either"
    sent: bool = False  # it was sent, so `how` is the way it went and its clock runs from its arrival
    posted: int = 1  # sent by post it arrives so many working days later
    confirms: str = ""  # the kind whose arrival this confirms
    which_ask: str = ""
    which: tuple[tuple[str, ...], ...] = ()  # the answers to it: an id and a button each; kept as `how`
    which_letter: tuple[tuple[str, ...], ...] = ()  # of them, those with a sentence in letters
    unsure: str = ""  # the kind that is recorded instead by a parent who does not know the day
    logged: str = ""  # the kind of absence that it follows from, or "any": it is logged, never told by itself
    does: str = ""  # opens, closes or reopens a request
    subject: str = ""  # the name of its file
    place: int = 0  # in the order of the files and their rows: so they happen, when on one day

    def which_words(self, how: str) -> str:
        """The words of one of its answers, as the parent chose it; "" where it has none of that id."""
        return next((label for answer, label in self.which if answer == how), "")

    def letter_words(self, how: str) -> str:
        """The sentence in a letter: that of the answer, or the one for all."""
        return next((words for answer, words in self.which_letter if answer == how), self.letter)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One rule file: what it is about, and what can happen there."""

    id: str
    kind: str  # the kind of case that its events are kept in; several subjects can share one
    title: str
    ask: str
    order: int = 0  # in the menu
    one: bool = False  # a child has one such record, not one for each time
    events: tuple[EventKind, ...] = ()
