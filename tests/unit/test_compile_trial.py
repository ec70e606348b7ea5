"""The trial of what was built: what differs from numpy by a bit is found, said in one line, and never run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.compile.build import FOLDER, NotCompiledError, compiler, note_of_trial
from sim.compile.keeping import folder
from sim.compile.program import Program
from sim.core.parameters import InputError
from sim.model import compiled, machines, trial
from sim.model.batch import run_batch
from sim.model.engine import NOBODY, build, numpy_rounds, streams_of
from sim.model.programs import program_for
from tests.whole import scenario

HAS_COMPILER = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")


@pytest.fixture(autouse=True)
def all_is_worth_building(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "BUILDING", 0)
    monkeypatch.setattr(machines, "TRACING", 0)
    machines.begin_anew()


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """A program that nobody tried, of which nothing need be built."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "compiled"))
    folder()
    monkeypatch.setattr(compiled, "library_of", lambda program: None)
    program = program_for(build(scenario()))
    monkeypatch.setattr(program, "differs", None)
    return program


def test_a_bit_that_differs_is_found() -> None:
    made = scenario()

    def almost(machine: Any, state: Any, streams: Any, rounds: range, seen_by: Any = NOBODY) -> None:
        numpy_rounds(machine, state, streams, rounds, seen_by)
        if rounds.stop > 0:
            state.__dict__["trust"] = np.nextafter(state.trust, 2.0)

    assert trial.otherwise(build(made), streams_of(made, range(5)), numpy_rounds) == []
    assert trial.otherwise(build(made), streams_of(made, range(5)), almost) == ["trust"]


@HAS_COMPILER
def test_what_differs_is_refused_in_one_line_or_runs_in_numpy(
    monkeypatch: pytest.MonkeyPatch, untried: Program
) -> None:
    tried = list[int]()
    monkeypatch.setattr(compiled, "otherwise", lambda *_: tried.append(1) or ["trust", "beds"])
    made = scenario()
    with pytest.raises(InputError, match=r"^machine = 'compiled': .*trust, beds came out otherwise") as said:
        run_batch(made, range(2), machine="compiled")
    assert "\n" not in str(said.value)
    with pytest.warns(UserWarning, match="runs in numpy, to the same bits: .*trust, beds"):
        batch = run_batch(made, range(2), machine="auto")
    assert batch.machine == "numpy" and tried == [1], "it is tried once"
    assert np.array_equal(batch.series["trust"], run_batch(made, range(2)).series["trust"])
    assert not note_of_trial(untried.units()).exists()


@HAS_COMPILER
def test_what_agreed_is_noted_and_not_tried_again(monkeypatch: pytest.MonkeyPatch, untried: Program) -> None:
    tried, made = list[int](), scenario()
    monkeypatch.setattr(compiled, "otherwise", lambda *_: tried.append(1) or [])
    for _ in range(3):
        assert compiled.trusted(build(made), streams_of(made, range(2))) is untried
        monkeypatch.setattr(untried, "differs", None)  # as a process that begins anew would find it
    assert tried == [1] and note_of_trial(untried.units()).exists()


def test_without_a_compiler_numpy_goes_on_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.compile.build.compiler", lambda: None)
    made, program = scenario(), program_for(build(scenario()))
    monkeypatch.setattr(program, "differs", None)
    monkeypatch.setattr(program, "library", None)
    with pytest.warns(UserWarning, match="runs in numpy, to the same bits: no C compiler found") as said:
        assert run_batch(made, range(2), machine="auto").machine == "numpy"
    assert len(said) == 1
    with pytest.raises(NotCompiledError):
        compiled.trusted(build(made), streams_of(made, range(2)))
