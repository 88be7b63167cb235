"""One school's own year: the days on which it is open, and how it is kept."""

from datetime import date

import pytest
from hypothesis import given, settings
from schools import HILLSIDE, schools, without_training_days
from what_happened import day

from bot.law.school import BadSchoolYear, Break, SchoolCalendar, SchoolYear

SCHOOL = SchoolCalendar((HILLSIDE,))


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Wed 2026-09-02", False),  # a training day
        ("Fri 2026-09-04", True),
        ("Sat 2026-09-05", False),
        ("Fri 2026-10-23", True),
        ("Mon 2026-10-26", False),
        ("Fri 2026-10-30", False),
        ("Mon 2026-11-02", True),
        ("Fri 2026-12-18", True),
        ("Mon 2026-12-21", False),
        ("Mon 2027-01-04", False),  # a training day
        ("Tue 2027-01-05", True),
        ("Mon 2027-05-03", False),  # a bank holiday in the middle of a term
        ("Wed 2027-07-21", True),
        ("Thu 2027-07-22", False),
        ("Tue 2026-09-01", False),
    ],
)
def test_a_school_is_open_on_its_own_days_only(text, is_open):
    assert HILLSIDE.is_school_day(day(text)) == is_open
    assert SCHOOL.is_school_day(day(text)) == is_open


def test_a_year_knows_every_day_from_august_to_july_and_none_outside():
    assert SCHOOL.covers(date(2026, 8, 1))
    assert SCHOOL.covers(date(2027, 7, 31))
    assert not SCHOOL.covers(date(2026, 7, 31))
    assert not SCHOOL.covers(date(2027, 8, 1))
    assert SCHOOL.year_of(date(2027, 8, 1)) is None


def test_a_calendar_has_each_school_year_once():
    other = SchoolYear(day("Tue 2026-09-01"), day("Fri 2027-07-23"), (), ())
    with pytest.raises(BadSchoolYear, match="each school year once"):
        SchoolCalendar((HILLSIDE, other))


@pytest.mark.parametrize(
    ("first", "last", "breaks", "sentence"),
    [
        ("2026-09-02", "2026-09-01", (), "comes after its first day"),
        ("2026-09-02", "2027-08-02", (), "ends by the next 31 July"),
        ("2026-07-30", "2027-07-21", (), "ends by the next 31 July"),
        ("2026-09-02", "2027-07-21", (("2026-10-30", "2026-10-26"),), "last day of a break"),
    ],
)
def test_a_year_that_cannot_be_is_refused_in_a_sentence(first, last, breaks, sentence):
    closed = tuple(Break(*map(date.fromisoformat, each)) for each in breaks)
    with pytest.raises(BadSchoolYear, match=sentence):
        SchoolYear(date.fromisoformat(first), date.fromisoformat(last), closed, ())


# As JSON


def test_a_year_is_kept_as_plain_days():
    kept = SchoolYear(HILLSIDE.first, HILLSIDE.last, HILLSIDE.breaks[:1], HILLSIDE.training[:1]).to_json()
    assert kept == {
        "first": "2026-09-02",
        "last": "2027-07-21",
        "breaks": [["2026-10-26", "2026-10-30"]],
        "training": ["2026-09-02"],
    }


@given(schools())
@settings(max_examples=20)
def test_a_year_comes_back_from_json_as_it_was(school):
    for year in school.years:
        assert SchoolYear.from_json(year.to_json()) == year
        listed = without_training_days(year, "A list.")
        assert SchoolYear.from_json(listed.to_json(), "A list.") == listed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first": "2 September"}, "kept like 2026-09-01"),
        ({"first": "20260902"}, "kept like 2026-09-01"),
        ({"first": 20260902}, "kept like 2026-09-01"),
        ({"last": None}, "kept like 2026-09-01"),
        ({"last": "2026-02-30"}, "kept like 2026-09-01"),
        ({"last": "2025-07-21"}, "comes after its first day"),
        ({"breaks": None}, "kept as lists"),
        ({"breaks": [["2026-10-26"]]}, "its first and its last day"),
        ({"breaks": ["ab"]}, "its first and its last day"),
        ({"training": "2026-09-02"}, "kept as lists"),
        ({"training": [["2026-09-02"]]}, "kept like 2026-09-01"),
        ({"teacher": "Miss Honey"}, "first, last, breaks and training"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(change, sentence):
    with pytest.raises(BadSchoolYear, match=sentence):
        SchoolYear.from_json(HILLSIDE.to_json() | change)


@pytest.mark.parametrize("kept", [None, [], "{}", {}, {"first": "2026-09-02"}])
def test_what_is_no_school_year_at_all_is_refused(kept):
    with pytest.raises(BadSchoolYear, match="first, last, breaks and training"):
        SchoolYear.from_json(kept)
