"""A workbook, read as XML: what its cells hold, and that no words in it are ever run or followed."""

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers_told import DAY_COLUMNS, HOSTILE, LONG_WORD, a_workbook
from workbook import MAIN, NUMBER, WORDS, check_harmless, heights, look, parts, sheets

from bot.documents.paper import Column, HalfDays, Sheet
from bot.documents.plain import clean, lines
from bot.documents.sheet import as_xlsx

COLUMNS = (Column("Words", 1), Column("Days", 1), Column("Date", 1))
A_DAY = date(2025, 9, 24)
MOST = 32_767


def only(*rows, columns=COLUMNS):
    """The cells of a workbook with one sheet."""
    (cells,) = sheets(as_xlsx("Bee", (Sheet("Days", columns, rows),))).values()
    return cells


def names(*wanted):
    return list(sheets(as_xlsx("Bee", tuple(Sheet(each, COLUMNS, (("", "", ""),)) for each in wanted))))


# What the cells hold


def test_words_are_words_half_days_are_numbers_and_dates_are_dates():
    cells = only(("Sent home", HalfDays(15), A_DAY), ("0012", HalfDays(0), date(2026, 2, 28)))
    assert [cells[at][:2] for at in ("A2", "B2", "C2")] == [
        (WORDS, "Sent home"), (NUMBER, 7.5), (NUMBER, 45924)
    ]  # fmt: skip
    assert [cells[at][:2] for at in ("A3", "B3", "C3")] == [(WORDS, "0012"), (NUMBER, 0), (NUMBER, 46081)]


@given(st.integers(0, 5000), st.dates(date(1901, 1, 1)))
@settings(max_examples=25, deadline=None)
def test_half_days_and_dates_are_exact(halves, day):
    cells = only(("", HalfDays(halves), day))
    assert cells["B2"][1] * 2 == halves
    assert date(1899, 12, 30) + timedelta(days=cells["C2"][1]) == day


def test_a_date_is_shown_as_everywhere_and_half_days_with_their_half():
    content = as_xlsx("Bee", (Sheet("Days", COLUMNS, (("Sent home", HalfDays(3), A_DAY),)),))
    cells = sheets(content)["Days"]
    assert look(content, cells["C2"][2])["format"] == "[$-809]ddd d mmmm yyyy"
    assert look(content, cells["B2"][2])["format"] == "0.0"
    assert look(content, cells["A2"][2]) == {"format": None, "bold": False, "quoted": False}
    assert look(content, cells["A1"][2]) == {"format": None, "bold": True, "quoted": False}


def test_a_day_on_which_programs_do_not_agree_is_told_in_words():
    cells = only(("", "", date(1900, 12, 31)), ("", "", date.min))
    assert cells["C2"][:2] == (WORDS, "Mon 31 December 1900")
    assert cells["C3"][:2] == (WORDS, "Mon 1 January 1")


def test_a_cell_without_words_is_left_empty():
    assert set(only(("", " \n", "\x00"))) == {"A1", "B1", "C1"}


