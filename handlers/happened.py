"""Something happened: the parent tells it, and sees at once which dates it moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.actions import absent, answering, record, write
from bot.actions.absent import COMES_BACK
from bot.actions.record import Change
from bot.actions.standing import Standing
from bot.forms.event import form_id, what_happened
from bot.forms.form import Answers, Form
from bot.law.absence import bundled
from bot.law.absencefile import FORMAL, INFORMAL
from bot.law.deadlines import Deadline, Event
from bot.law.derived import SUSPENSION
from bot.law.rules import Subject
from bot.store import cases, letters
from bot.store.families import Child
from handlers import children
from handlers.cases import button, case_and_child, standings
from handlers.edge.screen import MOST_BUTTONS, Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.start import HOME


async def happened(visit: Visit) -> Screen:
    """What is it about? A button for each subject."""
    child = await children.which(visit, "happened", "Which child is this about?")
    if isinstance(child, Screen):
        return child
    rows = tuple(
        (Button(subject.title, f"about:{child.id}:{subject.id}"),) for subject in visit.services.rulebook.menu
    )
    return Screen(visit.says("happened", child=child), (*rows, (HOME,)), route=f"happened:{child.id}")


async def about(visit: Visit) -> Screen:
    """Straight to the question where there is one such case; else which of them it is about."""
    child, subject = await visit.child(), subject_of(visit, visit.word(2))
    known = [each for each in await standings(visit, child) if each.case.kind == subject.kind]
    if subject.one or not known:
        begin = cases.open_case if subject.one else cases.new_case
        case_id = await begin(visit.db, child.id, subject.kind)
        return await tell(visit.going(f"tell:{case_id}:{subject.id}"))
    rows = [(button(visit, each, f"tell:{each.case.id}:{subject.id}"),) for each in reversed(known)]
    new = (Button("Something new", f"newcase:{child.id}:{subject.id}"), HOME)
    text = visit.says("which", ask="Is it about one of these, or something new?")
    return Screen(text, (*rows[:MOST_BUTTONS], new), route=f"happened:{child.id}")


async def new_case(visit: Visit) -> Screen:
    child, subject = await visit.child(), subject_of(visit, visit.word(2))
    case_id = await cases.new_case(visit.db, child.id, subject.kind)
    return await tell(visit.going(f"tell:{case_id}:{subject.id}"))


async def tell(visit: Visit) -> Screen:
    """What happened in this case?"""
    case, child = await case_and_child(visit, visit.number())
    return await visit.forms.begin(visit, form_of(visit, case.kind), case.id, child.id)


def form_of(visit: Visit, case_kind: str, *, reply: bool = False) -> Form:
    """The form of the subject that the route names, or of the first that is kept in such a case."""
    of_its_kind = subjects_in(visit, case_kind)
    if visit.word(2) not in ("", *of_its_kind):
        raise NotTheirs
    return visit.forms.kept[form_id(visit.word(2) or of_its_kind[0], reply=reply)].form


def subjects_in(visit: Visit, case_kind: str) -> list[str]:
    """The subjects that are kept in a case of a kind, in the order of the menu."""
    found = [each.id for each in visit.services.rulebook.menu if each.kind == case_kind]
    if not found:
        raise NotTheirs
    return found


def subject_of(visit: Visit, subject_id: str) -> Subject:
    """The subject that a button names."""
    found = next((each for each in visit.services.rulebook.menu if each.id == subject_id), None)
    if found is None:
        raise NotTheirs
    return found


async def save(visit: Visit, case_id: int, answers: Answers) -> Screen:
    return await save_told(visit, case_id, answers)


async def save_told(visit: Visit, case_id: int, answers: Answers, letter_id: int = 0) -> Screen:
    """What happened goes on the record; with `letter_id` it is the answer to that letter."""
    case, child = await case_and_child(visit, case_id)
    kind, on, how = what_happened(answers, visit.services.rulebook.kinds.values())
    event = Event(kind, date.fromisoformat(on), how, visit.today)
    if case.ended_on:
        await cases.set_ended(visit.db, case.id, None)
        case = replace(case, ended_on=None)
    answered = await answering.end_wait(visit.db, visit.services, case, event, letter_id)
    if kind == "put_in_writing":
        await absent.put_in_writing(visit.db, child, case, FORMAL if how == SUSPENSION else INFORMAL)
    over = await absent.back(visit.db, child, case, event.on) if kind in COMES_BACK else ()
    change = await record.record_events(visit.db, visit.services, case, [event], visit.now)
    await answering.keep(visit.db, case, event, answered)
    ended = [bundled().kinds[each.absence.kind].button for each in over]
    return await saved(visit, child, change, over=ended)


@dataclass(frozen=True)
class AfterLetter:
    """What to expect after a letter was sent."""

    reply_by: date  # the day that it names
    due: date | None  # a later day, until which they have time
    then: str = ""  # the title of the letter that follows where none comes
    again: bool = False  # or else the same is sent once more, firmer


async def saved(
    visit: Visit,
    child: Child,
    change: Change,
    *,
    after: AfterLetter | None = None,
    over: Sequence[str] = (),
) -> Screen:
    """Thank you, and what it means: the dates met, the dates now running, the next thing to do.

    `after` is given where it was a letter that was sent.
    """
    standing, case = change.now, change.now.case
    letter = None if after else await letter_button(visit, standing, child)
    text = visit.says(
        "saved",
        child=child,
        news=news(change),
        after=after,
        over=over,
        advice=visit.services.directory.advice,
        letter=letter,
        today=visit.today,
        next_step=next_step(standing, change),
        paused=not case.nudged,
    )
    resume = () if case.nudged else ((Button("Turn reminders on again", f"resume:{case.id}"),),)
    rows = (
        *(((letter,),) if letter else ()),
        *resume,
        (Button("Show all dates", f"case:{case.id}"), Button("Why these dates?", f"whys:{case.id}")),
        (Button("Timeline", f"timeline:{child.id}"), Button("Add to my calendar", f"calendar:{child.id}")),
        (Button("Something else happened", f"happened:{child.id}"), HOME),
    )
    return Screen(text, rows, route=f"case:{case.id}")


@dataclass(frozen=True)
class News:
    """What a change means for the dates of a case."""

    met: Sequence[Deadline]
    running: Sequence[Deadline]
    duties: Sequence[Deadline]
    counted: list[tuple[date, str]]
    doubts: tuple[str, ...]
    told_late: bool  # one of them was over before we learnt of it


def news(change: Change) -> News:
    """What a change means: what it met, what runs since then and from which day, what holds from now on."""
    running = _that_matter(change.started)
    duties = [each for each in change.started if _is_new_duty(each) and each not in running]
    told_late = any(each.state == "missed" for each in running)
    return News(_that_matter(change.met), running, duties, _counted(running), _doubts(running), told_late)


def _that_matter(some: Sequence[Deadline]) -> Sequence[Deadline]:
    """The dates that the law sets, and the parent's own; all where there are none of these.

    The page of dates shows everything.
    """
    loud = [each for each in some if each.due and not each.rule.quiet]
    firm = [each for each in loud if each.rule.standing == "law" or each.rule.owed_by == "parent"]
    return firm or [each for each in some if each.due] or some


def _is_new_duty(deadline: Deadline) -> bool:
    return deadline.state == "duty" and not deadline.rule.quiet


def _counted(some: Iterable[Deadline]) -> list[tuple[date, str]]:
    """From which day the dates were counted, and what day that was: each day said once."""
    known = [(each.from_on, each.rule.counted_from) for each in some if each.waiting and not each.parts]
    return list({on: (on, which) for on, which in reversed(known) if which}.values())[::-1]


def _doubts(some: Iterable[Deadline]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubt for each in some if each.waiting for doubt in each.assumptions))


async def letter_button(visit: Visit, standing: Standing, child: Child) -> Button | None:
    """The letter that fits the latest of the late dates, if it has not been sent."""
    written = await letters.letters_of(visit.db, standing.case.id)
    found = await absent.days_out(visit.db, visit.services, child, visit.today)
    fits = {letter.id for letter, _ in write.fitting(visit.services, standing, written, found)}
    for late in standing.late:
        for letter_id in late.rule.offers:
            if letter_id in fits:
                return Button("Write the letter", f"write:{standing.case.id}:{letter_id}")
    return None


def next_step(standing: Standing, change: Change) -> str:
    """What the parent can do now, as a key of the template; the words are there."""
    new = {each.rule.about for each in change.started if each.waiting and each.rule.owed_by == "parent"}
    if "appeal" in new:
        return "plan" if any(each.rule.id == A_PLAN for each in change.started) else "appeal"
    if standing.late:
        return "late"
    if any(each.rule.owed_by == "parent" for each in standing.in_state("due")):
        return "yours"
    return "wait" if standing.next else "none"


A_PLAN = "section-f-now"  # starts with every plan that is issued
