"""What the bot says of letters is true: which were sent, on which day, which wait, and which were begun."""

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.store import cases, letters
from handlers.edge.screen import short
from tests.journeys.families import happens, logs, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import asks, hears, hears_not, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
PLAN_NOT_KEPT = "Help in the plan is not given"
FINAL_PLAN = "Reminder: the final plan"
FINAL_COMPLAINT = "Complaint: the final plan is late"
IN_WRITING = "Put it in writing: what was that day?"
RECORDS = "The school's record of my child"
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
async def alone(bee):
    """A letter is open in a record in which nothing else is waited for."""
    await writes(bee, PLAN_NOT_KEPT)
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save")
    return bee


@pytest.fixture
def rows(scene, parent):
    """What is on the record of the parent now, table by table."""

    async def now(table):
        return (await whole(scene.bot.services.db, parent.id))[table]

    return now


async def opens_sent(person, title, day="5 Nov"):
    await tell(person, ">/letters", short(f"Sent {day}: {title}"))


async def kinds_told(rows):
    return sorted(row.kind for row in await rows("events"))


# A letter that was sent, or was not


async def test_a_letter_that_was_not_sent_after_all_is_an_unsent_letter_again(alone, rows, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await alone.taps("I did not send it")
    assert "Thu 5 November 2026" in alone.sees
    await alone.taps("Yes, I did not send it")
    assert "speech therapy" in alone.copyable[-1]
    assert "I sent it" in alone.buttons
    [letter] = await rows("letters")
    assert (letter.sent_on, letter.reply_by) == (None, None)
    assert await rows("events") == []
    await move(on(11, 13))
    assert "An answer to your letter" not in "\n".join(alone.said)


async def test_what_sending_it_put_on_the_record_goes_with_it(late, rows):
    await tell(late, "Make it firmer", *TODAY)
    assert await kinds_told(rows) == ["asked", "complained", "letter_sent"]
    await opens_sent(late, FINAL_COMPLAINT)
    await tell(late, "I did not send it", "Yes, I did not send it")
    assert await kinds_told(rows) == ["asked"]


async def test_what_the_parent_told_by_herself_stays_when_a_letter_was_not_sent(bee, rows):
    await asks(bee, "today")
    await writes(bee, "Request for an assessment")
    await tell(bee, *NAMES, ">She cannot follow lessons.", "Save", *TODAY)
    await opens_sent(bee, "Request for an assessment")
    await tell(bee, "I did not send it", "Yes, I did not send it")
    assert await kinds_told(rows) == ["asked"]


async def test_a_sent_letter_stays_sent_when_the_parent_says_so(alone, rows):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "I did not send it", "No, I sent it")
    assert "You sent this letter on Thu 5 November 2026" in alone.sees
    assert await kinds_told(rows) == ["letter_sent"]


async def test_the_letter_that_was_chased_waits_again_when_the_next_was_not_sent(late, rows):
    await tell(late, *TODAY, ">/letters", "All letters", "Asking for an assessment and a plan", FINAL_PLAN)
    await tell(late, "Write it", "Make it firmer", *TODAY)
    await opens_sent(late, FINAL_PLAN)
    assert "Your next letter took its place on Thu 5 November 2026" in late.sees
    await opens_sent(late, FINAL_COMPLAINT)
    await tell(late, "I did not send it", "Yes, I did not send it")
    await opens_sent(late, FINAL_PLAN)
    assert "It asked for an answer by Thu 12 November 2026" in late.sees
    assert "They answered" in late.buttons


async def test_another_day_of_sending_holds_in_the_record_and_in_the_next_letter(late, rows, move):
    await move(on(11, 9))
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}")
    await tell(late, "I sent it", "E-mail", ">6 november", "Skip", "Save")
    await opens_sent(late, FINAL_PLAN, "6 Nov")
    await tell(late, "Another day", "Today", "Save")
    [letter] = await rows("letters")
    assert letter.sent_on.isoformat() == "2026-11-09"
    [told] = [row.happened_on for row in await rows("events") if row.kind == "letter_sent"]
    assert told == letter.sent_on
    await writes(late, FINAL_PLAN)
    await late.taps("Make it firmer")
    assert "9 November 2026: Reminder" in late.copyable[-1]
    assert "6 November 2026" not in late.copyable[-1]


