"""Which letter is offered when, and the reason that the parent reads."""

from datetime import date, timedelta

import pytest

from bot.law.deadlines import Event
from bot.offers import Offer, Situation
from tests.letters.examples import ASKED, BY_EMAIL, CATALOGUE, clocks

DUE_6W = date(2026, 4, 23)
DUE_20W = date(2026, 7, 30)


SPINE = ("A1", "A3", "A4", "A7")  # from the request to the plan; the others have samples of their own


def offered(today: date, *events: Event, sent: dict[str, date] | None = None) -> dict[str, str]:
    """Letter id -> reason, for a case with these events."""
    situation = Situation(
        today=today,
        deadlines=clocks(today, *events) if events else {},
        events=frozenset(event.kind for event in events),
        letters_sent=sent or {},
    )
    return {letter.id: because for letter, because in CATALOGUE.fitting(situation) if letter.id in SPINE}


def test_before_a_request_only_the_request_is_offered() -> None:
    assert offered(ASKED) == {"A1": "because no request for an assessment is on the record yet"}


def test_while_the_date_is_far_off_nothing_is_offered() -> None:
    assert offered(ASKED + timedelta(days=10), BY_EMAIL) == {}


@pytest.mark.parametrize(
    ("days", "because"),
    [
        (-7, "because the 6-week date is in 7 days"),
        (-1, "because the 6-week date is tomorrow"),
        (0, "because the 6-week date is today"),
        (1, "because the 6-week date passed yesterday"),
        (9, "because the 6-week date passed 9 days ago"),
    ],
)
def test_a_reminder_is_offered_from_a_week_before_the_date(days: int, because: str) -> None:
    assert offered(DUE_6W + timedelta(days=days), BY_EMAIL) == {"A3": because}


def test_a_reminder_is_not_offered_eight_days_before() -> None:
    assert offered(DUE_6W - timedelta(days=8), BY_EMAIL) == {}


def test_a_complaint_is_offered_a_week_after_the_reminder() -> None:
    sent = {"A3": date(2026, 4, 24)}
    assert offered(date(2026, 4, 30), BY_EMAIL, sent=sent) == {}
    assert offered(date(2026, 5, 2), BY_EMAIL, sent=sent) == {
        "A4": "because the 6-week date passed 9 days ago and you wrote about it 8 days ago"
    }


def test_after_two_weeks_a_complaint_is_offered_even_without_a_reminder() -> None:
    fitting = offered(DUE_6W + timedelta(days=14), BY_EMAIL)
    assert list(fitting) == ["A3", "A4"]
    assert fitting["A4"] == "because the 6-week date passed 14 days ago"


def test_a_letter_that_was_sent_is_not_offered_again() -> None:
    sent = {"A3": date(2026, 4, 24), "A4": date(2026, 5, 4)}
    assert offered(date(2026, 6, 1), BY_EMAIL, sent=sent) == {}


def test_a_letter_about_an_earlier_request_does_not_stop_the_offer_about_this_one() -> None:
    sent = {"A3": ASKED - timedelta(days=200)}
    assert "A3" in offered(DUE_6W + timedelta(days=1), BY_EMAIL, sent=sent)


@pytest.mark.parametrize(
    ("last_out", "sent_on", "offers"),
    [
        (date(2026, 11, 20), date(2026, 11, 12), False),  # it covers the next weeks
        (date(2026, 11, 20), date(2026, 10, 1), True),  # that was about other days
        (date(2026, 10, 1), date(2026, 10, 2), False),  # nothing came since
    ],
)
def test_a_letter_about_days_out_is_offered_again_for_later_ones(
    last_out: date, sent_on: date, offers: bool
) -> None:
    offer = Offer(logged=("informal",), not_sent=("D1",), because="days out are logged")
    today = date(2026, 11, 22)
    situation = Situation(today, {}, letters_sent={"D1": sent_on}, logged={"informal": last_out})
    assert bool(offer.reason(situation)) is offers


def test_a_decision_ends_the_offers_about_it() -> None:
    agreed = Event("agreed", date(2026, 4, 25))
    assert offered(date(2026, 5, 10), BY_EMAIL, agreed) == {}


def test_a_refusal_ends_the_offers_about_the_plan() -> None:
    refused = Event("refused", date(2026, 4, 20))
    assert offered(DUE_20W + timedelta(days=30), BY_EMAIL, refused) == {}


def test_the_plan_is_chased_and_then_complained_about() -> None:
    agreed = Event("agreed", date(2026, 4, 20))
    assert offered(date(2026, 7, 20), BY_EMAIL, agreed) == {"A7": "because the 20-week date is in 10 days"}
    assert offered(date(2026, 10, 19), BY_EMAIL, agreed) == {
        "A7": "because the 20-week date passed 81 days ago"
    }
    sent = {"A7": date(2026, 10, 1)}
    assert offered(date(2026, 10, 19), BY_EMAIL, agreed, sent=sent) == {
        "A7": "because the 20-week date passed 81 days ago and you wrote about it 18 days ago"
    }


def test_every_letter_that_is_offered_can_be_written() -> None:
    for days in range(-10, 200):
        today = DUE_6W + timedelta(days=days)
        running = clocks(today, BY_EMAIL)
        for letter_id in offered(today, BY_EMAIL):
            for need in CATALOGUE.letter(letter_id).needs:
                assert running[need.partition(".")[2]].state in ("due", "missed")
