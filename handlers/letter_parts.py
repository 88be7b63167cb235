"""What a parent changes about one letter: own paragraphs, what is left out, copies, answers."""

from bot.actions.letter_facts import (
    ATTACHED,
    CHRONOLOGY,
    EARLIER,
    EFFECT,
    LETTERS,
    SCHEDULE,
    STORY,
    Sheet,
)
from bot.forms.draft_check import RESPONSE
from bot.forms.form import Answers
from bot.forms.letter import PARAGRAPH, WAYS, asks_id
from bot.store import families, letters
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of, show
from handlers.start import HOME

MOST_PARAGRAPHS = 6
EDITING = "editing"  # which of them is being written anew
PARTS = {STORY: "What happened", EFFECT: "The effect on my child", EARLIER: "My earlier letters"}
COPIES = {
    "school": "the school",
    "chair": "the chair of governors",
    "director": "the director",
    "ehc-team": "the EHC team",
}
Row = tuple[Button, ...]


async def parts(visit: Visit) -> Screen:
    """Everything that can be changed, each with a button."""
    sheet = await unsent(visit)
    number, child = sheet.written.id, sheet.child.id
    rows: list[Row] = [(Button("Names, birth date, reference", f"names:{number}"),)]
    if sheet.letter.asks:
        rows.append((Button("What this letter asked you", f"asks:{number}"),))
    if sheet.letter.id == RESPONSE:
        rows.append((Button("Check the draft with me", f"checkdraft:{number}"),))
    rows.append((Button("What happened, and when", f"record:{child}"),))
    if sheet.letter.about:
        rows.append((Button("The days out of school", f"outlist:{child}"),))
    rows.append((Button("Name of the school", f"school:{child}"),))
    rows += [(_paragraph_button(number, n, words),) for n, words in enumerate(_paragraphs(sheet))]
    if len(_paragraphs(sheet)) < MOST_PARAGRAPHS:
        rows.append((Button("Add a paragraph", f"paragraph:{number}"),))
    rows += [(_part_button(sheet, part),) for part in PARTS]
    rows += [(_copy_button(sheet, role),) for role in _may_copy(sheet)]
    rows += [(_attach_button(sheet, what),) for what in _may_attach(sheet)]
    rows.append((Button("Where it goes", f"address:{number}"),))
    rows.append((Button("How they should answer me", f"ways:{number}"),))
    text = visit.says("parts", letter=sheet.face, child=sheet.child)
    back = (Button("Back to the letter", f"letter:{number}"), HOME)
    return Screen(text, (*rows, back), route=f"parts:{number}")


def _paragraph_button(number: int, n: int, words: str) -> Button:
    return Button(short(f"Paragraph {n + 1}: {words}"), f"ownpart:{number}:{n}")


def _part_button(sheet: Sheet, part: str) -> Button:
    out = part in sheet.left_out
    return Button(f"{'Put back' if out else 'Leave out'}: {PARTS[part]}", f"leave:{sheet.written.id}:{part}")


def _copy_button(sheet: Sheet, role: str) -> Button:
    goes = role in _copies(sheet)
    return Button(f"{'No copy' if goes else 'Copy'} to {COPIES[role]}", f"copyto:{sheet.written.id}:{role}")


def _attach_button(sheet: Sheet, what: str) -> Button:
    goes = what in sheet.written.given.get("attachments", ())
    return Button(
        f"{'Do not attach' if goes else 'Attach'}: {ATTACHED[what]}", f"attach:{sheet.written.id}:{what}"
    )


def _may_attach(sheet: Sheet) -> list[str]:
    there = {SCHEDULE: bool(sheet.found.logged), CHRONOLOGY: True, LETTERS: bool(sheet.earlier)}
    return [what for what in ATTACHED if there[what]]


async def attach(visit: Visit) -> Screen:
    """A paper goes with the letter, or stays."""
    sheet, what = await unsent(visit), visit.word(2)
    if what not in _may_attach(sheet):
        raise NotTheirs
    chosen = {*sheet.written.given.get("attachments", ())} ^ {what}
    await _give(visit, sheet, attachments=[each for each in ATTACHED if each in chosen])
    return await parts(visit.going(f"parts:{sheet.written.id}"))


def _may_copy(sheet: Sheet) -> list[str]:
    return [role for role in COPIES if role != sheet.face.to]


def _copies(sheet: Sheet) -> list[str]:
    return list(sheet.written.given.get("copies", ()))


def _paragraphs(sheet: Sheet) -> list[str]:
    return list(sheet.written.given.get("paragraphs", ()))


