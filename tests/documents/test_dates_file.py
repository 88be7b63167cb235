"""The file of dates, read back as a calendar reads it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.documents.dates_file import DateEntry, dates_file
from bot.documents.plain import clean

MADE = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)
ENTRY = DateEntry(
    "12-ehcna-decision-6w@twenty-weeks",
    date(2026, 4, 23),
    "A date for Bee",
    "Your council must say yes or no.\nEstimate; see the bot.",
    "https://www.legislation.gov.uk/uksi/2014/1530/regulation/5?view=plain&x=1,2",
    (7, 1, 0),
)


def read(*entries, made_at=MADE):
    return Calendar.from_ical(dates_file(entries, made_at))


def event(*entries, **more):
    (found,) = read(*entries, **more).walk("VEVENT")
    return found


def test_a_date_is_a_whole_day_and_shows_nobody_as_busy():
    found = event(ENTRY)
    assert found.decoded("dtstart") == date(2026, 4, 23)
    assert b"\r\nDTSTART;VALUE=DATE:20260423\r\n" in dates_file([ENTRY], MADE)
    assert "dtend" not in found
    assert (found["transp"], found["class"]) == ("TRANSPARENT", "PRIVATE")


def test_the_words_and_the_source_come_through_whole():
    found = event(ENTRY)
    assert found["summary"] == "A date for Bee"
    assert found["description"] == "Your council must say yes or no.\nEstimate; see the bot."
    assert found["url"] == ENTRY.source


def test_it_says_who_made_it_and_asks_for_no_answer():
    calendar = read(ENTRY)
    assert (calendar["prodid"], calendar["version"]) == ("-//Twenty Weeks//EN", "2.0")
    assert "method" not in calendar
    assert "organizer" not in event(ENTRY)


def test_alarms_ring_at_nine_some_days_before():
    alarms = event(ENTRY).walk("VALARM")
    assert [alarm["action"] for alarm in alarms] == ["DISPLAY"] * 3
    assert [alarm["description"] for alarm in alarms] == ["A date for Bee"] * 3
    midnight = datetime(2026, 4, 23)  # noqa: DTZ001  # wherever the telephone is
    assert [midnight + alarm.decoded("trigger") for alarm in alarms] == [
        datetime(2026, 4, day, 9)  # noqa: DTZ001
        for day in (16, 22, 23)
    ]


def test_a_later_file_replaces_the_same_date():
    first = event(ENTRY)
    moved = DateEntry(ENTRY.uid, date(2026, 5, 1), ENTRY.title)
    second = event(moved, made_at=MADE + timedelta(hours=1))
    assert first["uid"] == second["uid"] == ENTRY.uid
    assert second["sequence"] > first["sequence"]
    assert second.decoded("dtstamp") > first.decoded("dtstamp")


def test_the_moment_it_was_made_is_told_as_utc():
    summer = MADE.astimezone(timezone(timedelta(hours=1)))
    assert b"\r\nDTSTAMP:20260312T090500Z\r\n" in dates_file([ENTRY], summer)
    assert dates_file([ENTRY], summer) == dates_file([ENTRY], MADE)


def test_many_dates_stand_in_one_file_and_none_is_a_file_too():
    many = [DateEntry(f"{number}@x", date(2026, 4, 1 + number), "A date") for number in range(20)]
    assert [each["uid"] for each in read(*many).walk("VEVENT")] == [each.uid for each in many]
    assert not read().walk("VEVENT")


def test_an_entry_may_be_bare():
    found = event(DateEntry("1@x", date(2026, 4, 23), "A date"))
    assert "description" not in found
    assert "url" not in found
    assert not found.walk("VALARM")


@pytest.mark.parametrize("title", ["Bee 🐝" * 40, "żółć " * 60, "x" * 500, "مرحبا " * 40])
def test_long_lines_are_folded_between_letters(title):
    content = dates_file([DateEntry("1@x", date(2026, 4, 23), title)], MADE)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert all(line.decode() for line in content.rstrip().split(b"\r\n"))
    assert event(DateEntry("1@x", date(2026, 4, 23), title))["summary"] == title.strip()


def test_no_words_can_add_lines_of_their_own():
    evil = "x\r\nBEGIN:VALARM\nEND:VEVENT\x00\u2028\ud800;,:\\n"
    found = event(DateEntry("1@x", date(2026, 4, 23), evil, evil, evil))
    assert not found.walk("VALARM")
    assert found["summary"] == "x BEGIN:VALARM END:VEVENT ;,:\\n"


words = st.text(st.characters(), max_size=300)


@given(words, words, st.dates(), st.lists(st.integers(0, 60), max_size=3).map(tuple))
def test_any_words_are_read_back_as_one_date(title, description, on, alarms):
    found = event(DateEntry("1@x", on, title, description, "", alarms))
    assert found.decoded("dtstart") == on
    assert len(found.walk("VALARM")) == len(alarms)
    assert found["summary"] == clean(title)
