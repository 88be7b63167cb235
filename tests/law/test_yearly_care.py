"""What has to be done once a year. On its day a test here fails by itself, until somebody has done it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.clock import SystemClock, today
from bot.law import care, changes, workingdays
from bot.law.calendars import Calendars
from bot.law.changes import Changes
from bot.law.rules import Rulebook, load
from bot.law.termdates import published
from bot.law.workingdays import WorkingDays

NOW = today(SystemClock())
NEXT_YEAR = NOW.year + 1
RULEBOOK = load()
CHANGES = changes.load()
YEARS = published()
WEST = [year for year in YEARS if (year.council, year.school_year) == ("WNC", "2025/26")]
CALENDARS = Calendars.bundled()
COUNCILS = {"WNC": "West Northamptonshire Council", "NNC": "North Northamptonshire Council"}
FEWEST = {"england-and-wales": 8, "scotland": 9, "northern-ireland": 10}  # in an ordinary year


def read_lately(what, on, where):
    assert on <= NOW, f"{what} is dated {on}, which is still to come. Correct it in {where}."
    assert (NOW - on).days <= 365, (
        f"{what} was last read on {on}. Read it again, then set the day in {where}."
    )


@pytest.mark.parametrize("rule", RULEBOOK.all, ids=lambda rule: f"{rule.id} {rule.in_force}")
def test_a_rule_was_compared_with_its_source_within_a_year(rule):
    read_lately(f"{rule.id} ({rule.url})", rule.read_on, f"bot/law/rules/{rule.about}.toml")


@pytest.mark.parametrize("row", CHANGES.rows, ids=lambda row: row.title)
def test_a_change_of_law_was_read_within_a_year(row):
    read_lately(f"“{row.title}” ({row.url})", row.read_on, "bot/law/changes.toml")


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.council} {year.school_year}")
def test_a_year_of_term_dates_was_checked_within_a_year(year):
    read_lately(f"{year.council} {year.school_year}", year.checked, "bot/law/terms.toml")


@pytest.mark.parametrize("division", FEWEST)
def test_the_bank_holidays_of_next_year_are_known_and_whole(division):
    found = [day for day in workingdays._holidays(division) if day.year == NEXT_YEAR]
    assert len(found) >= FEWEST[division], (
        f"govuk-bank-holidays has {len(found)} bank holidays of {NEXT_YEAR} for {division}. "
        "Take a newer one: `make lock`."
    )


@pytest.mark.parametrize("name", care.WORKING_DAYS)
def test_each_calendar_of_working_days_reaches_the_end_of_next_year(name):
    assert isinstance(getattr(CALENDARS, name).is_working_day(date(NEXT_YEAR, 12, 31)), bool)


def test_no_calendar_of_working_days_is_left_out():
    known = {name for name, found in vars(CALENDARS).items() if isinstance(found, WorkingDays)}
    assert known == set(care.WORKING_DAYS)


# What `check` says of it


def every_care(now, rulebook=RULEBOOK):
    return [
        care.of_rules(rulebook, now),
        care.of_changes(CHANGES, now),
        *care.of_holidays(CALENDARS, now),
        care.of_term_dates(YEARS, now),
    ]


def test_today_everything_is_sound():
    assert [each.says for each in every_care(NOW) if not each.sound] == []


def test_what_was_read_a_year_ago_today_is_still_sound_and_not_tomorrow():
    rule = replace(RULEBOOK.all[0], read_on=date(2026, 11, 22))
    book = Rulebook((rule,))
    assert care.of_rules(book, date(2027, 11, 22)) == care.Care("Law: read within a year.")
    assert not care.of_rules(book, date(2027, 11, 23)).sound


def test_rules_that_were_not_read_for_a_year_are_named_once_each_with_how_to_mend_it():
    old, new = date(2025, 1, 1), date(2026, 11, 1)
    first, second, third = RULEBOOK.all[:3]
    rows = (replace(first, read_on=old), replace(first, read_on=old), replace(second, read_on=new))
    found = care.of_rules(Rulebook((*rows, replace(third, read_on=old))), date(2026, 11, 22))
    assert not found.sound
    assert found.says == (
        f"Law: not read for over a year: {first.id}, {third.id}. "
        "Read each again at its 'url', then set 'read_on' in bot/law/rules."
    )


def test_a_day_that_is_still_to_come_is_a_slip_too():
    rows = (
        replace(RULEBOOK.all[0], read_on=date(2026, 12, 1)),
        replace(RULEBOOK.all[1], read_on=date(2025, 1, 1)),
    )
    found = care.of_rules(Rulebook(rows), date(2026, 11, 22))
    assert not found.sound
    assert (
        f"not read for over a year: {rows[1].id}. Also read on a day that is still to come: {rows[0].id}."
        in found.says
    )


def test_changes_and_term_dates_are_named_by_their_titles_and_years():
    later = date(2028, 1, 1)
    row = replace(CHANGES.rows[0], title="The new Act", read_on=date(2026, 11, 22))
    assert "“The new Act”. Read each again at its 'url'" in care.of_changes(Changes((row,)), later).says
    found = care.of_term_dates(YEARS[:1], later)
    assert found.says.startswith(
        "School term dates: not read for over a year: WNC 2023/24. Look at the 'sources'"
    )
    assert not found.sound


def test_each_calendar_that_ends_too_soon_is_named():
    ends = replace(CALENDARS, uk=replace(CALENDARS.uk, last=2026))
    sound, missing, other = care.of_holidays(ends, date(2026, 11, 22))
    assert sound.sound
    assert sound.says == "Bank holidays of England: known to the end of 2027."
    assert other.says == "Bank holidays of the tribunal: known to the end of 2027."
    assert not missing.sound
    assert missing.says == (
        "Bank holidays of the whole United Kingdom (England, Scotland and Northern Ireland): "
        "those of 2027 are missing. Install a newer govuk-bank-holidays, or a newer bot."
    )


def test_the_last_year_that_the_holidays_know_is_enough_until_it_begins():
    last = CALENDARS.england.last
    assert all(each.sound for each in care.of_holidays(CALENDARS, date(last - 1, 12, 31)))
    assert not any(each.sound for each in care.of_holidays(CALENDARS, date(last, 1, 1)))


def test_councils_without_term_dates_of_this_school_year_are_a_note_and_nothing_to_mend():
    (note,) = care.notes_on_term_dates(WEST, COUNCILS, date(2026, 7, 31))
    assert note.sound
    assert note.says == (
        "Note: we have no school term dates of North Northamptonshire Council for 2025/26, so its school "
        "days are given as a range. If they are published, add them to bot/law/terms.toml."
    )


def test_the_school_year_turns_in_august():
    both = list(care.notes_on_term_dates(WEST, COUNCILS, date(2026, 8, 1)))
    assert len(both) == 2
    assert all("2026/27" in note.says for note in both)


def test_each_line_is_one_line():
    far = date(2040, 1, 1)
    lines = [each.says for each in (*every_care(far), *care.notes_on_term_dates(YEARS, COUNCILS, far))]
    assert all("\n" not in line and line.endswith(".") for line in lines)
