"""A paper as a PDF: what stands on its pages, what a screen reader is told, and that no words break it."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import pages, paper_sizes, squeezed, tags
from papers_told import (
    FACTS,
    FOOTER,
    HOSTILE,
    LONG_WORD,
    NOTES,
    a_chronology,
    a_schedule,
    a_schedule_with_doubts,
    saying,
)

from bot.documents.paper import Column, HalfDays, Paper, Table, shown
from bot.documents.pdf import as_pdf
from bot.documents.plain import clean, lines

KEPT = b"pdfuaid:part>1<"  # the standard for screen readers
UPRIGHT, WIDE = b"0 0 595.2756 841.8898", b"0 0 841.8898 595.2756"
OF_OUR_FONTS = st.characters(codec="iso8859-2", categories=["L", "N", "P", "S", "Zs"])


def told(paper):
    return squeezed("".join(pages(as_pdf(paper))))


def with_cell(words, *more):
    table = Table("", (Column("Words", 2), Column("Days", 1)), ((words, HalfDays(3)), *more))
    return Paper("Bee", (), (table,), (), "")


def test_a_schedule_says_everything_in_its_order():
    paper = a_schedule()
    words = told(replace(paper, footer=""))
    expected = [paper.title]
    expected += [part for fact in FACTS for part in (fact.label, fact.words)]
    expected += [paper.tables[0].heading, *(column.title for column in paper.tables[0].columns)]
    expected += [shown(cell) for row in paper.tables[0].rows[:9] for cell in row]
    assert words.startswith(squeezed("".join(expected)))
    assert words.endswith(squeezed("".join(NOTES)) + "Page2of2")


def test_the_titles_of_a_table_the_footer_and_the_number_stand_on_every_page():
    each = pages(as_pdf(a_chronology()))
    assert 4 <= len(each) <= 8
    for number, page in enumerate(each, start=1):
        assert squeezed("Date What happened From") in squeezed(page)
        assert squeezed(page).endswith(squeezed(f"{FOOTER} Page {number} of {len(each)}"))


def test_a_screen_reader_is_told_the_language_the_title_and_what_is_a_table():
    content = as_pdf(a_schedule())
    assert b"/Lang(en-GB)" in content
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", content)
    assert b"/DisplayDocTitle true" in content
    assert b"/Title(Schedule of sessions missed)" in content
    assert KEPT in content
    found = Counter(tags(content))
    assert (found["Title"], found["H1"], found["Table"], found["THead"]) == (1, 1, 1, 1)
    assert (found["TH"], found["TR"], found["TD"]) == (6, 41, 40 * 6)


def test_it_names_nobody_and_no_moment():
    content = as_pdf(a_schedule())
    assert not re.search(rb"/Author|/CreationDate|/ModDate|dc:creator|xmp:CreateDate|xmp:ModifyDate", content)


def test_a_wide_paper_lies_on_its_side():
    assert paper_sizes(as_pdf(a_schedule())) == {UPRIGHT}
    assert paper_sizes(as_pdf(a_schedule(wide=True))) == {WIDE}


def test_a_table_without_rows_says_so_or_shows_its_titles():
    words = told(a_schedule(0))
    assert squeezed("Sessions missed Nothing has been logged.") in words
    assert squeezed("Session missed") not in words.replace(squeezed("Sessions missed"), "")
    table = a_schedule(0).tables[0]
    words = told(replace(a_schedule(0), tables=(replace(table, empty=""),)))
    assert squeezed("Register code") in words


def test_a_lead_stands_before_its_table_and_a_total_is_its_last_row():
    content = as_pdf(a_schedule_with_doubts(2))
    words = squeezed("".join(pages(content)))
    assert squeezed("Sessions missed Up to 5 days of these ... Date Session missed") in words
    assert squeezed("In all 30½ Days that may have been holidays Not in the sum. Date") in words
    assert tags(content).count("TR") == (1 + 2 + 1) + (1 + 3 + 1)
    assert KEPT in content


def test_a_total_is_not_set_as_a_row():
    column = (Column("Days", 1),)
    row, total = (Table("", column, (("a",), ("b",))), Table("", column, (("a",),), total=("b",)))
    as_row, as_total = (as_pdf(Paper("", (), (table,), (), "")) for table in (row, total))
    assert pages(as_row) == pages(as_total)
    assert as_row != as_total


def test_a_bare_paper_is_a_page():
    content = as_pdf(Paper("", (), (), (), ""))
    assert [squeezed(page) for page in pages(content)] == ["Page1of1"]
    assert KEPT in content


def test_a_table_of_400_rows_has_them_all():
    content = as_pdf(a_schedule(400))
    assert tags(content).count("TR") == 401
    assert squeezed("".join(pages(content))).count(squeezed("Nothing in writing yet")) == 80


def test_a_date_keeps_its_day_and_its_month_together():
    assert "Mon\xa01 September\xa02025" in pages(as_pdf(a_schedule(1)))[0]


def test_no_row_but_a_very_high_one_goes_on_over_the_page():
    high = "He was sent home. " * 50
    many = [page.count("sent") for page in pages(as_pdf(with_cell(high, *[(high, "")] * 9)))]
    assert sum(many) == 500
    assert len(many) > 1
    assert all(each % 50 == 0 for each in many)
    higher = [page.count("sent") for page in pages(as_pdf(with_cell("He was sent home. " * 600)))]
    assert sum(higher) == 600
    assert higher[0] > higher[1] * 0.9 > 0


# No words can break it


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_in_any_place_come_out_as_words(words):
    content = as_pdf(saying(words))
    assert paper_sizes(content) == {UPRIGHT}
    if words.isascii() and len(words) < 200:
        said = squeezed(lines(words))
        assert squeezed("".join(pages(content))).count(said) >= 7 or not said


def test_a_word_of_10_000_letters_is_broken_and_is_all_there():
    letters = "".join(pages(as_pdf(with_cell(LONG_WORD))))
    assert letters.count("x") == len(LONG_WORD)


def test_an_address_that_is_broken_can_still_be_copied():
    address = "https://www.northnorthants.gov.uk/" + "special-educational-needs/" * 6
    assert address in squeezed("".join(pages(as_pdf(with_cell(address)))))


@pytest.mark.parametrize(
    "words",
    ["Żółć gęślą jaźń", "Ελληνικά", "Кириллица", "ქართული", "Tiếng Việt", "½ \u2013 “so” it\u2019s… €5"],
)
def test_letters_of_the_fonts_inside_typst_keep_to_the_standard(words):
    content = as_pdf(with_cell(words))
    assert squeezed(words) in squeezed("".join(pages(content)))
    assert KEPT in content


def test_where_a_letter_cannot_be_shown_there_is_a_paper_all_the_same():
    content = as_pdf(with_cell("He is called 🜨 \u0a2a\u0a70\u0a1c\u0a3e\u0a2c at home"))
    assert KEPT not in content
    words = squeezed("".join(pages(content)))
    assert "Heiscalled" in words
    assert words.endswith(squeezed("at home 1½ Page 1 of 1"))


def test_an_emoji_is_told_by_its_name():
    assert squeezed("He smiled [slightly smiling face]") in told(with_cell("He smiled 🙂"))


@settings(max_examples=25, deadline=None)
@given(st.text(OF_OUR_FONTS, min_size=1, max_size=80))
def test_whatever_is_typed_is_what_is_printed(words):
    assert squeezed(f"Days {clean(words)} 1½") in told(with_cell(words))


# How it is made


def test_two_are_made_side_by_side_and_equal_papers_make_equal_files():
    papers = (a_schedule(5), a_chronology(5), a_schedule.__wrapped__(5))
    with ThreadPoolExecutor(2) as pool:
        first, second, again = pool.map(as_pdf, papers)
    assert first == again != second
