"""Something happened: each subject's form, from its rule file, records what the parent chose and when."""

from datetime import date

import pytest

from bot.forms.event import HOW, event_form, form_id, reply_form, what_happened
from bot.forms.form import word_count
from bot.forms.log import LOG
from bot.law.rules import bundled

RULEBOOK = bundled()
COMMON = [event for event in RULEBOOK.kinds.values() if event.subject == "any"]
TODAY = date(2026, 11, 22)
SUBJECTS = {subject.id: subject for subject in RULEBOOK.menu}
OFFERED = [
    (subject, event) for subject in SUBJECTS.values() for event in (*subject.events, *COMMON) if event.button
]
KINDS = RULEBOOK.kinds.values()
TOLD = [(subject, event) for subject, event in OFFERED if not event.logged]
LOGGED = [(subject, event) for subject, event in OFFERED if event.logged]
every_event = pytest.mark.parametrize(
    ("subject", "event"), TOLD, ids=[f"{subject.id} {event.kind}" for subject, event in TOLD]
)
every_logged = pytest.mark.parametrize(
    ("subject", "event"), LOGGED, ids=[f"{subject.id} {event.kind}" for subject, event in LOGGED]
)


def answered(form, *replies):
    """The answers after these replies, each to the question that is asked then."""
    answers = {}
    for reply in replies:
        question = form.current(answers)
        assert question, f"nothing is asked any more, and {reply} is left"
        answers = form.answer(answers, question.id, reply, TODAY)
    assert form.current(answers) is None, form.current(answers)
    return form.submitted(answers)


@every_event
def test_every_event_can_be_told_with_a_button_and_a_day(subject, event):
    form = event_form(subject, COMMON)
    ways = ["E-mail"] if event.sent else [words for _, words in event.which][:1]
    said = answered(form, event.button, *ways, "22 November 2026")
    how = "email" if event.sent else event.which[0][0] if event.which else ""
    assert what_happened(said, KINDS) == (event.kind, "2026-11-22", how)


@pytest.mark.parametrize(
    "event",
    [each for each in KINDS if each.which and each.button and not each.logged],
    ids=lambda each: each.kind,
)
def test_every_answer_to_which_is_kept_with_the_event(event):
    form = event_form(SUBJECTS[event.subject], COMMON)
    for answer, words in event.which:
        said = answered(form, event.button, words, "22 November 2026")
        assert what_happened(said, KINDS) == (event.kind, "2026-11-22", answer)


@pytest.mark.parametrize("event", [each for each in KINDS if each.unsure], ids=lambda each: each.kind)
def test_who_does_not_know_the_day_is_asked_for_the_next_best(event):
    form = event_form(SUBJECTS[event.subject], COMMON)
    ways = [words for _, words in event.which][:1]
    said = answered(form, event.button, *ways, "I do not know", "20 November 2026")
    how = event.which[0][0] if event.which else ""
    assert what_happened(said, KINDS) == (event.unsure, "2026-11-20", how)


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.id)
def test_a_reply_offers_only_what_others_can_have_done(subject):
    offered = reply_form(subject, COMMON).question("kind").options
    assert offered
    assert {RULEBOOK.kinds[option.value].by for option in offered} == {"them"}
    assert "replied" in {option.value for option in offered}


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.id)
@pytest.mark.parametrize("make", [event_form, reply_form])
def test_every_question_is_short_and_only_what_was_chosen_is_asked(make, subject):
    form = make(subject, COMMON)
    assert form.id in (form_id(subject.id), form_id(subject.id, reply=True))
    for question in form.questions:
        assert word_count(question.ask) + word_count(question.why) <= 40, question.ask
    for option in form.question("kind").options:
        told = RULEBOOK.kinds[option.value]
        asked = form.progress({"kind": option.value})[1]
        assert asked == 2 + bool((told.sent or told.which) and not told.logged)


# What is logged: its button is there, for that is where a parent looks, and everything is asked by the log


@every_logged
def test_of_what_is_logged_nothing_is_asked_but_what_it_was(subject, event):
    form = event_form(subject, COMMON)
    assert answered(form, event.button) == {"kind": event.kind}
    assert not {question.id for question in form.questions} & {f"how_{event.kind}", f"on_{event.kind}"}


@every_logged
@pytest.mark.parametrize("make", [event_form, reply_form])
def test_nothing_more_is_asked_of_what_is_logged_when_others_did_it(make, subject, event):
    form = make(subject, COMMON)
    offered = {option.value for option in form.question("kind").options}
    assert (event.kind in offered) == (make is event_form or event.by == "them")
    assert [question.id for question in form.path({"kind": event.kind})] == ["kind"]


@every_logged
def test_a_button_for_what_is_logged_opens_the_log_at_the_kind_it_names(subject, event):
    options = {option.value: option.label for option in LOG.question("kind").options}
    assert event.logged == "any" or event.logged in options


def test_what_only_follows_from_the_log_has_no_button_anywhere():
    silent = {"six_days", "no_letter", "promised", "asked_in_writing", "lunch_ban"}
    silent |= {"answer_due", "letter_begun"}  # from the letters
    assert {event.kind for event in KINDS if not event.button and not _known_instead(event)} == silent
    for subject in SUBJECTS.values():
        for make in (event_form, reply_form):
            form = make(subject, COMMON)
            assert silent.isdisjoint(option.value for option in form.question("kind").options)
            assert silent.isdisjoint(question.id.removeprefix("on_") for question in form.questions)


def _known_instead(event):
    """Reached by a parent who does not know the day of another; a letter, by way of its own page."""
    return event.kind == "letter_sent" or event.kind in {each.unsure for each in KINDS}


def test_calls_and_meetings_are_logged_and_never_told():
    assert "contact" not in SUBJECTS


def test_a_meeting_can_still_be_to_come_and_a_letter_cannot():
    form = event_form(SUBJECTS["review"], COMMON)
    meeting = next(event.button for event in SUBJECTS["review"].events if event.kind == "review_meeting")
    said = answered(form, meeting, "4 December 2026")
    assert what_happened(said, KINDS)[:2] == ("review_meeting", "2026-12-04")
    with pytest.raises(ValueError, match="That date has not come yet"):
        answered(form, "The council will keep the plan as it is", "4 December 2026")


def test_the_ways_of_sending_are_those_that_a_receipt_is_worked_out_from():
    assert [option.value for option in HOW] == ["email", "online", "post", "hand"]
