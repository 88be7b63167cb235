"""A draft plan read together with the bot: what is found stands in the answer to the council, and is sent."""

from datetime import datetime

import pytest
import pytest_asyncio

from bot.clock import LONDON, HeldClock
from bot.demo.run import show
from bot.forms.draft_check import DRAFT_CHECK
from tests.journeys.families import happens
from tests.journeys.record import kept, whole
from tests.journeys.stage import asks, joins, meets, tell
from tests.journeys.writing import KNOWN, MOST_SCREENS, SENT, shown, takes

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2026, 7, 8, 10, 0, tzinfo=LONDON)  # a Wednesday, a week after the draft came
COMMENTS = "Comments on the draft plan"
CHECK = "Check the draft with me"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
BY = "15 July 2026"  # the first 15 days of a draft that came on 1 July
ALL_WELL = ("Yes", "Yes", "Yes", "Skip", "Yes", "Save")
MISSING = ("No", ">Sleep\nHearing", "No", ">Sleep", "No", ">Speech therapy")
VAGUE = "Bee will have access to a therapist, opportunities for play, and regular breaks of up to 5 minutes."
SCHOOL = "Valley View School, Kettering"
WHICH_SCHOOL = "Which school or college do you want to be named?"
FOUND = (
    "Section B: please put in, or put right: Sleep",
    "Section B: please put in, or put right: Hearing",
    "Section F: please set out the help for this need: Sleep",
    "Section F: please say who gives it, how often and for how long: Speech therapy",
    "Section F: the words “access to”, “opportunities for”, “regular” and “up to” cannot be counted.",
)
CONTROLS = "Sleep\x00 and\x07 \x1b[31mhearing\x7f"
HOSTILE = {
    "HTML": "<b>Sleep</b> </pre><script>alert(1)</script> &lt;i&gt; & <",
    "Jinja": "{{ 7*7 }} {% raw %} {# gone #} {{ settings.telegram.token }} {% include 'x' %}",
    "format fields": "%s %(line)s {line} {words} {0.__class__} ${HOME}",
    "right to left": "\u05e9\u05dc\u05d5\u05dd and back \N{HONEYBEE}",
    "a formula": '=HYPERLINK("https://example.org")',
}
every_hostile = pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    """One bot for all of these parents."""
    async with show(tmp_path_factory.mktemp("drafts"), HeldClock(NOW)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def bee(parent):
    """A parent who recorded that a draft plan came, before the letter that answers it."""
    await meets(parent)
    await asks(parent, "12 march")
    await happens(parent, "Assessment or plan", "The draft plan came", ">1 july")
    await tell(parent, ">/letters", COMMENTS)
    return parent


@pytest_asyncio.fixture(loop_scope="module")
async def found(bee):
    """What the draft lacks is found, and the letter that says it is open."""
    await tell(bee, CHECK, *MISSING, f">{VAGUE}", "No", f">{SCHOOL}", "Save", "Read the letter", *NAMES)
    return bee


async def knows(person, points):
    """Says what should change, and nothing that can be skipped, until the letter is there."""
    names = iter(NAMES)
    for _ in range(MOST_SCREENS):
        if "Word" in person.buttons:
            return
        way = next((each for each in (KNOWN, "Save", "Skip") if each in person.buttons), "")
        await tell(person, way or (f">{points}" if "What should change" in person.sees else next(names)))
    raise AssertionError(f"the letter did not come\n{person.recent()}")


async def test_a_draft_that_came_leads_to_the_letter_and_to_help_with_it(bee):
    assert "section by section" in bee.sees
    assert bee.buttons[:2] == [CHECK, KNOWN]


async def test_it_goes_through_sections_b_f_and_i_one_question_at_a_time(bee):
    await bee.taps(CHECK)
    for reply, asked in zip((*MISSING, "Skip", "No", "Skip"), DRAFT_CHECK.questions, strict=True):
        assert asked.ask in bee.sees
        await tell(bee, reply)
    for words in ("Sleep\nHearing", "Speech therapy"):
        assert words in bee.sees
    assert "Save" in bee.buttons


async def test_what_is_there_is_not_asked_about_again(bee):
    await tell(bee, CHECK, "Yes", "I am not sure", "Yes")
    assert "paste the words of Section F" in bee.sees


async def test_what_was_found_stands_in_the_letter_with_the_15_day_date(found):
    for point in FOUND:
        assert point in shown(found)
    assert SCHOOL in shown(found)
    await found.taps("Make it firmer")
    for words in (*FOUND, SCHOOL, BY, "15 days", "regulation 13(1)(a)"):
        assert words in shown(found)
    file = await takes(found, "PDF")
    assert file.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "word", ["access to", "opportunities for", "as required", "regular", "up to", "where appropriate"]
)
async def test_a_vague_word_is_pointed_at_at_once_and_in_the_letter(bee, word):
    pasted = f"Bee: {word.upper()} a therapist."
    await tell(bee, CHECK, "Yes", "Yes", "Yes", f">{pasted}", "Yes", "Save")
    assert f"These words in Section F promise nothing that can be counted: “{word}”." in bee.sees
    await tell(bee, "Read the letter", *NAMES)
    assert f"the words “{word}” cannot be counted" in shown(bee)
    assert "a therapist" not in shown(bee)  # what was pasted is the council's own, and goes no further


