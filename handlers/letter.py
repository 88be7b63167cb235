"""One letter: ready to copy, firmer or gentler, as a file, and the day it was sent."""

from dataclasses import replace
from html import escape

from bot.actions import write
from bot.actions.in_step import ANSWERED_BY
from bot.actions.letter_facts import Sheet, recipient_of
from bot.actions.standing import Standing, look
from bot.directory.contacts import Recipient
from bot.forms.draft_check import FOUND, RESPONSE
from bot.forms.form import Answers, Form
from bot.forms.letter import EFFECT, NAMES, WORDS, asks_id, effect_form, words_form
from bot.store import letters
from bot.store.letters import Written
from bot.texts import LetterText, NotReady
from handlers.cases import case_and_child
from handlers.edge.screen import Button, Screen
from handlers.edge.speak import length
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter_late import too_late
from handlers.start import HOME

MOST_COPIED = 256  # characters that Telegram copies by a button
PART = 3800  # characters of a letter a message, with room for its formatting
SWITCHES = {"formal": "Make it firmer", "polite": "Make it gentler"}
Row = tuple[Button, ...]


async def show(visit: Visit) -> Screen:
    """The letter, ready to copy; or the one thing that it still needs."""
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return _sent_screen(visit, sheet)
    if missing := write.missing(visit.services, sheet):
        return await _not_called_for(visit, sheet, missing)
    if sheet.letter.id == RESPONSE and not sheet.written.given.get("asks", {}).get("points"):
        return _check_first(visit, sheet)
    if asked := _asked_first(visit, sheet):
        form, about = asked
        return await visit.forms.begin(visit, form, about, sheet.child.id)
    try:
        words = await write.show(visit.db, visit.services, sheet)
    except NotReady:
        return _not_yet(visit, sheet)
    return _screen(visit, sheet, words)


def _check_first(visit: Visit, sheet: Sheet) -> Screen:
    """An answer to a draft plan says what is wrong in it: that is found together, or known."""
    number = sheet.written.id
    checked = FOUND in sheet.written.given  # and nothing was found
    check = "Check again" if checked else "Check the draft with me"
    rows = (
        (Button(check, f"checkdraft:{number}"),),
        (Button("I know what I want to change", f"asks:{number}"),),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )
    text = visit.says("checkfirst", letter=sheet.face, checked=checked)
    return Screen(text, rows, route=f"letter:{number}")


def _asked_first(visit: Visit, sheet: Sheet) -> tuple[Form, int] | None:
    """The form that asks for what the letter cannot do without, and what that form is about."""
    child, given = sheet.child, sheet.written.given.get("asks", {})
    if not sheet.parent_name or not child.full_name:
        return NAMES, sheet.written.id
    if "own_words" in sheet.face.needs and not sheet.written.own_words:
        return _words_form(visit, sheet), sheet.written.id
    if any(f"asks.{each.id}" in sheet.face.needs and not given.get(each.id) for each in sheet.letter.asks):
        return visit.forms.kept[asks_id(sheet.letter.id)].form, sheet.written.id
    return None


def _screen(visit: Visit, sheet: Sheet, words: LetterText) -> Screen:
    footer = visit.services.texts.letter_footer(sheet.face)
    recipient = recipient_of(visit.services, sheet)
    facts = {"child": sheet.child, "letter": sheet.face, "recipient": recipient, "sheet": sheet.letter.sheet}
    text = visit.says("letter", subject=words.subject, footer=footer, **facts)
    ways = _sheet_ways(sheet) if sheet.letter.sheet else _ways(sheet, words.subject, recipient)
    return Screen(text, ways, first=_parts(words.body), route=f"letter:{sheet.written.id}")


def _ways(sheet: Sheet, subject: str, recipient: Recipient) -> tuple[Row, ...]:
    lines = "\n".join(recipient.lines)
    address = (Button("Copy the address", copies=lines[:MOST_COPIED]),) if recipient.lines[2:] else ()
    number = sheet.written.id
    other = next((each for each in sheet.letter.strengths if each != sheet.written.strength), "")
    labels = {**SWITCHES, **sheet.letter.switches}
    strength = ((Button(labels[other], f"strength:{number}:{other}"),),) if other else ()
    return (
        (Button("Copy the subject", copies=subject[:MOST_COPIED]), *address),
        *strength,
        _file_buttons(number),
        (Button("My own words", f"words:{number}"), Button("Effect on my child", f"effect:{number}")),
        (Button("Change or leave out", f"parts:{number}"), Button("Throw it away", f"throwaway:{number}")),
        (Button("I sent it", f"sent:{number}"),),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )


def _sheet_ways(sheet: Sheet) -> tuple[Row, ...]:
    number = sheet.written.id
    change = ((Button("Change or leave out", f"parts:{number}"),),) if sheet.letter.asks else ()
    words = (Button("My own words", f"words:{number}"),) if sheet.letter.own_words_ask else ()
    effect = (Button("Effect on my child", f"effect:{number}"),) if sheet.letter.effect_ask else ()
    own = ((*words, *effect),) if (*words, *effect) else ()
    away = (Button("Throw it away", f"throwaway:{number}"),)
    return (
        _file_buttons(number),
        *own,
        *change,
        away,
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )


def _file_buttons(number: int) -> Row:
    return (Button("Word", f"letterfile:{number}:docx"), Button("PDF", f"letterfile:{number}:pdf"))


