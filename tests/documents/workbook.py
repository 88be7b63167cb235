"""Just enough of a workbook to read it: its parts as XML, its cells by their places."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDS, NUMBER = "s", None
ESCAPED = re.compile("_x([0-9A-F]{4})_")

Held = tuple[str | None, str | float, int]  # the kind of a cell, what it holds, its style


def parts(content: bytes) -> dict[str, ET.Element]:
    with ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: ET.fromstring(file.read(name)) for name in file.namelist()}


def unescaped(words: str) -> str:
    """As Excel reads them: _x005F_ is an underscore."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def sheets(content: bytes) -> dict[str, dict[str, Held]]:
    """By the name of each sheet its cells, by their places: (kind, what it holds, style)."""
    every = parts(content)
    strings = [unescaped("".join(each.itertext())) for each in every["xl/sharedStrings.xml"]]
    names = [each.get("name") for each in every["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    return {
        name: {
            cell.get("r"): _cell(cell, strings)
            for cell in every[f"xl/worksheets/sheet{number}.xml"].iter(f"{MAIN}c")
        }
        for number, name in enumerate(names, start=1)
    }


def _cell(cell: ET.Element, strings: list[str]) -> Held:
    (value,) = cell
    assert value.tag == f"{MAIN}v"
    kind = cell.get("t")
    return kind, strings[int(value.text)] if kind == WORDS else float(value.text), int(cell.get("s"))


def heights(page: ET.Element) -> list[float]:
    return [float(row.get("ht", 15)) for row in page.iter(f"{MAIN}row")]


def look(content: bytes, style: int) -> dict[str, str | bool | None]:
    """The number format and the traits of a style."""
    styles = parts(content)["xl/styles.xml"]
    chosen = styles.find(f"{MAIN}cellXfs")[style]
    formats = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")}
    font = styles.find(f"{MAIN}fonts")[int(chosen.get("fontId"))]
    return {
        "format": formats.get(chosen.get("numFmtId")),
        "bold": font.find(f"{MAIN}b") is not None,
        "quoted": chosen.get("quotePrefix") == "1",
    }


def check_harmless(content: bytes) -> None:
    """Every part is XML, and there is no formula, link or other file in any."""
    every = parts(content)
    assert not [name for name in every if re.search("extern|link|query|connect|vba|drawing|embed", name)]
    for name, part in every.items():
        tags = {each.tag.rpartition("}")[2] for each in part.iter()}
        assert not tags & {"f", "hyperlink", "hyperlinks", "externalReference", "ddeLink", "oleObject"}
        if name.endswith(".rels"):
            assert all(each.get("TargetMode") is None for each in part)
