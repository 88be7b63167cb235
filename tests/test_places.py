"""The files that travel with the bot are found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from bot import places


def test_a_checkout_has_its_templates_at_the_top() -> None:
    assert places.templates_folder() == Path(places.__file__).parent.parent / "templates"


def test_a_checkout_has_its_migrations_at_the_top() -> None:
    assert places.migrations_folder() == Path(places.__file__).parent.parent / "migrations"


def test_a_missing_folder_is_named_with_the_places_that_were_searched() -> None:
    with pytest.raises(FileNotFoundError, match=r"There is no nowhere folder\. Looked in: .*bot/nowhere"):
        places.found("nowhere", places.HERE)


def test_an_installed_bot_prefers_the_folder_beside_its_code(tmp_path: Path) -> None:
    code = tmp_path / "bot"
    (code / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    assert places.found("templates", code) == code / "templates"
