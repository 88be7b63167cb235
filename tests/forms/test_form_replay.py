"""A form is replayed from its answers: what is asked, what is kept, what is shown and what is saved."""

import json
from datetime import date

import pytest

from bot.forms.answers import a_count, one_of, text
from bot.forms.dates import a_past_date
from bot.forms.form import Answers, BadForm, Form, Invalid, Option, Question, word_count

TODAY = date(2026, 11, 22)  # a Sunday


def buttons(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label, label) for label in labels)


KINDS = buttons("Fixed", "Permanent")
EXCLUSION = Form(
    "exclusion",
    "Sent home from school",
    (
        Question(
            "kind",
            "Is it for a fixed time, or for good?",
            one_of(KINDS),
            KINDS,
        ),
        Question(
            "first_day",
            "What was the first day?",
            a_past_date,
            (
                Option("today", "Today"),
                Option("another", "Another date", hint="Type it, for example 12 March."),
            ),
            label="First day",
        ),
        Question(
            "days", "How many school days?", a_count(1, 45), when=lambda earlier: earlier["kind"] == "Fixed"
        ),
        Question(
            "long",
            "Has work been set?",
            when=lambda earlier: int(earlier["days"]) > 5,
            options=buttons("Yes", "No"),
        ),
        Question(
            "story", "What was said?", text(1000, "what was said"), optional=True, why="Letters can quote it."
        ),
    ),
    saves="exclusion",
)
ALL_FIVE = {"kind": "Fixed", "first_day": "2026-11-20", "days": "6", "long": "No", "story": "He was upset."}