async def test_what_a_letter_recorded_moves_with_its_day(late, rows, move):
    await late.taps("Make it firmer")
    await move(on(11, 9))
    await tell(late, ">/letters", f"Go on: {FINAL_COMPLAINT}")
    await tell(late, "I sent it", "E-mail", ">6 november", "Skip", "Save")
    await opens_sent(late, FINAL_COMPLAINT, "6 Nov")
    await tell(late, "Another day", "Today", "Save")
    [told] = [row.happened_on for row in await rows("events") if row.kind == "complained"]
    assert told.isoformat() == "2026-11-09"


async def test_who_takes_the_sending_off_the_record_has_not_sent_the_letter(late, rows):
    await tell(late, *TODAY, ">/children", "Bee", "What you told me", "2", "Remove it")
    assert "The letter is kept as not sent" in late.sees
    await late.taps("Yes, remove it")
    [letter] = await rows("letters")
    assert letter.sent_on is None
    await tell(late, ">/letters", f"Go on: {FINAL_PLAN}", "Make it firmer")
    assert "My earlier letters" not in late.copyable[-1]


async def test_who_removes_something_else_has_still_sent_the_letter(late, rows):
    await tell(late, *TODAY)
    await tell(late, ">/start", "Something happened", "Assessment or plan")
    await tell(late, "They wrote or rang, with no decision", "Today", "Save")
    await tell(late, ">/children", "Bee", "What you told me", "3", "Remove it", "Yes, remove it")
    [letter] = await rows("letters")
    assert letter.sent_on.isoformat() == "2026-11-05"


# An answer


