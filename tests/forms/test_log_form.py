"""Days out of school: what is asked about each kind of absence, what is recorded, and how it is changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.form import Invalid, word_count
from bot.forms.log import END, LOG, absence_of, answers_of, changed
from bot.forms.logged import LUNCHTIME, SEPARATION, fit
from bot.law.absence import Absence, bundled

TODAY = date(2026, 11, 20)  # a Friday
YESTERDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 23)
KINDS = bundled().kinds
ENDS_ASKED = sorted(kind.id for kind in KINDS.values() if kind.ends == "asked")
FRIDAY_TO_TUESDAY = {"kind": "suspended", "first_suspended": "2026-11-20", "last": "2026-11-24"}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)


def answered(kind, *replies, form=LOG):
    """The answers after these replies, each to the question that is asked then."""
    answers = {"kind": kind}
    for reply in replies:
        question = form.current(answers)
        assert question, f"nothing is asked any more, and {reply} is left"
        answers = form.answer(answers, question.id, reply, TODAY)
    assert form.current(answers) is None, form.current(answers)
    return form.submitted(answers)


def recorded(kind, *replies):
    return absence_of(answered(kind, *replies), TODAY)


def absent(kind, first, last, **more):
    return Absence(kind, first, last, told_on=TODAY, **more)


def asked_after(answers):
    """The ids of what is asked of a parent who taps the first button each time."""
    left = []
    while question := LOG.current(answers):
        left.append(question.id)
        answers = LOG.answer(answers, question.id, question.options[0].value, TODAY)
    return left


def refusal(question, typed, form=LOG):
    with pytest.raises(Invalid) as refused:
        form.answer({}, question, typed, TODAY)
    return str(refused.value)


# What a parent taps in the car park


def test_sent_home_today_at_11_without_a_letter_takes_five_taps_and_words():
    replies = ["Today", "11", "No", "No"]
    assert len([*replies, "Save"]) <= 5
    assert recorded("sent_home", *replies) == (
        absent("sent_home", TODAY, TODAY, part="pm", letter="no"),
        {"at": "11:00"},
    )


def test_a_suspension_that_begins_on_monday_is_told_with_its_half_days():
    told = recorded("suspended", "23 November", "26/11/2026", "The first starts after lunch", "Yes", "No")
    assert told == (absent("suspended", MONDAY, date(2026, 11, 26), part="from_pm", letter="yes"), {})


def test_a_part_time_timetable_is_told_with_its_days_and_hours():
    told = recorded("part_time", "Yesterday", "mon-thu", "home at 11:30", "Not yet")
    assert told == (
        absent("part_time", YESTERDAY, None, part="pm", weekdays="1234", letter="not_yet"),
        {"at": "11:30"},
    )


def test_a_day_without_a_school_place_goes_on_until_it_ends():
    assert recorded("no_place", "today", "It has not ended yet") == (absent("no_place", TODAY, None), {})


@pytest.mark.parametrize(
    ("kind", "replies", "absence", "details"),
    [
        ("excluded", ["Today", "Yes", "Yes"], absent("excluded", TODAY, None, letter="yes", exam=True), {}),
        (
            "suspended",
            ["Today", "23 November", "Both are half days", "no", "yes"],
            absent("suspended", TODAY, MONDAY, part="from_pm_to_am", letter="no", exam=True),
            {},
        ),
        (
            "suspended",
            ["Today", "Only that day", "After lunch", "Yes", "No"],
            absent("suspended", TODAY, TODAY, part="pm", letter="yes"),
            {},
        ),
        (
            "suspended",
            ["Today", "today", "in at half past 10", "Yes", "No"],
            absent("suspended", TODAY, TODAY, part="am", letter="yes"),
            {"at": "in 10:30"},
        ),
        (
            "suspended",
            ["Today", "It has not ended yet", "Not yet", "No"],
            absent("suspended", TODAY, None, letter="not_yet"),
            {},
        ),
        (
            "sent_home",
            ["Yesterday", "home by 9:30", "Not yet", "They did not say"],
            absent("sent_home", YESTERDAY, YESTERDAY, letter="not_yet"),
            {"at": "09:30", "separation": "unsaid"},
        ),
        (
            "sent_home",
            ["Today", "Morning", "Yes", "Yes"],
            absent("separation", TODAY, TODAY, part="am", letter="yes"),
            {},
        ),
        (
            "kept_home",
            ["Today", "Tue 24 November 2026", "Whole days", "No", "No"],
            absent("kept_home", TODAY, date(2026, 11, 24), letter="no"),
            {},
        ),
        (
            "kept_home",
            ["Yesterday", "Today", "The last ends at lunch", "No", "Yes"],
            absent("separation", YESTERDAY, TODAY, part="to_am", letter="no"),
            {},
        ),
        ("separation", ["Today", "still out", "No"], absent("separation", TODAY, None, letter="no"), {}),
        ("ill", ["Yesterday", "Today"], absent("ill", YESTERDAY, TODAY), {}),
        ("ill", ["Today", "one day", "All day"], absent("ill", TODAY, TODAY), {}),
        ("other", ["Today", "Only that day", "Morning"], absent("other", TODAY, TODAY, part="am"), {}),
        (
            "part_time",
            ["Today", "Every day", "Home at lunchtime", "Yes"],
            absent("part_time", TODAY, None, part="pm", letter="yes"),
            {},
        ),
        (
            "part_time",
            ["2 November", "Fridays", "Not in at all", "Yes"],
            absent("part_time", date(2026, 11, 2), None, weekdays="5", letter="yes"),
            {},
        ),
        (
            "lunchtime",
            ["Today", "Only that day", "Yes", "Yes"],
            absent("lunchtime", TODAY, TODAY, part="lunch", letter="yes"),
            {},
        ),
        (
            "lunchtime",
            ["Today", "27 November", "No", "Yes"],
            absent("lunchtime", TODAY, date(2026, 11, 27), part="lunch", letter="no"),
            {},
        ),
        (
            "lunchtime",
            ["Today", "27 November", "Not yet", "No"],
            absent("sent_home", TODAY, date(2026, 11, 27), part="lunch", letter="not_yet"),
            {},
        ),
        (
            "lunchtime",
            ["Today", "It has not ended yet", "No", "They did not say"],
            absent("sent_home", TODAY, None, part="lunch", letter="no"),
            {"called": "unsaid"},
        ),
        ("offsite", ["Yesterday", "Today", "Yes"], absent("offsite", YESTERDAY, TODAY, letter="yes"), {}),
        (
            "internal",
            ["Today", "Only that day", "11am"],
            absent("internal", TODAY, TODAY, part="pm"),
            {"at": "11:00"},
        ),
    ],
)
def test_what_is_recorded_is_what_was_said(kind, replies, absence, details):
    assert recorded(kind, *replies) == (absence, details)


def test_what_was_answered_about_another_kind_is_not_recorded():
    answers = answered("sent_home", "Today", "11", "No", "Yes") | {
        "kind": "ill",
        "first_ill": "2026-11-20",
        "last": "open",
    }
    assert absence_of(LOG.submitted(answers), TODAY) == (absent("ill", TODAY, None), {})


# What is asked


@every_kind
def test_every_kind_is_offered_and_asked_for_its_own_first_day(kind):
    assert LOG.answer({}, "kind", kind.button, TODAY) == {"kind": kind.id}
    first = LOG.current({"kind": kind.id})
    assert (first.id, first.ask) == (f"first_{kind.id}", kind.ask)
    assert kind.why in first.why


@every_kind
def test_only_what_the_file_says_is_asked_about_a_kind(kind):
    asked = asked_after({"kind": kind.id})
    assert {name for name in ("letter", "separation", "exam") if name in asked} == set(kind.asks)
    assert ("last" in asked) == (kind.ends == "asked")
    assert ("days" in asked) == ("hours" in asked) == (kind.ends == "pattern")
    one_day = kind.ends in ("day", "asked") and kind.id != "lunchtime"  # "Only that day" was tapped
    assert ("part" in asked) == one_day


@pytest.mark.parametrize("kind", ENDS_ASKED)
def test_only_of_several_days_that_a_school_set_the_first_and_last_can_be_half_days(kind):
    answers = {"kind": kind, f"first_{kind}": "2026-11-20"}
    at_once = {"suspended", "kept_home", "separation"}
    assert ("edges" in asked_after(answers | {"last": "2026-11-24"})) == (kind in at_once)
    assert "edges" not in asked_after(answers | {"last": "2026-11-20"})
    assert "edges" not in asked_after(answers | {"last": "open"})
    assert "part" not in asked_after(answers | {"last": "2026-11-24"})


def test_every_question_is_short():
    for question in (*LOG.questions, *END.questions):
        assert word_count(question.ask) <= 20
        assert word_count(question.ask) + word_count(question.why) <= 40, question.ask


def test_the_kinds_that_are_named_in_code_are_in_the_file():
    assert KINDS[LUNCHTIME].ends == KINDS[SEPARATION].ends == "asked"
    assert {kind.id for kind in KINDS.values() if "separation" in kind.asks} == {"sent_home", "kept_home"}


@every_kind
def test_progress_can_be_told_from_the_first_question_on(kind):
    assert LOG.progress({}) == (1, 4)
    k, n = LOG.progress({"kind": kind.id})
    assert k == 2 <= n <= 6


# Days


def test_a_child_is_not_sent_home_tomorrow_and_a_suspension_can_begin_then():
    assert refusal("first_sent_home", "tomorrow").startswith("That date has not come yet")
    assert LOG.answer({}, "first_suspended", "Tomorrow", YESTERDAY) == {"first_suspended": "2026-11-20"}


@pytest.mark.parametrize("question", ["first_suspended", "first_part_time", "last"])
def test_a_day_more_than_a_year_away_is_a_slip_of_the_year(question):
    said = "That is more than a year away. Please check the year, for example 10 November 2026."
    assert refusal(question, "24 November 2028") == said
    assert LOG.answer({}, question, "19 November 2027", TODAY) == {question: "2027-11-19"}


@pytest.mark.parametrize(
    "typed", ["3 days", "three days", "for 5 school days", "a week", "about 2 weeks", "a few days"]
)
def test_a_number_of_days_is_asked_for_as_a_last_day(typed):
    assert refusal("last", typed) == "Please tap the last day, or type it, for example 10 November."


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Only that day", "same"),
        ("that day", "same"),
        ("Just one day.", "same"),
        ("1 day", "same"),
        ("It has not ended yet", "open"),
        ("Ongoing", "open"),
        ("until further notice", "open"),
        ("yesterday", "2026-11-19"),
        ("in 3 days", "2026-11-23"),
        ("27 Nov", "2026-11-27"),
    ],
)
def test_the_last_day_is_a_date_or_the_same_day_or_not_known_yet(typed, stored):
    assert LOG.answer({}, "last", typed, TODAY) == {"last": stored}


@pytest.mark.parametrize("typed", ["no", "half", "from_pm or so", "Both"])
def test_which_of_two_days_is_a_half_day_is_tapped(typed):
    assert refusal("edges", typed) == "Please tap the button that says which of the two is a half day."


def test_a_last_day_before_the_first_cannot_be_saved():
    answers = answered("suspended", "Today", "18 November", "Yes", "No")
    assert LOG.slip(answers) == (
        "The last day, Wed 18 November 2026, is before the first, Fri 20 November 2026. "
        "Please change one of them."
    )
    assert LOG.slip(answers | {"last": "2026-11-20", "part": "all"}) == ""


@pytest.mark.parametrize(
    "answers",
    [
        {"kind": "sent_home", "first_sent_home": "2026-11-14"},
        {"kind": "ill", "first_ill": "2026-11-15", "last": "same"},
        {"kind": "suspended", "first_suspended": "2026-11-21", "last": "2026-11-22"},
    ],
)
def test_a_weekend_alone_does_not_fit(answers):
    with pytest.raises(Invalid, match="That is at a weekend, when there is no school"):
        fit(answers)


def test_a_weekend_inside_a_longer_time_can_be_saved():
    assert LOG.slip(answered("suspended", "Today", "23 November", "Both are half days", "No", "No")) == ""
    assert LOG.slip(answered("no_place", "13 November", "It has not ended yet")) == ""
    assert LOG.slip(answered("part_time", "13 November", "Mondays", "in at 10", "No")) == ""


def test_answers_that_are_not_there_yet_do_not_clash():
    assert fit({}) is None
    assert LOG.slip({"kind": "suspended"}) == ""


# The check screen


def test_the_check_screen_says_days_and_times_as_people_say_them():
    answers = answered("part_time", "Today", "Tue, Wed and Thu", "in at 10", "Not yet")
    assert [f"{question.label}: {said}" for question, said in LOG.shown(answers)] == [
        "What happened: Part-time timetable",
        "First day: Fri 20 November 2026",
        "Days: Tuesday to Thursday",
        "Hours: In at 10am",
        "In writing: Not yet",
    ]
    answers = answered("sent_home", "Today", "11", "No", "They did not say")
    assert [said for _, said in LOG.shown(answers)][2:] == ["Home at 11am", "No", "They did not say"]
    assert LOG.question("part").show("am") == "Morning"
    assert LOG.question("hours").show("am") == "In after lunch"
    assert LOG.question("days").show("12345") == "Every day"
    assert LOG.question("last").show("2026-11-24") == "Tue 24 November 2026"


# Changing an entry


TYPED = {
    "days": ["every day", "Mondays", "Tue to Thu", "Fri and Mon"],
    **{f"first_{kind}": ["today", "yesterday", "2026-11-16"] for kind in KINDS},
    "last": ["same", "open", "2026-11-18", "2026-11-20", "2026-11-24", "2027-01-08"],
    "part": ["all", "am", "pm", "11:00", "09:15", "in 10:30", "in 15:00"],
    "hours": ["all", "am", "pm", "11:30", "in 09:15"],
}


@st.composite
def complete(draw):
    """Answers to every question that the form asks, and whatever the parent said to each."""
    answers = {"kind": draw(st.sampled_from(sorted(KINDS)))}
    while question := LOG.current(answers):
        replies = TYPED.get(question.id) or [option.value for option in question.options]
        answers = LOG.answer(answers, question.id, draw(st.sampled_from(replies)), TODAY)
    return answers


@given(complete())
@settings(max_examples=150, deadline=None)
def test_an_entry_opens_in_the_form_as_it_was_told(answers):
    absence, details = absence_of(LOG.submitted(answers), TODAY)
    opened = answers_of(absence, details)
    assert LOG.current(opened) is None
    assert LOG.submitted(opened) == opened
    if absence.last is None or absence.last >= absence.first:
        assert absence_of(opened, TODAY) == (absence, details)
        assert LOG.slip(opened) == LOG.slip(answers)
    if "separation" not in answers or answers["separation"] != "yes":
        assert opened["kind"] == answers["kind"]


@given(complete(), st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_an_entry_that_ended_later_opens_in_the_form_and_keeps_its_end(answers, days):
    absence, details = absence_of(LOG.submitted(answers), TODAY)
    if absence.last is not None:
        return
    last = absence.first + timedelta(days=days)
    last -= timedelta(days=max(0, last.weekday() - 4))
    ended = Absence(**vars(absence) | {"last": last, "code": "X"})
    opened = answers_of(ended, details)
    assert LOG.current(opened) is None
    assert changed(ended, details, opened, TODAY + timedelta(days=40)) == (ended, details)


@given(complete(), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_an_end_at_a_weekend_that_was_recorded_otherwise_is_asked_for_again(answers, weeks):
    absence, details = absence_of(LOG.submitted(answers), TODAY)
    sunday = date(2026, 11, 22) + timedelta(weeks=weeks)
    opened = answers_of(Absence(**vars(absence) | {"last": sunday}), details)
    asked = LOG.current(opened)
    assert asked is None or asked.id == "last"
    assert (asked is None) == ("last" not in opened)


def test_a_lunchtime_keeps_whether_it_was_called_a_suspension_when_the_letter_changes():
    old = absent("sent_home", YESTERDAY, None, part="lunch", letter="yes")
    answers = answers_of(old, {"called": "unsaid", "note": "Again."})
    assert answers["kind"] == "lunchtime"
    assert answers["called"] == "unsaid"
    assert changed(old, {"called": "unsaid", "note": "Again."}, answers | {"called": "yes"}, TODAY) == (
        absent("lunchtime", YESTERDAY, None, part="lunch", letter="yes"),
        {"note": "Again."},
    )


def test_a_change_keeps_what_the_form_does_not_ask_about():
    old = Absence("sent_home", YESTERDAY, YESTERDAY, "pm", letter="no", code="C", told_on=YESTERDAY)
    sealed = {"at": "11:00", "separation": "unsaid", "who": "Mrs Jones", "reason": "He was upset."}
    answers = answers_of(old, sealed) | {"part": "am", "separation": "no"}
    assert changed(old, sealed, answers, TODAY) == (
        Absence("sent_home", YESTERDAY, YESTERDAY, "am", letter="no", code="C", told_on=YESTERDAY),
        {"who": "Mrs Jones", "reason": "He was upset."},
    )


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ({}, date(2026, 11, 19)),
        ({"first_part_time": "2026-11-19"}, date(2026, 11, 19)),
        ({"first_part_time": "2026-11-23"}, None),
        ({"kind": "no_place", "first_no_place": "2026-11-09", "last": "open"}, None),
    ],
)
def test_the_end_of_a_timetable_stays_unless_it_no_longer_fits(answers, last):
    old = Absence("part_time", date(2026, 11, 9), YESTERDAY, "pm", "135", letter="yes", told_on=YESTERDAY)
    put_right = LOG.submitted(answers_of(old, {}) | answers)
    assert changed(old, {}, put_right, TODAY)[0].last == last


# Whatever is typed or was kept


SAID = "today yesterday same open all am 11 in yes no unsaid Mondays from_pm ill suspended"
REPLIES = st.one_of(
    st.sampled_from(SAID.split()),
    st.sampled_from(sorted(KINDS)),
    st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)).map(date.isoformat),
    st.text(max_size=20),
)
NAMES = st.sampled_from([question.id for question in LOG.questions])
OLD_DRAFTS = st.dictionaries(NAMES, st.one_of(REPLIES, st.none(), st.integers()), max_size=12)


@given(OLD_DRAFTS, st.lists(st.tuples(NAMES, REPLIES), max_size=20))
@settings(max_examples=80, deadline=None)
def test_any_draft_and_any_replies_leave_a_form_that_can_be_shown_and_go_on(draft, steps):
    for name, reply in [("kind", ""), *steps]:
        asked = LOG.current(draft)
        try:
            draft = LOG.answer(draft, asked.id if asked and name == "kind" else name, reply, TODAY)
        except Invalid as refused:
            LOG.progress(draft)
            draft = LOG.back(draft) if str(refused).startswith("Please tap") else draft
        submitted = LOG.submitted(draft)
        assert all(said for _, said in LOG.shown(draft))
        assert LOG.slip(draft) == LOG.slip(submitted)
        if LOG.current(draft) is None:
            absence, _ = absence_of(submitted, TODAY)
            assert absence.kind in KINDS


# The end of an absence that goes on


@pytest.mark.parametrize(
    ("typed", "stored"), [("Today", "2026-11-20"), ("Yesterday", "2026-11-19"), ("27 Nov", "2026-11-27")]
)
def test_the_end_of_an_absence_is_one_day_on_either_side_of_today(typed, stored):
    assert END.answer({}, "last", typed, TODAY) == {"last": stored}
    assert refusal("last", "27 Nov 2029", form=END).startswith("That is more than a year away.")


def test_the_end_is_asked_for_in_words_that_fit_every_kind():
    [asked] = END.questions
    assert asked.ask == "What was the last day of it?"
    assert "The last school day that was like that." in asked.why
    assert "missed" not in asked.ask + asked.why
