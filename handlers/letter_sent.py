"""A letter that was sent: how, when and with what proof; the answer that came; and that neither was so."""

from dataclasses import replace
from datetime import date

from bot.actions import in_step, sending
from bot.forms.event import answer_form_id
from bot.forms.form import Answers
from bot.forms.letter import SENT
from bot.store import letters
from bot.store.cases import Case
from bot.store.families import Child
from bot.store.letters import Written
from handlers import absences, record
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import save_told, saved, subjects_in
from handlers.letter import ask, sheet_of, show
from handlers.letter_late import NOT_SHOWN, before_it_was_begun, noted
from handlers.letter_next import after_sending


async def sent(visit: Visit) -> Screen:
    """ "I sent it": how and when, then the letter is frozen."""
    written = await letters.letter(visit.db, visit.number())
    if written and not written.words:
        return noted(await show(visit.going(f"letter:{written.id}")), NOT_SHOWN)
    return await ask(visit, SENT)


async def save_sent(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    on = date.fromisoformat(answers["sent_on"])
    if on < sheet.written.made_on and not sheet.written.sent_on:
        rest = {name: said for name, said in answers.items() if name != "sent_on"}
        again = await visit.forms.begin_with(visit, SENT, rest, letter_id, sheet.child.id)
        return noted(again, before_it_was_begun(sheet.written))
    given = sheet.written.given | {"how": answers["how"], "proof": answers.get("proof", "")}
    told = replace(sheet, written=replace(sheet.written, given=given))
    done = await sending.sent(visit.db, visit.services, told, answers["how"], on, visit.now)
    if done is None:
        screen = await show(visit)
        return screen if sheet.written.sent_on else noted(screen, NOT_SHOWN)
    after = after_sending(visit, sheet.letter, done)
    return await saved(visit, sheet.child, done.change, after=after)


async def another_day(visit: Visit) -> Screen:
    """It was sent on another day than was told: that is put right in the record, and the letter follows."""
    _, written, _ = await _sent(visit)
    entry = await in_step.entry_of(visit.db, written)
    if entry is None:
        raise NotTheirs
    return await record.correct(visit.going(f"correct:{entry.id}"))


async def not_sent(visit: Visit) -> Screen:
    """ "I did not send it": asked once more, for what followed from it goes."""
    _, written, _ = await _sent(visit)
    letter = visit.services.catalogue.letter(written.template).at(written.strength)
    rows = (
        (Button("Yes, I did not send it", f"unsend:{written.id}"),),
        (Button("No, I sent it", f"letter:{written.id}"),),
    )
    text = visit.says("notsent", letter=letter, written=written)
    return Screen(text, rows, route=f"letter:{written.id}")


async def take_back(visit: Visit) -> Screen:
    _, written, child = await _sent(visit)
    await in_step.take_back(visit.db, child.id, written)
    return await show(visit.going(f"letter:{written.id}"))


async def answered(visit: Visit) -> Screen:
    """An answer to a letter came: what it said is told like any event, and ends the wait once it is saved."""
    case, written, child = await _sent(visit)
    form = visit.forms.kept[answer_form_id(subjects_in(visit, case.kind)[0])].form
    return await visit.forms.begin(visit, form, written.id, child.id)


async def save_answer(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    case, written, _ = await _sent(visit.going(f"letter:{letter_id}"))
    return await save_told(visit, case.id, answers, written.id)


async def leads(visit: Visit, letter_id: int, answers: Answers) -> Screen | None:
    """What they told can be a day out of school: that is logged."""
    case, _, _ = await _sent(visit.going(f"letter:{letter_id}"))
    return await absences.leads(visit, case.id, answers)


async def not_answered(visit: Visit) -> Screen:
    """ "They did not answer after all": the letter waits again. What was told stays on the record."""
    _, written, _ = await _sent(visit)
    if in_step.ANSWERED_BY in written.given:
        await in_step.waits_again(visit.db, written)
    return await show(visit.going(f"letter:{written.id}"))


async def name(visit: Visit, letter_id: int) -> str:
    """The title of a letter that was sent, for the heading of a form."""
    _, written, _ = await _sent(visit.going(f"letter:{letter_id}"))
    return visit.services.catalogue.letter(written.template).at(written.strength).title


async def _sent(visit: Visit) -> tuple[Case, Written, Child]:
    """The letter that the route names, if it is this parent's and was sent."""
    written = await letters.letter(visit.db, visit.number())
    if written is None or written.sent_on is None:
        raise NotTheirs
    case, child = await case_and_child(visit, written.case_id)
    return case, written, child
