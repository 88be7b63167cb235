"""What a chronology says of an entry, of a call and of a date in law."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.chronicle import NOTHING_RECORDED, missed, spoken, told
from bot.law.absence import bundled
from bot.law.deadlines import Deadline
from bot.law.rules import load
from bot.store.contacts import Contact
from tests.actions.on_paper import entry

DUE = date(2026, 4, 23)
TODAY = date(2026, 11, 12)
WITHIN = re.compile(r"[^.?!…)\"'] (?:Told|Reason given|Register code|Note|In writing|Nothing in writing):? ")
TYPED = st.text(st.sampled_from("ab .?!"), max_size=8)


def call(kind="they_rang", *, by=None, settled=""):
    return Contact(1, 3, None, kind, date(2026, 11, 9), date(2026, 11, 9), by, settled)


# An entry of the log


def test_all_that_is_known_of_an_entry_is_told_once_and_ends_in_full_stops():
    absence = entry("sent_home", "2026-11-12", part="pm", letter="no", code="C", exam=True)
    details = {
        "at": "14:15",
        "who": "Mrs Zoffany",
        "role": "senco",
        "reason": "he could not cope.",
        "work": "no",
        "note": "I had to leave work",
        "separation": "unsaid",
    }
    assert list(told(absence, details)) == [
        "Sent home; not recorded as a suspension: home at 2:15pm.",
        "Told by Mrs Zoffany (SENCO).",
        "Reason given: he could not cope.",
        "The school did not say if it was for safeguarding.",
        "Nothing in writing.",
        "An exam or national test would be missed because of it.",
        "Register code: C (leave that the school allowed).",
        "No schoolwork was given.",
        "Note: I had to leave work.",
    ]


def test_an_entry_of_which_little_is_known_says_no_more():
    assert list(told(entry("suspended", "2026-09-14"), {})) == ["Suspended: all day."]


def test_of_what_goes_on_no_end_is_recorded():
    assert list(told(entry("excluded", "2026-09-14", None), {})) == [
        "Permanently excluded.",
        "No end is recorded.",
    ]


@pytest.mark.parametrize("kind", sorted(bundled().kinds))
def test_one_day_is_not_dated_again_whatever_its_kind(kind):
    assert "2026" not in " ".join(told(entry(kind, "2026-09-14"), {}))


@settings(max_examples=50)
@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_each_part_is_a_sentence(who, reason, note):
    details = {"who": f"W{who}", "reason": f"r{reason}", "note": f"n{note}"}
    words = " ".join(told(entry("suspended", "2026-09-14", letter="yes"), details))
    assert words[-1] in ".?!"
    assert not WITHIN.search(words)


# A call


@pytest.mark.parametrize(
    ("contact", "details", "said"),
    [
        (call(), {}, "I was rung."),
        (call(), {"who": "Mr Okafor", "role": "head"}, "I was rung by Mr Okafor (head teacher)."),
        (call("i_rang"), {"role": "council"}, "I rang the council."),
        (call("meeting"), {"who": "Mr Okafor", "role": "other"}, "Meeting with Mr Okafor."),
        (call("wrote"), {"role": "senco"}, "Letter or e-mail: the SENCO."),
        (call("wrote"), {"said": "No place yet"}, "Letter or e-mail. No place yet."),
        (call("wrote"), {"said": "Why now?"}, "Letter or e-mail. Why now?"),
        (call(), {"promise": "a meeting."}, "I was rung. Promised: a meeting."),
        (
            call(by=date(2026, 11, 20), settled="broken"),
            {"promise": "a meeting"},
            "I was rung. Promised by Fri 20 November 2026: a meeting. It was not kept.",
        ),
        (
            call(by=date(2026, 11, 9), settled="kept"),
            {"promise": "a call"},
            "I was rung. Promised for the same day: a call. It was kept.",
        ),
        (
            call(settled="dropped"),
            {"promise": "a call"},
            "I was rung. Promised: a call. It is no longer needed.",
        ),
    ],
)
def test_a_call_says_with_whom_what_was_said_and_what_was_promised(contact, details, said):
    assert " ".join(spoken(contact, details)) == said


# A date in law


def deadline(state, met_on=None, rule="ehcna-decision-6w"):
    return Deadline(load().rule(rule, DUE), date(2026, 3, 12), DUE, state, met_on)


def test_where_nothing_is_recorded_nobody_is_called_late():
    words = missed(deadline("missed"), TODAY)
    assert words.endswith(f"this was the last day ({deadline('missed').rule.cite}). "
                          "Nothing is recorded as done by Thu 12 November 2026.")  # fmt: skip
    assert "ate by" not in words


def test_what_was_done_late_is_late_by_so_much():
    words = missed(deadline("met late", date(2026, 5, 7)), TODAY)
    assert words.endswith("Late by 14 days, 2 weeks.")
    assert NOTHING_RECORDED not in words


def test_a_date_in_law_speaks_as_the_parent_does():
    words = missed(deadline("missed", rule="appeal-2m-1m"), TODAY)
    assert words.startswith("My time to appeal: this was the last day")
