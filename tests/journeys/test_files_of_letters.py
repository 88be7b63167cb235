"""A letter's file, its forms and its strength: what was sent stays as it was, and nothing is lost unsaid."""

from datetime import datetime
from io import BytesIO

import pytest
from docx import Document

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.families import logs
from tests.journeys.record import whole
from tests.journeys.stage import asks, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
PLAN_NOT_KEPT = "Help in the plan is not given"
FINAL_PLAN = "Reminder: the final plan"
FINAL_COMPLAINT = "Complaint: the final plan is late"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
LINES = "Plan: speech therapy, 30 minutes a week. Given: none. Since: 7 September."
TODAY = ("I sent it", "E-mail", "Today", "Skip", "Save")


def on(month, day, hour=9, minute=6):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
async def bee(scene, parent):
    scene.clock.move_to(NOW)
    await meets(parent)
    return parent


@pytest.fixture
async def late(bee):
    """The final plan is late, and its reminder is open."""
    await asks(bee, "12 march")
    await tell(bee, ">/letters", FINAL_PLAN, *NAMES)
    return bee


@pytest.fixture
def rows(scene, parent):
    """What is on the record of the parent now, table by table."""

    async def now(table):
        return (await whole(scene.bot.services.db, parent.id))[table]

    return now


async def opens_sent(person, title, day="5 Nov"):
    await tell(person, ">/letters", short(f"Sent {day}: {title}"))


async def word_files(person, many):
    """The letter as Word, and what goes with it: names and words."""
    before = len(person.files)
    await person.taps("Word")
    while len(person.files) < before + many or not person.buttons:
        await person.waits_past(person.acts)
    return {each.name: all_words(each.content) for each in person.files[before:]}


