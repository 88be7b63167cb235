"""Runs any form from its row in the drafts table: nothing about it is kept anywhere else."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.forms.answers import a_name
from bot.forms.form import Answers, Form, Invalid, Question
from bot.store import drafts
from bot.store.drafts import Draft
from handlers.edge.questions import BACK, CHANGE, SAVE, SKIP, STOP, WAYS, check_screen, question_screen
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit

MOVED_ON = "That question has moved on. This is where we are now."

# What a form does with its answers, in the transaction that ends its draft.
Save = Callable[[Visit, int, Answers], Awaitable[Screen]]
Where = Callable[[Visit], Awaitable[Screen]]
# An answer can lead somewhere else: then that is shown, and this form is over. None: it goes on.
Leads = Callable[[Visit, int, Answers], Awaitable[Screen | None]]


async def nowhere(visit: Visit, about: int, answers: Answers) -> Screen | None:
    return None


@dataclass(frozen=True)
class Kept:
    """A form and what is done with its answers. `about` names the thing it is about, for its heading."""

    form: Form
    save: Save
    about: Callable[[Visit, int], Awaitable[str]]
    leads: Leads = nowhere


@dataclass(frozen=True)
class Forms:
    kept: Mapping[str, Kept]
    home: Where

    async def begin(self, visit: Visit, form: Form, about: int = 0, child_id: int | None = None) -> Screen:
        """The first question; or, when this was begun before and left, the offer to carry on.

        `about` is the number of what the form is about, for its save. With `child_id` it goes with the child.
        """
        for parked in await drafts.parked(visit.db, visit.parent.id):
            if (parked.form, parked.about) == (form.id, about) and parked.answers:
                return self._offer(visit, form, parked)
        draft = await drafts.begin(visit.db, visit.parent.id, form.id, about, visit.now, child_id)
        return await self._where(visit, draft)

    async def begin_with(
        self, visit: Visit, form: Form, answers: Answers, about: int, child_id: int | None = None
    ) -> Screen:
        """The first question that these answers leave open, in place of whatever was begun before."""
        draft = await drafts.begin(visit.db, visit.parent.id, form.id, about, visit.now, child_id)
        return await self._where(visit, await drafts.keep(visit.db, draft, answers, visit.now))

    async def current(self, visit: Visit) -> Screen:
        """Where the open form is now; home when none is open."""
        if visit.draft is None or visit.draft.form not in self.kept:
            return await self.home(visit)
        return await self._where(visit, visit.draft)

    async def typed(self, visit: Visit) -> Screen:
        """A reply in words to the open form."""
        assert visit.draft
        kept = self.kept.get(visit.draft.form)
        if kept is None:  # of a form that a newer version no longer has
            return await self.home(visit)
        question = kept.form.current(visit.draft.answers)
        if question is None:
            return await self._where(
                visit, visit.draft, note="Please use the buttons to save this or change it."
            )
        return await self._answer(visit, kept.form, question, visit.text)

    def takes(self, visit: Visit) -> bool:
        """Whether what was typed is an answer to the question that is open."""
        question = self._open_question(visit)
        if question is None:
            return False
        try:
            question.read(visit.text, visit.today)
        except Invalid:
            return False
        return True

    def asks_a_name(self, visit: Visit) -> bool:
        """Whether the question that is open takes any few words."""
        question = self._open_question(visit)
        return question is not None and question.parse is a_name

    def _open_question(self, visit: Visit) -> Question | None:
        kept = self.kept.get(visit.draft.form) if visit.draft else None
        return kept.form.current(visit.draft.answers) if kept and visit.draft else None

    async def tapped(self, visit: Visit) -> Screen:
        """A button of a form: `f:event:how:77.3:2`, or with a word of command in the last place."""
        _, form_id, question_id, version, choice = [*visit.route.split(":"), "", "", "", "", ""][:5]
        draft = visit.draft
        if draft is None or (form_id, version) != (draft.form, f"{draft.id}.{draft.version}"):
            return await self._stale(visit)
        if choice in WAYS:
            return await self._go(choice, visit, draft, question_id)
        form = self.kept[draft.form].form
        question = form.current(draft.answers)
        if question is None or question.id != question_id or not _is_one_of(choice, question):
            return await self._stale(visit)
        return await self._answer(visit, form, question, question.options[int(choice)].value)

    async def _go(self, way: str, visit: Visit, draft: Draft, question_id: str) -> Screen:
        """Back, Skip, Change, Stop or Save."""
        ways = {BACK: self._back, SKIP: self._skip, CHANGE: self._change, STOP: self._stop, SAVE: self._save}
        return await ways[way](visit, draft, question_id)

    async def carry_on(self, visit: Visit) -> Screen:
        """Opens a parked form again, where it was."""
        draft = await self._parked(visit)
        await drafts.reopen(visit.db, visit.parent.id, draft.id)
        return await self._where(visit, draft)

    async def start_again(self, visit: Visit) -> Screen:
        draft = await self._parked(visit)
        await drafts.reopen(visit.db, visit.parent.id, draft.id)
        return await self._where(visit, await drafts.keep(visit.db, draft, {}, visit.now))

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
        if visit.draft is None or visit.draft.form not in self.kept:
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
        if slip := kept.form.slip(draft.answers):
            return await self._where(visit, draft, note=slip)
        await drafts.drop(visit.db, draft.id)
        return await kept.save(replace(visit, draft=None), draft.about, kept.form.submitted(draft.answers))

    def _offer(self, visit: Visit, form: Form, parked: Draft) -> Screen:
        rows = ((Button("Carry on", f"carry:{parked.id}"), Button("Start again", f"again:{parked.id}")),)
        return Screen(visit.says("carry_on", title=form.title), rows)

    async def _where(self, visit: Visit, draft: Draft, note: str = "", said: str = "") -> Screen:
        """The next question, the check screen after the last, or where the answers lead."""
        kept = self.kept[draft.form]
        about = await self._about(visit, draft)
        if elsewhere := await kept.leads(visit, draft.about, draft.answers):
            await drafts.drop(visit.db, draft.id)
            return elsewhere
        question = kept.form.current(draft.answers)
        if question is None:
            return check_screen(visit, kept.form, draft, note)
        return question_screen(
            visit, kept.form, draft, question, {"about": about, "note": note, "said": said}
        )

    async def _about(self, visit: Visit, draft: Draft) -> str:
        """What the form is about; a form about something that is gone ends here."""
        try:
            return await self.kept[draft.form].about(visit, draft.about)
        except NotTheirs:
            await drafts.drop(visit.db, draft.id)
            raise


def _is_one_of(choice: str, question: Question) -> bool:
    return choice.isascii() and choice.isdigit() and int(choice) < len(question.options)
