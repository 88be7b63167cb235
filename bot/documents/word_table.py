"""A table of a Word file. Rows are copied from one made before: cell by cell, python-docx takes seconds."""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from bot.documents.columns import shares
from bot.documents.paper import Table, numeric, shown
from bot.documents.plain import clean

WIDTH, WIDE_WIDTH = 9638, 14570  # of the page between its margins, in twentieths of a point
TABLE = f"""
<w:tbl {nsdecls("w")}>
  <w:tblPr>
    <w:tblStyle w:val="PaperTable"/>
    <w:tblW w:w="0" w:type="dxa"/>
    <w:tblLayout w:type="fixed"/>
    <w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0"
      w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
    <w:tblCaption w:val=""/>
  </w:tblPr>
  <w:tblGrid/>
</w:tbl>"""
CELL = """
<w:tc>
  <w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>
  <w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t/></w:r></w:p>
</w:tc>"""
ROW = f"""<w:tr {nsdecls("w")}><w:trPr><w:cantSplit/>{{more}}</w:trPr>{{cells}}</w:tr>"""
REPEATED = "<w:tblHeader/>"


def word_table(table: Table, *, wide: bool) -> BaseOxmlElement:
    """Rows stay whole; the titles stand again on each page, and are told to screen readers as titles."""
    widths = [round(share * (WIDE_WIDTH if wide else WIDTH)) for share in shares(table, wide=wide)]
    numbers = [numeric(table.rows, at) for at in range(len(widths))]
    element = _frame(clean(table.heading), widths)
    bold = ["TableNumberTitle" if each else "TableTitle" for each in numbers]
    titles = _row(widths, bold, REPEATED)
    element.append(_filled(titles, [clean(column.title) for column in table.columns]))
    empty = _row(widths, ["TableNumber" if each else "TableText" for each in numbers])
    element.extend(_filled(empty, map(shown, row)) for row in table.rows)
    if table.total:
        element.append(_filled(_row(widths, bold), map(shown, table.total)))
    return element


def _frame(caption: str, widths: Sequence[int]) -> BaseOxmlElement:
    frame = parse_xml(TABLE)
    next(frame.iter(qn("w:tblW"))).set(qn("w:w"), str(sum(widths)))
    next(frame.iter(qn("w:tblCaption"))).set(qn("w:val"), caption)
    grid = next(frame.iter(qn("w:tblGrid")))
    grid.extend(OxmlElement("w:gridCol", {qn("w:w"): str(width)}) for width in widths)
    return frame


def _row(widths: Sequence[int], styles: Sequence[str], more: str = "") -> BaseOxmlElement:
    cells = (CELL.format(width=width, style=style) for width, style in zip(widths, styles, strict=True))
    return parse_xml(ROW.format(more=more, cells="".join(cells)))


def _filled(row: BaseOxmlElement, cells: Iterable[str]) -> BaseOxmlElement:
    row = deepcopy(row)
    for run, words in zip(row.iter(qn("w:r")), cells, strict=True):
        first, *others = words.split("\n")
        run[0].text = first
        for line in others:
            run.append(OxmlElement("w:br"))
            run.append(OxmlElement("w:t"))
            run[-1].text = line
    return row
