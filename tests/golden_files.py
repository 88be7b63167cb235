"""Golden files: text compared whole, and read in review like code. `pytest --golden` rewrites them."""

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """golden("letters/A1.txt", text) compares the whole text with tests/golden/letters/A1.txt."""

    def compare(name: str, text: str) -> None:
        path = FOLDER / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"There is no golden file {name}. Run pytest --golden, then read what it wrote."
        assert text == path.read_text(encoding="utf-8")

    return compare
