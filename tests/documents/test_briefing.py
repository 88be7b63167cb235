"""A group's figures to hand on: the picture for a phone, and the one page for a meeting with the council."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import pages, paper_sizes, squeezed, tags
from papers_told import HOSTILE
from pixels import grey, places, size

from bot.actions.briefing import HIDDEN, KEYS, View, briefing, briefing_paper, caption, chart
from bot.actions.measures import FAMILIES, MEASURES, SECTIONS
from bot.directory.contacts import Directory
from bot.directory.official import bundled
from bot.documents.bars import KINDS, Bar, BarChart, BarGroup, bar_chart
from bot.figures import Figure, Publication

TODAY = date(2026, 11, 23)
A4 = {b"0 0 595.2756 841.8898"}
LONGEST_CAPTION = 1000  # as the edge sends it
COUNCILS = {each.id: each for each in Directory.load().councils}
DARK = "1d2329"


def a_view(values, group="Parents together", council="NNC"):
    figures = {name: Figure(values.get(name), 0, 0) for name in MEASURES}
    return View(group, COUNCILS[council], Publication(TODAY, figures))


EVERYTHING = a_view(dict.fromkeys(MEASURES, 500), "Ã" * 120)
SOME = a_view({FAMILIES: 45, "plan": 40, "plan20": 30, "plan_in_time": 10})
NOTHING = a_view({})
VIEWS = [EVERYTHING, SOME, NOTHING]


def words_of(view, form="pdf"):
    content = briefing(view, bundled(), TODAY, form)()
    if form == "pdf":
        return squeezed("".join(pages(content)))
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return squeezed("".join([*(each.text for each in document.paragraphs), *cells]))


# The page


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("view", VIEWS)
def test_it_is_one_page_that_a_screen_reader_can_read(view, council):
    content = briefing(replace(view, council=COUNCILS[council]), bundled(), TODAY, "pdf")()
    assert len(pages(content)) == 1
    assert paper_sizes(content) == A4
    assert b"pdfuaid:part>1<" in content
    assert {"Table", "TR", "TH", "TD"} <= set(tags(content))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_it_has_our_figures_and_beside_them_the_official_ones_with_their_source(form):
    words = words_of(SOME, form)
    for told in (
        "Parents together",
        "North Northamptonshire Council",
        "Mon 23 November 2026",
        "about 45",
        HIDDEN,
        "Plans issued within 20 weeks, exceptions left out, 2024: 17.2% (142 of 824)",
        "46.4%",
        "2021 19.8%, 2022 47.4%, 2023 73.6%, 2024 17.2%",
        "Of all plans in 2024: 21.4%",
        "Department for Education",
        "https://explore-education-statistics.service.gov.uk/find-statistics/education-health-and-care-plans",
        "read on 22 November 2026",
        "a child who is still waiting is not in them",
        "Each family counts once",
        "rounded to the nearest 5",
    ):
        assert squeezed(told) in words, told


def test_open_and_overdue_stands_beside_what_came_in_time():
    [table] = briefing_paper(SOME, bundled(), TODAY).tables
    rows = [row[:2] for row in table.rows]
    assert ("Of them, past the 20 weeks in law", "about 30") in rows
    assert ("Plan came in the last 12 months, in time", "about 10") in rows


def test_equal_figures_make_equal_files_without_an_hour_in_them():
    for form in ("pdf", "docx"):
        assert len({briefing(SOME, bundled(), TODAY, form)() for _ in range(2)}) == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_of_a_group_breaks_it(title):
    view = replace(SOME, group=title[:120])
    for form in ("pdf", "docx"):
        assert briefing(view, bundled(), TODAY, form)()
    assert chart(view)()


# The picture


@pytest.mark.parametrize("view", VIEWS)
def test_the_picture_is_as_wide_as_a_phone_wants_it_and_not_too_long_for_telegram(view):
    width, height = size(chart(view)())
    assert width == 1080
    assert height < 3300
    assert width + height < 10_000


def test_kinds_are_told_apart_without_colour():
    tiles = {}
    for kind in KINDS:
        bars = (BarGroup("", (Bar("", kind, 10),)),)
        png = bar_chart(BarChart("", "", bars, "", ()))
        tiles[kind] = png
    middles = {kind: _pattern(png) for kind, png in tiles.items()}
    for one, other in combinations(KINDS, 2):
        apart = sum(abs(a - b) for a, b in zip(middles[one], middles[other], strict=True)) / len(middles[one])
        assert apart > 12, (one, other)


def _pattern(png):
    """A piece out of the middle of the only bar: the middle rows of all that is not white."""
    _, height = size(png)
    rows = [y for y in range(height) if grey(png, 400, y, 401, y + 1)[0] < 250]
    middle = (min(rows) + max(rows)) // 2
    return grey(png, 200, middle - 14, 260, middle + 14)


@pytest.mark.parametrize(("value", "share"), [(10, 0.25), (20, 0.5), (40, 1.0)])
def test_a_bar_is_as_long_as_its_number(value, share):
    bars = (Bar("", "waiting", 40), Bar("", "all", value))
    across = [
        x for x, _ in places(bar_chart(BarChart("", "", (BarGroup("", bars),), "", ())), DARK) if x < 905
    ]
    assert max(across) - min(across) == pytest.approx(864 * share, abs=70)  # its number is dark too


def test_what_is_hidden_has_no_bar_and_is_not_told_from_nothing():
    assert chart(a_view({FAMILIES: 45}))() != chart(a_view({FAMILIES: 45, "out1": 10}))()
    assert len(places(chart(NOTHING)(), DARK)) > 0  # its words
    assert not places(chart(NOTHING)(), "d55e00")


@pytest.mark.parametrize("view", VIEWS)
def test_the_caption_says_everything_that_the_picture_shows(view):
    words = caption(view)
    assert len(words) <= LONGEST_CAPTION
    for section in SECTIONS:
        for measure in section.measures:
            value = view.seen[measure.name]
            assert (f"{measure.words}: about {value}." in words) is (value is not None)
    assert (HIDDEN in words) is (None in view.seen.values())


def test_every_kind_has_a_key_and_every_measure_a_kind():
    assert [kind for kind, _ in KEYS] == list(KINDS)
    assert {each.about for each in MEASURES.values()} == set(KINDS)


@given(st.dictionaries(st.sampled_from(sorted(MEASURES)), st.integers(2, 200).map(lambda n: n * 5)))
@settings(max_examples=15, deadline=None)
def test_whatever_is_shown_is_on_one_page(values):
    assert len(pages(briefing(a_view(values), bundled(), TODAY, "pdf")())) == 1