def _sent_screen(visit: Visit, sheet: Sheet) -> Screen:
    written = sheet.written
    assert written.words
    text = visit.says("sentletter", letter=sheet.face, written=written)
    number = written.id
    rows = (
        *_answer_row(written),
        _file_buttons(number),
        (Button("Another day", f"sentday:{number}"), Button("I did not send it", f"notsent:{number}")),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )
    return Screen(text, rows, first=_parts(written.words), route=f"letter:{written.id}")


def _answer_row(written: Written) -> tuple[Row, ...]:
    """While a letter waits, that an answer came; after that, that it was none."""
    if written.reply_by and not written.answered_on:
        return ((Button("They answered", f"answered:{written.id}"),),)
    if ANSWERED_BY in written.given:
        return ((Button("They did not answer after all", f"notanswered:{written.id}"),),)
    return ()


async def _not_called_for(visit: Visit, sheet: Sheet, missing: tuple[str, ...]) -> Screen:
    """Said before anything is asked. A letter in which nothing was written leaves nothing behind."""
    written = sheet.written
    if missing == ("school",):
        return _needs_school(visit, sheet)
    if not (written.words or written.own_words or written.effect or written.given):
        await letters.discard(visit.db, written.id)
    return _not_yet(visit, sheet)


def _needs_school(visit: Visit, sheet: Sheet) -> Screen:
    number = sheet.written.id
    rows = (
        (Button("Name the school", f"nameschool:{sheet.child.id}"),),
        (Button("Go on with the letter", f"letter:{number}"), HOME),
    )
    return Screen(visit.says("letterschool", letter=sheet.face), rows, route=f"letter:{number}")


def _not_yet(visit: Visit, sheet: Sheet) -> Screen:
    number, asked = sheet.written.id, sheet.written.given.get("asks")
    rows = (
        *(((Button("What this letter asked you", f"asks:{number}"),),) if asked else ()),
        (Button("Something happened", f"happened:{sheet.child.id}"),),
        *(((Button("Back to the letter", f"letter:{number}"),),) if sheet.written.words else ()),
        (Button("Letters", f"letters:{sheet.child.id}"), HOME),
    )
    return Screen(visit.says("letternotyet", letter=sheet.face), rows, route=f"letters:{sheet.child.id}")


async def set_strength(visit: Visit) -> Screen:
    sheet = await sheet_of(visit)
    if visit.word(2) not in sheet.letter.strengths:
        raise NotTheirs
    other = replace(sheet, written=replace(sheet.written, strength=visit.word(2)))
    try:
        write.compose(visit.services, other)
    except NotReady:
        return _not_yet(visit, other)
    await letters.revise(visit.db, sheet.written.id, strength=visit.word(2))
    return await show(visit.going(f"letter:{sheet.written.id}"))


async def words(visit: Visit) -> Screen:
    sheet = await sheet_of(visit)
    return await ask(visit, _words_form(visit, sheet))


async def effect(visit: Visit) -> Screen:
    sheet = await sheet_of(visit)
    asked = sheet.letter.effect_ask
    form = visit.forms.kept[effect_form(sheet.letter.id, asked).id].form if asked else EFFECT
    return await ask(visit, form)


def _words_form(visit: Visit, sheet: Sheet) -> Form:
    asked = sheet.letter.own_words_ask
    return visit.forms.kept[words_form(sheet.letter.id, asked).id].form if asked else WORDS


async def ask(visit: Visit, form: Form) -> Screen:
    """A form about this letter; a letter that was sent is shown instead, for nothing can be added to it."""
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return _sent_screen(visit, sheet)
    return await visit.forms.begin(visit, form, sheet.written.id, sheet.child.id)


async def save_words(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    """Own words, or the effect on the child: the answer's name is the letter's own."""
    visit = visit.going(f"letter:{letter_id}")
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return too_late(visit, sheet.face, sheet.written, answers)
    await letters.revise(visit.db, sheet.written.id, **answers)
    return await show(visit)


async def name(visit: Visit, letter_id: int) -> str:
    """The title of the letter of a form, for its heading: asked at every step, so nothing else is read."""
    found = await letters.template_of(visit.db, visit.parent.id, letter_id)
    if found is None:
        raise NotTheirs
    template, strength = found
    return visit.services.catalogue.letter(template).at(strength).title


async def sheet_of(visit: Visit) -> Sheet:
    """The letter that the route names, if it is this parent's."""
    written = await letters.letter(visit.db, visit.number())
    if written is None:
        raise NotTheirs
    case, child = await case_and_child(visit, written.case_id)
    standing: Standing = await look(visit.db, visit.services, case, visit.today)
    return await write.open_sheet(visit.db, visit.services, child, standing, written)


def _parts(words: str) -> tuple[str, ...]:
    """A letter as blocks that copy in one tap; a long one is split between paragraphs, or else lines."""
    parts: list[str] = []
    for paragraph in words.strip().split("\n\n"):
        between = "\n\n"
        for piece in [paragraph] if length(paragraph) < PART else paragraph.split("\n"):
            if parts and length(parts[-1]) + length(piece) < PART:
                parts[-1] += f"{between}{piece}"
            else:
                parts.append(piece)
            between = "\n"
    return tuple(f"<pre>{escape(part, quote=False)}</pre>" for part in parts)