async def test_words_that_can_be_counted_are_not_pointed_at(bee):
    pasted = "Speech therapy from a therapist, 30 minutes, once a week."
    await tell(bee, CHECK, "Yes", "Yes", "Yes", f">{pasted}", "Yes", "Save")
    assert "promise nothing" not in bee.sees
    assert "You found nothing that is missing" in bee.sees


async def test_who_finds_nothing_can_still_write_what_feels_wrong(bee):
    await tell(bee, CHECK, *ALL_WELL, "Write it in my own words")
    await knows(bee, "It is not about Bee.")
    assert "It is not about Bee." in shown(bee)


async def test_a_school_that_was_named_in_the_check_is_not_asked_for_again(bee):
    await tell(bee, CHECK, "Yes", "Yes", "Yes", "Skip", "No", f">{SCHOOL}", "Save", "Read the letter", *NAMES)
    assert bee.transcript().count(WHICH_SCHOOL) == 1
    assert SCHOOL in shown(bee)


async def test_who_knows_what_to_change_says_it_and_has_the_letter(bee):
    await knows(bee, "Section F: no help at lunch.\nSection B: her hearing.")
    for words in ("1. Section F: no help at lunch.", "2. Section B: her hearing."):
        assert words in shown(bee)


async def test_who_knows_what_to_change_is_asked_for_the_school_too(bee):
    await tell(bee, KNOWN, ">Section F: no help at lunch.")
    assert WHICH_SCHOOL in bee.sees
    await tell(bee, f">{SCHOOL}", "Save", *NAMES)
    assert SCHOOL in shown(bee)


async def test_what_a_parent_wrote_is_not_lost_by_a_check_after_it(bee):
    await knows(bee, "Section F: no help at lunch.")
    await tell(bee, "Change or leave out", CHECK, "No", ">Sleep", "Yes", "Yes", "Skip", "Yes", "Save")
    await bee.taps("Read the letter")
    assert FOUND[0] in shown(bee)
    assert "Section F: no help at lunch." in shown(bee)


async def test_going_back_loses_no_answer(bee):
    await tell(bee, CHECK, *MISSING[:4], "Back", "Back")
    assert "is there help for every need" in bee.sees
    await tell(bee, "No")
    assert "does each kind of help say who" not in bee.sees  # that of the need without help is asked anew
    await tell(bee, ">Sleep", *MISSING[4:], "Skip", "Yes")
    assert "Sleep\nHearing" in bee.sees
    await tell(bee, "Save", "Read the letter", *NAMES)
    for point in FOUND[:4]:
        assert point in shown(bee)


@pytest.mark.parametrize("away", [">/start", ">/dates", ">/letters"])
async def test_a_check_that_was_left_is_carried_on_where_it_was(bee, away):
    await tell(bee, CHECK, *MISSING[:4], away, ">/letters", COMMENTS, CHECK, "Carry on")
    assert "does each kind of help say who" in bee.sees
    await tell(bee, "Yes", "Skip", "Yes", "Save", "Read the letter", *NAMES)
    for point in FOUND[:3]:
        assert point in shown(bee)


async def test_a_second_check_that_is_stopped_leaves_the_letter_as_it_was(found):
    before = shown(found)
    await tell(found, "Change or leave out", CHECK, "No", ">Something else", "Stop")
    assert "Something happened" in found.buttons
    await tell(found, ">/letters", f"Go on: {COMMENTS}")
    assert shown(found) == before


async def test_a_second_check_takes_the_place_of_the_first(found):
    await tell(found, "Change or leave out", CHECK, "No", ">Hearing", "Yes", "Yes", "Skip", "Yes", "Save")
    await found.taps("Read the letter")
    assert FOUND[1] in shown(found)
    for point in (FOUND[0], *FOUND[2:]):
        assert point not in shown(found)


async def test_a_second_check_that_finds_nothing_leaves_nothing_of_the_first(found):
    await tell(found, "Change or leave out", CHECK, *ALL_WELL)
    assert "You found nothing that is missing" in found.sees
    await tell(found, "Write it in my own words", ">It is not about Bee.", "Skip", "Save")
    assert "It is not about Bee." in shown(found)
    assert not [point for point in FOUND if point in shown(found)]


@every_hostile
async def test_hostile_words_come_out_as_they_were_typed(bee, words):
    await tell(bee, CHECK, "No", f">{words}", "Yes", "Yes", f">{words}, as required", "No", f">{words}")
    await bee.taps("Save")
    assert f"Section B: please put in, or put right: {words}" in bee.sees
    await tell(bee, "Read the letter", *NAMES)
    assert shown(bee).count(words) == 2
    assert "went wrong on my side" not in bee.transcript()
    for button in ("Word", "PDF"):
        await takes(bee, button)