def ids(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def current_id(form: Form, answers: Answers) -> str | None:
    question = form.current(answers)
    return question.id if question else None


def a_question(**changes: object) -> Question:
    return Question(**{"id": "kind", "ask": "Which?", "options": buttons("One", "Two"), **changes})


def a_form(*questions: Question, form_id: str = "sample") -> Form:
    return Form(form_id, "Sample", questions, saves="sample")


# What is asked


def test_the_first_question_is_asked_of_nobody_in_particular():
    assert current_id(EXCLUSION, {}) == "kind"
    assert ids(EXCLUSION.path({})) == ["kind"]


def test_the_path_ends_at_the_first_question_without_an_answer():
    answers = {"kind": "Fixed", "story": "typed before going back"}
    assert ids(EXCLUSION.path(answers)) == ["kind", "first_day"]


def test_a_question_is_asked_only_when_its_condition_holds():
    permanent = {"kind": "Permanent", "first_day": "2026-11-20"}
    assert current_id(EXCLUSION, permanent) == "story"
    assert current_id(EXCLUSION, {**permanent, "kind": "Fixed"}) == "days"
    assert current_id(EXCLUSION, {**permanent, "kind": "Fixed", "days": "6"}) == "long"
    assert current_id(EXCLUSION, {**permanent, "kind": "Fixed", "days": "5"}) == "story"


def test_when_all_is_answered_there_is_nothing_left_to_ask():
    assert EXCLUSION.current(ALL_FIVE) is None
    assert ids(EXCLUSION.path(ALL_FIVE)) == ["kind", "first_day", "days", "long", "story"]


def test_a_form_whose_conditions_all_fail_has_nothing_to_ask():
    never = a_form(a_question(when=lambda earlier: False))
    assert never.path({}) == []
    assert never.current({}) is None
    assert never.progress({}) == (0, 0)
    assert never.back({}) == {}


def test_a_question_is_found_by_its_id():
    assert EXCLUSION.question("days").ask == "How many school days?"
    with pytest.raises(KeyError, match="exclusion has no question 'dayz'"):
        EXCLUSION.question("dayz")


# Answering


@pytest.mark.parametrize("typed", ["Fixed", "fixed", " FIXED! ", "«fixed».", "Fixed 🙂"])
def test_a_label_typed_in_any_way_counts_as_the_button(typed: str):
    assert EXCLUSION.answer({}, "kind", typed, TODAY) == {"kind": "Fixed"}


@pytest.mark.parametrize("typed", ["e-mail", "E-Mail", "email", "e\u2011mail", "EMAIL."])
def test_hyphens_inside_a_word_do_not_matter(typed: str):
    form = a_form(a_question(options=(Option("email", "E-mail"), Option("post", "Post"))))
    assert form.answer({}, "kind", typed, TODAY) == {"kind": "email"}


@pytest.mark.parametrize("typed", ["cant", "can't", "Can\u2019t", "CAN'T!"])
def test_apostrophes_do_not_matter(typed: str):
    form = a_form(a_question(options=buttons("Going", "Can't")))
    assert form.answer({}, "kind", typed, TODAY) == {"kind": "Can't"}


def test_a_range_on_a_button_is_not_mistaken_for_a_number():
    form = a_form(a_question(options=buttons("1-5", "6-10")))
    assert form.answer({}, "kind", "6 \u2013 10", TODAY) == {"kind": "6-10"}
    with pytest.raises(Invalid):
        form.answer({}, "kind", "15", TODAY)


def test_a_button_that_stands_for_words_is_read_as_those_words():
    assert EXCLUSION.answer({}, "first_day", "today", TODAY) == {"first_day": "2026-11-22"}


def test_a_button_that_the_parser_cannot_read_stands_for_itself():
    form = a_form(a_question(parse=a_past_date, options=(Option("not_yet", "Not yet"),)))
    assert form.answer({}, "kind", "not yet", TODAY) == {"kind": "not_yet"}
    assert form.current({"kind": "not_yet"}) is None


def test_a_button_with_a_hint_shows_the_hint_and_answers_nothing():
    with pytest.raises(Invalid, match=r"^Type it, for example 12 March\.$"):
        EXCLUSION.answer({"kind": "Fixed"}, "first_day", "another", TODAY)


def test_other_words_are_read_by_the_questions_own_parser():
    assert EXCLUSION.answer({}, "first_day", "12 March", TODAY) == {"first_day": "2026-03-12"}


def test_a_reply_that_cannot_be_used_leaves_the_answers_as_they_were():
    answers = {"kind": "Fixed"}
    with pytest.raises(Invalid, match="Please tap a button, or type one of these: Fixed or Permanent"):
        EXCLUSION.answer(answers, "kind", "dunno", TODAY)
    assert answers == {"kind": "Fixed"}


def test_a_question_with_buttons_alone_says_what_they_are():
    with pytest.raises(Invalid, match=r"^Please tap a button, or type one of these: Yes or No\.$"):
        EXCLUSION.answer({}, "long", "perhaps", TODAY)


def test_many_buttons_are_not_all_listed():
    form = a_form(a_question(options=buttons(*"ABCDEFGHIJ")))
    with pytest.raises(Invalid, match=r"type one of these: A, B, C or D\.$"):
        form.answer({}, "kind", "Z", TODAY)


def test_answering_gives_new_answers_and_never_changes_the_old():
    before: Answers = {}
    assert EXCLUSION.answer(before, "kind", "Fixed", TODAY) == {"kind": "Fixed"}
    assert before == {}


def test_answers_are_plain_json():
    assert json.loads(json.dumps(ALL_FIVE)) == ALL_FIVE


def test_a_parser_that_cannot_read_back_its_own_answer_is_found_out_at_once():
    form = a_form(a_question(options=(), parse=lambda typed, today: typed + "!"))
    with pytest.raises(BadForm, match=r"sample\.kind does not read back its own answer"):
        form.answer({}, "kind", "well", TODAY)


# Skipping


def test_an_optional_question_can_be_skipped():
    assert EXCLUSION.skip({"kind": "Fixed"}, "story") == {"kind": "Fixed", "story": ""}


@pytest.mark.parametrize("typed", ["skip", "Skip.", "SKIP"])
def test_typing_skip_skips_an_optional_question(typed: str):
    assert EXCLUSION.answer({}, "story", typed, TODAY) == {"story": ""}


def test_a_question_that_is_needed_cannot_be_skipped():
    with pytest.raises(Invalid, match=r"^We need this answer to go on\.$"):
        EXCLUSION.skip({}, "kind")


def test_an_empty_answer_to_a_question_no_longer_optional_is_asked_again():
    assert current_id(EXCLUSION, {**ALL_FIVE, "days": ""}) == "days"


# Going back and changing


def test_back_asks_the_question_before_again_and_keeps_the_rest():
    answers = {"kind": "Fixed", "first_day": "2026-11-20", "story": "kept"}
    assert EXCLUSION.back(answers) == {"kind": "Fixed", "story": "kept"}


def test_back_from_the_check_screen_asks_the_last_question_again():
    assert current_id(EXCLUSION, EXCLUSION.back(ALL_FIVE)) == "story"


def test_back_at_the_first_question_changes_nothing():
    answers = {"days": "3"}
    assert EXCLUSION.back(answers) == answers


def test_back_passes_over_questions_that_were_not_asked():
    answers = {"kind": "Permanent", "first_day": "2026-11-20", "days": "6", "long": "No"}
    assert current_id(EXCLUSION, EXCLUSION.back(answers)) == "first_day"


def test_back_all_the_way_and_forward_again_loses_only_what_was_asked_again():
    answers = EXCLUSION.back(EXCLUSION.back(ALL_FIVE))
    assert current_id(EXCLUSION, answers) == "long"
    assert current_id(EXCLUSION, EXCLUSION.answer(answers, "long", "yes", TODAY)) == "story"


def test_a_change_asks_that_question_and_returns_to_the_check_screen():
    changed = EXCLUSION.change(ALL_FIVE, "first_day")
    assert current_id(EXCLUSION, changed) == "first_day"
    assert EXCLUSION.current(EXCLUSION.answer(changed, "first_day", "yesterday", TODAY)) is None


def test_a_change_that_opens_a_new_question_asks_it():
    five_days = {**ALL_FIVE, "days": "5"}
    del five_days["long"]
    assert EXCLUSION.current(five_days) is None
    changed = EXCLUSION.answer(EXCLUSION.change(five_days, "days"), "days", "6", TODAY)
    assert current_id(EXCLUSION, changed) == "long"


def test_an_answer_no_longer_reached_is_ignored_but_comes_back():
    permanent = {**ALL_FIVE, "kind": "Permanent"}
    assert EXCLUSION.submitted(permanent) == {
        "kind": "Permanent",
        "first_day": "2026-11-20",
        "story": "He was upset.",
    }
    fixed = EXCLUSION.answer(permanent, "kind", "Fixed", TODAY)
    assert EXCLUSION.submitted(fixed) == ALL_FIVE


def test_a_change_of_a_question_that_is_not_there_changes_nothing():
    assert EXCLUSION.change(ALL_FIVE, "gone") == ALL_FIVE


# Old drafts


@pytest.mark.parametrize(
    ("question", "old"),
    [
        ("kind", "Lunchtime"),
        ("kind", "fixed"),
        ("first_day", "last Tuesday"),
        ("first_day", "today"),
        ("first_day", "another"),
        ("first_day", "2026-02-30"),
        ("first_day", "12 March 2026"),
        ("days", "46"),
        ("days", "three"),
        ("days", 3),
        ("days", None),
        ("days", ["3"]),
        ("story", "x" * 1001),
    ],
)
def test_an_old_answer_that_no_longer_fits_is_asked_again(question: str, old: str):
    assert current_id(EXCLUSION, {**ALL_FIVE, question: old}) == question


def test_an_unknown_answer_from_an_older_form_is_ignored():
    old = {**ALL_FIVE, "colour": "blue"}
    assert EXCLUSION.current(old) is None
    assert EXCLUSION.submitted(old) == ALL_FIVE


def test_a_date_stays_good_however_long_the_draft_lies():
    assert EXCLUSION.current({**ALL_FIVE, "first_day": "1999-01-04"}) is None


# Progress


@pytest.mark.parametrize(
    ("answers", "progress"),
    [
        ({}, (1, 3)),
        ({"kind": "Fixed"}, (2, 4)),
        ({"kind": "Permanent"}, (2, 3)),
        ({"kind": "Fixed", "first_day": "2026-11-20"}, (3, 4)),
        ({"kind": "Fixed", "first_day": "2026-11-20", "days": "6"}, (4, 5)),
        ({"kind": "Fixed", "first_day": "2026-11-20", "days": "5"}, (4, 4)),
        (ALL_FIVE, (5, 5)),
    ],
)
def test_progress_counts_the_questions_that_would_be_reached(answers: Answers, progress: tuple[int, int]):
    assert EXCLUSION.progress(answers) == progress


# The check screen


def test_the_check_screen_shows_each_answer_as_people_say_it():
    shown = [(question.label, said) for question, said in EXCLUSION.shown({**ALL_FIVE, "story": ""})]
    assert shown == [
        ("Kind", "Fixed"),
        ("First day", "Fri 20 November 2026"),
        ("Days", "6"),
        ("Long", "No"),
        ("Story", "Skipped"),
    ]


def test_the_check_screen_shows_nothing_that_is_not_answered():
    assert [question.id for question, _ in EXCLUSION.shown({"kind": "Fixed"})] == ["kind"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("email", "E-mail"),
        ("2026-03-12", "Thu 12 March 2026"),
        ("15:30", "3:30pm"),
        ("09:00", "9am"),
        ("00:05", "12:05am"),
        ("12:00", "12pm"),
        ("Bee", "Bee"),
        ("2026-13-12", "2026-13-12"),
        ("25:00", "25:00"),
    ],
)
def test_a_stored_answer_is_shown_in_words(value: str, said: str):
    assert a_question(options=(Option("email", "E-mail"),)).show(value) == said


