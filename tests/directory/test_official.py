"""Official figures: those of the product are sound, and a slip in the file is a sentence at the start."""

import pytest

from bot.directory.contacts import Directory
from bot.directory.official import ENGLAND, FILE, Official, bundled
from bot.strict import NotUnderstood

GOOD = FILE.read_text(encoding="utf-8")


@pytest.fixture
def loaded(tmp_path):
    def loaded(old, new):
        assert old in GOOD
        file = tmp_path / "official.toml"
        file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
        return Official.load(file)

    return loaded


def test_every_row_is_of_a_council_that_we_know_or_of_england_and_has_its_source():
    areas = {council.id for council in Directory.load().councils} | {ENGLAND}
    found = bundled()
    assert {row.area for row in found.rows} == areas
    for row in found.rows:
        source = found.source(row)
        assert source.url.startswith("https://explore-education-statistics.service.gov.uk/")
        assert source.read_on.year == 2026
        assert found.words(row.what)


def test_each_figure_stands_for_every_area_alike():
    by_area = {}
    for row in bundled().rows:
        by_area.setdefault(row.area, set()).add((row.what, row.year))
    assert len({frozenset(each) for each in by_area.values()}) == 1


@pytest.mark.parametrize(
    ("area", "what", "figure"),
    [
        ("WNC", "in-time", "12.2% (72 of 590)"),
        ("NNC", "in-time", "17.2% (142 of 824)"),
        (ENGLAND, "in-time", "46.4%"),
        ("WNC", "in-time-all", "10.8%"),
        ("NNC", "decisions-in-time", "54.6% (741 of 1,358)"),
        ("WNC", "over-a-year", "18.7% (133 of 711)"),
    ],
)
def test_the_newest_figure_is_the_one_of_2024(area, what, figure):
    found = bundled().newest(area, what)
    assert (found.year, found.figure) == (2024, figure)


def test_shares_agree_with_the_numbers_they_are_made_of():
    for row in bundled().rows:
        share, _, made_of = row.figure.partition(" (")
        if made_of:
            part, whole = (int(each.replace(",", "")) for each in made_of.rstrip(")").split(" of "))
            assert abs(part / whole * 100 - float(share.rstrip("%"))) < 0.06, row


def test_the_years_of_a_figure_come_in_order_and_of_what_is_not_known_there_is_none():
    assert [row.year for row in bundled().years("NNC", "in-time")] == [2021, 2022, 2023, 2024]
    assert bundled().newest("NNC", "nothing") is None
    assert bundled().newest("another", "in-time") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('what = "in-time"', 'what = "in-tim"', "Did you mean 'in-time'"),
        ('source = "sen2-2025"', 'source = "memory"', "unknown source 'memory'"),
        ("year = 2021", 'year = "2021"', "'year' should be a whole number"),
        ("year = 2021", "year = 2022", "'in-time' of 'WNC' in 2022 is there twice"),
        ('figure = "34.9% (132 of 378)"', 'figure = ""', "what was not found should have no row"),
        ('figure = "34.9% (132 of 378)"\n', "", "the key 'figure' is missing"),
        ("[[row]]", "[[rows]]", "unknown table 'rows'"),
        ('url = "https', 'url = "http', "should be a web address"),
        ("[[source]]", "[[source", "is not good TOML"),
    ],
)
def test_a_slip_in_the_file_is_a_sentence(loaded, old, new, said):
    with pytest.raises(NotUnderstood, match=r"official\.toml") as slip:
        loaded(old, new)
    assert said in str(slip.value)