async def leave(visit: Visit) -> Screen:
    """Leaves an optional part out, or puts it back."""
    sheet, part = await unsent(visit), visit.word(2)
    if part not in PARTS:
        raise NotTheirs
    await _give(visit, sheet, left_out=sorted(sheet.left_out ^ {part}))
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def copy_to(visit: Visit) -> Screen:
    """A copy to one more, or to one less."""
    sheet, role = await unsent(visit), visit.word(2)
    if role not in _may_copy(sheet):
        raise NotTheirs
    chosen = {*_copies(sheet)} ^ {role}
    await _give(visit, sheet, copies=[each for each in COPIES if each in chosen])
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def paragraph(visit: Visit) -> Screen:
    """One more paragraph of the parent's own."""
    sheet = await unsent(visit)
    await _give(visit, sheet, editing=None)
    return await visit.forms.begin(visit, PARAGRAPH, sheet.written.id, sheet.child.id)


async def save_paragraph(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await unsent(visit)
    some, at = _paragraphs(sheet), sheet.written.given.get(EDITING)
    if isinstance(at, int) and at < len(some):
        some[at] = answers["paragraph"]
    else:
        some = [*some, answers["paragraph"]][:MOST_PARAGRAPHS]
    await _give(visit, sheet, paragraphs=some, editing=None)
    return await show(visit)


async def edit(visit: Visit) -> Screen:
    """One of them in other words: the form remembers which by the letter."""
    sheet, n = await _paragraph(visit)
    await _give(visit, sheet, editing=n)
    return await visit.forms.begin_with(visit, PARAGRAPH, {}, sheet.written.id, sheet.child.id)


async def own_part(visit: Visit) -> Screen:
    """One of the parent's own paragraphs: to go up, or to go."""
    sheet, n = await _paragraph(visit)
    number = sheet.written.id
    up = ((Button("Move it up", f"ownup:{number}:{n}"),),) if n else ()
    rows = (
        *up,
        (Button("Write it anew", f"ownedit:{number}:{n}"),),
        (Button("Take it out", f"owndrop:{number}:{n}"),),
        (Button("Back", f"parts:{number}"), HOME),
    )
    text = visit.says("ownpart", words=_paragraphs(sheet)[n])
    return Screen(text, rows, route=f"ownpart:{number}:{n}")


async def up(visit: Visit) -> Screen:
    sheet, n = await _paragraph(visit)
    some = _paragraphs(sheet)
    if n:
        some[n - 1], some[n] = some[n], some[n - 1]
    await _give(visit, sheet, paragraphs=some)
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def drop(visit: Visit) -> Screen:
    sheet, n = await _paragraph(visit)
    some = _paragraphs(sheet)
    del some[n]
    await _give(visit, sheet, paragraphs=some)
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def asks(visit: Visit) -> Screen:
    """What this letter alone asks: again, with what was said filled in."""
    sheet = await unsent(visit)
    if not sheet.letter.asks:
        raise NotTheirs
    form = visit.forms.kept[asks_id(sheet.letter.id)].form
    given = sheet.written.given.get("asks", {})
    answers = {each.id: given[each.id] for each in sheet.letter.asks if each.id in given}
    if all(each.optional or each.id in given for each in sheet.letter.asks):
        answers = {each.id: given.get(each.id, "") for each in sheet.letter.asks}
    return await visit.forms.begin_with(visit, form, answers, sheet.written.id, sheet.child.id)


async def save_asks(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await unsent(visit)
    await _give(visit, sheet, asks={name: words for name, words in answers.items() if words})
    return await show(visit)


async def ways(visit: Visit) -> Screen:
    """How the parent wants to be answered: asked once, and used in every letter."""
    sheet = await unsent(visit)
    names = [each.id for each in WAYS.questions]
    known = {name: sheet.ways.get(name, "") for name in names} if {*names} & {*sheet.ways} else {}
    return await visit.forms.begin_with(visit, WAYS, known, sheet.written.id, sheet.child.id)


async def save_ways(visit: Visit, letter_id: int, answers: Answers) -> Screen:
    visit = visit.going(f"letter:{letter_id}")
    sheet = await unsent(visit)
    said = {name: words for name, words in answers.items() if words}
    addresses = {name: words for name, words in sheet.ways.items() if ":" in name}
    await families.set_ways(visit.db, visit.parent.id, addresses | said)
    return await show(visit)


async def unsent(visit: Visit) -> Sheet:
    """The letter that the route names; to one that was sent nothing can be done."""
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        raise NotTheirs
    return sheet


async def _paragraph(visit: Visit) -> tuple[Sheet, int]:
    sheet, n = await unsent(visit), visit.number(2)
    if n >= len(_paragraphs(sheet)):
        raise NotTheirs
    return sheet, n


async def _give(visit: Visit, sheet: Sheet, **given: object) -> None:
    await letters.revise(visit.db, sheet.written.id, given=sheet.written.given | given)
