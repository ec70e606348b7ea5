"""Every count with a noun is said by one rule: one thing in the singular, any other number in the plural."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.core.counts import singular, so_many

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "sim").rglob("*.py"), *(ROOT / "experiments").glob("*.py")])
COUNTED = (
    "arms|boundaries|bytes|characters|chunks|columns|entries|events|facts|figures|fields|futures|groups|hours|kinds|"
    "leaders|links|mechanisms|minutes|months|names|numbers|organisations|outcomes|pairs|parameters|people|plans|points|"
    "predictions|processes|residents|rounds|rows|runs|seats|seconds|services|sponsors|tables|things|values|variables|"
    "weeks|words|worlds|years"
)
FOLLOWS = re.compile(rf" (?:[a-z]+ )?(?:{COUNTED})\b")
WHOLE = {"", ",", "g", ".0f", ",.0f", ".3g"}
"""How a number may be written so that 1 is written as 1."""


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("boundaries", "boundary"),
        ("tables", "table"),
        ("pairs of possible futures", "pair of possible futures"),
        ("possible futures", "possible future"),
        ("kinds of joint work", "kind of joint work"),
        ("other branches", "other branch"),
        ("processes", "process"),
        ("people", "person"),
        ("more people", "more person"),
        ("services", "service"),
        ("series", "series"),
    ],
)
def test_one_is_singular_and_any_other_number_plural(plural: str, one: str):
    assert singular(plural) == one
    assert so_many(1, plural) == f"1 {one}"
    assert [so_many(n, plural) for n in (0, 2, 1200)] == [f"0 {plural}", f"2 {plural}", f"1,200 {plural}"]


def test_a_number_that_is_written_already_stays_so():
    written = {"1": "1 week", "1.0": "1.0 week", "1.5": "1.5 weeks", "10": "10 weeks", "between 1 and 2": None}
    for text, said in written.items():
        assert so_many(text, "weeks") == (said or "between 1 and 2 weeks")


def counts_of_their_own(text: str) -> Iterator[str]:
    """Yield what an f-string says of a number and a noun in the plural without the rule."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for number, after in zip(node.values, node.values[1:], strict=False):
            if not isinstance(number, ast.FormattedValue) or not isinstance(after, ast.Constant):
                continue
            spec = "".join(str(part.value) for part in _parts(number.format_spec) if isinstance(part, ast.Constant))
            if spec in WHOLE and _may_be_one(number.value) and FOLLOWS.match(str(after.value)):
                yield f"{{{ast.unparse(number.value)}}}{after.value}"


def _parts(spec: ast.expr | None) -> list[ast.expr]:
    return spec.values if isinstance(spec, ast.JoinedStr) else []


def _may_be_one(value: ast.expr) -> bool:
    """Say whether an expression may be the number 1: no constant of the module, no words that a function made."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in ("len", "sum", "int", "max", "min", "round")
    if isinstance(value, ast.Name):
        return not value.id.isupper() and value.id not in WORDS
    return isinstance(value, ast.Attribute | ast.BinOp | ast.Subscript | ast.IfExp)


WORDS = {"few", "name", "number", "part", "where"}
"""Names that hold words and no number."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_counts_by_a_rule_of_its_own(path: Path):
    assert list(counts_of_their_own(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("f'in {len(x)} tables'", 1),
        ("f'{n:,} pairs of futures'", 1),
        ("f'{a.b} separate groups'", 1),
        ("f'{MOST:,} values'", 0),
        ("f'{x:.2f} points'", 0),
        ("f'{so_many(n, \"values\")} of them'", 0),
        ("f'{name} holds'", 0),
    ],
)
def test_the_search_finds_what_it_is_for(line: str, found: int):
    assert len(list(counts_of_their_own(line))) == found
