"""No test fails because a machine is slow: no limit in seconds stands in a test, but for guards against hanging."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

TESTS = Path(__file__).parents[1]
CLOCKS = {"monotonic", "perf_counter", "process_time", "time", "monotonic_ns", "perf_counter_ns"}
WAITS = {"wait", "join", "result", "communicate", "gone", "fail_after", "move_on_after"}
LIMITS = {"timeout", "timeout_s", "seconds", "limit", "deadline", "timeout_seconds"}


def number(node: ast.AST | None) -> bool:
    """Say whether a piece of code is a plain number, or made of plain numbers."""
    if isinstance(node, ast.BinOp):
        return number(node.left) and number(node.right)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def timed(node: ast.AST, names: set[str]) -> bool:
    """Say whether a piece of code reads a clock, or a name that was made from one."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in CLOCKS:
            return isinstance(part.func.value, ast.Name) and part.func.value.id == "time"
        if isinstance(part, ast.Name) and part.id in names:
            return True
    return False


def in_call(node: ast.Call) -> bool:
    """Say whether a call is given a limit by name, or a wait is given one as its last value."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return any(one.arg in LIMITS and number(one.value) for one in node.keywords) or (
        name in WAITS and any(map(number, node.args[-1:]))
    )


def in_defaults(given: ast.arguments) -> bool:
    """Say whether a function takes a limit that is a number unless told otherwise."""
    last = zip(given.args[::-1], given.defaults[::-1], strict=False)
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    return any(one.arg in LIMITS and number(default) for one, default in [*last, *named])


def absolute(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a test file that hold a limit in seconds, and what they say."""
    tree = ast.parse(text)
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and timed(node.value, set()):
            names |= {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                found = in_call(node)
            case ast.Compare(left=left, comparators=others):
                sides = [left, *others]
                found = any(timed(side, names) for side in sides) and any(map(number, sides))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                found = timed(left, set()) and number(right)
            case ast.FunctionDef(args=given):
                found = in_defaults(given)
            case ast.Constant(value=str() as words):
                found = bool(re.fullmatch(r"limit=\d+", words))
            case _:
                found = False
        if found:
            yield getattr(node, "lineno", 0), ast.unparse(node).splitlines()[0]


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_no_limit_in_a_test_is_in_seconds(path: Path) -> None:
    found = list(absolute(path.read_text(encoding="utf-8")))
    if path.name in {"test_sweep_plan.py", Path(__file__).name}:  # which read such words, and run nothing with them
        found = [(line, said) for line, said in found if not said.startswith("'limit=")]
    assert found == [], "a slow machine would fail here: count or wait for the event, or use tests.pace"


@pytest.mark.parametrize(
    "code",
    [
        "subprocess.run(command, timeout=60)",
        "process.communicate(timeout=2 * 30)",
        "process.wait(20.0)",
        "end = time.monotonic() + 5.0",
        "began = time.monotonic()\nassert time.monotonic() - began < 5",
        "began = time.perf_counter()\ntook = time.perf_counter() - began\nassert took < 60.0",
        "def end(process, seconds=20.0): ...",
        "def end(process, *, timeout: float = 20): ...",
        "WORDS = ('design=lhs', 'limit=3')",
    ],
)
def test_a_limit_in_seconds_is_found(code: str) -> None:
    assert list(absolute(code))


@pytest.mark.parametrize(
    "code",
    [
        "subprocess.run(command, timeout=HANG)",
        "assert time.monotonic() - began < units(5)",
        "end = time.monotonic() + units(10)",
        "thread.join()",
        "', '.join(names)",
        "http.get('/', timeout=None)",
    ],
)
def test_what_scales_or_guards_is_not(code: str) -> None:
    assert not list(absolute(code))
