"""The names that every letter needs: asked once for all of them, and put right at any time."""

from bot.forms.form import Answers
from bot.forms.letter import NAMES, PEOPLE
from bot.store import families
from bot.store.families import Child
from handlers import children
from handlers.edge.screen import Screen
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of, show


async def of_child(visit: Visit) -> Screen:
    """From the child's page."""
    child = await visit.child()
    answers = await known(visit, child)
    return await visit.forms.begin_with(visit, PEOPLE, answers, child.id, child.id)


async def of_letter(visit: Visit) -> Screen:
    """From a letter, which is shown again after it."""
    sheet = await sheet_of(visit)
    answers = await known(visit, sheet.child)
    return await visit.forms.begin_with(visit, NAMES, answers, sheet.written.id, sheet.child.id)


async def known(visit: Visit, child: Child) -> Answers:
    """What was told before. What was passed over stays so, once the names are there."""
    name = await families.name_of(visit.db, visit.parent.id)
    told = {"parent_name": name, "full_name": child.full_name}
    answers = {question: said for question, said in told.items() if said}
    more = {"born_on": child.born_on, "reference": child.reference}
    whole = len(answers) == len(told)
    return answers | {question: said or "" for question, said in more.items() if said or whole}


async def save_of_child(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await families.child(visit.db, visit.parent.id, child_id)
    if child is None:
        raise NotTheirs
    await _save(visit, child.id, answers)
    return await children.one(visit.going(f"child:{child.id}"))


async def save_of_letter(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    await _save(visit, sheet.child.id, answers)
    return await show(visit)


async def _save(visit: Visit, child_id: int, answers: Answers) -> None:
    await families.rename(visit.db, visit.parent.id, answers["parent_name"])
    facts = {name: said for name, said in answers.items() if name != "parent_name"}
    await families.correct_child(visit.db, child_id, **facts)
