"""Letters as parents write them in the chat, and the families of the letters' samples on the record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.actions import absent, record
from bot.actions.letter_facts import letter_facts
from bot.actions.sample import BEE, PARENT, sample_sheet
from bot.actions.telling import when
from bot.catalogue import GROUPS
from bot.days import longdate, plaindate
from bot.facts import any_of
from bot.law.absence import bundled
from bot.law.events import Event
from bot.letterfile import Sample
from bot.store import cases, families
from bot.texts import NotReady
from handlers.edge.screen import short
from handlers.letter import SWITCHES
from tests.journeys.record import whole
from tests.journeys.stage import tell

SENT = ("I sent it", "E-mail", "Today", "Skip", "Save")
KNOWN = "I know what I want to change"
MOST_SCREENS = 20  # from a title to its letter
TOLD, LOGGED = ("happened", "elsewhere"), "logged"  # lines of a sample
STEPS = (-1, 1, -2, 2, -3, 3)  # days by which a parent may have been wrong
FRIDAY = 5
ISO = re.compile(r"\d{4}-\d\d-\d\d")
WAYS = {"reply": "by e-mail"}  # how the parents of samples want to be answered
# Marks of a template: no sample has any of these in its own words.
UNFINISHED = re.compile(r"[\[\]{}<>_]|\(s\)|and/or|\bNone\b|&|\n{3,}|[ \t]\n|\n |\.\.|,\.| ,| \.|  ")


async def lives(scene, person, letter, sample):
    """The family of a sample, known to the bot, with its record as the bot's own actions put it there.

    Their reminders are off: tests of one scene go back and forth in time.
    """
    services, now = scene.bot.services, scene.clock.now()
    child = await _is_known(services, person, now)
    sheet = sample_sheet(services, letter, sample, letter.strengths[0])
    async with services.db.transaction() as db:
        for each in sheet.found.logged:
            await absent.log(db, services, child, each.absence, sheet.details[each.id], now)
        for standing in (*sheet.beside, sheet.standing):
            told = [event for event in standing.events if event not in standing.follows]
            if told:
                number = await cases.open_case(db, child.id, standing.case.kind)
                case = await cases.case(db, child.parent_id, number)
                await record.record_events(db, services, case, told, now)


async def _is_known(services, person, now):
    """The child of a parent who has agreed, with every name that letters use."""
    async with services.db.transaction() as db:
        parent = await families.welcome(db, person.id, now)
        await families.set_nudged(db, parent.id, nudged=False)
        await families.rename(db, parent.id, PARENT)
        await families.set_ways(db, parent.id, WAYS)
        number = await families.add_child(db, parent.id, BEE.called, BEE.council, BEE.council_name)
        names = ("full_name", "born_on", "reference", "school")
        await families.correct_child(db, number, **{name: getattr(BEE, name) for name in names})
        return await families.child(db, parent.id, number)


def words_of(services, letter, sample, strength, child=BEE):
    """What the letter of a sample should say, by the sample's own lines."""
    sheet = replace(sample_sheet(services, letter, sample, strength), child=child)
    return services.texts.letter(letter, strength, letter_facts(services, sheet))


def shown(person):
    """The letter in the chat."""
    return "\n\n".join(person.copyable)


async def finds(person, letter):
    """From anywhere to what the set says of one letter."""
    await tell(person, ">/letters", "All letters", GROUPS[letter.group], short(letter.title))


async def opens(person, letter):
    """From anywhere to what comes before a letter: by way of the suggestions, where it is one."""
    await person.says("/letters")
    if short(letter.title) in person.buttons:
        await person.taps(short(letter.title))
    else:
        await finds(person, letter)
        await person.taps("Read it" if letter.sheet else "Write it")


async def writes(person, letter, sample):
    """A letter that was opened, with all that its sample says in it."""
    said = await _answers(person, letter, sample)
    left = {each: words for each, words in sample.asks.items() if each not in said}
    if left:
        await _adds(person, letter, left)
    if sample.own_words and "own_words" not in letter.needs:
        await tell(person, "My own words", f">{sample.own_words}", "Save")
    if sample.effect:
        await tell(person, "Effect on my child", f">{sample.effect}", "Save")


def bare(letter, sample):
    """The sample with nothing in it that its letter can do without."""
    every = {each for need in letter.needs for each in any_of(need)}
    needed = {name: words for name, words in sample.asks.items() if f"asks.{name}" in every}
    own_words = sample.own_words if "own_words" in letter.needs else ""
    return replace(sample, asks=needed, own_words=own_words, effect="")


async def _answers(person, letter, sample):
    """Goes through whatever is asked until the letter is there; gives which of its questions were asked."""
    said = set()
    for _ in range(MOST_SCREENS):
        if "Word" in person.buttons:
            return said
        way = next((each for each in ("Save", KNOWN) if each in person.buttons), "")
        asked = next((each.id for each in letter.asks if each.ask in person.sees), "")
        words = sample.asks.get(asked, "") if asked else sample.own_words
        said.add(asked)
        await (person.taps(way) if way else person.says(words) if words else person.taps("Skip"))
    raise AssertionError(f"the letter did not come\n{person.recent()}")


async def _adds(person, letter, left):
    """Answers what was not asked for before the letter came."""
    await tell(person, "Change or leave out", "What this letter asked you")
    while "Save" not in person.buttons:
        [asked] = [each.id for each in letter.asks if each.ask in person.sees]
        await (person.says(left.pop(asked)) if asked in left else person.taps("Skip"))
    for each in letter.asks:
        if each.id in left:
            label = each.label or each.id.replace("_", " ")
            await tell(person, f"Change {label[0].lower()}{label[1:]}", f">{left[each.id]}")
    await person.taps("Save")


