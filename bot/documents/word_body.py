"""What stands in a Word file: title, facts, tables, notes, and a footer that counts the pages."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.text.paragraph import Paragraph

from bot.documents.columns import BOLD
from bot.documents.paper import Fact, Paper, Table
from bot.documents.plain import clean, lines, width
from bot.documents.word_blank import blank
from bot.documents.word_table import word_table

LABEL = 17.0  # ems before the words of a fact begin, as in the style of that name


def body(paper: Paper) -> Document:
    document = blank(clean(paper.title), wide=paper.wide)
    document.add_paragraph(lines(paper.title), "Title")
    for fact in paper.facts:
        _add_fact(document, fact)
    for table in paper.tables:
        _add_table(document, table, wide=paper.wide)
    for note in paper.notes:
        document.add_paragraph(lines(note), "Note")
    _add_footer(document.sections[0], clean(paper.footer))
    return document


def _add_fact(document: Document, fact: Fact) -> None:
    paragraph = document.add_paragraph(style="Fact")
    label = clean(fact.label)
    paragraph.add_run(label, "Strong")
    between = "\t" if width(label) * BOLD < LABEL else "\n"  # a long label has a line of its own
    paragraph.add_run(f"{between}{lines(fact.words)}")


def _add_table(document: Document, table: Table, *, wide: bool) -> None:
    end = document.element.body.sectPr
    if heading := clean(table.heading):
        document.add_paragraph(heading, "Heading 1")
    elif end.getprevious().tag == qn("w:tbl"):
        document.add_paragraph()  # or Word makes one table of the two
    if table.lead:
        document.add_paragraph(lines(table.lead), "Lead")
    if table.empty and not table.rows:
        document.add_paragraph(lines(table.empty))
    else:
        end.addprevious(word_table(table, wide=wide))


def _add_footer(section: Section, words: str) -> None:
    assert section.page_width
    assert section.left_margin
    assert section.right_margin
    paragraph = section.footer.paragraphs[0]
    width = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\tPage ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out; 1 until it has."""
    number = paragraph.add_run("1").element
    field = OxmlElement("w:fldSimple", {qn("w:instr"): code})
    number.addprevious(field)
    field.append(number)
