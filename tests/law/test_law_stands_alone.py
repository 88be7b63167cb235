"""The law knows no database, no Telegram, no clock: it can be read, checked and tested by itself."""

import ast
import sys
from pathlib import Path

import pytest

import bot.law

MODULES = sorted(Path(bot.law.__file__).parent.glob("*.py"))


def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_of_the_law_imports_only_the_standard_library_and_the_law(module):
    for name in imported(module):
        assert (
            name.startswith("bot.law")
            or name in ("bot.strict", "bot.days", "bot.trouble", "dateutil.easter")
            or name.split(".")[0] in sys.stdlib_module_names
        )


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_of_the_law_types_no_citation(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if hasattr(node, "body") and isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not [
        text for text in texts - docstrings if "regulation" in text.lower() or " section " in text.lower()
    ]
