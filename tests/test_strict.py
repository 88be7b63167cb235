"""A slip in a file of ours becomes a sentence that says where and what."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from bot.strict import NotUnderstood, fill, known_only, nearest, table


@dataclass(frozen=True)
class Thing:
    name: str
    count: int
    on: date
    sure: bool = True
    nick: str | None = None
    words: tuple[str, ...] = ()
    parts: dict[str, int] = field(default_factory=dict)


ROW = {"name": "x", "count": 2, "on": date(2026, 1, 1)}


def test_a_row_becomes_a_thing() -> None:
    row = {**ROW, "nick": "n", "words": ["a", "b"]}
    assert fill(Thing, row, "f.toml") == Thing("x", 2, date(2026, 1, 1), nick="n", words=("a", "b"))


def test_what_is_given_does_not_come_from_the_row() -> None:
    assert fill(Thing, ROW, "f.toml", parts={"a": 1}).parts == {"a": 1}
    with pytest.raises(NotUnderstood, match=r"f\.toml: unknown key 'parts'"):
        fill(Thing, {**ROW, "parts": {}}, "f.toml", parts={})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({**ROW, "nmae": "y"}, r"f\.toml: unknown key 'nmae'\. Did you mean 'name'\?"),
        ({"name": "x", "count": 2}, r"f\.toml: the key 'on' is missing\."),
        ({**ROW, "count": "2"}, r"f\.toml: 'count' should be a whole number\."),
        ({**ROW, "count": True}, r"f\.toml: 'count' should be a whole number\."),
        ({**ROW, "sure": 1}, r"f\.toml: 'sure' should be true or false\."),
        ({**ROW, "on": "2026-01-01"}, r"f\.toml: 'on' should be a date\."),
        ({**ROW, "nick": 3}, r"f\.toml: 'nick' should be text\."),
        ({**ROW, "words": "a"}, r"f\.toml: 'words' should be a list\."),
        ({**ROW, "words": [1]}, r"f\.toml: 'words' should be text\."),
    ],
)
def test_a_slip_is_refused_in_a_sentence(row: dict[str, object], sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        fill(Thing, row, "f.toml")


def test_text_that_is_not_toml_is_refused_by_the_name_of_its_file() -> None:
    with pytest.raises(NotUnderstood, match=r"f\.toml is not good TOML"):
        table("a = = b", "f.toml")


def test_a_word_nothing_like_the_known_ones_gets_no_guess() -> None:
    assert nearest("zzz", ["alpha"]) == ""
    with pytest.raises(NotUnderstood, match=r"^here: unknown role 'zzz'\.$"):
        known_only(["zzz"], ["alpha"], "here", "role")
