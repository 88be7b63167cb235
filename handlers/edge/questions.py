"""What a form looks like: a question with its buttons, and the check screen at the end."""

from collections.abc import Mapping

from bot.forms.form import Form, Question
from bot.store.drafts import Draft
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import Visit

ROUTE = "form"  # shows the open form again
BACK, SKIP, CHANGE, STOP, SAVE = WAYS = ("b", "s", "c", "x", "y")  # what a button does that is no answer
SHORT = 20  # two labels of this length fit side by side on a phone


def question_screen(
    visit: Visit, form: Form, draft: Draft, question: Question, words: Mapping[str, str]
) -> Screen:
    """A question; `words` go with it: a note about the last reply, what was understood, what it is about."""
    k, n = form.progress(draft.answers)
    text = visit.says("question", form=form, question=question, k=k, n=n, **words)
    choices = [_button(option.label, draft, question.id, i) for i, option in enumerate(question.options)]
    ways = [_button("Back", draft, question.id, BACK)] if k > 1 else []
    ways += [_button("Skip", draft, question.id, SKIP)] if question.optional else []
    return Screen(text, (*_in_twos(choices), (*ways, _button("Stop", draft, question.id, STOP))), route=ROUTE)


def check_screen(visit: Visit, form: Form, draft: Draft, note: str) -> Screen:
    """Everything that was answered, to be saved or changed."""
    shown = form.shown(draft.answers)
    text = visit.says("check", note=note, answers=shown)
    changes = [
        _button(f"Change {_small(question.label)}", draft, question.id, CHANGE) for question, _ in shown
    ]
    save = (_button("Save", draft, "check", SAVE),)
    last = (_button("Back", draft, "check", BACK), _button("Stop", draft, "check", STOP))
    return Screen(text, (save, *_in_twos(changes), last), route=ROUTE)


def _button(label: str, draft: Draft, question: str, choice: str | int) -> Button:
    return Button(label, f"f:{draft.form}:{question}:{draft.id}.{draft.version}:{choice}")


def _in_twos(buttons: list[Button]) -> list[tuple[Button, ...]]:
    """Two in a row where all are short, else one: a phone cuts a long label."""
    width = 1 if any(len(button.label) > SHORT for button in buttons) else 2
    return [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _small(label: str) -> str:
    return label[0].lower() + label[1:]