def all_words(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footers = [each.text for section in document.sections for each in section.footer.paragraphs]
    words = [*(each.text for each in document.paragraphs), *cells, *footers]
    return "\n".join(words).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
async def a_month_later(late, move):
    """A complaint went out with everything attached; after that more happened, and was written."""
    await tell(late, *TODAY)
    await move(on(11, 6))
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save", "Change or leave out")
    await tell(late, "Attach: a chronology", "Attach: my earlier letters", "Back to the letter", *TODAY)
    await move(on(11, 20))
    await writes(late, FINAL_PLAN)
    await tell(late, "Make it firmer", *TODAY)
    await tell(
        late, ">/start", "Something happened", "Assessment or plan", "The final plan came", ">18 november"
    )
    await late.taps("Save")
    return late


async def test_what_goes_with_a_sent_letter_is_as_of_the_day_it_was_sent(a_month_later):
    await opens_sent(a_month_later, PLAN_NOT_KEPT, "6 Nov")
    found = await word_files(a_month_later, 3)
    assert list(found) == ["B4-2026-11-06.docx", "chronology-2026-11-06.docx", "A7-2026-11-05.docx"]
    told = found["chronology-2026-11-06.docx"]
    assert "Thu 5 November 2026" in told
    assert "Nothing is recorded as done by Fri 6 November 2026" in told
    assert "18 November" not in told
    assert FINAL_COMPLAINT not in told
    assert "up to Fri 6 November 2026" in told
    assert "made on Fri 20 November 2026" in told
    assert "as you sent it on Fri 6 November 2026" in a_month_later.sees
    assert "I sent it" not in a_month_later.sees


async def test_a_day_out_that_ended_later_had_not_ended_when_the_letter_was_sent(bee, move):
    await logs(bee, "Ill, or too anxious to go", ">2 november", "It has not ended yet")
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save", "Change or leave out")
    await tell(bee, "Attach: a schedule of sessions missed", "Attach: a chronology", "Back to the letter")
    await tell(bee, *TODAY)
    await move(on(11, 20))
    await logs(bee, "Ill, or too anxious to go", ">18 november", ">19 november")
    await bee.says("he's back at school today")
    await tell(bee, "It has ended: Ill or anxious", "Yesterday", "Save")
    await opens_sent(bee, PLAN_NOT_KEPT)
    found = await word_files(bee, 3)
    schedule, told = found["schedule-2026-11-05.docx"], found["chronology-2026-11-05.docx"]
    assert "Thu 5 November 2026" in schedule
    assert "Fri 6 November 2026" not in schedule
    assert "4 days" in schedule
    assert "It had not ended by Thu 5 November 2026." in told
    assert "18 November" not in f"{schedule}{told}"
    assert "can differ from those that you sent" in bee.sees


# The heading of a letter's form


@pytest.mark.parametrize("button", ["My own words", "Effect on my child", "I sent it"])
async def test_the_form_of_a_letter_is_headed_by_its_title_at_its_strength(late, button):
    await late.taps(button)
    assert FINAL_PLAN in late.sees
    await tell(late, "Stop", ">/letters", f"Go on: {FINAL_PLAN}", "Make it firmer", button)
    assert FINAL_COMPLAINT in late.sees


# The strength


async def test_a_letter_that_cannot_be_composed_keeps_the_strength_that_was_seen(late, rows):
    [number] = [row.id for row in await rows("letters")]
    await tell(late, ">/children", "Bee", "What you told me", "1", "Remove it", "Yes, remove it")
    await late.taps_forged(f"strength:{number}:formal")  # of a message further up
    assert "does not call for it yet" in late.sees
    assert [row.strength for row in await rows("letters")] == ["polite"]
    await late.taps_forged(f"sent:{number}")
    assert FINAL_PLAN in late.sees
    await tell(late, "E-mail", "Today", "Skip", "Save")
    assert [row.strength for row in await rows("letters")] == ["polite"]
    assert "complained" not in [row.kind for row in await rows("events")]


# Copies


async def test_nobody_gets_a_copy_of_a_letter_that_goes_to_them(bee):
    await writes(bee, "Complaint to the school")
    await tell(bee, *NAMES, ">They sent him home.", ">A full day in school.", "Save")
    await tell(bee, "Change or leave out", "Copy to the chair of governors", "Back to the letter")
    assert "Copy to: Chair of governors" in bee.copyable[-1]
    await bee.taps("Make it firmer")
    assert "Chair of governors" in bee.copyable[-1]
    assert "Copy to" not in bee.copyable[-1]
    await bee.taps("Make it gentler")
    assert "Copy to: Chair of governors" in bee.copyable[-1]


# What comes too late


TOO_LATE = "marked this letter as sent on Thu 5 November 2026 while you were writing"


async def sends_meanwhile(person):
    """The letter is sent while a form of it is half filled in, and then that is saved."""
    await tell(person, ">/letters", f"Go on: {FINAL_PLAN}", *TODAY)
    await tell(person, ">/start", "Carry on where you left off", "Save")


@pytest.mark.parametrize(
    "way", [("Change or leave out", "Add a paragraph"), ("My own words",), ("Effect on my child",)]
)
async def test_words_that_come_after_the_letter_was_sent_are_shown_and_explained(late, way):
    await tell(late, *way, ">She cries <at> night.")
    await sends_meanwhile(late)
    assert TOO_LATE in late.sees
    assert late.copyable[-1] == "She cries <at> night."
    await late.taps("Read what I sent")
    assert "She cries" not in late.copyable[-1]


async def test_how_to_answer_is_kept_for_the_next_letters_when_this_one_was_sent_meanwhile(late):
    await tell(late, "Change or leave out", "How they should answer me", "By post", ">Large print.", "Skip")
    await sends_meanwhile(late)
    assert "is for your next letters" in late.sees
    assert "Large print" not in late.copyable[-1]
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save")
    assert "Large print" in late.copyable[-1]


async def test_where_it_goes_is_kept_for_the_next_letters_when_this_one_was_sent_meanwhile(late):
    await tell(late, "Change or leave out", "Where it goes", ">Ms Okoro")
    await sends_meanwhile(late)
    assert "is for your next letters" in late.sees
    assert "Ms Okoro" not in late.copyable[-1]


async def test_a_letter_that_was_never_shown_is_not_marked_as_sent_and_that_is_said(late, rows):
    await writes(late, PLAN_NOT_KEPT)
    [number] = [row.id for row in await rows("letters") if row.template == "B4"]
    await late.taps_forged(f"sent:{number}")
    assert "I have not marked this letter as sent" in late.sees
    assert all(row.sent_on is None for row in await rows("letters"))


# Letters of one council


@pytest.mark.parametrize("route", ["write", "writefor"])
async def test_a_letter_of_another_council_is_not_opened_by_a_forged_button(scene, parent, rows, route):
    scene.clock.move_to(NOW)
    await parent.starts()
    await tell(parent, "Start", "Another council", ">Leeds", ">Bee", "Save")
    await asks(parent, "12 march")
    [case] = [row.id for row in await rows("cases") if row.kind == "plan"]
    [child] = [row.id for row in await rows("children")]
    await parent.taps_forged(f"{route}:{case if route == 'write' else child}:A8")
    assert "That button is out of date" in parent.sees
    assert await rows("letters") == []
