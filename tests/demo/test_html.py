"""Telegram HTML: what becomes text and entities, what is refused, and that writing and reading agree."""

import html as escaping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo import entities as parts
from bot.demo.html import read
from bot.demo.refusals import Refused
from bot.demo.written import write

HALF_A_PAIR = (
    "Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)


def marked(html: str) -> list[tuple[str, str]]:
    """Each entity's kind, with the text that it marks."""
    text, entities = read(html)
    return [(entity["type"], parts.cut(text, entity)) for entity in entities]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<a href="https://www.gov.uk/">x</a>', "text_link"),
        ("<B>x</b>", "bold"),
        ("<b >x</b >", "bold"),
        ("<b>x</>", "bold"),
        ("<a href='https://www.gov.uk/'>x</a>", "text_link"),
    ],
)
def test_each_tag_becomes_its_entity(html: str, kind: str) -> None:
    assert marked(html) == [(kind, "x")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&lt", "<"),
        ("&#233;&#xe9;", "éé"),
        ("&#128512;", "\N{GRINNING FACE}"),
        ("fish & chips", "fish & chips"),
        ("&nbsp;&apos;&eacute;", "&nbsp;&apos;&eacute;"),
        ("&#0; &#; &#x;", "&#0; &#; &#x;"),
        ("&#9999999999;", "&#9999999999;"),
        ("a > b", "a > b"),
        ("", ""),
    ],
)
def test_only_four_names_and_numbers_are_references_and_all_else_stays_as_it_is(html: str, text: str) -> None:
    assert read(html) == (text, [])


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href>y</a>", None),
        ("<a href=x/y>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("&#55357;", HALF_A_PAIR),
    ],
)
def test_broken_html_is_refused_in_telegrams_own_words(html: str, complaint: str | None) -> None:
    if complaint is None:
        assert read(html) == ("y", [])
        return
    with pytest.raises(Refused) as refused:
        read(html)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {complaint}",
    }


def test_offsets_are_counted_in_utf16_units() -> None:
    text, entities = read("\N{GRINNING FACE}é <b>x\N{GRINNING FACE}</b>")
    assert entities == [{"offset": 4, "length": 3, "type": "bold"}]
    assert parts.cut(text, entities[0]) == "x\N{GRINNING FACE}"


def test_nested_tags_give_the_outer_entity_first() -> None:
    assert marked("<b>a<i>b</i></b>") == [("bold", "ab"), ("italic", "b")]


def test_an_empty_tag_leaves_no_entity() -> None:
    assert read("a<b></b>c") == ("ac", [])


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ],
)
def test_code_inside_pre_is_one_block_with_its_language(html: str) -> None:
    assert read(html)[1] == [{"offset": 0, "length": 1, "type": "pre", "language": "python"}]


def test_a_language_on_code_alone_is_dropped() -> None:
    assert read('<code class="language-python">x</code>')[1] == [{"offset": 0, "length": 1, "type": "code"}]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://www.gov.uk", "https://www.gov.uk/"),
        ("http://GOV.uk/A?b=1&amp;c=2#d", "http://gov.uk/A?b=1&c=2#d"),
        ("www.gov.uk/send", "http://www.gov.uk/send"),
        ("tg://user", "tg://user"),
    ],
)
def test_a_link_keeps_its_address(href: str, url: str) -> None:
    assert read(f'<a href="{href}">x</a>')[1][0]["url"] == url


@pytest.mark.parametrize(
    "href", ["mailto:a@b.uk", "javascript:alert(1)", "nodots", "http://", "ftp://gov.uk"]
)
def test_a_link_to_anything_but_the_web_is_only_text(href: str) -> None:
    assert read(f'<a href="{href}">x</a>') == ("x", [])


def test_a_link_without_an_address_links_to_its_own_text() -> None:
    assert read("<a>www.gov.uk</a>")[1][0]["url"] == "http://www.gov.uk/"


@given(st.text())
def test_any_text_escaped_comes_back_as_it_was(text: str) -> None:
    assert read(escaping.escape(text)) == (text, [])


@given(st.text())
def test_any_text_written_and_read_comes_back_as_it_was(text: str) -> None:
    assert read(write(text, [])) == (text, [])


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed HTML of nested tags."""
    inner = st.just("") if depth == 0 else trees(depth - 1)
    pieces = draw(
        st.lists(
            st.one_of(
                st.text(alphabet='ab &<>"\n\N{GRINNING FACE}é', min_size=1).map(escaping.escape),
                st.tuples(st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "blockquote"]), inner).map(
                    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
                ),
            ),
            max_size=4,
        )
    )
    return "".join(pieces)


@given(trees())
def test_what_is_read_and_written_reads_the_same_again(html: str) -> None:
    text, entities = read(html)
    again = read(write(text, entities))
    assert (again[0], by_place(again[1])) == (text, by_place(entities))


def by_place(entities: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    return sorted((entity["offset"], entity["length"], entity["type"]) for entity in entities)
