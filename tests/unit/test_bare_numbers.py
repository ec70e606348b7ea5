"""No bare number in a rule: rows and coefficients have names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from math import isnan
from pathlib import Path

import pytest

from sim.mechanisms.schedule import MECHANISMS
from sim.model.engine import build
from sim.place import PATHWAYS, SERVICES
from sim.place.words import ROLES
from sim.scenario import load_scenario
from sim.world import rows
from sim.world.rows import names_of

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
RULES = sorted(
    path
    for folder in ("mechanisms", "behaviours", "interventions", "outcomes")
    for path in (ROOT / "sim" / folder).rglob("*.py")
    if path.name != "following.py"  # reads a file of decisions, and quotes what is wrong with it
)


def number(node: ast.expr | None) -> float | None:
    """Return the number that is written here, with its sign; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        below = number(node.operand)
        return None if below is None else -below
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return None


def bare_rows(tree: ast.AST) -> Iterator[str]:
    """Yield every row or column that is asked for by number, except the only row of what a call returns."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript):
            continue
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            continue
        if isinstance(node.value, ast.Call) and number(node.slice) == 0:
            continue
        for part in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
            ends = (part.lower, part.upper, part.step) if isinstance(part, ast.Slice) else (part,)
            if any(number(end) is not None for end in ends):
                yield f"{node.lineno}: {ast.unparse(node)}"
                break


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT / "sim")))
def test_rows_are_asked_for_by_name(path: Path) -> None:
    assert list(bare_rows(ast.parse(path.read_text(encoding="utf-8")))) == [], "take a name from sim/world/rows.py"


@pytest.mark.parametrize("bare", ["x[3]", "x[:, 1]", "x[:, 1:2]", "x[-1]", "x[::2]", "f(x)[1]", "s.x[1:4]"])
def test_a_row_by_number_is_found(bare: str) -> None:
    assert list(bare_rows(ast.parse(bare)))


@pytest.mark.parametrize("named", ["x[ACUTE]", "x[:, None]", "x.shape[-1]", "f(x)[0]", "x[SOFT]", "tuple[int, str]"])
def test_a_row_by_name_is_let_be(named: str) -> None:
    assert not list(bare_rows(ast.parse(named)))


def test_named_rows_stand_where_the_world_has_them() -> None:
    made = load_scenario([])
    world = build(made).world
    assert names_of(rows.Service) == SERVICES and names_of(rows.Pathway) == PATHWAYS
    named = {"need": rows.Need, "service": rows.Service, "soft_service": rows.SoftService, "pathway": rows.Pathway}
    named |= {"project_signal": rows.ProjectSignal, "shunt_signal": rows.ShuntSignal}
    for entity, enum in named.items():
        assert names_of(enum) == world.names[entity] and list(enum) == list(range(world.size(entity)))
    assert world.names["need"][rows.SOFT_NEEDS] == world.names["service"][rows.SOFT] == names_of(rows.SoftService)
    assert set(SERVICES[rows.NHS]) == set(SERVICES) - {"social_care"}
    assert names_of(rows.Seat) == ROLES
    aims, between = made.place.organisations[0].vision, made.place.interfaces[0].differences
    assert names_of(rows.Aim) == tuple(field.name for field in fields(aims))
    assert names_of(rows.Regime) == tuple(field.name for field in fields(between))


# Coefficients

ACTING = sorted(path for folder in ("world", "plan", "events") for path in (ROOT / "sim" / folder).rglob("*.py"))
PLAIN = {0, 1, 2, -1, 1e-6}
IDENTITIES = {
    "fluctuation.py": {0.5: "centres a normal spread", -0.5: "centres a normal spread"},
    "culture.py": {0.5: "half the sum of differences is the distance of two sets of shares"},
    "contact.py": {0.5: "the mean of two wishes"},
    "taking_part.py": {0.5: "the middle of a rank"},
    "network.py": {0.5: "the mean of two"},
    "level.py": {0.5: "the surface of a triangle"},
    "base.py": {0.25: "two places to ask a behaviour about", 0.75: "the same"},
}


def bare_coefficients(tree: ast.AST, allowed: set[float]) -> Iterator[str]:
    """Yield every number in a function, of a name or none, that is not plain and cuts nothing out."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            cut = {id(part) for node in ast.walk(function) if isinstance(node, ast.Slice) for part in ast.walk(node)}
            for node in ast.walk(function):
                if not isinstance(node, ast.expr) or id(node) in cut:
                    continue
                value = number(node)
                if value is not None and value not in allowed:
                    yield f"{node.lineno}: {value}"


