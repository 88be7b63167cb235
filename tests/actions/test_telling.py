"""An absence in words: beside its first day, for one day of many, and who told of it."""

import pytest

from bot.actions.telling import beside, person, session, when
from tests.actions.on_paper import entry

PATTERN = {"weekdays": "1234", "part": "pm"}


@pytest.mark.parametrize(
    ("absence", "at", "words"),
    [
        (entry("sent_home", "2026-11-12", part="pm"), "11:00", "home at 11am"),
        (entry("sent_home", "2026-11-12", part="am"), "in 10:30", "in from 10:30am"),
        (entry("sent_home", "2026-11-12", part="pm"), "12:00", "home at noon"),
        (entry("sent_home", "2026-11-12", part="am"), "in 12:00", "in from noon"),
        (entry("sent_home", "2026-11-12", part="pm"), "12:15", "home at 12:15pm"),
        (entry("sent_home", "2026-11-12", part="pm"), "", "afternoon"),
        (entry("suspended", "2026-09-14"), "", "all day"),
        (entry("suspended", "2026-09-14", "2026-09-16"), "", "until Wed 16 September 2026"),
        (
            entry("suspended", "2026-09-14", "2026-09-16", part="from_pm_to_am"),
            "",
            "until Wed 16 September 2026, from the first afternoon until the last midday",
        ),
        (entry("excluded", "2026-09-14", None), "", ""),
        (entry("lunchtime", "2026-09-14", part="lunch"), "", ""),
        (
            entry("lunchtime", "2026-09-14", "2026-09-16", part="lunch"),
            "",
            "until Wed 16 September 2026",
        ),
        (
            entry("sent_home", "2026-09-14", "2026-09-16", part="lunch"),
            "",
            "lunchtime, until Wed 16 September 2026",
        ),
        (entry("part_time", "2026-09-14", None, **PATTERN), "13:00", "Monday to Thursday, home at 1pm"),
        (
            entry("part_time", "2026-09-14", "2026-10-02", **PATTERN),
            "",
            "Monday to Thursday, home at lunchtime, until Fri 2 October 2026",
        ),
    ],
)
def test_beside_its_first_day_an_absence_does_not_say_that_day_again(absence, at, words):
    assert beside(absence, at) == words
    assert "14 September" not in words


def test_by_itself_it_says_every_day():
    part_time = entry("part_time", "2026-09-14", None, **PATTERN)
    assert when(part_time, "13:00") == "Monday to Thursday, home at 1pm, since Mon 14 September 2026"
    suspended = entry("suspended", "2026-09-14", "2026-09-16", part="from_pm")
    assert when(suspended) == "Mon 14 to Wed 16 September 2026, from the first afternoon"


@pytest.mark.parametrize(
    ("parts", "at", "words"),
    [
        ({"pm"}, "14:15", "Afternoon (home at 2:15pm)"),
        ({"am"}, "in 10:30", "Morning (in from 10:30am)"),
        ({"am", "pm"}, "09:15", "All day (home at 9:15am)"),
        ({"am", "pm"}, "", "All day"),
        ({"lunch"}, "", "Lunchtime"),
        ({"am", "lunch"}, "", "Morning and lunchtime"),
    ],
)
def test_the_sessions_of_a_day_have_their_time_where_it_is_known(parts, at, words):
    assert session(parts, at) == words


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"who": "Mrs Zoffany", "role": "head"}, "Mrs Zoffany (head teacher)"),
        ({"who": "Mrs Zoffany", "role": "senco"}, "Mrs Zoffany (SENCO)"),
        ({"who": "Mrs Zoffany", "role": "other"}, "Mrs Zoffany"),
        ({"who": "Mrs Zoffany"}, "Mrs Zoffany"),
        ({"role": "senco"}, "the SENCO"),
        ({"role": "council"}, "the council"),
        ({"role": "other"}, ""),
        ({}, ""),
    ],
)
def test_who_it_was_is_told_with_the_role(details, words):
    assert person(details) == words
