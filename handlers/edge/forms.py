"""Runs any form from its row in the drafts table: nothing about it is kept anywhere else."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.forms.form import Answers, Form, Invalid, Question
from bot.store import drafts
from bot.store.drafts import Draft
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit

MOVED_ON = "That question has moved on. This is where we are now."
ROUTE = "form"  # shows the open form again

# What a form does with its answers, in the transaction that ends its draft.
Save = Callable[[Visit, int, Answers], Awaitable[Screen]]
Where = Callable[[Visit], Awaitable[Screen]]


@dataclass(frozen=True)
class Kept:
    """A form and what is done with its answers. `about` names the thing it is about, for its heading."""

    form: Form
    save: Save
    about: Callable[[Visit, int], Awaitable[str]]


@dataclass(frozen=True)
class Forms:
    kept: Mapping[str, Kept]
    home: Where

    async def begin(self, visit: Visit, form: Form, about: int = 0) -> Screen:
        """The first question; or, when this was begun before and left, the offer to carry on."""
        for parked in await drafts.parked(visit.db, visit.parent.id):
            if (parked.form, parked.about) == (form.id, about) and parked.answers:
                return self._offer(visit, form, parked)
        return await self._start(visit, form, about)

    async def current(self, visit: Visit) -> Screen:
        """Where the open form is now; home when none is open."""
        if visit.draft is None or visit.draft.form not in self.kept:
            return await self.home(visit)
        return await self._where(visit, visit.draft)

    async def typed(self, visit: Visit) -> Screen:
        """A reply in words to the open form."""
        assert visit.draft
        kept = self.kept[visit.draft.form]
        question = kept.form.current(visit.draft.answers)
        if question is None:
            return await self._where(
                visit, visit.draft, note="Please use the buttons to save this or change it."
            )
        return await self._answer(visit, kept.form, question, visit.text)

    async def tapped(self, visit: Visit) -> Screen:
        """A button of a form: `f:event:how:77.3:2`, or with a word of command in the last place."""
        _, form_id, question_id, version, choice = [*visit.route.split(":"), "", "", "", "", ""][:5]
        draft = visit.draft
        if draft is None or (form_id, version) != (draft.form, f"{draft.id}.{draft.version}"):
            return await self._stale(visit)
        if choice in _COMMANDS:
            return await _COMMANDS[choice](self, visit, draft, question_id)
        form = self.kept[draft.form].form
        question = form.current(draft.answers)
        if question is None or question.id != question_id or not _is_one_of(choice, question):
            return await self._stale(visit)
        return await self._answer(visit, form, question, question.options[int(choice)].value)

    async def carry_on(self, visit: Visit) -> Screen:
        """Opens a parked form again, where it was."""
        draft = await self._parked(visit)
        await drafts.reopen(visit.db, visit.parent.id, draft.id)
        return await self._where(visit, draft)

    async def start_again(self, visit: Visit) -> Screen:
        draft = await self._parked(visit)
        return await self._start(visit, self.kept[draft.form].form, draft.about)

    async def unfinished(self, visit: Visit) -> tuple[Draft, Form] | None:
        """The newest parked form that has answers in it."""
        for draft in await drafts.parked(visit.db, visit.parent.id):
            if draft.answers and draft.form in self.kept:
                return draft, self.kept[draft.form].form
        return None

    async def _parked(self, visit: Visit) -> Draft:
        draft = await drafts.find(visit.db, visit.parent.id, visit.number())
        if draft is None or draft.form not in self.kept:
            raise NotTheirs
        return draft

    async def _start(self, visit: Visit, form: Form, about: int) -> Screen:
        draft = await drafts.begin(visit.db, visit.parent.id, form.id, about, visit.now)
        return await self._where(visit, draft)

    async def _answer(self, visit: Visit, form: Form, question: Question, reply: str) -> Screen:
        assert visit.draft
        try:
            answers = form.answer(visit.draft.answers, question.id, reply, visit.today)
        except Invalid as kindly:
            return await self._where(visit, visit.draft, note=str(kindly))
        draft = await drafts.keep(visit.db, visit.draft, answers, visit.now)
        said = "" if not answers[question.id] else question.show(answers[question.id])
        return await self._where(visit, draft, said=said)

    async def _stale(self, visit: Visit) -> Screen:
        if visit.draft is None:
            return await self.home(visit)
        return replace(await self._where(visit, visit.draft, note=MOVED_ON), fresh=True)

    async def _back(self, visit: Visit, draft: Draft, _question: str) -> Screen:
        form = self.kept[draft.form].form
        kept = await drafts.keep(visit.db, draft, form.back(draft.answers), visit.now)
        return await self._where(visit, kept)

    async def _skip(self, visit: Visit, draft: Draft, question_id: str) -> Screen:
        form = self.kept[draft.form].form
        question = form.current(draft.answers)
        if question is None or question.id != question_id or not question.optional:
            return await self._stale(visit)
        kept = await drafts.keep(visit.db, draft, form.skip(draft.answers, question_id), visit.now)
        return await self._where(visit, kept)

    async def _change(self, visit: Visit, draft: Draft, question_id: str) -> Screen:
        form = self.kept[draft.form].form
        if question_id not in {question.id for question in form.path(draft.answers)}:
            return await self._stale(visit)
        kept = await drafts.keep(visit.db, draft, form.change(draft.answers, question_id), visit.now)
        return await self._where(visit, kept)

    async def _stop(self, visit: Visit, draft: Draft, _question: str) -> Screen:
        await drafts.drop(visit.db, draft.id)
        return replace(await self.home(replace(visit, draft=None)), toast="Stopped. Nothing was saved.")

    async def _save(self, visit: Visit, draft: Draft, _question: str) -> Screen:
        kept = self.kept[draft.form]
        if kept.form.current(draft.answers) is not None:
            return await self._stale(visit)
        await drafts.drop(visit.db, draft.id)
        return await kept.save(replace(visit, draft=None), draft.about, kept.form.submitted(draft.answers))

    def _offer(self, visit: Visit, form: Form, parked: Draft) -> Screen:
        rows = ((Button("Carry on", f"carry:{parked.id}"), Button("Start again", f"again:{parked.id}")),)
        return Screen(visit.says("carry_on", title=form.title), rows)

    async def _where(self, visit: Visit, draft: Draft, note: str = "", said: str = "") -> Screen:
        """The question that the answers have come to, or the check screen after the last."""
        kept = self.kept[draft.form]
        about = await kept.about(visit, draft.about)
        question = kept.form.current(draft.answers)
        if question is None:
            return _check_screen(visit, kept.form, draft, note)
        k, n = kept.form.progress(draft.answers)
        facts = {"form": kept.form, "question": question, "k": k, "n": n}
        text = visit.says("question", note=note, said=said, about=about, **facts)
        return Screen(text, _question_rows(question, draft, kept.form), route=ROUTE)


_COMMANDS = {
    "b": Forms._back,  # noqa: SLF001  # this is the class itself
    "s": Forms._skip,  # noqa: SLF001
    "c": Forms._change,  # noqa: SLF001
    "x": Forms._stop,  # noqa: SLF001
    "y": Forms._save,  # noqa: SLF001
}
_SHORT = 20  # two labels of this length fit side by side on a phone


def _is_one_of(choice: str, question: Question) -> bool:
    return choice.isascii() and choice.isdigit() and int(choice) < len(question.options)


def _button(label: str, draft: Draft, question: str, choice: str | int) -> Button:
    return Button(label, f"f:{draft.form}:{question}:{draft.id}.{draft.version}:{choice}")


def _question_rows(question: Question, draft: Draft, form: Form) -> tuple[tuple[Button, ...], ...]:
    choices = [_button(o.label, draft, question.id, i) for i, o in enumerate(question.options)]
    short = all(len(button.label) <= _SHORT for button in choices)
    rows = (
        [tuple(choices[i : i + 2]) for i in range(0, len(choices), 2)] if short else [(b,) for b in choices]
    )
    ways = [_button("Back", draft, question.id, "b")] if form.path(draft.answers)[0] != question else []
    ways += [_button("Skip", draft, question.id, "s")] if question.optional else []
    return (*rows, (*ways, _button("Stop", draft, question.id, "x")))


def _in_twos(buttons: list[Button]) -> list[tuple[Button, ...]]:
    """Two in a row where all are short, else one: a phone cuts a long label."""
    wide = any(len(button.label) > _SHORT for button in buttons)
    return [tuple(buttons[i : i + (1 if wide else 2)]) for i in range(0, len(buttons), 1 if wide else 2)]


def _check_screen(visit: Visit, form: Form, draft: Draft, note: str) -> Screen:
    shown = form.shown(draft.answers)
    text = visit.says("check", note=note, answers=shown)
    changes = [_button(f"Change {q.label[0].lower()}{q.label[1:]}", draft, q.id, "c") for q, _ in shown]
    last = (_button("Back", draft, "check", "b"), _button("Stop", draft, "check", "x"))
    return Screen(text, ((_button("Save", draft, "check", "y"),), *_in_twos(changes), last), route=ROUTE)
