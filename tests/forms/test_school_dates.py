"""Days of a school year as people type them: without the year, and many in one message."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.days import longdate
from bot.forms.form import Invalid
from bot.forms.school_dates import a_school_date, a_school_year, dates_list, listed, placed, the_school_year

SUNDAY = date(2026, 11, 22)
THIS = the_school_year("2026/27")
DAY = timedelta(days=1)
TODAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def refusal(parse, *said) -> str:
    with pytest.raises(Invalid) as refused:
        parse(*said)
    return str(refused.value)


def assert_read_or_asked_again(parse, typed, today):
    try:
        stored, asked_again = parse(typed, today), ""
    except Invalid as refused:
        stored, asked_again = None, str(refused)
    if stored is None:
        assert asked_again.endswith((".", "?"))
        assert "\n" not in asked_again
        assert len(asked_again) < 300
    else:
        assert stored
        assert parse(stored, today) == stored


# The school year


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("this", "2026/27"),
        ("This school year", "2026/27"),
        ("next year", "2027/28"),
        ("2026/27", "2026/27"),
        ("2026-27", "2026/27"),
        ("2026 to 2027", "2026/27"),
        ("26/27", "2026/27"),
        ("2026\N{EN DASH}2027", "2026/27"),
        ("2024/2025", "2024/25"),
    ],
)
def test_a_school_year_is_read(typed, name):
    assert a_school_year(typed, SUNDAY) == name
    assert a_school_year(name, date(2040, 1, 1)) == name


@pytest.mark.parametrize("typed", ["", "2026", "2021", "last year", "2026/28", "2027/26", "May", "x" * 9000])
def test_what_is_no_school_year_is_asked_again_with_an_example(typed):
    said = "Please type the two years of the school year, for example 2026/27."
    assert refusal(a_school_year, typed, SUNDAY) == said


@pytest.mark.parametrize(
    ("today", "name"),
    [(date(2026, 7, 31), "2025/26"), (date(2026, 8, 1), "2026/27"), (date(2027, 1, 1), "2026/27")],
)
def test_this_school_year_begins_in_august(today, name):
    assert a_school_year("this", today) == name


# One day


@pytest.mark.parametrize(
    ("typed", "stored", "day"),
    [
        ("2 September", "2 September", "Wed 2 September 2026"),
        ("2/9", "2 September", "Wed 2 September 2026"),
        ("4 January", "4 January", "Mon 4 January 2027"),
        ("31 July", "31 July", "Sat 31 July 2027"),
        ("1 August", "1 August", "Sat 1 August 2026"),
        ("Wed 2 September", "2026-09-02", "Wed 2 September 2026"),
        ("Wednesday 21 July", "2027-07-21", "Wed 21 July 2027"),
        ("2 September 2025", "2025-09-02", "Tue 2 September 2025"),
        ("29 February", "2028-02-29", "Tue 29 February 2028"),
    ],
)
def test_a_day_is_placed_in_the_school_year_that_was_chosen(typed, stored, day):
    assert a_school_date(typed, SUNDAY) == stored
    assert longdate(placed(stored, THIS)) == day


@pytest.mark.parametrize("typed", ["", "September", "half term", "31 April", "Tuesday", "x" * 9000])
def test_what_is_no_day_is_asked_again_with_an_example(typed):
    said = refusal(a_school_date, typed, SUNDAY)
    assert "for example" in said
    assert said.endswith((".", "?"))


@given(st.dates(date(2020, 8, 1), date(2030, 7, 31)), st.integers(-180, 180))
def test_a_day_comes_back_however_it_was_typed(day, away):
    year, today = the_school_year(a_school_year("this", day)), day + DAY * away
    without_weekday = " ".join(longdate(day).split()[1:3])
    shapes = [
        longdate(day),
        f"{day:%A} {without_weekday}",
        f"{day.day}/{day.month}/{day.year}",
        without_weekday,
    ]
    for typed in shapes[: 3 if (day.month, day.day) == (2, 29) else 4]:
        assert placed(a_school_date(typed, today), year) == day


@given(st.text(max_size=200) | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(longdate), TODAYS)
def test_anything_typed_as_a_day_is_stored_or_asked_again(typed, today):
    assert_read_or_asked_again(a_school_date, typed, today)


def test_a_day_that_the_year_does_not_have_is_asked_again():
    assert refusal(placed, "29 February", THIS) == (
        "There is no 29 February in the school year 2026/27. Could you check it?"
    )


# Many days in one message

DAYS = ["2 September", "3 September", "4 January"]


@pytest.mark.parametrize(
    "typed",
    [
        "2 September, 3 September, 4 January",
        "2 September,3 September,4 January",
        "2 September\n3 September\n4 January",
        "2/9; 3/9; 4/1",
        "- 2 September\n- 3 September\n- 4 January",
        "\N{BULLET} 2nd September\n\N{BULLET} 3rd September\n\N{BULLET} 4th January\n",
        "2 September and 3 September, and 4 January.",
        "2 September & 3 September & 4 January",
        "2 September, 3 September, 4 January, 3 September",
    ],
)
def test_many_days_are_read_from_one_message(typed):
    assert dates_list(typed, SUNDAY) == ", ".join(DAYS)


def test_days_copied_from_a_page_keep_their_weekday_and_year():
    page = "Wednesday, 2nd September, 2026\nThursday, 3 September 2026\nMonday 4th January, Fri 16 July"
    stored = dates_list(page, SUNDAY)
    assert stored == "Wed 2 September 2026, Thu 3 September 2026, Mon 4 January 2027, Fri 16 July 2027"
    assert listed(stored, THIS) == [date(2026, 9, 2), date(2026, 9, 3), date(2027, 1, 4), date(2027, 7, 16)]


@pytest.mark.parametrize("typed", ["none", "None.", "no", "There are none!"])
def test_a_school_may_have_no_training_days(typed):
    assert dates_list(typed, SUNDAY) == "none"
    assert listed("none", THIS) == []


def test_the_days_of_a_list_come_in_order_whatever_order_they_were_typed_in():
    assert listed("4 January, 2 September", THIS) == [date(2026, 9, 2), date(2027, 1, 4)]


@pytest.mark.parametrize(
    ("typed", "place", "among"),
    [
        ("2 September, soon, 4 January", 2, 3),
        ("2 September, 4 January, 31 April", 3, 3),
        ("1 and 2 September", 1, 2),
        ("2 September, 4 January, Tuesday", 3, 3),
        ("Tue 2 September 2026, 4 January", 1, 2),
    ],
)
def test_the_day_that_could_not_be_read_is_named_by_its_place_and_nothing_is_kept(typed, place, among):
    assert refusal(dates_list, typed, SUNDAY) == (
        f"I could not read date number {place} of those {among}. "
        "Please copy your message, mend that one and send them all again."
    )


@pytest.mark.parametrize("typed", ["", ",", "-", " \n ", ";;"])
def test_a_list_without_a_day_is_asked_again_with_an_example_that_works(typed):
    said = refusal(dates_list, typed, SUNDAY)
    assert dates_list(said.split("for example ")[1].rstrip("."), SUNDAY) == "2 September, 4 January"


def test_one_day_alone_is_asked_again_like_any_other():
    assert refusal(dates_list, "31 April", SUNDAY) == refusal(a_school_date, "31 April", SUNDAY)


@pytest.mark.parametrize("typed", ["\n".join(f"{n} June" for n in range(1, 14)), "2 September," * 500])
def test_more_days_than_a_school_trains_on_are_asked_about(typed):
    assert "up to 12 dates" in refusal(dates_list, typed, SUNDAY)


days = st.dates(date(2026, 8, 1), date(2027, 7, 31))


@given(st.lists(days, min_size=1, max_size=9, unique=True), st.sampled_from([", ", "\n", "; ", " and "]))
def test_any_days_with_any_separator_come_back(some, between):
    assert listed(dates_list(between.join(map(longdate, some)), SUNDAY), THIS) == sorted(some)


@given(
    st.text(max_size=1200) | st.lists(st.sampled_from([*DAYS, "Tue", "2026", ",", "and", "\n"])).map(" ".join)
)
@settings(deadline=None, max_examples=60)
def test_any_message_is_read_or_asked_again(typed):
    assert_read_or_asked_again(dates_list, typed, SUNDAY)
