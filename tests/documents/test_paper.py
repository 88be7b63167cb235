"""What a paper is made of: cells, tables that fit their titles, and words made fit for any format."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_told import HOSTILE, a_schedule

from bot.documents.paper import Column, HalfDays, Sheet, Table, date_parts, numeric, shown
from bot.documents.plain import BREAK, PIECE, WIDE, clean, lines, printed, width

A_DAY = date(2025, 8, 19)
TWO = (Column("Date", 1), Column("Why", 2))
WIDEST = PIECE * WIDE  # of what a long word is broken into


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (HalfDays(0), "0"),
        (HalfDays(1), "½"),
        (HalfDays(2), "1"),
        (HalfDays(3), "1½"),
        (HalfDays(15), "7½"),
        (HalfDays(381), "190½"),
        (A_DAY, "Tue\xa019 August\xa02025"),
        ("", ""),
        (" Sent  home\r\n\n at 11am\t", "Sent home\nat 11am"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_shown_in_words(cell, words):
    assert shown(cell) == words


def test_a_date_may_go_on_a_second_line_only_with_its_month():
    assert date_parts(A_DAY) == ("Tue\xa019", "August\xa02025")


def test_half_days_are_counted_from_0():
    with pytest.raises(ValueError, match="counted from 0; this is -1"):
        HalfDays(-1)


@pytest.mark.parametrize("kind", [Table, Sheet])
@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        ((), (), "needs a column"),
        (TWO, ((A_DAY,),), "Row 1 has 1 cells for 2 columns"),
        (TWO, ((A_DAY, ""), (A_DAY, "", "")), "Row 2 has 3 cells for 2 columns"),
    ],
)
def test_no_cell_stands_under_the_wrong_title(kind, columns, rows, said):
    with pytest.raises(ValueError, match=said):
        kind("Days", columns, rows)


def test_no_cell_of_a_total_stands_under_the_wrong_title_either():
    with pytest.raises(ValueError, match="Row 2 has 1 cells for 2 columns"):
        Table("Days", TWO, ((A_DAY, ""),), total=(HalfDays(3),))


@pytest.mark.parametrize("kind", [Table, Sheet])
def test_a_table_may_have_no_rows(kind):
    assert kind("Days", TWO, ()).rows == ()


@pytest.mark.parametrize(
    ("cells", "is_numeric"),
    [
        ([HalfDays(1), HalfDays(0)], True),
        ([HalfDays(1), ""], True),
        ([HalfDays(1), "7½"], False),
        ([A_DAY], False),
        ([""], False),
        ([], False),
    ],
)
def test_a_column_of_half_days_and_of_nothing_else_is_numeric(cells, is_numeric):
    assert numeric(tuple(("Bee", cell) for cell in cells), 1) is is_numeric


def test_papers_can_be_compared_and_kept():
    assert a_schedule(3) == a_schedule.__wrapped__(3)
    assert hash(a_schedule(3)) == hash(a_schedule.__wrapped__(3)) != hash(a_schedule(4))


# A parent's words


@pytest.mark.parametrize("words", HOSTILE)
def test_no_letter_that_can_be_seen_is_lost(words):
    assert "".join(lines(words).split()) == "".join(clean(words).split())
    assert all(line == clean(line) != "" for line in lines(words).splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("He smiled 🙂", "He smiled [slightly smiling face]"),
        ("👋🏽", "[waving hand sign]"),
        ("❤️", "❤"),
        ("👩‍👧", "[woman][girl]"),
        ("one\n\ntwo", "one\ntwo"),
    ],
)
def test_in_print_an_emoji_is_told_by_its_name_and_lines_stay_lines(words, said):
    assert printed(words, 40) == said


def test_in_print_only_a_word_wider_than_its_place_may_be_broken():
    assert printed("a special-educational-needs lead", 40) == "a special-educational-needs lead"
    assert printed("a special-educational-needs lead", 9).split(BREAK)[:3] == ["a spec", "ial-", "educ"]
    assert printed("illicit", 7 * 0.5) == "illicit"


@given(st.text(st.characters(max_codepoint=0xFDFF)), st.floats(0.5, 60))
def test_print_keeps_every_letter(words, ems):
    assert printed(words, ems).replace(BREAK, "") == lines(words)


@given(st.text(), st.floats(WIDEST, 60))
def test_nothing_in_print_is_wider_than_its_place(words, ems):
    told = printed(words, ems)
    assert all(width(piece) <= ems for word in told.split() for piece in word.split(BREAK))


# How it is made


def test_nothing_slow_is_loaded_before_a_paper_is_asked_for():
    script = (
        "import sys, bot.documents.paper, bot.documents.pdf, bot.documents.word, bot.documents.sheet;"
        "print(*{'typst', 'docx', 'lxml', 'xlsxwriter'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "\n"
