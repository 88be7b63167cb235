"""Words that were said to a parent, in a paper that the parent hands over."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.voice import ended, first_person, impersonal
from bot.law.events import Event
from bot.law.opendays import NO_DATES, NO_TRAINING
from bot.law.rules import load
from bot.law.school import MAY_DIFFER, told_and_confirmed, told_by_another
from bot.law.termdates import published
from tests.actions.on_paper import NOT_THE_PARENTS, TODAY

RULEBOOK = load()
ASKEW = re.compile(r"\bI (is|are|were|has)\b|\bme (will|want|think|asked|write|wait|am|was|can|move|said)\b")
TOLD = sorted(
    {RULEBOOK.told(Event(kind.kind, TODAY, how)) for kind in RULEBOOK.kinds.values() for how in ("", "email")}
)
TITLES = sorted({rule.title for rule in RULEBOOK.all})
ASSUMED = sorted(
    {
        *(NO_DATES, NO_TRAINING, MAY_DIFFER, told_by_another(TODAY), told_and_confirmed(TODAY, TODAY)),
        *(year.says for year in published()),
    }
)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("You asked for an assessment", "I asked for an assessment"),
        ("Your council refused to assess", "The council refused to assess"),
        ("You told your council that you want mediation", "I told the council that I want mediation"),
        ("You were told that the records need more time", "I was told that the records need more time"),
        ("The governors told you their decision", "The governors told me their decision"),
        ("Something was done that you think was wrong", "Something was done that I think was wrong"),
        ("You and the other side made an agreement", "the other side and I made an agreement"),
        ("If you are thinking of going to court", "If I am thinking of going to court"),
        ("The governors' meeting you asked for", "The governors' meeting I asked for"),
        ("Your child was suspended", "My child was suspended"),
    ],
)
def test_what_was_said_to_the_parent_is_said_by_the_parent(told, said):
    assert first_person(told) == said


@pytest.mark.parametrize("words", [*TOLD, *TITLES])
def test_no_event_and_no_date_in_law_says_you_or_we_in_a_paper(words):
    said = first_person(words)
    assert not NOT_THE_PARENTS.search(said)
    assert not ASKEW.search(said)


@pytest.mark.parametrize("words", ASSUMED)
def test_nothing_that_is_taken_for_granted_says_we_in_a_paper(words):
    said = impersonal(words)
    assert not NOT_THE_PARENTS.search(said)
    assert said.endswith(".")
    assert "lease" not in said  # it asks nothing of who reads it


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("He cannot cope", "He cannot cope."),
        ("He cannot cope.", "He cannot cope."),
        ("He cannot cope..", "He cannot cope."),
        ("He cannot cope . ", "He cannot cope."),
        ("Why?", "Why?"),
        ("She said: no!", "She said: no!"),
        ("and so on...", "and so on..."),
        ("and so on…", "and so on…"),
        ('She said "no."', 'She said "no."'),
        ("(he was ill.)", "(he was ill.)"),
        ("(he was ill)", "(he was ill)."),
        ("", ""),
    ],
)
def test_a_sentence_has_one_full_stop_at_its_end(typed, kept):
    assert ended(typed) == kept


@given(st.text(st.sampled_from('ab .!?…")'), max_size=12))
def test_whatever_is_typed_ends_and_ends_once(typed):
    words = ended(typed)
    assert ended(words) == words
    assert not words or words[-1] in '.!?…")'
