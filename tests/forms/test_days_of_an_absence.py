"""The first and the last day of an absence: weekdays beside each other, buttons, and no day at a weekend."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.first_day import weekday_alone
from bot.forms.form import BadForm, Form, Invalid, Option, Question
from bot.forms.last_day import GOES_ON_LONG
from bot.forms.log import END, LOG
from bot.law.absence import bundled

TODAY = date(2026, 11, 20)  # a Friday
MONDAY_AFTER = date(2026, 11, 23)
KINDS = bundled().kinds
ENDS_ASKED = sorted(kind.id for kind in KINDS.values() if kind.ends == "asked")
SHORT = sorted(set(ENDS_ASKED) - set(GOES_ON_LONG))
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def since(first, kind="suspended"):
    return {"kind": kind, f"first_{kind}": first}


def the_last(typed, first="2026-11-18", kind="suspended", today=TODAY):
    return LOG.answer(since(first, kind), "last", typed, today)["last"]


def the_first(typed, kind, today=TODAY):
    return LOG.answer({"kind": kind}, f"first_{kind}", typed, today)[f"first_{kind}"]


def refusal(typed, question, answers=None, form=LOG, today=TODAY):
    with pytest.raises(Invalid) as refused:
        form.answer(answers or {}, question, typed, today)
    return str(refused.value)


# A weekday as the last day


@pytest.mark.parametrize(
    ("first", "typed", "last"),
    [
        ("2026-11-18", "thursday", "2026-11-19"),  # gone by
        ("2026-11-18", "Fri", "2026-11-20"),  # today
        ("2026-11-18", "tues", "2026-11-24"),  # to come
        ("2026-11-18", "on Monday.", "2026-11-23"),
        ("2026-11-18", "wednesday", "2026-11-18"),  # the first itself
        ("2026-11-23", "Thursday", "2026-11-26"),
        ("2026-11-23", "Friday", "2026-11-27"),  # not today, which is a Friday too
        ("2026-11-06", "Thursday", "2026-11-12"),
    ],
)
def test_a_weekday_is_the_next_one_on_or_after_the_first_day(first, typed, last):
    assert the_last(typed, first) == last


@pytest.mark.parametrize(
    ("first", "typed", "last"),
    [
        ("2026-03-16", "18 march", "2026-03-18"),  # not next year's
        ("2026-03-16", "2 april", "2026-04-02"),
        ("2026-11-16", "18 december", "2026-12-18"),
        ("2026-11-16", "8 january", "2027-01-08"),
        ("2025-12-15", "8 january", "2026-01-08"),
        ("2026-03-16", "18 march 2027", "2027-03-18"),  # said outright
    ],
)
def test_a_day_without_a_year_is_the_next_one_after_the_first(first, typed, last):
    assert the_last(typed, first) == last


@pytest.mark.parametrize(
    ("first", "typed"),
    [("2026-09-07", "thursday"), ("2026-11-05", "friday"), ("2026-11-18", "next thursday")],
)
def test_a_weekday_long_after_the_first_day_could_be_of_another_week(first, typed):
    asked = refusal(typed, "last", since(first))
    assert asked.startswith(f"Which {typed.split()[-1].capitalize()} do you mean? Please type the date")


def test_without_a_first_day_a_weekday_is_asked_about():
    assert refusal("thursday", "last").startswith("Which Thursday do you mean?")


@given(days, st.integers(0, 13), st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday"]))
@settings(max_examples=60, deadline=None)
def test_the_last_day_is_never_before_the_first_nor_a_week_after_it(today, ago, weekday):
    first = today - timedelta(days=ago)
    if first.weekday() < 5:
        last = date.fromisoformat(the_last(weekday, first.isoformat(), today=today))
        assert first <= last < first + timedelta(days=7)
        assert last.strftime("%A").lower() == weekday


# The next days as buttons


@pytest.mark.parametrize("kind", SHORT)
def test_the_next_three_days_of_a_school_week_have_a_button(kind):
    asked = LOG.current(since("2026-11-19", kind))
    assert [(each.value, each.label) for each in asked.options] == [
        ("same", "Only that day"),
        ("2026-11-20", "Fri 20 November"),
        ("2026-11-23", "Mon 23 November"),
        ("2026-11-24", "Tue 24 November"),
        ("open", "It has not ended yet"),
    ]


@pytest.mark.parametrize("kind", GOES_ON_LONG)
def test_what_may_go_on_for_months_has_no_such_buttons(kind):
    asked = LOG.current(since("2026-11-19", kind))
    assert [each.value for each in asked.options] == ["same", "open"]


@pytest.mark.parametrize("reply", ["2026-11-23", "Mon 23 November", "mon 23 november", "23 november"])
def test_such_a_button_is_tapped_or_its_words_are_typed(reply):
    assert the_last(reply, "2026-11-19") == "2026-11-23"


def test_its_answer_is_shown_with_the_year():
    answers = since("2026-11-19") | {"last": "2026-11-23"}
    asked = LOG.path(answers)[2]
    assert asked.id == "last"
    assert asked.show("2026-11-23") == "Mon 23 November 2026"
    shown = {question.id: said for question, said in LOG.shown(answers)}
    assert shown["last"] == "Mon 23 November 2026"


@given(days)
@settings(max_examples=60, deadline=None)
def test_the_buttons_are_school_days_in_order_whatever_the_first_day(first):
    if first.weekday() < 5:
        asked = LOG.current(since(first.isoformat()))
        _, *between, _ = (each.value for each in asked.options)
        found = [date.fromisoformat(each) for each in between]
        assert found == sorted(found)
        assert all(first < day <= first + timedelta(days=5) and day.weekday() < 5 for day in found)
        assert len(found) == 3
        assert all(asked.accepts(each.value) for each in asked.options)


def test_the_days_beside_another_kind_are_not_offered():
    answers = since("2026-11-19") | {"kind": "ill"}
    assert LOG.current(answers).id == "first_ill"
    answers |= {"first_ill": "2026-11-16", "last": "2026-11-23"}
    assert LOG.path(answers)[2].options[1].value == "2026-11-17"
    assert LOG.submitted(answers)["last"] == "2026-11-23"


# A weekday as the first day


@pytest.mark.parametrize("kind", ["ill", "no_place", "other", "internal", "sent_home"])
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("monday", "2026-11-16"),
        ("Mon", "2026-11-16"),
        ("on Wednesday", "2026-11-18"),
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-13"),
        ("16 November", "2026-11-16"),
    ],
)
def test_of_what_has_happened_a_weekday_is_the_last_one(kind, typed, first):
    assert the_first(typed, kind) == first


@pytest.mark.parametrize(
    "kind", ["suspended", "excluded", "lunchtime", "kept_home", "separation", "part_time"]
)
def test_of_what_is_told_before_it_begins_a_weekday_could_be_either(kind):
    asked = refusal("monday", f"first_{kind}", {"kind": kind})
    assert asked.startswith("Which Monday do you mean?")


@pytest.mark.parametrize(
    ("typed", "weekday"),
    [
        ("Monday", "monday"),
        ("weds!", "wednesday"),
        ("since tues", "tuesday"),
        ("from fri", "friday"),
        ("sunday", "sunday"),
        ("next monday", ""),
        ("monday 16th", ""),
        ("monday to friday", ""),
        ("on", ""),
        ("", ""),
        ("monday" + " " * 90, ""),
    ],
)
def test_a_weekday_alone_is_told_from_other_words(typed, weekday):
    assert weekday_alone(typed) == weekday


# Weekends


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("typed", ["14 November", "2026-11-15", "last saturday", "15/11/2026"])
def test_a_first_day_at_a_weekend_is_refused_when_it_is_given(kind, typed):
    said = refusal(typed, f"first_{kind}", {"kind": kind})
    assert "2026 is at a weekend, when there is no school." in said
    assert said.endswith("Please give a school day, such as Mon 16 November 2026.")


def test_the_day_is_named_and_no_day_to_come_is_proposed_for_the_first():
    assert refusal("tomorrow", "first_suspended", {"kind": "suspended"}) == (
        "Sat 21 November 2026 is at a weekend, when there is no school. Please give a school day."
    )


@pytest.mark.parametrize(
    ("typed", "day"), [("21 nov", "Sat 21"), ("Sunday", "Sun 22"), ("22/11/2026", "Sun 22")]
)
def test_a_last_day_at_a_weekend_is_refused_when_it_is_given(typed, day):
    assert refusal(typed, "last", since("2026-11-19")) == (
        f"{day} November 2026 is at a weekend, when there is no school. "
        "Please give a school day, such as Fri 20 November 2026."
    )


@pytest.mark.parametrize("button", ["today", "yesterday", "Today", "Yesterday"])
@pytest.mark.parametrize(("form", "question"), [(LOG, "first_ill"), (LOG, "first_sent_home"), (END, "last")])
def test_a_button_that_means_a_weekend_is_refused_on_a_sunday(button, form, question):
    said = refusal(button, question, {"kind": question.removeprefix("first_")}, form, date(2026, 11, 22))
    assert said.startswith("Sun 22" if button.lower() == "today" else "Sat 21")


def test_on_a_monday_what_ended_yesterday_is_asked_for_as_a_school_day():
    assert refusal("Yesterday", "last", form=END, today=MONDAY_AFTER) == (
        "Sun 22 November 2026 is at a weekend, when there is no school. "
        "Please give a school day, such as Fri 20 November 2026."
    )


@pytest.mark.parametrize(("typed", "last"), [("friday", "2026-11-20"), ("on thursday", "2026-11-19")])
def test_what_has_ended_ended_on_the_last_such_weekday(typed, last):
    assert END.answer({}, "last", typed, TODAY) == {"last": last}


@given(st.sampled_from(sorted(KINDS)), days, days)
@settings(max_examples=60, deadline=None)
def test_no_day_that_the_form_keeps_is_at_a_weekend(kind, typed, today):
    try:
        kept = [the_first(typed.isoformat(), kind, today)]
        kept += [the_last(typed.isoformat(), kept[0], kind, today)] if KINDS[kind].ends == "asked" else []
    except Invalid:
        return
    assert all(date.fromisoformat(day).weekday() < 5 for day in kept)


# The engine: a question as earlier answers shape it


def _beside(question, earlier):
    return Question(question.id, question.ask, options=(Option(earlier["which"], earlier["which"]),))


SHAPED = Form(
    "shaped",
    "A form",
    (
        Question("which", "Which?", lambda typed, today: typed),
        Question("what", "What?", options=(Option("any", "Any"),), beside=_beside),
    ),
)


def test_a_question_is_asked_as_the_earlier_answers_shape_it():
    assert [each.value for each in SHAPED.current({"which": "red"}).options] == ["red"]
    assert SHAPED.answer({"which": "red"}, "what", "red", TODAY) == {"which": "red", "what": "red"}
    with pytest.raises(Invalid, match="red"):
        SHAPED.answer({"which": "red"}, "what", "any", TODAY)
    assert SHAPED.submitted({"which": "blue", "what": "red"}) == {"which": "blue"}


def test_a_question_that_is_not_reached_is_read_as_it_stands():
    assert SHAPED.answer({}, "what", "any", TODAY) == {"what": "any"}
    with pytest.raises(BadForm):
        Question("what", "What?")


def test_a_saturday_of_next_year_is_no_reason_to_refuse_a_friday_of_this_one():
    assert the_last("17 april", "2026-04-13") == "2026-04-17"


def test_what_has_ended_ended_this_year():
    assert END.answer({}, "last", "20 march", TODAY)["last"] == "2026-03-20"