async def test_control_characters_are_taken_out(bee):
    await tell(bee, CHECK, "No", f">{CONTROLS}", "Yes", "Yes", f">{CONTROLS} as needed", "Yes", "Save")
    assert "“as needed”" in bee.sees
    await tell(bee, "Read the letter", *NAMES)
    assert "put right: Sleep and [31mhearing" in shown(bee)
    assert (await takes(bee, "Word")).content.startswith(b"PK")


@pytest.mark.parametrize("words", ["a regular day " * 285, "x" * 4000, "\N{FIRE}" * 2000])
async def test_4000_characters_are_taken_or_kindly_refused_and_nothing_is_lost(bee, words):
    await tell(bee, CHECK, *MISSING, f">{words}")
    if "paste the words of Section F" in bee.sees:
        assert "Could you send a shorter version?" in bee.sees
        await bee.says(VAGUE)
    await tell(bee, "Yes", "Save", "Read the letter", *NAMES)
    for point in FOUND[:4]:
        assert point in shown(bee)


async def test_many_short_lines_still_make_a_letter_that_can_be_read_and_taken(bee):
    many = "\n".join(f"need of hers {number:02}" for number in range(25))
    await tell(bee, CHECK, *(act for _ in range(3) for act in ("No", f">{many}")), "Skip", "Yes", "Save")
    await tell(bee, "Read the letter", *NAMES)
    assert "went wrong on my side" not in bee.sees, bee.recent()
    for beginning in ("put right", "for this need", "for how long"):
        assert f"{beginning}: need of hers 00; need of hers 01" in shown(bee)
    assert shown(bee).count("need of hers 24") == 3


async def test_the_letter_is_sent_and_its_event_stands_on_the_record(scene, found):
    before = shown(found)
    await tell(found, *SENT)
    record = await kept(scene.bot.services.db, found.id)
    assert ("commented", "email", "2026-07-08") in record["events"]
    assert ("letter_sent", "B1", "2026-07-08") in record["events"]
    assert record["letters"] == [("B1", "polite", "2026-07-08")]
    await tell(found, ">/letters", f"Sent 8 Jul: {COMMENTS}")
    assert shown(found).endswith(before)


async def test_a_letter_that_was_sent_is_not_checked_any_more(scene, found):
    await tell(found, *SENT)
    before = await whole(scene.bot.services.db, found.id)
    [letter] = before["letters"]
    for route in ("checkdraft", "asks"):
        await found.taps_forged(f"{route}:{letter.id}")
        assert "out of date" in found.sees
    assert await whole(scene.bot.services.db, found.id) == before


async def test_a_check_that_was_open_when_the_letter_was_sent_changes_nothing(scene, found):
    await tell(found, "Change or leave out", CHECK, "No", ">Something else", "Yes", "Yes", "Skip", "Yes")
    await tell(found, ">/letters", f"Go on: {COMMENTS}", *SENT)
    [before] = (await whole(scene.bot.services.db, found.id))["letters"]
    await found.says("/start")
    if "Carry on where you left off" in found.buttons:
        await tell(found, "Carry on where you left off", "Save")
    assert "went wrong on my side" not in found.sees
    assert [before] == (await whole(scene.bot.services.db, found.id))["letters"]


async def test_nobody_else_can_open_the_check_or_its_letter(scene, found):
    await tell(found, "Change or leave out", CHECK, "No", ">Something else")
    before = await whole(scene.bot.services.db, found.id)
    [letter], [draft] = before["letters"], before["drafts"]
    other = joins(scene.standin, "Nosy")
    await meets(other, "Cam")
    routes = [f"{page}:{letter.id}" for page in ("checkdraft", "asks", "letter", "parts")]
    routes += [f"f:draftcheck:{name}:{draft.id}.{draft.version}:y" for name in ("check", "help")]
    for route in (*routes, f"carry:{draft.id}", f"again:{draft.id}"):
        await other.taps_forged(route)
        assert "Something happened" in other.buttons
    for words in ("Sleep", "Hearing", "Something else\n", SCHOOL, "Section B", "Khan"):
        assert words not in "\n".join(other.said)
    assert await whole(scene.bot.services.db, found.id) == before


async def test_only_an_answer_to_a_draft_is_checked_like_this(scene, bee):
    await tell(bee, ">/letters", "All letters", "Asking for an assessment and a plan")
    await tell(bee, "Reminder: the final plan", "Write it", *NAMES)
    letters = (await whole(scene.bot.services.db, bee.id))["letters"]
    [plan_late] = [each for each in letters if each.template == "A7"]
    await bee.taps_forged(f"checkdraft:{plan_late.id}")
    assert "out of date" in bee.sees
