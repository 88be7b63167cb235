"""A form is data: questions in order, each with the one condition under which it is asked.

Where a parent is in a form is never stored. It is replayed from the answers, so a restart, a correction,
"back" and a new version of the form are all the same case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.forms.invalid import Invalid
from bot.forms.options import Option
from bot.forms.question import Answers, BadForm, Parse, Question, When, check_id, repeated, word_count

__all__ = ["Answers", "BadForm", "Form", "Invalid", "Option", "Parse", "Question", "When", "word_count"]

BYTES_IN_A_BUTTON = 64
LONGEST_DRAFT = "9999999999.9999"
LONGEST_PRESS = "skip"  # an option's index, or a word of command of up to four letters


class Seen(Answers):
    """Answers as a condition sees them: one not given, or not asked for, reads as ""."""

    def __missing__(self, question: str) -> str:
        return ""


@dataclass(frozen=True)
class Form:
    """Questions in order; `saves` names what is recorded when the parent has checked them."""

    id: str
    title: str
    questions: tuple[Question, ...]
    saves: str = ""
    at_least: int = 0  # questions, where which ones they are turns on the first answer
    agree: Callable[[Answers], object] | None = None  # raises Invalid where answers do not fit each other

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.questions:
            raise BadForm(f"{self.id} has no questions")
        for twice in repeated([question.id for question in self.questions]):
            raise BadForm(f"{self.id} asks {twice!r} twice")
        size = len(self.longest_button().encode())
        if size > BYTES_IN_A_BUTTON:
            raise BadForm(f"{self.longest_button()} is {size} bytes; Telegram carries {BYTES_IN_A_BUTTON}")

    def path(self, answers: Answers) -> list[Question]:
        """Every question reached; the one to ask now, if any, is last."""
        return self._replay(answers, to_the_end=False)

    def current(self, answers: Answers) -> Question | None:
        """The question to ask now; None when all are answered: check and save."""
        path = self.path(answers)
        return path[-1] if path and not _answered(path[-1], answers) else None

    def question(self, name: str) -> Question:
        """The question of that id, or KeyError."""
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(f"{self.id} has no question {name!r}")

    def answer(self, answers: Answers, name: str, reply: str, today: date) -> Answers:
        """The answers with this reply read and added, or Invalid."""
        question = self._as_asked(name, answers)
        stored = question.read(reply, today)
        if not question.accepts(stored):
            raise BadForm(f"{self.id}.{name} does not read back its own answer")
        return {**answers, name: stored}

    def skip(self, answers: Answers, name: str) -> Answers:
        """The answers with an optional question passed over, or Invalid."""
        if not self.question(name).optional:
            raise Invalid("We need this answer to go on.")
        return {**answers, name: ""}

    def back(self, answers: Answers) -> Answers:
        """The answers without the last one given, so that it is asked again; later ones are kept."""
        given = list(self.submitted(answers))
        return self.change(answers, given[-1]) if given else answers

    def change(self, answers: Answers, name: str) -> Answers:
        """The answers without that one, so that it is asked again; when the rest stand, checking follows."""
        return {question: stored for question, stored in answers.items() if question != name}

    def progress(self, answers: Answers) -> tuple[int, int]:
        """(k, n): this is question k of the n that would be asked, as far as the answers tell."""
        asked = self._replay(answers, to_the_end=True)
        answered = (_answered(question, answers) for question in asked)
        n = max(len(asked), self.at_least)
        return next((k for k, done in enumerate(answered, 1) if not done), n), n

    def shown(self, answers: Answers) -> list[tuple[Question, str]]:
        """Each answered question on the path with its answer in words, for the check screen."""
        given = self.submitted(answers)
        return [(self.question(name), self.question(name).show(stored)) for name, stored in given.items()]

    def submitted(self, answers: Answers) -> Answers:
        """What is saved: the answers on the path and no others."""
        path = self.path(answers)
        return {question.id: answers[question.id] for question in path if _answered(question, answers)}

    def slip(self, answers: Answers) -> str:
        """What is wrong with the answers taken together, as a sentence; "" when they fit each other."""
        if self.agree is None:
            return ""
        try:
            self.agree(self.submitted(answers))
        except Invalid as kindly:
            return str(kindly)
        return ""

    def longest_button(self) -> str:
        """The longest callback data that a button of this form could carry."""
        longest = max((question.id for question in self.questions), key=len)
        return f"f:{self.id}:{longest}:{LONGEST_DRAFT}:{LONGEST_PRESS}"

    def _as_asked(self, name: str, answers: Answers) -> Question:
        asked = (question for question in self.path(answers) if question.id == name)
        return next(asked, None) or self.question(name)

    def _replay(self, answers: Answers, *, to_the_end: bool) -> list[Question]:
        reached, seen = [], Seen()
        for question in self.questions:
            if _holds(question.when, seen):
                reached.append(question.after(seen))
                if _answered(reached[-1], answers):
                    seen[question.id] = answers[question.id]
                elif not to_the_end:
                    break
        return reached


def _answered(question: Question, answers: Answers) -> bool:
    return question.id in answers and question.accepts(answers[question.id])


def _holds(when: When, seen: Seen) -> bool:
    try:
        return when(seen)
    except ValueError:  # such as int("") of an answer not given yet: what cannot be told does not hold
        return False
