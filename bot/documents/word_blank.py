"""An empty Word file: our styles and settings, nobody's name in it, nothing that it does not need."""

from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Words
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

HERE = Path(__file__).parent
SHORT, LONG, MARGIN, TOP, FOOT = Mm(210), Mm(297), Mm(20), Mm(18), Mm(10)
LANGUAGE = "en-GB"
MOST = 255  # letters that Word takes as the title of a file
PARTS = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
FILES = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def blank(title: str, *, wide: bool) -> Words:
    """An empty A4 page with a title in its properties."""
    document = Document(BytesIO(_plain()))
    properties = document.core_properties
    properties.title, properties.language = title[:MOST], LANGUAGE
    section = document.sections[0]
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin, section.footer_distance = TOP, MARGIN, FOOT
    return document


@cache
def _plain() -> bytes:
    """What python-docx begins with brings a picture, 150 styles, a date in 2013 and its own name."""
    document = Document()
    package = document.part.package
    assert package
    _keep(package.rels, FILES)
    _keep(document.part.rels, PARTS)
    _fill(document.styles.element, HERE / "word_styles.xml")
    _fill(document.settings.element, HERE / "word_settings.xml")
    _empty(package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _keep(relations: Relationships, kinds: set[str]) -> None:
    for name, relation in list(relations.items()):
        if relation.reltype not in kinds:
            del relations[name]


def _fill(element: BaseOxmlElement, source: Path) -> None:
    _empty(element)
    element.extend(parse_xml(source.read_bytes()))


def _empty(element: BaseOxmlElement) -> None:
    for child in list(element):
        element.remove(child)
