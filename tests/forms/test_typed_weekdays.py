"""Days of the week as people list them."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.form import Invalid
from bot.forms.weekdays import say_weekdays, weekdays
from bot.forms.words import WEEKDAYS

TODAY = date(2026, 11, 20)
EVERY_CHOICE = ["".join(days) for n in range(1, 6) for days in combinations("12345", n)]
AGAIN = r"^Please type the days, for example Monday to Thursday, or Monday and Friday\.$"
WORDS = f"{' '.join(WEEKDAYS)} mon tue sat every all week day days to and but - , 3 not except"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Monday to Thursday", "1234"),
        ("mon-thu", "1234"),
        ("Mon \N{EN DASH} Thu", "1234"),
        ("Mon.-Thu.", "1234"),
        ("monday till thursday", "1234"),
        ("Tuesday through Friday", "2345"),
        ("Mon, Wed and Fri", "135"),
        ("Mon/Wed/Fri", "135"),
        ("mon wed fri", "135"),
        ("Fri & Mon", "15"),
        ("Monday to Wednesday and Friday", "1235"),
        ("Mon-Tue, Thu-Fri", "1245"),
        ("on Mondays and on Tuesdays", "12"),
        ("Tuesdays", "2"),
        ("tues", "2"),
        ("every Wednesday", "3"),
        ("Every Tuesday and every Thursday", "24"),
        ("only Thursdays", "4"),
        ("Fridays only", "5"),
        ("weds and fris", "35"),
        ("wensdays", "3"),
        ("Wenesday, thursdya", "34"),
        ("monday, monday", "1"),
        ("every day", "12345"),
        ("everyday", "12345"),
        ("Every school day", "12345"),
        ("all week", "12345"),
        ("the whole week", "12345"),
        ("all days", "12345"),
        ("weekdays", "12345"),
        ("every weekday", "12345"),
        ("daily", "12345"),
        ("5 days a week", "12345"),
        ("all five days", "12345"),
        ("all five", "12345"),
        ("all", "12345"),
        ("Mon-Fri", "12345"),
        ("every day except Friday", "1234"),
        ("every day but Mondays and Tuesdays", "345"),
        ("Monday to Friday apart from Wed", "1245"),
    ],
)
def test_days_of_the_week_are_read(typed, days):
    assert weekdays(typed, TODAY) == days


@pytest.mark.parametrize(
    "typed",
    ["Saturday", "sundays", "Monday to Sunday", "Friday and Saturday", "Sat-Sun", "every day except Sunday"],
)
def test_the_weekend_is_refused_kindly(typed):
    with pytest.raises(
        Invalid, match=r"^Schools are closed on Saturday and Sunday\. Please type the school days"
    ):
        weekdays(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "6",
            "0",
            "21",
            "11",
            "1 2",
            "123456",
            "three",
            "3 days",
            "five",
            " 5",
            "most days",
            "not Monday",
            "1" * 5000,
        ),
        *("Friday to Monday", "Thursday-Tuesday", "Mon-Wed-Fri", "every other Wednesday", "next Tuesday"),
        *("Monday or Tuesday", "Monday to", "to Friday", "every day except", "except Friday", "12 March"),
        *("every day except every day", "\N{ARABIC-INDIC DIGIT ONE}", "\N{CALENDAR}", "Monday mornings"),
    ],
)
def test_what_is_no_list_of_school_days_is_asked_again(typed):
    with pytest.raises(Invalid, match=AGAIN):
        weekdays(typed, TODAY)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("12345", "every day"),
        ("1234", "Monday to Thursday"),
        ("345", "Wednesday to Friday"),
        ("12", "Monday and Tuesday"),
        ("135", "Monday, Wednesday and Friday"),
        ("1245", "Monday, Tuesday, Thursday and Friday"),
        ("4", "Thursday"),
    ],
)
def test_stored_days_are_said_as_people_say_them(stored, said):
    assert say_weekdays(stored) == said


@pytest.mark.parametrize("stored", EVERY_CHOICE)
def test_every_choice_of_days_is_read_back_and_can_be_typed_as_it_is_said(stored):
    assert weekdays(stored, TODAY) == stored
    assert weekdays(say_weekdays(stored), TODAY) == stored


@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(WORDS.split()),
            max_size=8,
        ).map(" ".join),
    )
)
@settings(deadline=None)
def test_anything_typed_for_days_is_one_of_the_31_choices_or_asked_again(typed):
    try:
        stored = weekdays(typed, TODAY)
    except Invalid:
        return
    assert stored in EVERY_CHOICE
