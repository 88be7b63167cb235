"""Marks of lists, and emoji that no font of ours has, in the file of a letter: the same in both formats."""

from io import BytesIO

import pytest
from docx import Document
from pages import pages, squeezed

from bot.documents.letter import letter_docx, letter_pdf

MIXED = "Dear team,\n\n- First\n1. Second\n- Third\n7. Fourth\n\nSam"
PICTURED = [
    ("1\ufe0f\u20e3 the hours", "1 the hours"),
    ("1\u20e32\ufe0f\u20e3", "12"),
    ("#\ufe0f\u20e3first", "# first"),
    ("\U0001f51f hours", "10 hours"),
    ("from \U0001f1f5\U0001f1f1 in 2020", "from PL in 2020"),
    ("\U0001f1ec\U0001f1e7\U0001f1f5\U0001f1f1", "GB PL"),
    ("Poland\U0001f1f5\U0001f1f1, too", "Poland PL, too"),
    ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f is home", "ENG is home"),
    ("a lone \U0001f1ec here", "a lone G here"),
    ("\u20e3 alone", "alone"),
]


def word_lines(content):
    return [each.text for each in Document(BytesIO(content)).paragraphs]


def test_each_item_of_a_list_keeps_its_own_mark_in_both_formats():
    in_word = word_lines(letter_docx("A letter", MIXED))
    assert in_word[2:6] == ["\N{EN DASH}\tFirst", "1.\tSecond", "\N{EN DASH}\tThird", "7.\tFourth"]
    [in_pdf] = pages(letter_pdf("A letter", MIXED))
    assert "\N{EN DASH}First1.Second\N{EN DASH}Third7.Fourth" in squeezed(in_pdf)


@pytest.mark.parametrize(("typed", "said"), PICTURED)
def test_keycaps_and_flags_come_out_as_what_they_stand_for(typed, said):
    body = f"Dear team,\n\nBefore. {typed}\n\nSam"
    assert f"Before. {said}" in word_lines(letter_docx("A letter", body))
    [in_pdf] = pages(letter_pdf("A letter", body))
    assert squeezed(f"Before. {said}Sam") in squeezed(in_pdf)


def test_in_the_subject_they_do_too():
    body = "Dear team,\n\nHello.\n\nSam"
    content = letter_docx("School \U0001f1f5\U0001f1f1", body)
    assert "School PL" in word_lines(content)
    assert Document(BytesIO(content)).core_properties.title == "School PL"
    [in_pdf] = pages(letter_pdf("School \U0001f1f5\U0001f1f1", body))
    assert "SchoolPL" in squeezed(in_pdf)
