"""Cleaning, trimming and finding, as Telegram does to every text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo import entities as parts
from bot.demo.refusals import Refused


def found(text: str) -> list[tuple[str, str]]:
    return [(entity["type"], parts.cut(text, entity)) for entity in parts.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/start payload", [("bot_command", "/start")]),
        ("/deadlines@TwentyWeeksBot", [("bot_command", "/deadlines@TwentyWeeksBot")]),
        ("see /help now", [("bot_command", "/help")]),
        ("1/2 and/or http", []),
        ("home/start", []),
        ("//start", []),
        ("write to a.b@c.gov.uk", [("email", "a.b@c.gov.uk")]),
        ("ask @someone", [("mention", "@someone")]),
        ("go to https://www.gov.uk/send.", [("url", "https://www.gov.uk/send")]),
        ("go to www.gov.uk", [("url", "www.gov.uk")]),
        ("go to ipsea.org.uk/help now", [("url", "ipsea.org.uk/help")]),
        ("#send matters", [("hashtag", "#send")]),
        ("3.5 or a.b", []),
        ("plain words", []),
    ],
)
def test_commands_addresses_and_mentions_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_is_found_is_counted_in_utf16_units() -> None:
    assert parts.find("\N{GRINNING FACE} /help")[0]["offset"] == 3


def bold(offset: int, length: int) -> dict[str, Any]:
    return {"offset": offset, "length": length, "type": "bold"}


def test_space_around_a_text_is_cut_off_and_entities_move_with_it() -> None:
    assert parts.finish("\n  hello  \n", [bold(5, 3)]) == ("hello", [bold(2, 3)])


def test_space_at_the_front_stays_where_an_entity_begins() -> None:
    assert parts.finish("  hello", [bold(0, 7)]) == ("  hello", [bold(0, 7)])


def test_an_entity_over_cut_off_space_is_shortened() -> None:
    assert parts.finish("hello  ", [bold(0, 7)]) == ("hello", [bold(0, 5)])


def test_control_characters_become_spaces_and_carriage_returns_go() -> None:
    assert parts.finish("a\tb\r\nc\x00d", [bold(3, 1)]) == ("a b\nc d", [])


def test_dropped_characters_do_not_shift_entities() -> None:
    assert parts.finish("a\r\u202eb", [bold(3, 1)]) == ("ab", [bold(1, 1)])


@pytest.mark.parametrize("text", [" ", "\n\n", "\t", "\r\n "])
def test_a_text_of_nothing_but_space_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="text must be non-empty"):
        parts.finish(text, [])


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refused, match="strings must be encoded in UTF-8"):
        parts.finish("a\ud800", [])


def test_bold_stops_where_code_begins() -> None:
    code = {"offset": 2, "length": 2, "type": "code"}
    assert parts.finish("aabbcc", [bold(0, 6), code])[1] == [bold(0, 2), code, bold(4, 2)]


def test_a_link_does_not_lie_in_code() -> None:
    code = {"offset": 0, "length": 6, "type": "pre"}
    link = {"offset": 1, "length": 2, "type": "text_link", "url": "http://gov.uk/"}
    assert parts.finish("aabbcc", [code, link])[1] == [code]


def test_a_quotation_does_not_lie_in_a_quotation_but_holds_bold() -> None:
    outer = {"offset": 0, "length": 6, "type": "blockquote"}
    inner = {"offset": 1, "length": 2, "type": "blockquote"}
    assert parts.finish("aabbcc", [outer, inner, bold(2, 2)])[1] == [outer, bold(2, 2)]


def test_an_address_inside_code_is_not_found_again() -> None:
    code = {"offset": 0, "length": 10, "type": "code"}
    assert parts.finish("www.gov.uk", [code])[1] == [code]


@given(st.text(alphabet="ab \n\r\t\x00\u202e\N{GRINNING FACE}", max_size=20), st.data())
def test_entities_always_lie_within_the_text(text: str, data: st.DataObject) -> None:
    if not parts.utf16(text):
        return
    start = data.draw(st.integers(0, parts.utf16(text) - 1))
    length = data.draw(st.integers(1, parts.utf16(text) - start))
    try:
        cleaned, entities = parts.finish(text, [bold(start, length)])
    except Refused:
        return
    assert cleaned == cleaned.strip(" \n") or entities
    assert all(e["offset"] >= 0 and e["length"] > 0 for e in entities)
    assert all(e["offset"] + e["length"] <= parts.utf16(cleaned) for e in entities)
