"""From the first hello to the final plan, as one parent sees it."""

from tests.journeys import road
from tests.journeys.record import kept
from tests.journeys.stage import tell, ticks


async def test_a_parent_goes_from_hello_to_the_final_plan(scene, parent, walk, golden):
    await walk(road.ROAD)
    assert await kept(scene.bot.services.db) == {
        "parents": [road.PARENT_NAME],
        "children": [(road.CHILD_NAME, road.FULL_NAME, "2017-06-03", road.REFERENCE)],
        "cases": 1,
        "events": road.EVENTS,
        "letters": [("A3", "formal", "2026-04-24"), ("A7", "polite", "2026-07-31")],
        "absences": [],
        "contacts": [],
        "drafts": 0,
        "nudges": [
            ("ehcna-decision-6w", "day_after", "sent"),
            ("draft-plan-target", "day_after", "folded"),
            ("ehcna-noplan-16w", "day_after", "folded"),
            ("final-plan-20w", "day_after", "sent"),
            ("letter-answer", "day_after", "sent"),
        ],
    }
    golden("journeys/main.txt", parent.transcript() + "\n")


async def test_eighty_seconds_after_start_both_legal_dates_are_on_the_screen(parent, walk):
    await walk(road.MEETING, road.ASKING)
    assert "Thu 23 April 2026" in parent.said[-1]
    assert "Thu 30 July 2026" in parent.said[-1]


async def test_a_date_typed_in_words_is_shown_with_its_weekday_and_year_before_it_is_saved(parent, walk):
    await walk(road.MEETING, road.ASKING[:5])
    assert "Thu 12 March 2026" in parent.said[-1]


async def test_nothing_is_said_on_the_last_day_itself(scene, parent, walk, move):
    await walk(road.MEETING, road.ASKING)
    before = parent.acts
    await move(road.day(4, 23, 19, 0))
    assert parent.acts == before


async def test_the_nudge_comes_the_day_after_with_the_child_the_date_and_one_letter(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:1])
    nudge = parent.said[-1]
    assert road.CHILD_NAME in nudge
    assert "Thu 23 April 2026" in nudge
    assert parent.buttons[:2] == ["Write the letter", "They replied"]


async def test_the_nudge_is_not_said_before_five_past_nine(scene, parent, walk):
    await walk(road.MEETING, road.ASKING)
    before = parent.acts
    for hour, minute in ((0, 5), (8, 59), (9, 4)):
        await ticks(scene.bot, scene.clock, road.day(4, 24, hour, minute))
        assert parent.acts == before
    await ticks(scene.bot, scene.clock, road.day(4, 24, 9, 5))
    assert parent.acts == before + 1


async def test_the_letter_has_the_names_the_dates_and_the_citation(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:7])
    letter = parent.copyable[-1]
    for fact in (
        road.PARENT_NAME,
        road.FULL_NAME,
        "3 June 2017",
        road.REFERENCE,
        "12 March 2026",
        "23 April 2026",
    ):
        assert fact in letter
    assert "regulation" in letter


async def test_names_are_asked_once_and_are_in_the_second_letter_too(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING, road.AGREEING, road.ENDING[:2])
    assert road.FULL_NAME in parent.copyable[-1]
    assert road.PARENT_NAME in parent.copyable[-1]


async def test_the_firmer_letter_says_the_same_dates_in_other_words(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:7])
    polite = parent.copyable[-1]
    await walk(road.REMINDING[7:8])
    formal = parent.copyable[-1]
    assert formal != polite
    assert "23 April 2026" in formal


async def test_own_words_are_in_the_letter_as_they_were_typed(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:11])
    assert road.OWN_WORDS in parent.copyable[-1]


async def test_a_letter_that_was_sent_stays_as_it_was_when_the_facts_change(scene, parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:11])
    sent = parent.copyable[-1]
    await walk(road.REMINDING[11:])
    await _renames(parent)
    await parent.says("/letters")
    await parent.taps(next(label for label in parent.buttons if label.startswith("Sent 24 Apr")))
    assert parent.copyable[-1] in sent or sent in parent.copyable[-1]
    assert "Someone Else" not in parent.copyable[-1]


async def test_words_are_not_asked_for_and_lost_when_the_letter_was_sent_already(scene, parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:11])
    old, _ = parent.button("My own words")
    await tell(parent, "Make it gentler", "I sent it", "E-mail", "Today", "Skip", "Save")
    await parent.taps("My own words", message_id=old)
    assert (await kept(scene.bot.services.db))["drafts"] == 0, "words are asked for, and will go nowhere"


async def test_the_next_letter_has_the_new_facts(parent, walk):
    await walk(road.MEETING, road.ASKING, road.REMINDING)
    await _renames(parent)
    await walk(road.ENDING[:2])
    assert "Someone Else" in parent.copyable[-1]


async def test_they_agreed_meets_the_six_weeks_and_stops_its_reminders(scene, parent, walk, move):
    await walk(road.MEETING, road.ASKING, road.REMINDING, road.AGREEING[:7])
    assert "Tue 28 April 2026" in parent.said[-1]
    before = parent.acts
    await move(road.day(6, 15))
    assert parent.acts == before


async def test_when_nobody_replies_there_is_one_more_nudge_and_no_third(parent, walk, move):
    await walk(road.MEETING, road.ASKING, road.REMINDING[:1])
    before = parent.acts
    for number in (25, 28):
        await move(road.day(4, number))
    for number in (7, 8, 11, 20, 29):
        await move(road.day(5, number))
    assert parent.acts == before + 1


async def test_the_final_plan_ends_the_wait_and_says_how_late_it_was(scene, parent, walk, move):
    await walk(road.ROAD)
    assert "Mon 10 August 2026" in parent.said[-1]
    assert "11 days" in parent.said[-1]
    before = parent.acts
    await move(road.day(12, 1))
    assert parent.acts == before


async def _renames(parent):
    await parent.says("/children")
    await parent.taps(road.CHILD_NAME)
    await parent.taps("Names for letters")
    await tell(parent, "Change your name", ">Someone Else", "Change child's full name", ">Bilal Else")
    await parent.taps("Save")
