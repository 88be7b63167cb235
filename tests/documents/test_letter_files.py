"""A letter as a file: headings are headings, lists are lists, and what a parent typed is only ever text."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import pages, squeezed, tags

from bot.documents.letter import blocks, letter_docx, letter_pdf
from bot.documents.plain import clean

SUBJECT = "Complaint: decision on an EHC needs assessment for Zoë Example"
BODY = """Sam Example

Complaints team
West Northamptonshire Council

2 May 2026

Dear complaints team,

This is a formal complaint.

What happened
- 12 March 2026: I asked.
- 20 March 2026: You wrote.

What I ask for
1. The decision.
2. The reason.

Yours faithfully,

Sam Example
"""
HEADINGS = ("What happened", "What I ask for")
HOSTILE = (
    "<b>bold</b> & <w:t>",
    "{{ 7 * 7 }} #let x = 1; $x$ *strong* _emph_ `raw` @ref <label>",
    "=SUM(A1:A9)",
    "Zoë Łukasz Ελένη Дарья שלום مرحبا",
    "a\x00b\x07c\u202ed",
    "word " * 780 + "end",
    "x" * 4000,
)


def word_lines(content):
    return [(each.text, each.style.name) for each in Document(BytesIO(content)).paragraphs]


def test_a_letter_is_addresses_a_subject_headings_and_lists():
    found = [(each.kind, each.lines) for each in blocks(SUBJECT, BODY, HEADINGS)]
    assert found[1] == ("words", ("Complaints team", "West Northamptonshire Council"))
    assert found[4] == ("heading", (SUBJECT,))
    assert found[6:8] == [
        ("heading", ("What happened",)),
        ("items", ("- 12 March 2026: I asked.", "- 20 March 2026: You wrote.")),
    ]
    assert found[-1] == ("words", ("Sam Example",))


def test_in_word_headings_are_headings_and_items_have_their_marks():
    lines = word_lines(letter_docx(SUBJECT, BODY, HEADINGS))
    assert (SUBJECT, "Heading 1") in lines
    assert ("What I ask for", "Heading 1") in lines
    assert ("1.\tThe decision.", "Letter Item") in lines
    assert ("\N{EN DASH}\t12 March 2026: I asked.", "Letter Item") in lines
    assert ("Complaints team\nWest Northamptonshire Council", "Normal") in lines


def test_the_file_is_named_after_the_letter_and_after_nobody():
    properties = Document(BytesIO(letter_docx(SUBJECT, BODY, HEADINGS))).core_properties
    assert properties.title == SUBJECT
    assert not properties.author


def test_the_pdf_is_tagged_for_screen_readers():
    found = tags(letter_pdf(SUBJECT, BODY, HEADINGS))
    assert found.count("H1") == 3
    assert found.count("LI") == 4
    assert "L" in found


def test_the_pdf_has_every_line():
    words = squeezed(" ".join(pages(letter_pdf(SUBJECT, BODY, HEADINGS))))
    for line in BODY.splitlines():
        assert squeezed(line.removeprefix("- ")) in words


def test_one_page_has_no_number_and_several_do():
    long = BODY.replace("This is a formal complaint.", "This is a line.\n\n" * 60)
    assert "Page1of" not in squeezed(" ".join(pages(letter_pdf(SUBJECT, BODY, HEADINGS))))
    assert "Page1of" in squeezed(" ".join(pages(letter_pdf(SUBJECT, long, HEADINGS))))


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_parent_typed_comes_out_as_text(words):
    body = BODY.replace("This is a formal complaint.", words)
    assert clean(words) in {clean(text) for text, _ in word_lines(letter_docx(SUBJECT, body, HEADINGS))}
    found = squeezed(" ".join(pages(letter_pdf(SUBJECT, body, HEADINGS))))
    if words.isascii():
        assert squeezed(clean(words))[:60] in found


def test_a_typed_line_that_equals_no_heading_is_none():
    lines = word_lines(letter_docx(SUBJECT, BODY.replace("The decision.", "What happened to me"), HEADINGS))
    assert ("1.\tWhat happened to me", "Letter Item") in lines


def test_equal_letters_make_equal_files():
    assert letter_docx(SUBJECT, BODY, HEADINGS) == letter_docx(SUBJECT, BODY, HEADINGS)
    assert letter_pdf(SUBJECT, BODY, HEADINGS) == letter_pdf(SUBJECT, BODY, HEADINGS)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_a_file(words):
    body = BODY.replace("This is a formal complaint.", words)
    assert letter_docx(words or "x", body, HEADINGS).startswith(b"PK")
    assert letter_pdf(words or "x", body, HEADINGS).startswith(b"%PDF")
