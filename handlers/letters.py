"""Letters: which fit today, the words, what a parent adds, and the day it was sent."""

from datetime import date
from html import escape

from bot.actions import record, write
from bot.actions.standing import PLAN, Standing, look
from bot.actions.write import Sheet
from bot.catalogue import Letter
from bot.forms.form import Answers, Form
from bot.forms.letter import EFFECT, PEOPLE, SENT, WORDS
from bot.law.counting import working_days
from bot.store import cases, families, letters
from bot.store.families import Child
from bot.store.letters import Written
from bot.texts import NotReady
from handlers import children
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.happened import saved
from handlers.start import HOME

MOST_SENT = 60  # the newest; with the others they stay below Telegram's hundred buttons
PART = 3800  # characters of a letter a message, with room for its formatting


async def listed(visit: Visit) -> Screen:
    """The letters that fit today, each with its reason; those that were sent; and all the others."""
    child = await children.which(visit, "letters", "Which child is the letter about?")
    if isinstance(child, Screen):
        return child
    case, _ = await case_and_child(visit, await cases.open_case(visit.db, child.id, PLAN))
    standing = await look(visit.db, visit.services, case, visit.today)
    written = await letters.letters_of(visit.db, case.id)
    fitting = write.fitting(visit.services, standing, written)
    others = [each for each in visit.services.catalogue.letters if each not in [fit for fit, _ in fitting]]
    sent = [(each, visit.services.catalogue.letter(each.template)) for each in written if each.sent_on]
    text = visit.says("letters", child=child, fitting=fitting, others=others, sent=sent)
    rows = [
        (Button(short(each.title), f"write:{case.id}:{each.id}"),)
        for each in (*(f for f, _ in fitting), *others)
    ]
    rows += [(_sent_button(each, letter),) for each, letter in sent[-MOST_SENT:]]
    return Screen(text, (*rows, (HOME,)), route=f"letters:{child.id}")


def _sent_button(written: Written, letter: Letter) -> Button:
    assert written.sent_on
    day = f"{written.sent_on.day} {written.sent_on:%b}"  # not %-d: Windows has none
    return Button(short(f"Sent {day}: {letter.title}"), f"letter:{written.id}")


async def begin(visit: Visit) -> Screen:
    """Write this letter: the one begun before, or a new one."""
    case, _ = await case_and_child(visit, visit.number())
    known = {letter.id: letter for letter in visit.services.catalogue.letters}
    letter = known.get(visit.word(2))
    if letter is None:
        raise NotTheirs
    strength = letter.strengths[0]
    number = await letters.begin(visit.db, case.id, letter.id, letter.version, strength, visit.today)
    return await show(visit.going(f"letter:{number}"))


async def show(visit: Visit) -> Screen:
    """The letter, ready to copy; or the one thing that it still needs."""
    sheet = await _sheet(visit)
    if sheet.written.sent_on:
        return _sent_screen(visit, sheet)
    child = sheet.child
    if not sheet.parent_name or not child.full_name:
        return await visit.forms.begin(visit, PEOPLE, child.id, child.id)
    if "own_words" in sheet.face.needs and not sheet.written.own_words:
        return await visit.forms.begin(visit, WORDS, sheet.written.id, sheet.child.id)
    try:
        words = await write.show(visit.db, visit.services, sheet)
    except NotReady:
        return _not_yet(visit, sheet)
    recipient = write.recipient_of(visit.services, sheet)
    footer = visit.services.texts.letter_footer(sheet.face)
    facts = {"child": child, "letter": sheet.face, "recipient": recipient}
    text = visit.says("letter", subject=words.subject, footer=footer, **facts)
    return Screen(
        text, _ways(sheet, words.subject), first=_parts(words.body), route=f"letter:{sheet.written.id}"
    )


def _ways(sheet: Sheet, subject: str) -> tuple[tuple[Button, ...], ...]:
    number = sheet.written.id
    other = next((each for each in sheet.letter.strengths if each != sheet.written.strength), "")
    labels = {"formal": "Make it firmer", "polite": "Make it gentler"}
    strength = ((Button(labels[other], f"strength:{number}:{other}"),),) if other else ()
    return (
        (Button("Copy the subject line", copies=subject[:256]),),
        *strength,
        (Button("My own words", f"words:{number}"), Button("Effect on my child", f"effect:{number}")),
        (Button("I sent it", f"sent:{number}"),),
        (Button("Change a name", f"people:{sheet.child.id}"),),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )


