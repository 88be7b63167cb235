"""Who may import whom, from low to high. A module knows only what is below it."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Each layer may use those before it; the parts of one layer know nothing of each other.
LAYERS = (
    ("bot.trouble", "bot.clock", "bot.places"),
    ("bot.strict", "bot.days", "bot.logs"),
    ("bot.law", "bot.misread"),
    ("bot.forms", "bot.config", "bot.directory", "bot.wording"),
    ("bot.keys", "bot.facts", "bot.offers", "bot.figures"),
    ("bot.letterfile",),
    ("bot.catalogue",),
    ("bot.store", "bot.texts", "bot.documents"),
    ("bot.services",),
    ("bot.actions",),
    ("handlers",),
    ("bot.running",),
    ("bot.checking", "bot.demo", "bot.printed"),
    ("bot.__main__",),
)
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")])


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def part_of(module):
    """The part of a layer that a module belongs to; None for what is not ours."""
    return next((part for part in HEIGHT if module == part or module.startswith(f"{part}.")), None)


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say where from in full"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_knows_only_what_is_below_it(path):
    mine = part_of(name_of(path))
    if name_of(path) == "bot":
        return
    assert mine, f"{name_of(path)} is in no layer: say where it belongs"
    for module in imports_of(path):
        theirs = part_of(module)
        if theirs and theirs != mine:
            assert HEIGHT[theirs] < HEIGHT[mine], f"{name_of(path)} may not import {module}"


# Only the edge speaks to Telegram. `bot.running` joins the two halves.
TELEGRAM = ("handlers", "bot.running")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_edge_knows_telegram(path):
    uses = {module.split(".")[0] for module in imports_of(path)}
    assert "telegram" not in uses or name_of(path).startswith(TELEGRAM)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_clock_and_the_store_of_time_ask_what_time_it_is(path):
    source = path.read_text(encoding="utf-8")
    assert "noqa: TID251" not in source or name_of(path) == "bot.clock"


def test_what_is_installed_is_what_is_tested():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["bot", "handlers"]


@pytest.mark.parametrize("lock", ["requirements.lock", "benchmarks/requirements.lock"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_index(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = [line for line in text.splitlines() if line and line[0].isalnum()]
    assert requirements
    assert all("==" in line and line.endswith("\\") for line in requirements)
    assert "://" not in text
    assert "--index" not in text
