"""When a request was received: confirmed by the council, or worked out from how it was sent."""

from datetime import date

import pytest
from what_happened import day, events

from bot.law.deadlines import received_on
from bot.law.rules import bundled

TELL_US = "If they got it on another day, tell us and the dates move."
KINDS = bundled().kinds


def received(calendars, *happened):
    return received_on(events(*happened), KINDS, calendars)


@pytest.mark.parametrize("how", ["email", "online", "hand"])
def test_sent_by_email_online_or_hand_on_a_working_day_it_is_received_that_day(how, calendars):
    assert received(calendars, f"asked {how} 2026-03-12") == (
        day("Thu 2026-03-12"),
        f"We count from the day you sent it. {TELL_US}",
    )


@pytest.mark.parametrize(
    ("posted", "got"),
    [
        ("Thu 2026-03-12", "Fri 2026-03-13"),
        ("Fri 2026-11-13", "Mon 2026-11-16"),
        ("Sat 2026-11-14", "Mon 2026-11-16"),
        ("Fri 2026-05-01", "Tue 2026-05-05"),  # the early May bank holiday
        ("Thu 2026-12-24", "Tue 2026-12-29"),  # Christmas Day, the weekend, Boxing Day's Monday
        ("Thu 2026-12-31", "Mon 2027-01-04"),
        ("Thu 2027-03-25", "Tue 2027-03-30"),  # Easter
    ],
)
def test_sent_by_post_it_is_received_on_the_next_working_day(posted, got, calendars):
    when, assumption = received(calendars, f"asked post {posted.split()[1]}")
    assert when == day(got)
    assert assumption.startswith("You sent it by post, so we count from the next working day, ")
    assert assumption.endswith(TELL_US)


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("Sat 2026-12-05", "Mon 2026-12-07"),
        ("Sun 2026-11-22", "Mon 2026-11-23"),
        ("Fri 2026-12-25", "Tue 2026-12-29"),
        ("Mon 2027-05-03", "Tue 2027-05-04"),
    ],
)
def test_an_email_at_a_weekend_or_on_a_bank_holiday_is_received_on_the_next_working_day(sent, got, calendars):
    when, assumption = received(calendars, f"asked email {sent.split()[1]}")
    assert when == day(got)
    assert "was not a working day, so we count from the next working day" in assumption


def test_the_assumption_names_both_days_in_full(calendars):
    assert received(calendars, "asked email 2026-12-05")[1] == (
        "Sat 5 December 2026 was not a working day, so we count from the next working day, "
        f"Mon 7 December 2026. {TELL_US}"
    )


def test_what_the_council_confirmed_wins_and_assumes_nothing(calendars):
    assert received(calendars, "asked post 2026-03-12", "received 2026-03-17") == (
        day("Tue 2026-03-17"),
        None,
    )


def test_a_request_received_on_a_bank_holiday_counts_from_that_day(calendars):
    assert received(calendars, "received 2026-12-25") == (day("Fri 2026-12-25"), None)


def test_a_school_s_request_is_known_only_by_its_receipt(calendars):
    assert received(calendars, "received 2025-04-01") == (day("Tue 2025-04-01"), None)


def test_the_order_in_which_things_were_told_does_not_matter(calendars):
    assert received(calendars, "received 2026-03-17", "asked post 2026-03-12")[0] == day("Tue 2026-03-17")


def test_asking_twice_while_the_first_is_open_keeps_the_first_day(calendars):
    assert received(calendars, "asked email 2026-03-12", "asked email 2026-05-12")[0] == day("Thu 2026-03-12")
    twice = ("asked email 2026-03-12", "received 2026-03-13", "asked email 2026-05-12", "received 2026-05-13")
    assert received(calendars, *twice)[0] == day("Fri 2026-03-13")


def test_asking_again_after_a_refusal_counts_from_the_new_request(calendars):
    again = ("asked email 2026-01-05", "received 2026-01-06", "refused 2026-02-10", "asked post 2026-09-01")
    assert received(calendars, *again)[0] == day("Wed 2026-09-02")


def test_sent_in_a_way_that_we_do_not_know_it_is_counted_from_the_day_it_was_sent(calendars):
    assert received(calendars, "asked 2026-03-12")[0] == day("Thu 2026-03-12")


def test_a_year_without_known_holidays_is_said_and_stops_nothing(calendars):
    when, assumption = received(calendars, "asked post 2031-03-12")
    assert when == date(2031, 3, 12)
    assert assumption.startswith("We do not have the bank holidays for Wed 12 March 2031")


def test_nothing_asked_is_nothing_received(calendars):
    assert received(calendars) is None
    assert received(calendars, "replied 2026-03-12") is None
