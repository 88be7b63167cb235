"""The term dates that come with the bot: each with its source, and a slip in the file stops the start."""

from datetime import date, timedelta

import pytest

from bot.law.school import span
from bot.law.termdates import TERMS, council_calendars, published
from bot.law.workingdays import WorkingDays
from bot.strict import NotUnderstood

YEARS = published()
WHOLE = TERMS.read_text(encoding="utf-8")


def named(year) -> str:
    return f"{year.council} {year.school_year}"


@pytest.mark.parametrize("year", YEARS, ids=named)
def test_a_published_year_says_where_and_when_it_was_read(year):
    assert year.sources
    assert year.checked >= date(2026, 11, 22)
    assert year.says.startswith(f"For {year.school_year} we used ")
    assert len(year.says.split()) <= 40


@pytest.mark.parametrize("year", YEARS, ids=named)
def test_a_year_that_is_not_the_council_s_own_list_says_so(year):
    assert ("Council's list" in year.says) == (year.status == "council-via-press")


@pytest.mark.parametrize("year", YEARS, ids=named)
def test_a_published_year_has_190_school_days_and_five_training_days(year):
    school_year = year.as_school_year()
    days = (school_year.period.first + timedelta(days=n) for n in range(365))
    assert sum(map(school_year.is_school_day, days)) == 195


@pytest.mark.parametrize("year", YEARS, ids=named)
def test_no_term_begins_or_ends_on_a_day_off(year):
    england = WorkingDays.england()
    for term in year.terms:
        assert england.is_working_day(term.first)
        assert england.is_working_day(term.last)


def test_the_west_has_three_years_and_no_other_council_has_any():
    calendars = council_calendars(YEARS)
    assert set(calendars) == {"WNC"}
    assert [year.period.name for year in calendars["WNC"].years] == ["2023/24", "2024/25", "2025/26"]


def test_a_count_on_a_council_s_list_speaks_of_the_list():
    west, england = council_calendars(YEARS)["WNC"], WorkingDays.england()
    found = span(date(2025, 10, 20), 10, None, west, england)
    assert (found.earliest, found.latest) == (date(2025, 11, 10), date(2025, 11, 17))
    assert found.assumptions[0].startswith("For 2025/26 we used the page of one primary school")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[[year]]", "[yeer]\n[[year]]", "unknown table 'yeer'. Did you mean 'year'?"),
        ("says =", "sais =", "year number 1: unknown key 'sais'. Did you mean 'says'?"),
        ('council = "WNC"\n', "", "year number 1: the key 'council' is missing."),
        ('council = "WNC"', 'council = ""', "'says' and 'council' should not be empty."),
        ('status = "council-via-press"', 'status = "rumour"', "unknown word 'rumour'"),
        ('confidence = "high"', 'confidence = "hi"', "unknown confidence 'hi'"),
        ("first = 2023-09-04", 'first = "2023-09-04"', "term: 'first' should be a date."),
        ("first = 2023-09-04\n", "", "term: the key 'first' is missing."),
        ('name = "autumn"', 'name = "fall"', "its terms should be autumn, spring, summer."),
        ("last = 2023-12-20", "last = 2023-10-24", "2023-10-24 comes after a later day."),
        ("last = 2023-12-20", "last = 2024-01-20", "2024-01-04 comes after a later day."),
        ("last = 2024-07-23", "last = 2024-08-23", "ends by the next 31 July."),
        ('school_year = "2023/24"', 'school_year = "2022/23"', "its days are of 2023/24, not of 2022/23."),
        ('"https://www.northampton', '"http://www.northampton', "each starts with https://"),
        ('["https://www.dentonprimary.net/diary-and-news/term-dates"]', "[]", "at least one page"),
        ("[[year]]", "[year", "is not good TOML"),
    ],
)
def test_a_slip_in_the_file_is_a_sentence_that_says_where(tmp_path, old, new, sentence):
    assert old in WHOLE
    file = tmp_path / "terms.toml"
    file.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(NotUnderstood) as slip:
        published(file)
    assert str(slip.value).startswith("terms.toml")
    assert sentence in str(slip.value)


def test_a_year_that_is_there_twice_is_refused(tmp_path):
    file = tmp_path / "terms.toml"
    file.write_text(WHOLE + WHOLE, encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"terms.toml: WNC 202\d/2\d is there twice"):
        published(file)