@pytest.mark.parametrize("path", [*RULES, *ACTING], ids=lambda path: str(path.relative_to(ROOT / "sim")))
def test_a_coefficient_has_a_name(path: Path) -> None:
    allowed = PLAIN | set(IDENTITIES.get(path.name, {}))
    found = list(bare_coefficients(ast.parse(path.read_text(encoding="utf-8")), allowed))
    assert found == [], (
        "declare it by constant(...) beside the rule, or name it at the head of the module with a reason"
    )


# Constants of a module


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr, bool]]:
    """Yield the name, value and whether it is explained of each constant that holds a number which is not plain."""
    for statement, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        value = statement.value
        if isinstance(value, ast.Call) and ast.unparse(value.func) in {"range", "slice"}:
            continue
        numbers = {number(node) for node in ast.walk(value) if isinstance(node, ast.expr)} - {None}
        if not numbers <= PLAIN:
            doc = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield ast.unparse(targets[0]).strip("()"), value, doc


def unexplained(tree: ast.Module) -> list[str]:
    """Return the constants that a reader may not use, or that no sentence below them explains."""
    held = [(name, doc) for name, value, doc in constants(tree) if not holds_outcomes(value)]
    return [name for name, doc in held if not doc or name.startswith("_")]


def holds_outcomes(value: ast.expr) -> bool:
    """Whether it is the table of outcomes: each number of it is a field with a name, and shown in docs/outcomes.md."""
    return any(isinstance(node, ast.Call) and ast.unparse(node.func) == "Outcome" for node in ast.walk(value))


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT / "sim")))
def test_a_constant_of_a_module_is_public_and_says_why(path: Path) -> None:
    assert unexplained(ast.parse(path.read_text(encoding="utf-8"))) == [], (
        "declare what is a matter of judgement by constant(...); name a limit without _, with a sentence below it"
    )


@pytest.mark.parametrize("bare", ["_RATE = 0.5", "RATE = 0.5", '_RATE = 0.5\n"""Chosen."""', "AIM = array([0.7, 0.6])"])
def test_a_constant_that_says_nothing_is_found(bare: str) -> None:
    assert unexplained(ast.parse(bare))


def test_no_two_rules_repeat_a_constant() -> None:
    seen: dict[tuple[str, str], list[str]] = {}
    for path in RULES:
        for name, value, _ in constants(ast.parse(path.read_text(encoding="utf-8"))):
            seen.setdefault((name, ast.unparse(value)), []).append(path.name)
    twice = {name: files for (name, _), files in seen.items() if len(files) > 1}
    assert twice == {}, "say it once, in sim/core/limits.py"


@pytest.mark.parametrize("function", ["start", "step"])
@pytest.mark.parametrize("bare", ["x * 0.3", "clip(x, -0.9, 1.0)", "1.0 + 8.0 * gap"])
def test_a_bare_coefficient_is_found(bare: str, function: str) -> None:
    assert list(bare_coefficients(ast.parse(f"def {function}(x, gap):\n    return {bare}"), set(PLAIN)))
    assert list(bare_coefficients(ast.parse(f"read = Outcome(lambda x, gap: {bare})"), set(PLAIN)))


def test_a_first_value_lies_within_the_bounds_of_its_variable() -> None:
    owned = [one for mechanism in MECHANISMS for one in mechanism.owns if not isnan(one.first)]
    assert owned
    assert [one.name for one in owned if not one.low <= one.first <= one.high] == []
