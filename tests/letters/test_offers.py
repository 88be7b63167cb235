"""Which letter is offered when, and the reason that the parent reads."""

from datetime import date, timedelta

import pytest

from bot.actions.letter_facts import last_days
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
        events=last_days(events),
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
    last_out: date,
    sent_on: date,
    *,
    offers: bool,
) -> None:
    offer = Offer(logged=("informal",), not_sent=("D1",), because="days out are logged")
    today = date(2026, 11, 22)
    situation = Situation(today, {}, letters_sent={"D1": sent_on}, logged={"informal": last_out})
    assert bool(offer.reason(situation)) is offers


def fits(letter_id: str, today: date, *events: Event, sent: dict[str, date] | None = None) -> bool:
    """Whether one letter of the set is offered in a plan case with these events."""
    situation = Situation(today, clocks(today, *events), last_days(events), sent or {}, council="WNC")
    return CATALOGUE.letter(letter_id).because(situation) is not None


@pytest.mark.parametrize(
    ("days", "letters"), [(-36, ""), (-35, "A2"), (-8, "A2"), (-7, "A3"), (0, "A3"), (1, "A3")]
)
def test_the_question_about_receipt_ends_where_the_reminder_begins(days: int, letters: str) -> None:
    today = DUE_6W + timedelta(days=days)
    assert [each for each in ("A2", "A3") if fits(each, today, BY_EMAIL)] == letters.split()


def test_a_day_that_may_have_been_too_early_is_offered_until_the_last_that_it_can_be() -> None:
    """For what a parent must do, the date that is shown is the safe one: it is "due" for some days more."""
    [deadline] = [each for each in clocks(DUE_6W, BY_EMAIL).values() if each.rule.id == "ehcna-decision-6w"]
    situation = Situation(DUE_6W + timedelta(days=2), {deadline.rule.id: deadline})
    assert Offer(rule=deadline.rule.id, state="due", within_days=7).reason(situation)
    assert not Offer(rule=deadline.rule.id, state="due", within_days=7, not_within_days=1).reason(situation)


# letter, what happened, the first day on which a date was missed
LATE = (
    ("A7", (BY_EMAIL,), DUE_20W),
    ("C3", (Event("final", date(2025, 6, 1)), Event("review_meeting", date(2026, 6, 1))), date(2026, 6, 29)),
    ("C4", (Event("final", date(2025, 6, 1)), Event("review_amend", date(2026, 6, 1))), date(2026, 7, 27)),
    (
        "C5",
        (Event("final", date(2025, 6, 1)), Event("phase_move", date(2026, 9, 1), "feb")),
        date(2026, 2, 14),
    ),
    ("C6", (Event("ordered", date(2026, 6, 1), "make"),), date(2026, 7, 6)),
)
every_late = pytest.mark.parametrize(("letter_id", "events", "due"), LATE, ids=[each[0] for each in LATE])


@every_late
def test_after_its_own_formal_complaint_a_letter_is_not_offered_again(
    letter_id: str, events: tuple[Event, ...], due: date
) -> None:
    late, later = due + timedelta(days=10), due + timedelta(days=20)
    assert fits(letter_id, late, *events)
    assert fits(letter_id, later, *events, sent={letter_id: late, f"{letter_id}:polite": late})
    assert not fits(letter_id, later, *events, sent={letter_id: late, f"{letter_id}:formal": late})


@every_late
def test_a_letter_that_was_just_sent_is_not_offered(
    letter_id: str, events: tuple[Event, ...], due: date
) -> None:
    late = due + timedelta(days=10)
    assert not fits(letter_id, late, *events, sent={letter_id: late, f"{letter_id}:polite": late})


def test_a_reminder_about_lessons_comes_back_until_it_was_a_complaint() -> None:
    [*_, again] = CATALOGUE.letter("E4").offers
    today, asked = date(2026, 11, 22), date(2026, 10, 1)

    def offers(**sent: date) -> bool:
        letters = {"E2": asked, **{name.replace("_", ":"): day for name, day in sent.items()}}
        return again.reason(Situation(today, {}, letters_sent=letters)) is not None

    first, second = date(2026, 10, 10), date(2026, 10, 20)
    assert offers(E4=first, E4_polite=first)
    assert not offers(E4=second, E4_polite=first, E4_formal=second)
    assert offers(E4=second, E4_formal=first, E4_polite=second)  # another year's complaint


def test_a_letter_about_a_date_before_a_meeting_is_not_offered_again_when_it_was_sent() -> None:
    """Such a date is counted back from the meeting, so the letter is older than what starts the count."""
    meeting = Event("review_meeting", date(2026, 12, 3))
    today = date(2026, 11, 10)
    assert fits("C1", today, meeting)
    assert not fits("C1", today, meeting, sent={"C1": today})
    assert fits("C1", today, meeting, sent={"C1": date(2025, 12, 1)})


def test_the_decision_of_last_year_does_not_stop_the_letter_about_this_years_meeting() -> None:
    meeting, before = Event("review_meeting", date(2026, 12, 3)), Event("review_keep", date(2025, 12, 20))
    assert fits("C1", date(2026, 11, 23), before, meeting)
    assert not fits("C1", date(2026, 11, 23), meeting, Event("review_papers", date(2026, 11, 20), "before"))


def test_what_was_asked_once_long_ago_does_not_stop_an_offer_for_ever() -> None:
    today = date(2026, 11, 22)
    [offer] = [each for each in CATALOGUE.letter("D10").offers if each.present == ("final",)]
    for asked, offers in ((date(2026, 11, 15), False), (date(2024, 3, 1), True)):
        events = {"final": date(2023, 1, 9), "early_asked": asked}
        situation = Situation(today, {}, events, logged={"formal": date(2026, 11, 20)})
        assert bool(offer.reason(situation)) is offers


@pytest.mark.parametrize(("sent_on", "offers"), [(date(2026, 10, 9), False), (date(2026, 3, 1), True)])
def test_a_line_that_was_crossed_anew_is_written_about_anew(*, sent_on: date, offers: bool) -> None:
    [offer] = [each for each in CATALOGUE.letter("C2").offers if each.crossed and each.present == ("final",)]
    events = {"final": date(2023, 1, 9), "early_asked": sent_on}
    sent, crossed = {"C2": sent_on}, {"ill-15": date(2026, 10, 5)}
    situation = Situation(date(2026, 11, 22), {}, events, sent, crossed)
    assert bool(offer.reason(situation)) is offers


def test_a_plan_that_has_ended_is_not_reviewed() -> None:
    today = date(2026, 11, 22)
    events = {"final": date(2023, 1, 9), "review_cease": date(2025, 2, 3)}
    situation = Situation(today, {}, events, logged=dict.fromkeys(("formal", "informal"), today))
    assert not any(CATALOGUE.letter(each).because(situation) for each in ("C2", "D10"))


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
