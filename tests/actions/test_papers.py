"""The papers: what surely was school, what may have been holidays, the sums of both, and whose words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.chronicle import LAW, NOTHING_RECORDED, Line
from bot.actions.papers import NOT_TOLD, chronology_paper, schedule_paper
from bot.actions.picturing import picture
from bot.actions.rows import call_rows, day_rows, entry_rows
from bot.documents.paper import HalfDays
from bot.law.opendays import MAY_BE, SHUT
from bot.store.contacts import Contact
from bot.wording import half_days
from tests.actions.on_paper import (
    ALL_KNOWN,
    NO_TRAINING_KNOWN,
    NOBODY_KNOWS,
    NOT_THE_PARENTS,
    TODAY,
    a_record,
    entry,
)

ILL_OVER_HALF_TERM = entry("ill", "2026-10-05", "2026-11-06")
EVERY_WAY = {"all": ALL_KNOWN, "no training days": NO_TRAINING_KNOWN, "nothing": NOBODY_KNOWS}
DAYS_AT = 2


def added(table):
    return sum(row[DAYS_AT].n for row in table.rows)


def every_word(paper):
    cells = (str(cell) for table in paper.tables for row in table.every for cell in row)
    leads = (part for table in paper.tables for part in (table.heading, table.lead))
    return "\n".join([*(fact.words for fact in paper.facts), *leads, *cells, *paper.notes])


# What is sure, and what is not


def test_days_that_may_have_been_holidays_have_a_table_of_their_own():
    paper = schedule_paper(a_record(ILL_OVER_HALF_TERM))
    surely, perhaps = paper.tables
    assert surely.heading == "Sessions missed"
    assert perhaps.heading == "Days that may have been holidays"
    half_term = date(2026, 10, 28)
    assert half_term in {row[0] for row in perhaps.rows}
    assert half_term not in {row[0] for row in surely.rows}
    assert "not in the table above" in perhaps.lead
    assert "school's own term dates" in perhaps.lead
    assert "may have been a holiday" not in str(surely.rows)


def test_where_the_schools_dates_are_known_there_is_one_table_and_no_range():
    paper = schedule_paper(a_record(ILL_OVER_HALF_TERM, calendars=ALL_KNOWN))
    (table,) = paper.tables
    assert date(2026, 10, 28) not in {row[0] for row in table.rows}
    assert table.lead == ""
    assert "between" not in every_word(paper)
    assert "term dates" not in every_word(paper)


def test_where_only_the_training_days_are_not_known_the_table_says_how_many_it_may_have_too_many():
    paper = schedule_paper(a_record(ILL_OVER_HALF_TERM, calendars=NO_TRAINING_KNOWN))
    (table,) = paper.tables
    assert table.total[:3] == ("In all", "", HalfDays(40))
    assert table.lead.startswith("This table adds up to 20 days. Up to 5 days of them may have been training")
    assert table.lead.endswith("So the sum at the top begins at 15 days.")
    assert paper.facts[-1].words.startswith("Between 15 and 20 days: suspended")


def test_of_days_that_are_all_doubtful_the_first_table_says_so():
    august = entry("part_time", "2026-08-17", "2026-08-20", part="pm")
    surely, perhaps = schedule_paper(a_record(august)).tables
    assert not surely.rows
    assert "surely" in surely.empty
    assert perhaps.rows


DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 30))
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["suspended", "sent_home", "ill", "internal"]), DAYS, st.integers(0, 40)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(ENTRIES, st.sampled_from(sorted(EVERY_WAY)))
def test_the_first_table_adds_up_to_the_least_and_both_to_the_most(told, way):
    entries = [
        entry(kind, str(first), str(date.fromordinal(first.toordinal() + more))) for kind, first, more in told
    ]
    record = a_record(*entries, calendars=EVERY_WAY[way])
    out = record.found.totals.ever.out
    tables = schedule_paper(record).tables
    assert sum(map(added, tables)) == out.most
    training = added(tables[0]) - out.least
    assert f"Up to {half_days(training)} of them" in tables[0].lead or not training
    assert bool(tables[0].lead) == bool(training)
    for table in tables:
        assert not table.rows or table.total[DAYS_AT] == HalfDays(added(table))


# What a row says


def test_the_schedule_gives_the_time_where_it_is_known():
    home = entry("sent_home", "2026-11-12", part="pm")
    record = a_record(home, entry("suspended", "2026-11-09"), details={1: {"at": "14:15"}})
    sessions = [row[1] for row in schedule_paper(record).tables[0].rows]
    assert sessions == ["All day", "Afternoon (home at 2:15pm)"]


def test_a_code_that_is_known_of_half_a_day_is_not_lost():
    record = a_record(entry("suspended", "2026-11-09"), entry("ill", "2026-11-09", part="pm", code="I"))
    assert [row[-1] for row in day_rows(record, record.halves(sure=True))] == ["I"]


@pytest.mark.parametrize(
    ("absence", "week"),
    [
        (entry("suspended", "2026-11-12"), "Thursday"),
        (entry("suspended", "2026-11-09", "2026-11-12"), "Monday to Friday"),
        (entry("part_time", "2026-09-14", None, weekdays="135", part="pm"), "Monday, Wednesday and Friday"),
    ],
)
def test_an_entry_of_one_day_names_its_day_of_the_week(absence, week):
    [row] = entry_rows(a_record(absence))
    assert row[4] == week


def test_an_entry_has_no_word_that_only_we_know():
    absence = entry("sent_home", "2026-11-12", letter="not_yet", exam=True)
    [row] = entry_rows(a_record(absence, details={1: {"role": "head", "work": "some"}}))
    assert row[5:11] == ("Nothing in writing yet", "", "Yes", "The head teacher", "", "Some")


@pytest.mark.parametrize(
    ("settled", "promise", "kept"),
    [
        ("", "a call", "Not known yet"),
        ("kept", "a call", "Kept"),
        ("broken", "a call", "Not kept"),
        ("dropped", "a call", "No longer needed"),
        ("", "", ""),
    ],
)
def test_what_became_of_a_promise_is_told_in_plain_words(settled, promise, kept):
    contact = Contact(1, 3, None, "they_rang", TODAY, TODAY, None, settled)
    details = {"who": "van Dyke", "role": "office"} | ({"promise": promise} if promise else {})
    [row] = call_rows(a_record(calls=[(contact, details)]))
    assert row[1:3] == ("They rang me", "van Dyke (office)")
    assert row[-1] == kept


# Notes


@pytest.mark.parametrize("way", sorted(EVERY_WAY))
@pytest.mark.parametrize("make", [schedule_paper, chronology_paper])
def test_no_paper_says_we_or_you(way, make):
    words = every_word(make(a_record(ILL_OVER_HALF_TERM, calendars=EVERY_WAY[way])))
    assert not NOT_THE_PARENTS.search(words)


def test_the_schedule_says_that_the_schools_register_may_say_otherwise():
    assert "school's own register may" in "\n".join(schedule_paper(a_record(ILL_OVER_HALF_TERM)).notes)
    assert "register" not in "\n".join(schedule_paper(a_record()).notes)


def test_days_to_come_are_owned_up_to():
    this_week = a_record(entry("suspended", "2026-11-12", "2026-11-13"))
    assert "Days to come" in "\n".join(schedule_paper(this_week).notes)
    assert "Days to come" not in "\n".join(schedule_paper(a_record(ILL_OVER_HALF_TERM)).notes)


def test_a_chronology_explains_what_is_not_recorded():
    line = Line(TODAY, f"The decision. {NOTHING_RECORDED} by Thu 12 November 2026.", LAW)
    assert chronology_paper(a_record(lines=[line])).notes == (NOT_TOLD,)
    assert chronology_paper(a_record()).notes == ()


def test_the_term_is_called_by_its_name():
    labels = [fact.label for fact in schedule_paper(a_record(ILL_OVER_HALF_TERM)).facts]
    assert labels[-3:] == [
        "Autumn term 2026, since Sat 1 August 2026",
        "School year 2026/27",
        "In all, since Mon 5 October 2026",
    ]


# The picture


def drawn(calendars):
    found = a_record(ILL_OVER_HALF_TERM, calendars=calendars).found
    return picture("Bee", found, found.totals.term, TODAY).args[0]


def test_the_picture_knows_which_days_may_be_holidays():
    guessed = drawn(NOBODY_KNOWS).guessed
    assert date(2026, 12, 16) in guessed
    school = a_record(ILL_OVER_HALF_TERM).found.totals.missed.school
    assert {school.on(day) for day in guessed} == {MAY_BE}
    assert {school.on(day) for day in drawn(NOBODY_KNOWS).closed} == {SHUT}


def test_where_the_schools_dates_are_known_no_day_is_guessed():
    assert not drawn(ALL_KNOWN).guessed
