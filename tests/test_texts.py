"""The words engine: what is known is printed as text, what is not known is never guessed."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.places import templates_folder
from bot.strict import NotUnderstood
from bot.texts import Texts

LETTER = "+++\nsubject = 'About {{ child_name }}'\n+++\nDear {{ dear }},\n"


def texts(folder: Path, **messages: str) -> Texts:
    (folder / "messages").mkdir()
    for name, source in messages.items():
        (folder / "messages" / f"{name}.html.j2").write_text(source, encoding="utf-8")
    return Texts(folder)


def a_message(folder: Path, source: str, /, **facts: object) -> str:
    return texts(folder, one=source).message("one", **facts)


class Seen(HTMLParser):
    """The text and the tags that a reader of the HTML ends up with."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_template_of_this_bot_compiles() -> None:
    Texts(templates_folder())


def test_a_message_prints_its_facts(tmp_path: Path) -> None:
    assert a_message(
        tmp_path, "<b>{{ child }}</b>: {{ due | longdate }}", child="Bee", due=date(2026, 4, 23)
    ) == ("<b>Bee</b>: Thu 23 April 2026")


def test_what_a_parent_typed_is_escaped_with_entities_that_telegram_takes(tmp_path: Path) -> None:
    assert a_message(tmp_path, "{{ words }}", words="<b>&\"'</b>") == "&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;"


def test_what_a_parent_typed_is_never_a_template(tmp_path: Path) -> None:
    typed = "{{ secret }}{% for x in y %}{# z #}"
    assert a_message(tmp_path, "{{ words }}", words=typed, secret="no") == typed


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200))
def test_any_text_reaches_the_reader_as_text_and_makes_no_tag(words: str, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("words")  # type: ignore[attr-defined]
    seen = Seen(a_message(folder, "<b>x{{ words }}x</b>", words=words))
    assert seen.tags == ["b"]
    assert seen.text == f"x{words}x"


def test_a_fact_that_was_not_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="'child' is undefined"):
        a_message(tmp_path, "{{ child }}")


def test_a_fact_that_is_not_known_is_never_printed_as_none(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="not known"):
        a_message(tmp_path, "Born {{ born_on }}", born_on=None)


def test_a_message_has_no_runs_of_blank_lines_and_no_spaces_at_the_ends(tmp_path: Path) -> None:
    assert (
        a_message(tmp_path, "\n\nOne. \n\n\n\n\n{% if false %}x{% endif %}\n\nTwo.\t\n\n") == "One.\n\nTwo."
    )


def test_a_message_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"Did you mean 'messages/welcome\.html\.j2'\?"):
        texts(tmp_path, welcome="hello").message("welcom")


def test_a_fact_may_be_called_name(tmp_path: Path) -> None:
    assert a_message(tmp_path, "{{ name }}", name="Bee") == "Bee"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("one\n{% if %}\n", r"templates/messages/one\.html\.j2, line 2: "),
        ("{{ x | longdat }}", r"templates/messages/one\.html\.j2, line 1: No filter named 'longdat'"),
        (
            "{% extends 'messages/two.html.j2' %}",
            r"templates/messages/one\.html\.j2: unknown template 'messages/two",
        ),
    ],
)
def test_a_template_that_cannot_work_stops_the_start(tmp_path: Path, source: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        texts(tmp_path, one=source)


def test_a_slip_in_a_letter_is_reported_at_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "A9.txt.j2").write_text(LETTER + "{% endif %}\n", encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"templates/letters/A9\.txt\.j2, line 5: "):
        Texts(tmp_path)


def test_a_slip_in_a_subject_stops_the_start_too(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "A9.txt.j2").write_text(LETTER.replace("}}'", "'"), encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"templates/letters/A9\.subject, line 1: "):
        Texts(tmp_path)


def a_page(folder: Path, source: str, /, **facts: object) -> str:
    (folder / "pages").mkdir()
    (folder / "pages" / "one.html.j2").write_text(source, encoding="utf-8")
    return Texts(folder).page("one", **facts)


def test_a_page_is_escaped_and_ends_its_last_line(tmp_path: Path) -> None:
    assert a_page(tmp_path, "<p>{{ words }}</p>\n\n", words="<b>") == "<p>&lt;b&gt;</p>\n"


def test_a_slip_in_a_page_stops_the_page_and_not_the_bot(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"templates/pages/one\.html\.j2, line 2"):
        a_page(tmp_path, "<p>\n{% if %}")
    Texts(tmp_path)
