"""A letter that was sent: how, when and with what proof; and the answer that came, or did not."""

from datetime import date

from bot.actions import write
from bot.forms.form import Answers
from bot.forms.letter import SENT
from bot.law.counting import working_days
from bot.store import letters
from handlers.edge.screen import Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import form_of, saved
from handlers.letter import ask, sheet_of, show


async def sent(visit: Visit) -> Screen:
    """ "I sent it": how and when, then the letter is frozen."""
    return await ask(visit, SENT)


async def save_sent(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    on = date.fromisoformat(answers["sent_on"])
    proof = answers.get("proof", "")
    await letters.revise(
        visit.db, sheet.written.id, given=sheet.written.given | {"how": answers["how"], "proof": proof}
    )
    change = await write.sent(visit.db, visit.services, sheet, answers["how"], on, visit.now)
    if change is None:
        return await show(visit)
    reply_by = working_days(on, sheet.face.reply_in_working_days, visit.services.calendars.england)
    return await saved(visit, sheet.child, change, reply_by=reply_by)


async def answered(visit: Visit) -> Screen:
    """An answer to a letter came: nobody waits for it now, and what it said is told as any other event."""
    sheet = await sheet_of(visit)
    if not sheet.written.sent_on:
        raise NotTheirs
    await letters.answered(visit.db, [sheet.written.id], visit.today)
    case = sheet.standing.case
    of_case = visit.going(f"replied:{case.id}")
    return await visit.forms.begin(visit, form_of(of_case, case.kind, reply=True), case.id, sheet.child.id)
