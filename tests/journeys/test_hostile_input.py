"""Whatever is typed or sent, there is a clear answer, nothing is lost, and the form waits."""

from datetime import date, timedelta

import pytest
import pytest_asyncio

from bot.clock import HeldClock
from bot.demo import people
from bot.demo.run import show
from bot.law.deadlines import Event
from bot.store import cases
from tests.journeys import road
from tests.journeys.record import kept, whole
from tests.journeys.stage import asks, meets, tell

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDS = {
    "4,096 characters": "a school day " * 315,
    "one word of 4,096": "x" * 4096,
    "emoji": "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{FIRE}" * 1300,
    "right to left": "\u0645\u062d\u0645\u062f \u202e\u05d0\u05d1\u05d2",
    "HTML": "<b>bold</b> &lt;i&gt; <a href='https://example.org'>x</a> & <script>",
    "broken HTML": "</b></pre><<<&&;",
    "Jinja": "{{ 7*7 }} {% raw %} {{ settings.telegram.token }} {% include 'x' %}",
    "control characters": "a\x00b\x07c\x1b[31m\x7f",
    "nothing to be seen": "\u200b\u2800\u3164",
    "SQL": "'); DROP TABLE parents; --",
    "format fields": "%s %(name)s {0.__class__} ${HOME}",
    "lone half of a pair": "a\ufffe\uffffb",
    "only digits": "\u0663\u0664 \uff11\uff12",
}
every_kind = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    """One bot for all of these parents."""
    async with show(tmp_path_factory.mktemp("hostile"), HeldClock(road.BEGINS)) as found:
        yield found


@pytest.fixture
def mine(scene, parent):
    """What is on this parent's record: in short, or every row."""

    async def look(reader=kept):
        return await reader(scene.bot.services.db, parent.id)

    return look


def is_kind(person):
    """The newest message offers a way on, and is no apology for a fault."""
    assert person.buttons, person.recent()
    assert "went wrong on my side" not in person.sees, person.recent()
    assert person.spinning == []


@every_kind
async def test_at_home_any_words_bring_a_screen_with_buttons_and_are_not_kept(mine, parent, words):
    await meets(parent)
    before = await mine(whole)
    await parent.says(words)
    is_kind(parent)
    assert await mine(whole) == before


@every_kind
async def test_at_every_question_of_every_form_any_words_are_read_or_asked_again(mine, parent, words):
    await parent.starts()
    await parent.taps("Start")
    for reach in QUESTIONS:
        await tell(parent, *reach)
        await parent.says(words)
        is_kind(parent)
        assert "49" not in parent.sees.replace("4,096", "")
    record = await mine()
    assert (record["children"], record["events"]) == (
        [("Bee", None, None, None)],
        [("asked", "post", "2026-03-12")],
    )


# How to come to each question with nothing in it: the answer before, or Stop and another form.
QUESTIONS = (
    (),
    (">/cancel", "Begin", "Another council"),
    (">/cancel", "Begin", "West Northamptonshire"),
    (">/cancel", "Carry on where you left off", "Stop", "Begin", "North Northamptonshire", ">Bee"),
    ("Save", "Something happened", "Assessment or plan"),
    ("I asked for an EHC assessment",),
    ("Post",),
    ("Today",),
    ("Save", "Home", "Something happened", "Assessment or plan", "The council will assess"),
    ("Stop", ">/children", "Bee", "Names for letters"),
)


@every_kind
async def test_a_childs_name_is_shown_as_it_was_typed_or_asked_for_again(mine, parent, words):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire", f">{words[:40]}")
    is_kind(parent)
    if "Save" not in parent.buttons:
        return
    await parent.taps("Save")
    [(called, *_)] = (await mine())["children"]
    assert called in parent.sees
    for command in ("/start", "/dates", "/letters", "/children", "/export"):
        await parent.says(command)
        is_kind(parent)
    assert called in parent.files[-1].content.decode()


@every_kind
async def test_own_words_reach_the_letter_untouched_or_are_asked_for_again(mine, parent, words):
    await _has_a_letter(parent)
    await parent.taps("My own words")
    await parent.says(words[:1500])
    is_kind(parent)
    if "Save" not in parent.buttons:
        return
    await parent.taps("Save")
    is_kind(parent)
    if words.isprintable():
        assert " ".join(words[:1500].split()) in " ".join("\n\n".join(parent.copyable).split())


