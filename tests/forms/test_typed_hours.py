"""Part of a school day as parents say it, and the half days that it counts as."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.form import Invalid
from bot.forms.hours import RULE, at_a_time, halves, part_of_day, say_hours, school_hours

TODAY = date(2026, 11, 20)
AGAIN = r"^Please tap a button, or type one time, for example home at 11:30 or in at 10\.$"
TIMES = [f"{hour:02}:{minute:02}" for hour in range(7, 18) for minute in (0, 15, 29, 30, 31, 59)] + ["18:00"]
STORED = ["all", "am", "pm", *TIMES, *(f"in {time}" for time in TIMES)]

# Said in the same words of a day and of a timetable.
HOME_OR_IN = [
    ("11", "11:00"),
    ("at 11", "11:00"),
    ("11am", "11:00"),
    ("11.30", "11:30"),
    ("half 11", "11:30"),
    ("about half past ten", "10:30"),
    ("20 to 12", "11:40"),
    ("quarter to 12", "11:45"),
    ("10 minutes to 12", "11:50"),
    ("7", "07:00"),
    ("8", "08:00"),
    ("half past 8", "08:30"),
    ("8:45", "08:45"),
    ("9", "09:00"),
    ("12", "12:00"),
    ("noon", "12:00"),
    ("1", "13:00"),
    ("6", "18:00"),
    ("home at 11:30", "11:30"),
    ("Home 11", "11:00"),
    ("11 home", "11:00"),
    ("came home at 12", "12:00"),
    ("went home about 1pm", "13:00"),
    ("picked up at 2", "14:00"),
    ("pick-up at 2", "14:00"),
    ("I had to pick him up at 10", "10:00"),
    ("collected her from school at 1:15", "13:15"),
    ("sent home at quarter past 10", "10:15"),
    ("he was sent home at 11", "11:00"),
    ("sent him home today at 11", "11:00"),
    ("school sent her home by 9:30", "09:30"),
    ("left at 2:15", "14:15"),
    ("finishes at 12", "12:00"),
    ("stays until 12", "12:00"),
    ("in school until 1", "13:00"),
    ("only in till 11", "11:00"),
    ("goes in until 12", "12:00"),
    ("sent home at lunch", "pm"),
    ("home after lunch", "pm"),
    ("home at dinner time", "pm"),
    ("lunchtime", "pm"),
    ("not in from 1", "13:00"),
    ("out from 1", "13:00"),
    ("in at 10", "in 10:00"),
    ("goes in from 10:30", "in 10:30"),
    ("in10:30", "in 10:30"),
    ("not in until 1", "in 13:00"),
    ("not let in until 10", "in 10:00"),
    ("isn't in until half 10", "in 10:30"),
    ("not until 1", "in 13:00"),
    ("out until 1", "in 13:00"),
    ("came in at 10", "in 10:00"),
    ("in late at 10", "in 10:00"),
    ("late, in at 10", "in 10:00"),
    ("she got in at 9.45", "in 09:45"),
    ("starts at 10", "in 10:00"),
    ("arrived at 20 past 9", "in 09:20"),
    ("goes in after lunch", "am"),
    ("not in until lunch", "am"),
    ("not in in the morning", "am"),
    ("not in the afternoons", "pm"),
    ("missed the morning", "am"),
    ("off all day", "all"),
    ("out the whole day", "all"),
]
# Said of one day, of the part that was missed.
OF_ONE_DAY = [
    ("All day", "all"),
    ("the whole day", "all"),
    ("all of it", "all"),
    ("full day", "all"),
    ("morning and afternoon", "all"),
    ("Morning", "am"),
    ("the morning", "am"),
    ("in the morning", "am"),
    ("all morning", "am"),
    ("mornings only", "am"),
    ("just the afternoon", "pm"),
    ("this afternoon", "pm"),
    ("After lunch", "pm"),
    ("from lunchtime", "pm"),
    ("before lunch", "am"),
    ("until lunch", "am"),
    ("from 1pm", "13:00"),
    ("from 11", "11:00"),
    ("after 11", "11:00"),
    ("until 1", "in 13:00"),
    ("before 10", "in 10:00"),
]
# Said of a timetable, of the part that is spent in school.
OF_A_TIMETABLE = [
    ("mornings only", "pm"),
    ("mornings", "pm"),
    ("only mornings", "pm"),
    ("just in the mornings", "pm"),
    ("in the mornings", "pm"),
    ("he goes in in the mornings", "pm"),
    ("only the morning", "pm"),
    ("afternoons only", "am"),
    ("no mornings", "am"),
    ("from 1pm", "in 13:00"),
    ("until 11", "11:00"),
    ("only till 11", "11:00"),
    ("until lunch", "pm"),
    ("9 to 12", "12:00"),
    ("9-12", "12:00"),
    ("9am-12pm", "12:00"),
    ("8:45 till 11:30", "11:30"),
    ("8.45\N{EN DASH}11.30", "11:30"),
    ("from 9 until lunch", "pm"),
    ("in 9 to quarter to 12", "11:45"),
    ("he's in from 9 to 12", "12:00"),
    ("1 to 3", "in 13:00"),
    ("10:30 to 3:15", "in 10:30"),
    ("not at all", "all"),
    ("not in at all", "all"),
    ("none", "all"),
]
NO_TIME = [
    *(
        "",
        "soon",
        "half day",
        "sometimes",
        "25:00",
        "11:60",
        "11 and 2",
        "home",
        "in",
        "home at",
        "in at soon",
    ),
    *(
        "half past",
        "not 11",
        "10 to 12",
        "10-12",
        "9 to 10 to 12",
        "home at 9 to 12",
        "home at 10 to 12",
        "-",
    ),
    *(
        "home at 11 and back at 1",
        "6 hours",
        "Monday",
        "12 March",
        "\N{CLOCK FACE ELEVEN OCLOCK}",
        "11" * 5000,
    ),
    *("in 25:00", "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT ONE}", "am pm", "in am", "all am"),
]


@pytest.mark.parametrize(("typed", "stored"), [*HOME_OR_IN, *OF_ONE_DAY])
def test_the_part_of_a_day_that_was_missed_is_read(typed, stored):
    assert part_of_day(typed, TODAY) == stored


@pytest.mark.parametrize(("typed", "stored"), [*HOME_OR_IN, *OF_A_TIMETABLE])
def test_the_hours_in_school_are_read_as_what_is_missed(typed, stored):
    assert school_hours(typed, TODAY) == stored


@pytest.mark.parametrize("parse", [part_of_day, school_hours])
@pytest.mark.parametrize("typed", NO_TIME)
def test_what_is_no_part_of_a_day_is_asked_again(parse, typed):
    with pytest.raises(Invalid, match=AGAIN):
        parse(typed, TODAY)


@pytest.mark.parametrize("typed", ["9 to 12", "9-12", "from 10 to 12", "no mornings", "not at all"])
def test_hours_in_school_are_not_taken_for_hours_missed(typed):
    with pytest.raises(Invalid, match=AGAIN):
        part_of_day(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["all day", "after lunch", "before 11", "in the morning", "AM", "10:30 to 1", "12 to 9"]
)
def test_hours_that_could_be_in_or_out_of_school_are_asked_again(typed):
    with pytest.raises(Invalid, match=AGAIN):
        school_hours(typed, TODAY)


@pytest.mark.parametrize("parse", [part_of_day, school_hours])
@pytest.mark.parametrize(
    "typed", ["11pm", "home at 8pm", "in at 6am", "midnight", "at 9 at night", "19:00", "18:01"]
)
def test_nobody_is_sent_home_at_night(parse, typed):
    with pytest.raises(Invalid, match=r"^Please type a time of the school day, for example home at 11:30"):
        parse(typed, TODAY)


@pytest.mark.parametrize("parse", [part_of_day, school_hours])
def test_what_is_stored_is_read_back(parse):
    assert [parse(stored, TODAY) for stored in STORED] == STORED


@pytest.mark.parametrize("parse", [part_of_day, school_hours])
def test_a_stored_time_can_be_typed_as_it_is_said(parse):
    times = [stored for stored in STORED if at_a_time(stored)]
    assert [parse(say_hours(stored), TODAY) for stored in times] == times


@pytest.mark.parametrize(
    ("stored", "counts"),
    [
        ("all", "all"),
        ("am", "am"),
        ("pm", "pm"),
        ("08:50", "all"),
        ("09:30", "all"),
        ("09:31", "pm"),
        ("11:00", "pm"),
        ("14:45", "pm"),
        ("in 09:15", "am"),
        ("in 09:30", "am"),
        ("in 11:00", "am"),
        ("in 14:29", "am"),
        ("in 14:30", "all"),
        ("in 15:00", "all"),
    ],
)
def test_a_time_counts_as_the_half_day_nearest_to_it(stored, counts):
    assert halves(stored) == counts


def test_the_rule_of_half_days_is_told_in_the_numbers_that_it_works_with():
    assert halves("09:30") == halves("in 14:30") == "all"
    assert say_hours("09:30").removeprefix("Home at ") in RULE
    assert say_hours("in 14:30").removeprefix("In at ") in RULE


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("11:30", "Home at 11:30am"),
        ("12:00", "Home at 12pm"),
        ("in 10:00", "In at 10am"),
        ("in 13:05", "In at 1:05pm"),
    ],
)
def test_a_stored_time_says_which_way_the_child_went(stored, said):
    assert say_hours(stored) == said


WORDS = (
    "home in at 10 11 9 12 1 10:30 half past quarter to until till from not mornings afternoon lunch after "
    "before sent picked up her was all day only out the am pm - and"
)


@pytest.mark.parametrize("parse", [part_of_day, school_hours])
@given(
    typed=st.one_of(st.text(max_size=90), st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join))
)
@settings(deadline=None)
def test_anything_typed_for_hours_is_stored_in_one_form_or_asked_again(parse, typed):
    try:
        stored = parse(typed, TODAY)
    except Invalid:
        return
    assert stored in ("all", "am", "pm") or at_a_time(stored)
    assert parse(stored, TODAY) == stored
    assert halves(stored) in ("all", "am", "pm")
