"""What a parent changes about one letter: what is left out, copies, attachments, answers."""

from collections.abc import Iterable

from bot.actions.letter_facts import (
    ATTACHED,
    EARLIER,
    EFFECT,
    STORY,
    Sheet,
    may_attach,
)
from bot.forms.draft_check import RESPONSE
from bot.forms.form import Answers
from bot.forms.letter import WAYS, asks_id
from bot.store import families, letters
from handlers.edge.screen import Button, Screen, short
from handlers.edge.visit import NotTheirs, Visit
from handlers.letter import sheet_of, show
from handlers.letter_late import FOR_THE_NEXT, noted, too_late
from handlers.start import HOME

PARTS = {STORY: "What happened", EFFECT: "The effect on my child", EARLIER: "My earlier letters"}
COPIES = {
    "school": "the school",
    "chair": "the chair of governors",
    "director": "the director",
    "ehc-team": "the EHC team",
}
ON, OFF = "1", "0"
MOST_PARAGRAPHS = 6
# Buttons once named places, 0 to 5. No number is one of those, so such a button is out of date.
NUMBERED_AFTER = MOST_PARAGRAPHS
LAST = "last_paragraph"  # the highest number that was ever given
Own = dict[int, str]  # by number, in the order of the letter
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
    rows += _own_rows(sheet)
    rows += [(_part_button(sheet, part),) for part in PARTS]
    rows += [(_copy_button(sheet, role),) for role in _may_copy(sheet)]
    rows += [(_attach_button(sheet, what),) for what in may_attach(visit.services, sheet)]
    rows.append((Button("Where it goes", f"address:{number}"),))
    rows.append((Button("How they should answer me", f"ways:{number}"),))
    text = visit.says("parts", letter=sheet.face, child=sheet.child)
    back = (Button("Back to the letter", f"letter:{number}"), HOME)
    return Screen(text, (*rows, back), route=f"parts:{number}")


def _own_rows(sheet: Sheet) -> list[Row]:
    """A button for each, and one to add another."""
    number, mine = sheet.written.id, own(sheet)
    found: list[Row] = [
        (Button(short(f"Paragraph {place}: {words}"), f"ownpart:{number}:{which}"),)
        for place, (which, words) in enumerate(mine.items(), 1)
    ]
    if len(mine) < MOST_PARAGRAPHS:
        found.append((Button("Add a paragraph", f"paragraph:{number}"),))
    return found


def own(sheet: Sheet) -> Own:
    """The parent's own paragraphs. Each has a number that stays its own, so that old buttons hold."""
    given = sheet.written.given
    some = given.get("paragraphs", ())
    numbers = given.get("numbers", range(NUMBERED_AFTER + 1, NUMBERED_AFTER + 1 + len(some)))
    return dict(zip(numbers, some, strict=True))


def last_number(sheet: Sheet) -> int:
    """The highest number that was ever given to a paragraph of this letter: none is given twice."""
    highest: int = sheet.written.given.get(LAST, NUMBERED_AFTER)
    return max((highest, *own(sheet)))


def _part_button(sheet: Sheet, part: str) -> Button:
    out = part in sheet.left_out
    label = "Put back" if out else "Leave out"
    return Button(f"{label}: {PARTS[part]}", f"leave:{sheet.written.id}:{part}:{_other(out)}")


def _copy_button(sheet: Sheet, role: str) -> Button:
    goes = role in _copies(sheet)
    label = "No copy" if goes else "Copy"
    return Button(f"{label} to {COPIES[role]}", f"copyto:{sheet.written.id}:{role}:{_other(goes)}")


def _attach_button(sheet: Sheet, what: str) -> Button:
    goes = what in sheet.written.given.get("attachments", ())
    label = "Do not attach" if goes else "Attach"
    return Button(f"{label}: {ATTACHED[what]}", f"attach:{sheet.written.id}:{what}:{_other(goes)}")


def _other(is_so: bool) -> str:  # noqa: FBT001  # its one argument
    """What a button asks for: said in its data, so that a second tap on it changes nothing."""
    return OFF if is_so else ON


def _chosen(visit: Visit, known: Iterable[str]) -> set[str]:
    """Those that are chosen once the tapped one is as its button says."""
    if visit.word(3) not in (ON, OFF):
        raise NotTheirs
    return {*known} | {visit.word(2)} if visit.word(3) == ON else {*known} - {visit.word(2)}


async def attach(visit: Visit) -> Screen:
    """A paper goes with the letter, or stays."""
    sheet, what = await unsent(visit), visit.word(2)
    if what not in may_attach(visit.services, sheet):
        raise NotTheirs
    chosen = _chosen(visit, sheet.written.given.get("attachments", ()))
    await _give(visit, sheet, attachments=[each for each in ATTACHED if each in chosen])
    return await parts(visit.going(f"parts:{sheet.written.id}"))


def _may_copy(sheet: Sheet) -> list[str]:
    return [role for role in COPIES if role != sheet.face.to]


def _copies(sheet: Sheet) -> list[str]:
    return list(sheet.written.given.get("copies", ()))


async def leave(visit: Visit) -> Screen:
    """Leaves an optional part out, or puts it back."""
    sheet, part = await unsent(visit), visit.word(2)
    if part not in PARTS:
        raise NotTheirs
    await _give(visit, sheet, left_out=sorted(_chosen(visit, sheet.left_out)))
    return await parts(visit.going(f"parts:{sheet.written.id}"))


async def copy_to(visit: Visit) -> Screen:
    """A copy to one more, or to one less."""
    sheet, role = await unsent(visit), visit.word(2)
    if role not in _may_copy(sheet):
        raise NotTheirs
    chosen = _chosen(visit, _copies(sheet))
    await _give(visit, sheet, copies=[each for each in COPIES if each in chosen])
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
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        return too_late(visit, sheet.face, sheet.written, answers)
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
    sheet = await sheet_of(visit)
    said = {name: words for name, words in answers.items() if words}
    addresses = {name: words for name, words in sheet.ways.items() if ":" in name}
    await families.set_ways(visit.db, visit.parent.id, addresses | said)
    screen = await show(visit)
    return noted(screen, FOR_THE_NEXT) if sheet.written.sent_on else screen


async def unsent(visit: Visit) -> Sheet:
    """The letter that the route names; to one that was sent nothing can be done."""
    sheet = await sheet_of(visit)
    if sheet.written.sent_on:
        raise NotTheirs
    return sheet


async def _give(visit: Visit, sheet: Sheet, **given: object) -> None:
    await letters.revise(visit.db, sheet.written.id, given=sheet.written.given | given)