# Forms that are refused when they are built


@pytest.mark.parametrize("name", ["", "First", "first-day", "first day", "é"])
def test_an_id_is_small_letters_digits_and_underscores(name: str):
    with pytest.raises(BadForm, match="small letters, digits and underscores"):
        a_question(id=name)
    with pytest.raises(BadForm, match="small letters, digits and underscores"):
        a_form(a_question(), form_id=name)


def test_two_questions_cannot_share_an_id():
    with pytest.raises(BadForm, match="sample asks 'kind' twice"):
        a_form(a_question(), a_question())


@pytest.mark.parametrize(
    "options",
    [
        buttons("One", "One"),
        (Option("one", "One"), Option("one", "Uno")),
        (Option("a", "One"), Option("b", "one!")),
    ],
)
def test_two_buttons_cannot_be_told_apart_by_nothing(options: tuple[Option, ...]):
    with pytest.raises(BadForm, match="kind has two buttons alike"):
        a_question(options=options)


@pytest.mark.parametrize("label", ["", " ", "x" * 41])
def test_a_button_has_a_label_of_at_most_40_characters(label: str):
    with pytest.raises(BadForm, match="1 to 40 characters"):
        a_question(options=(Option("x", label),))


def test_a_button_has_a_value():
    with pytest.raises(BadForm, match="needs a value"):
        a_question(options=(Option("", "Nothing"),))


def test_a_question_has_words():
    with pytest.raises(BadForm, match="kind asks nothing"):
        a_question(ask=" ")


def test_a_question_can_be_answered():
    with pytest.raises(BadForm, match="kind has neither a parser nor buttons"):
        a_question(options=())


def test_a_form_asks_something():
    with pytest.raises(BadForm, match="sample has no questions"):
        a_form()


def test_a_button_fits_in_what_telegram_carries():
    form = a_form(a_question(id="q" * 34))
    assert len(form.longest_button()) == 64
    assert form.longest_button() == f"f:sample:{'q' * 34}:9999999999.9999:skip"
    with pytest.raises(BadForm, match="65 bytes"):
        a_form(a_question(id="q" * 35))


@pytest.mark.parametrize(
    ("ask", "count"), [("", 0), ("When?", 1), ("Did the school write, or e-mail?", 6), ("One - two", 2)]
)
def test_words_are_counted_as_a_reader_counts_them(ask: str, count: int):
    assert word_count(ask) == count