def _sent_screen(visit: Visit, sheet: Sheet) -> Screen:
    assert sheet.written.words
    text = visit.says("sentletter", letter=sheet.face, written=sheet.written)
    rows = ((Button("Letters", f"letters:{sheet.child.id}"), HOME),)
    return Screen(text, rows, first=_parts(sheet.written.words), route=f"letter:{sheet.written.id}")


def _not_yet(visit: Visit, sheet: Sheet) -> Screen:
    text = visit.says("letternotyet", letter=sheet.face)
    rows = (
        (Button("Something happened", f"happened:{sheet.child.id}"),),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )
    return Screen(text, rows, route=f"letters:{sheet.child.id}")


async def set_strength(visit: Visit) -> Screen:
    sheet = await _sheet(visit)
    if visit.word(2) not in sheet.letter.strengths:
        raise NotTheirs
    await letters.revise(visit.db, sheet.written.id, strength=visit.word(2))
    return await show(visit.going(f"letter:{sheet.written.id}"))


async def words(visit: Visit) -> Screen:
    return await _ask(visit, WORDS)


async def effect(visit: Visit) -> Screen:
    return await _ask(visit, EFFECT)


async def _ask(visit: Visit, form: Form) -> Screen:
    """A form about this letter; a letter that was sent is shown instead, for nothing can be added to it."""
    sheet = await _sheet(visit)
    if sheet.written.sent_on:
        return _sent_screen(visit, sheet)
    return await visit.forms.begin(visit, form, sheet.written.id, sheet.child.id)


async def save_words(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    """Own words, or the effect on the child: the answer's name is the letter's own."""
    visit = visit.going(f"letter:{letter_id}")
    sheet = await _sheet(visit)
    await letters.revise(visit.db, sheet.written.id, **answers)
    return await show(visit)


async def people(visit: Visit) -> Screen:
    child = await visit.child()
    return await visit.forms.begin(visit, PEOPLE, child.id, child.id)


async def save_people(visit: Visit, child_id: int, answers: Answers) -> Screen:
    child = await families.child(visit.db, visit.parent.id, child_id)
    if child is None:
        raise NotTheirs
    await families.rename(visit.db, visit.parent.id, answers.pop("parent_name"))
    await families.correct_child(visit.db, child.id, **answers)
    unsent = await _unsent(visit, child)
    return await (
        show(visit.going(f"letter:{unsent.id}")) if unsent else listed(visit.going(f"letters:{child.id}"))
    )


async def _unsent(visit: Visit, child: Child) -> Written | None:
    """The letter that was being written when its names were asked for: the newest that is not sent."""
    for case in await cases.cases_of(visit.db, child.id):
        for written in reversed(await letters.letters_of(visit.db, case.id)):
            if written.sent_on is None:
                return written
    return None


async def sent(visit: Visit) -> Screen:
    """ "I sent it": how and when, then the letter is frozen."""
    return await _ask(visit, SENT)


async def save_sent(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await _sheet(visit)
    on = date.fromisoformat(answers["sent_on"])
    follows = await write.mark_sent(visit.db, sheet, answers["how"], on)
    if not follows:
        return await show(visit)
    case = sheet.standing.case
    change = await record.record_events(visit.db, visit.services, case, follows, visit.now)
    reply_by = working_days(on, sheet.face.reply_in_working_days, visit.services.calendars.england)
    return await saved(visit, sheet.child, change, reply_by=reply_by)


async def name(visit: Visit, letter_id: int) -> str:
    """The title of the letter of a form, for its heading."""
    return (await _sheet(visit.going(f"letter:{letter_id}"))).face.title


async def _sheet(visit: Visit) -> Sheet:
    """The letter that the route names, if it is this parent's."""
    written = await letters.letter(visit.db, visit.number())
    if written is None:
        raise NotTheirs
    case, child = await case_and_child(visit, written.case_id)
    standing: Standing = await look(visit.db, visit.services, case, visit.today)
    return await write.open_sheet(visit.db, visit.services, child, standing, written)


def _parts(words: str) -> tuple[str, ...]:
    """A letter as blocks that copy in one tap; a long one is split between its paragraphs."""
    parts: list[str] = []
    for paragraph in words.strip().split("\n\n"):
        if parts and _length(parts[-1]) + _length(paragraph) < PART:
            parts[-1] += f"\n\n{paragraph}"
        else:
            parts.append(paragraph)
    return tuple(f"<pre>{escape(part, quote=False)}</pre>" for part in parts)


def _length(words: str) -> int:
    """As Telegram counts: an emoji is two."""
    return len(words.encode("utf-16-le")) // 2
