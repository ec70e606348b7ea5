"""No circle of imports in `sim`: each module can be read after what it needs, late imports and those of types included.

The floors are checked by import-linter; this looks within them, and at what it may be told to leave out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]


def modules() -> dict[str, ast.Module]:
    """Return every module of `sim`, parsed, by its dotted name."""
    found = {}
    for path in sorted((ROOT / "sim").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Return each name that a module imports, wherever it does: at its head, for types alone or in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "relative imports are refused by the style"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph_of(trees: Mapping[str, ast.AST]) -> dict[str, set[str]]:
    """Return which modules each module imports; a name taken from a module is an import of that module."""
    graph = {}
    for module, tree in trees.items():
        names = imported(tree)
        graph[module] = {name if name in trees else name.rpartition(".")[0] for name in names} & set(trees)
    return graph


def circle(graph: Mapping[str, set[str]]) -> str:
    """Return a circle in words; nothing if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " is imported by ".join(error.args[1])
    return ""


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = graph_of(modules())
    assert len(graph) > 100 and "sim.core.arithmetic" in graph["sim.outcomes.base"]
    assert circle(graph) == ""


@pytest.mark.parametrize(
    "late",
    [
        "from sim.one import thing",
        "import sim.one",
        "from sim import one",
        "def f():\n    from sim.one import thing",
        "if TYPE_CHECKING:\n    from sim.one import Thing",
    ],
)
def test_a_circle_is_found_wherever_an_import_stands(late: str) -> None:
    trees = {"sim": "", "sim.one": "from sim.two import other", "sim.two": late, "sim.three": "import sim.one"}
    found = circle(graph_of({name: ast.parse(text) for name, text in trees.items()}))
    assert {"sim.one", "sim.two"} == set(found.split(" is imported by "))
    del trees["sim.two"]
    assert circle(graph_of({name: ast.parse(text) for name, text in trees.items()})) == ""
