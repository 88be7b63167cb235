"""Any sequence of taps and words that a parent could make leaves the bot answering, and the record sound."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo import people
from tests.journeys.record import whole
from tests.journeys.stage import joins, meets

WORDS = (
    "Bee", "12 march", "tomorrow", "3 June 2017", "Amira Khan", "yes", "no", "skip", "back", "e-mail",
    "today", "The council will assess", "/start", "/dates", "/letters", "/children", "/export", "/cancel",
    "/help", "/groups", "/delete", "<b>", "{{ 7*7 }}", "\u05d0\u05d1", "hello", "i want to die",
)  # fmt: skip
# A tap on a button of the newest message, or of any message; words; a double tap; a picture.
ACTS = st.one_of(
    st.tuples(st.just("newest"), st.integers(0, 30)),
    st.tuples(st.just("newest"), st.integers(0, 30)),
    st.tuples(st.just("newest"), st.integers(0, 30)),
    st.tuples(st.just("any"), st.integers(0, 500)),
    st.tuples(st.just("words"), st.sampled_from(WORDS)),
    st.tuples(st.just("twice"), st.integers(0, 30)),
    st.tuples(st.just("photo"), st.just(0)),
)
STEPS = 15


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=STEPS, max_size=STEPS))
async def test_whatever_a_parent_does_the_bot_answers(scene, acts):
    person = joins(scene.standin, "Nobody special")
    await meets(person)
    for act, choice in acts:
        await _does(person, act, choice)
        assert person.buttons, person.transcript()
        assert "went wrong on my side" not in person.sees, person.transcript()
        assert person.spinning == [], person.transcript()
    _is_sound(await whole(scene.bot.services.db, person.id))


def _is_sound(rows):
    """At most one form is open, no event is there twice, no letter was sent without its words."""
    assert sum(draft.is_open for draft in rows["drafts"]) <= 1
    events = [
        (row.case_id, row.kind, row.happened_on, row.how)
        for row in rows["events"]
        if row.kind != "letter_sent"
    ]
    assert len(events) == len(set(events))
    assert all(letter.words for letter in rows["letters"] if letter.sent_on)


async def _does(person, act, choice):
    if act == "words":
        await person.says(choice)
    elif act == "photo":
        await person.sends_photo()
    else:
        posts = (
            [person.newest]
            if act != "any"
            else [post for post in person.chat.posts.values() if _buttons(post)]
        )
        found = [(post["message_id"], button) for post in posts for button in _buttons(post)]
        number, button = found[choice % len(found)]
        if act == "twice":
            people.tap(person.world, person.human, number, button["callback_data"], label=button["text"])
        await person.taps_forged(button["callback_data"], message_id=number)


def _buttons(post):
    rows = post.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]
