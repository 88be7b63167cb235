"""Whatever a parent does, in whatever order, a form is in a state that can be shown and saved."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.answers import YES_NO, a_count, a_name, one_of, text, yes_no
from bot.forms.dates import a_future_date, a_past_date
from bot.forms.form import Answers, Form, Invalid, Option, Question
from bot.forms.times import a_time

TODAY = date(2026, 11, 22)

KINDS = (Option("School", "School"), Option("Council", "Council"), Option("Other", "Other"))
MEETING = Form(
    "meeting",
    "A meeting",
    (
        Question("name", "What shall we call your child?", a_name),
        Question("kind", "What kind?", one_of(KINDS), KINDS),
        Question(
            "about", "What is it about?", text(200, "what it is about"), when=lambda a: a["kind"] == "Other"
        ),
        Question("held", "Has it happened?", yes_no, YES_NO),
        Question(
            "on", "When was it?", a_past_date, (Option("today", "Today"),), lambda a: a["held"] == "yes"
        ),
        Question("next_on", "When is it?", a_future_date, when=lambda a: a["held"] != "yes"),
        Question("at", "What time?", a_time, optional=True),
        Question("people", "How many people?", a_count(1, 20), optional=True),
        Question("names", "Who were they?", text(500, "their names"), when=lambda a: int(a["people"]) > 1),
    ),
    saves="meeting",
)
IDS = [question.id for question in MEETING.questions]
REPLIES = "yes no School council Other today yesterday tomorrow 12/3 3 11am Bee x skip 🙂"
TYPED = st.one_of(
    st.sampled_from(REPLIES.split()),
    st.text(max_size=20),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reply"), st.none(), TYPED),
        st.tuples(st.just("answer"), st.sampled_from(IDS), TYPED),
        st.tuples(st.sampled_from(["skip", "change"]), st.sampled_from(IDS), st.none()),
        st.tuples(st.just("back"), st.none(), st.none()),
    ),
    max_size=40,
)
OLD_DRAFTS = st.dictionaries(
    st.one_of(st.sampled_from(IDS), st.text(max_size=5)),
    st.one_of(TYPED, st.none(), st.integers(), st.lists(st.text(max_size=2), max_size=2)),
    max_size=12,
)


def step(answers: Answers, verb: str, name: str | None, typed: str | None) -> Answers:
    try:
        match verb:
            case "reply":
                asked = MEETING.current(answers)
                return MEETING.answer(answers, asked.id, typed, TODAY) if asked else answers
            case "answer":
                return MEETING.answer(answers, name, typed, TODAY)
            case "skip":
                return MEETING.skip(answers, name)
            case "change":
                return MEETING.change(answers, name)
        return MEETING.back(answers)
    except Invalid:
        return answers


def assert_sound(answers: Answers) -> None:
    path, asked = MEETING.path(answers), MEETING.current(answers)
    submitted = MEETING.submitted(answers)
    k, n = MEETING.progress(answers)
    assert asked is None or asked is path[-1]
    assert 1 <= k <= n <= len(MEETING.questions)
    assert k == len(path)
    assert list(submitted) == [question.id for question in path if question is not asked]
    assert [said for _, said in MEETING.shown(answers) if not said] == []
    assert MEETING.current(submitted) is asked
    assert json.loads(json.dumps(submitted)) == submitted


@given(STEPS)
def test_any_order_of_steps_leaves_a_form_that_can_go_on(steps: list[tuple[str, str | None, str | None]]):
    answers: Answers = {}
    for verb, name, typed in steps:
        before = dict(answers)
        after = step(answers, verb, name, typed)
        assert answers == before
        answers = after
        assert_sound(answers)


@given(OLD_DRAFTS, STEPS)
@settings(max_examples=60)
def test_a_draft_from_another_deploy_can_always_go_on(
    draft: Answers, steps: list[tuple[str, str | None, str | None]]
):
    assert_sound(draft)
    for verb, name, typed in steps:
        draft = step(draft, verb, name, typed)
        assert_sound(draft)


@given(OLD_DRAFTS)
def test_back_always_leads_to_the_first_question(draft: Answers):
    for _ in MEETING.questions:
        draft = MEETING.back(draft)
    assert MEETING.progress(draft)[0] == 1


@given(STEPS, st.sampled_from(IDS))
def test_a_change_of_mind_that_changes_nothing_returns_to_the_check_screen(
    steps: list[tuple[str, str | None, str | None]], name: str
):
    answers: Answers = {}
    for one in steps:
        answers = step(answers, *one)
    if MEETING.current(answers) is None and name in MEETING.submitted(answers):
        changed = MEETING.change(answers, name)
        assert MEETING.current(changed).id == name
        assert MEETING.current({**changed, name: answers[name]}) is None
