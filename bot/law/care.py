"""What the files of the law need once a year: to be read again, and to know the days of the year to come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.calendars import Calendars
from bot.law.changes import Changes
from bot.law.lastday import working_calendar
from bot.law.rules import Rulebook
from bot.law.termdates import PublishedYear
from bot.law.terms import school_year

A_YEAR = timedelta(days=365)
WORKING_DAYS = {
    "england": "England",
    "uk": "the whole United Kingdom (England, Scotland and Northern Ireland)",
    "tribunal": "the tribunal",
}


@dataclass(frozen=True)
class Care:
    """How one thing stands, in a line that says how to mend it. What is not sound has to be mended."""

    says: str
    sound: bool = True


def of_rules(rulebook: Rulebook, today: date) -> Care:
    """Says which rules were not compared with their sources for a year."""
    rows = [(rule.id, rule.read_on) for rule in rulebook.all]
    return _read("Law", rows, today, "Read each again at its 'url', then set 'read_on' in bot/law/rules.")


def of_changes(changes: Changes, today: date) -> Care:
    """Says the same of the rows of changes.toml."""
    rows = [(f"“{row.title}”", row.read_on) for row in changes.rows]
    mend = "Read each again at its 'url', then set 'read_on' in bot/law/changes.toml."
    return _read("Changes of law", rows, today, mend)


def of_term_dates(years: Iterable[PublishedYear], today: date) -> Care:
    """Says the same of the rows of terms.toml."""
    rows = [(f"{year.council} {year.school_year}", year.checked) for year in years]
    mend = "Look at the 'sources' of each again, then set 'checked' in bot/law/terms.toml."
    return _read("School term dates", rows, today, mend)


def of_holidays(calendars: Calendars, today: date) -> Iterator[Care]:
    """Says of each calendar of working days whether it knows the whole of next year."""
    next_year = today.year + 1
    for name, whose in WORKING_DAYS.items():
        if working_calendar(calendars, name).last >= next_year:
            yield Care(f"Bank holidays of {whose}: known to the end of {next_year}.")
        else:
            mend = "Install a newer govuk-bank-holidays, or a newer bot."
            yield Care(f"Bank holidays of {whose}: those of {next_year} are missing. {mend}", sound=False)


def notes_on_term_dates(
    years: Iterable[PublishedYear], councils: Mapping[str, str], today: date
) -> Iterator[Care]:
    """Says whose term dates of this school year we do not have. Nothing breaks: a range of days is given."""
    this_year = school_year(today).name
    known = {year.council for year in years if year.school_year == this_year}
    for council, name in councils.items():
        if council not in known:
            yield Care(
                f"Note: we have no school term dates of {name} for {this_year}, so its school days are given "
                "as a range. If they are published, add them to bot/law/terms.toml."
            )


def _read(what: str, rows: Sequence[tuple[str, date]], today: date, mend: str) -> Care:
    old = dict.fromkeys(name for name, read_on in rows if today - read_on > A_YEAR)
    ahead = dict.fromkeys(name for name, read_on in rows if read_on > today)
    slips = [f"not read for over a year: {', '.join(old)}."] if old else []
    slips += [f"read on a day that is still to come: {', '.join(ahead)}."] if ahead else []
    if not slips:
        return Care(f"{what}: read within a year.")
    return Care(f"{what}: {' Also '.join(slips)} {mend}", sound=False)
