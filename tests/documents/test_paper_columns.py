"""How the page is shared out among columns: as asked, but words and dates stay whole."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from papers_told import DAY_COLUMNS, TIME_COLUMNS, day_rows, time_rows

from bot.documents.columns import BOLD, GAP, LONGEST, room, shares
from bot.documents.paper import Column, HalfDays, Table, date_parts, shown
from bot.documents.plain import width

A_DAY = date(2025, 9, 24)
DAYS = Table("Days", DAY_COLUMNS, day_rows(40))
TIMES = Table("What happened", TIME_COLUMNS, time_rows(40))


def with_widths(*widths, cell="a"):
    return Table("", tuple(Column("a", each) for each in widths), ((cell,) * len(widths),))


def rooms(table, *, wide=False):
    return [room(share, wide=wide) for share in shares(table, wide=wide)]


@pytest.mark.parametrize(
    ("widths", "parts"),
    [
        ((1, 2, 1), [0.25, 0.5, 0.25]),
        ((3,), [1]),
        ((0, 0), [0.5, 0.5]),
        ((-1, -2), [0.5, 0.5]),
    ],
)
def test_columns_are_as_wide_beside_each_other_as_asked(widths, parts):
    assert shares(with_widths(*widths), wide=False) == pytest.approx(parts)


def test_a_column_that_asks_for_nothing_has_room_for_its_words_all_the_same():
    narrow, broad = rooms(with_widths(0, 5, cell="reinstated"))
    assert width("reinstated") <= narrow < broad


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("table", [DAYS, TIMES], ids=["days", "times"])
def test_in_our_papers_words_dates_and_titles_stand_whole_on_their_lines(table, wide):
    for at, ems in enumerate(rooms(table, wide=wide)):
        for row in table.rows:
            pieces = [shown(row[at])] if isinstance(row[at], date) else shown(row[at]).split()
            assert all(width(piece) <= ems for piece in pieces)
        assert all(width(word) * BOLD <= ems for word in table.columns[at].title.split())


def test_three_dates_stand_whole_and_where_more_is_needed_they_go_on_two_lines():
    assert all(width(shown(A_DAY)) <= ems for ems in rooms(with_widths(1, 1, 1, cell=A_DAY)))
    table = Table("", (Column("a", 1),) * 4, ((A_DAY, A_DAY, A_DAY, "reinstated"),))
    *dates, words = rooms(table)
    assert all(max(map(width, date_parts(A_DAY))) <= ems < width(shown(A_DAY)) for ems in dates)
    assert words > width("reinstated") * 1.5


def test_a_very_long_word_does_not_take_the_page_from_the_others():
    short, long = rooms(Table("", (Column("a", 1), Column("b", 1)), (("home", "x" * 10_000),)))
    assert short == pytest.approx(long)


def test_a_wide_page_has_more_room_for_each_column():
    assert all(wide > tall for wide, tall in zip(rooms(DAYS, wide=True), rooms(DAYS), strict=True))


cells = st.text(max_size=30) | st.dates() | st.builds(HalfDays, st.integers(0, 400))
columns = st.builds(Column, st.text(max_size=20), st.floats(-1, 9))


@st.composite
def tables(draw, most=12):
    titles = draw(st.lists(columns, min_size=1, max_size=most))
    row = st.tuples(*[cells] * len(titles))
    return Table("", tuple(titles), tuple(draw(st.lists(row, max_size=5))))


@given(tables(), st.booleans())
def test_the_columns_of_any_table_fill_the_page_and_each_has_some_room(table, wide):
    parts = shares(table, wide=wide)
    assert sum(parts) == pytest.approx(1)
    assert all(part > 0 for part in parts)
    assert all(room(part, wide=wide) >= GAP for part in parts)


@given(tables(most=3))
@example(Table("", (Column("", 0), Column("", 1)), (("0@W", ""),)))  # as wide as its column, but for rounding
def test_among_three_columns_only_a_very_long_word_is_broken(table):
    parts = rooms(table)
    for row in table.rows:
        for cell, ems in zip(row, parts, strict=True):
            pieces = date_parts(cell) if isinstance(cell, date) else shown(cell).split()
            assert all(not ems < width(piece) <= LONGEST for piece in pieces)
