"""Letters in the chat: chosen, changed, taken as a file, sent and waited for; the record is what they say."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from handlers.edge.screen import short
from tests.journeys.families import logs
from tests.journeys.record import whole
from tests.journeys.stage import asks, hears, meets, quiet, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
PLAN_NOT_KEPT = "Help in the plan is not given"
FINAL_PLAN = "Reminder: the final plan"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
LINES = "Plan: speech therapy, 30 minutes a week. Given: none. Since: 7 September."
SENT = ("I sent it", "E-mail", "Today", "Skip", "Save")


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
async def alone(bee):
    """A letter is open in a record in which nothing else is waited for."""
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save")
    return bee


async def test_the_whole_set_is_there_by_subject_and_says_when_each_is_for(bee):
    await tell(bee, ">/letters", "All letters", "What the plan says and gives")
    assert PLAN_NOT_KEPT in bee.buttons
    await bee.taps(PLAN_NOT_KEPT)
    assert "For when: Your child has a final plan" in bee.sees
    assert "Not for when:" in bee.sees


async def test_a_letter_asks_for_what_the_record_cannot_give_and_for_nothing_else(bee):
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES)
    assert "what does the plan say, what is given, and since when?" in bee.sees
    await tell(bee, f">{LINES}", "Skip", "Save")
    assert "speech therapy" in bee.copyable[-1]
    assert "Amira Khan" in bee.copyable[-1]


async def test_what_a_letter_asked_can_be_changed(bee):
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save", "Change or leave out", "What this letter asked you")
    await tell(bee, "Change plan says, child gets", ">Plan: a laptop. Given: none. Since: May.", "Save")
    assert "a laptop" in bee.copyable[-1]
    assert "speech therapy" not in bee.copyable[-1]


async def test_own_paragraphs_are_added_moved_and_taken_out(late):
    for words in ("First of mine.", "Second of mine."):
        await tell(late, "Change or leave out", "Add a paragraph", f">{words}", "Save")
    letter = late.copyable[-1]
    assert letter.index("First of mine.") < letter.index("Second of mine.")
    await tell(
        late, "Change or leave out", "Paragraph 2: Second of mine.", "Move it up", "Back to the letter"
    )
    letter = late.copyable[-1]
    assert letter.index("Second of mine.") < letter.index("First of mine.")
    await tell(
        late, "Change or leave out", "Paragraph 1: Second of mine.", "Take it out", "Back to the letter"
    )
    assert "Second of mine." not in late.copyable[-1]


async def test_a_part_can_be_left_out_and_put_back(late):
    await late.taps("Make it firmer")
    assert "What happened" in late.copyable[-1]
    await tell(late, "Change or leave out", "Leave out: What happened", "Back to the letter")
    assert "What happened" not in late.copyable[-1]
    await tell(late, "Change or leave out", "Put back: What happened", "Back to the letter")
    assert "What happened" in late.copyable[-1]


async def test_a_copy_is_named_in_the_letter_only_when_it_is_chosen(late):
    assert "Copy to" not in late.copyable[-1]
    await tell(late, "Change or leave out", "Copy to the director", "Back to the letter")
    assert "Copy to: Director of Children's Services" in late.copyable[-1]


async def test_how_to_answer_and_what_makes_it_possible_is_asked_once_for_all_letters(late):
    await tell(late, "Change or leave out", "How they should answer me", "By e-mail")
    await tell(late, ">I am dyslexic: short sentences help.", ">sam@example.org", "Save")
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save")
    for words in ("by e-mail", "I am dyslexic", "sam@example.org"):
        assert words in late.copyable[-1]


async def test_a_changed_fact_corrects_the_record_and_the_letter(late):
    assert "12 March 2026" in late.copyable[-1]
    await tell(
        late, "Change or leave out", "What happened, and when", "1", "Correct the date", ">13 march", "Save"
    )
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    assert "13 March 2026" in late.copyable[-1]
    assert "12 March 2026" not in late.copyable[-1]


@pytest.mark.parametrize(("button", "begins"), [("Word", b"PK"), ("PDF", b"%PDF")])
async def test_a_letter_comes_as_a_file(late, button, begins):
    before = len(late.files)
    await late.taps(button)
    while len(late.files) == before or not late.buttons:  # it is made after the answer to the tap
        await late.waits_past(late.acts)
    assert late.files[-1].name.startswith("A7-2026-11-05.")
    assert late.files[-1].content.startswith(begins)


async def test_a_letter_that_was_sent_keeps_its_words_its_proof_and_its_file(scene, late):
    await tell(
        late,
        "I sent it",
        "Post",
        "Today",
        ">Receipt AB 123",
        "Save",
        ">/letters",
        "Sent 5 Nov: Reminder: the final plan",
    )
    assert "What shows that you sent it: Receipt AB 123" in late.sees
    [row] = (await whole(scene.bot.services.db, late.id))["letters"]
    assert row.sent_on.isoformat() == "2026-11-05"
    assert "I sent it" not in late.buttons
    assert "Change or leave out" not in late.buttons


async def test_an_answer_that_does_not_come_is_asked_about_and_the_next_step_is_ready(alone, move):
    await tell(alone, *SENT)
    await quiet(alone, move, on(11, 12))
    await hears(alone, move, on(11, 13), "An answer to your letter")
    await alone.taps("What now?")
    assert "you sent it on Thu 5 November 2026, and asked for an answer by Thu 12 November 2026" in alone.sees
    assert "They answered" in alone.buttons


async def test_an_answer_ends_the_wait(alone, move):
    await tell(alone, *SENT, ">/letters", short(f"Sent 5 Nov: {PLAN_NOT_KEPT}"), "They answered")
    await tell(alone, "They wrote or rang, with no decision", "Today", "Save")
    await quiet(alone, move, on(11, 13))


async def test_what_the_council_did_ends_the_wait_too(alone, move):
    await tell(alone, *SENT, ">/start", "Something happened", "Assessment or plan", "The final plan came")
    await tell(alone, "Today", "Save")
    before = len(alone.said)
    await move(on(11, 13))
    assert "An answer to your letter" not in "\n".join(alone.said[before:])


async def test_a_letter_left_unfinished_is_asked_about_three_days_later_once(alone, move):
    await hears(alone, move, on(11, 8), "A letter that you began")
    await alone.taps("Go on with it")
    assert f"Go on: {PLAN_NOT_KEPT}" in alone.buttons
    before = len(alone.said)
    await move(on(11, 16))
    assert "A letter that you began" not in "\n".join(alone.said[before:])


async def test_who_sent_it_is_not_asked_whether_it_is_unfinished(alone, move):
    await tell(alone, *SENT)
    await quiet(alone, move, on(11, 8))


async def test_a_day_out_is_put_in_writing_from_the_log(bee):
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await tell(bee, ">/letters", "Put it in writing: what was that day?", *NAMES)
    assert "home at 11am" in bee.copyable[-1]
    await tell(bee, *SENT)
    assert "Sent home, and nothing in writing: done by" in bee.sees


async def test_a_letter_of_another_subject_is_not_written_in_this_case(bee, scene):
    await asks(bee, "12 march")
    rows = await whole(scene.bot.services.db, bee.id)
    [case] = [row for row in rows["cases"] if row.kind == "plan"]
    await bee.taps_forged(f"write:{case.id}:D1")
    assert "out of date" in bee.sees


async def test_a_paragraph_can_be_written_anew_in_its_place(late):
    for words in ("First of mine.", "Second of mine."):
        await tell(late, "Change or leave out", "Add a paragraph", f">{words}", "Save")
    await tell(
        late,
        "Change or leave out",
        "Paragraph 1: First of mine.",
        "Write it anew",
        ">In other words.",
        "Save",
    )
    letter = late.copyable[-1]
    assert "First of mine." not in letter
    assert letter.index("In other words.") < letter.index("Second of mine.")


async def test_papers_that_the_letter_names_come_with_its_file(bee):
    await logs(bee, "Ill, or too anxious to go", ">7 september", ">9 october")
    await bee.says("/letters")
    await tell(bee, "All letters", "Education while out of school", "Education while my child cannot attend")
    await tell(bee, "Write it", *NAMES)
    while bee.buttons == ["Stop"] or "Skip" in bee.buttons:
        await (bee.taps("Skip") if "Skip" in bee.buttons else bee.says("She is too anxious to go in."))
    await bee.taps("Save")
    await tell(bee, "Change or leave out", "Attach: a schedule of sessions missed", "Attach: a chronology")
    await bee.taps("Back to the letter")
    assert "a schedule of sessions missed" in bee.copyable[-1]
    before = len(bee.files)
    await bee.taps("PDF")
    while len(bee.files) < before + 3 or not bee.buttons:
        await bee.waits_past(bee.acts)
    names = [file.name for file in bee.files[before:]]
    assert [name.split("-")[0] for name in names] == ["E2", "schedule", "chronology"]
    assert all(file.content.startswith(b"%PDF") for file in bee.files[before:])


async def test_an_address_that_a_parent_gives_is_used_for_the_next_letters_too(late):
    await tell(
        late, "Change or leave out", "Where it goes", ">Ms Okoro, EHC team\nms.okoro@example.org", "Save"
    )
    assert "Ms Okoro, EHC team\nms.okoro@example.org" in late.copyable[-1]
    assert "This is the address that you gave me." in late.sees
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save")
    assert "ms.okoro@example.org" in late.copyable[-1]
    await late.taps("Make it firmer")  # to the complaints team
    assert "ms.okoro@example.org" not in late.copyable[-1]


async def test_the_copy_of_everything_has_every_word_that_was_given_for_a_letter(bee):
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", ">No therapist, they said.", "Save")
    await tell(bee, "Change or leave out", "Add a paragraph", ">A paragraph of mine.", "Save")
    await tell(bee, "Change or leave out", "Where it goes", ">Ms Okoro", "Save")
    await tell(
        bee, "Change or leave out", "How they should answer me", "By post", ">Large print.", "Skip", "Save"
    )
    await tell(bee, "I sent it", "Post", "Today", ">Receipt AB 123", "Save", ">/export")
    while not bee.files:
        await bee.waits_past(bee.acts)
    copy = bee.files[-1].content.decode()
    for words in (
        LINES,
        "No therapist, they said.",
        "A paragraph of mine.",
        "Ms Okoro",
        "by post",
        "Large print.",
    ):
        assert words in copy
    assert "Receipt AB 123" in copy
    assert "It asked for an answer by" in copy
