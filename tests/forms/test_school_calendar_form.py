"""A school's dates, asked and answered as on the school's own page, and what is asked about again."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import longdate
from bot.forms.form import Invalid, word_count
from bot.forms.options import same_words
from bot.forms.school_calendar import SCHOOL, SCHOOL_YEAR, a_school
from bot.forms.school_dates import placed, the_school_year
from bot.forms.school_year import IN_ORDER, school_year_of
from bot.law.school import Break, SchoolYear

SUNDAY = date(2026, 11, 22)
THIS = the_school_year("2026/27")
days = st.dates(date(2026, 8, 1), date(2027, 7, 31))

# What a parent types, copied from a school's page or from memory.
TYPED = {
    "year": "this school year",
    "autumn_first": "2 September",
    "october_first": "Mon 26 October 2026",
    "october_last": "30/10",
    "autumn_last": "Friday 18th December",
    "spring_first": "4 Jan",
    "february_first": "15/2/27",
    "february_last": "19 Feb",
    "spring_last": "Wed 24 March",
    "summer_first": "12 April",
    "may_first": "31 May",
    "may_last": "the 4th of June",
    "summer_last": "Wednesday, 21 July",
    "training": "2 September\n3 September, 4 January",
}
YEAR = SchoolYear(
    date(2026, 9, 2),
    date(2027, 7, 21),
    (
        Break(date(2026, 10, 26), date(2026, 10, 30)),
        Break(date(2026, 12, 19), date(2027, 1, 3)),
        Break(date(2027, 2, 15), date(2027, 2, 19)),
        Break(date(2027, 3, 25), date(2027, 4, 11)),
        Break(date(2027, 5, 31), date(2027, 6, 4)),
    ),
    (date(2026, 9, 2), date(2026, 9, 3), date(2027, 1, 4)),
)


def answered(today=SUNDAY, **typed: str) -> dict[str, str]:
    """The answers after every question has been answered as it was asked."""
    replies, answers = TYPED | typed, {}
    while question := SCHOOL_YEAR.current(answers):
        answers = SCHOOL_YEAR.answer(answers, question.id, replies[question.id], today)
    return answers


def refusal(parse, *said) -> str:
    with pytest.raises(Invalid) as refused:
        parse(*said)
    return str(refused.value)


def read(parse, *said):
    """What was read, or None and the sentence that asks again."""
    try:
        return parse(*said), ""
    except Invalid as refused:
        return None, str(refused)


def questioned(**typed: str) -> str:
    return refusal(school_year_of, answered(**typed))


# The whole form


def test_what_a_parent_copies_from_a_school_s_page_becomes_its_year():
    assert school_year_of(answered()) == YEAR


@pytest.mark.parametrize("today", [date(2026, 8, 20), date(2027, 1, 1), date(2027, 7, 31)])
def test_the_same_replies_on_another_day_of_the_year_are_the_same_year(today):
    assert school_year_of(answered(today)) == YEAR


def test_next_year_s_dates_may_be_given_before_it_begins():
    answers = answered(date(2026, 7, 1), year="next school year")
    assert answers["year"] == "2026/27"
    assert school_year_of(answers) == YEAR


def test_every_date_may_be_typed_with_its_year():
    days = {name: longdate(placed(answered()[name], THIS)) for name in IN_ORDER}
    assert school_year_of(answered(**days)) == YEAR


def test_the_dates_are_asked_in_the_order_in_which_they_come():
    asked = [question.id for question in SCHOOL_YEAR.questions]
    assert asked == ["year", *IN_ORDER, "training"]
    assert len(asked) == 14


def test_the_check_screen_shows_what_was_understood():
    shown = {question.label: said for question, said in SCHOOL_YEAR.shown(answered())}
    assert shown["School year"] == "2026/27"
    assert shown["First day of autumn term"] == "2 September"
    assert shown["First day of October half term"] == "Mon 26 October 2026"
    assert shown["Last day of autumn term"] == "Fri 18 December 2026"
    assert shown["Training days"] == "2 September, 3 September, 4 January"


@pytest.mark.parametrize("question", [*SCHOOL.questions, *SCHOOL_YEAR.questions], ids=lambda each: each.id)
def test_a_question_is_short_and_says_why(question):
    assert question.ask.endswith("?")
    assert word_count(question.ask) + word_count(question.why) <= 50
    assert question.why.endswith(".")


def test_a_year_without_its_training_days_says_that_it_does_not_know_them():
    answers = answered()
    skipped = SCHOOL_YEAR.skip(answers, "training")
    assert school_year_of(skipped).training is None
    assert school_year_of(SCHOOL_YEAR.change(answers, "training")).training is None
    assert school_year_of(answers | {"training": "none"}).training == ()


def test_the_answers_of_a_form_not_finished_yet_go_on_after_any_deploy():
    answers = answered()
    for name in ("year", "autumn_first", "october_first", "training"):
        asked_again = SCHOOL_YEAR.change(answers, name)
        assert SCHOOL_YEAR.current(asked_again).id == name
        assert SCHOOL_YEAR.current(asked_again | {name: answers[name]}) is None


# The name of the school


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  St. Mary's C of E\nPrimary ", "St. Mary's C of E Primary"),
        ("Ysgol y Bont-Faen", "Ysgol y Bont-Faen"),
        ("A" * 80, "A" * 80),
    ],
)
def test_a_school_s_name_is_kept_as_it_is_written(typed, name):
    assert a_school(typed, SUNDAY) == name
    assert SCHOOL.answer({}, "school", typed, SUNDAY) == {"school": name}


@pytest.mark.parametrize("typed", ["", " ", "!!!", "🏫", "A" * 81, "ß" * 80])
def test_what_no_other_parent_could_type_again_is_no_name(typed):
    assert refusal(a_school, typed, SUNDAY).endswith((".", "?"))


@given(st.text(max_size=200))
def test_any_name_that_is_kept_can_be_looked_for(typed):
    try:
        name = a_school(typed, SUNDAY)
    except Invalid:
        return
    assert 0 < len(same_words(name)) <= 80
    assert a_school(name, SUNDAY) == name


# What does not fit together


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"autumn_first": "2 September 2025"},
            (
                '"First day of autumn term" has Tue 2 September 2025, which is not in the school year '
                "2026/27. Could you check it?"
            ),
        ),
        (
            {"october_first": "30 October", "october_last": "26 October"},
            (
                '"First day of October half term" is Fri 30 October 2026, and '
                '"Last day of October half term" is Mon 26 October 2026. '
                "Could you check which of them is right?"
            ),
        ),
        (
            {"may_first": "22 July", "may_last": "23 July"},
            (
                '"Last day of May half term" is Fri 23 July 2027, and "Last day of summer term" is '
                "Wed 21 July 2027. Could you check which of them is right?"
            ),
        ),
        (
            {"spring_first": "18 December"},
            (
                '"Last day of autumn term" is Fri 18 December 2026, and "First day of spring term" is '
                "Fri 18 December 2026. Could you check which of them is right?"
            ),
        ),
        (
            {"summer_last": "4 August"},
            (
                '"Last day of May half term" is Fri 4 June 2027, and "Last day of summer term" is '
                "Tue 4 August 2026. Could you check which of them is right?"
            ),
        ),
        (
            {"summer_last": "4 August 2027"},
            (
                '"Last day of summer term" has Wed 4 August 2027, which is not in the school year 2026/27. '
                "Could you check it?"
            ),
        ),
        (
            {"october_last": "30 November"},
            "The October half term would be 36 days long. Could you check when it begins and when it ends?",
        ),
        (
            {"summer_first": "4 May"},
            (
                "The school would be closed for 40 days from Thu 25 March 2027. "
                "Could you check the days before and after?"
            ),
        ),
        (
            {"autumn_first": "5 September"},
            (
                '"First day of autumn term" has Sat 5 September 2026, which is a weekend or a bank holiday. '
                "Could you check it?"
            ),
        ),
        (
            {"summer_first": "29 March", "spring_last": "24 March"},
            (
                '"First day of summer term" has Mon 29 March 2027, which is a weekend or a bank holiday. '
                "Could you check it?"
            ),
        ),
        (
            {"training": "2 September, 5 September"},
            (
                '"Training days" has Sat 5 September 2026, which is a weekend or a bank holiday. '
                "Could you check it?"
            ),
        ),
        (
            {"training": "2 September 2025"},
            (
                '"Training days" has Tue 2 September 2025, which is not in the school year 2026/27. '
                "Could you check it?"
            ),
        ),
        (
            {"autumn_first": "23 October", "summer_last": "11 June", "training": "none"},
            "That would be a year of N school days, and most schools have 190. Could you check the dates?",
        ),
        (
            {"autumn_first": "3 August", "summer_last": "30 July", "training": "none"},
            "That would be a year of N school days, and most schools have 190. Could you check the dates?",
        ),
    ],
)
def test_what_does_not_fit_together_is_asked_about_and_never_blamed(typed, sentence):
    assert re.sub(r"\d+ school days", "N school days", questioned(**typed)) == sentence


def test_a_year_whose_bank_holidays_are_not_known_yet_is_for_later():
    far = {"year": "2031/32", "autumn_first": "1 September", "autumn_last": "19 December"}
    plain = {name: said for name, said in answered().items() if not said[:4].isdigit()}
    days = {name: f"{placed(said, THIS):%-d %B}" for name, said in answered().items() if name in IN_ORDER}
    answers = plain | days | far
    assert refusal(school_year_of, answers) == (
        "We do not have the bank holidays of 2031/32 yet. Please come back later with these dates."
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"october_first": "19 October", "october_last": "30 October"},  # two weeks
        {"october_first": "24 October", "october_last": "1 November"},  # with the weekends
        {"october_first": "17 October", "october_last": "1 November"},
        {"may_first": "4 June", "may_last": "4 June"},
        {"training": "1 September, 2 September"},  # before the children come
        {"training": "26 October"},  # in a half term
        {"autumn_first": "24 August"},
    ],
)
def test_what_schools_do_now_and_then_is_taken_as_it_is(typed):
    year = school_year_of(answered(**typed))
    assert SchoolYear.from_json(year.to_json()) == year


@given(st.lists(days, min_size=len(IN_ORDER), max_size=len(IN_ORDER)), st.booleans())
def test_any_dates_make_a_school_year_or_one_kind_sentence(some, ordered):
    typed = [day.isoformat() for day in (sorted(some) if ordered else some)]
    answers = {"year": "2026/27", **dict(zip(IN_ORDER, typed, strict=True))}
    year, asked_again = read(school_year_of, answers)
    if year is None:
        assert asked_again.endswith("?")
        assert "\n" not in asked_again
    else:
        assert year.period == THIS
