"""A paper as a Word file: what python-docx reads in it, what its parts hold, and that no words break it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from papers_told import (
    DAY_COLUMNS,
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
from bot.documents.plain import clean, lines
from bot.documents.word import as_docx

PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/footer1.xml",
}
DAYS_AT = 2


def opened(paper):
    return Document(BytesIO(as_docx(paper)))


def parts(paper):
    with ZipFile(BytesIO(as_docx(paper))) as file:
        assert file.testzip() is None
        return {name: etree.fromstring(file.read(name)) for name in file.namelist()}


def rows_of(table):
    """Cell by cell, as python-docx would, but fast enough for 400 rows."""
    return [
        ["".join(cell.itertext(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def in_one_line(words):
    return lines(words).replace("\n", "")


def test_a_schedule_says_everything_in_its_order():
    document = opened(a_schedule())
    said = [(each.style.name, each.text) for each in document.paragraphs]
    assert said[0] == ("Title", "Schedule of sessions missed")
    assert said[1:5] == [("Fact", f"{fact.label}\t{fact.words}") for fact in FACTS[:4]]
    assert said[7:] == [("Heading 1", "Sessions missed"), *(("Note", note) for note in NOTES)]
    (table,) = document.tables
    titles, *rows = rows_of(table)
    assert titles == [column.title for column in DAY_COLUMNS]
    assert rows == [[shown(cell) for cell in row] for row in a_schedule().tables[0].rows]


def test_facts_have_bold_labels_and_a_long_label_has_a_line_of_its_own():
    facts = [each for each in opened(a_schedule()).paragraphs if each.style.name == "Fact"]
    assert [fact.runs[0].text for fact in facts] == [fact.label for fact in FACTS]
    assert {fact.runs[0].style.name for fact in facts} == {"Strong"}
    assert facts[4].text == f"This long term, since Mon 1 September 2025\n{FACTS[4].words}"
    assert facts[5].text == f"School year 2025 to 2026\t{FACTS[5].words}"


def test_the_titles_of_a_table_stand_on_every_page_and_rows_stay_whole():
    (table,) = opened(a_schedule()).tables
    first, *others = table._tbl.iter(qn("w:tr"))
    assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in [first, *others])
    assert next(table._tbl.iter(qn("w:tblLook"))).get(qn("w:firstRow")) == "1"
    assert next(table._tbl.iter(qn("w:tblCaption"))).get(qn("w:val")) == "Sessions missed"


def test_half_days_stand_at_the_right_under_their_title():
    (table,) = opened(a_schedule(3)).tables
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows]
    assert [style[DAYS_AT] for style in styles] == ["Table Number Title", *["Table Number"] * 3]
    assert [style[DAYS_AT + 1] for style in styles] == ["Table Title", *["Table Text"] * 3]


def test_a_lead_stands_before_its_table_and_a_total_is_its_last_row_in_bold():
    document = opened(a_schedule_with_doubts(2))
    said = [(each.style.name, each.text) for each in document.paragraphs]
    assert said[7:11] == [
        ("Heading 1", "Sessions missed"),
        ("Lead", "Up to 5 days of these ..."),
        ("Heading 1", "Days that may have been holidays"),
        ("Lead", "Not in the sum."),
    ]
    for table, rows in zip(document.tables, (2, 3), strict=True):
        assert len(table.rows) == rows + 2
        assert rows_of(table)[-1] == ["In all", "", "30½", "", "", ""]
        styles = [cell.paragraphs[0].style.name for cell in table.rows[-1].cells]
        assert styles[DAYS_AT - 1 : DAYS_AT + 1] == ["Table Title", "Table Number Title"]
        assert table._tbl.tr_lst[-1].find(f".//{qn('w:tblHeader')}") is None


def test_the_footer_counts_the_pages():
    footer = opened(a_schedule()).sections[0].footer
    assert footer.paragraphs[0].text.startswith(f"{FOOTER}\tPage ")
    fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(footer._element.itertext(qn("w:t"))) == f"{FOOTER}Page 1 of 1"


@pytest.mark.parametrize(
    ("wide", "size", "orientation"),
    [
        (False, (Mm(210), Mm(297)), WD_ORIENT.PORTRAIT),
        (True, (Mm(297), Mm(210)), WD_ORIENT.LANDSCAPE),
    ],
)
def test_the_table_fills_the_page_between_its_margins(wide, size, orientation):
    document = opened(a_schedule(wide=wide))
    page = document.sections[0]
    assert (page.page_width, page.page_height) == pytest.approx(size, rel=0.001)
    assert page.orientation == orientation
    (table,) = document.tables
    grid = [column.width for column in table.columns]
    assert [cell.width for cell in table.rows[0].cells] == grid
    assert sum(grid) == pytest.approx(page.page_width - page.left_margin - page.right_margin, rel=0.001)


def test_a_table_without_rows_says_so_or_shows_its_titles():
    document = opened(a_schedule(0))
    assert not document.tables
    assert "Nothing has been logged." in [each.text for each in document.paragraphs]
    table = replace(a_schedule(0).tables[0], empty="")
    assert len(opened(replace(a_schedule(0), tables=(table,))).tables[0].rows) == 1


def test_two_tables_without_a_heading_between_them_stay_two():
    table = Table("", (Column("Words", 1),), (("sent home",),))
    document = opened(Paper("Bee", (), (table, table), (), ""))
    assert [rows_of(each) for each in document.tables] == [[["Words"], ["sent home"]]] * 2
    assert [each.text for each in document.paragraphs] == ["Bee", ""]


def test_a_bare_paper_is_a_page():
    assert [each.text for each in opened(Paper("", (), (), (), "")).paragraphs] == [""]


def test_a_table_of_400_rows_has_them_all():
    (table,) = opened(a_schedule(400)).tables
    assert len(rows_of(table)) == 401


def test_lines_of_a_cell_a_fact_and_a_note_stay_lines():
    document = opened(saying("He was sent home.\n\nNobody rang. "))
    said = "He was sent home.\nNobody rang."
    assert document.tables[0].cell(1, 0).text == said
    assert document.paragraphs[-1].text == said
    assert document.paragraphs[1].text.endswith(said)


# What else is in the file


def test_it_has_a_title_and_a_language_and_names_nobody_and_no_moment():
    properties = opened(a_schedule()).core_properties
    assert (properties.title, properties.language) == ("Schedule of sessions missed", "en-GB")
    assert {child.tag.rpartition("}")[2] for child in properties._element} == {"title", "language"}
    (language,) = parts(a_schedule())["word/styles.xml"].iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"


def test_a_title_in_the_properties_is_as_long_as_word_allows():
    assert opened(saying(LONG_WORD)).core_properties.title == "x" * 255


def test_it_holds_nothing_but_its_own_parts_and_points_nowhere_outside():
    for paper in (a_schedule(), saying("https://example.org")):
        every = parts(paper)
        assert set(every) == PARTS
        for name in sorted(each for each in PARTS if each.endswith(".rels")):
            assert all(link.get("TargetMode") != "External" for link in every[name])


def test_every_style_that_is_used_is_in_the_file():
    every = parts(replace(a_schedule(), tables=(*a_schedule_with_doubts().tables, *a_schedule(0).tables)))
    known = {style.get(qn("w:styleId")) for style in every["word/styles.xml"].iter(qn("w:style"))}
    tags = [qn(f"w:{kind}Style") for kind in ("p", "r", "tbl")]
    for name in ("word/document.xml", "word/footer1.xml"):
        used = {each.get(qn("w:val")) for each in every[name].iter(*tags)}
        assert used <= known
        assert used


def test_how_it_looks_is_in_its_styles_where_a_parent_can_change_it():
    body = parts(a_chronology())["word/document.xml"]
    by_hand = [qn(f"w:{tag}") for tag in ("b", "sz", "color", "rFonts", "jc", "ind", "spacing")]
    assert not list(body.iter(*by_hand))


# No words can break it


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("wide", [False, True])
def test_any_words_in_any_place_come_out_as_words(words, wide):
    paper = saying(words, wide=wide)
    document = opened(paper)
    assert all(part is not None for part in parts(paper).values())
    said = lines(words)
    assert document.paragraphs[0].text == said
    assert document.paragraphs[-1].text == said
    titles, row, _, total = rows_of(document.tables[0])
    assert total == row
    assert titles == [clean(words[:200]), "Days", clean(words[:200])]
    assert row == [in_one_line(words), "1½", in_one_line(words)]
    assert document.sections[0].footer.paragraphs[0].text.startswith(f"{clean(words)}\t")


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_whatever_is_typed_is_what_is_written(words):
    table = Table("", (Column("Words", 1), Column("Days", 1)), ((words, HalfDays(2)),))
    document = opened(Paper(words, (), (table,), (words,), words))
    assert rows_of(document.tables[0]) == [["Words", "Days"], [in_one_line(words), "1"]]
    assert document.paragraphs[-1].text == lines(words)
    assert document.core_properties.title == clean(words)[:255]


# How it is made


def test_two_are_made_side_by_side_and_equal_papers_make_equal_files():
    papers = (a_schedule(5), a_chronology(5), a_schedule.__wrapped__(5))
    with ThreadPoolExecutor(2) as pool:
        first, second, again = pool.map(as_docx, papers)
    assert first == again != second
    with ZipFile(BytesIO(first)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
