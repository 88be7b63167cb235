"""What a timeline says of each date, and how much of a parent's words it shows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.picture import DeadlineMark
from bot.documents.plain import BREAK, clean, drawn
from bot.documents.stands import late, stands

TODAY = date(2026, 7, 13)
DUE = date(2026, 4, 23)


def a_mark(state, **more):
    return DeadlineMark("The final plan", **({"due": DUE, "state": state} | more))


@pytest.mark.parametrize(
    ("mark", "plain", "how_late"),
    [
        (a_mark("due", due=date(2026, 8, 24)), "Due Mon 24 August 2026, in 42 days.", ""),
        (a_mark("due", due=TODAY), "Due Mon 13 July 2026, today.", ""),
        (
            a_mark("due", due=date(2026, 7, 14), estimated=True),
            "Due Tue 14 July 2026 (estimate), tomorrow.",
            "",
        ),
        (
            a_mark("due", due=date(2026, 8, 24), earliest=date(2026, 8, 17), latest=date(2026, 8, 31)),
            "Due between Mon 17 August 2026 and Mon 31 August 2026.",
            "",
        ),
        (a_mark("missed"), "Due Thu 23 April 2026.", "Late by 81 days, over 11 weeks."),
        (
            a_mark("met late", met_on=date(2026, 4, 30)),
            "Due Thu 23 April 2026. Done Thu 30 April 2026.",
            "Late by 7 days, 1 week.",
        ),
        (
            a_mark("met", met_on=date(2026, 4, 20)),
            "Due Thu 23 April 2026. Done Mon 20 April 2026, in time.",
            "",
        ),
        (
            a_mark("met", met_on=date(2026, 4, 30)),
            "Due Thu 23 April 2026. Done Thu 30 April 2026.",
            "",
        ),
        (a_mark("passed"), "Thu 23 April 2026 has gone by.", ""),
        (
            a_mark("passed", estimated=True, earliest=date(2026, 4, 20), latest=date(2026, 4, 27)),
            "Mon 27 April 2026 (estimate) has gone by.",
            "",
        ),
        (a_mark("stopped"), "No longer needed.", ""),
    ],
)
def test_a_date_is_told_with_how_it_stands(mark, plain, how_late):
    assert (stands(mark, TODAY), late(mark, TODAY)) == (plain, how_late)


def test_nothing_is_late_on_its_last_day():
    assert not late(a_mark("missed"), DUE)
    assert not late(a_mark("met late", met_on=DUE), TODAY)


# A parent's words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Bee", "Bee"),
        ("  Bee\n\tand  Ant ", "Bee and Ant"),
        ("B\x00e\u202ee\ud800", "B e e"),
        ("#read('x') *b* $y$ \\", "#read('x') *b* $y$ \\"),
        ("Bee \N{HONEYBEE}", "Bee"),
        ("\N{HONEYBEE}", "\N{HONEYBEE}"),  # an empty place would say less
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
        ("Żółć", "Żółć"),
    ],
)
def test_words_are_shown_as_they_are_in_one_line_without_what_cannot_be_seen(words, shown):
    assert drawn(words, 30) == shown


def test_what_is_too_long_ends_in_an_ellipsis():
    assert drawn("He was sent home before lunch. " * 9, 20) == "He was sent home before lunch. He was…"
    assert drawn("word " * 9, 2.5) == "word…"
    assert len(drawn("W" * 4000, 20)) < len(drawn("i" * 4000, 20)) < 60


def test_only_a_very_long_word_may_be_broken():
    assert BREAK not in drawn("Northamptonshire unconstitutionally", 99)
    assert drawn("x" * 20, 99).split(BREAK) == ["xxxx"] * 5


@given(st.text(), st.floats(1, 60))
def test_any_words_become_one_short_line_without_controls(words, ems):
    shown = drawn(words, ems)
    assert len(shown) <= 2 + ems * 5
    assert shown.replace(BREAK, "") == clean(shown.replace(BREAK, ""))
    shown.encode()
