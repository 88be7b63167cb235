"""The check of a draft plan, done again: what it finds takes the place of what it found before."""

import tomllib
from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.forms.draft_check import MOST_LINES, MOST_SAID
from bot.forms.vague import WORDS
from tests.journeys.families import happens
from tests.journeys.stage import asks, meets, tell, writes

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)
TITLE = "Comments on the draft plan"
NAMES = (">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
CHANGE = "Change or leave out"
CHECK = "Check the draft with me"
NOTHING = ("Yes", "Yes", "Yes", "Skip", "Yes", "Save")
HEARING = ("No", ">Hearing", "Yes", "Yes", "Skip", "Yes", "Save")
KNOWN = "I know what I want to change"
ASKED = "What this letter asked you"
SCHOOL = "Zoffany Academy"
MISSES_IT = ("No", ">Hearing", "Yes", "Yes", "Skip", "No", f">{SCHOOL}", "Save")
ONLY_THE_SCHOOL = ("Yes", "Yes", "Yes", "Skip", "No", f">{SCHOOL}", "Save")
HEARD = "Section B: please put in, or put right: Hearing"
MOST_FOUND = "\n".join("a" * (MOST_SAID // MOST_LINES - 1) for _ in range(MOST_LINES))
EVERY_VAGUE = ", ".join(tomllib.loads(WORDS.read_text(encoding="utf-8"))["vague"])
TYPED_AT_MOST = 4096  # as Telegram counts one message


@pytest.fixture
async def bee(scene, parent):
    """A draft plan has come, and the answer to it is begun."""
    scene.clock.move_to(NOW)
    await meets(parent)
    await asks(parent, "12 march")
    await happens(parent, "Assessment or plan", "The draft plan came", ">2 november")
    await writes(parent, TITLE)
    return parent


def letter(person):
    return "\n\n".join(person.copyable)


async def reads(person):
    await person.taps("Read the letter")
    if "Is this right?" not in person.sees and "sign a letter" in person.sees:
        await tell(person, *NAMES)


async def test_what_is_found_no_more_is_in_the_letter_no_more(bee):
    await tell(bee, CHECK, "No", ">Hearing\nSight", "Yes", "Yes", "Skip", "Yes", "Save")
    await reads(bee)
    assert "Hearing" in letter(bee)
    await tell(bee, CHANGE, CHECK, *HEARING)
    await reads(bee)
    assert "Hearing" in letter(bee)
    assert "Sight" not in letter(bee)


async def test_what_the_parent_typed_herself_stays(bee):
    await tell(bee, KNOWN, ">Please add music.", "Skip", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, *HEARING, "Read the letter")
    assert "Please add music." in letter(bee)
    assert "Hearing" in letter(bee)
    await tell(bee, CHANGE, CHECK, *NOTHING, "Read the letter")
    assert "Please add music." in letter(bee)
    assert "Hearing" not in letter(bee)


async def test_a_school_that_is_right_after_all_is_not_asked_for(bee):
    await tell(bee, CHECK, *MISSES_IT)
    await reads(bee)
    assert SCHOOL in letter(bee)
    await tell(bee, CHANGE, CHECK, *HEARING)
    await reads(bee)
    assert SCHOOL not in letter(bee)


async def test_a_school_that_is_skipped_the_second_time_is_not_asked_for(bee):
    await tell(bee, CHECK, *MISSES_IT)
    await reads(bee)
    await tell(bee, CHANGE, CHECK, *HEARING[:-2], "I am not sure", "Skip", "Save", "Read the letter")
    assert SCHOOL not in letter(bee)


async def test_a_school_that_the_parent_typed_herself_stays(bee):
    await tell(bee, KNOWN, ">Please add music.", f">{SCHOOL}", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, *MISSES_IT)  # the same school
    await tell(bee, "Check again", *NOTHING, "Read the letter")
    assert SCHOOL in letter(bee)
    assert "Hearing" not in letter(bee)


async def test_a_point_that_the_parent_typed_herself_is_said_once_and_stays(bee):
    await tell(bee, KNOWN, f">{HEARD}", "Skip", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, *HEARING, "Read the letter")
    assert letter(bee).count(HEARD) == 1
    await tell(bee, CHANGE, CHECK, *NOTHING, "Read the letter")
    assert HEARD in letter(bee)


async def test_where_nothing_was_found_the_way_leads_on_and_not_round(bee):
    await tell(bee, CHECK, *NOTHING)
    assert "You found nothing that is missing" in bee.sees
    assert "Read the letter" not in bee.buttons
    await bee.taps("Write it in my own words")
    assert "What should change" in bee.sees


async def test_who_misses_only_the_school_has_something_to_write(bee):
    await tell(bee, CHECK, *ONLY_THE_SCHOOL)
    assert "found nothing" not in bee.sees
    await reads(bee)
    assert "Section I: please name the school or college that I ask for" in letter(bee)
    assert SCHOOL in letter(bee)
    await tell(bee, CHANGE, CHECK, *MISSES_IT)
    await reads(bee)
    assert "please name the school" not in letter(bee)
    assert SCHOOL in letter(bee)


async def test_who_comes_back_after_nothing_was_found_is_not_asked_to_begin_anew(bee):
    await tell(bee, CHECK, *NOTHING)
    await writes(bee, TITLE)
    assert "You checked the draft, and found nothing that is missing" in bee.sees
    assert CHECK not in bee.buttons
    await tell(bee, "Check again", *HEARING)
    await reads(bee)
    assert "Hearing" in letter(bee)


async def test_what_is_found_after_the_letter_went_is_given_back(bee):
    await tell(bee, KNOWN, ">Please add music.", "Skip", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, "No", ">Hearing", "Yes", "Yes", ">as required", "Yes")
    await tell(bee, ">/letters", f"Go on: {TITLE}", "I sent it", "E-mail", "Today", "Skip", "Save")
    await tell(bee, ">/start", "Carry on where you left off", "Save")
    assert bee.copyable[-2:] == ["Hearing", "as required"]
    assert "You marked this letter as sent on Thu 5 November 2026" in bee.sees
    await bee.taps("Read what I sent")
    assert "Hearing" not in letter(bee).split("Please add music.")[-1]


async def test_the_most_that_can_be_found_can_be_put_right_afterwards(bee):
    await tell(bee, CHECK, *("No", f">{MOST_FOUND}") * 3, f">{EVERY_VAGUE}", "Yes", "Save")
    await reads(bee)
    found = letter(bee)
    assert found.count("a" * (MOST_SAID // MOST_LINES - 1)) == 3 * MOST_LINES
    await tell(bee, CHANGE, ASKED, "Save")
    assert letter(bee) == found


@pytest.mark.parametrize(
    "typed",
    [
        "x" * TYPED_AT_MOST,
        "y\n" + "x" * (TYPED_AT_MOST - 2),
        "\N{FIRE}" * (TYPED_AT_MOST // 2),
        "x y\n" * 1000,
    ],
    ids=["one word", "a long second line", "emoji", "lines"],
)
async def test_the_most_that_can_be_typed_and_found_can_be_put_right_afterwards(bee, typed):
    await tell(bee, KNOWN, f">{typed}", "Skip", "Save", *NAMES)
    await tell(bee, CHANGE, CHECK, *("No", f">{MOST_FOUND}") * 3, f">{EVERY_VAGUE}", "Yes", "Save")
    await bee.taps("Read the letter")
    both = letter(bee)
    assert both.count(typed[-1]) >= typed.count(typed[-1]), "what she typed is there whole"
    assert "“access to”" in both
    await tell(bee, CHANGE, ASKED, "Save")
    assert letter(bee) == both
    await tell(bee, CHANGE, CHECK, *NOTHING, "Read the letter")
    assert "“access to”" not in letter(bee)
    assert "went wrong on my side" not in bee.transcript()


@pytest.mark.parametrize("sign", ["x", "&", "\N{FIRE}", "x\n"], ids=["word", "escaped", "emoji", "lines"])
async def test_a_whole_message_can_be_pasted(bee, sign):
    size = len(sign.encode("utf-16-le")) // 2
    end = " as required"
    pasted = sign * ((TYPED_AT_MOST - len(end)) // size) + end
    await tell(bee, CHECK, "Yes", "Yes", "Yes", f">{pasted}")
    assert "Section I: is the school" in bee.sees
    await bee.taps("Yes")
    assert "Is this right?" in bee.transcript()
    await bee.taps("Save")
    assert "“as required”" in bee.sees
    assert "went wrong on my side" not in bee.transcript()


async def test_a_great_many_lines_are_one_point(bee):
    many = "\n".join(["x"] * (MOST_SAID // 2))
    await tell(bee, CHECK, "No", f">{many}", "No", f">{many}", "No", f">{many}", "Skip", "Yes", "Save")
    await reads(bee)
    assert letter(bee).count("please put in, or put right: x; x; x") == 1


async def test_the_heading_says_the_title_once(bee):
    await bee.taps(KNOWN)
    assert bee.sees.count(TITLE) == 1