async def test_an_answer_that_was_not_told_to_the_end_ends_no_wait(alone, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Stop")
    await hears(alone, move, on(11, 13), "An answer to your letter")


async def test_what_came_before_a_letter_is_no_answer_to_it(alone, move):
    await tell(alone, *TODAY, ">/start", "Something happened", "Assessment or plan")
    await tell(alone, "The council will assess", ">20 april", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    assert "They answered" in alone.buttons


async def test_what_the_council_does_is_no_answer_of_the_school(bee):
    await writes(bee, "Help in school that is not given")
    await tell(bee, *NAMES)
    while "I sent it" not in bee.buttons:
        way = next((each for each in ("Save", "Skip") if each in bee.buttons), ">A teaching assistant")
        await tell(bee, way)
    await tell(bee, *TODAY, ">/start", "Something happened", "Assessment or plan")
    await tell(bee, "They confirmed they got my request", "Today", "Save")
    await opens_sent(bee, "Help in school that is not given")
    assert "They answered" in bee.buttons


async def test_an_answer_to_one_letter_is_not_an_answer_to_another(late, rows):
    await tell(late, *TODAY)
    await writes(late, PLAN_NOT_KEPT)
    await tell(late, f">{LINES}", "Skip", "Save", *TODAY)
    await opens_sent(late, FINAL_PLAN)
    await tell(late, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    answered = {row.template: row.answered_on for row in await rows("letters")}
    assert answered["A7"] is not None
    assert answered["B4"] is None


async def test_an_answer_that_is_taken_off_the_record_was_none(alone, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    assert "You told me of an answer on Thu 5 November 2026" in alone.sees
    await tell(alone, ">/children", "Bee", "What you told me", "2", "Remove it", "Yes, remove it")
    await hears(alone, move, on(11, 13), "An answer to your letter")


async def test_an_answer_of_a_day_before_the_letter_is_put_right_to_none(alone, move):
    await move(on(11, 6))
    await tell(alone, ">/letters", f"Go on: {PLAN_NOT_KEPT}", *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT, "6 Nov")
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await tell(alone, ">/children", "Bee", "What you told me", "2", "Correct the date", ">4 november", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT, "6 Nov")
    assert "They answered" in alone.buttons


async def test_they_did_not_answer_after_all(alone, rows, move):
    await tell(alone, *TODAY)
    await opens_sent(alone, PLAN_NOT_KEPT)
    await tell(alone, "They answered", "They wrote or rang, with no decision", "Today", "Save")
    await opens_sent(alone, PLAN_NOT_KEPT)
    await alone.taps("They did not answer after all")
    assert "It asked for an answer by Thu 12 November 2026" in alone.sees
    assert await kinds_told(rows) == ["letter_sent", "replied"]
    await hears(alone, move, on(11, 13), "An answer to your letter")


# Which matter a letter is about


async def sends_from_the_set(person, title, *acts):
    await writes(person, title)
    await tell(person, *acts, *TODAY)


async def test_a_letter_about_days_out_goes_to_the_case_that_has_them(bee, rows, move):
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await sends_from_the_set(bee, IN_WRITING, *NAMES)
    [case] = [row.id for row in await rows("cases") if row.kind == "exclusion"]
    assert {row.case_id for row in await rows("events")} == {case}
    await bee.says("/letters")
    assert "This one fits" in bee.sees  # and that is the request for an assessment
    assert IN_WRITING not in bee.buttons
    await hears_not(bee, move, on(11, 6, 18, 1), "in writing")


async def test_a_letter_is_begun_once_however_often_it_is_asked_for(bee, rows):
    await names_a_school(bee, "Bee")
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    for title in (IN_WRITING, RECORDS):
        await writes(bee, title)
        await bee.says("/start")
        await writes(bee, title)
    begun = sorted(row.template for row in await rows("letters"))
    assert begun == ["D1", "F1"]
    assert sorted(row.kind for row in await rows("cases")) == ["exclusion", "plan", "records"]


async def test_a_second_request_for_records_is_a_matter_of_its_own(bee, rows):
    await names_a_school(bee, "Bee")
    await sends_from_the_set(bee, RECORDS, *NAMES)
    await sends_from_the_set(bee, RECORDS)
    assert [row.kind for row in await rows("cases")].count("records") == 2


async def test_a_letter_that_is_not_called_for_leaves_nothing(bee, rows):
    for title in ("Complaint: please go to stage two", IN_WRITING):
        await writes(bee, title)
        assert "does not call for it yet" in bee.sees
        assert "Something happened" in bee.buttons
    assert await rows("letters") == []
    assert [row.kind for row in await rows("cases")] == ["plan"]


async def test_an_answer_that_was_skipped_and_is_needed_can_still_be_given(bee, rows):
    await writes(bee, "Complaint to the council: stage one")
    await tell(bee, *NAMES, ">An apology.", "Skip", "Save")
    assert "does not call for it yet" in bee.sees
    await tell(bee, "What this letter asked you", "Change what went wrong", ">Nobody answered me.", "Save")
    assert "Nobody answered me." in bee.copyable[-1]
    assert [row.kind for row in await rows("cases")] == ["plan", "complaint"]


async def test_the_newest_day_out_decides_and_not_the_newest_case(scene, bee, rows):
    await happens(
        bee, "Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", "Today"
    )
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await sends_from_the_set(bee, IN_WRITING, *NAMES)
    sent = [row for row in await rows("events") if row.kind == "asked_in_writing"]
    assert [row.case_id for row in sent] == [row.case_id for row in await rows("absences")]


async def test_a_letter_about_days_out_fits_only_the_case_that_has_them(bee, rows):
    exclusion = ("Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", "Today")
    await happens(bee, *exclusion)
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await happens(bee, exclusion[0], "Something new", *exclusion[1:])
    await tell(bee, ">/letters", IN_WRITING, *NAMES, *TODAY)
    [letter] = await rows("letters")
    assert [letter.case_id] == [row.case_id for row in await rows("absences")]
    await bee.says("/letters")
    assert IN_WRITING not in bee.buttons
    assert f"{IN_WRITING}\nAsks" not in bee.sees


async def test_what_is_said_of_a_day_out_goes_where_that_day_is(bee, rows):
    """The complaint that may follow goes there too, and quotes the first."""
    exclusion = ("Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", "Today")
    await happens(bee, *exclusion)
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await happens(bee, exclusion[0], "Something new", *exclusion[1:])
    pressed = (*NAMES, ">That he would be excluded.", ">The head, today.", "Save")
    await sends_from_the_set(bee, "No pressure to leave the school", *pressed)
    await writes(bee, "Complaint to the school")
    await tell(bee, ">They press me.", ">A promise in writing.", "Save")
    [case] = {row.case_id for row in await rows("absences")}
    assert {row.case_id for row in await rows("letters")} == {case}
    await bee.taps("Make it firmer")
    assert "5 November 2026: No pressure to leave the school" in bee.copyable[-1]


async def test_letters_about_a_missed_date_come_first(bee):
    """The plan is late, and so is the teaching after an exclusion: each has two such letters or more."""
    await asks(bee, "12 march")
    await logs(bee, "Permanently excluded", ">14 september", "Yes", "No")
    await bee.says("/letters")
    late = ("Reminder: yes or no to an assessment", "Education after a permanent exclusion")
    assert bee.buttons[:2] == [short(each) for each in late]


async def test_a_late_case_is_no_reason_to_show_first_what_is_not_late_in_it(bee):
    """Of a late plan, only what is about the missed date comes before a letter about today."""
    await asks(bee, "12 march")
    await tell(bee, ">/start", "Something happened", "Assessment or plan", "The council will assess")
    await tell(bee, ">20 april", "Save")
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await bee.says("/letters")
    assert bee.buttons[:2] == [FINAL_PLAN, IN_WRITING]


# Letters that were begun


async def test_a_letter_is_begun_on_the_day_on_which_it_was_first_seen(bee, move):
    await writes(bee, PLAN_NOT_KEPT)
    await move(on(11, 20))
    await tell(bee, ">/letters", "All letters", "What the plan says and gives", PLAN_NOT_KEPT, "Write it")
    if "Carry on where you left off" in bee.buttons:
        await bee.taps("Carry on where you left off")
    await tell(bee, *NAMES, f">{LINES}", "Skip", "Save")
    assert "I sent it" in bee.buttons
    await hears(bee, move, on(11, 23), "something that you began")


async def test_what_was_begun_is_spoken_of_as_kept_and_never_as_a_date(alone, move):
    await move(on(11, 8))
    said = alone.sees
    assert said.startswith("Bee: something that you began is kept as you left it.")
    assert "last day" not in said
    assert "Sun 8 November" not in said
    await tell(alone, "Go on with it")
    assert f"Go on: {PLAN_NOT_KEPT}" in alone.buttons
    await alone.says("/start")
    assert "Next date" not in alone.sees
    await alone.says("/dates")
    assert "began" not in alone.sees


async def test_many_letters_begun_bring_one_reminder(alone, move):
    await writes(alone, "Request for an early review")
    await tell(alone, ">The help does not work any more.", "Skip", "Save")
    assert "I sent it" in alone.buttons
    await logs(alone, "Sent home, not called a suspension", "Today", ">11", "Yes", "No")
    await writes(alone, "Being sent home must stop, or be recorded")
    before = len(alone.said)
    for day in (8, 9, 10, 11):
        await move(on(11, day))
    assert sum("something that you began" in each for each in alone.said[before:]) == 1


async def test_a_sheet_of_facts_is_never_unfinished(bee, move):
    await happens(
        bee, "Suspension or exclusion", "The governors decided", "No, to a permanent exclusion", "Today"
    )
    await logs(bee, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await writes(bee, "Fact sheet: disability discrimination claim")
    await tell(bee, *NAMES[:2], "Skip", "Skip", "Save")
    while "Word" not in bee.buttons:
        await tell(bee, next((each for each in ("Save", "Skip") if each in bee.buttons), ">ADHD"))
    await hears_not(bee, move, on(11, 8), "something that you began")


async def test_a_letter_that_is_not_wanted_is_thrown_away(alone, rows, move):
    await alone.taps("Throw it away")
    assert PLAN_NOT_KEPT in alone.sees
    await alone.taps("No, keep it")
    assert "I sent it" in alone.buttons
    await tell(alone, "Throw it away", "Yes, throw it away")
    assert await rows("letters") == []
    assert f"Go on: {PLAN_NOT_KEPT}" not in alone.buttons
    await hears_not(alone, move, on(11, 8), "something that you began")


async def test_what_was_half_written_for_a_letter_goes_with_it(alone, rows):
    [letter] = await rows("letters")
    await tell(alone, "My own words", ">She cries every morning.")
    await alone.taps_forged(f"throwaway:{letter.id}")  # from the letter above
    await alone.taps("Yes, throw it away")
    assert await rows("drafts") == []
    await alone.says("/start")
    assert "unfinished" not in alone.sees


async def test_a_letter_that_was_sent_cannot_be_thrown_away(alone, rows):
    await tell(alone, *TODAY)
    [letter] = await rows("letters")
    for page in ("throwaway", "dropletter"):
        await alone.taps_forged(f"{page}:{letter.id}")
        assert "out of date" in alone.sees
    assert len(await rows("letters")) == 1


async def test_many_letters_that_were_begun_do_not_fill_the_page(scene, bee, rows):
    await asks(bee, "12 march")
    await writes(bee, FINAL_PLAN)
    await tell(bee, *NAMES)
    [begun] = await rows("letters")
    async with scene.bot.services.db.transaction() as db:
        for _ in range(30):
            number = await letters.begin(
                db, await cases.new_case(db, 1, "plan"), "A7", 1, "polite", NOW.date()
            )
            await letters.revise(db, number, words=begun.words, sha256=begun.sha256)
    await bee.says("/letters")
    assert sum(each.startswith("Go on: ") for each in bee.buttons) == 10
    assert "You began 21 more letters" in bee.sees


async def test_who_sent_many_letters_has_a_page_that_can_be_read(scene, bee, rows):
    await asks(bee, "12 march")
    await writes(bee, FINAL_PLAN)
    await tell(bee, *NAMES)
    [begun] = await rows("letters")
    async with scene.bot.services.db.transaction() as db:
        for day in range(1, 26):
            number = await letters.begin(db, begun.case_id, "B4", 1, "polite", NOW.date())
            await letters.revise(db, number, words=begun.words, sha256=begun.sha256)
            await letters.freeze(db, number, NOW.date().replace(month=10, day=day))
    await bee.says("/letters")
    assert len(bee.buttons) <= 30
    assert f"Go on: {FINAL_PLAN}" in bee.buttons
    assert "You sent 13 more letters before these" in bee.sees
    await bee.taps("All that you sent")
    assert len(bee.buttons) <= 30
    await bee.taps("Older")
    await bee.taps(short(f"Sent 1 Oct: {PLAN_NOT_KEPT}"))
    assert "You sent this letter on Thu 1 October 2026" in bee.sees


async def test_many_letters_that_wait_do_not_fill_the_page_of_what_to_do_now(scene, alone, rows, move):
    await tell(alone, *TODAY)
    [sent] = await rows("letters")
    async with scene.bot.services.db.transaction() as db:
        for _ in range(11):
            number = await letters.begin(db, sent.case_id, "B4", 1, "polite", NOW.date())
            await letters.revise(db, number, words=sent.words, sha256=sent.sha256)
            await letters.freeze(db, number, NOW.date(), sent.reply_by)
    await hears(alone, move, on(11, 13), "An answer to your letter")
    await alone.taps("What now?")
    assert len(alone.buttons) <= 30
    assert "5 older letters wait too: “Letters” shows them." in alone.sees
