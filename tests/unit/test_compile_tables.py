"""Tables of compiled rules: what neither parameters nor the clock changed is kept, and what changed is worked out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.compile.build import FOLDER, compiler
from sim.compile.machine import Compiled
from sim.compile.program import Program, program_of
from sim.compile.standins import PHASES
from sim.compile.tables import Blocks, Known
from sim.model.engine import build, streams_of
from tests.whole import scenario

pytestmark = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
NAMES = ("trust", "winter")
WEEKS = np.arange(8, 12)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    machine = build(scenario())
    rules = [one for one in machine.round + machine.week if one.name in NAMES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("compiled")))
        program = program_of(rules, machine.world, machine.variables, (), PHASES[-1:])
        tables_of(program)
    return program


def tables_of(program: Program, *overrides: str) -> tuple[Any, Any, Any]:
    made = scenario(*overrides).of_runs(0, 2, 2)
    machine = build(made)
    rules = [one for one in machine.round + machine.week if one.name in NAMES]
    compiled = Compiled(program, rules, streams_of(made, range(2)))
    compiled.fill("later")
    return compiled.p, compiled.q, compiled.clock("later", NAMES, WEEKS, WEEKS)


def test_only_the_tables_of_a_rule_whose_parameters_changed_are_worked_out(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, worked_out = tables_of(program), list[Known]()
    usual = Known.block

    def noted(self: Known, *args: Any) -> Any:
        worked_out.append(self)
        return usual(self, *args)

    monkeypatch.setattr(Known, "block", noted)
    assert all(np.array_equal(one, other) for one, other in zip(tables_of(program), first, strict=True))
    assert not worked_out, "nothing changed"
    changed = tables_of(program, "trust.asymmetry=3")
    assert {id(one) for one in worked_out} == {id(program.calls["later", "trust"].known)}
    assert not np.array_equal(changed[0], first[0])
    worked_out.clear()
    assert all(np.array_equal(one, other) for one, other in zip(tables_of(program), first, strict=True))
    assert not worked_out, "what was there before is there again"
    program.blocks = Blocks()
    again = tables_of(program, "trust.asymmetry=3")
    assert all(np.array_equal(one, other) for one, other in zip(changed, again, strict=True))


def test_blocks_are_as_many_as_are_said_and_the_one_used_longest_ago_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sim.compile.tables.MOST_BLOCKS", 2)
    kept, made = Blocks(), list[str]()

    def of(name: str) -> None:
        kept.of(name, lambda: made.append(name) or np.zeros(1))

    for name in ("a", "b", "a", "c", "a", "b"):
        of(name)
    assert made == ["a", "b", "c", "b"]