def test_too_many_letters_for_a_cell_are_cut_with_a_mark():
    cells = only((LONG_WORD * 4, "x" * MOST, "🙂" * MOST))
    assert cells["A2"][1] == "x" * (MOST - 1) + "…"
    assert cells["B2"][1] == "x" * MOST
    assert cells["C2"][1] == "🙂" * (MOST // 2) + "…"


def test_lines_stay_lines():
    assert only((" Sent home.\r\n\r\nNobody rang.", "", ""))["A2"][1] == "Sent home.\nNobody rang."


def test_every_sheet_has_every_row():
    told = sheets(as_xlsx("Bee", a_workbook(400)))
    assert list(told) == ["Days missed", "What happened"]
    assert {"A1", "A401", "C401"} <= set(told["Days missed"])
    assert "A402" not in told["Days missed"]
    assert [told["Days missed"][f"{at}1"][1] for at in "ABCDEF"] == [each.title for each in DAY_COLUMNS]


def test_a_sheet_without_rows_has_its_titles():
    assert [cell[1] for cell in only().values()] == ["Words", "Days", "Date"]


def test_a_workbook_without_sheets_opens_too():
    assert "xl/worksheets/sheet1.xml" in parts(as_xlsx("Bee", ()))


# How it is read and printed


def test_titles_stay_in_sight_and_can_be_filtered_and_stand_on_every_printed_page():
    every = parts(as_xlsx("Bee", a_workbook(40)))
    page = every["xl/worksheets/sheet1.xml"]
    (pane,) = page.iter(f"{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("xSplit"), pane.get("state")) == ("1", None, "frozen")
    assert page.find(f"{MAIN}autoFilter").get("ref") == "A1:F41"
    setup = page.find(f"{MAIN}pageSetup")
    assert (setup.get("orientation"), setup.get("paperSize"), setup.get("fitToHeight")) == (
        "landscape",
        "9",
        "0",
    )
    titles = [each.text for each in every["xl/workbook.xml"].iter(f"{MAIN}definedName")]
    assert "'Days missed'!$1:$1" in titles


def test_columns_are_as_wide_as_their_words_and_rows_as_high_as_their_lines():
    page = parts(as_xlsx("Bee", a_workbook(5)))["xl/worksheets/sheet2.xml"]
    widths = [float(each.get("width")) for each in page.iter(f"{MAIN}col")]
    assert 20 < widths[0] < 30
    assert 60 <= widths[1] < 62
    high = heights(page)
    assert high[3:5] == [15, 15]
    assert 60 <= high[1] <= 90
    rows = (("home", "one\ntwo\nthree", ""), (LONG_WORD, "", ""))
    content = as_xlsx("Bee", (Sheet("Days", COLUMNS, rows),))
    assert heights(parts(content)["xl/worksheets/sheet1.xml"]) == pytest.approx([15, 45, 409], abs=1)


# The names of sheets


@pytest.mark.parametrize(
    ("wanted", "given_names"),
    [
        (("Days missed", "What happened"), ["Days missed", "What happened"]),
        (("days", "Days", "DAYS"), ["days", "Days 2", "DAYS 3"]),
        (("[a]:b*c?d/e\\f",), ["a b c d e f"]),
        (("", "'", " \x00 "), ["Sheet", "Sheet 2", "Sheet 3"]),
        (("'Bee's'",), ["Bee's"]),
        (("History", "history"), ["History 2", "history 3"]),
        (("x" * 31, "x" * 32, "x" * 33), ["x" * 31, "x" * 30 + "…", "x" * 28 + "… 2"]),
        (("🙂" * 20,), ["🙂" * 15 + "…"]),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(wanted, given_names):
    assert names(*wanted) == given_names


letters = st.text(max_size=40) | st.sampled_from(["ǅ", "ǆ", "İ", "i̇", "ς", "Σ", "ß", "History"])


@settings(max_examples=25, deadline=None)
@given(st.lists(letters, min_size=1, max_size=6))
def test_whatever_sheets_are_called_each_has_a_name_of_its_own(wanted):
    found = names(*wanted)
    assert len({name.casefold() for name in found} - {"history"}) == len(wanted)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in found)
    assert not any(re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in found)


# No words are ever run


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_stay_words(words):
    content = as_xlsx(words, (Sheet(words, (Column(words, 1), Column(words, 1)), ((words, HalfDays(1)),)),))
    check_harmless(content)
    (cells,) = sheets(content).values()
    said = lines(words)
    for at in ("A1", "A2") if said else ():
        assert cells[at][:2] == (WORDS, f" {said}" if said.startswith("<r>") else said)
    assert cells["B2"][1] == 0.5


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\x00=1", "-", "=\n=1"])
def test_words_that_begin_like_a_formula_stay_words_when_a_parent_edits_them(words):
    content = as_xlsx("Bee", (Sheet("Days", COLUMNS, ((words, "", ""),)),))
    kind, said, style = sheets(content)["Days"]["A2"]
    assert (kind, said) == (WORDS, lines(words))
    assert look(content, style)["quoted"]


risky = st.sampled_from(HOSTILE) | st.text(st.sampled_from("=+-@<r>/&;{}\t\n_x0'\"")) | st.text()


@settings(max_examples=40, deadline=None)
@given(risky, risky)
def test_whatever_is_typed_nothing_in_the_file_runs_and_no_part_breaks(words, others):
    rows = ((words, HalfDays(1), A_DAY), (others, words + others, others))
    content = as_xlsx(words, (Sheet(words, COLUMNS, rows), Sheet(others, COLUMNS, rows)))
    check_harmless(content)
    for cells in sheets(content).values():
        assert all(cell[0] in {WORDS, NUMBER} for cell in cells.values())
        assert cells.get("A2", (WORDS, "", 0))[1].strip() == lines(words)[: MOST - 1]


# How it is made


def test_its_properties_are_its_title_and_name_nobody_and_no_real_moment():
    core = parts(as_xlsx("Bee: days out of school", a_workbook(2)))["docProps/core.xml"]
    told = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert told == {
        "title": "Bee: days out of school",
        "creator": None,
        "lastModifiedBy": None,
        "created": "2000-01-01T00:00:00Z",
        "modified": "2000-01-01T00:00:00Z",
    }


def test_a_title_in_the_properties_is_one_line_and_not_too_long():
    core = parts(as_xlsx("one\ntwo " + LONG_WORD, a_workbook(1)))["docProps/core.xml"]
    title = core[0].text
    assert title == clean(title)
    assert len(title) == 255


def test_two_are_made_side_by_side_and_equal_records_make_equal_files():
    with ThreadPoolExecutor(2) as pool:
        given_sheets = (a_workbook(5), a_workbook(6), a_workbook.__wrapped__(5))
        first, second, again = pool.map(lambda sheets: as_xlsx("Bee", sheets), given_sheets)
    assert first == again != second


def test_nothing_of_it_is_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert as_xlsx("Bee", a_workbook(2)).startswith(b"PK")