async def test_the_longest_words_of_all_still_make_a_letter_that_can_be_sent(mine, parent):
    await _has_a_letter(parent)
    for button in ("My own words", "Effect on my child"):
        await tell(parent, button, f">{'a hard long day & ' * 83}", "Save")
    await parent.taps("Make it firmer")
    is_kind(parent)
    assert "\n\n".join(parent.copyable).count("a hard long day & ") == 166 - 2


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "document", "location", "contact", "dice"])
async def test_what_is_no_words_is_answered_and_the_question_is_shown_again(mine, parent, kind):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire")
    question = parent.sees.splitlines()[-2]
    await _sends(parent, kind)
    is_kind(parent)
    assert question in parent.sees
    await tell(parent, ">Bee", "Save")
    assert (await mine())["children"] == [("Bee", None, None, None)]


async def test_a_picture_before_hello_brings_hello(mine, parent):
    await parent.sends_photo()
    assert parent.buttons[0] == "Start"


async def test_a_message_changed_later_changes_nothing_and_the_parent_is_told(mine, parent):
    await meets(parent)
    await tell(
        parent,
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "Post",
        ">12 march",
    )
    before = await mine(whole)
    await parent.edits("11 march")
    is_kind(parent)
    assert "Save" in parent.buttons
    await parent.edits("10 march", message_id=_numbers(parent)[0])
    assert await mine(whole) == before


async def test_a_changed_message_before_hello_brings_hello(parent):
    await parent.says("hello")
    await parent.edits("hello there")
    assert parent.buttons[0] == "Start"


async def test_typing_at_the_check_screen_asks_to_use_the_buttons_and_keeps_the_answers(mine, parent):
    await parent.starts()
    await tell(parent, "Start", "West Northamptonshire", ">Bee", ">yes that is right")
    assert "Save" in parent.buttons
    assert "Bee" in parent.sees
    await parent.taps("Save")
    assert (await mine())["children"] == [("Bee", None, None, None)]


@pytest.mark.parametrize(
    "command", ["/start", "/cancel", "/help", "/dates", "/nonsense", "/START", "/start@TwentyWeeksBot"]
)
async def test_a_command_in_the_middle_of_a_form_wins_and_the_form_is_kept(mine, parent, command):
    await meets(parent)
    await tell(
        parent,
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "Post",
        f">{command}",
    )
    is_kind(parent)
    assert "When did you send it?" not in parent.sees
    await tell(parent, ">/start", "Carry on where you left off", "Today", "Save")
    assert (await mine())["events"] == [("asked", "post", "2026-03-12")]


@pytest.mark.parametrize("answer", ["/ 12 march", "12/3/2026", "/12/3", "//start", "start", "home", "cancel"])
async def test_an_answer_that_looks_like_a_command_is_read_as_an_answer(mine, parent, answer):
    await meets(parent)
    await tell(
        parent,
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "Post",
        f">{answer}",
    )
    is_kind(parent)
    assert "Back" in parent.buttons


async def test_a_record_too_long_for_one_message_is_still_shown(scene, parent):
    await meets(parent)
    await asks(parent)
    await _has_heard(scene, parent, times=90)
    await tell(parent, ">/children", "Bee")
    before = parent.sees
    await parent.taps("What you told me")
    assert parent.sees != before, "the tap was met with silence"
    assert "Thu 12 March 2026" in parent.sees


async def _has_a_letter(parent):
    await meets(parent)
    await asks(parent, "3 january")
    await tell(parent, "Write the letter", ">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")


async def _has_heard(scene, parent, times):
    """The council has written often, over three years."""
    [case] = (await whole(scene.bot.services.db, parent.id))["cases"]
    days = (date(2023, 3, 1) + timedelta(days=12 * number) for number in range(times))
    letters = [Event("replied", day, told_on=day) for day in days]
    async with scene.bot.services.db.transaction() as db:
        for letter in letters:
            await cases.record(db, case.id, letter)


async def _sends(parent, kind):
    ways = {"photo": parent.sends_photo, "voice": parent.sends_voice, "sticker": parent.sends_sticker}
    if kind == "document":
        await parent.sends_document(b"%PDF", "plan.pdf")
    elif kind in ways:
        await ways[kind]()
    else:
        await parent._does(
            f"sent a {kind}", lambda: people._post(parent.world, parent.human, parent.chat, OTHER[kind])
        )


OTHER = {
    "location": {"location": {"latitude": 52.2, "longitude": -0.9}},
    "contact": {"contact": {"phone_number": "000", "first_name": "Someone"}},
    "dice": {"dice": {"emoji": "\N{GAME DIE}", "value": 3}},
}  # fmt: skip


def _numbers(parent):
    return [number for number, post in parent.chat.posts.items() if post["from"] is parent.human.card]
