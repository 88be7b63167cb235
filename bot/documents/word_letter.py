"""A letter in Word's own styles."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from bot.documents.letter import HEADING, ITEMS, Block
from bot.documents.plain import clean
from bot.documents.word import undated
from bot.documents.word_blank import blank

ITEM_STYLE = "Letter Item"
MARGIN, HANGING = Mm(25), Mm(8)


def word_letter(subject: str, blocks: Sequence[Block]) -> bytes:
    """The letter as a .docx."""
    document = blank(subject, wide=False)
    section = document.sections[0]
    section.left_margin = section.right_margin = MARGIN
    _add_style(document)
    for block in blocks:
        _add(document, block)
    content = BytesIO()
    document.save(content)
    return undated(content)


def _add_style(document: Document) -> None:
    """A line of a list: its mark, then words that are set in."""
    style = document.styles.add_style(ITEM_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.left_indent = HANGING
    style.paragraph_format.first_line_indent = -HANGING
    style.paragraph_format.space_after = Pt(3)


def _add(document: Document, block: Block) -> None:
    if block.kind == HEADING:
        for line in block.lines:
            document.add_paragraph(clean(line), "Heading 1")
    elif block.kind == ITEMS:
        for mark, words in block.items:
            document.add_paragraph(f"{mark}\t{clean(words)}", ITEM_STYLE)
    else:
        document.add_paragraph("\n".join(clean(line) for line in block.lines))
