"""Every letter of the set, for every family of its samples: offered, written, put right, taken and sent."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
import pytest_asyncio

from bot.actions import write
from bot.actions.absent import days_out
from bot.actions.history import Histories
from bot.actions.sample import BEE, sample_sheet
from bot.actions.standing import look_at, standing_of
from bot.catalogue import bundled_letters
from bot.clock import LONDON, HeldClock
from bot.demo.run import show
from bot.law.events import Event
from bot.law.rules import bundled
from bot.store import cases, families
from bot.store.cases import Case
from handlers.edge.screen import short
from handlers.letters import MOST_FITTING
from tests.journeys import road
from tests.journeys.record import whole
from tests.journeys.stage import tell
from tests.journeys.writing import (
    SENT,
    UNFINISHED,
    bare,
    finds,
    goes_to,
    is_put_right,
    lives,
    opens,
    puts_right,
    shown,
    slip_of,
    takes,
    words_of,
    writes,
)

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

LETTERS = bundled_letters().letters
EVERY = sorted(
    ((letter, sample) for letter in LETTERS if letter.is_for(BEE.council) for sample in letter.samples),
    key=lambda each: (each[0].id, each[1].name),
)
every_sample = pytest.mark.parametrize(
    ("letter", "sample"), EVERY, ids=[f"{letter.id}-{sample.name}" for letter, sample in EVERY]
)
TOO_EARLY = [
    (letter, sample, strength)
    for letter, sample in EVERY
    for strength in letter.strengths
    if strength not in sample.strengths and letter.at(strength).needs != letter.needs
]
ANOTHER_NAME = "Bertha Sample"
WITH_OTHERS = (">3 May 2017", ">EX/12345")
BY_NAME = {letter.id: letter for letter in LETTERS}
MANY = 90


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    """One bot for all of these families."""
    async with show(tmp_path_factory.mktemp("letters"), HeldClock(road.BEGINS)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def family(scene, parent, letter, sample):
    """The sample's family on the sample's day."""
    scene.clock.move_to(datetime.combine(sample.today, time(10), LONDON))
    await lives(scene, parent, letter, sample)
    return parent


@every_sample
async def test_it_is_offered_when_it_fits_and_not_when_it_does_not(scene, family, letter, sample):
    sheet = sample_sheet(scene.bot.services, letter, sample, letter.strengths[0])
    fits = letter.because(write.situation(sheet.standing, (), sheet.found, sheet.beside))
    every = await suggestions(scene, family, sample.today)
    assert (letter.title in every) == bool(fits), every
    await family.says("/letters")
    assert family.buttons[:-2] == [short(title) for title in every[:MOST_FITTING]]
    if fits and letter.title in every[:MOST_FITTING]:
        assert f"{letter.title}\n{letter.summary} It fits {fits}." in family.sees


@every_sample
async def test_it_is_found_by_subject_written_in_each_strength_and_comes_as_files(
    scene, family, letter, sample
):
    await finds(family, letter)
    assert f"For when: {letter.when}" in family.sees
    await family.taps("Read it" if letter.sheet else "Write it")
    await writes(family, letter, sample)
    strengths = [each for each in letter.strengths if each in sample.strengths]
    for strength in strengths if not letter.sheet else strengths[:1]:
        await goes_to(family, letter, strength)
        wanted = words_of(scene.bot.services, letter, sample, strength)
        assert shown(family) == wanted.body.strip()
        assert not UNFINISHED.search(shown(family)), UNFINISHED.findall(shown(family))
        assert letter.sheet or f"Subject: {wanted.subject}" in family.sees
    for button, begins in (("Word", b"PK"), ("PDF", b"%PDF-")):
        file = await takes(family, button)
        assert file.content.startswith(begins)
        assert file.name.startswith(f"{letter.id}-{sample.today}.")


@pytest.mark.parametrize(
    ("letter", "sample", "strength"),
    TOO_EARLY,
    ids=[f"{letter.id}-{sample.name}-{strength}" for letter, sample, strength in TOO_EARLY],
)
async def test_a_strength_that_is_tried_too_early_takes_no_letter_away(family, letter, sample, strength):
    await opens(family, letter)
    await writes(family, letter, bare(letter, sample))
    before = shown(family)
    await goes_to(family, letter, strength)
    if "Word" not in family.buttons:
        await family.says("/letters")
        await family.taps(next(label for label in family.buttons if label.startswith("Go on: ")))
        assert "Word" in family.buttons, family.recent()
        assert shown(family) == before
    assert not UNFINISHED.search(shown(family)), UNFINISHED.findall(shown(family))


@every_sample
async def test_a_changed_fact_reaches_the_letter_and_what_was_sent_stays(scene, family, letter, sample):
    sample = bare(letter, sample)
    await opens(family, letter)
    await writes(family, letter, sample)
    slip = slip_of(scene.bot.services, letter, sample)
    if slip:
        await goes_to(family, letter, slip.strength)
        await puts_right(family, letter.at(slip.strength), slip)
        await is_put_right(scene, family, slip)
        wanted = words_of(scene.bot.services, letter, slip.sample, slip.strength)
    else:
        await renames(family)
        child = replace(BEE, full_name=ANOTHER_NAME)
        wanted = words_of(scene.bot.services, letter, sample, letter.strengths[0], child)
        assert BEE.full_name not in shown(family)
    assert shown(family) == wanted.body.strip()
    if letter.sheet:
        assert "I sent it" not in family.buttons
    else:
        await goes_to(family, letter, sample.strengths[-1])
        await is_sent_and_frozen(scene, family, letter.at(sample.strengths[-1]))


@pytest_asyncio.fixture(loop_scope="module")
async def late(scene, parent):
    """A family whose final plan is late, with the reminder about it begun."""
    letter = BY_NAME["A7"]
    [sample] = [each for each in letter.samples if each.name == "late"]
    scene.clock.move_to(datetime.combine(sample.today, time(10), LONDON))
    await lives(scene, parent, letter, sample)
    await opens(parent, letter)
    return parent


async def test_a_name_that_is_put_right_leads_back_to_its_own_letter(late):
    before = shown(late)
    await opens(late, BY_NAME["A8"])
    await tell(late, ">/letters", short(f"Go on: {BY_NAME['A7'].title}"))
    await renames(late)
    assert shown(late) == before.replace(BEE.full_name, ANOTHER_NAME).replace("Beatrice", "Bertha")


async def test_what_is_skipped_beside_a_name_that_is_put_right_stays_as_it_was(late):
    await renames(late, "Skip", "Skip")
    assert f"Child: {ANOTHER_NAME}, born 3 May 2017" in shown(late)
    assert f"Reference: {BEE.reference}" in shown(late)


async def test_a_record_of_many_replies_still_makes_a_letter_that_can_be_read(scene, late):
    [case] = (await whole(scene.bot.services.db, late.id))["cases"]
    async with scene.bot.services.db.transaction() as db:
        for number in range(MANY):
            on = date(2026, 4, 1) + timedelta(days=2 * number)
            await cases.record(db, case.id, Event("replied", on, told_on=on))
    await late.taps("Make it firmer")
    assert "Word" in late.buttons, late.recent()
    assert "26 September 2026" in shown(late)


async def is_sent_and_frozen(scene, person, face):
    """Sent, the event is on the record of the right case, and the words stay when a name does not."""
    before, today = shown(person), scene.clock.now().date()
    await tell(person, *SENT)
    record = await whole(scene.bot.services.db, person.id)
    [row] = [each for each in record["letters"] if each.template == face.id]
    assert row.sent_on == today
    kinds = {case.id: case.kind for case in record["cases"]}
    told = [(e.kind, e.how, kinds[e.case_id]) for e in record["events"] if e.happened_on == today]
    assert ("letter_sent", face.id, face.case) in told
    if face.records:
        kind, _, which = face.records.partition(":")
        subject = bundled().subject(bundled().kinds[kind].subject)
        assert (kind, which or "email", subject.kind or face.case) in told
    await is_called(scene, person, "Somebody Else")
    await tell(person, ">/letters", short(f"Sent {today.day} {today:%b}: {face.title}"))
    assert shown(person) == row.words.strip()
    assert shown(person).partition("\n\n")[2] == before
    assert not {"I sent it", "Change or leave out"} & {*person.buttons}
    assert row in (await whole(scene.bot.services.db, person.id))["letters"]


async def is_called(scene, person, name):
    """Every child of this parent has another name from now on."""
    for child in (await whole(scene.bot.services.db, person.id))["children"]:
        async with scene.bot.services.db.transaction() as db:
            await families.correct_child(db, child.id, full_name=name)


async def renames(person, *others):
    """The child has another name, by way of the letter; `others` are the acts for what is asked beside it."""
    await tell(person, "Change or leave out", "Names, birth date, reference")
    if "Save" in person.buttons:  # with what is known filled in
        await tell(person, "Change child's full name", f">{ANOTHER_NAME}", "Save")
    else:
        await tell(person, ">Sam Example", f">{ANOTHER_NAME}", *(others or WITH_OTHERS), "Save")


async def suggestions(scene, person, today):
    """The titles of every letter that fits one of the child's cases, in the order in which they are shown."""
    services = scene.bot.services
    [row] = (await whole(services.db, person.id))["children"]
    async with services.db.transaction() as db:
        child = await families.child(db, row.parent_id, row.id)
        open_ones = [each for each in await cases.cases_of(db, child.id) if each.ended_on is None]
        found = await days_out(db, services, child, today)
        known = await look_at(db, services, open_ones, today)
    none_yet = dict.fromkeys(each.case for each in LETTERS if each.case not in {k.case.kind for k in known})
    bare = [Case(0, child.id, child.parent_id, kind, nudged=True, council=child.council) for kind in none_yet]
    every = [*known, *(standing_of(services, each, Histories({}, {}, {}), today) for each in bare)]
    fits = [
        (not letter.is_late(write.situation(each, (), found, known)), place, letter.title)
        for each in every
        for place, letter in enumerate(fitting(services, each, found, known))
    ]
    return [title for *_, title in sorted(fits, key=lambda fit: fit[:2])]


def fitting(services, standing, found, known):
    return [letter for letter, _ in write.fitting(services, standing, (), found, known)]