async def goes_to(person, letter, strength):
    """The letter in the chat at that strength, which it may have already."""
    label = {**SWITCHES, **letter.switches}[strength]
    if label in person.buttons:
        await person.taps(label)


async def takes(person, button):
    """The letter as a file, which is made after the tap was answered."""
    before = len(person.files)
    await person.taps(button)
    while len(person.files) == before or not person.buttons:
        await person.waits_past(person.acts)
    return person.files[-1]


@dataclass(frozen=True)
class Day:
    """What a line of a sample tells: its words in the list of such days, and ways to print its day."""

    kind: str
    on: date
    line: str
    marks: tuple[str, ...]
    logged: bool = False


@dataclass(frozen=True)
class Slip:
    """A day on the record that was another in truth, printed at this strength; the sample put right."""

    strength: str
    was: Day
    now: Day
    sample: Sample


def slip_of(services, letter, sample):
    """What can be put right so that the letter has another day: its own, or one that is counted from it."""
    every = (slip for its_own in (True, False) for slip in slips(services, letter, sample, its_own))
    return next(every, None)


def slips(services, letter, sample, its_own) -> Iterator[Slip]:
    for strength in (each for each in letter.strengths if each in sample.strengths):
        before = words_of(services, letter, sample, strength).body
        for line in _lines(sample):
            old = _day(services, letter, sample, *line)
            if its_own and not _printed(before, old, sample):
                continue
            for right in _moved(sample, *line):
                after = _after(services, letter, right, strength)
                if after not in {"", before} and not _printed(after, old, sample):
                    yield Slip(strength, old, _day(services, letter, right, *line), right)
                    break


def _printed(text, day, sample):
    """Whether the letter has that day. The day on which it is written says nothing."""
    marks = [each for each in day.marks if each != plaindate(sample.today)]
    return any(re.search(rf"(?<!\d){re.escape(mark)}", text) for mark in marks)


def _after(services, letter, right, strength):
    """The letter with the day put right; "" where the record then does not bear the letter any more."""
    try:
        words = {each: words_of(services, letter, right, each).body for each in right.strengths}
    except NotReady:
        return ""
    return words[strength]


def _lines(sample):
    """Where the lines of a sample stand that have a day in them."""
    return [(name, n) for name in (*TOLD, LOGGED) for n in range(len(getattr(sample, name)))]


def _moved(sample, name, n) -> Iterator[Sample]:
    """The sample with the first day of a line some days before or after, as far as the chat takes that."""
    lines = getattr(sample, name)
    first, *more = (date.fromisoformat(each) for each in ISO.findall(lines[n]))
    for step in STEPS:
        on = first + timedelta(days=step)
        fits = name != LOGGED or (on.isoweekday() <= FRIDAY and on <= (more or [on])[0])
        if fits and (first <= sample.today) == (on <= sample.today):
            moved = lines[n].replace(first.isoformat(), on.isoformat(), 1)
            yield replace(sample, **{name: (*lines[:n], moved, *lines[n + 1 :])})


def _day(services, letter, sample, name, n):
    if name == LOGGED:
        sheet = sample_sheet(services, letter, sample, letter.strengths[0])
        entry = sheet.found.logged[n]
        days = when(entry.absence, sheet.details[entry.id].get("at", ""))
        kind, first = bundled().kinds[entry.absence.kind], entry.absence.first
        return Day(kind.id, first, f"{days}: {kind.short}", (plaindate(first), days), logged=True)
    told, _, day = getattr(sample, name)[n].rpartition(" ")
    kind, _, how = told.rpartition(" ")[2].partition(":")
    event = Event(kind, date.fromisoformat(day), how)
    words = f"{longdate(event.on)}: {services.rulebook.told(event)}"
    return Day(kind, event.on, words, (plaindate(event.on),))


async def puts_right(person, face, slip):
    """From a letter to the record, where a day is put right, and back to the letter."""
    await person.taps("Change or leave out")
    if not slip.was.logged:
        ways = ("What happened, and when",)
    elif "The days out of school" in person.buttons:
        ways = ("The days out of school",)
    else:
        ways = (">/out", "What I logged")
    await tell(person, *ways)
    lines = (line.partition(". ") for line in person.sees.splitlines())
    [number] = [number for number, _, words in lines if words == slip.was.line]
    await person.taps(number)
    if slip.was.logged:
        await person.taps("Change it")
        await _checks(person)
        await person.taps("Change day" if "Change day" in person.buttons else "Change first day")
    else:
        await person.taps("Correct the date")
    await person.says(plaindate(slip.now.on))
    await _checks(person)
    await tell(person, "Save", ">/letters", short(f"Go on: {face.title}"))


async def _checks(person):
    """To the last screen of a form: what a sample leaves unsaid, and what another day brings, is asked."""
    while "Save" not in person.buttons:
        await person.taps("All day" if "All day" in person.buttons else "No")


async def is_put_right(scene, person, slip):
    """The record has the right day, and not the other."""
    record = await whole(scene.bot.services.db, person.id)
    if slip.was.logged:
        days = [row.first_on for row in record["absences"] if row.kind == slip.was.kind]
    else:
        days = [row.happened_on for row in record["events"] if row.kind == slip.was.kind]
    assert slip.now.on in days
    assert slip.was.on not in days
